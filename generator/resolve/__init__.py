"""Mentions of many documents -> drafts of event and actor records; a record that is known is found first.

The drafts say only what the articles say: what people changed is merged in afterwards, by the store.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.dates import Date, Point
from generator.model.document import Document
from generator.model.ids import slug, unique
from generator.model.records import Actor, Event
from generator.resolve.actors import ActorIndex
from generator.resolve.drafts import combined, drafted
from generator.resolve.evidence import known_ids
from generator.resolve.known import Known, followed
from generator.resolve.sightings import Cluster, Sighting, clustered, mentions_of, sighted

__all__ = ["Known", "Resolution", "event_id", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Drafts with their ids. `events` is read once, while the documents are gone through a second time."""

    actors: tuple[Actor, ...]
    events: Iterator[Event]
    found_in: Mapping[str, tuple[str, ...]]  # actor id -> articles that name it


def resolve(documents: Iterable[Document], known: Known) -> Resolution:
    """Bring the mentions of all documents together. `documents` is gone through twice and never held in memory."""
    index = ActorIndex(known)
    ids: dict[str, dict[str, str]] = {}
    sightings: list[Sighting] = []
    for document in documents:
        ids[document.id] = dict(index.ids(document))
        found = known_ids(document, known)
        for number, _ in mentions_of(document):
            sightings.append(sighted(document, number, ids[document.id], found.get(number, "")))
    clusters = clustered(sightings)
    united = dict(_united(clusters, known))
    for old, new in united.items():
        index.unite(old, new)
    for by_key in ids.values() if united else ():
        by_key.update({key: united[id_] for key, id_ in by_key.items() if id_ in united})
    events = _events(documents, ids, clusters, known)
    return Resolution(actors=tuple(index.drafts()), events=events, found_in=index.found_in())


def _united(clusters: Iterable[Cluster], known: Known) -> Iterator[tuple[str, str]]:
    """Unnamed actors that are one because what they did is one: the police of two papers, one arrest."""
    into: dict[str, str] = {}
    for cluster in clusters:
        met: dict[str, str] = {}
        for name, id_ in (pair for sighting in cluster.sightings for pair in sighting.unnamed):
            id_ = followed(id_, into)
            kept = followed(met.setdefault(name, id_), into)
            if kept != id_ and not known.apart(kept, id_):
                into[id_] = kept
    yield from ((id_, followed(id_, into)) for id_ in into)


def _events(
    documents: Iterable[Document], ids: dict[str, dict[str, str]], clusters: list[Cluster], known: Known
) -> Iterator[Event]:
    cluster_of = {(seen.article, seen.number): cluster for cluster in clusters for seen in cluster.sightings}
    waiting: dict[int, list[Event]] = {}  # happenings of which not every paper was reached yet
    taken = {id_.casefold() for id_ in (*known.events, *known.base.events)}
    taken |= {old.casefold() for event in known.events.values() for old in event.same_as}
    for document in documents:
        for number, mention in mentions_of(document):
            cluster = cluster_of[document.id, number]
            parts = waiting.setdefault(id(cluster), [])
            parts.append(drafted(document, mention, ids[document.id]))
            if len(parts) == len(cluster.sightings):
                yield _named(combined(waiting.pop(id(cluster)), known.base.events.get(cluster.id)), cluster, taken)


def event_id(date: str, title: str, taken: Container[str]) -> str:
    """A new id from date and title, as in `2012-05-25-scores-killed`; `taken` holds case-folded ids."""
    return unique(slug(f"{_day(date)} {title}"), taken)


def _named(event: Event, cluster: Cluster, taken: set[str]) -> Event:
    id_ = cluster.id or event_id(event.date, event.title, taken)
    taken.add(id_.casefold())
    return event.model_copy(update={"id": id_})


def _day(edtf: str) -> str:
    """The date as it stands in an id: as fine as it is known, `undated` without a beginning."""
    date = Date.parse(edtf) if edtf else None
    if date is None or date.start is None:
        return "undated"
    start, end = _parts(date.start), _parts(date.end) if date.end else []
    common = [one for one, other in zip(start, end, strict=False) if one == other] if end else start[:2]
    return "-".join(common or start[:1])


def _parts(point: Point) -> list[str]:
    year = f"{point.year:04d}" if point.year > 0 else f"{1 - point.year:04d}bc"
    parts = [year, f"{point.month:02d}", f"{point.day:02d}"]
    return parts[: 3 if point.day else 2 if 0 < point.month <= 12 else 1]
