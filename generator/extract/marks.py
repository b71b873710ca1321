"""Quotation marks: which opens, which closes, and which is only an apostrophe. Linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_MARKS = re.compile(r"``|''|[\"“”„‟«»‘’‚']")
_DOUBLE_OPENERS, _DOUBLE_CLOSERS = frozenset("“„‟«") | {"``"}, frozenset("”»") | {"''"}
_SINGLES = frozenset("‘’‚'")
_BEFORE_OPENER = frozenset(" \t\n\r\u00a0([{—–-/") | _DOUBLE_OPENERS | {'"', "‘"}
# Clipped words that begin with an apostrophe: they open nothing.
_CLIPPED = re.compile(r"(?:\d|(?:tis|twas|em|til|cause|n|bout|round)\b)", re.IGNORECASE)


class Side(Enum):
    """What a mark does."""

    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at `start`; `single` for ‘…’ and '…'."""

    start: int
    end: int
    side: Side
    single: bool = False


def marks(text: str, start: int = 0, end: int | None = None) -> Iterator[Mark]:
    """The marks between two offsets, in order; give one paragraph at a time, since a missing closer ends with it."""
    end = len(text) if end is None else end
    double_open = single_open = False
    for found in _MARKS.finditer(text, start, end):
        char = found.group()
        if char in _SINGLES:
            side = _single(text, found.start(), start, end, single_open)
            single_open = side is Side.OPEN if side else single_open
        else:
            side = _double(text, found, start, end, double_open)
            double_open = side is Side.OPEN
        if side:
            yield Mark(found.start(), found.end(), side, char in _SINGLES)


def _double(text: str, found: re.Match[str], start: int, end: int, is_open: bool) -> Side:
    if found.group() in _DOUBLE_OPENERS:
        # German style closes with the mark that opens in English.
        german = found.group() == "“" and is_open and not _opens(text, found.start(), found.end(), start, end)
        return Side.CLOSE if german else Side.OPEN
    if found.group() in _DOUBLE_CLOSERS:
        return Side.CLOSE
    if _opens(text, found.start(), found.end(), start, end):
        return Side.OPEN
    after = text[found.end()] if found.end() < end else " "
    before = text[found.start() - 1] if found.start() > start else " "
    loose = after.isspace() and before.isspace()
    return Side.OPEN if loose and not is_open else Side.CLOSE


def _opens(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether space or a bracket stands before the mark and a word after it."""
    free_before = at == start or text[at - 1] in _BEFORE_OPENER or text[at - 1].isspace()
    return free_before and after < end and not text[after].isspace()


def _single(text: str, at: int, start: int, end: int, is_open: bool) -> Side | None:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return None
    if is_open and not before.isspace() and not after.isalnum():
        return None if _plural_owner(text, at, end) else Side.CLOSE
    if text[at] in "‘‚" or (text[at] == "'" and _opens(text, at, at + 1, start, end)):
        return Side.OPEN if not _CLIPPED.match(text, at + 1) and _closes_later(text, at + 1, end) else None
    return None


def _plural_owner(text: str, at: int, end: int) -> bool:
    """In "the rebels' aims' origin", a mark after s belongs to the word while a later one can still close."""
    owner = text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalnum()
    return owner and _closes_later(text, at + 1, end)


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a closing single mark stands within the next 2,000 characters."""
    return any(
        not (text[k + 1 : k + 2].isalnum() and k + 1 < end) and not text[k - 1].isspace()
        for k in (m.start() for m in re.finditer("[’']", text[at : min(end, at + 2000)]))
        for k in (at + k,)
    )
