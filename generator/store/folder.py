"""The record files of a project: found, read and checked one by one. What refers to what is not looked at here."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from generator.model.errors import Problem, Severity
from generator.model.records import Actor, Article, Briefing, Event, Record
from generator.store.collecting import uncollected
from generator.store.faults import explain
from generator.store.reading import parse
from generator.store.shelf import Folder, Mark, Shelf

KINDS: Mapping[str, type[Record]] = {"events": Event, "actors": Actor, "articles": Article}
"""Folder of `content/` -> what its files are."""

CONTENT = "content"
BRIEFING = "content/briefing.yml"
Kept = TypeVar("Kept", bound=Record)
_Outcome = tuple[Record | None, tuple[Problem, ...]]  # of reading one file


@dataclass(slots=True, kw_only=True)
class Records:
    """What stands in the files, as typed by people: references and merged ids are not followed."""

    briefing: Briefing
    events: dict[str, Event] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)  # by path: another when the file is

    def of(self, kind: str) -> dict[str, Any]:
        """The records of one folder by id."""
        held: dict[str, Any] = getattr(self, kind)
        return held

    def __iter__(self) -> Iterator[tuple[str, str, Record]]:
        """(kind, id, record) of every record but the briefing."""
        for kind in KINDS:
            for name, record in self.of(kind).items():
                yield kind, name, record


def read_all(root: Path, shelf: Shelf | None = None) -> tuple[Records, list[Problem]]:
    """Every record that can be read, and every fault of those that cannot; marks of all files in `records.marks`."""
    shelf = shelf or Shelf()
    problems: list[Problem] = []
    records = Records(briefing=_briefing(root, problems))
    with uncollected():
        for kind, shape in KINDS.items():
            files = shelf.folder(root / CONTENT / kind, partial(_read_named, root, f"{CONTENT}/{kind}", shape))
            made = shelf.kept(("records", kind), (files.marks, files.values), partial(_by_id, kind, files))
            setattr(records, kind, made[0])
            records.marks.update(made[1])
            problems += made[2]
    return records, problems


def _by_id(kind: str, files: Folder[_Outcome]) -> tuple[dict[str, Record], dict[str, Mark], list[Problem]]:
    """The records of a folder by id, their marks by path, and the faults of its files."""
    held = {name.removesuffix(".yml"): record for name, (record, _) in files.values.items() if record is not None}
    marks = {f"{kind}/{id_}": mark for name, mark in files.marks.items() if (id_ := name.removesuffix(".yml")) in held}
    return held, marks, [fault for _, faults in files.values.values() for fault in faults]


def _read_named(root: Path, folder: str, shape: type[Kept], name: str) -> tuple[Kept | None, tuple[Problem, ...]]:
    """The record of one file of the folder; None and no fault for what is not meant to be one."""
    misplaced = _misplaced(name, f"{folder}/{name}")
    problems = [misplaced] if misplaced else []
    record = read_record(root, f"{folder}/{name}", shape, problems) if is_record_file(name) else None
    return record, tuple(problems)


def is_record_file(name: str) -> bool:
    """Whether a file of this name is read as a record."""
    return name.endswith(".yml") and not name.startswith(".")


def read_record(root: Path, where: str, shape: type[Kept], problems: list[Problem]) -> Kept | None:
    """The record in this file, or None and its faults."""
    text = read_text(root, where, problems)
    return None if text is None else interpret(text, where, shape, problems)


def interpret(text: str, where: str, shape: type[Kept], problems: list[Problem]) -> Kept | None:
    """The record that this text says, or None and its faults."""
    fields, faults = parse(text, where)
    if faults and not fields:
        problems += faults
        return None
    if "id" in shape.model_fields:
        if "id" in fields:
            faults += explain(_id_fault(shape), shape, text, where)
        fields["id"] = where.rpartition("/")[2].removesuffix(".yml")
    try:
        record = shape.model_validate(fields)
    except ValidationError as error:
        problems += faults + explain(error, shape, text, where)
        return None
    problems += faults
    return None if faults else record


def read_text(root: Path, where: str, problems: list[Problem]) -> str | None:
    """The file as text, line ends and byte order mark as they are, or None and why not."""
    try:
        target = os.open(os.path.join(root, where), os.O_RDONLY)  # noqa: PTH118 - pathlib costs a fifth of a load
        with os.fdopen(target, "rb") as file:
            return file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "save it as UTF-8"
        problems.append(Problem(message="is not UTF-8 text", where=where, line=line, hint=hint, rule="encoding"))
    except OSError as error:
        problems.append(Problem(message=f"cannot be read: {error.strerror}", where=where, rule="unreadable"))
    return None


def _briefing(root: Path, problems: list[Problem]) -> Briefing:
    if not (root / BRIEFING).exists():
        return Briefing(title="Briefing")
    return read_record(root, BRIEFING, Briefing, problems) or Briefing(title="Briefing")


def _id_fault(shape: type[Record]) -> ValidationError:
    fault: InitErrorDetails = {"type": "extra_forbidden", "loc": ("id",), "input": ""}
    return ValidationError.from_exception_data(shape.__name__, [fault])


def _misplaced(name: str, where: str) -> Problem | None:
    if name.startswith(".") or name.endswith((".yml", "~", ".swp", ".bak", ".orig")):
        if name.endswith(".yml") and any(sign in name for sign in " \t/\\?#%:"):
            return Problem(
                message="a record's file name is its address and cannot hold spaces or any of \\ ? # % :",
                where=where, hint="use letters, digits and hyphens", rule="file-name",
            )  # fmt: skip
        return None
    if name.endswith((".yaml", ".YML", ".YAML")):
        return Problem(message="is not read: records end in .yml", where=where, hint="rename it", rule="file-name")
    return Problem(message="is not a record and is not read", where=where, severity=Severity.WARNING, rule="file-name")
