"""Golden cases of roles and places (`roles_cases.yml`), read with the bundled pipeline."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract import Reader
from generator.model.document import Document, EventMention
from generator.model.vocabulary import Role

CASES = yaml.safe_load(Path(__file__).with_name("roles_cases.yml").read_text(encoding="utf-8"))
ROLES = {"agent": {Role.AGENT}, "recipient": {Role.RECIPIENT}, "speaker": {Role.SPEAKER, Role.AGENT}}


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader()


def event_at(document: Document, trigger: str) -> EventMention:
    for event in document.events:
        if trigger in {span.of(document.text) for span in (event.trigger, *event.other_triggers)}:
            return event
    raise AssertionError(f"no event at {trigger!r}")


def in_roles(document: Document, event: EventMention, roles: set[Role]) -> set[str]:
    return {document.actor(p.actor).name for p in event.participants if p.role in roles}


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_roles_and_place(case: dict[str, Any]) -> None:
    document = reader().read(case["text"], published="2019-05-04")
    for wanted in case["expect"]:
        event = event_at(document, wanted["trigger"])
        for name, roles in ROLES.items():
            assert set(wanted.get(name, ())) <= in_roles(document, event, roles), (name, event.participants)
        assert not set(wanted.get("nobody", ())) & in_roles(document, event, set(Role) - {Role.MENTIONED})
        if "place" in wanted:
            assert (event.place.name if event.place else "") == wanted["place"]
