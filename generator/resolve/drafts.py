"""Writes a mention down as a record, and joins what several papers say of one happening."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from generator.model.dates import Date
from generator.model.document import Document, EventMention, Participant
from generator.model.records import Event, EventActor, EventQuote, Evidence, Figure, Place
from generator.resolve.evidence import quoted

Part = TypeVar("Part")


def drafted(document: Document, mention: EventMention, ids: Mapping[str, str]) -> Event:
    """The record of what one article says; `ids` gives the actor records by the document's keys."""
    return Event(
        title=mention.title or _sentence(document, mention),
        summary=mention.summary,
        type=mention.type,
        status=mention.status,
        date=mention.date,
        date_text=mention.date_text,
        date_basis=mention.date_basis,
        place=Place(name=mention.place.name, country=mention.place.country) if mention.place else None,
        figures=tuple(_figures(mention, ids)),
        iterations=mention.iterations,
        actors=_once((_part(part, ids) for part in mention.participants if part.actor in ids), _seat),
        evidence=tuple(_evidence(document, mention)),
        confidence=round(mention.confidence, 2),
        quotes=tuple(_quotes(document, mention, ids)),
    )


def combined(events: Sequence[Event], base: Event | None = None) -> Event:
    """What all papers say: the words of the one that the record was first drawn from, the lists of all."""
    first = base.evidence[0].article if base and base.evidence else ""
    events = sorted(events, key=lambda event: event.evidence[0].article != first)
    main = events[0]
    if len(events) == 1:
        return main
    dated = _best_dated(events)
    return main.model_copy(
        update={
            "date": dated.date,
            "date_text": dated.date_text,
            "date_basis": dated.date_basis,
            "place": next((event.place for event in events if event.place), None),
            "figures": _once((figure for event in events for figure in event.figures), _counted),
            "iterations": next((event.iterations for event in events if event.iterations), ""),
            "actors": _once((actor for event in events for actor in event.actors), _seat),
            "evidence": _once((entry for event in events for entry in event.evidence), _place_in_article),
            "quotes": _once((quote for event in events for quote in event.quotes), lambda quote: quote.text),
            "confidence": max(event.confidence for event in events),
        }
    )


def _best_dated(events: Sequence[Event]) -> Event:
    """The first paper's date, unless another one is finer and lies within it."""
    best = events[0]
    for event in events[1:]:
        if event.date and (not best.date or _is_finer(Date.parse(event.date), Date.parse(best.date))):
            best = event
    return best


def _is_finer(one: Date, other: Date) -> bool:
    return other.contains(one) and not one.contains(other)


def _part(part: Participant, ids: Mapping[str, str]) -> EventActor:
    claimed_by = ids.get(part.according_to, part.according_to)
    return EventActor(actor=ids[part.actor], role=part.role, according_to=claimed_by)


def _figures(mention: EventMention, ids: Mapping[str, str]) -> Iterator[Figure]:
    for figure in mention.figures:
        claimed_by = ids.get(figure.according_to, figure.according_to)
        yield Figure(what=figure.what, text=figure.text, min=figure.min, max=figure.max, according_to=claimed_by)


def _evidence(document: Document, mention: EventMention) -> Iterator[Evidence]:
    trigger = mention.trigger.of(document.text)
    for number, sentence in enumerate(dict.fromkeys(mention.evidence)):
        yield quoted(document, sentence, trigger="" if number else trigger)


def _quotes(document: Document, mention: EventMention, ids: Mapping[str, str]) -> Iterator[EventQuote]:
    for quote in mention.quotes:
        words = quote.span.of(document.text)
        yield EventQuote(text=words, speaker=ids.get(quote.speaker, ""), cue=quote.cue, article=document.id)


def _sentence(document: Document, mention: EventMention) -> str:
    words = " ".join((mention.evidence or (mention.trigger,))[0].of(document.text).split())
    return words if len(words) <= 120 else words[:120].rpartition(" ")[0] + "…"


def _seat(actor: EventActor) -> Hashable:
    return actor.actor, actor.role


def _counted(figure: Figure) -> Hashable:
    return figure.what, figure.text, figure.according_to


def _place_in_article(entry: Evidence) -> Hashable:
    return entry.article, entry.exact, entry.trigger


def _once(parts: Iterable[Part], key: Callable[[Part], Hashable]) -> tuple[Part, ...]:
    found: dict[Hashable, Part] = {}
    for part in parts:
        found.setdefault(key(part), part)
    return tuple(found.values())
