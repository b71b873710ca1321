"""The questions that pages ask about the records, each of them noted while a page is made that is kept."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator.model.document import Document, Span
from generator.model.records import Actor, Article, Event, Evidence
from generator.model.vocabulary import EventType, Role
from generator.pages.chronicle import is_claim
from generator.pages.cross_references import Appearance, CrossReferences
from generator.pages.evidence import Passage
from generator.pages.located import Located, located
from generator.pages.near import Near, near
from generator.pages.ordering import place_key

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_WINDOW = 8  # events to each side of one
_LOOKED_UP = (
    "by_id", "_referred", "_ids", "_actor_names", "_articles", "_labels", "_actor_numbers", "_place_numbers",
    "_article_numbers", "_own", "_there", "_quoting", "_in_article", "_neighbours", "_met", "_done", "_claimed",
    "article_stems", "_texts_shown", "days_published", "notices", "withheld", "cards",
)  # fmt: skip
_GUARDS = {
    "seen": "_own",
    "beside": "_own",
    "passage": "located",
    "spans_in": "located",
    "stands_in_marks": "located",
    "counted_from": "located",
}
"""Question -> a coarser one about the same first value: while its answer is the same, so is that of the finer one."""


def _noted(
    method: "Callable[Concatenate[Questions, Asked], Answer]",
) -> "Callable[Concatenate[Questions, Asked], Answer]":
    """A question about the records: while a page is made it is noted, so that it can be asked again next time."""
    name = method.__name__
    guard = _GUARDS.get(name)

    def ask(self: "Questions", /, *asked: Asked.args, **_: Asked.kwargs) -> Answer:
        answer = method(self, *asked)  # type: ignore[call-arg]
        if self.memory.watching and guard:
            self.memory.note_guarded((name, *asked), answer, [(guard, asked[0])], self.asking)
        elif self.memory.watching:
            self.memory.note((name, *asked), answer)
        return answer

    update_wrapper(ask, method)
    return ask


@dataclass(frozen=True, kw_only=True)
class Questions(CrossReferences):
    """What pages ask that are kept from one rendering to the next."""

    def asking(self, name: str) -> Callable[..., object]:
        """The question of this name, not noted; it answers None where what it asks about is gone."""
        plain = getattr(type(self), name)
        method = getattr(plain, "__wrapped__", plain)

        def ask(*asked: Any) -> object:
            try:
                return method(self, *asked)
            except KeyError:
                return None

        return ask

    @property
    def held(self) -> Mapping[str, Mapping[str, object]]:
        """All that can be looked up, by the name of the attribute that holds it."""
        return {name: getattr(self, name) for name in _LOOKED_UP}

    def _looked_up(self, name: str, found: Mapping[str, Answer], key: str) -> Answer | None:
        """What the attribute of this name, one of `_LOOKED_UP`, holds under the key: the plainest question."""
        if self.memory.watching:
            self.memory.note_look(name, key)
        return found.get(key)

    def event(self, identifier: str) -> Event | None:
        """The shown event with this id."""
        return self._looked_up("by_id", self.by_id, identifier)

    def actor(self, reference: str) -> Actor | None:
        """The actor a record refers to, also by an id that was merged away; None for plain words."""
        return self._looked_up("_referred", self._referred, reference)

    def actor_called(self, name: str) -> Actor | None:
        """The actor with this case-folded name; the first by id where two share one."""
        return self._looked_up("_actor_names", self._actor_names, name)

    def article(self, key: str) -> Article | None:
        """The article with this id."""
        return self._looked_up("_articles", self._articles, key)

    def published_on(self, article: str) -> str | None:
        """The day on which the article was published, "" where that is not known; None where there is no article."""
        return self._looked_up("days_published", self.days_published, article)

    def addition(self, actor: str) -> str:
        """What tells the actor apart from another of the same name, in words; "" where there is none."""
        return self._looked_up("_labels", self._labels, actor) or ""

    def actor_number(self, reference: str) -> int | None:
        """Which one the actor is among those with events, as the rows of the filter name them."""
        return self._looked_up("_actor_numbers", self._actor_numbers, reference)

    def place_number(self, place: str) -> int | None:
        """Which one the place is among all."""
        return self._looked_up("_place_numbers", self._place_numbers, place)

    def article_number(self, article: str) -> int | None:
        """Which one the article is among all."""
        return self._looked_up("_article_numbers", self._article_numbers, article)

    @_noted
    def odd_names(self) -> Mapping[str, str]:
        """File names of pages, by folder and id, that do not follow from the id alone: another id would take them."""
        return self._odd_names

    def own_events(self, actor: str) -> tuple[Event, ...]:
        """The actor's events, oldest first."""
        return self._looked_up("_own", self._own, actor) or ()

    def ids_of(self, actor: str) -> Collection[str]:
        """The ids that lead to an actor: its own, and those that were merged into it."""
        return self._looked_up("_ids", self._ids, actor) or ()

    def met(self, actor: str) -> Mapping[str, int]:
        """The other actors of this one's events, and in how many each is."""
        return self._looked_up("_met", self._met, actor) or {}

    def done(self, actor: str) -> Mapping[tuple[Role, EventType], int]:
        """What the actor does in what kinds of events, and how often."""
        return self._looked_up("_done", self._done, actor) or {}

    def claims(self, actor: str) -> Iterator[Appearance]:
        """The events in which somebody else is the one who says what the actor does, with its part; newest first."""
        ids = self.ids_of(actor)
        for event in reversed(self._looked_up("_claimed", self._claimed, actor) or ()):
            yield from ((event, part) for part in event.actors if part.actor in ids and is_claim(part))

    @_noted
    def seen(self, actor: str) -> tuple[int, tuple[tuple[str, str], ...]]:
        """In how many events the actor appears; date and its words of the first and the last one that have a date."""
        own = self._own.get(actor, ())
        ends = (next((e for e in way if e.date), None) for way in (own, reversed(own)))
        return len(own), tuple((event.date, event.date_text) for event in ends if event)

    def quoting(self, actor: str) -> tuple[Event, ...]:
        """The events in which words of this actor are quoted, oldest first."""
        return self._looked_up("_quoting", self._quoting, actor) or ()

    def events_in(self, article: str) -> tuple[Event, ...]:
        """The events that the article tells of, oldest first."""
        return self._looked_up("_in_article", self._in_article, article) or ()

    def adjacent(self, event: str) -> tuple[Event | None, Event | None]:
        """The events just before and just after this one."""
        return self._looked_up("_neighbours", self._neighbours, event) or (None, None)

    @_noted
    def beside(self, actor: str, event: str) -> tuple[str, str]:
        """Ids of the actor's events just before and just after this one, "" for none."""
        own, here = self._own[actor], self.chronicle.by_actor.position(actor, event)
        return own[here - 1].id if here else "", own[here + 1].id if here + 1 < len(own) else ""

    def near(self, event: str) -> Near:
        """Which events its page leads to; most changes of what stands around it leave that as it is."""
        found = self._near(event)
        if self.memory.watching:
            guards = [("_own", actor) for actor in self._acting(event)] + [("_there", self._place(event))]
            self.memory.note_guarded(("_near", event), found, guards, self.asking)
        return found

    def _near(self, event: str) -> Near:
        one, place = self.by_id[event], self._place(event)
        by_actor, by_place = self.chronicle.by_actor, self.chronicle.by_place
        windows = [_window(self._own[actor], by_actor.position(actor, event)) for actor in self._acting(event)]
        there = _window(self._there[place], by_place.position(place, event)) if place else ()
        return near(one, windows, there)

    def _acting(self, event: str) -> set[str]:
        return {self._referred[part.actor].id for part in self.by_id[event].actors if part.actor in self._referred}

    def _place(self, event: str) -> str:
        place = self.by_id[event].place
        return place_key(place) if place and place.name else ""

    def notices_of(self, record: str) -> tuple[Any, ...]:
        """The corrections that readers see of a record, by its path."""
        return self._looked_up("notices", self.notices, record) or ()

    def has_source(self, record: str) -> bool:
        """Whether the YAML of this record is published. That there is any as long as it is shown need not be noted."""
        return record in self.sources and not self._looked_up("withheld", self.withheld, record)

    def card(self, event: str) -> str:
        """The picture of an event: its own for a key development, else the site's."""
        return self._looked_up("cards", self.cards, event) or self._looked_up("cards", self.cards, "") or ""

    @_noted
    def text_mark(self, article: str) -> object:
        """What is another when the article's text or the marks in it are."""
        mark = self.timeline.marks.get(f"documents/{article}")
        return mark or (self._text(article), self._document(article))

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
        return self.memory.kept("located", article, (), lambda: self._found_in(article), told=False)

    def _found_in(self, article: str) -> Located:
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


def reach(before: tuple[Event, ...] | None, now: tuple[Event, ...] | None, name: str) -> Set[str] | None:
    """Around which events something changed, when these were some others; None where that is not the question.

    Both are in order of time, so those that are in both stand in the same order in both.
    """
    if name not in ("_near", "beside") or not before or not now:
        return None
    return _around(before, now) | _around(now, before)


def _around(events: Sequence[Event], others: Sequence[Event]) -> set[str]:
    """The events near those that the others are without."""
    there = set(map(id, others))
    places = (n for n, event in enumerate(events) if id(event) not in there)
    return {near.id for n in places for near in events[max(0, n - _WINDOW) : n + _WINDOW + 1]}


def _window(events: Sequence[Event], here: int) -> Sequence[Event]:
    """Those around one: nearest before it first, then those after it."""
    return (*events[max(0, here - _WINDOW) : here][::-1], *events[here + 1 : here + 1 + _WINDOW])
