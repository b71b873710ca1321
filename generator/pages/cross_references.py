"""What follows from all records together, worked out once: order in time, who is in what, where it happened."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.model.records import Actor, Article, Event, EventActor, EventQuote, Evidence
from generator.model.timeline import Timeline
from generator.model.vocabulary import EventType, PublishText, Role
from generator.pages.chronicle import Chronicle
from generator.pages.memory import Memory
from generator.pages.text import stem
from generator.pages.words import Words

Appearance = tuple[Event, EventActor]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnMap:
    """A named place and the events that happened there, in time order."""

    key: str
    name: str
    country: str
    events: tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class CrossReferences:
    """The timeline and what its records say of each other; made anew every time, so that no page that is kept asks it.

    `Facts` is what pages see of it.
    """

    timeline: Timeline
    words: Words
    chronicle: Chronicle  # of the shown events
    same: Mapping[str, str]  # ids that were merged away, to the id of the event or actor that took them in
    event_stems: Mapping[str, str]
    actor_stems: Mapping[str, str]
    article_stems: Mapping[str, str]
    sources: Mapping[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)  # event id ("" = the site) -> address of its picture
    notices: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # record path -> its corrections
    altered: Mapping[str, bool] = field(default_factory=dict)  # paths of records that are not shown as they stand
    editing: str = ""  # where records can be edited: an address, or a local folder under live preview
    memory: Memory = field(default_factory=lambda: Memory(living=False))

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The shown events by id."""
        return self.memory.kept("by id", "", self.events, lambda: {event.id: event for event in self.events})

    @property
    def events(self) -> tuple[Event, ...]:
        """The shown events, oldest first, undated last."""
        return self.chronicle.all.found.get("", ())

    @cached_property
    def places(self) -> Mapping[str, PlaceOnMap]:
        """The places where something happened, by key."""
        return {
            key: PlaceOnMap(key=key, name=at.name, country=at.country, events=there)
            for key, there in sorted(self.chronicle.by_place.found.items())
            if (at := there[0].place)
        }

    @property
    def _in_article(self) -> Mapping[str, tuple[Event, ...]]:
        return self.chronicle.by_article.found

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """All shown actors, those with most events first."""
        shown = (actor for actor in self.timeline.actors.values() if actor.id not in self.merged_actors)
        ordered = tuple(sorted(shown, key=lambda a: (-self._weight(a.id), a.name.casefold(), a.id)))
        return self.memory.kept("actors", "", ordered, lambda: ordered)  # the same object where nothing changed

    @cached_property
    def actors_by_id(self) -> Mapping[str, Actor]:
        """The shown actors by id."""
        return self.memory.kept("actors by id", "", self.actors, lambda: {actor.id: actor for actor in self.actors})

    @cached_property
    def named_articles(self) -> Mapping[str, tuple[str, Article]]:
        """The articles with their ids, in the order of these."""
        articles = self.timeline.articles
        return self.memory.kept("named", "", articles, lambda: {key: (key, articles[key]) for key in sorted(articles)})

    @cached_property
    def _actor_numbers(self) -> Mapping[str, int]:
        known = {id_: n for n, id_ in enumerate(actor.id for actor in self.actors if self._weight(actor.id))}
        return known | {old: known[new] for old, new in self.same.items() if new in known and old not in known}

    @cached_property
    def _place_numbers(self) -> Mapping[str, int]:
        return {key: n for n, key in enumerate(self.places)}

    @cached_property
    def _article_numbers(self) -> Mapping[str, int]:
        named = self.named_articles
        return self.memory.kept("article numbers", "", named, lambda: {key: n for n, key in enumerate(named)})

    @cached_property
    def withheld(self) -> Mapping[str, bool]:
        """Records whose YAML says something that the site holds back, by their paths."""
        given = self.events, self.actors, self.altered, self.timeline.articles, self.timeline.briefing
        return self.memory.kept("withheld", "", given, self._withheld)

    def _withheld(self) -> Mapping[str, bool]:
        kinds: tuple[tuple[str, tuple[Event, ...] | tuple[Actor, ...]], ...]
        kinds = ("events", self.events), ("actors", self.actors)
        doubtful = (
            (f"{kind}/{record.id}", record)
            for kind, records in kinds
            for record in (records if self._holds_back else [one for one in records if one.corrections])
        )
        return {**self.altered, **{path: True for path, record in doubtful if not self._is_open(record)}}

    @cached_property
    def _holds_back(self) -> bool:
        """Whether there is any article, or may be, whose words are not published at all."""
        chosen = (self._publishing(article) for article in (None, *self.timeline.articles.values()))
        return any(shown is PublishText.NONE for shown in chosen)

    def _is_open(self, record: Event | Actor) -> bool:
        if any(mended.silent for mended in record.corrections):
            return False
        parts = (*record.evidence, *record.quotes) if isinstance(record, Event) else ()
        named = {part.article for part in parts if isinstance(part, Evidence | EventQuote)}
        return all(self._publishing(self.timeline.articles.get(article)) is not PublishText.NONE for article in named)

    @cached_property
    def _odd_names(self) -> Mapping[str, str]:
        named = (("events", self.event_stems), ("actors", self.actor_stems), ("articles", self.article_stems))
        return {f"{kind}/{id_}": name for kind, names in named for id_, name in names.items() if name != stem(id_)}

    def old_stem(self, identifier: str) -> str:
        """The file name that the page of a record had before it was merged away."""
        return self.actor_stems.get(identifier) or stem(identifier)

    @property
    def _articles(self) -> Mapping[str, Article]:
        return self.timeline.articles

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Event | None, Event | None]]:
        return self.memory.kept("neighbours", "", self.events, self._beside)

    def _beside(self) -> Mapping[str, tuple[Event | None, Event | None]]:
        earlier, later = (None, *self.events[:-1]), (*self.events[1:], None)
        return dict(zip(self.by_id, zip(earlier, later, strict=False), strict=False))

    @cached_property
    def _actor_names(self) -> Mapping[str, Actor]:
        return self.memory.kept("actor names", "", self.timeline.actors, self._called)

    def _called(self) -> Mapping[str, Actor]:
        names: dict[str, Actor] = {}
        for actor in sorted(self.timeline.actors.values(), key=lambda a: a.id):
            for name in (actor.name, *actor.aliases):
                names.setdefault(name.casefold(), actor)
        return names

    @cached_property
    def merged_actors(self) -> frozenset[str]:
        """Ids of actors that another one took in."""
        return frozenset(old for actor in self.timeline.actors.values() for old in actor.same_as)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        given = self.actors, self.words
        return self.memory.kept("labels", "", given, lambda: dict(_told_apart(*given)))

    @property
    def _own(self) -> Mapping[str, tuple[Event, ...]]:
        return self.chronicle.by_actor.found

    @property
    def _met(self) -> Mapping[str, Mapping[str, int]]:
        return self.chronicle.met.found

    @property
    def _done(self) -> Mapping[str, Mapping[tuple[Role, EventType], int]]:
        return self.chronicle.done.found

    @property
    def _claimed(self) -> Mapping[str, tuple[Event, ...]]:
        return self.chronicle.claimed.found

    @property
    def _there(self) -> Mapping[str, tuple[Event, ...]]:
        return self.chronicle.by_place.found

    @property
    def _quoting(self) -> Mapping[str, tuple[Event, ...]]:
        return self.chronicle.by_speaker.found

    def _weight(self, actor: str) -> int:
        return len(self._own.get(actor, ()))

    @cached_property
    def _ids(self) -> Mapping[str, Collection[str]]:
        return self.memory.kept("ids", "", self._referred, self._leading)

    def _leading(self) -> Mapping[str, Collection[str]]:
        ids: dict[str, set[str]] = defaultdict(set)
        for reference, actor in self._referred.items():
            ids[actor.id].add(reference)
        return ids

    @cached_property
    def _referred(self) -> Mapping[str, Actor]:
        given = self.timeline.actors, self.same
        return self.memory.kept("referred", "", given, lambda: referred(*given))

    @cached_property
    def _texts_shown(self) -> Mapping[str, PublishText]:
        return {key: self._publishing(article) for key, article in self.timeline.articles.items()}

    @cached_property
    def days_published(self) -> Mapping[str, str]:
        """When each article was published."""
        days = {key: article.published for key, article in self.timeline.articles.items()}
        return self.memory.kept("days published", "", days, lambda: days)

    def _publishing(self, article: Article | None) -> PublishText:
        chosen = article.publish_text if article else None
        return chosen or self.timeline.briefing.publish_text


def referred(actors: Mapping[str, Actor], same: Mapping[str, str]) -> dict[str, Actor]:
    """Actors by every id that leads to them."""
    return {**actors, **{old: actors[new] for old, new in same.items() if new in actors}}


def _told_apart(actors: Iterable[Actor], words: Words) -> Iterator[tuple[str, str]]:
    """Actor id -> country, kind or title, whichever first tells apart those who share a name."""
    namesakes: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        namesakes[actor.name.casefold()].append(actor)
    for sharing in namesakes.values():
        if len(sharing) > 1:
            ways = (
                [words(f"kinds.{actor.type.value}.one") for actor in sharing],
                [words.country(actor.country) if actor.country else "" for actor in sharing],
                [actor.title for actor in sharing],
            )
            told = max(ways, key=lambda way: len(set(way)))  # the first of those that tell most of them apart
            if len(set(told)) > 1:
                yield from ((actor.id, word) for actor, word in zip(sharing, told, strict=True))
