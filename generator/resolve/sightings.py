"""One happening in several papers is one record: sightings of it are brought together, conservatively.

No two sightings are compared unless they fall into one block (type, week, and an actor or place), so ten thousand
articles take time and memory in proportion.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib import resources
from itertools import islice
from sys import intern

import yaml

from generator.model.dates import Date, ordinal
from generator.model.document import Document, EventMention
from generator.model.vocabulary import EventType, Role, Status
from generator.resolve.actors import folded

_ACTING = frozenset({Role.AGENT, Role.RECIPIENT, Role.SPEAKER})
# A speaker says many things on one day: here the words themselves must agree.
_SPEECH = frozenset({
    EventType.STATE, EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT,
})  # fmt: skip
_UNNAMED = "some "
_LONGEST = 31  # days; "during the war" names no single happening
_COMPARED = 60  # clusters of one block, newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A listed mention, reduced to what a comparison needs."""

    article: str
    number: int  # in Document.events
    type: EventType
    status: Status
    first: int  # ordinal days; 0 and 0 when it cannot be compared by date
    last: int
    actors: frozenset[str]
    agents: frozenset[str]
    place: str
    trigger: str
    title: tuple[str, ...]  # tuples and shared strings: a set costs ten times as much, and few are ever compared
    words: tuple[str, ...]
    quotes: tuple[str, ...]
    unnamed: tuple[tuple[str, str], ...]  # name and record id of those who act without a name of their own
    figures: frozenset[str]  # "arrested twelve"
    known: str = ""


@dataclass(slots=True)
class Cluster:
    """Sightings of one happening, in reading order."""

    sightings: list[Sighting] = field(default_factory=list)
    id: str = ""


def sighted(document: Document, number: int, ids: Mapping[str, str], known: str) -> Sighting:
    """The mention with this number as a sighting; `ids` are the document's actors."""
    mention = document.events[number]
    first, last = _days(mention.date)
    acting = [part for part in mention.participants if part.role in _ACTING and part.actor in ids]
    # "Police" of one paper are nobody's record in another, but may be the same police if all else agrees.
    bearer = {
        actor.key: ids.get(actor.key, "") if actor.named else _UNNAMED + folded(actor.name) for actor in document.actors
    }
    stems = partial(_stems, language=document.language)
    names = set(stems(" ".join(" ".join((a.name, *a.aliases)) for a in document.actors if a.key in ids)))
    title = set(stems(mention.title)) - names
    sentence = set(stems(" ".join(span.of(document.text) for span in mention.evidence[:1]))) - names
    return Sighting(
        article=document.id,
        number=number,
        type=mention.type,
        status=Status.ACTUAL if mention.status is Status.ONGOING else mention.status,
        first=first,
        last=last,
        actors=frozenset(bearer[part.actor] for part in acting),
        agents=frozenset(bearer[part.actor] for part in acting if part.role is not Role.RECIPIENT),
        place=folded(mention.place.name) if mention.place else "",
        trigger=next(iter(stems(mention.trigger.of(document.text))), ""),
        title=tuple(map(intern, title)),
        words=tuple(map(intern, title | sentence)),
        unnamed=tuple(
            (bearer[part.actor], ids[part.actor]) for part in acting if bearer[part.actor].startswith(_UNNAMED)
        ),
        quotes=tuple(filter(None, (folded(quote.span.of(document.text)) for quote in mention.quotes))),
        figures=frozenset(f"{figure.what} {folded(figure.text)}" for figure in mention.figures),
        known=known,
    )


def clustered(sightings: Iterable[Sighting]) -> list[Cluster]:
    """Sightings of one happening together. Those of known records stand first, so that new ones join them."""
    clusters: list[Cluster] = []
    by_id: dict[str, Cluster] = {}
    blocks: dict[tuple[EventType, int, str], list[Cluster]] = {}
    for sighting in sorted(sightings, key=lambda sighting: not sighting.known):
        cluster = by_id.get(sighting.known) if sighting.known else _joined(sighting, blocks)
        if cluster is None:
            cluster = Cluster(id=sighting.known)
            clusters.append(cluster)
            if cluster.id:
                by_id[cluster.id] = cluster
        cluster.sightings.append(sighting)
        for key in _blocks(sighting):
            block = blocks.setdefault(key, [])
            if not block or block[-1] is not cluster:
                block.append(cluster)
    return clusters


def _joined(sighting: Sighting, blocks: Mapping[tuple[EventType, int, str], list[Cluster]]) -> Cluster | None:
    seen: set[int] = set()
    for key in _blocks(sighting):
        for cluster in islice(reversed(blocks.get(key, ())), _COMPARED):
            if id(cluster) not in seen and _is_one(sighting, cluster):
                return cluster
            seen.add(id(cluster))
    return None


def _blocks(sighting: Sighting) -> Iterator[tuple[EventType, int, str]]:
    if sighting.last:
        for week in range(sighting.first // 7, sighting.last // 7 + 1):
            for ground in (*sorted(sighting.actors), *([f"in {sighting.place}"] if sighting.place else ())):
                yield sighting.type, week, ground


def _is_one(sighting: Sighting, cluster: Cluster) -> bool:
    """Whether it tells of what the first sightings of the cluster tell of; one article tells a thing once."""
    if any(other.article == sighting.article for other in cluster.sightings):
        return False
    return any(_same(sighting, other) for other in cluster.sightings[:8])


def _same(one: Sighting, other: Sighting) -> bool:
    apart = one.status is not other.status or one.first > other.last or other.first > one.last
    if apart or (one.agents and other.agents and not one.agents & other.agents):
        return False
    if one.place and other.place and not _within(one.place, other.place):
        return False
    if one.type in _SPEECH:
        return _same_words(one, other)
    shared = one.actors & other.actors
    unnamed = sum(actor.startswith(_UNNAMED) for actor in shared)
    ground = len(shared) - unnamed + (one.place == other.place != "")
    alike = _likeness(one, other)
    if not ground:
        return unnamed + len(one.figures & other.figures) > 1 and alike >= 0.75
    return (ground + unnamed >= 2 and (one.trigger == other.trigger or alike >= 0.4)) or alike >= 0.6


def _within(one: str, other: str) -> bool:
    """Whether two places may be one: "hama" and "hama province"."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _same_words(one: Sighting, other: Sighting) -> bool:
    if not one.agents & other.agents:
        return False
    if any(len(quote.split()) > 3 and _said_in(quote, other.quotes) for quote in one.quotes):
        return True
    return _likeness(one, other) >= 0.7 and len(set(one.words) & set(other.words)) >= 4


def _said_in(quote: str, quotes: Iterable[str]) -> bool:
    return any(quote in other or (len(other.split()) > 3 and other in quote) for other in quotes)


def _likeness(one: Sighting, other: Sighting) -> float:
    """How much of the shorter title the other paper's words cover, 0 to 1; a single shared word is chance."""
    pairs = ((one.title, other.words), (other.title, one.words))
    shared = [(len(set(title).intersection(words)), len(title)) for title, words in pairs]
    return max((common / length for common, length in shared if common > 1), default=0.0)


def _days(edtf: str) -> tuple[int, int]:
    """First and last day as ordinals; zeros for what is unknown, open or long."""
    date = Date.parse(edtf) if edtf else None
    if date is None or date.first is None or date.last is None:
        return 0, 0
    first, last = ordinal(date.first), ordinal(date.last)
    return (first, last) if first > 0 and last - first <= _LONGEST else (0, 0)


def _stems(text: str, language: str) -> Iterator[str]:
    little, ending = _little_words(language)
    for word in re.findall(r"\w{3,}", folded(text)):
        if word not in little:
            yield ending.sub("", word)[:7] if len(word) > 4 else word


@lru_cache(maxsize=8)
def _little_words(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that are too common to tell anything in this language, and the endings of the others."""
    lists = resources.files("generator").joinpath("lexicons")
    file = lists.joinpath(language if language.isalpha() else "en", "little_words.yml")
    if not file.is_file():
        file = lists.joinpath("en", "little_words.yml")
    found = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return frozenset(found["words"]), re.compile(f"(?:{'|'.join(map(re.escape, found['endings']))})$")


def mentions_of(document: Document) -> Iterator[tuple[int, EventMention]]:
    """The mentions that become records: those that are listed, with their numbers."""
    yield from ((number, mention) for number, mention in enumerate(document.events) if mention.listed)
