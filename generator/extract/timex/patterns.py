"""The scan of a text by the compiled rules of a language.

A text is scanned once, from word to word. A rule is tried only where a word stands that it can begin with, and every
part of a pattern is bounded, so that the work grows with the length of the text whatever stands in it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from generator.extract.timex.compiling import DIGIT, WORD, Compiler, first_part
from generator.extract.timex.words import Rule, TimexWords
from generator.model.document import Span

_SAME_LENGTH = dict.fromkeys(map(ord, "‐‑‒–−"), "-") | dict.fromkeys(map(ord, "‘’ʼ`´"), "'")
_SAMPLES = ("8", "30", "1999", "530")  # figures that a rule may be content with alone


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule read: its words by class (lower case), and where."""

    rule: Rule
    span: Span
    words: Mapping[str, str]
    spans: Mapping[str, Span]

    def get(self, name: str) -> str:
        """The words read for this class, "" when the optional part was missing."""
        return self.words.get(name, "")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A rule under a word it can begin with: tried when it can end there, or go on with the word that follows."""

    rule: Rule
    pattern: re.Pattern[str]
    words: frozenset[str]
    alone: bool


def plain(text: str) -> str:
    """Lower case, ASCII digits, hyphens and apostrophes, blanks as blanks; as long as the text, offset for offset."""
    low = text.lower() if text.isascii() else "".join(map(_plain_character, text.translate(_SAME_LENGTH)))
    return _unwrapped(low.replace("\t", " ").replace("\r", " "))


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "Zs":
        return " "
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _unwrapped(text: str) -> str:
    """A line break within a paragraph of long lines reads as a blank; one after a short line still separates."""
    return re.sub(r"(?<=[^\n]{40})(?<![.!?\"'])\n(?=[^\n])", " ", text)


@dataclass(slots=True)
class _Begin:
    """The rules that one word can begin, in order; and those of them that a word behind it leaves in question."""

    entries: list[_Entry] = field(default_factory=list)
    words: set[str] = field(default_factory=set)  # all that can go on after it
    likely: dict[tuple[str, str], list[_Entry]] = field(default_factory=dict)

    def add(self, entry: _Entry) -> None:
        """One more rule."""
        self.entries.append(entry)
        self.words |= entry.words

    def followed_by(self, word: str) -> list[_Entry]:
        """The rules that can end before the word, or go on with it."""
        key, first = _key(word), first_part(word)
        known = (key if key in self.words else "", first if first in self.words else "")
        found = self.likely.get(known)
        if found is None:
            found = [e for e in self.entries if e.alone or known[0] in e.words or known[1] in e.words]
            self.likely[known] = found
        return found


class Grammar:
    """All rules of a language, ready to scan texts."""

    def __init__(self, words: TimexWords) -> None:
        self._by_begin: dict[str, _Begin] = {}
        keys = _keys_by_first(words)
        for rule in words.rules:
            piece = Compiler(words).compile(rule.pattern)
            pattern = re.compile(rf"(?:{piece.body})(?![\w½])")
            for begin in piece.begins:
                alone = any(pattern.fullmatch(key) for key in keys.get(begin, [begin]))
                self._by_begin.setdefault(begin, _Begin()).add(_Entry(rule, pattern, piece.words, alone))

    def scan(self, text: str) -> Iterator[list[Match]]:
        """From left to right the readings at each place where a rule applies, the longest first."""
        text = plain(text)
        words = [(found.start(), found[0]) for found in WORD.finditer(text)]
        for (start, word), (_, following) in pairwise([*words, (len(text), "")]):
            begin = self._by_begin.get(_key(word)) or self._by_begin.get(first_part(word))
            likely = begin.followed_by(following) if begin else None
            if not likely or _glued(text, start):
                continue
            readings = [match for entry in likely if (match := _matched(entry, text, start))]
            if readings:
                yield sorted(readings, key=lambda match: -match.span.end)


def _keys_by_first(words: TimexWords) -> dict[str, list[str]]:
    """Words of one word by their first part, and sample figures: what an expression may consist of alone."""
    found: dict[str, list[str]] = {DIGIT: list(_SAMPLES), "'": ["'99", "'60s"], "½": ["½"]}
    for name in words.words:
        for key in words.words[name]:
            if " " not in key and (begin := WORD.match(key)):
                found.setdefault(first_part(begin[0]), []).append(key)
    return found


def _key(word: str) -> str:
    return DIGIT if word[:1].isdigit() else word


def _matched(entry: _Entry, text: str, start: int) -> Match | None:
    found = entry.pattern.match(text, start)
    if not found or _cut(text, found.end()):
        return None
    read = {name: value for name, value in found.groupdict().items() if value}
    words = {name.partition("_")[0]: value for name, value in read.items()}  # a class named in two alternatives is one
    spans = {name.partition("_")[0]: Span(*found.span(name)) for name in read}
    return Match(entry.rule, Span(start, found.end()), words, spans)


def _glued(text: str, start: int) -> bool:
    """Whether what stands before makes it part of a number, a price, a name ("A-18", "#5", "$20")."""
    before = text[start - 1 : start]
    if before.isalnum() or (before in ("_", "$", "£", "€", "#", "@", "&") and before):
        return True
    return (
        before in (".", ",", ":", "/", "-", "+")
        and before != ""
        and text[start - 2 : start - 1].isdigit()
        and text[start].isdigit()
        and before != "-"
    )


def _cut(text: str, end: int) -> bool:
    """Whether the match stops inside a number or before a percent sign."""
    after = text[end : end + 2]
    number = text[end - 1].isdigit()
    return number and (after[:1] in ("%", "°") or (after[:1] in (".", ",", ":", "/") and after[1:].isdigit()))
