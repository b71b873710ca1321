"""Lengths of time, and the stretches they reach over: three days, the past month."""

import re
from dataclasses import replace

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.offsets import moved
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    DURATION,
    RELATIVE,
    Reading,
    amount_read,
    dated,
    goes_on,
    has,
    is_plural,
    length,
    length_value,
    meaning,
    number_read,
    reach,
    said,
    word_value,
)

_LONGEST = 100  # "the 1988 quarter" counts no quarters


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
        there = moved(base, "D", amount, unit, match, context) if context.ahead(match.span) else None
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
        moved(base, "D", amount * int(way), unit, match, context) if base and amount and unit in _LONG_UNITS else None
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
