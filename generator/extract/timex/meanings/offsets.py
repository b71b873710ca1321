"""Dates that lie a length of time away: two years ago, three days later, two days after the talks."""

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
    length_value,
    meaning,
    opens,
    unit_of,
    word_value,
)
from generator.model.dates import Date
from generator.model.document import Span


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
    reading = moved(base, finest, amount * sign, unit, match, context)
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


def moved(base: Moment, finest: str, amount: float, unit: str, match: Match, context: Context) -> Reading | None:
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
        there = (
            base
            and unit not in ("TH", "TM", "TS")
            and moved(base, context.story_unit, amount * way, unit, match, context)
        )
        return there or plain_length
    base, vague = _clause_date(match, context), opens(match, context, "approximate")
    if base is None or unit in ("TH", "TM", "TS") or way < 0 or not context.told(match.span):
        return plain_length
    if context.word_before(match.span.start) not in context.cue("asserting") and not vague:
        return plain_length
    there = base.plus(-amount, unit).cut(unit)
    edtf = there.roughly if vague and unit != "D" else there.edtf
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
    return moved(context.published, "D", amount, unit, match, context)
