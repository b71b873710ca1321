"""Weeks, months, quarters, years and seasons counted from publication or the story; holidays."""

import re
from dataclasses import replace

from generator.extract.timex import holidays
from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.dates import said_year
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    DURATION,
    EXPLICIT,
    FUTURE,
    PAST,
    PRESENT,
    PUBLICATION,
    RELATIVE,
    TIME,
    Reading,
    capitalised,
    dated,
    day_number,
    goes_on,
    has,
    is_bare,
    length,
    length_value,
    meaning,
    part_tail,
    said,
    word_value,
    year_read,
)
from generator.model.dates import Date


@meaning
def slip(match: Match, context: Context) -> Reading | None:
    """ "This years festival": the apostrophe of "this year's" is often left out."""
    following = context.word_after(match.span.end)
    if (
        word_value(match, context, "rel") != "0"
        or not following
        or context.published is None
        or following in context.cue("closing")
    ):
        return None
    unit = word_value(match, context, "plural")
    return period_at(context.published, "D", unit, 0, match, context) if unit in ("W", "M", "Y") else None


@meaning
def period(match: Match, context: Context) -> Reading | None:
    """Last week, this year, earlier this month, the following day, that quarter."""
    unit = word_value(match, context, "period")
    rel, told = word_value(match, context, "rel"), word_value(match, context, "told")
    words = said(match, context)
    if rel:
        base, finest = (
            (context.story, context.story_unit) if context.narrative and context.story else (context.published, "D")
        )
        step = int(rel)
    else:
        base, finest = context.anaphor(match.span.start)
        step = 0 if told in ("", "L") else int(told)
        if context.published and not context.narrative and match.get("told") in context.cue("told_today"):
            base, finest = context.published, "D"
    if (
        not rel
        and told
        and match.get("told") in context.cue("told_today")
        and step
        and _as_length(match, context, match.get("told"), unit)
    ):
        return length(1, unit, step, match, context)
    if base is None:
        return Reading(DATE, {0: PRESENT, -1: PAST, 1: FUTURE}[step], edtf="")
    if told == "L":
        step = -1 if unit in ("Q", "H") else 0
    reading = period_at(base, finest, unit, step, match, context)
    if reading is None:
        return None
    if base is context.published and reading.basis is EXPLICIT:
        reading = replace(reading, basis=RELATIVE)
    if step < 0 and told:
        reading = replace(reading, moment=None)  # a look back does not move the story
    return replace(reading, edtf=_edged(reading, words, match, context))


def _as_length(match: Match, context: Context, told: str, unit: str) -> bool:
    """ "The past year" is a length; "the last year" is one only after over, in, for, during."""
    if unit in ("Q", "H", "FY", "SP", "SU", "FA", "WI", "MO", "AF", "EV", "NI", "WE"):
        return False
    if unit in ("TH", "TM") or goes_on(match, context, "of"):
        return True
    before = context.word_before(match.span.start)
    if told in context.cue("always_length") or unit == "DE":
        return True
    return before in context.cue("length_before")


def period_at(base: Moment, finest: str, unit: str, step: int, match: Match, context: Context) -> Reading | None:
    """The period of this unit, `step` after the one that holds the base."""
    coarse = {"Y": 4, "FY": 4, "DE": 5, "CE": 6, "M": 2, "Q": 3, "H": 3, "W": 1, "WE": 1, "D": 0}
    if (unit == "D" and finest != "D") or (unit in ("W", "WE", "MO", "AF", "EV", "NI") and not base.day):
        return Reading(DATE, "XXXX-XX-XX" if unit == "D" else "XXXX-WXX", edtf="")
    if unit in ("MO", "AF", "EV", "NI"):
        return dated(base.plus(step, "D"), "D", RELATIVE, base, f"T{unit}")
    if unit in ("SP", "SU", "FA", "WI"):
        return _season(base, unit, step, context, match)
    if unit in coarse and unit in ("M", "Q", "H") and not base.month:
        return None
    if unit not in coarse:
        return None
    if unit == "WE" and not step and base is context.published and base.weekday <= 3 and not context.ahead(match.span):
        step = -1  # "this weekend", said early in the week of what happened
    moved = base.plus(step, unit)
    if unit == "D":
        return dated(moved, "D", PUBLICATION if moved == context.published else RELATIVE, base)
    value, moment = _named_period(moved, unit, base, step)
    part = word_value(match, context, "edge")
    if unit == "Y" and part in ("H1", "H2"):
        value, moment, unit = f"{value}-{part}", Moment(moved.year, 1 if part == "H1" else 7), "H"
    return Reading(DATE, value, basis=RELATIVE, anchor=base, moment=moment, unit=unit)


def _named_period(moved: Moment, unit: str, base: Moment, step: int) -> tuple[str, Moment]:
    if unit == "W":
        return cal.week(moved), cal.monday(moved)
    if unit == "WE":
        return f"{cal.week(moved)}-WE", cal.monday(moved).plus(5, "D")
    if unit == "Q":
        return f"{cal.timex_year(moved.year)}-Q{cal.quarter(moved)}", Moment(moved.year, moved.month)
    if unit == "H":
        return f"{cal.timex_year(moved.year)}-H{1 if moved.month < 7 else 2}", Moment(moved.year, moved.month)
    if unit == "M":
        return Moment(moved.year, moved.month).value, Moment(moved.year, moved.month)
    if unit == "DE":
        return cal.timex_year(moved.year)[:-1], Moment(moved.year - moved.year % 10)
    if unit == "CE":
        return cal.timex_year(moved.year)[:-2], Moment(moved.year - moved.year % 100)
    prefix = "FY" if unit == "FY" else ""
    return prefix + cal.timex_year(moved.year), Moment(moved.year)


def _edged(reading: Reading, words: str, match: Match, context: Context) -> str | None:
    """Earlier this week: from its first day to yesterday; later this week: from tomorrow to its last."""
    base = context.published
    side = word_value(match, context, "around")
    if base is None or side not in ("BEFORE", "AFTER") or not reading.value or reading.edtf is not None:
        return reading.edtf
    whole = cal.edtf_of(reading.value)
    if not whole:
        return None

    date = Date.parse(whole)
    if date.first is None or date.last is None or not date.first <= base.days <= date.last or date.precision == "year":
        return None
    if side == "BEFORE":
        last = max(base.plus(-1, "D").days, date.first)
        return str(Date.between(date.first, last))
    return str(Date.between(min(base.plus(1, "D").days, date.last), date.last))


@meaning
def anaphor(match: Match, context: Context) -> Reading | None:
    """The quarter, the year, the decade: the last one named; "the year ended 30 June" is a length."""
    unit = word_value(match, context, "anaphor")
    after = context.word_after(match.span.end)
    if after in context.cue("ended"):
        return Reading(DURATION, length_value(1, unit), edtf="")
    before = context.word_before(match.span.start)
    if not unit or before in context.cue("not_anaphor") or after in context.cue("anaphor_after"):
        return None
    if unit in ("D", "W", "M") and (before not in context.cue("within") or not is_bare(match, context)):
        return None
    base, finest = context.anaphor(match.span.start)
    if base is None or (unit == "Q" and not base.month):
        return None
    if unit == "Q" and finest != "Q":
        base = base.plus(-1, "Q")
    return period_at(base, finest, unit, 0, match, context)


@meaning
def yearago(match: Match, context: Context) -> Reading | None:
    """The year-ago period, a year-earlier loss: the quarter or year of the story, one year back."""
    base, finest = context.anaphor(match.span.start)
    if base is None:
        return None
    if finest == "Q" or (word_value(match, context, "anaphor") == "Q" and base.month):
        at = base if finest == "Q" else base.plus(-1, "Q")
        return Reading(DATE, f"{cal.timex_year(at.year - 1)}-Q{cal.quarter(at)}", basis=RELATIVE, anchor=base, unit="Q")
    return Reading(DATE, cal.timex_year(base.year - 1), basis=RELATIVE, anchor=base, unit="Y")


@meaning
def periodend(match: Match, context: Context) -> Reading | None:
    """Year-end, the month's end."""
    unit = word_value(match, context, "period")
    if unit not in ("Y", "M", "W"):
        return None
    base, _ = context.anaphor(match.span.start) if context.narrative else (context.published, "D")
    if match.get("year"):
        base = Moment(int(match.get("year")), 12, 31)
    if base is None:
        return None
    value, _ = _named_period(base, unit, base, 0)
    return Reading(
        DATE,
        value,
        basis=RELATIVE,
        anchor=base,
        moment=None,
        unit=unit,
        edtf=_last_day(value) if unit == "Y" and not context.narrative else None,
    )


def _last_day(value: str) -> str:
    return f"{value}-12-31" if re.fullmatch(r"\d{4}", value) else ""


@meaning
def before(match: Match, context: Context) -> Reading | None:
    """The day before, the year before, the week after: counted from the story's date."""
    unit = word_value(match, context, "unit")
    step = int(word_value(match, context, "side"))
    follows = context.word_after(match.span.end)
    ends = context.after(match.span.end, 2)[:1] in (".", ",", ";", ")", "", "\n", '"', ":")
    base, finest = context.anaphor(match.span.start)
    if unit in ("TH", "TM", "TS", "TNI") or base is None or not (ends or follows in context.cue("closing")):
        return None
    return period_at(base, finest, unit, step, match, context)


@meaning
def whole(match: Match, context: Context) -> Reading | None:
    """All week, all of last year."""
    unit = word_value(match, context, "anaphor")
    base = context.published
    if base is None:
        return None
    step = int(word_value(match, context, "rel") or 0)
    return period_at(base, "D", unit, step, match, context)


def _season(base: Moment, name: str, step: int, context: Context, match: Match) -> Reading | None:
    year = base.year
    start = cal.SEASON_MONTHS[name]
    month = base.month or 1
    if step < 0:
        year -= month < start + 3 or name == "WI"
    elif step > 0:
        year += month >= start
    elif name == "WI" and month <= 2:
        year -= 1
    return Reading(
        DATE, f"{cal.timex_year(year)}-{name}", basis=RELATIVE, anchor=base, moment=Moment(year, start), unit="SE"
    )


@meaning
def season(match: Match, context: Context) -> Reading | None:
    """The summer of 2003, last winter, this spring, in autumn."""
    name = word_value(match, context, "season")
    if match.get("oldyear"):
        era = word_value(match, context, "era")
        year = 1 - int(match.get("oldyear")) if era == "BC" else int(match.get("oldyear"))
        return Reading(DATE, f"{cal.timex_year(year)}-{name}", moment=Moment(year), unit="SE")
    number = said_year(match, context)
    if number:
        return Reading(DATE, f"{number}-{name}", moment=Moment(number, cal.SEASON_MONTHS[name]), unit="SE")
    step = word_value(match, context, "rel") or word_value(match, context, "told")
    if step and step != "L":
        base = context.story if context.narrative and context.story else context.published
        if base is None:
            return None
        return _season(base, name, int(step), context, match)
    if not _season_is_time(match, context):
        return None
    base = context.base
    if base is None:
        return Reading(DATE, f"XXXX-{name}", edtf="")
    start = cal.SEASON_MONTHS[name]
    last = not context.narrative and start > base.month and not context.ahead(match.span)
    year = base.year - last
    return Reading(
        DATE, f"{cal.timex_year(year)}-{name}", basis=RELATIVE, anchor=base, moment=Moment(year, start), unit="SE"
    )


def _season_is_time(match: Match, context: Context) -> bool:
    """In "winter wheat" it is a kind, and "fall" is mostly a verb: a preposition is before it or an event after."""
    before, after = context.word_before(match.span.start), context.word_after(match.span.end)
    framed = has(match, context, "articles") or bool(match.get("edge") or match.get("around"))
    placed = framed or before in context.cue("doubtful_seasons_before")
    if match.get("season") in context.cue("doubtful_seasons") and not placed:
        return False
    if after in context.cue("season_after") or (has(match, context, "articles") and goes_on(match, context, "of")):
        return False
    token = context.token(match.span.end - 1)
    if (
        token is not None
        and token.tag_
        and after not in context.cue("season_events")
        and token.dep_ in ("compound", "amod", "nmod")
        and token.head.i > token.i
    ):
        return False
    return before in context.cue("season_before") or (match.get("edge") or match.get("around")) != ""


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
    year = base.year - (number >= now)
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
    return Reading(DATE, f"{moment.year}-Q{cal.quarter(moment)}", basis=RELATIVE, anchor=base, moment=moment, unit="Q")


@meaning
def half(match: Match, context: Context) -> Reading | None:
    """The first half of 2012, the second half of the year."""
    number = day_number(match, context)
    if number not in (1, 2):
        return None
    year = said_year(match, context)
    base, _ = context.anaphor(match.span.start)
    if not year:
        if base is None:
            return None
        year = base.year
    return Reading(DATE, f"{year}-H{number}", moment=Moment(year, 6 * number - 5), unit="H")


@meaning
def holiday(match: Match, context: Context) -> Reading | None:
    """Christmas Eve, Good Friday 2012, Ramadan: without a year the nearest to the date read against."""
    if not capitalised(match, context, "holiday") or _is_surname(match, context):
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


def _is_surname(match: Match, context: Context) -> bool:
    """Johnnie Christmas is a person: a holiday of one word that the parse ties to the name before it."""
    token = context.token(match.spans["holiday"].start)
    if token is None or token.i == 0 or " " in match.get("holiday"):
        return False
    before = token.nbor(-1)
    tied = token.head == before or before.head == token
    return tied and before.tag_ == "NNP" and before.lower_ not in context.cue("month_before")


def _holiday_near(spec: str, base: Moment, rel: str, context: Context, match: Match) -> str:
    if rel and has(match, context, "year"):
        return holidays.holiday(spec, base.year + int(rel))
    near = [value for step in (0, -1, 1) if (value := holidays.holiday(spec, base.year + step))]
    points = [(Moment.parse(value.split("/")[0]), value) for value in near]
    known = [(point.ordinal - base.ordinal, value) for point, value in points if point]
    if rel == "-1":
        known = [(gap, value) for gap, value in known if gap < 0]
    elif not rel and context.past(match.span):
        known = [(gap, value) for gap, value in known if gap <= 0] or known
    elif rel == "1" or (not rel and context.ahead(match.span)):
        known = [(gap, value) for gap, value in known if gap >= 0] or known
    return min(known, key=lambda pair: abs(pair[0]), default=(0, ""))[1]
