"""The JSON Schemas agree with what the reader accepts and refuses, by a real validator."""

import json
from io import StringIO

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from generator.model.records import Event
from generator.store.schemas import schemas


def _validator(name: str) -> Draft7Validator:
    schema = json.loads(schemas()[f"content/.schema/{name}.json"])
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def _faults(name: str, text: str) -> list[str]:
    return [error.json_path for error in _validator(name).iter_errors(YAML(typ="safe", pure=True).load(StringIO(text)))]


def test_every_file_that_is_written_is_valid_and_names_its_schema(project) -> None:
    for path in sorted((project.root / "content").glob("*/*.yml")):
        first, _, _ = path.read_text(encoding="utf-8").partition("\n")
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.is_file() and schema.parent.name == ".schema"
        assert _faults(schema.stem, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("title: x\ntitel: y\n", "$"),
        ("summary: x\n", "$"),
        ("title: x\ntype: ASAULT\n", "$.type"),
        ("title: x\nactors: [{actor: a, role: boss}]\n", "$.actors[0].role"),
        ("title: x\nactors: [{actor: a, roll: agent}]\n", "$.actors[0]"),
        ("title: x\nconfidence: 2\n", "$.confidence"),
        ("title: x\ntags: one\n", "$.tags"),
        ("title: x\nid: y\n", "$"),
    ],
)
def test_faults_are_found(text: str, path: str) -> None:
    assert _faults("event", text) == [path]


def test_what_the_reader_takes_as_text_is_no_fault() -> None:
    assert (
        _faults(
            "event", "title: 2012\niterations: 2\ndate: 2012\nsummary:\ntags:\nplace:\nfigures: [{what: 3, min: 4}]\n"
        )
        == []
    )


def test_fields_are_explained() -> None:
    schema = json.loads(schemas()["content/.schema/event.json"])
    assert all(field.get("description") for field in schema["properties"].values())
    assert list(schema["properties"]) == [name for name in Event.model_fields if name != "id"]


@pytest.mark.parametrize("name", ["event", "actor", "article", "briefing"])
def test_schemas_are_written_into_the_project(project, name: str) -> None:
    assert _validator(name)
    assert (project.root / f"content/.schema/{name}.json").is_file()
