"""The timeline as the pages need it: answers, and the names and addresses that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from heapq import nlargest
from typing import TypeVar
from urllib.parse import quote as quoted

from generator.model.records import Actor, Article, Event, EventQuote, Place
from generator.model.timeline import Timeline
from generator.model.vocabulary import PublishText
from generator.pages.chronicle import Chronicle
from generator.pages.cross_references import referred
from generator.pages.memory import Memory
from generator.pages.ordering import place_key
from generator.pages.publication import published
from generator.pages.questions import Questions
from generator.pages.text import address, stem, stems
from generator.pages.words import Words

Given = TypeVar("Given")


@dataclass(frozen=True, kw_only=True)
class Facts(Questions):
    """The timeline as the pages need it.

    Pages that are kept from one rendering to the next may only call methods: each is a question that is noted. The
    attributes are for what is made anew every time.
    """

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
        name = self._looked_up("article_stems", self.article_stems, article)
        return address("articles", name) if name else ""

    def place_url(self, place: Place | None) -> str:
        """Where a place's page lies; "" for none."""
        return address("places", place_key(place)) if place and place.name else ""

    def is_verbatim(self, quote: EventQuote) -> bool:
        """Whether the quote is in somebody's own words, as its article marks them."""
        return bool(quote.article) and self.stands_in_marks(quote.article, quote.text)

    def publishes(self, article: str) -> PublishText:
        """How much of this article's text may be shown."""
        return self._looked_up("_texts_shown", self._texts_shown, article) or self._publishing(None)

    def first_article(self, event: Event) -> Article | None:
        """The article that carries the event's first evidence."""
        return next((article for e in event.evidence if (article := self.article(e.article))), None)

    def addressed(self, pattern: str, stems: Mapping[str, str], given: Mapping[str, Given]) -> Mapping[str, Given]:
        """What is given by id, by the address of its file instead: the pattern with the file's name in it."""
        kept, (head, tail) = self.memory.kept, pattern.split("{}")
        uris = kept("addresses", pattern, stems, lambda: {id_: f"{head}{name}{tail}" for id_, name in stems.items()})
        return kept("addressed", pattern, (uris, given), lambda: {uris[id_]: one for id_, one in given.items()})

    def companions(self, actor: str, most: int) -> list[tuple[Actor, int]]:
        """Those of the other actors of this one's events that are the most frequent there."""
        met = self.met(actor)
        least = min(nlargest(most, met.values()), default=0)
        known = [(found, n) for other, n in met.items() if n >= least and (found := self.actor(other))]
        return sorted(known, key=lambda one: (-one[1], one[0].name.casefold(), one[0].id))[:most]


def gather(
    timeline: Timeline,
    *,
    editing: str = "",
    sources: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Facts:
    """Work out what the pages need from all records that may be shown."""
    memory = memory or Memory(living=False)
    given = timeline.events, timeline.actors, timeline.briefing.exclude
    site = memory.kept("published", "", given, lambda: published(timeline))
    chronicle = memory.kept("chronicle", "", None, Chronicle)
    chronicle.update(site.events, {id_: actor.id for id_, actor in referred(site.actors, site.same).items()})
    event_stems, actor_stems, article_stems = (
        memory.kept("stems", n, ids, partial(stems, ids))
        for n, ids in enumerate((site.events.keys(), site.actors.keys(), timeline.articles.keys()))
    )
    return Facts(
        timeline=replace(timeline, events=site.events, actors=site.actors),
        words=Words(timeline.briefing.language),
        chronicle=chronicle,
        same=memory.kept("same", "", site.same, lambda: site.same),
        event_stems=event_stems,
        actor_stems=actor_stems,
        article_stems=article_stems,
        sources=sources or {},
        altered=site.altered,
        editing=editing,
        memory=memory,
    )
