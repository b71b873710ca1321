"""Dates for events that no time word of their own dates: counted from another event, or bounded by what is around."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from generator.extract.events.hanging import Owners
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node
from generator.extract.events.triggers import Trigger
from generator.extract.events.when import ATTACHED, CLAUSE, CONTEXT, DAY, OFFSET, Dating, last_day, lies_ahead
from generator.model.dates import Date
from generator.model.document import Timex
from generator.model.vocabulary import DateBasis, Status

_LINKS = ("mark", "case")
_OFFSET = re.compile(r"P(\d+)([DWMY])")
_COUNTABLE = re.compile(r"\d{4}(-\d\d){0,2}~?")
_BESIDE = 2  # characters between a day and the length that is counted from it (", ")
SAME_SPEAKER = "said by who spoke before, on the same occasion"
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


def offset_date(trigger: Trigger, reading: Reading, hanging: Owners, dates: Mapping[int, Dating]) -> Dating | None:
    """A date counted from another event: "the talks came two days after the minister resigned"."""
    for timex in (t for index in {trigger.node.index, trigger.core.index} for t in hanging.get(index, ())):
        found = _OFFSET.fullmatch(timex.value)
        if found is None:
            continue
        for kid in trigger.node.kids:
            word = next((k.lower for k in kid.kids if k.dep in ("mark", "case") and k.lower in ("after", "before")), "")
            other = dates.get(kid.index)
            if word and other is not None and _COUNTABLE.fullmatch(other.edtf):
                sign = 1 if word == "after" else -1
                return _counted(other, found, sign, timex, reading)
    return None


def offset_below(trigger: Trigger, reading: Reading, hanging: Owners, dates: Mapping[int, Dating]) -> Dating | None:
    """The same offset read the other way round: the event in the after-clause, counted back from the main one."""
    node = trigger.node
    word = next((k.lower for k in node.kids if k.dep in ("mark", "case") and k.lower in ("after", "before")), "")
    governor = next((n for n in node.climb() if n.index in dates), None) if word else None
    main = dates.get(governor.index) if governor is not None else None
    if not word or governor is None or main is None or not _COUNTABLE.fullmatch(main.edtf):
        return None
    for timex in (*hanging.get(governor.index, ()), *hanging.get(node.index, ())):
        found = _OFFSET.fullmatch(timex.value)
        if found is not None:
            return _counted(main, found, -1 if word == "after" else 1, timex, reading)
    return None


def hours_apart(trigger: Trigger, reading: Reading, dates: Mapping[int, Dating]) -> Dating | None:
    """The day of the main clause, hours or less away: "was docked points, hours after police arrested its owner"."""
    node = trigger.node
    link = next((k for k in node.kids if k.dep in _LINKS and k.lower in ("after", "before")), None)
    governor = next((n for n in node.climb() if n.index in dates), None)
    apart = next(reading.before(link, 1), None) if link is not None else None
    if link is None or governor is None or apart is None or apart.lower not in reading.words.grammar.soon:
        return None
    day = dates[governor.index].edtf
    ground = f"“{apart.text} {link.text}” before or after “{governor.text}”"
    return Dating(day, ground=ground, rank=OFFSET) if DAY.fullmatch(day) else None


def counts_from_unknown(trigger: Trigger, hanging: Owners, dates: Mapping[int, Dating]) -> bool:
    """Whether an event is counted from, or to, one that nothing dates ("died two days after he was indicted")."""
    node = trigger.node
    behind = [kid for kid in node.kids if _is_linked(kid, ("after", "before"))]
    if node.head is not None and node.head.index not in dates and _is_linked(node, ("after", "before")):
        behind.append(node.head)
    owners_of = (node.index, trigger.core.index, *(other.index for other in behind))
    return bool(behind) and any(_OFFSET.fullmatch(t.value) for index in owners_of for t in hanging.get(index, ()))


def _is_linked(node: Node, words: Sequence[str]) -> bool:
    """Whether a phrase or clause begins with one of these prepositions."""
    return any(kid.lower in words for kid in node.kids if kid.dep in _LINKS)


def told_after(trigger: Trigger, dates: Mapping[int, Dating], published: str) -> str:
    """For an event that another came after, or came of, the day it lies before: its governor's, else publication."""
    node = trigger.node
    if node.head is None or not _is_linked(node, ("after", "following", "because")):
        return ""
    main = dates.get(node.head.index)
    return published if main is None else min(last_day(main.edtf), published)


def offset_from_day(trigger: Trigger, reading: Reading) -> Dating | None:
    """An event counted from a day that stands beside the length: "on June 17, two days before the court meets"."""
    for link in trigger.node.kids:
        if link.dep not in _LINKS or link.lower not in ("after", "before"):
            continue
        length = reading.timex_of.get(link.index - 1)
        found = _OFFSET.fullmatch(length.value) if length is not None else None
        day = _day_beside(length, reading) if length is not None and found is not None else None
        if day is not None and found is not None and length is not None:
            return _counted(Dating(day.edtf), found, -1 if link.lower == "after" else 1, length, reading)
    return None


def _day_beside(length: Timex, reading: Reading) -> Timex | None:
    """The exact day named right before a length of time, a comma between."""
    times = reading.document.timexes
    at = bisect_left(times, length.span.start, key=lambda t: t.span.start)
    before = times[at - 1] if at else None
    if before is None or not DAY.fullmatch(before.edtf):
        return None
    gap = reading.document.text[before.span.end : length.span.start]
    return before if len(gap) <= _BESIDE and gap.startswith(",") else None


def _counted(other: Dating, offset: "re.Match[str]", sign: int, timex: Timex, reading: Reading) -> Dating | None:
    number, unit = int(offset.group(1)), offset.group(2)
    edtf = _moved(other.edtf, sign * number, unit) if number <= 3000 else ""
    if not edtf:
        return None
    text = timex.span.of(reading.document.text)
    return Dating(edtf, text, DateBasis.RELATIVE, f"“{text}”, counted from {other.edtf}", OFFSET)


def _moved(edtf: str, number: int, unit: str) -> str:
    """A date so many units later, no more exact than either; "" where it cannot be told or no calendar has it."""
    known = edtf.rstrip("~")
    try:
        day = date.fromisoformat(known + "-01-01"[len(known) - 10 :] if len(known) < 10 else known)
        moved = (day + relativedelta(**{_UNITS[unit]: number})).isoformat()  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return ""
    if len(known) == 10:
        return moved if unit == "D" else f"{moved}~"
    if unit == "Y":
        return moved[:4] if len(known) == 4 else f"{moved[:4]}~"
    return moved[:7] if unit == "M" and len(known) == 7 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an undated event may be dated by: its own grammar, and the events around it."""

    status: Status
    perfect: bool = False  # "has vetoed": some time before, not the news of the day
    habitual: bool = False  # "has often refused": more than once, so not the news of the day
    lead: bool = False
    counted: bool = False  # "two days after he was indicted": by a distance from what nothing dates
    before: str = ""  # the day of what is told to have come after it ("resigned on Monday after talks failed")
    speaker: str = ""  # the day of the last saying by the same speaker
    cause: str = ""  # latest exact day among the events that a statement speaks of
    paragraph: str = ""  # date of the event told before it in the same paragraph
    story: str = ""  # day of the news itself, where the lead names one ("yesterday", "on Monday night")


def from_context(context: Context, published: str) -> Dating:
    """The date of an event that no time word dates, as close as the report allows and no closer."""
    if not published or context.status is Status.HYPOTHETICAL:
        return Dating()
    if context.status is Status.PLANNED:
        return Dating(f"{published}/..", ground="planned, so not before publication", rank=CONTEXT)
    if context.status is Status.ONGOING:
        return Dating(published, basis=DateBasis.PUBLICATION, ground="still so at publication", rank=CONTEXT)
    if context.counted:
        return Dating(f"../{published}", ground="counted from an event without a date", rank=CONTEXT)
    if context.before:
        return Dating(f"../{context.before}", ground="told as what came before", rank=CONTEXT)
    if context.perfect and (context.habitual or not context.lead):
        return Dating(f"../{published}", ground="some time before publication", rank=CONTEXT)
    return _told_on(context, published)


def _told_on(context: Context, published: str) -> Dating:
    """The date of what was told in the plain past: by who speaks, what is spoken of, or where the telling stands."""
    if context.speaker:
        return Dating(context.speaker, ground=SAME_SPEAKER, rank=CONTEXT)
    if context.cause and context.cause <= published and not context.cause <= last_day(context.paragraph):
        edtf = f"{context.cause}/{published}" if context.cause < published else published
        return Dating(edtf, ground=f"between what it speaks of ({context.cause}) and publication", rank=CONTEXT)
    if context.paragraph:
        return Dating(context.paragraph, ground="told on from the sentence before", rank=CONTEXT)
    if context.story and context.story < published:
        return Dating(context.story, ground="undated: the day of the news that the report opens with", rank=CONTEXT)
    return Dating(
        f"{published}~",
        ground="the report's news, undated: about publication",
        rank=CONTEXT,
    )


def comes_later(dating: Dating, status: Status, published: str) -> bool:
    """Whether an event that has happened would lie after publication: the date belongs to something else then."""
    return status is Status.ACTUAL and bool(published) and (dating.reaches_ahead or lies_ahead(dating, published))


def came_before(dating: Dating, status: Status, published: str) -> bool:
    """Whether what is planned lay in the past by a date it only shares ("was held on Monday and will be tried")."""
    day = last_day(dating.edtf)
    return status is Status.PLANNED and dating.rank > ATTACHED and bool(day) and day < published


def closed(dating: Dating, status: Status, published: str) -> Dating:
    """Publication closes what a preposition leaves open: what happened after 8 June, what is planned by 8 June."""
    if not published or dating.rank > CLAUSE:
        return dating
    first, _, last = dating.edtf.partition("/")
    if status is Status.ACTUAL and last == "..":
        return replace(dating, edtf=f"{first}/{published}" if first < published else first)
    if status is Status.PLANNED and first == ".." and _ends_later(last, published):
        return replace(dating, edtf=f"{published}/{last}")
    return dating


def _ends_later(edtf: str, published: str) -> bool:
    end = Date.parse(edtf).last
    return end is not None and str(Date.of(*end)) > published


def carries_on(dating: Dating, status: Status, *, main: bool, published: str) -> bool:
    """Whether the sentence that follows goes on at the date of this one.

    A day of the past does, whoever tells of it; a month or a year only where the main clause itself stands in it.
    """
    if status is not Status.ACTUAL or ".." in dating.edtf:
        return False
    day = last_day(dating.edtf)
    return day <= published if day else main
