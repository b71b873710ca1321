"""The pattern language of `lexicons/<language>/timex.yml`, compiled to regular expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.extract.timex.words import TimexWords

_SIGN = re.compile(
    r"<(?P<name>[a-z0-9]+)(?::(?P<role>[a-z0-9]+))?>|\{(?P<phrase>[a-z]+)\}|(?P<mark>[()\[\]|,+-])|(?P<word>[^\s<>{}()\[\]|,+-]+)"
)
WORD = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*\.?|\d+|'|½")
_OPENED_BY = {")": "(", "]": "["}
_BLANK = "\\]? {1,2}"  # a bracket may close on the way: "[Ten] years ago"
_GAPS = {"-": "(?:\\]? {1,2}|-)", ",": "(?: ?, ?| {1,2})", "+": " {0,2}"}
DIGIT = "digit"


@dataclass(frozen=True, slots=True)
class Piece:
    """A compiled part of a pattern; `gap` is what separates it from the next part."""

    body: str
    optional: bool = False
    gap: str = _BLANK
    begins: frozenset[str] = frozenset()
    lead: str = ""  # what separates it from the part before, when the pattern says so inside its bracket
    words: frozenset[str] = frozenset()  # all words that can stand in it


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


class Compiler:
    """Recursive descent over one pattern."""

    def __init__(self, words: TimexWords) -> None:
        self._list = words
        self._names: dict[str, int] = {}

    def compile(self, pattern: str) -> Piece:
        """The whole pattern as one piece."""
        signs = list(_SIGN.finditer(pattern))
        piece, rest = self._alternatives(signs, 0)
        if rest != len(signs):
            raise ValueError(f"{pattern}: unbalanced bracket")
        return piece

    def _alternatives(self, signs: list[re.Match[str]], at: int) -> tuple[Piece, int]:
        found: list[Piece] = []
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
        return Piece(body, False, gap, begins, words=_all_words(found)), at

    def _sequence(self, signs: list[re.Match[str]], at: int) -> tuple[Piece, int]:
        pieces: list[Piece] = []
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

    def _element(self, signs: list[re.Match[str]], at: int) -> tuple[Piece, int]:
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
        return Piece(re.escape(sign["word"]), begins=words, words=words | {sign["word"]}), at + 1

    def _phrase(self, name: str) -> Piece:
        inner, _ = self._alternatives(list(_SIGN.finditer(self._list.phrases[name])), 0)
        return replace(inner, body=f"(?:{inner.body})")

    def _class(self, name: str, role: str) -> Piece:
        body, begins = class_pattern(self._list, name)
        self._names[role] = count = self._names.get(role, 0) + 1
        group = role if count == 1 else f"{role}_{count}"
        return Piece(f"(?P<{group}>{body})", begins=begins, words=begins | _words_of(self._list, name))


def _joined(pieces: list[Piece], lead: str) -> Piece:
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
    return Piece(body, False, pieces[-1].gap, begins, lead, _all_words(pieces))


def _all_words(pieces: list[Piece]) -> frozenset[str]:
    return frozenset().union(*(piece.words for piece in pieces))


def _words_of(words: TimexWords, name: str) -> frozenset[str]:
    """Every word that can stand in a class; of an open class, what its expression spells out."""
    keys = words.words.get(name, ()) if name in words.words else (class_pattern(words, name)[0],)
    found = [word for key in keys for word in WORD.findall(key)]
    return frozenset(found) | frozenset(map(first_part, found)) | ({DIGIT} if name in words.forms else frozenset())


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
    return frozenset(first_part(found[0]) for key in keys if (found := WORD.match(key)))


def first_part(word: str) -> str:
    """The word up to its first period or apostrophe; an apostrophe alone is itself."""
    return word.partition(".")[0].partition("'")[0] or word
