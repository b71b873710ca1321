"""What the preposition before a time expression makes of it in a record: before 8 June, by 8 June, since 8 June."""

import re

from generator.extract.lexicon import Lexicon
from generator.extract.timex.patterns import plain
from generator.extract.timex.words import TimexWords
from generator.model.dates import Date, from_ordinal, ordinal
from generator.model.document import Document, Timex

_BEFORE = re.compile(r"((?:[^\W\d_]+ ){0,2}[^\W\d_]+) (?:the )?$")
_LOOK = 30  # characters


def bounded(timex: Timex, document: Document, lexicon: Lexicon) -> str:
    """The expression's EDTF as its preposition bounds it; "" stays "".

    before 8 June = `../2018-06-07`, by 8 June = `../2018-06-08`, since 8 June = `2018-06-08/..`, after 8 June =
    `2018-06-09/..`, around 8 June = `2018-06-08~`.
    """
    if not timex.edtf:
        return ""
    words = lexicon.read("timex", TimexWords).bounds
    left = _BEFORE.search(plain(document.text[max(0, timex.span.start - _LOOK) : timex.span.start]))
    said = left[1].split() if left else []
    sides = (words.get(" ".join(said[-length:])) for length in (3, 2, 1) if len(said) >= length)
    return _bounded(Date.parse(timex.edtf), next((side for side in sides if side), ""))


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
