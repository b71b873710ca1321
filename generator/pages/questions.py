"""The questions that pages ask about the records, each of them noted while a page is made that is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator.model.document import Document, Span
from generator.model.records import Actor, Article, Event, Evidence
from generator.pages.cross_references import Appearance, CrossReferences
from generator.pages.evidence import Passage
from generator.pages.located import Located, located

Around = tuple[tuple[Event, ...], tuple[Event, ...]]
"""The events before one (the nearest first) and after it."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_WINDOW = 8  # events to each side of one
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


def _noted(
    method: "Callable[Concatenate[Questions, Asked], Answer]",
) -> "Callable[Concatenate[Questions, Asked], Answer]":
    """A question about the records: while a page is made it is noted, so that it can be asked again next time."""
    name = method.__name__
    guard = _GUARDS.get(name)

    def ask(self: "Questions", /, *asked: Asked.args, **_: Asked.kwargs) -> Answer:
        answer = method(self, *asked)  # type: ignore[call-arg]
        if self.memory.watching and guard:
            self.memory.note_guarded((name, *asked), answer, (guard, asked[0]), self.asking(guard))
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
        method = getattr(type(self), name)
        plain = getattr(method, "__wrapped__", method)

        def ask(*asked: Any) -> object:
            try:
                return plain(self, *asked)
            except KeyError:
                return None

        return ask

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


def _window(events: Sequence[Event], here: int) -> Around:
    return tuple(events[max(0, here - _WINDOW) : here][::-1]), tuple(events[here + 1 : here + 1 + _WINDOW])
