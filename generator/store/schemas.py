"""JSON Schemas of the records, generated from their types, so that an editor's YAML plug-in completes and checks."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.model.records import Actor, Article, Briefing, Event, Record

SHAPES: Mapping[str, type[Record]] = {"event": Event, "actor": Actor, "article": Article, "briefing": Briefing}
_OF_FOLDER = {"events": "event", "actors": "actor", "articles": "article"}
_ANY_SCALAR = ["string", "number", "boolean", "null"]  # whatever is typed is read as text


def schema_line(kind: str) -> str:
    """What the first line of a record in this folder names."""
    return f"../.schema/{_OF_FOLDER[kind]}.json"


# what an editor's plug-in shows beside a field
_ABOUT: Mapping[str, Mapping[str, str]] = {
    "Event": {
        "title": "What happened, in a few plain words; only what the evidence says.",
        "summary": "One sentence, warranted by the evidence.",
        "type": "What kind of event it is.",
        "status": "Whether it happened (actual), goes on, is planned, is only supposed, or is denied (negated).",
        "date": "EDTF: 2012-05-25, 2012-05, 2012, 2012-05-25/2012-05-27, ../2012-06, 2012-05~. Empty = unknown.",
        "date_text": "The words of the article that the date came from.",
        "date_basis": "How it came about: named outright, counted from another date, publication day, context.",
        "place": "Where, only if the article names it; country is a code of two letters.",
        "figures": "What was counted, by whom; accounts may differ.",
        "iterations": "How often, if it happened more than once.",
        "actors": "Who took part: the name of a file in content/actors, a role, and who says so.",
        "evidence": "Sentences of articles, word for word; the first one carries the trigger.",
        "confidence": "From 0 to 1; how sure the reading is.",
        "quotes": "Words said, verbatim, by whom.",
        "part_of": "A larger event this one belongs to.",
        "same_as": "Ids that were merged into this one; they still resolve.",
        "tags": "Words of your own to find it by.",
        "note": "A remark of yours, shown on the page.",
        "corrections": "What was corrected, when and why; shown unless silent: true.",
        "review": "Your verdict. A rejected event is not shown and never comes back.",
    },
    "Actor": {
        "name": "The name readers see.",
        "aliases": "Other names it goes by; the extractor learns them.",
        "title": "Office or profession.",
        "affiliation": "Another actor, or plain words.",
        "country": "A code of two letters.",
        "same_as": "Ids that were merged into this one; they still resolve.",
        "distinct_from": "Actors that are somebody else although the names are alike.",
        "review": "Your verdict. A rejected actor is none, and is not proposed again.",
    },
    "Article": {
        "published": "The day it was published; relative dates are counted from it.",
        "file": "Where the text stands, relative to the project.",
        "sha256": "Sum of the file, as last read.",
        "publish_text": "How much of the text the site shows.",
    },
}


@lru_cache(maxsize=1)
def schemas() -> dict[str, str]:
    """Address in the project -> text of its JSON Schema."""
    return {f"content/.schema/{name}.json": _schema(shape) for name, shape in SHAPES.items()}


def _schema(shape: type[Record]) -> str:
    schema = _loosened(shape.model_json_schema())
    for name, words in _ABOUT.get(shape.__name__, {}).items():
        schema["properties"][name]["description"] = words
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    text = json.dumps(schema, indent=1, ensure_ascii=False).replace("#/$defs/", "#/definitions/")
    return text.replace('"$defs"', '"definitions"') + "\n"


def _loosened(node: Any) -> Any:
    """Without `id` (the file's name), and text fields open to what other YAML readers take for numbers or dates."""
    if isinstance(node, list):
        return [_loosened(part) for part in node]
    if not isinstance(node, dict):
        return node
    loose = {name: _loosened(part) for name, part in node.items() if name != "title" or isinstance(part, dict)}
    if isinstance(loose.get("properties"), dict):
        loose["properties"].pop("id", None)
    if loose.get("type") == "string" and "enum" not in loose:
        loose["type"] = _ANY_SCALAR
    elif loose.get("type") == "array":
        loose["type"] = ["array", "null"]
    return loose
