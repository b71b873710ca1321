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


@lru_cache(maxsize=1)
def schemas() -> dict[str, str]:
    """Address in the project -> text of its JSON Schema."""
    return {f"content/.schema/{name}.json": _schema(shape) for name, shape in SHAPES.items()}


def _schema(shape: type[Record]) -> str:
    schema = _loosened(shape.model_json_schema())
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
