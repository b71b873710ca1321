"""What follows from all records together, worked out once: order in time, who is in what, where it happened."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote as quoted

from generator.model.document import Document, Span
from generator.model.records import Actor, Article, Event, EventActor, EventQuote, Evidence, Place
from generator.model.timeline import Timeline
from generator.model.vocabulary import PublishText
from generator.pages.evidence import Passage
from generator.pages.located import Located, located
from generator.pages.memory import Memory, Question
from generator.pages.ordering import in_time, place_key
from generator.pages.publication import published
from generator.pages.text import address, stem, stems
from generator.pages.words import Words

Appearance = tuple[Event, EventActor]
Around = tuple[tuple[Event, ...], tuple[Event, ...]]
"""The events before one (the nearest first) and after it."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_WINDOW = 8
_GUARDS = {
    "around": "own_events",
    "around_there": "events_at",
    "passage": "located",
    "spans_in": "located",
    "stands_in_marks": "located",
    "counted_from": "located",
    "extras": "all_extras",
}
"""Question -> a coarser one about the same first value: while its answer is the same, so is that of the finer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnMap:
    """A named place and the events that happened there, in time order."""

    key: str
    name: str
    country: str
    events: tuple[Event, ...]


def _noted(
    method: "Callable[Concatenate[Facts, Asked], Answer]",
) -> "Callable[Concatenate[Facts, Asked], Answer]":
    """A question about the records: while a page is made it is noted, so that it can be asked again next time."""
    name = method.__name__
    guard = _GUARDS.get(name)

    def ask(self: "Facts", /, *asked: Asked.args, **_: Asked.kwargs) -> Answer:
        answer = method(self, *asked)  # type: ignore[call-arg]
        if self.memory.watching and guard:
            self.memory.note_guarded((name, *asked), answer, (guard, asked[0]), self.again)
        elif self.memory.watching:
            self.memory.note((name, *asked), answer)
        return answer

    update_wrapper(ask, method)
    return ask


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The timeline as the pages need it.

    Pages that are kept from one rendering to the next may only call methods: each is a question that is noted. The
    attributes are for what is made anew every time.
    """

    timeline: Timeline
    words: Words
    events: tuple[Event, ...]  # shown ones, oldest first, undated last
    event_stems: Mapping[str, str]
    actor_stems: Mapping[str, str]
    article_stems: Mapping[str, str]
    places: Mapping[str, PlaceOnMap] = field(default_factory=dict)
    by_article: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)  # event id ("" = the site) -> address of its picture
    notices: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # record path -> its corrections
    altered: frozenset[str] = frozenset()  # paths of records that are shown without something that stands in them
    editing: str = ""  # where records can be edited: an address, or a local folder under live preview
    memory: Memory = field(default_factory=lambda: Memory(living=False))

    def again(self, question: Question) -> object:
        """The answer to a question that was noted earlier; None where it can no longer be asked."""
        name, *asked = question
        method = getattr(type(self), name)
        try:
            return getattr(method, "__wrapped__", method)(self, *asked)
        except KeyError:
            return None

    # -- what is made anew every time --------------------------------------------------------------------------------

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
        shown = (actor for actor in self.timeline.actors.values() if actor.id not in self.merged_actors)
        return tuple(sorted(shown, key=lambda a: (-self._weight(a.id), a.name.casefold(), a.id)))

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """Actors with events, places and articles by number, as the rows of the filter name them."""
        actors = [actor.id for actor in self.actors if self._weight(actor.id)]
        lists = {"actors": actors, "places": list(self.places), "articles": sorted(self.timeline.articles)}
        numbers = {kind: {key: n for n, key in enumerate(keys)} for kind, keys in lists.items()}
        known = numbers["actors"]
        known |= {old: known[new] for old, new in self.same.items() if new in known and old not in known}
        return self.memory.kept("numbers", (numbers,), lambda: numbers)

    @cached_property
    def open_sources(self) -> Mapping[str, None]:
        """Records whose YAML says nothing that the site holds back, by their paths."""
        records: dict[str, Event | Actor] = {f"events/{event.id}": event for event in self.events}
        records |= {f"actors/{actor.id}": actor for actor in self.actors}
        return {path: None for path in self.sources if path in records and self._is_open(records[path], path)}

    def _is_open(self, record: Event | Actor, path: str) -> bool:
        if path in self.altered or any(mended.silent for mended in record.corrections):
            return False
        parts = (*record.evidence, *record.quotes) if isinstance(record, Event) else ()
        named = {part.article for part in parts if isinstance(part, Evidence | EventQuote)}
        return all(self.publishes(article) is not PublishText.NONE for article in named)

    @cached_property
    def _odd_names(self) -> Mapping[str, str]:
        named = (("events", self.event_stems), ("actors", self.actor_stems), ("articles", self.article_stems))
        return {f"{kind}/{id_}": name for kind, names in named for id_, name in names.items() if name != stem(id_)}

    def old_stem(self, identifier: str) -> str:
        """The file name that the page of a record had before it was merged away."""
        return self.actor_stems.get(identifier) or stem(identifier)

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {event.id: n for n, event in enumerate(self.events)}

    @cached_property
    def _actor_names(self) -> Mapping[str, Actor]:
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
        return dict(_told_apart(self.actors, self.words))

    @cached_property
    def _appearances(self) -> Mapping[str, tuple[Appearance, ...]]:
        found: defaultdict[str, list[Appearance]] = defaultdict(list)
        for event in self.events:
            for part in event.actors:
                actor = self._actor(part.actor)
                if actor:
                    found[actor.id].append((event, part))
        return {actor: tuple(parts) for actor, parts in found.items()}

    @cached_property
    def _own(self) -> Mapping[str, tuple[Event, ...]]:
        return {actor: tuple({e.id: e for e, _ in parts}.values()) for actor, parts in self._appearances.items()}

    @cached_property
    def _places_in_own(self) -> Mapping[str, Mapping[str, int]]:
        return {actor: {event.id: n for n, event in enumerate(events)} for actor, events in self._own.items()}

    @cached_property
    def _places_in_place(self) -> Mapping[str, int]:
        return {event.id: n for place in self.places.values() for n, event in enumerate(place.events)}

    @cached_property
    def _quoting(self) -> Mapping[str, tuple[Event, ...]]:
        found: defaultdict[str, dict[str, Event]] = defaultdict(dict)
        for event in self.events:
            for quote in event.quotes:
                speaker = self._actor(quote.speaker)
                if speaker:
                    found[speaker.id][event.id] = event
        return {actor: tuple(events.values()) for actor, events in found.items()}

    def _weight(self, actor: str) -> int:
        return len(self._own.get(actor, ()))

    def _actor(self, reference: str) -> Actor | None:
        return self.timeline.actors.get(self.same.get(reference, reference)) or self.timeline.actors.get(reference)

    # -- questions ---------------------------------------------------------------------------------------------------

    @_noted
    def event(self, identifier: str) -> Event | None:
        """The shown event with this id."""
        return self.by_id.get(identifier)

    @_noted
    def actor(self, reference: str) -> Actor | None:
        """The actor a record refers to, also by an id that was merged away; None for plain words."""
        return self._actor(reference)

    @_noted
    def actor_called(self, name: str) -> Actor | None:
        """The actor with this case-folded name; the first by id where two share one."""
        return self._actor_names.get(name)

    @_noted
    def article(self, key: str) -> Article | None:
        """The article with this id."""
        return self.timeline.articles.get(key)

    @_noted
    def addition(self, actor: str) -> str:
        """What tells the actor apart from another of the same name, in words; "" where there is none."""
        return self._labels.get(actor, "")

    @_noted
    def odd_names(self) -> Mapping[str, str]:
        """File names of pages, by folder and id, that do not follow from the id alone: another id would take them."""
        return self._odd_names

    def _stem(self, kind: str, identifier: str) -> str:
        odd = self.odd_names()
        return (odd.get(f"{kind}/{identifier}") if odd else "") or stem(identifier)

    def event_stem(self, event: str) -> str:
        """The file name of an event's page."""
        return self._stem("events", event)

    def actor_stem(self, actor: str) -> str:
        """The file name of an actor's page."""
        return self._stem("actors", actor)

    def article_stem(self, article: str) -> str:
        """The file name of an article's page."""
        return self._stem("articles", article)

    @_noted
    def own_events(self, actor: str) -> tuple[Event, ...]:
        """The actor's events, oldest first."""
        return self._own.get(actor, ())

    @_noted
    def appearances(self, actor: str) -> tuple[Appearance, ...]:
        """The actor's events with its part in each, oldest first."""
        return self._appearances.get(actor, ())

    @_noted
    def seen(self, actor: str) -> tuple[int, tuple[tuple[str, str], ...]]:
        """In how many events the actor appears; date and its words of the first and the last one that have a date."""
        own = self._own.get(actor, ())
        ends = (next((e for e in way if e.date), None) for way in (own, reversed(own)))
        return len(own), tuple((event.date, event.date_text) for event in ends if event)

    @_noted
    def quoting(self, actor: str) -> tuple[Event, ...]:
        """The events in which words of this actor are quoted, oldest first."""
        return self._quoting.get(actor, ())

    @_noted
    def events_in(self, article: str) -> tuple[Event, ...]:
        """The events that the article tells of, oldest first."""
        return self.by_article.get(article, ())

    @_noted
    def adjacent(self, event: str) -> tuple[Event | None, Event | None]:
        """The events just before and just after this one."""
        here = self._position[event]
        after = self.events[here + 1] if here + 1 < len(self.events) else None
        return self.events[here - 1] if here else None, after

    @_noted
    def around(self, actor: str, event: str) -> Around:
        """The actor's events near in time: a window, so that work stays linear."""
        return _window(self._own[actor], self._places_in_own[actor][event])

    @_noted
    def events_at(self, place: str) -> tuple[Event, ...]:
        """What happened at a place, oldest first."""
        return self.places[place].events if place in self.places else ()

    @_noted
    def around_there(self, place: str, event: str) -> Around:
        """What happened at the same place, near in time."""
        return _window(self.places[place].events, self._places_in_place[event])

    def all_extras(self, kind: str) -> tuple[object, ...]:
        """What stands beside records, all of it: for the question below."""
        return kind, self.notices, self.open_sources, self.cards

    @_noted
    def extras(self, kind: str, name: str) -> tuple[tuple[Any, ...], bool, str]:
        """What stands beside a record: its corrections, whether its YAML is published, its picture."""
        path = f"{kind}/{name}"
        card = self.cards.get(name) or self.cards[""]
        return self.notices.get(path, ()), path in self.open_sources, card if kind == "events" else ""

    def notices_of(self, record: str) -> tuple[Any, ...]:
        """The corrections that readers see of a record, by its path."""
        kind, _, name = record.partition("/")
        return self.extras(kind, name)[0]

    def has_source(self, record: str) -> bool:
        """Whether the YAML of this record is published."""
        kind, _, name = record.partition("/")
        return self.extras(kind, name)[1]

    def card(self, event: str) -> str:
        """The picture of an event: its own for a key development, else the site's."""
        return self.extras("events", event)[2]

    def source_mark(self, record: str) -> object:
        """What is another when the YAML of this record is."""
        return self.timeline.marks.get(record) or self.sources[record]

    @_noted
    def text_mark(self, article: str) -> object:
        """What is another when the article's text or the marks in it are."""
        mark = self.timeline.marks.get(f"documents/{article}")
        return mark or (self._text(article), self._document(article))

    # -- what follows from answers -----------------------------------------------------------------------------------

    def text(self, article: str) -> str:
        """The article's text, "" where there is none."""
        self.text_mark(article)
        return self._text(article)

    def document(self, article: str) -> Document | None:
        """What was marked in the article's text."""
        self.text_mark(article)
        return self._document(article)

    def _text(self, article: str) -> str:
        return self.timeline.texts.get(article, "")

    def _document(self, article: str) -> Document | None:
        return self.timeline.documents.get(article)

    def located(self, article: str) -> Located:
        """Where the article has the words of all records that quote it: for the questions below."""
        return self.memory.kept(("located", article), (), lambda: self._looked_up(article), told=False)

    def _looked_up(self, article: str) -> Located:
        text = self.text(article)
        return located(article, self.events_in(article), text, self.document(article) if text else None)

    @_noted
    def passage(self, article: str, evidence: Evidence) -> Passage:
        """The evidence for a reader, in its paragraph where it was found."""
        return self.located(article).passages[evidence]

    @_noted
    def spans_in(self, article: str) -> Mapping[Evidence, Span]:
        """Where the article has the words of the evidence that was found in it."""
        return self.located(article).spans

    @_noted
    def stands_in_marks(self, article: str, words: str) -> bool:
        """Whether the article has these words of a quote in quotation marks."""
        return words in self.located(article).verbatim

    @_noted
    def counted_from(self, article: str, event: str) -> str:
        """What the article counts the date of the event from, "" for nothing."""
        return self.located(article).anchors.get(event, "")

    def name_of(self, reference: str) -> str:
        """An actor's name, or the plain words that stand in its place."""
        actor = self.actor(reference)
        return actor.name if actor else reference

    def label(self, reference: str) -> str:
        """The name as lists show it: with kind, country or title where another actor has the same name."""
        actor = self.actor(reference)
        if actor is None:
            return reference
        addition = self.addition(actor.id)
        return f"{actor.name} ({addition})" if addition else actor.name

    def weight(self, actor: str) -> int:
        """In how many shown events the actor appears."""
        return self.seen(actor)[0]

    def place_of(self, event: Event) -> str:
        """The key of the event's place, "" for none."""
        return place_key(event.place) if event.place and event.place.name else ""

    def event_url(self, event: str) -> str:
        """Where an event's page lies."""
        return address("events", self.event_stem(event))

    def anchor(self, event: str) -> str:
        """The id of the event's sentence on the page of an article."""
        return f"e-{self.event_stem(event)}"

    def sentence_url(self, event: str, article: str) -> str:
        """Where the event's sentence stands on the page of the article; "" when there is no such article."""
        url = self.article_url(article)
        return f"{url}#{quoted(self.anchor(event))}" if url else ""

    def actor_url(self, reference: str) -> str:
        """Where an actor's page lies; "" for plain words."""
        actor = self.actor(reference)
        return address("actors", self.actor_stem(actor.id)) if actor else ""

    def article_url(self, article: str) -> str:
        """Where an article's page lies; "" when there is no such article."""
        return address("articles", self.article_stem(article)) if self.article(article) else ""

    def place_url(self, place: Place | None) -> str:
        """Where a place's page lies; "" for none."""
        return address("places", place_key(place)) if place and place.name else ""

    def is_verbatim(self, quote: EventQuote) -> bool:
        """Whether the quote is in somebody's own words, as its article marks them."""
        return bool(quote.article) and self.stands_in_marks(quote.article, quote.text)

    def publishes(self, article: str) -> PublishText:
        """How much of this article's text may be shown."""
        record = self.article(article)
        chosen = record.publish_text if record else None
        return chosen or self.timeline.briefing.publish_text

    def first_article(self, event: Event) -> Article | None:
        """The article that carries the event's first evidence."""
        return next((article for e in event.evidence if (article := self.article(e.article))), None)

    def companions(self, actor: str) -> list[tuple[Actor, int]]:
        """The other actors of this one's events, the most frequent first."""
        seen: Counter[str] = Counter()
        known: dict[str, Actor | None] = {}
        for event in self.own_events(actor):
            names = {part.actor for part in event.actors}
            known |= {name: self.actor(name) for name in names if name not in known}
            seen.update({found.id for name in names if (found := known[name]) and found.id != actor})
        met = {found.id: found for found in known.values() if found}
        return sorted(
            ((met[other], n) for other, n in seen.items()), key=lambda m: (-m[1], m[0].name.casefold(), m[0].id)
        )


def gather(
    timeline: Timeline,
    *,
    editing: str = "",
    sources: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Facts:
    """Work out what the pages need from all records that may be shown."""
    whole, timeline = timeline, published(timeline)
    events = tuple(sorted(_shown(timeline), key=in_time))
    return Facts(
        timeline=timeline,
        words=Words(timeline.briefing.language),
        events=events,
        event_stems=stems(event.id for event in events),
        actor_stems=stems(timeline.actors),
        article_stems=stems(timeline.articles),
        places=_places(events),
        by_article=_by_article(events),
        sources=sources or {},
        altered=frozenset(_altered(whole, timeline)),
        editing=editing,
        memory=memory or Memory(living=False),
    )


def _altered(whole: Timeline, shown: Timeline) -> Iterator[str]:
    yield from (f"events/{id_}" for id_, event in shown.events.items() if event is not whole.events[id_])
    yield from (f"actors/{id_}" for id_, actor in shown.actors.items() if actor is not whole.actors[id_])


def _window(events: Sequence[Event], here: int) -> Around:
    return tuple(events[max(0, here - _WINDOW) : here][::-1]), tuple(events[here + 1 : here + 1 + _WINDOW])


def _shown(timeline: Timeline) -> list[Event]:
    merged = {old for event in timeline.events.values() for old in event.same_as}
    return [event for event in timeline.events.values() if event.id not in merged]


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
