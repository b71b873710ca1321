"""Where the words of all records stand in one article: found once, while its text is at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.document import Document, Span
from generator.model.records import Event, Evidence
from generator.pages.evidence import Passage, locate, passage, stands_in_marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What pages of events need of an article's text, without the text."""

    passages: Mapping[Evidence, Passage] = field(default_factory=dict)
    spans: Mapping[Evidence, Span] = field(default_factory=dict)  # of those that were found
    verbatim: frozenset[str] = frozenset()  # quotes that stand in quotation marks
    anchors: Mapping[str, str] = field(default_factory=dict)  # event id -> what its date was counted from


def located(article: str, events: Sequence[Event], text: str, document: Document | None) -> Located:
    """Look up everything that these events quote from the article."""
    quoted = [(event, entry) for event in events for entry in event.evidence if entry.article == article]
    spans = {entry: span for _, entry in quoted if (span := locate(entry, text))}
    said = {quote.text for event in events for quote in event.quotes if quote.article == article}
    found = ((event.id, _anchor(event, spans[entry], document)) for event, entry in quoted if entry in spans)
    return Located(
        passages={entry: passage(entry, text, spans.get(entry)) for _, entry in quoted},
        spans=spans,
        verbatim=frozenset(words for words in said if stands_in_marks(words, text)),
        anchors={id_: anchor for id_, anchor in found if anchor},
    )


def _anchor(event: Event, sentence: Span, document: Document | None) -> str:
    """What the time expression with the date's words, inside the sentence, was counted from."""
    for timex in document.timexes if document and event.date_text else ():
        if timex.span in sentence and timex.span.of(document.text if document else "") == event.date_text:
            return timex.anchor
    return ""
