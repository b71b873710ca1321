"""Weeks, months and years counted from publication or the story: last week, this year, the year before."""

import re
from dataclasses import replace

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.seasons import season_at
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
    Reading,
    dated,
    goes_on,
    has,
    is_bare,
    length,
    length_value,
    meaning,
    opens,
    word_value,
)
from generator.model.dates import Date

_DAY_PARTS = ("MO", "AF", "EV", "NI")
_CALENDAR_UNITS = frozenset({"Y", "FY", "DE", "CE", "M", "Q", "H", "W", "WE", "D"})


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
    base, finest = _counted_from(match, context)
    step = int(rel or (0 if told in ("", "L") else told))
    today = not rel and match.get("told") in context.cue("told_today")
    if today and step and _as_length(match, context, match.get("told"), unit):
        return length(1, unit, step, context)
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
    return replace(reading, edtf=_edged(reading, match, context))


def _counted_from(match: Match, context: Context) -> tuple[Moment | None, str]:
    """What "last week" and "the following week" are counted from, and how fine that is known."""
    if word_value(match, context, "rel"):
        back = context.narrative and context.story and not context.of_today(match.span)
        return (context.story, context.story_unit) if back else (context.published, "D")
    today = match.get("told") in context.cue("told_today") and not _tells_on(match, context)
    bare = not match.get("told") and not has(match, context, "that")
    ahead = bare and context.ahead(match.span)  # "by the end of the week"
    if context.published and not context.narrative and (today or ahead):
        return context.published, "D"
    told = match.get("told") or has(match, context, "that")
    base, finest = (context.anaphor if told else context.definite)(match.span.start)
    unit = word_value(match, context, "period")
    known = base is not None and (
        (finest == "D" or unit not in ("D", *_DAY_PARTS))
        and (base.day or unit not in ("W", "WE"))
        and (base.month or unit not in ("M", "Q", "H"))
    )
    return (base, finest) if known or context.narrative else (context.published, "D")


def _tells_on(match: Match, context: Context) -> bool:
    """Whether "the next winter" goes on from a date of the past, of its own sentence or, if it opens one, of the last.

    There the verb has to tell: "The next year they came to blows", but "The next year will be hard".
    """
    here = context.named_here(match.span.start)
    opening = context.sentence(match.span.start).start == match.span.start and context.past(match.span)
    named = here or (context.anaphor(match.span.start)[0] if opening else None)
    past = named is not None and context.published is not None and named.ordinal < context.published.ordinal
    return past and word_value(match, context, "told") == "1" and (opening or opens(match, context, "looking_back"))


def _as_length(match: Match, context: Context, told: str, unit: str) -> bool:
    """ "The past year" is a length; "the last year" is one only after over, in, for, during."""
    if unit in ("Q", "H", "FY", "WE", *cal.SEASON_MONTHS, *_DAY_PARTS):
        return False
    if unit in ("TH", "TM") or goes_on(match, context, "of"):
        return True
    before = context.word_before(match.span.start)
    if told in context.cue("always_length") or unit == "DE":
        return True
    return before in context.cue("length_before")


def period_at(base: Moment, finest: str, unit: str, step: int, match: Match, context: Context) -> Reading | None:
    """The period of this unit, `step` after the one that holds the base."""
    if (unit == "D" and finest != "D") or (unit in ("W", "WE", *_DAY_PARTS) and not base.day):
        return Reading(DATE, "XXXX-XX-XX" if unit == "D" else "XXXX-WXX", edtf="")
    if unit in _DAY_PARTS:
        return dated(base.plus(step, "D"), "D", RELATIVE, base, f"T{unit}")
    if unit in cal.SEASON_MONTHS:
        return season_at(base, unit, step)
    if unit not in _CALENDAR_UNITS or (unit in ("M", "Q", "H") and not base.month):
        return None
    if unit == "WE" and not step and base == context.published and _weekend_is_over(match, context):
        step = -1
    moved = base.plus(step, unit)
    if unit == "D":
        return dated(moved, "D", PUBLICATION if moved == context.published else RELATIVE, base)
    value, moment = _named_period(moved, unit)
    part = word_value(match, context, "edge")
    if unit == "Y" and part in ("H1", "H2"):
        value, moment, unit = f"{value}-{part}", Moment(moved.year, 1 if part == "H1" else 7), "H"
    return Reading(DATE, value, basis=RELATIVE, anchor=base, moment=moment, unit=unit)


_MIDWEEK, _SATURDAY = 3, 6


def _weekend_is_over(match: Match, context: Context) -> bool:
    """ "The weekend" is the last one begun unless the clause looks ahead; "this weekend" only early in the week."""
    day = context.published.weekday if context.published else _SATURDAY
    this = word_value(match, context, "rel") == "0" and not context.past(match.span)
    return day < (_MIDWEEK + 1 if this else _SATURDAY) and not context.ahead(match.span, exact=True)


def _named_period(moved: Moment, unit: str) -> tuple[str, Moment]:
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


def _edged(reading: Reading, match: Match, context: Context) -> str | None:
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
        return Reading(DURATION, length_value(1, unit.removeprefix("F")), edtf="")
    before = context.word_before(match.span.start)
    if not unit or before in context.cue("not_anaphor") or after in context.cue("anaphor_after"):
        return None
    if unit in ("D", "W", "M") and (before not in context.cue("within") or not is_bare(match, context)):
        return None
    base, finest = context.definite(match.span.start)
    looser = base is not None and unit in ("W", "WE") and not base.day  # no week is known of "in spring"
    if context.published and not context.narrative and (looser or (unit != "Q" and context.ahead(match.span))):
        base, finest = context.published, "D"
    if base is None or (unit == "Q" and not base.month):
        return None
    if unit == "Q" and finest != "Q":
        base = context.quarter(match.span.start) or base.plus(-1, "Q")
    return period_at(base, finest, unit, 0, match, context)


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
    value, _ = _named_period(base, unit)
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
def beyondlast(match: Match, context: Context) -> Reading | None:
    """The week before last, the Sunday before last, the year after next."""
    base, step = context.published, 2 if has(match, context, "after") else -2
    if base is None:
        return None
    if match.get("weekday"):
        gap = (int(word_value(match, context, "weekday")) - base.weekday) % 7
        return dated(base.plus(gap + 7 * (step if step < 0 and gap else step - (step > 0)), "D"), "D", RELATIVE, base)
    unit = word_value(match, context, "unit")
    return period_at(base, "D", unit, step, match, context) if unit in _CALENDAR_UNITS else None


@meaning
def whole(match: Match, context: Context) -> Reading | None:
    """All week: a length, which is the whole of this week; all of last year: that year."""
    unit = word_value(match, context, "anaphor")
    base = context.published
    if base is None:
        return None
    rel = word_value(match, context, "rel")
    reading = period_at(base, "D", unit, int(rel or 0), match, context)
    if reading is None or rel:
        return reading
    edtf = reading.edtf if reading.edtf is not None else cal.edtf_of(reading.value)
    return Reading(DURATION, length_value(1, unit.removeprefix("F")), edtf=edtf, basis=RELATIVE, anchor=base)


_LATE_IN_YEAR = 7  # month from which "the new year" is the next one


@meaning
def newyear(match: Match, context: Context) -> Reading | None:
    """The new year: the coming one in its second half, else the one just begun."""
    base = context.base
    if base is None:
        return None
    year = Moment(base.year + ((base.month or 1) >= _LATE_IN_YEAR))
    return dated(year, "Y", RELATIVE, base)
