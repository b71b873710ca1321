"""The periods that companies report by: the third quarter, the second half, the year-ago period."""

import re
from dataclasses import replace

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.dates import said_year
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    RELATIVE,
    Reading,
    day_number,
    goes_on,
    meaning,
    word_value,
    year_read,
)


def quarter_at(moment: Moment, base: Moment) -> Reading:
    """The quarter that holds a moment, counted from a base."""
    value = f"{cal.timex_year(moment.year)}-Q{cal.quarter(moment)}"
    return Reading(DATE, value, basis=RELATIVE, anchor=base, moment=Moment(moment.year, moment.month), unit="Q")


@meaning
def quarter(match: Match, context: Context) -> Reading | None:
    """The third quarter of 2011, the fourth quarter: the latest one begun before publication, unless ahead."""
    number = day_number(match, context)
    if match.get("qcode"):
        number = int(re.sub(r"\D", "", match.get("qcode")))
        if not context.text[match.spans["qcode"].start : match.spans["qcode"].end].isupper():
            return None
    if number is None and match.get("ordinal"):
        number = 4
    if number not in (1, 2, 3, 4) or context.word_after(match.span.end) in context.cue("quarter_after"):
        return None
    year = said_year(match, context)
    base = context.published
    if year:
        return Reading(DATE, f"{year}-Q{number}", moment=Moment(year, 3 * number - 2), unit="Q")
    if base is None:
        return Reading(DATE, f"XXXX-Q{number}", edtf="")
    now = cal.quarter(base)
    year = base.year - (number > now)
    if context.ahead(match.span) or number < now:
        year = base.year + (number < now and context.ahead(match.span) and now - number > 1)
    return Reading(
        DATE, f"{year}-Q{number}", basis=RELATIVE, anchor=base, moment=Moment(year, 3 * number - 2), unit="Q"
    )


@meaning
def yearquarter(match: Match, context: Context) -> Reading | None:
    """The 1988 quarter, the 2011 period: the quarter of the story, in that year."""
    base, finest = context.anaphor(match.span.start)
    if base is None or finest != "Q":
        return None
    moment = Moment(int(match.get("year")), base.month)
    return quarter_at(moment, base)


@meaning
def half(match: Match, context: Context) -> Reading | None:
    """The first half of 2018, the second half of the year; bare only where accounts are spoken of, not of a match."""
    number = int(word_value(match, context, "whichhalf"))
    year = said_year(match, context)
    if match.get("oneyear"):
        base, _ = context.anaphor(match.span.start)
        year = year or (base.year if base else 0)
    elif not year:
        return _bare_half(number, match, context)
    return Reading(DATE, f"{year}-H{number}", moment=Moment(year, 6 * number - 5), unit="H") if year else None


def _bare_half(number: int, match: Match, context: Context) -> Reading | None:
    """The latest half begun before publication, the coming one when the clause looks ahead."""
    base = context.published
    here = context.sentence(match.span.start)
    words = set(re.findall(r"[a-z]+", context.plain[here.start : here.end]))
    if base is None or goes_on(match, context, "of") or words.isdisjoint(context.cue("accounts")):
        return None
    now = 1 if base.month < 7 else 2
    year = base.year + (number < now) if context.ahead(match.span) else base.year - (number > now)
    moment = Moment(year, 6 * number - 5)
    return Reading(DATE, f"{year}-H{number}", basis=RELATIVE, anchor=base, moment=moment, unit="H")


@meaning
def yearago(match: Match, context: Context) -> Reading | None:
    """The year-ago period, a year-earlier loss: the quarter or year of the story, one year back."""
    base, _ = context.anaphor(match.span.start)
    if base is None:
        return None
    quarter = context.quarter(match.span.start)
    if quarter is None and word_value(match, context, "anaphor") == "Q" and base.month:
        quarter = base.plus(-1, "Q")
    if quarter is not None:
        return replace(quarter_at(Moment(quarter.year - 1, quarter.month), base), moment=None)
    return Reading(DATE, cal.timex_year(base.year - 1), basis=RELATIVE, anchor=base, unit="Y")


@meaning
def sameperiod(match: Match, context: Context) -> Reading | None:
    """The latest period, the same period last year: the quarter named before it, in that year."""
    quarter, year = context.quarter(match.span.start), year_read(match, context)
    back = bool(match.get("way")) or word_value(match, context, "rel") == "-1"
    if quarter is None:
        year = year or (context.published.year - 1 if back and context.published else 0)
        return Reading(DATE, cal.timex_year(year), basis=RELATIVE, anchor=context.published, unit="Y") if year else None
    told = word_value(match, context, "told")
    if told in ("1", "-1") and not year and not back:
        quarter = quarter.plus(int(told), "Q")
    return replace(quarter_at(Moment(year or quarter.year - back, quarter.month), quarter), moment=None)
