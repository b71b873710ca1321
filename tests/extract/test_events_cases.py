"""Golden cases of events: one sentence, its publication date, and what has to come out."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract import Reader
from generator.model.document import Document, EventMention
from generator.model.vocabulary import Role

CASES = yaml.load(Path(__file__).with_name("events_cases.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
ROLES = {"agent": Role.AGENT, "recipient": Role.RECIPIENT, "speaker": Role.SPEAKER}


def words(document: Document, event: EventMention) -> list[str]:
    return [span.of(document.text) for span in (event.trigger, *event.other_triggers)]


def found(document: Document, trigger: str) -> EventMention:
    hits = [event for event in document.events if trigger in words(document, event)]
    assert hits, f"no event at {trigger!r}: {[words(document, e) for e in document.events]}"
    return hits[0]


def people(document: Document, event: EventMention, role: Role) -> set[str]:
    return {document.actor(p.actor).name for p in event.participants if p.role is role}


def check(document: Document, wanted: dict[str, Any]) -> None:
    event = found(document, wanted["trigger"])
    plain = {
        "type": event.type.value,
        "status": event.status.value,
        "date": event.date,
        "title": event.title,
        "iterations": event.iterations,
        "place": event.place.name if event.place else "",
        "listed": str(event.listed).lower(),
    }
    assert {key: plain[key] for key in wanted if key in plain} == {key: wanted[key] for key in wanted if key in plain}
    for name in ROLES.keys() & wanted.keys():
        assert set(wanted[name]) <= people(document, event, ROLES[name]), (name, event.participants)
    counted = {figure.what: figure.text for figure in event.figures}
    assert counted == {**counted, **wanted.get("figures", {})}
    if "according_to" in wanted:
        assert wanted["according_to"] in {p.according_to for p in event.participants}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    document = Reader().read(case["text"], published=case["published"])
    for wanted in case["expect"]:
        check(document, wanted)
    listed = {word for event in document.events if event.listed for word in words(document, event)}
    assert not listed & set(case.get("absent", []))
    assert case["expect"] or not listed
