"""Finds the quoted sentence of a record in its article, and the paragraph around it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.model.document import Span
from generator.model.records import Evidence

_OPENING = '“”"„‟«»‹›‘‚「『《'
_MOST = 50  # places of one sentence that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text cut at the evidence: `before`, the sentence itself around its trigger, `after`."""

    before: str
    head: str
    trigger: str
    tail: str
    after: str
    paragraph: int  # counted from 1; 0 = not found

    @property
    def alone(self) -> "Passage":
        """The sentence without what stands around it."""
        return replace(self, before="", after="") if self.before or self.after else self


def locate(evidence: Evidence, text: str) -> Span | None:
    """Where the evidence stands; the place whose surroundings agree best with prefix and suffix wins."""
    exact = evidence.exact.strip()
    if not exact:
        return None
    places = list(_places(exact, text))
    if not places:
        return _loosely(exact, text)
    best = places[0] if len(places) == 1 else max(places, key=lambda at: _agreement(evidence, text, at, len(exact)))
    return Span(best, best + len(exact))


def passage(evidence: Evidence, text: str, span: Span | None) -> Passage:
    """The evidence for a reader, inside its paragraph where it is found."""
    if span is None:
        return Passage(**_cut(evidence.exact, evidence.trigger), before="", after="", paragraph=0)
    number, around = _around(span, text)
    before, after = text[around.start : span.start], text[span.end : around.end]
    return Passage(**_cut(span.of(text), evidence.trigger), before=before, after=after, paragraph=number)


@lru_cache(maxsize=8)
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text: what blank lines separate."""
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]+)*", text))


@lru_cache(maxsize=8)
def _ends(text: str) -> list[int]:
    return [paragraph.end for paragraph in paragraphs(text)]


def stands_in_marks(words: str, text: str) -> bool:
    """Whether the article has these words in quotation marks; a paraphrase must not look like somebody's own words."""
    at = text.find(words) if words else -1
    return at > 0 and text[at - 1] in _OPENING


def _places(exact: str, text: str) -> Iterator[int]:
    at = text.find(exact)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = text.find(exact, at + len(exact))


def _around(span: Span, text: str) -> tuple[int, Span]:
    number = bisect_right(_ends(text), span.start)  # the first paragraph that ends behind its start
    if number < len(paragraphs(text)) and paragraphs(text)[number].overlaps(span):
        paragraph = paragraphs(text)[number]
        return number + 1, Span(min(paragraph.start, span.start), max(paragraph.end, span.end))
    return 0, span


def _cut(exact: str, trigger: str) -> dict[str, str]:
    at = _word_at(trigger, exact) if trigger else -1
    if at < 0:
        return {"head": exact, "trigger": "", "tail": ""}
    end = at + len(trigger)
    return {"head": exact[:at], "trigger": exact[at:end], "tail": exact[end:]}


def _word_at(word: str, text: str) -> int:
    """Where the word stands as a whole word, -1 for nowhere."""
    at = text.find(word)
    while at >= 0:
        if not _is_word(text[at - 1 : at]) and not _is_word(text[at + len(word) : at + len(word) + 1]):
            return at
        at = text.find(word, at + 1)
    return -1


def _is_word(sign: str) -> bool:
    return sign == "_" or sign.isalnum()


def _loosely(exact: str, text: str) -> Span | None:
    """The same words with other spaces between them, as when an editor's program wrapped the lines."""
    words = exact.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if len(words) > 1 else None
    return Span(found.start(), found.end()) if found else None


def _agreement(evidence: Evidence, text: str, at: int, length: int) -> int:
    prefix, suffix = evidence.prefix.strip(), evidence.suffix.strip()
    before, after = text[max(0, at - len(prefix) - 80) : at].rstrip(), text[at + length :][: len(suffix) + 80].lstrip()
    return bool(prefix) * before.endswith(prefix) + bool(suffix) * after.startswith(suffix)
