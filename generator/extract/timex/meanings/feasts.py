"""Holidays: Christmas Eve, Good Friday 2018, Ramadan."""

import re

from generator.extract.timex import holidays
from generator.extract.timex.context import Context
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    EXPLICIT,
    RELATIVE,
    TIME,
    Reading,
    capitalised,
    dated,
    goes_on,
    has,
    is_name,
    meaning,
    part_tail,
    word_value,
    year_read,
)

_WEEKDAYS_OF_A_MONTH = 5


@meaning
def holiday(match: Match, context: Context) -> Reading | None:
    """Christmas Eve, Good Friday 2018, Ramadan: without a year the nearest to the date read against."""
    if not capitalised(match, context, "holiday") or _is_surname(match, context):
        return None
    if _is_kind(match, context):
        return None
    spec = word_value(match, context, "holiday")
    base = context.base
    year = year_read(match, context)
    rel = word_value(match, context, "rel")
    if base is None and not year:
        fixed = re.fullmatch(r"\d\d-\d\d", spec)
        return Reading(DATE, f"XXXX-{spec}" if fixed else "XXXX-XX-XX", edtf="")
    value = holidays.holiday(spec, year) if year or base is None else _holiday_near(spec, base, rel, context, match)
    if not value:
        return None
    first, _, last = value.partition("/")
    moment = Moment.parse(first)
    tail = part_tail(match, context)
    edtf = value if last else None
    text = first[:7] if last else first + tail
    return Reading(
        TIME if tail else DATE,
        text,
        edtf=edtf,
        moment=moment,
        anchor=None if year else base,
        basis=EXPLICIT if year else RELATIVE,
    )


@meaning
def weekdayofmonth(match: Match, context: Context) -> Reading | None:
    """The last Sunday in October, the first Monday of March 2011."""
    month, weekday = (int(word_value(match, context, name)) for name in ("month", "weekday"))
    place = int(word_value(match, context, "ordinal") or -1)
    if not is_name(match, context) or place > _WEEKDAYS_OF_A_MONTH:
        return None
    spec, year = f"{month}-{weekday}-{place if place > 0 else 'L'}", year_read(match, context)
    base = context.base
    if base is None and not year:
        return Reading(DATE, f"XXXX-{month:02d}-XX", edtf="")
    value = holidays.holiday(spec, year) if year or base is None else _holiday_near(spec, base, "", context, match)
    moment = Moment.parse(value)
    if moment is None or moment.month != month:
        return None
    return dated(moment, "D", EXPLICIT if year else RELATIVE, None if year else base)


def _is_surname(match: Match, context: Context) -> bool:
    """Johnnie Christmas is a person: a holiday of one word that the parse ties to the name before it."""
    token = context.token(match.spans["holiday"].start)
    if token is None or token.i == 0 or " " in match.get("holiday"):
        return False
    before = token.nbor(-1)
    tied = token.head == before or before.head == token
    return tied and before.tag_ == "NNP" and before.lower_ not in context.cue("month_before")


def _is_kind(match: Match, context: Context) -> bool:
    """ "Chinese New Year celebrations": a kind of event, which need not fall on the day, unless the name says "day"."""
    if match.get("year") or match.get("rel") or not goes_on(match, context, "festive"):
        return False
    return match.get("holiday").rpartition(" ")[2] not in context.cue("feast_days")


def _holiday_near(spec: str, base: Moment, rel: str, context: Context, match: Match) -> str:
    if rel and has(match, context, "year"):
        return holidays.holiday(spec, base.year + int(rel))
    near = [value for step in (0, -1, 1) if (value := holidays.holiday(spec, base.year + step))]
    points = [(Moment.parse(value.split("/")[0]), value) for value in near]
    known = [(point.ordinal - base.ordinal, value) for point, value in points if point]
    if rel == "-1":
        known = [(gap, value) for gap, value in known if gap < 0]
    elif not rel and (context.past(match.span) or context.comes_after(match.span.start, "past_before")):
        known = [(gap, value) for gap, value in known if gap <= 0] or known
    elif rel == "1" or (not rel and context.ahead(match.span)):
        known = [(gap, value) for gap, value in known if gap >= 0] or known
    return min(known, key=lambda pair: abs(pair[0]), default=(0, ""))[1]
