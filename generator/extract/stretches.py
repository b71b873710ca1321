"""The stretches between quotation marks: outermost, paragraph by paragraph, with those that a paragraph leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.extract.marks import Side, marks
from generator.model.document import Document, SentenceKind, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words between two marks; `carried` if the speech goes on from the paragraph before."""

    span: Span
    outer: Span
    paragraph: Span
    carried: bool = False


def stretches_of(document: Document) -> Iterator[Stretch]:
    """Outermost quoted stretches of the story, paragraph by paragraph."""
    open_from_before = False
    paragraphs = _paragraphs(document)
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found = list(_stretches(document.text, paragraph, open_from_before))
        yield from (stretch for stretch, _ in found)
        unclosed = bool(found) and not found[-1][1]
        open_from_before = unclosed and following is not None and _opens(document.text, following)


def _paragraphs(document: Document) -> list[Span]:
    told = [sentence for sentence in document.sentences if sentence.kind in (SentenceKind.BODY, SentenceKind.HEADLINE)]
    groups = (list(group) for _, group in groupby(told, key=lambda sentence: sentence.paragraph))
    return [Span(group[0].span.start, group[-1].span.end) for group in groups]


def _opens(text: str, paragraph: Span) -> bool:
    first = next(marks(text, paragraph.start, paragraph.end), None)
    return first is not None and first.start == paragraph.start and first.side is Side.OPEN


def _stretches(text: str, paragraph: Span, carried: bool) -> Iterator[tuple[Stretch, bool]]:
    """Stretches with whether they are closed; one without a closing mark ends with the paragraph."""
    opened = None
    for mark in marks(text, paragraph.start, paragraph.end):
        if opened is None:
            opened = mark if mark.side is Side.OPEN else None
        elif mark.side is Side.CLOSE and mark.single == opened.single:
            outer = Span(opened.start, mark.end)
            goes_on = carried and opened.start == paragraph.start
            yield Stretch(Span(opened.end, mark.start), outer, paragraph, goes_on), True
            opened = None
    if opened is not None and not opened.single:
        goes_on = carried and opened.start == paragraph.start
        yield Stretch(Span(opened.end, paragraph.end), Span(opened.start, paragraph.end), paragraph, goes_on), False
