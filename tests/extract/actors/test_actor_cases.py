"""The golden cases of `cases.yml`, read with the bundled pipeline."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import extract
from generator.extract import Reader
from generator.model.document import Document, DocumentActor

CASES = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def up_to_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "PIPELINE", ("timex", "actors"))


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader()


def forms(document: Document, actor: DocumentActor) -> set[str]:
    return {m.span.of(document.text) for m in document.mentions if m.actor == actor.key}


def fits(document: Document, actor: DocumentActor, wanted: dict[str, Any]) -> bool:
    fields = {key: value for key, value in wanted.items() if key != "forms"}
    return all(getattr(actor, key) == value for key, value in fields.items()) and set(wanted.get("forms", ())) <= forms(
        document, actor
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden_case(case: dict[str, Any]) -> None:
    document = reader().read(case["text"], title=case.get("title", ""), published="2014-05-20")
    found = [(a.name, str(a.type), a.title, a.country, a.affiliation, forms(document, a)) for a in document.actors]
    for wanted in case.get("expect", ()):
        assert sum(fits(document, actor, wanted) for actor in document.actors) == 1, (wanted, found)
    said = {m.span.of(document.text) for m in document.mentions}
    assert not said & set(case.get("absent", ())), found
    for one, other in case.get("apart", ()):
        sharing = [actor for actor in document.actors if {one, other} <= forms(document, actor)]
        assert not sharing, found
