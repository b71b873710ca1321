"""Whatever is edited, pages made with a memory of the last rendering are the same bytes as pages made from nothing."""

import os
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from made_up import many
from sample import sample

from generator.model.document import Document, Span, Timex
from generator.model.records import Actor, Correction, Event, EventActor, EventQuote, Evidence, Figure, Place
from generator.model.review import Corrected
from generator.model.timeline import Timeline
from generator.model.vocabulary import ActorType, DateBasis, EventType, PublishText, Review, Role, Status, TimexType
from generator.pages import Memory, home, listing, periods, printer, render
from generator.pages.ordering import place_key
from generator.pages.social import Card

_DATES = ("", "2012-05-25", "2011", "../2015-03-01", "2013-01-01/2013-02-01", "2019-12-31", "-0043-03-15", "2014-05~")


def folder(
    timeline: Timeline, memory: Memory | None = None, before: dict[str, object] | None = None
) -> dict[str, object]:
    """The files as `sync` leaves them: what is given as a way to make it stays as it was, if it was there."""
    found: dict[str, object] = {}
    sources = {f"events/{id_}": f"title: {event.title}" for id_, event in timeline.events.items()}
    for where, content in render(timeline, sources=sources, memory=memory):
        for uri in (where,) if isinstance(where, str) else where:
            assert uri not in found, f"{uri} is given twice"
            if callable(content):
                old = (before or {}).get(uri)
                made = uri.encode() if isinstance(content, Card) else content(uri) if old is None else b""
                found[uri] = made if old is None else old
            else:
                found[uri] = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return found


class Editor:
    """Changes a timeline at random."""

    def __init__(self, timeline: Timeline, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = timeline
        self.number = 0

    def edit(self) -> str:
        """One change; returns what it was."""
        self.number += 1
        ways: tuple[Callable[[], None], ...] = (
            self.event, self.event, self.event, self.actor, self.article, self.text, self.document, self.briefing,
            self.add, self.remove, self.correct, self.merge, self.namesake, self.rename, self.nothing,
        )  # fmt: skip
        way = self.chance.choice(ways)
        way()
        return way.__name__

    def pick(self, kind: str) -> Any:
        held = getattr(self.now, kind)
        return held[self.chance.choice(sorted(held))] if held else None

    def put(self, kind: str, record: Any) -> None:
        self.now = replace(self.now, **{kind: {**getattr(self.now, kind), record.id: record}})

    def event(self) -> None:
        event, other = self.pick("events"), self.pick("events")
        if event is None:
            return
        actor, speaker = self.pick("actors").id, self.pick("actors").id
        article = self.pick("articles").id
        changes: dict[str, Any] = {
            "title": f"Another title {self.number} & <b>",
            "summary": f"A summary {self.number}",
            "date": self.chance.choice(_DATES),
            "date_text": self.chance.choice(("then", "before June", "")),
            "date_basis": self.chance.choice(list(DateBasis)),
            "type": self.chance.choice(list(EventType)),
            "status": self.chance.choice(list(Status)),
            "place": self.chance.choice((None, Place(name="Halvik", country="NO"), Place(name="Wall", country="ES"))),
            "actors": (
                EventActor(actor=actor, role=Role.AGENT, according_to=speaker),
                EventActor(actor="bystanders", role=Role.MENTIONED),
            ),
            "quotes": (EventQuote(text="harbour council", speaker=speaker, article=article),),
            "evidence": (*other.evidence[:1], Evidence(article="gone", exact="Nobody wrote it.", trigger="wrote")),
            "figures": (Figure(what="dead", text=str(self.number), according_to=speaker),),
            "confidence": 0.99,
            "part_of": other.id if other is not event else "",
            "note": f"note {self.number}",
            "review": self.chance.choice(list(Review)),
            "corrections": (Correction(text="typo", silent=self.chance.random() < 0.5),),
        }
        name = self.chance.choice(sorted(changes))
        self.put("events", event.model_copy(update={name: changes[name]}))

    def actor(self) -> None:
        actor, other = self.pick("actors"), self.pick("actors")
        changes: dict[str, Any] = {
            "name": f"Actor {self.number}",
            "type": self.chance.choice(list(ActorType)),
            "country": self.chance.choice(("", "FR", "SY")),
            "aliases": (f"Alias {self.number}",),
            "affiliation": other.id,
            "title": "Minister",
            "description": f"about {self.number}",
            "review": self.chance.choice(list(Review)),
        }
        name = self.chance.choice(sorted(changes))
        self.put("actors", actor.model_copy(update={name: changes[name]}))

    def namesake(self) -> None:
        self.put("actors", self.pick("actors").model_copy(update={"name": self.pick("actors").name}))

    def article(self) -> None:
        changes: dict[str, Any] = {
            "title": f"Report {self.number}",
            "published": "2021-02-03",
            "publisher": "Herald",
            "publish_text": self.chance.choice(list(PublishText)),
        }
        name = self.chance.choice(sorted(changes))
        self.put("articles", self.pick("articles").model_copy(update={name: changes[name]}))

    def text(self) -> None:
        key = self.pick("articles").id
        text = self.now.texts.get(key, "")
        self.now = replace(self.now, texts={**self.now.texts, key: f"“harbour council” {self.number}.\n\n{text}"})

    def document(self) -> None:
        key = self.pick("articles").id
        text = self.now.texts.get(key, "")
        timex = Timex(span=Span(0, 4), type=TimexType.DATE, value="2010", edtf="2010", anchor=f"20{self.number:02}")
        document = Document(id=key, text=text, timexes=(timex,) if len(text) > 4 else ())
        self.now = replace(self.now, documents={**self.now.documents, key: document})

    def briefing(self) -> None:
        changes = ({"description": f"about {self.number}"}, {"exclude": (self.pick("actors").id, "DECIDE")})
        self.now = replace(self.now, briefing=self.now.briefing.model_copy(update=self.chance.choice(changes)))

    def add(self) -> None:
        known = self.pick("events")
        actors = (EventActor(actor=self.pick("actors").id, role=Role.SPEAKER),)
        new = Event(id=f"new-{self.number}", title=f"New {self.number}", date=self.chance.choice(_DATES), actors=actors)
        self.put("events", new.model_copy(update={"evidence": known.evidence if known else ()}))
        self.put("actors", Actor(id=f"EVENT-{self.number}", name=f"Somebody {self.number}"))
        self.put("actors", Actor(id=f"event-{self.number}", name=f"Else {self.number}"))  # the disk may ignore case

    def remove(self) -> None:
        kind = self.chance.choice(("events", "actors"))
        gone = self.pick(kind)
        if gone is not None and len(getattr(self.now, kind)) > 2:
            left = {id_: record for id_, record in getattr(self.now, kind).items() if record is not gone}
            self.now = replace(self.now, **{kind: left})

    def rename(self) -> None:
        kind = self.chance.choice(("events", "actors"))
        old, new = self.pick(kind), f"renamed-{self.number}"
        records = [r.model_copy(update={"id": new}) if r is old else r for r in getattr(self.now, kind).values()]
        self.now = replace(self.now, **{kind: {record.id: record for record in records}})

    def correct(self) -> None:
        event = self.pick("events")
        if event is not None:
            one = Corrected(record=f"events/{event.id}", field="title", before="old", after="new", when="2020-01-01")
            self.now = replace(self.now, corrections=(*self.now.corrections, one))

    def merge(self) -> None:
        kind = self.chance.choice(("events", "actors"))
        keep, absorbed = self.pick(kind), self.pick(kind)
        if keep is not None and keep is not absorbed:
            self.put(kind, keep.model_copy(update={"same_as": (absorbed.id, f"older-{self.number}")}))

    def nothing(self) -> None:
        pass


@pytest.mark.parametrize("seed", range(int(os.environ.get("DATELINE_EDITS", "4"))))
def test_after_every_edit_the_files_are_what_they_would_be_if_made_from_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (home, listing, periods, printer) if seed % 4 > 1 else ():
        monkeypatch.setattr(module, "PAGE_LENGTH", 4)  # so that lists are cut, and cut anew
    editor = Editor(many(20, seed) if seed % 2 else sample(), seed)
    memory, site = Memory(), {}
    for step in range(12):
        done = [editor.edit() for _ in range(min(step, 3))]
        site = folder(editor.now, memory, site)
        whole = folder(editor.now)
        wrong = [uri for uri in sorted(site.keys() | whole.keys()) if site.get(uri) != whole.get(uri)]
        assert not wrong, f"step {step}, {done}: {wrong}"


def test_an_edit_makes_only_the_pages_it_can_be_seen_on() -> None:
    timeline, memory = many(120), Memory()
    list(render(timeline, memory=memory))
    event = timeline.events["event-17"]
    edited = replace(timeline, events={**timeline.events, event.id: event.model_copy(update={"note": "Seen."})})
    made = [str(uri) for uri, content in render(edited, memory=memory) if not callable(content)]
    assert "events/event-17.md" in made and sum(uri.startswith("events/event-") for uri in made) < 40
    assert not any(uri.startswith("articles/article-") and "article-1." not in uri for uri in made)


def test_an_event_that_gets_another_id_is_found_under_it() -> None:
    timeline, memory = many(20), Memory()
    before = folder(timeline, memory)
    renamed = {f"{id_}-new" if id_ == "event-7" else id_: event for id_, event in timeline.events.items()}
    events = {
        id_: event.model_copy(update={"id": id_}) if id_ == "event-7-new" else event for id_, event in renamed.items()
    }
    now = replace(timeline, events=events)
    assert folder(now, memory, before) == folder(now)


def test_an_event_more_changes_the_first_page_of_a_long_list_and_the_page_of_its_period() -> None:
    timeline, memory = many(450), Memory()
    list(render(timeline, memory=memory))
    one = next(e for e in timeline.events.values() if e.date[:4] == "2013" and e.actors[0].actor == "actor-0")
    more = replace(
        timeline, events={**timeline.events, "new": one.model_copy(update={"id": "new", "actors": one.actors[:1]})}
    )
    made = [str(uri) for uri, content in render(more, memory=memory) if not callable(content)]
    lists = ("actors/actor-0", "events/type/", "places/", "timeline/")
    changed = sorted(uri for uri in made if uri.startswith(lists) and not uri.endswith("/index.md"))
    kind, place = f"events/type/{one.type.value.lower()}", f"places/{place_key(one.place)}" if one.place else ""
    assert changed == ["actors/actor-0.md", "actors/actor-0/2013.md", f"{kind}.md", f"{place}.md", "timeline/2013.md"]


def test_a_page_that_did_not_change_can_still_be_made_when_its_file_is_gone() -> None:
    timeline, memory = sample(), Memory()
    first = dict(render(timeline, memory=memory))
    page = "events/2019-06-07-strike-ends.md"
    make = next(make for uris, make in render(timeline, memory=memory) if not isinstance(uris, str) and page in uris)
    assert callable(make) and make(page) == str(first[page]).encode()
