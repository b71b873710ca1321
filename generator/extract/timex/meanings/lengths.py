"""Lengths of time, and dates that lie one away: two years ago, three days later, the past month."""

import re
from dataclasses import replace

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.accounts import quarter_at
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    DURATION,
    FUTURE,
    PAST,
    RELATIVE,
    TIME,
    Reading,
    amount_read,
    dated,
    goes_on,
    has,
    is_bare,
    is_plural,
    length,
    length_value,
    meaning,
    number_read,
    opens,
    reach,
    said,
    unit_of,
    word_value,
)
from generator.model.dates import Date
from generator.model.document import Span

_LONGEST = 100  # "the 1988 quarter" counts no quarters


@meaning
def offset(match: Match, context: Context) -> Reading | None:
    """Two years ago, three days later, a year earlier: as fine as the unit is."""
    unit, way = word_value(match, context, "unit"), word_value(match, context, "way")
    amount = amount_read(match, context)
    if way.endswith("B") and not is_bare(match, context):
        return None
    way = way.rstrip("B")
    sign = int(way.rstrip("E"))
    if amount is None:
        return Reading(DATE, PAST if sign < 0 else FUTURE, edtf="")
    base, finest = context.anaphor(match.span.start) if way.endswith("E") else (context.published, "D")
    if context.narrative:
        base, finest = context.anaphor(match.span.start)
    if goes_on(match, context, "than"):
        return _than(match, context, amount, unit)
    if unit in ("TH", "TM", "TS"):
        hours = _hours(base, amount * sign, unit)
        if way.endswith("E") and amount < 24:
            named = base is not None and base.day and base is not context.published
            return replace(hours, edtf=base.edtf if named and base else "", moment=None)
        return replace(hours, edtf=_at_least(hours, match, context)) if sign < 0 else hours
    if base is None:
        return Reading(DATE, {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), edtf="")
    reading = _moved(base, finest, amount * sign, unit, match, context)
    if reading is None:
        return None
    if sign > 0:  # "two weeks later" of what is told is not counted from publication: from what, nobody knows
        unknown = way.endswith("E") and base is context.published and context.past(match.span) and not context.narrative
        return replace(reading, edtf="", moment=None) if unknown else reading
    return replace(reading, moment=None, edtf=_at_least(reading, match, context))  # a look back leaves the story


def _at_least(reading: Reading, match: Match, context: Context) -> str | None:
    """More than two years ago: then or before."""
    if not has(match, context, "at_least"):
        return reading.edtf
    edtf = reading.edtf or cal.edtf_of(reading.value)
    last = Date.parse(edtf).last if edtf else None
    return f"../{edtf.rstrip('~')}" if last and "/" not in edtf else edtf


def _than(match: Match, context: Context, amount: float, unit: str) -> Reading:
    """ "11 November, three days later than planned" names that day again; without a day before it is a length."""
    day = context.named_here(match.span.start)
    if day and unit not in ("TH", "TM", "TS"):
        return dated(day, unit_of(day), RELATIVE, day)
    return Reading(DURATION, length_value(amount, unit), edtf="")


def _hours(base: Moment | None, amount: float, unit: str) -> Reading:
    days = amount / {"TH": 24, "TM": 1440, "TS": 86400}[unit]
    if base is None or not base.day or abs(days) > 400:
        return Reading(DATE, "XXXX-XX-XX", edtf="")
    whole = int(days) if days == int(days) else 0
    return (
        dated(base.plus(whole, "D"), "D", RELATIVE, base)
        if whole
        else Reading(TIME, f"{base.value}TXX", basis=RELATIVE, anchor=base)
    )


def _moved(base: Moment, finest: str, amount: float, unit: str, match: Match, context: Context) -> Reading | None:
    """The base moved by an amount; where accounts are told a year back from a quarter is that quarter."""
    quarter = base if finest == "Q" else context.quarter_here(match.span.start)
    if unit == "Y" and quarter and amount == int(amount) and (finest == "Q" or amount == -1):
        return quarter_at(Moment(quarter.year + int(amount), quarter.month), quarter)
    if amount != int(amount) and unit in ("Y", "DE", "CE"):
        years = amount * {"Y": 1, "DE": 10, "CE": 100}[unit]
        amount, unit = (years, "Y") if years == int(years) else (years * 12, "M")
    if abs(amount) > 4000 or (unit in ("D", "W", "2W", "WE", "TNI") and not base.day):
        return Reading(DATE, PAST if amount < 0 else FUTURE, edtf="")
    if unit == "M" and not base.month:
        return Reading(DATE, "XXXX-XX", edtf="")
    moved = base.plus(amount, unit)
    if not -9999 < moved.year < 9999:
        return None
    basis = RELATIVE
    vague = opens(match, context, "approximate")
    if unit in ("W", "2W"):
        return Reading(DATE, cal.week(moved), basis=basis, anchor=base, moment=moved, unit="W")
    if unit in ("D", "TNI", "WE"):
        return replace(dated(moved, "D", basis, base), edtf=moved.roughly if vague else None)
    coarse = moved.cut("M" if unit in ("M", "Q", "H") else "Y")
    return replace(dated(coarse, unit_of(coarse), basis, base), edtf=coarse.roughly if vague else None)


@meaning
def pivot(match: Match, context: Context) -> Reading | None:
    """Two days after the talks: in history the date so far on; in news a length, and the date of what it is counted to.

    News is about the latest event, so "A came two days after B" dates B: the clause's own date less two days.
    """
    unit, amount = word_value(match, context, "unit"), amount_read(match, context)
    way = int(word_value(match, context, "pivot"))
    value = length_value(amount, unit)
    if amount is None or unit in ("TNI", "WE", "Q") or match.get("unit") in context.cue("not_lengths"):
        return None
    at = match.spans["pivot"].start
    plain_length = Reading(DURATION, value, edtf="", span=Span(match.span.start, at - 1))
    if not way:
        return plain_length
    if context.narrative:
        base = context.story
        moved = (
            base
            and unit not in ("TH", "TM", "TS")
            and _moved(base, context.story_unit, amount * way, unit, match, context)
        )
        return moved or plain_length
    base, vague = _clause_date(match, context), opens(match, context, "approximate")
    if base is None or unit in ("TH", "TM", "TS") or way < 0 or not context.told(match.span):
        return plain_length
    if context.word_before(match.span.start) not in context.cue("asserting") and not vague:
        return plain_length
    moved = base.plus(-amount, unit).cut(unit)
    edtf = moved.roughly if vague and unit != "D" else moved.edtf
    return replace(plain_length, edtf=edtf, basis=RELATIVE, anchor=base, span=None, dates="complement")


def counted_on(match: Match, day: Moment, context: Context) -> str:
    """The date that "a week from", "three days before" make of the day behind them; "" when they make none."""
    unit, amount = word_value(match, context, "unit"), amount_read(match, context)
    way = int(word_value(match, context, "pivot")) or (1 if match.get("pivot") in context.cue("onwards") else 0)
    if not way or amount is None or amount != int(amount) or unit not in ("D", "W", "2W", "M", "Y"):
        return ""
    return day.plus(amount * way, unit).edtf


def _clause_date(match: Match, context: Context) -> Moment | None:
    """The date of the event counted from: one named earlier in the sentence, else publication."""
    day = context.named_here(match.span.start)
    return day if day and day.day else context.published


@meaning
def vagueoffset(match: Match, context: Context) -> Reading | None:
    """Years later, weeks ago."""
    way = word_value(match, context, "way")
    if way.endswith("B") and not is_bare(match, context):
        return None
    return Reading(DATE, PAST if way.startswith("-") else FUTURE, edtf="")


@meaning
def ahead(match: Match, context: Context) -> Reading | None:
    """Two weeks' time."""
    amount, unit = amount_read(match, context), word_value(match, context, "unit")
    if amount is None or context.published is None:
        return Reading(DATE, FUTURE, edtf="")
    if unit in ("TH", "TM", "TS"):
        return Reading(DURATION, length_value(amount, unit), edtf="")
    return _moved(context.published, "D", amount, unit, match, context)


@meaning
def duration(match: Match, context: Context) -> Reading | None:
    """Two years, 15-month, several hours: a length; ages are none."""
    unit = word_value(match, context, "unit")
    amount = amount_read(match, context)
    if not _is_length(match, context, amount, unit):
        return None
    reading = Reading(DURATION, length_value(amount, unit), edtf="")
    base = context.published
    if base is None or amount is None or context.narrative or not 0 < amount < 2000:
        return reading
    if has(match, context, "articles"):
        return length(amount, unit, 1, context)  # "the next two weeks"
    if _lasts(match, context, unit):
        return replace(reading, edtf=reach(base, -amount, unit), basis=RELATIVE, anchor=base)
    if context.word_before(match.span.start) in context.cue("in_so_long") and unit in ("D", "W", "M", "Y"):
        there = _moved(base, "D", amount, unit, match, context) if context.ahead(match.span) else None
        if there:  # "will leave in two weeks": TimeML has a length, a record the date at its end
            return replace(reading, edtf=there.edtf or cal.edtf_of(there.value), basis=RELATIVE, anchor=base)
    return reading


def _is_length(match: Match, context: Context, amount: float | None, unit: str) -> bool:
    if goes_on(match, context, "age_after") or context.word_before(match.span.start) in context.cue("aged_before"):
        return False
    if match.get("unit") in context.cue("not_lengths") or (unit == "Q" and goes_on(match, context, "of")):
        return False  # "wait a second", "three quarters of the fleet"
    some, plural = match.get("some"), is_plural(match, context)
    if some and amount is None and unit in ("D", "TNI") and not plural:  # "some day", "few a night"
        return False
    if some and amount == 1 and plural:  # "a decades-long war"
        return False
    if some and amount == 1 and unit in ("Q", "TNI", "TS", "TM", "WE"):
        return False
    if some in context.cue("bare_fractions") and unit not in ("Y", "CE", "DE", "TH"):
        return False
    if re.fullmatch(r"(19|20)\d\d", match.get("figure")) and not plural and "-" not in said(match, context):
        return False  # "World Cup 2018 day five"
    return not (amount is not None and amount > _LONGEST and unit in ("Q", "TNI", "WE", "CE"))


def _lasts(match: Match, context: Context, unit: str) -> bool:
    """Whether the length reaches up to publication: "ten weeks of drought that has ruined", "their two-year feud"."""
    if unit in ("TH", "TM", "TS", "Q", "WE", "TNI"):
        return False
    after = context.word_after(match.span.end)
    before = context.word_before(match.span.start)
    definite = before in context.cue("definite")
    if definite and after in context.cue("lasting_nouns"):
        return True
    if goes_on(match, context, "of") or before in context.cue("lasting_before"):
        return context.still_lasts(match.span)
    return False


_FINER = ("Y", "M", "W", "D", "TH", "TM", "TS")


@meaning
def unitold(match: Match, context: Context) -> Reading | None:
    """The 18-month-old war: a length that reaches up to publication; people and buildings have ages."""
    following = re.findall(r"[a-z-]+", context.after(match.span.end, 40))[:2]
    amount, unit = amount_read(match, context), word_value(match, context, "unit")
    if amount is None or context.cue("lasting_nouns").isdisjoint(following):
        return None
    edtf = reach(context.published, -amount, unit) if context.published and not context.narrative else ""
    return Reading(DURATION, length_value(amount, unit), edtf=edtf, basis=RELATIVE, anchor=context.published)


@meaning
def compound(match: Match, context: Context) -> Reading | None:
    """Two hours and 30 minutes, 4 minutes 12 seconds: one length of two units."""
    unit, finer = word_value(match, context, "unit"), word_value(match, context, "finer", "unit")
    amount, more = amount_read(match, context), number_read(match.get("few") or match.get("more"), context)
    if amount is None or unit not in _FINER or finer not in _FINER[_FINER.index(unit) + 1 :]:
        return None
    first, second = length_value(amount, unit), length_value(more, finer)
    if first.startswith("PT"):
        second = second.removeprefix("PT")
    return Reading(DURATION, first + second.removeprefix("P"), edtf="")


@meaning
def yetcoming(match: Match, context: Context) -> Reading | None:
    """The weeks ahead, the year ahead."""
    unit = word_value(match, context, "unit")
    if unit in ("TNI", "TS", "TM", "TH", "WE", "Q"):
        return None
    return _recent(unit, 1, context) if is_plural(match, context) else length(1, unit, 1, context)


@meaning
def sometime(match: Match, context: Context) -> Reading | None:
    """For some time: a length that nobody knows."""
    named = context.word_before(match.span.start) in context.cue("some_time_before")
    return Reading(DURATION, "PXX", edtf="") if named else None


@meaning
def agothis(match: Match, context: Context) -> Reading | None:
    """Two years ago this month, a year ago today: as fine as the words behind it."""
    base, amount = context.published, amount_read(match, context)
    if base is None or amount is None or word_value(match, context, "unit") != "Y" or amount != int(amount):
        return None
    shift, unit = (word_value(match, context, "day"), "D") if match.get("day") else ("", "")
    if match.get("period"):
        shift, unit = word_value(match, context, "rel"), word_value(match, context, "period")
    if unit not in ("D", "W", "M") or not re.fullmatch(r"-?\d", shift):
        return None
    there = base.plus(int(shift), unit)
    moved = there.plus(-amount, "Y")
    if unit == "W":
        return Reading(DATE, cal.week(moved), basis=RELATIVE, anchor=base, moment=moved, unit="W")
    return dated(moved.cut(unit), unit, RELATIVE, base)


@meaning
def unitlong(match: Match, context: Context) -> Reading | None:
    """Year-long, decades-long."""
    word = said(match, context).split("-")[0].split(" ")[0]
    unit = context.words.words["unit"].get(word, "")
    return Reading(DURATION, length_value(None if word in context.words.words["plural"] else 1, unit), edtf="")


@meaning
def longword(match: Match, context: Context) -> Reading | None:
    """Weeklong, daylong."""
    return Reading(DURATION, length_value(1, word_value(match, context, "longword")), edtf="")


_LONG_UNITS = ("Y", "DE", "CE")


@meaning
def andhalf(match: Match, context: Context) -> Reading | None:
    """A year and a half, two years and a half."""
    amount, unit = amount_read(match, context), word_value(match, context, "unit")
    amount = None if amount is None else amount + 0.5
    way, base = word_value(match, context, "way").rstrip("EB"), context.published
    if not way:
        return Reading(DURATION, length_value(amount, unit), edtf="")
    return (
        _moved(base, "D", amount * int(way), unit, match, context) if base and amount and unit in _LONG_UNITS else None
    )


@meaning
def stretch(match: Match, context: Context) -> Reading | None:
    """The past 30 days, the next four years, the first nine months."""
    unit = word_value(match, context, "unit")
    told = word_value(match, context, "told")
    if match.get("fewer"):
        few = word_value(match, context, "fewer")
        amount = None if few == "X" else float(few)
    elif any(match.get(name) for name in ("figure", "numerals", "some")):
        amount = amount_read(match, context)
    elif match.get("ordinal") and unit in ("W", "M", "Y") and goes_on(match, context, "of"):
        return Reading(DURATION, length_value(1, unit), edtf="")  # "the first year of the war"
    else:
        return None
    if unit == "TNI" or goes_on(match, context, "age_after") or (amount and amount > _LONGEST and unit == "Q"):
        return None
    anchored = int(told) if told not in ("", "L") and match.get("told") in context.cue("told_today") else 0
    if anchored and amount is None:
        return _recent(unit, anchored, context)
    if unit == "TH" and amount == 24 and anchored:
        amount, unit = 1.0, "D"  # "the last 24 hours"
    return length(amount, unit, anchored, context)


def _recent(unit: str, step: int, context: Context) -> Reading:
    """Recent weeks: about a month back for weeks, a few of the unit else."""
    base = context.published
    value = length_value(None, unit)
    if base is None or context.narrative or unit in ("TH", "TM", "TS", "CE", "Q"):
        return Reading(DURATION, value, edtf="")
    there = base.plus(step * 4, unit) if unit != "2W" else base.plus(step * 6, "W")
    coarse = {"D": there, "W": there.cut("M"), "2W": there.cut("M"), "M": there.cut("M")}.get(unit, there.cut("Y"))
    here = base if unit in ("D", "W", "2W") else base.cut(unit)
    edtf = f"{coarse.roughly}/{here.edtf}" if step < 0 else f"{here.edtf}/{coarse.roughly}"
    return Reading(DURATION, value, edtf=edtf, basis=RELATIVE, anchor=base)


@meaning
def recent(match: Match, context: Context) -> Reading | None:
    """Recent weeks, the coming months, the following days."""
    unit = word_value(match, context, "plural")
    step = int(word_value(match, context, "lately"))
    if unit in ("WE", "Q") and not step:
        return None
    return _recent(unit, step, context) if step else Reading(DURATION, length_value(None, unit), edtf="")


@meaning
def bareunits(match: Match, context: Context) -> Reading | None:
    """For years, weeks of fighting: a vague length, only where a preposition or "of" makes it one."""
    before, after = context.word_before(match.span.start), context.word_after(match.span.end)
    if has(match, context, "articles"):
        if goes_on(match, context, "stretch_after"):
            return Reading(DURATION, length_value(None, word_value(match, context, "plural")), edtf="")
        if before not in context.cue("over") or goes_on(match, context, "of"):
            return None
    if match.get("heap") or before in context.cue("vague_before") or after in context.cue("vague_after"):
        if before in context.cue("counting") or before.isdigit():
            return None
        return Reading(DURATION, length_value(None, word_value(match, context, "plural")), edtf="")
    return None
