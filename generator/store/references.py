"""What refers to what: references from record to record, merged ids followed to the record that holds them now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from generator.model.records import Actor, Event, Record
from generator.store.folder import KINDS, Records
from generator.store.shelf import Shelf

Rename = Callable[[str, str], str]
"""(kind, id) -> id."""
Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One id in a record; `loose` ones may as well be plain words ("residents")."""

    path: tuple[str | int, ...]
    kind: str
    id: str
    loose: bool = False


def references(record: Record) -> Iterator[Reference]:
    """Every reference of a record, empty ones left out."""
    found = _event_references(record) if isinstance(record, Event) else _other_references(record)
    return (reference for reference in found if reference.id)


def _event_references(event: Event) -> Iterator[Reference]:
    for index, part in enumerate(event.actors):
        yield Reference(path=("actors", index, "actor"), kind="actors", id=part.actor)
        yield Reference(path=("actors", index, "according_to"), kind="actors", id=part.according_to, loose=True)
    for index, figure in enumerate(event.figures):
        yield Reference(path=("figures", index, "according_to"), kind="actors", id=figure.according_to, loose=True)
    for index, evidence in enumerate(event.evidence):
        yield Reference(path=("evidence", index, "article"), kind="articles", id=evidence.article)
    for index, quote in enumerate(event.quotes):
        yield Reference(path=("quotes", index, "speaker"), kind="actors", id=quote.speaker, loose=True)
        yield Reference(path=("quotes", index, "article"), kind="articles", id=quote.article)
    yield Reference(path=("part_of",), kind="events", id=event.part_of)


def _other_references(record: Record) -> Iterator[Reference]:
    if isinstance(record, Actor):
        yield Reference(path=("affiliation",), kind="actors", id=record.affiliation, loose=True)
        for index, other in enumerate(record.distinct_from):
            yield Reference(path=("distinct_from", index), kind="actors", id=other, loose=True)


def redirected(record: Kept, rename: Rename) -> Kept:
    """The record with every reference passed through `rename`; entries that became equal are one."""
    changed = {(part.path, new) for part in references(record) if (new := rename(part.kind, part.id)) != part.id}
    if not changed:
        return record
    fields = record.model_dump(mode="python")
    for path, new in changed:
        _set(fields, path, new)
    for name in {str(path[0]) for path, _ in changed if len(path) > 1}:
        fields[name] = _once(fields[name])
    return type(record).model_validate({"id": getattr(record, "id", ""), **fields})


def _once(entries: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for entry in entries:
        if entry not in found:
            found.append(entry)
    return found


def _set(fields: Any, path: tuple[str | int, ...], new: str) -> None:
    for part in path[:-1]:
        if isinstance(fields[part], tuple):
            fields[part] = list(fields[part])
        fields = fields[part]
    fields[path[-1]] = new


def merged_ids(records: Records, renamed: Mapping[str, str] | None = None) -> dict[str, str]:
    """`actors/kofi` -> `actors/annan` for every id that another record holds in `same_as`, or that was renamed."""
    direct = dict(renamed or {})
    for kind in ("events", "actors"):
        for name, record in [(name, record) for name, record in records.of(kind).items() if record.same_as]:
            for other in record.same_as:
                if other != name:
                    direct.setdefault(f"{kind}/{other}", f"{kind}/{name}")
    return {old: _last(old, direct) for old in direct if _last(old, direct) != old}


def _last(path: str, direct: Mapping[str, str]) -> str:
    seen = [path]
    while path in direct and direct[path] not in seen:
        path = direct[path]
        seen.append(path)
    # in a circle of same_as the first name holds them all, whoever asks
    return min(seen) if path in direct else path


def following(aliases: Mapping[str, str]) -> Rename:
    """A rename that follows merged ids."""

    def rename(kind: str, name: str) -> str:
        return aliases.get(f"{kind}/{name}", f"{kind}/{name}").partition("/")[2]

    return rename


def folded(record: Kept, other: Kept) -> Kept:
    """The record with what the other adds: entries of lists it lacks, fields it leaves empty."""
    mine, theirs = record.model_dump(mode="python"), other.model_dump(mode="python", exclude_defaults=True)
    for name, value in theirs.items():
        if isinstance(value, tuple):
            mine[name] = [*mine[name], *(entry for entry in value if entry not in mine[name])]
        elif mine.get(name) in ("", None):
            mine[name] = value
    if isinstance(record, Actor) and isinstance(other, Actor):
        known = {record.name, *mine["aliases"]}
        mine["aliases"] = [*mine["aliases"], *([other.name] if other.name not in known else [])]
    mine["same_as"] = [name for name in mine["same_as"] if name != getattr(record, "id", "")]
    return type(record).model_validate({"id": getattr(record, "id", ""), **mine})


def united(records: Records, aliases: Mapping[str, str], shelf: Shelf | None = None) -> Records:
    """The records as pages show them: merged ones folded into those that hold them, references followed."""
    if not aliases:
        return records
    shelf, rename = shelf or Shelf(), following(aliases)
    whole = Records(briefing=records.briefing, marks=records.marks)
    for kind in KINDS:
        merged = {path.partition("/")[2] for path in aliases if path.startswith(f"{kind}/")}
        setattr(whole, kind, {name: record for name, record in records.of(kind).items() if name not in merged})
    for path in sorted(aliases):
        kind, _, name = path.partition("/")
        holder, absorbed = rename(kind, name), records.of(kind).get(name)
        if absorbed is not None and holder in whole.of(kind):
            both = whole.of(kind)[holder], absorbed
            whole.of(kind)[holder] = shelf.kept(("folded", kind, holder, name), both, partial(folded, *both))
    for kind in KINDS:
        held = whole.of(kind)
        setattr(whole, kind, shelf.each(("redirected", kind), (held,), partial(_redirected, held, rename), aliases))
    return whole


def _redirected(records: Mapping[str, Record], rename: Rename, name: str) -> Record:
    return redirected(records[name], rename)
