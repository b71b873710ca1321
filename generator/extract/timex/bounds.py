"""What the words around a time expression make of it in a record: before 8 June, since 8 June, between May and June."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.extract.timex.words import TimexWords
from generator.model.dates import Date, from_ordinal, ordinal
from generator.model.document import Timex
from generator.model.vocabulary import TimexType

_BEFORE = re.compile(r"((?:[^\W\d_]+ ){0,2}[^\W\d_]+) (?:the )?$")
_LOOK, _JOINT = 30, 12  # characters before an expression, between two


def with_bounds(timexes: Sequence[Timex], text: str, words: TimexWords) -> tuple[Timex, ...]:
    """The expressions with what their prepositions make of them; the two ends of a stretch name it both.

    `text` is the plain text, lower case.
    """
    found = [replace(timex, bounded=_by_preposition(timex, text, words)) for timex in timexes]
    for i, (first, last) in enumerate(pairwise(timexes)):
        if first.edtf and last.edtf and _is_stretch(first, last, text, words):
            whole = _stretch(Date.parse(first.edtf), Date.parse(last.edtf))
            if whole:
                found[i], found[i + 1] = replace(found[i], bounded=whole), replace(found[i + 1], bounded=whole)
    return tuple(found)


def _is_stretch(first: Timex, last: Timex, text: str, words: TimexWords) -> bool:
    """ "From A to B", "between A and B", "A-B"."""
    if last.span.start - first.span.end > _JOINT:
        return False
    joint = text[first.span.end : last.span.start].strip()
    before = text[max(0, first.span.start - _LOOK) : first.span.start].split()
    opening = before[-1] if before and before[-1] not in words.cues["articles"] else before[-2] if before[1:] else ""
    return joint in words.stretches.get(opening, ()) or joint in words.stretches.get("", ())


def _stretch(first: Date, last: Date) -> str:
    """The interval of both; "" when they stand in the wrong order, as in "from 2012 to the 1990s"."""
    starts = str(first) if not first.is_interval else first.first and str(Date.of(*first.first))
    ends = str(last) if not last.is_interval else last.last and str(Date.of(*last.last))
    in_order = first.first and last.last and first.first <= last.last
    return f"{starts}/{ends}" if in_order and starts and ends and starts != ends else ""


def _by_preposition(timex: Timex, text: str, lists: TimexWords) -> str:
    """The expression's EDTF as its preposition bounds it; "" stays "".

    before 8 June = `../2018-06-07`, by 8 June = `../2018-06-08`, since 8 June = `2018-06-08/..`, after 8 June =
    `2018-06-09/..`, around 8 June = `2018-06-08~`.
    """
    if not timex.edtf or timex.type is TimexType.TIME:
        return timex.edtf  # "before dawn on Sunday" is on Sunday
    left = _BEFORE.search(text[max(0, timex.span.start - _LOOK) : timex.span.start])
    said = left[1].split() if left else []
    sides = (lists.bounds.get(" ".join(said[-length:])) for length in (3, 2, 1) if len(said) >= length)
    side = next((side for side in sides if side), "")
    if side == "before" and _names_an_end(timex.span.of(text), lists):
        side = "by"
    return _bounded(Date.parse(timex.edtf), side)


def _names_an_end(expression: str, lists: TimexWords) -> bool:
    """ "Before the end of the month" is no time before that month."""
    ends = (word for word, edge in lists.words["edge"].items() if edge == "END")
    return any(re.match(rf"(?:the )?{re.escape(word)} of ", expression) for word in ends)


def _bounded(date: Date, side: str) -> str:
    first, last = date.first, date.last
    if side == "around" and not date.is_interval and not date.approximate:
        return f"{date}~"
    if side == "before" and first:
        return f"../{_day(first, -1)}"
    if side == "by" and last:
        return f"../{date}" if not date.is_interval else f"../{_day(last, 0)}"
    if side == "since" and first:
        return f"{date}/.." if not date.is_interval else f"{_day(first, 0)}/.."
    if side == "after" and last:
        return f"{_day(last, 1)}/.."
    return str(date)


def _day(day: tuple[int, int, int], step: int) -> Date:
    return Date.of(*from_ordinal(ordinal(day) + step))
