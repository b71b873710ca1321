"""The records there are already: as people left them, and as the generator wrote them last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from generator.model.records import Actor, Event, Evidence
from generator.model.timeline import Base
from generator.model.vocabulary import ActorType


@dataclass(frozen=True, kw_only=True)
class Known:
    """Records by id as people left them, and what the generator wrote last: it still holds what a person deleted."""

    events: Mapping[str, Event] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    base: Base = field(default_factory=Base)

    def every_actor(self) -> Iterator[tuple[str, Actor]]:
        """Each actor as people left it; as the generator wrote it where a person deleted it."""
        yield from self.actors.items()
        yield from ((id_, actor) for id_, actor in self.base.actors.items() if id_ not in self.actors)

    def actor_id(self, id_: str) -> str:
        """The actor that this one was merged into, or itself."""
        return followed(id_, self._merged_actors)

    def event_id(self, id_: str) -> str:
        """The event that this one was merged into, or itself."""
        return followed(id_, self._merged_events)

    def names_by_a_person(self, id_: str) -> tuple[str, ...]:
        """Names and aliases that an editor gave this actor: the generator did not write them."""
        actor, base = self.actors.get(id_), self.base.actors.get(id_)
        if actor is None:
            return ()
        written = {base.name, *base.aliases} if base else set()
        return tuple(name for name in (actor.name, *actor.aliases) if name not in written)

    def apart(self, one: str, other: str) -> bool:
        """Whether an editor says that these two actors are not one (`distinct_from`)."""
        return other in self._distinct.get(one, ()) or one in self._distinct.get(other, ())

    def retyped_from(self, id_: str) -> ActorType | None:
        """The type that the generator read where an editor put another in its place; None if nobody did."""
        actor, base = self.actors.get(id_), self.base.actors.get(id_)
        return base.type if actor and base and actor.type is not base.type else None

    def evidence_in(self, article: str) -> tuple[tuple[str, Event, Evidence], ...]:
        """Each known evidence entry that quotes this article, with its event and the event's id."""
        return tuple(self._evidence.get(article, ()))

    def actors_of_article(self, article: str) -> frozenset[str]:
        """Actors that this article is known to name, in the events it reports or elsewhere."""
        events = {id_: self.events.get(id_, event) for id_, event, _ in self.evidence_in(article)}
        named = {part.actor for event in events.values() for part in event.actors}
        return frozenset(map(self.actor_id, named.union(self._named_in.get(article, ()))))

    def actors_found_in(self, article: str) -> frozenset[str]:
        """Actors that the generator itself found in this article the last time."""
        return frozenset(map(self.actor_id, self._named_in.get(article, ())))

    @cached_property
    def kept_actors(self) -> frozenset[str]:
        """Actors that others were merged into: whoever was absorbed does not decide their name or type."""
        return frozenset(map(self.actor_id, self._merged_actors))

    @cached_property
    def _distinct(self) -> dict[str, frozenset[str]]:
        return {
            id_: frozenset(map(self.actor_id, a.distinct_from)) for id_, a in self.actors.items() if a.distinct_from
        }

    @cached_property
    def _evidence(self) -> dict[str, list[tuple[str, Event, Evidence]]]:
        # Base comes first: it is what the generator said of its own reading, before anybody changed a word.
        found: dict[str, list[tuple[str, Event, Evidence]]] = {}
        for id_, event in chain(self.base.events.items(), self.events.items()):
            for entry in event.evidence:
                found.setdefault(entry.article, []).append((self.event_id(id_), event, entry))
        return found

    @cached_property
    def _named_in(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_, articles in self.base.found_in.items():
            for article in articles:
                found.setdefault(article, []).append(id_)
        return found

    @cached_property
    def _merged_actors(self) -> dict[str, str]:
        return self._moved("actors") | {old: id_ for id_, actor in self.actors.items() for old in actor.same_as}

    @cached_property
    def _merged_events(self) -> dict[str, str]:
        return self._moved("events") | {old: id_ for id_, event in self.events.items() for old in event.same_as}

    def _moved(self, kind: str) -> dict[str, str]:
        pairs = ((old.partition("/"), new.partition("/")) for old, new in self.base.aliases.items())
        return {old[2]: new[2] for old, new in pairs if old[0] == kind}


def followed(id_: str, merged: Mapping[str, str]) -> str:
    """Where an id leads in the end; a circle ends where it closes."""
    seen = {id_}
    while (target := merged.get(id_)) and target not in seen:
        seen.add(target)
        id_ = target
    return id_
