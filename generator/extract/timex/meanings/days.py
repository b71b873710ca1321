"""Weekdays, today and its like, parts of the day, clock times."""

import re

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    PRESENT,
    PUBLICATION,
    RELATIVE,
    SET,
    TIME,
    Reading,
    dated,
    has,
    is_name,
    meaning,
    opens,
    part_tail,
    said,
    word_value,
)


@meaning
def weekday(match: Match, context: Context) -> Reading | None:
    """Wednesday: the latest such day, publication itself included; the next one when the clause looks ahead."""
    if not is_name(match, context) or (
        match.get("weekday") in context.cue("doubtful_weekdays") and len(match.words) < 2
    ):
        return None
    if _in_title(match, context):
        return None
    number = int(word_value(match, context, "weekday"))
    tail = part_tail(match, context)
    if match.get("part") in context.cue("plural_parts") and not word_value(match, context, "rel"):
        return Reading(SET, f"XXXX-WXX-{number}{tail}", edtf="")
    base = context.published
    if context.narrative and context.story and context.story.day:
        base = context.story
    if base is None:
        return Reading(TIME if tail else DATE, f"XXXX-WXX-{number}{tail}", edtf="")
    moment = _weekday_near(number, base, match, context)
    basis = PUBLICATION if moment == context.published else RELATIVE
    return dated(moment, "D", basis, base, tail)


def _in_title(match: Match, context: Context) -> bool:
    """ "Friday Night Lights": the weekday belongs to a name when capitalised words go on after it."""
    following = re.match(r"(?: [A-Z][a-z]+){1,2}", context.text[match.span.end : match.span.end + 40])
    if following is None:
        return False
    words = following[0].split()
    parts = context.words.words["part"]
    return bool(match.get("part") and context.text[match.spans["part"].start].isupper()) or (
        words[0].lower() in parts and len(words) > 1
    )


def _weekday_near(number: int, base: Moment, match: Match, context: Context) -> Moment:
    step = word_value(match, context, "rel") or word_value(match, context, "lastnext", "rel")
    told = word_value(match, context, "told") or next(
        (v for k, v in context.words.words["told"].items() if k in said(match, context).split()), ""
    )
    if has(match, context, "week"):
        return cal.monday(base).plus(7 * int(step or 0) + number - 1, "D")
    if step or told not in ("", "L"):
        way = int(step or told)
        if way:
            shift = (number - base.weekday) % 7 if way > 0 else -((base.weekday - number) % 7)
            return base.plus(shift or 7 * way, "D")
    shift = (number - base.weekday) % 7
    if shift and not context.ahead(match.span, exact=True):
        shift -= 7
    return base.plus(shift, "D")


@meaning
def weekdays(match: Match, context: Context) -> Reading | None:
    """Tuesdays, Sunday nights: recurring."""
    number = word_value(match, context, "weekdays")
    return Reading(SET, f"XXXX-WXX-{number}{part_tail(match, context)}", edtf="")


@meaning
def deictic(match: Match, context: Context) -> Reading | None:
    """Today, yesterday morning, tonight."""
    word = word_value(match, context, "day")
    shift, tail = (0, "TNI") if word.endswith("NI") else (int(word), part_tail(match, context))
    base = context.story if context.narrative and context.story and context.story.day and shift else context.published
    if base is None or (context.narrative and not shift and not tail):
        return Reading(TIME if tail else DATE, PRESENT if not shift and not tail else f"XXXX-XX-XX{tail}", edtf="")
    if word == "0" and len(match.words) == 1 and context.nowadays(match.span):
        return Reading(DATE, PRESENT, edtf="")
    moment = base.plus(shift, "D")
    return dated(moment, "D", RELATIVE if shift else PUBLICATION, base, tail)


@meaning
def beyond(match: Match, context: Context) -> Reading | None:
    """The day after tomorrow, the day before yesterday."""
    base = context.published
    if base is None:
        return Reading(DATE, "XXXX-XX-XX", edtf="")
    return dated(base.plus(2 if has(match, context, "after") else -2, "D"), "D", RELATIVE, base)


@meaning
def daypart(match: Match, context: Context) -> Reading | None:
    """This morning, last night, that evening, overnight, the next morning."""
    part = word_value(match, context, "part") or "NI"
    rel, told = word_value(match, context, "rel"), word_value(match, context, "told")
    if rel or not match.get("part"):
        base, shift = context.published, -1 if rel == "-1" and part in ("NI", "EV") else int(rel or 0)
    else:
        base, _ = context.anaphor(match.span.start)
        shift = int(told) if told not in ("", "L") else 0
    if base is None or not base.day:
        return Reading(TIME, f"XXXX-XX-XXT{part}", edtf="")
    return dated(base.plus(shift, "D"), "D", RELATIVE if shift else PUBLICATION, base, f"T{part}")


@meaning
def vaguepart(match: Match, context: Context) -> Reading | None:
    """The afternoon, night: of the day the story stands at, when it names one near."""
    part = word_value(match, context, "part")
    base, _ = context.anaphor(match.span.start)
    named = context.word_before(match.span.start) in context.cue("part_before") or opens(match, context, "part_openers")
    if not named or context.word_after(match.span.end) in context.cue("part_after"):
        return None
    if base is None or not base.day or base is context.published:
        return Reading(TIME, f"XXXX-XX-XXT{part}", edtf="")
    return dated(base, "D", RELATIVE, base, f"T{part}")


@meaning
def clock(match: Match, context: Context) -> Reading | None:
    """6:40 p.m. GMT, 18:00 UTC, noon: the day is put in when the sentence is read."""
    if match.get("noon"):
        return Reading(TIME, "T" + word_value(match, context, "noon"), edtf="")
    hour, minute = _hour(match, context)
    if match.get("halfday"):
        if hour > 12:
            return None
        hour = hour % 12 + int(word_value(match, context, "halfday"))
    if not (0 <= hour <= 24 and 0 <= minute < 60) or (hour == 24 and minute):
        return None
    if (match.get("clock24") and context.before(match.span.start, 2)[-1:] in ("-", "–")) or context.word_after(
        match.span.end
    ) in context.cue("scores"):
        return None
    zone = "Z" if word_value(match, context, "zone") == "Z" or match.get("gmt") else ""
    return Reading(TIME, f"T{hour:02d}:{minute:02d}{zone}", edtf="")


def _hour(match: Match, context: Context) -> tuple[int, int]:
    text = match.get("clock") or match.get("clock24") or match.get("hour")
    if text:
        numbers = [int(part) for part in re.split(r"[:.]", text)]
        return numbers[0], numbers[1] if len(numbers) > 1 else 0
    word = context.words.words["number"].get(match.get("number"), "99")
    return int(word), 0


@meaning
def mil(match: Match, context: Context) -> Reading | None:
    """0530 hrs, 1900 GMT."""
    if not any(map(str.isalpha, said(match, context))):
        return None
    text = match.get("mil")
    zone = "Z" if word_value(match, context, "zone") == "Z" else ""
    return Reading(TIME, f"T{text[:2]}:{text[2:]}{zone}", edtf="")
