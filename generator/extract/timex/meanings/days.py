"""Weekdays, today and its like, parts of the day, clock times."""

import re
from dataclasses import replace

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.dates import calendar
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
from generator.model.document import Span


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
    base = _weekday_base(match, context)
    if base is None:
        return Reading(TIME if tail else DATE, f"XXXX-WXX-{number}{tail}", edtf="")
    moment = _range_end(number, match, context) or _weekday_near(number, base, match, context)
    basis = PUBLICATION if moment == context.published else RELATIVE
    return dated(moment, "D", basis, base, tail)


def _weekday_base(match: Match, context: Context) -> Moment | None:
    """The day counted from: publication, a story's day, or the day named last for "the following Tuesday"."""
    if context.narrative and context.story and context.story.day:
        return context.story
    named, _ = context.anaphor(match.span.start)
    told = match.get("told") or not (match.get("rel") or match.get("part"))  # "the early hours of Monday"
    back = told and opens(match, context, "looking_back") and named is not None and named.day
    return named if back else context.published


def _range_end(number: int, match: Match, context: Context) -> Moment | None:
    """The weekday up to which the one right before it runs: "from Thursday through Sunday"."""
    if context.named is None or len(match.words) > 1:
        return None
    first, unit, end = context.named
    joint = context.plain[end : match.span.start]
    coming = context.published is not None and first.ordinal >= context.published.ordinal
    if unit != "D" or not first.day or joint not in context.cue("runs_up_to"):
        listed = unit == "D" and bool(first.day) and coming and joint in context.cue("lists_days")
        if not listed:  # "more rain for Thursday and Friday"
            return None
    return first.plus((number - first.weekday) % 7, "D")


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
            if shift == 1 and match.get("rel") == "next" and base == context.published:
                shift = 8  # the day after publication is tomorrow, not "next Wednesday"
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
    """This morning, last night, that evening, the next morning."""
    part = word_value(match, context, "part")
    rel, told = word_value(match, context, "rel"), word_value(match, context, "told")
    if rel:
        base, shift = context.published, -1 if rel == "-1" and part in ("NI", "EV") else int(rel)
    else:
        base, _ = context.anaphor(match.span.start)
        shift = int(told) if told not in ("", "L") else 0
        if not shift and context.day_told:
            base = context.day_told  # "that evening" looks back to a day however far it lies
    if base is None or not base.day:
        return Reading(TIME, f"XXXX-XX-XXT{part}", edtf="")
    return dated(base.plus(shift, "D"), "D", RELATIVE if shift else PUBLICATION, base, f"T{part}")


@meaning
def weekof(match: Match, context: Context) -> Reading | None:
    """The week of June 8: the calendar week that holds the day."""
    day = calendar(match, context)
    moment = day.moment if isinstance(day, Reading) else None
    if moment is None or not moment.day:
        return None
    return Reading(DATE, cal.week(moment), anchor=context.base, moment=cal.monday(moment), unit="W")


@meaning
def overnight(match: Match, context: Context) -> Reading | None:
    """Overnight: the night that ended on the day of publication, the coming one when the clause looks ahead."""
    base = context.published
    if base is None:
        return Reading(TIME, "XXXX-XX-XXTNI", edtf="")
    first = base if context.ahead(match.span) else base.plus(-1, "D")
    night = dated(first, "D", RELATIVE, base, "TNI")
    return replace(night, edtf=cal.interval(first, first.plus(1, "D")), moment=None)


@meaning
def vaguepart(match: Match, context: Context) -> Reading | None:
    """The afternoon, dawn: of the day the story stands at, else of publication where the clause tells what was."""
    part = word_value(match, context, "part")
    before = context.word_before(match.span.start)
    named = before in context.cue("part_before") or opens(match, context, "part_openers")
    if not named or context.word_after(match.span.end) in context.cue("part_after"):
        return None
    base, finest = context.anaphor(match.span.start)
    if finest != "D" and not context.narrative:
        base = context.published
    usual = part in context.cue("usual_parts") and before in context.cue("usual_parts_before")
    any_day = usual or has(match, context, "indefinite")
    if base is context.published and (any_day or context.narrative or not context.past(match.span)):
        base = None
    if base is None or not base.day:
        return Reading(TIME, f"XXXX-XX-XXT{part}", edtf="")
    if base is context.published:  # the value is filled in as TimeML has it; a record's day is not invented
        return replace(dated(base, "D", PUBLICATION, base, f"T{part}"), edtf="", moment=None)
    return dated(base, "D", RELATIVE, base, f"T{part}")


@meaning
def hourof(match: Match, context: Context) -> Reading | None:
    """(At) six on Monday evening, (before) 10 yesterday: a bare hour that its day makes one."""
    if context.word_before(match.span.start) not in context.cue("hour_before"):
        return None
    day = deictic(match, context) if match.get("day") else weekday(match, context)
    hour, minute = _hour(match, context)
    if not isinstance(day, Reading) or day.moment is None or not 1 <= hour <= 12:
        return None
    if day.value.partition("T")[2] in context.cue("later_parts") and hour < 12:
        hour += 12
    return replace(day, type=TIME, value=f"{day.moment.value}T{hour:02d}:{minute:02d}", edtf=day.moment.edtf)


@meaning
def clock(match: Match, context: Context) -> Reading | None:
    """6:40 p.m. GMT, 18:00 UTC, noon: the day is put in when the sentence is read."""
    if match.get("noon"):
        noon = word_value(match, context, "noon")
        starts = noon == "24:00" and context.word_before(match.span.start) in context.cue("starting_from")
        return Reading(TIME, "T00:00" if starts else f"T{noon}", edtf="")
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


@meaning
def clockrange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """8 to 10 p.m.: the first hour is of the same half of the day, of the other one where that would be later."""
    last = clock(match, context)
    begin = [int(part) for part in re.split(r"[:.]", match.get("fromclock") or match.get("fromhour"))]
    if not isinstance(last, Reading) or not 1 <= begin[0] <= 12 or (len(begin) > 1 and begin[1] > 59):
        return None
    ends = int(last.value[1:3]), int(last.value[4:6])
    half = int(word_value(match, context, "halfday"))
    start = begin[0] % 12 + half, begin[1] if len(begin) > 1 else 0
    if start > ends:
        start = (start[0] + 12) % 24, start[1]
    name = "fromclock" if match.get("fromclock") else "fromhour"
    end = match.spans["clock" if match.get("clock") else "hour"].start
    return (
        replace(last, value=f"T{start[0]:02d}:{start[1]:02d}{last.value[6:]}", span=match.spans[name]),
        replace(last, span=Span(end, match.span.end)),
    )


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
