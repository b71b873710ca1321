"""Finds the quoted sentence of a record in its article, and the paragraph around it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.model.document import Span
from generator.model.records import Evidence

_OPENING = '“”"„‟«»‹›‘‚「『《'


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text cut at the evidence: `before`, the sentence itself around its trigger, `after`."""

    before: str
    head: str
    trigger: str
    tail: str
    after: str
    paragraph: int  # counted from 1; 0 = not found


def locate(evidence: Evidence, text: str) -> Span | None:
    """Where the evidence stands; the place whose surroundings agree best with prefix and suffix wins."""
    exact = evidence.exact.strip()
    if not exact:
        return None
    places = [m.start() for m in re.finditer(re.escape(exact), text)][:50]
    if not places:
        return _loosely(exact, text)
    best = max(places, key=lambda at: _agreement(evidence, text, at, len(exact)))
    return Span(best, best + len(exact))


def passage(evidence: Evidence, text: str, *, whole_paragraph: bool) -> Passage:
    """The evidence for a reader, inside its paragraph where that may be shown."""
    span = locate(evidence, text) if text else None
    if span is None:
        return Passage(**_cut(evidence.exact, evidence.trigger), before="", after="", paragraph=0)
    number, around = _around(span, text)
    before = text[around.start : span.start] if whole_paragraph else ""
    after = text[span.end : around.end] if whole_paragraph else ""
    return Passage(**_cut(span.of(text), evidence.trigger), before=before, after=after, paragraph=number)


@lru_cache(maxsize=256)
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text: what blank lines separate."""
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]+)*", text))


def stands_in_marks(words: str, text: str) -> bool:
    """Whether the article has these words in quotation marks; a paraphrase must not look like somebody's own words."""
    at = text.find(words) if words else -1
    return at > 0 and text[at - 1] in _OPENING


def _around(span: Span, text: str) -> tuple[int, Span]:
    for number, paragraph in enumerate(paragraphs(text), start=1):
        if paragraph.overlaps(span):
            return number, Span(min(paragraph.start, span.start), max(paragraph.end, span.end))
    return 0, span


def _cut(exact: str, trigger: str) -> dict[str, str]:
    at = re.search(rf"(?<!\w){re.escape(trigger)}(?!\w)", exact) if trigger else None
    if not at:
        return {"head": exact, "trigger": "", "tail": ""}
    return {"head": exact[: at.start()], "trigger": at.group(), "tail": exact[at.end() :]}


def _loosely(exact: str, text: str) -> Span | None:
    """The same words with other spaces between them, as when an editor's program wrapped the lines."""
    words = exact.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if len(words) > 1 else None
    return Span(found.start(), found.end()) if found else None


def _agreement(evidence: Evidence, text: str, at: int, length: int) -> int:
    before, after = text[:at].rstrip(), text[at + length :].lstrip()
    return bool(evidence.prefix) * before.endswith(evidence.prefix.strip()) + bool(evidence.suffix) * after.startswith(
        evidence.suffix.strip()
    )
