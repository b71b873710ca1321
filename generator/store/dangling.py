"""References to records that do not exist."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
    sound = shelf.kept("sound", None, _Sound)
    sound.forget(shelf.kept("known", (ids, aliases), partial(_known, records, aliases)))
    for kind in KINDS:
        held = sound.records[kind]
        for name, record in [(name, one) for name, one in records.of(kind).items() if held.get(name) is not one]:
            parts = list(references(record))
            broken = list(_broken(parts, records, aliases))
            if broken:
                problems += _told(root, f"{CONTENT}/{kind}/{name}.yml", broken, records)
            else:
                sound.keep(kind, name, record, parts)
    return problems


@dataclass(slots=True)
class _Sound:
    """The records without a fault as long as what they refer to is known. More that is known cannot break them."""

    known: frozenset[str] = frozenset()
    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    referring: dict[str, set[tuple[str, str]]] = field(default_factory=dict)  # path -> what refers to it, or did

    def keep(self, kind: str, name: str, record: Record, parts: Iterable[Reference]) -> None:
        """Remember that all parts of this record are known."""
        self.records[kind][name] = record
        for part in parts:
            self.referring.setdefault(f"{part.kind}/{part.id}", set()).add((kind, name))

    def forget(self, known: frozenset[str]) -> None:
        """Forget those that refer to something that is no longer known."""
        lost = self.known - known if known is not self.known else ()
        self.known = known
        for path in lost:
            for kind, name in self.referring.pop(path, ()):
                self.records[kind].pop(name, None)


def _known(records: Records, aliases: Mapping[str, str]) -> frozenset[str]:
    return frozenset(f"{kind}/{name}" for kind in KINDS for name in records.of(kind)) | aliases.keys()


def _told(root: Path, where: str, broken: Iterable[Reference], records: Records) -> Iterator[Problem]:
    missing = [part for part in broken if not _has_file(root, part)]
    if missing:
        text = read_text(root, where, []) or ""
        yield from placed(((_problem(where, part, records), part.path) for part in missing), text)


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
