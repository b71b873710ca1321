"""What follows from all records together, worked out once: order in time, who is in what, where it happened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.dates import Date, year_text
from generator.model.ids import slug
from generator.model.records import Actor, Article, Event, EventActor, EventQuote, Place
from generator.model.timeline import Timeline
from generator.model.vocabulary import PublishText
from generator.pages.evidence import stands_in_marks
from generator.pages.publication import published
from generator.pages.text import address, stem, stems
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
class Facts:
    """The timeline as the pages need it; every mapping is complete before the first page is written."""

    timeline: Timeline
    words: Words
    events: tuple[Event, ...]  # shown ones, oldest first, undated last
    event_stems: Mapping[str, str]
    actor_stems: Mapping[str, str]
    article_stems: Mapping[str, str]
    appearances: Mapping[str, tuple[Appearance, ...]] = field(default_factory=dict)
    places: Mapping[str, PlaceOnMap] = field(default_factory=dict)
    by_article: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)  # event id ("" = the site) -> address of its picture
    editing: str = ""  # where records can be edited: an address, or a local folder under live preview

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each event stands in time, from 0."""
        return {event.id: n for n, event in enumerate(self.events)}

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The shown events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def same(self) -> Mapping[str, str]:
        """Ids that were merged away, to the id of the event or actor that took them in."""
        records: Iterable[Event | Actor] = [*self.events, *self.timeline.actors.values()]
        return {old: record.id for record in records for old in record.same_as}

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """All shown actors, those with most events first."""
        shown = (actor for actor in self.timeline.actors.values() if actor.id not in self._merged_actors)
        return tuple(sorted(shown, key=lambda a: (-self.weight(a.id), a.name.casefold(), a.id)))

    @cached_property
    def actor_names(self) -> Mapping[str, Actor]:
        """Actors by each of their names, case-folded; the first by id wins where two share one."""
        names: dict[str, Actor] = {}
        for actor in sorted(self.timeline.actors.values(), key=lambda a: a.id):
            for name in (actor.name, *actor.aliases):
                names.setdefault(name.casefold(), actor)
        return names

    @cached_property
    def _merged_actors(self) -> frozenset[str]:
        return frozenset(old for actor in self.timeline.actors.values() for old in actor.same_as)

    @cached_property
    def _own(self) -> Mapping[str, tuple[Event, ...]]:
        return {actor: tuple({e.id: e for e, _ in parts}.values()) for actor, parts in self.appearances.items()}

    @cached_property
    def _places_in_own(self) -> Mapping[str, Mapping[str, int]]:
        return {actor: {event.id: n for n, event in enumerate(events)} for actor, events in self._own.items()}

    @cached_property
    def _quoting(self) -> Mapping[str, tuple[Event, ...]]:
        found: defaultdict[str, dict[str, Event]] = defaultdict(dict)
        for event in self.events:
            for quote in event.quotes:
                speaker = self.actor(quote.speaker)
                if speaker:
                    found[speaker.id][event.id] = event
        return {actor: tuple(events.values()) for actor, events in found.items()}

    def quoting(self, actor: str) -> tuple[Event, ...]:
        """The events in which words of this actor are quoted, oldest first."""
        return self._quoting.get(actor, ())

    def own_events(self, actor: str) -> tuple[Event, ...]:
        """The actor's events, oldest first."""
        return self._own.get(actor, ())

    def place_in(self, actor: str, event: str) -> int:
        """Where an event stands among the actor's own."""
        return self._places_in_own[actor][event]

    def place_of(self, event: Event) -> str:
        """The key of the event's place, "" for none."""
        return place_key(event.place) if event.place and event.place.name else ""

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """Actors with events, places and articles by number, as the rows of the filter name them."""
        actors = [actor.id for actor in self.actors if self.weight(actor.id)]
        lists = {"actors": actors, "places": list(self.places), "articles": sorted(self.timeline.articles)}
        return {kind: {key: n for n, key in enumerate(keys)} for kind, keys in lists.items()}

    def weight(self, actor: str) -> int:
        """In how many shown events the actor appears."""
        return len(self.own_events(actor))

    def actor(self, reference: str) -> Actor | None:
        """The actor a record refers to, also by an id that was merged away; None for plain words."""
        return self.timeline.actors.get(self.same.get(reference, reference)) or self.timeline.actors.get(reference)

    def name_of(self, reference: str) -> str:
        """An actor's name, or the plain words that stand in its place."""
        actor = self.actor(reference)
        return actor.name if actor else reference

    def old_stem(self, identifier: str) -> str:
        """The file name that the page of a record had before it was merged away."""
        return self.actor_stems.get(identifier) or stem(identifier)

    def event_url(self, event: str) -> str:
        """Where an event's page lies."""
        return address("events", self.event_stems[event])

    def actor_url(self, reference: str) -> str:
        """Where an actor's page lies; "" for plain words."""
        actor = self.actor(reference)
        return address("actors", self.actor_stems[actor.id]) if actor else ""

    def article_url(self, article: str) -> str:
        """Where an article's page lies; "" when there is no such article."""
        return address("articles", self.article_stems[article]) if article in self.article_stems else ""

    def place_url(self, place: Place | None) -> str:
        """Where a place's page lies; "" for none."""
        return address("places", place_key(place)) if place and place.name else ""

    def is_verbatim(self, quote: EventQuote) -> bool:
        """Whether the quote is in somebody's own words, as its article marks them."""
        return stands_in_marks(quote.text, self.timeline.texts.get(quote.article, ""))

    def publishes(self, article: str) -> PublishText:
        """How much of this article's text may be shown."""
        record = self.timeline.articles.get(article)
        chosen = record.publish_text if record else None
        return chosen or self.timeline.briefing.publish_text

    def companions(self, actor: str) -> list[tuple[Actor, int]]:
        """The other actors of this one's events, the most frequent first."""
        seen: Counter[str] = Counter()
        for event in self.own_events(actor):
            others = {found.id for part in event.actors if (found := self.actor(part.actor)) and found.id != actor}
            seen.update(others)
        shown = [(self.timeline.actors[other], n) for other, n in seen.items()]
        return sorted(shown, key=lambda pair: (-pair[1], pair[0].name.casefold(), pair[0].id))


def gather(timeline: Timeline, *, editing: str = "", sources: Mapping[str, str] | None = None) -> Facts:
    """Work out what the pages need from all records that may be shown."""
    timeline = published(timeline)
    events = tuple(sorted(_shown(timeline), key=in_time))
    facts = Facts(
        timeline=timeline,
        words=Words(timeline.briefing.language),
        events=events,
        event_stems=stems(event.id for event in events),
        actor_stems=stems(timeline.actors),
        article_stems=stems(timeline.articles),
        places=_places(events),
        by_article=_by_article(events),
        sources=sources or {},
        editing=editing,
    )
    object.__setattr__(facts, "appearances", _appearances(facts))
    return facts


def in_time(event: Event) -> tuple[bool, object, str]:
    """Sort key: undated events last, those of one date by id."""
    when = event.when
    return when is None, when.sort_key if when else "", event.id


def month_of(date: Date | None) -> tuple[int, int] | None:
    """Year and month under which a date is listed: those of its first day, or of its last where the start is open."""
    day = (date.first or date.last) if date else None
    return day[:2] if day else None


def year_name(year: int) -> str:
    """A year as a file name and as EDTF."""
    return year_text(year)


def place_key(place: Place) -> str:
    """A place's id: two places are the same when name and country are."""
    return slug(f"{place.name} {place.country}".strip(), 70)


def article_of(event: Event, articles: Mapping[str, Article]) -> Article | None:
    """The article that carries the event's first evidence."""
    return next((articles[e.article] for e in event.evidence if e.article in articles), None)


def _shown(timeline: Timeline) -> list[Event]:
    merged = {old for event in timeline.events.values() for old in event.same_as}
    return [event for event in timeline.events.values() if event.id not in merged]


def _appearances(facts: Facts) -> dict[str, tuple[Appearance, ...]]:
    found: defaultdict[str, list[Appearance]] = defaultdict(list)
    for event in facts.events:
        for part in event.actors:
            actor = facts.actor(part.actor)
            if actor:
                found[actor.id].append((event, part))
    return {actor: tuple(parts) for actor, parts in found.items()}


def _places(events: Iterable[Event]) -> dict[str, PlaceOnMap]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.place and event.place.name:
            found[place_key(event.place)].append(event)
    return {
        key: PlaceOnMap(key=key, name=at.name, country=at.country, events=tuple(there))
        for key, there in sorted(found.items())
        if (at := there[0].place)
    }


def _by_article(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    found: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    for event in events:
        for evidence in event.evidence:
            found[evidence.article][event.id] = event
    return {article: tuple(there.values()) for article, there in found.items()}
