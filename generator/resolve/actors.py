"""Which record each actor of an article belongs to.

On strong ground only: the same full name, compatible type and country. A split costs an editor one click, a wrong merge
costs trust.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from generator.model.document import Document, DocumentActor, EventMention
from generator.model.ids import slug, unique
from generator.model.records import Actor
from generator.model.vocabulary import ActorType
from generator.resolve.known import Known

Value = TypeVar("Value", bound=str)

_STATES = frozenset({ActorType.COUNTRY, ActorType.GOVERNMENT, ActorType.PLACE})
# "Foreign Ministry" or "Supreme Court" exist once in every country: the name alone is no ground.
_NATIONAL = frozenset({ActorType.GOVERNMENT, ActorType.MILITARY, ActorType.POLICE, ActorType.COURT})
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,9}")


@dataclass(slots=True)
class _Profile:
    """What tells one bearer of a name from another."""

    types: set[ActorType] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    named: bool = True
    by_a_person: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()  # name and aliases that its record has now
    told_by_name: bool = False  # its name was ground enough before an editor corrected its type

    def widen(self, actor: DocumentActor | Actor) -> None:
        self.types.add(actor.type)
        self.countries |= {actor.country} - {""}
        self.titles |= {folded(actor.title)} - {""}


@dataclass(slots=True)
class _Tally:
    """What all articles say of one actor, counted; the draft takes what most of them say."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[ActorType] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, None] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)


class ActorIndex:
    """Actor records by their names: the known ones, and those that this run adds."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_name: dict[str, list[str]] = {}
        self._profiles: dict[str, _Profile] = {}
        self._tallies: dict[str, _Tally] = {}
        self._taken = {id_.casefold() for id_, _ in known.every_actor()}
        for id_, actor in known.every_actor():
            self._learn(known.actor_id(id_), actor, known.names_by_a_person(id_))
        for id_, actor in known.base.actors.items():
            self._profiles[known.actor_id(id_)].widen(actor)

    def ids(self, document: Document) -> Mapping[str, str]:
        """Record id by the document's own key, for each actor that deserves a record; their facts are counted."""
        nearby, wanted = self._known.actors_of_article(document.id), _wanted(document)
        before = self._known.actors_found_in(document.id)
        actors = [actor for actor in document.actors if actor.key in wanted]
        found = {actor.key: self._id(actor, nearby, before) for actor in actors}
        for actor in actors:
            self._count(found[actor.key], actor, found)
            self._tallies[found[actor.key]].articles[document.id] = None
        return found

    def unite(self, id_: str, into: str) -> None:
        """What was counted for one actor counts for another: their events turned out to be one."""
        gone = self._tallies.pop(id_)
        kept = self._tallies.setdefault(into, _Tally())
        for name in ("names", "types", "titles", "countries", "affiliations", "descriptions"):
            getattr(kept, name).update(getattr(gone, name))
        kept.aliases.update(gone.aliases)
        kept.articles.update(gone.articles)

    def drafts(self) -> Iterator[Actor]:
        """Every actor seen in this run, as the articles describe it."""
        for id_, tally in self._tallies.items():
            kept = self._known.base.actors.get(id_) if id_ in self._known.kept_actors else None
            name = kept.name if kept else _commonest(tally.names, "")
            yield Actor(
                id=id_,
                name=name,
                type=kept.type if kept else _commonest(tally.types, ActorType.ORGANIZATION),
                title=_commonest(tally.titles, ""),
                affiliation=_commonest(tally.affiliations, ""),
                country=_commonest(tally.countries, ""),
                aliases=tuple(alias for alias in tally.aliases if alias != name),
                description=_commonest(tally.descriptions, ""),
            )

    def found_in(self) -> Mapping[str, tuple[str, ...]]:
        """The articles that name each actor seen in this run."""
        return {id_: tuple(tally.articles) for id_, tally in self._tallies.items()}

    def _id(self, actor: DocumentActor, nearby: frozenset[str], before: frozenset[str]) -> str:
        bearers = [id_ for name in _strong_names(actor) for id_ in self._by_name.get(name, ())]
        candidates = [id_ for id_ in dict.fromkeys(bearers) if self._same(actor, id_, id_ in nearby)]
        chosen = [id_ for id_ in candidates if id_ in nearby] or candidates
        if len(chosen) > 1:  # another bearer whom a person wrote takes nothing from the one this article had
            chosen = [id_ for id_ in chosen if id_ in before and self._had_name(id_, actor)] or chosen
        chosen = self._told_apart(actor, chosen) or chosen
        # Several who cannot be told apart are no ground either: then the actor stays on its own.
        id_ = chosen[0] if len(chosen) == 1 else self._new_id(actor)
        self._profiles.setdefault(id_, _Profile(named=actor.named)).widen(actor)
        self._name(id_, _strong_names(actor))
        return id_

    def _told_apart(self, actor: DocumentActor, candidates: list[str]) -> list[str]:
        """The one whose record has this very name, where an editor says that it is none of the others."""
        name = folded(actor.name)
        owners = [id_ for id_ in candidates if name in self._profiles[id_].own]
        others = [id_ for id_ in candidates if id_ not in owners]
        return owners if len(owners) == 1 and all(self._known.apart(owners[0], id_) for id_ in others) else []

    def _had_name(self, id_: str, actor: DocumentActor) -> bool:
        written = self._known.base.actors.get(id_)
        return written is not None and folded(written.name) == folded(actor.name)

    def _new_id(self, actor: DocumentActor) -> str:
        id_ = unique(slug(actor.name), self._taken)
        self._taken.add(id_.casefold())
        return id_

    def _same(self, actor: DocumentActor, id_: str, nearby: bool) -> bool:
        """Whether a shared name means a shared bearer; `nearby` = a known event of this very article has the bearer."""
        profile = self._profiles[id_]
        if folded(actor.name) in profile.by_a_person:
            return True
        apart = actor.country and profile.countries and actor.country not in profile.countries
        if apart or not any(_compatible(actor.type, type_) for type_ in profile.types):
            return False
        return nearby or self._ground(actor, profile)

    def _ground(self, actor: DocumentActor, profile: _Profile) -> bool:
        one_country = actor.country in profile.countries
        if not actor.named or not profile.named:
            return one_country and actor.named == profile.named
        if actor.type is ActorType.PERSON and not _is_full(actor.name):
            return one_country and folded(actor.title) in profile.titles
        return one_country or actor.type not in _NATIONAL or profile.told_by_name

    def _learn(self, id_: str, actor: Actor, by_a_person: Iterable[str]) -> None:
        given = frozenset(map(folded, by_a_person))
        profile = self._profiles.setdefault(id_, _Profile())
        profile.widen(actor)
        profile.by_a_person |= given
        profile.own |= frozenset(map(folded, (actor.name, *actor.aliases)))
        read_as = self._known.retyped_from(id_)
        profile.told_by_name |= read_as is not None and read_as not in _NATIONAL
        self._name(id_, (*_strong_names(actor), *given))

    def _name(self, id_: str, names: Iterable[str]) -> None:
        for name in names:
            bearers = self._by_name.setdefault(name, [])
            if id_ not in bearers:
                bearers.append(id_)

    def _count(self, id_: str, actor: DocumentActor, ids: Mapping[str, str]) -> None:
        tally = self._tallies.setdefault(id_, _Tally())
        tally.names[actor.name] += 1
        tally.types[actor.type] += 1
        affiliation = ids.get(actor.affiliation, actor.affiliation)
        facts = (
            (tally.titles, actor.title),
            (tally.countries, actor.country),
            (tally.affiliations, affiliation if affiliation != id_ else ""),
            (tally.descriptions, actor.description),
        )
        for counter, value in facts:
            counter.update([value] if value else [])
        tally.aliases.update(dict.fromkeys(alias for alias in (actor.name, *actor.aliases) if alias))


def folded(name: str) -> str:
    """A name as it is compared: without case, accents, points, possessive or leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = re.sub(r"[^\w\s]", "", re.sub(r"[-–]|['’]s\b", " ", plain)).casefold().split()
    return " ".join(bare[1:] if len(bare) > 1 and bare[0] == "the" else bare)


def _wanted(document: Document) -> frozenset[str]:
    """Keys of the actors that get a record: every named one that can act, and whoever a listed event needs."""
    named = {actor.key for actor in document.actors if actor.named and actor.type is not ActorType.PLACE}
    return frozenset(named.union(*(_needed(event) for event in document.events if event.listed)))


def _needed(event: EventMention) -> Iterator[str]:
    for participant in event.participants:
        yield participant.actor
        yield participant.according_to
    yield from (quote.speaker for quote in event.quotes)
    yield from (figure.according_to for figure in event.figures)


def _strong_names(actor: DocumentActor | Actor) -> tuple[str, ...]:
    """The name, and those aliases that name the bearer beyond one article: never a bare surname."""
    name = folded(actor.name)
    words = set(name.split())
    strong = [name]
    for alias in map(folded, filter(_is_strong, actor.aliases)):
        # "President Kim" names whoever holds the office; "Jong-un Kim" names the man.
        if actor.type is not ActorType.PERSON or set(alias.split()) <= words:
            strong.append(alias)
    return tuple(dict.fromkeys(filter(None, strong)))


def _is_full(name: str) -> bool:
    return len(folded(name).split()) > 1


def _is_strong(alias: str) -> bool:
    return _is_full(alias) or bool(_ACRONYM.fullmatch(alias.replace(".", "")))


def _compatible(one: ActorType, other: ActorType) -> bool:
    if one is other or ActorType.PERSON in (one, other):
        return one is other
    return (one in _STATES) == (other in _STATES) or ActorType.GOVERNMENT in (one, other)


def _commonest(counter: Counter[Value], default: Value) -> Value:
    """What most articles say; among equals the fuller wording."""
    return max(counter, key=lambda value: (counter[value], len(value), value), default=default)
