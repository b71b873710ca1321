"""The pattern language of `lexicons/<language>/timex.yml`, compiled to regular expressions, and the scan of a text.

A text is scanned once, from word to word. A rule is tried only where a word stands that it can begin with, and every
part of a pattern is bounded, so that the work grows with the length of the text whatever stands in it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from generator.extract.timex.words import Rule, TimexWords
from generator.model.document import Span

_SIGN = re.compile(
    r"<(?P<name>[a-z0-9]+)(?::(?P<role>[a-z0-9]+))?>|\{(?P<phrase>[a-z]+)\}|(?P<mark>[()\[\]|,+-])|(?P<word>[^\s<>{}()\[\]|,+-]+)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*\.?|\d+|'|½")
_OPENED_BY = {")": "(", "]": "["}
_BLANK = "\\]? {1,2}"  # a bracket may close on the way: "[Ten] years ago"
_GAPS = {"-": "(?:\\]? {1,2}|-)", ",": "(?: ?, ?| {1,2})", "+": " {0,2}"}
_SAME_LENGTH = dict.fromkeys(map(ord, "‐‑‒–−"), "-") | dict.fromkeys(map(ord, "‘’ʼ`´"), "'")
_DIGIT = "digit"
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
class _Piece:
    """A compiled part of a pattern; `gap` is what separates it from the next part."""

    body: str
    optional: bool = False
    gap: str = _BLANK
    begins: frozenset[str] = frozenset()
    lead: str = ""  # what separates it from the part before, when the pattern says so inside its bracket
    words: frozenset[str] = frozenset()  # all words that can stand in it


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
        key, first = _key(word), _first(word)
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
            piece = _Compiler(words).compile(rule.pattern)
            pattern = re.compile(rf"(?:{piece.body})(?![\w½])")
            for begin in piece.begins:
                alone = any(pattern.fullmatch(key) for key in keys.get(begin, [begin]))
                self._by_begin.setdefault(begin, _Begin()).add(_Entry(rule, pattern, piece.words, alone))

    def scan(self, text: str) -> Iterator[list[Match]]:
        """From left to right the readings at each place where a rule applies, the longest first."""
        text = plain(text)
        words = [(found.start(), found[0]) for found in _WORD.finditer(text)]
        for (start, word), (_, following) in pairwise([*words, (len(text), "")]):
            begin = self._by_begin.get(_key(word)) or self._by_begin.get(_first(word))
            likely = begin.followed_by(following) if begin else None
            if not likely or _glued(text, start):
                continue
            readings = [match for entry in likely if (match := _matched(entry, text, start))]
            if readings:
                yield sorted(readings, key=lambda match: -match.span.end)


def _keys_by_first(words: TimexWords) -> dict[str, list[str]]:
    """Words of one word by their first part, and sample figures: what an expression may consist of alone."""
    found: dict[str, list[str]] = {_DIGIT: list(_SAMPLES), "'": ["'99", "'60s"], "½": ["½"]}
    for name in words.words:
        for key in words.words[name]:
            if " " not in key and (begin := _WORD.match(key)):
                found.setdefault(_first(begin[0]), []).append(key)
    return found


def _key(word: str) -> str:
    return _DIGIT if word[:1].isdigit() else word


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


def faults(pattern: str, words: TimexWords) -> Iterator[str]:
    """What a pattern of a rule cannot mean: classes and phrases that the list lacks, brackets that do not close."""
    open_brackets: list[str] = []
    for sign in _SIGN.finditer(pattern):
        name, phrase, mark = sign["name"], sign["phrase"], sign["mark"] or ""
        if name and name not in words.words and name not in words.forms:
            yield f"there is no word class <{name}>"
        if phrase and phrase not in words.phrases:
            yield f"there is no phrase {{{phrase}}}"
        if mark in ("(", "["):
            open_brackets.append(mark)
        elif mark in (")", "]") and (not open_brackets or open_brackets.pop() != _OPENED_BY[mark]):
            yield f"a {mark} too many"
            return
    if open_brackets:
        yield f"{open_brackets[-1]} is not closed"
    if rest := _SIGN.sub("", pattern).strip():
        yield f"{rest} is no sign of a pattern"


class _Compiler:
    """Recursive descent over one pattern."""

    def __init__(self, words: TimexWords) -> None:
        self._list = words
        self._names: dict[str, int] = {}

    def compile(self, pattern: str) -> _Piece:
        """The whole pattern as one piece."""
        signs = list(_SIGN.finditer(pattern))
        piece, rest = self._alternatives(signs, 0)
        if rest != len(signs):
            raise ValueError(f"{pattern}: unbalanced bracket")
        return piece

    def _alternatives(self, signs: list[re.Match[str]], at: int) -> tuple[_Piece, int]:
        found: list[_Piece] = []
        while True:
            piece, at = self._sequence(signs, at)
            found.append(piece)
            if at == len(signs) or signs[at]["mark"] != "|":
                break
            at += 1
        if len(found) == 1:
            return found[0], at
        body = "(?:" + "|".join(piece.body for piece in found) + ")"
        gap = next((piece.gap for piece in found if piece.gap != _BLANK), _BLANK)
        begins = frozenset().union(*(piece.begins for piece in found))
        return _Piece(body, False, gap, begins, words=_all_words(found)), at

    def _sequence(self, signs: list[re.Match[str]], at: int) -> tuple[_Piece, int]:
        pieces: list[_Piece] = []
        lead = ""
        while at < len(signs) and signs[at]["mark"] not in ("|", ")", "]"):
            mark = signs[at]["mark"]
            if mark in _GAPS:
                if pieces:
                    last = pieces[-1]
                    pieces[-1] = replace(last, gap=_GAPS[mark])
                else:
                    lead = _GAPS[mark]
                at += 1
                continue
            piece, at = self._element(signs, at)
            pieces.append(piece)
        return _joined(pieces, lead), at

    def _element(self, signs: list[re.Match[str]], at: int) -> tuple[_Piece, int]:
        sign = signs[at]
        if sign["mark"] in ("(", "["):
            inner, at = self._alternatives(signs, at + 1)
            optional = sign["mark"] == "["
            return replace(inner, body=f"(?:{inner.body})", optional=optional), at + 1
        if sign["phrase"]:
            return self._phrase(sign["phrase"]), at + 1
        if sign["name"]:
            return self._class(sign["name"], sign["role"] or sign["name"]), at + 1
        words = _first_words([sign["word"]])
        return _Piece(re.escape(sign["word"]), begins=words, words=words | {sign["word"]}), at + 1

    def _phrase(self, name: str) -> _Piece:
        inner, _ = self._alternatives(list(_SIGN.finditer(self._list.phrases[name])), 0)
        return replace(inner, body=f"(?:{inner.body})")

    def _class(self, name: str, role: str) -> _Piece:
        body, begins = class_pattern(self._list, name)
        self._names[role] = count = self._names.get(role, 0) + 1
        group = role if count == 1 else f"{role}_{count}"
        return _Piece(f"(?P<{group}>{body})", begins=begins, words=begins | _words_of(self._list, name))


def _joined(pieces: list[_Piece], lead: str) -> _Piece:
    """Optional parts before the first needed one carry their gap behind them, later ones before them."""
    needed = next((i for i, piece in enumerate(pieces) if not piece.optional), len(pieces) - 1)
    body, gap = "", ""
    for i, piece in enumerate(pieces):
        if i < needed:
            body += f"(?:{piece.body}{piece.gap})?"
            continue
        before = piece.lead or gap
        body += f"(?:{before}{piece.body})?" if piece.optional else before + piece.body
        gap = _either(gap, piece.gap) if piece.optional else piece.gap
    begins = frozenset().union(*(piece.begins for piece in pieces[: needed + 1]))
    return _Piece(body, False, pieces[-1].gap, begins, lead, _all_words(pieces))


def _all_words(pieces: list[_Piece]) -> frozenset[str]:
    return frozenset().union(*(piece.words for piece in pieces))


def _words_of(words: TimexWords, name: str) -> frozenset[str]:
    """Every word that can stand in a class; of an open class, what its expression spells out."""
    keys = words.words.get(name, ()) if name in words.words else (class_pattern(words, name)[0],)
    found = [word for key in keys for word in _WORD.findall(key)]
    return frozenset(found) | frozenset(map(_first, found)) | ({_DIGIT} if name in words.forms else frozenset())


def _either(gap: str, other: str) -> str:
    """What may stand after a part that may be missing: its own gap, or the one before it."""
    return other if gap in ("", other) else f"(?:{gap}|{other})"


def class_pattern(words: TimexWords, name: str) -> tuple[str, frozenset[str]]:
    """The regular expression of a class and the words it can begin with."""
    if name in words.words:
        keys = sorted(words.words[name], key=len, reverse=True)
        return "|".join(re.escape(key).replace("\\ ", _BLANK) for key in keys), _first_words(keys)
    form = words.forms[name]
    pattern = re.sub(r"\{([a-z]+)\}", lambda sign: class_pattern(words, sign[1])[0], form.pattern)
    begins = (class_pattern(words, b)[1] if b in words.words else frozenset([b]) for b in form.begins)
    return pattern, frozenset().union(*begins)


def _first_words(keys: list[str]) -> frozenset[str]:
    return frozenset(_first(found[0]) for key in keys if (found := _WORD.match(key)))


def _first(word: str) -> str:
    """The word up to its first period or apostrophe; an apostrophe alone is itself."""
    return word.partition(".")[0].partition("'")[0] or word
