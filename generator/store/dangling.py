"""References to records that do not exist."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.model.errors import Problem, Severity
from generator.model.records import Record
from generator.store.faults import near, placed, spelled
from generator.store.folder import CONTENT, KINDS, Records, read_text
from generator.store.references import Reference, references
from generator.store.shelf import Shelf

_KIND = {"events": "event", "actors": "actor", "articles": "article"}


def dangling(root: Path, records: Records, aliases: Mapping[str, str], shelf: Shelf | None = None) -> list[Problem]:
    """Errors for ids that nobody has; warnings for words that look like the id of an actor but are not."""
    shelf = shelf or Shelf()
    problems: list[Problem] = []
    ids = [records.of(kind).keys() for kind in KINDS]
    for kind in KINDS:
        sound: dict[str, Record] = shelf.kept(("sound", kind), (ids, aliases), dict)  # with these ids to refer to
        for name, record in records.of(kind).items():
            if sound.get(name) is record:
                continue
            parts = shelf.kept(("references", kind, name), record, partial(_references, record))
            broken = list(_broken(parts, records, aliases))
            if broken:
                problems += _told(root, f"{CONTENT}/{kind}/{name}.yml", broken, records)
            else:
                sound[name] = record
    return problems


def _told(root: Path, where: str, broken: Iterable[Reference], records: Records) -> Iterator[Problem]:
    missing = [part for part in broken if not _has_file(root, part)]
    if missing:
        text = read_text(root, where, []) or ""
        yield from placed(((_problem(where, part, records), part.path) for part in missing), text)


def _references(record: Record) -> tuple[Reference, ...]:
    return tuple(references(record))


def _broken(parts: Iterable[Reference], records: Records, aliases: Mapping[str, str]) -> Iterable[Reference]:
    for part in parts:
        known = part.id in records.of(part.kind) or f"{part.kind}/{part.id}" in aliases
        if not known and not (part.loose and not _looks_like_an_id(part.id)):
            yield part


def _has_file(root: Path, part: Reference) -> bool:
    """A record that is there but has faults of its own is no dangling reference."""
    return len(part.id) < 200 and (root / CONTENT / part.kind / f"{part.id}.yml").is_file()


def _looks_like_an_id(words: str) -> bool:
    return "-" in words and words == words.lower() and " " not in words


def _problem(where: str, part: Reference, records: Records) -> Problem:
    return Problem(
        message=f"{spelled(part.path)}: there is no {_KIND[part.kind]} {part.id}",
        where=where,
        hint=near(part.id, records.of(part.kind)) or f"write content/{part.kind}/{part.id}.yml or take it out",
        severity=Severity.WARNING if part.loose else Severity.ERROR,
        rule=f"dangling-{_KIND[part.kind]}",
    )
