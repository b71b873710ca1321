"""An article's text with events, actors, dates and quotes marked in place, each linked to its page."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from markupsafe import Markup

from generator.model.document import Document, SentenceKind, Span
from generator.model.records import Event
from generator.model.vocabulary import PublishText
from generator.pages.evidence import paragraphs
from generator.pages.facts import Facts
from generator.pages.printer import inside
from generator.pages.text import safe

LAYERS = ("event", "actor", "date", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch: which layer, where it leads, and what its card says."""

    span: Span
    layer: str
    url: str
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph ready to print."""

    id: str
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What may be shown of an article, and which layers occur in it."""

    paragraphs: tuple[Paragraph, ...]
    layers: frozenset[str]


def marked_text(article: str, facts: Facts) -> Marked:
    """The article's text as its `publish_text` allows: all of it, the evidence sentences only, or nothing."""
    text, shown = facts.text(article), facts.publishes(article)
    if not text or shown is PublishText.NONE:
        return Marked(paragraphs=(), layers=frozenset())
    anchors = _anchors(article, facts)
    document = facts.document(article)
    read = document if document and document.text == text else None
    marks = [*_event_marks(article, text, facts), *(_document_marks(read, facts) if read else ())]
    pieces = paragraphs(text) if shown is PublishText.FULL else _sentences(anchors)
    visible = [p for p in pieces if not _is_title(p, text, article, facts) and not _is_furniture(p, read)]
    inner = [mark for mark in marks if any(mark.span.overlaps(piece) for piece in visible)]
    by_start = sorted(inner, key=lambda m: m.span)
    return Marked(
        paragraphs=tuple(_printed(piece, text, by_start, anchors) for piece in visible),
        layers=frozenset(mark.layer for mark in inner),
    )


def in_text_order(article: str, facts: Facts) -> list[Event]:
    """The article's events as a reader meets them; those whose sentence is not found come last."""
    spans = facts.spans_in(article)

    def place(event: Event) -> float:
        return next((spans[entry].start for entry in event.evidence if entry in spans), inf)

    return sorted(facts.events_in(article), key=place)


def _is_furniture(piece: Span, document: Document | None) -> bool:
    """Whether every sentence of the paragraph is page furniture ("Leave a comment")."""
    inside_it = [s for s in document.sentences if s.span.overlaps(piece)] if document else []
    return bool(inside_it) and all(s.kind is SentenceKind.FURNITURE for s in inside_it)


def _is_title(piece: Span, text: str, article: str, facts: Facts) -> bool:
    """The headline stands above the text already."""
    record = facts.article(article)
    return piece.start < 5 and record is not None and piece.of(text).strip() == record.title.strip()


def _anchors(article: str, facts: Facts) -> dict[str, Span]:
    """Where each event's evidence stands: anchor -> span."""
    found: dict[str, Span] = {}
    spans = facts.spans_in(article)
    for event in facts.events_in(article):
        for number, span in enumerate(spans[entry] for entry in event.evidence if entry in spans):
            found[facts.anchor(event.id) + (f".{number + 1}" if number else "")] = span  # no file name has a full stop
    return found


def _sentences(anchors: dict[str, Span]) -> list[Span]:
    """The evidence sentences in text order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(anchors.values()):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _event_marks(article: str, text: str, facts: Facts) -> Iterator[Mark]:
    spans = facts.spans_in(article)
    for event in facts.events_in(article):
        for evidence in event.evidence:
            sentence = spans.get(evidence)
            at = text.find(evidence.trigger, sentence.start, sentence.end) if sentence and evidence.trigger else -1
            if at >= 0:
                yield Mark(
                    span=Span(at, at + len(evidence.trigger)),
                    layer="event",
                    url=facts.event_url(event.id),
                    card=_event_card(event, facts),
                )


def _event_card(event: Event, facts: Facts) -> str:
    return facts.words("article.mark_event", kind=facts.words.kind(event.type), title=event.title)


def _document_marks(document: Document, facts: Facts) -> Iterator[Mark]:
    words = facts.words
    for timex in document.timexes:
        said = timex.span.of(document.text)
        key = "mark_date" if timex.edtf else "mark_date_open"
        yield Mark(
            span=timex.span, layer="date", url="", card=words(f"article.{key}", words=said, date=words.date(timex.edtf))
        )
    names = {actor.key: actor.name for actor in document.actors}
    for mention in document.mentions:
        name = names.get(mention.actor, "")
        known = facts.actor_called(name.casefold())
        if known:
            card = words("article.mark_actor", name=known.name, kind=words(f"kinds.{known.type.value}.one"))
            yield Mark(span=mention.span, layer="actor", url=facts.actor_url(known.id), card=card)
    for quote in document.quotes:
        name = names.get(quote.speaker, "")
        known = facts.actor_called(name.casefold())
        card = (
            words("article.mark_quote", speaker=known.name if known else name)
            if name
            else words("article.mark_quote_open")
        )
        yield Mark(span=quote.span, layer="quote", url=facts.actor_url(known.id) if known else "", card=card)


def _printed(piece: Span, text: str, marks: list[Mark], anchors: dict[str, Span]) -> Paragraph:
    here = [mark for mark in marks if mark.span.overlaps(piece)]
    starts: dict[int, list[str]] = {}
    for anchor, span in anchors.items():
        if piece.start <= span.start < piece.end:
            starts.setdefault(span.start, []).append(anchor)
    edges = {piece.start, piece.end, *starts}
    for mark in here:
        edges |= {min(max(mark.span.start, piece.start), piece.end), min(mark.span.end, piece.end)}
    cuts = sorted(edges)
    opened = "".join
    body = opened(
        opened(f'<span class="dl-at" id="{anchor}"></span>' for anchor in starts.get(a, ()))
        + _stretch(Span(a, b), text, here)
        for a, b in itertools.pairwise(cuts)
    )
    return Paragraph(id="", html=inside(body))


def _stretch(span: Span, text: str, marks: Iterable[Mark]) -> str:
    """One stretch between two edges: it carries every layer that covers it and leads where the finest of them does."""
    over = sorted((m for m in marks if span in m.span), key=lambda m: (LAYERS.index(m.layer), len(m.span)))
    words = safe(span.of(text))
    if not over:
        return str(words)
    classes = " ".join(dict.fromkeys(f"dl-m-{mark.layer}" for mark in over))
    card = safe(" · ".join(dict.fromkeys(mark.card for mark in over)))
    url = next((mark.url for mark in over if mark.url), "")
    layers = " ".join(dict.fromkeys(mark.layer for mark in over))
    if url:
        return f'<a class="dl-m {classes}" href="../{url}" data-m="{layers}" data-card="{card}">{words}</a>'
    return f'<span class="dl-m {classes}" data-m="{layers}" data-card="{card}">{words}</span>'
