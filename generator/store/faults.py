"""What is wrong with the values of a record, in an editor's words, with the line and what was probably meant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml import YAMLError

from generator.model.errors import Problem
from generator.model.records import Record
from generator.store.reading import compose, locate

_MANY = 200
Steps = Sequence[str | int]


def explain(error: ValidationError, shape: type[Record], text: str, where: str) -> list[Problem]:
    """Every fault of a record; the file is composed once more and each path walked to its line."""
    return list(placed(faults(error, shape, where), text))


def faults(error: ValidationError, shape: type[Record], where: str = "") -> Iterator[tuple[Problem, Steps]]:
    """Every fault of a record in an editor's words, with the path of the field."""
    for fault in error.errors(include_url=False):
        path = _path(fault["loc"])
        message, hint, rule = _said(fault, path, shape)
        yield Problem(message=message, where=where, hint=hint, rule=rule), path


def placed(problems: Iterable[tuple[Problem, Steps]], text: str) -> Iterator[Problem]:
    """Problems of one file with the line and column of the field at each one's path."""
    root = compose(text.removeprefix("\ufeff"))
    for problem, path in problems:
        mark = locate(root, path)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        yield replace(problem, line=line, column=column)


def line_of(root: Path, where: str, name: str) -> int:
    """The line on which a field of this file stands, 1 where it has none."""
    try:
        mark = locate(compose((root / where).read_bytes().decode("utf-8").removeprefix("\ufeff")), [name])
    except (OSError, ValueError, YAMLError):
        return 1
    return mark.line + 1 if mark else 1


def spelled(path: Steps) -> str:
    """`evidence[0].article` for ("evidence", 0, "article")."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def near(word: str, known: Iterable[str], kind: str = "") -> str:
    """ "did you mean article?", or "" where nothing known is near."""
    by_fold = {name.casefold(): name for name in known}
    wanted: str = word.casefold()[:100]
    if len(by_fold) > _MANY:  # comparing with each of thousands would take seconds a fault
        by_fold = {fold: name for fold, name in by_fold.items() if fold[:1] == wanted[:1] or fold[-4:] == wanted[-4:]}
    found = get_close_matches(wanted, by_fold, n=1, cutoff=0.6)
    return f"did you mean {by_fold[found[0]]}{kind}?" if found else ""


def _path(loc: Iterable[str | int]) -> list[str | int]:
    return [part for part in loc if not (isinstance(part, str) and part.startswith("function-"))]


def _said(fault: ErrorDetails, path: Steps, shape: type[Record]) -> tuple[str, str, str]:
    name, kind, value = spelled(path), fault["type"], fault["input"]
    context: dict[str, Any] = fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(name, path, shape)
    if kind == "enum":
        choices = _choices(shape, path)
        hint = near(str(value), choices) or f"one of {', '.join(choices)}"
        return f"{name}: {value} is not known", hint, "unknown-value"
    if kind == "value_error":
        return f"{name}: {context.get('error', fault['msg'])}", "", "bad-date" if "date" in name else "bad-value"
    return _said_of_shape(name, kind, value, fault["msg"])


def _said_of_shape(name: str, kind: str, value: Any, message: str) -> tuple[str, str, str]:
    known = {
        "missing": (f"{name} is missing", "", "missing-field"),
        "tuple_type": (f"{name} must be a list", f"write [{value}]" if isinstance(value, str) else "", "not-a-list"),
        "string_type": (f"{name} must be text", "it is empty here" if value is None else "", "not-text"),
        "model_type": (f"{name} must be fields", "such as {name: value}", "not-fields"),
        "float_parsing": (f"{name}: {value} is not a number", "", "not-a-number"),
        "bool_parsing": (f"{name}: {value} is neither true nor false", "", "not-a-boolean"),
        "greater_than_equal": (f"{name}: {value} is less than 0", "a number from 0 to 1", "out-of-range"),
        "less_than_equal": (f"{name}: {value} is more than 1", "a number from 0 to 1", "out-of-range"),
    }
    return known.get(kind, (f"{name}: {message}", "", "bad-value"))


def _unknown_field(name: str, path: Steps, shape: type[Record]) -> tuple[str, str, str]:
    if list(path) == ["id"]:
        return "id is not a field", "the file's name is the id; `dateline rename` changes it", "id-field"
    owner = _shape_at(shape, path[:-1])
    fields = [field for field in owner.model_fields if field != "id"] if owner else []
    hint = near(str(path[-1]), fields) or (f"fields are {', '.join(fields)}" if fields else "")
    return f"{name} is not a field", hint, "unknown-field"


def _shape_at(shape: type[BaseModel] | None, path: Steps) -> type[BaseModel] | None:
    """The record type that holds the field named last."""
    for part in path:
        if isinstance(part, str) and shape:
            field = shape.model_fields.get(part)
            shape = _inner(field.annotation, BaseModel) if field else None
    return shape


def _choices(shape: type[Record], path: Steps) -> list[str]:
    names = [part for part in path if isinstance(part, str)]
    owner = _shape_at(shape, names[:-1])
    vocabulary = _inner(owner.model_fields[names[-1]].annotation, str) if owner else None
    return [member.value for member in vocabulary] if vocabulary else []


def _inner(annotation: Any, kind: type) -> Any:
    """The record type or vocabulary inside `tuple[X, ...]`, `X | None` and the like."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, kind) and annotation is not str else None
    return next((found for part in get_args(annotation) if (found := _inner(part, kind))), None)
