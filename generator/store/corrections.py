"""What people corrected: from base and current records, dated and explained by the project's git history if any."""

import json
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.merge import ABSENT
from generator.model.records import Actor, Article, Correction, Event, Record
from generator.model.review import Corrected
from generator.store.base import BASE, BaseRecord, Bases
from generator.store.folder import CONTENT, KINDS, Records, interpret
from generator.store.shelf import Shelf
from generator.store.writing import plain

# what a reader sees; where it was found, how sure it is and what editors note is not a correction
_TOLD = {
    "events": ("title", "summary", "type", "status", "date", "place", "figures", "iterations", "actors", "quotes"),
    "actors": ("name", "type", "title", "affiliation", "country", "aliases", "description"),
    "articles": ("title", "published", "publisher", "author"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A record as one commit left it, beside its base at that time; None = not there."""

    when: str  # ISO date
    why: str  # subject of the commit
    fields: Mapping[str, Any] | None
    base: Mapping[str, Any] | None


History = Mapping[str, Sequence[Version]]
"""Record path -> its versions, oldest first."""


def corrections(
    records: Records,
    bases: Bases,
    history: History | None = None,
    among: Set[str] | None = None,
    shelf: Shelf | None = None,
) -> list[Corrected]:
    """Every correction, the newest first; silent ones are included and say so.

    `among` = the `candidates`: others have none but what an editor remarks in them.
    """
    history, shelf = history or {}, shelf or Shelf()
    found: list[Corrected] = []
    for kind in KINDS:
        for name, record in _worth_a_look(kind, records, among):
            path = f"{kind}/{name}"
            given = record, bases[kind].get(name), history.get(path, ())
            found += shelf.kept(("corrected", path), given, partial(_corrected, path, *given))
    for path in history:
        kind, _, name = path.partition("/")
        if name not in records.of(kind):
            found += _dated(path, history[path])
    return sorted(found, key=lambda one: (one.when or "9999", one.record, one.field), reverse=True)


def _worth_a_look(kind: str, records: Records, among: Set[str] | None) -> Iterable[tuple[str, Record]]:
    held: dict[str, Record] = records.of(kind)
    if among is None:
        return held.items()
    named = {path.partition("/")[2] for path in among if path.startswith(f"{kind}/")} & held.keys()
    if kind != "articles":
        named |= {name for name, record in held.items() if record.corrections}  # type: ignore[attr-defined]
    return ((name, held[name]) for name in named)


def _corrected(path: str, record: Record, base: BaseRecord | None, versions: Sequence[Version]) -> list[Corrected]:
    """The corrections of one record."""
    changes = list(_dated(path, versions))
    changes += _undated(path, plain(record), base.fields if base else None, changes)
    explained = {one.field for one in changes} - {""}  # a remark about anything else stands on its own
    alone = (remark for remark in _remarks(record) if remark.text and remark.field not in explained)
    return [*_explained(changes, _remarks(record)), *(_told_by_editor(path, remark) for remark in alone)]


def _dated(path: str, versions: Sequence[Version]) -> Iterator[Corrected]:
    """Changes from commit to commit that are not the generator's."""
    before: Mapping[str, Any] | None = None
    for version in versions:
        if before is None and version.fields is not None:
            before = version.base or version.fields  # corrected before it was first committed
        if before is not None:
            yield from _between(path, before, version)
        before = version.fields


def _between(path: str, before: Mapping[str, Any], version: Version) -> Iterator[Corrected]:
    kind = path.partition("/")[0]
    if version.fields is None:
        if version.base is not None or kind == "actors":
            yield Corrected(record=path, before=_words(before.get(_head(kind))), when=version.when, why=version.why)
        return
    base = version.base or {}
    for name in _TOLD[kind]:
        old, new = before.get(name, ABSENT), version.fields.get(name, ABSENT)
        if old != new and new != base.get(name, ABSENT):
            yield Corrected(
                record=path, field=name, before=_words(old), after=_words(new), when=version.when, why=version.why
            )  # fmt: skip
    if version.fields.get("review") == "rejected" != before.get("review"):
        yield Corrected(record=path, before=_words(before.get(_head(kind))), when=version.when, why=version.why)


def _undated(
    path: str, fields: Mapping[str, Any], base: Mapping[str, Any] | None, dated: Iterable[Corrected]
) -> Iterator[Corrected]:
    """Where the record differs from base and no commit says since when."""
    if base is None:
        return
    known = {(one.field, one.after) for one in dated}
    for name in _TOLD[path.partition("/")[0]]:
        old, new = base.get(name, ABSENT), fields.get(name, ABSENT)
        if old != new and (name, _words(new)) not in known:
            yield Corrected(record=path, field=name, before=_words(old), after=_words(new))


def _explained(changes: Iterable[Corrected], remarks: Sequence[Correction]) -> Iterator[Corrected]:
    """Each change with what the editor wrote about its field, or about the whole record on that day."""
    for change in changes:
        about = [remark for remark in remarks if remark.field in (change.field, "")]
        about = [r for r in about if r.field or (r.silent and (not r.date or not change.when or change.when <= r.date))]
        why = next((remark.text for remark in about if remark.field and remark.text), change.why)
        when = change.when or next((remark.date for remark in about if remark.date), "")
        yield Corrected(
            record=change.record, field=change.field, before=change.before, after=change.after,
            when=when, why=why, silent=any(remark.silent for remark in about),
        )  # fmt: skip


def _told_by_editor(path: str, remark: Correction) -> Corrected:
    return Corrected(record=path, when=remark.date, why=remark.text, silent=remark.silent)


def _remarks(record: Record) -> tuple[Correction, ...]:
    return record.corrections if isinstance(record, Event | Actor) else ()


def _head(kind: str) -> str:
    return "name" if kind == "actors" else "title"


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, list | tuple):
        return "; ".join(map(_words, value))
    return "" if value is ABSENT else str(value)


# -- git ---------------------------------------------------------------------------------------------------------------


def read_history(root: Path, paths: Iterable[str], shelf: Shelf | None = None) -> dict[str, list[Version]]:
    """Versions of these records from the repository the project stands in; nothing where there is none."""
    wanted = frozenset(paths)
    head = _git(root, "rev-parse", "HEAD") if wanted else b""
    return (shelf or Shelf()).kept("history", (head, wanted), lambda: _read_history(root, wanted) if head else {})


def _read_history(root: Path, wanted: Collection[str]) -> dict[str, list[Version]]:
    commits = _commits(root, wanted)
    asked = [(path, commit) for path, of in commits.items() for commit in of]
    blobs = _blobs(root, [name for path, (commit, _, _) in asked for name in _names(commit, path)])
    history: dict[str, list[Version]] = {}
    for path, (commit, when, why) in asked:
        text, base = (blobs.get(name) for name in _names(commit, path))
        fields = _fields(path, text)
        if text is None or fields is not None:  # a version with faults says nothing
            version = Version(when=when, why=why, fields=fields, base=_base_fields(base))
            history.setdefault(path, []).append(version)
    return {path: versions[::-1] for path, versions in history.items()}


def _names(commit: str, path: str) -> tuple[str, str]:
    return f"{commit}:./{CONTENT}/{path}.yml", f"{commit}:./{BASE}/{path}.json"


def _commits(root: Path, wanted: Collection[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Record path -> (commit, day, subject) of each commit that changed its file, newest first."""
    folders = [f"{CONTENT}/{kind}" for kind in KINDS]
    log = _git(root, "log", "--relative", "--no-renames", "--format=%x01%H%x02%as%x02%s", "--name-only", "--", *folders)
    commits: dict[str, list[tuple[str, str, str]]] = {}
    for entry in log.decode("utf-8", "replace").split("\x01")[1:]:
        head, _, names = entry.partition("\n")
        commit, when, why = head.split("\x02", 2)
        for name in names.split("\n"):
            path = name.removeprefix(f"{CONTENT}/").removesuffix(".yml")
            if path in wanted:
                commits.setdefault(path, []).append((commit, when, why))
    return commits


def _blobs(root: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Contents by name, all from one git process; names that do not exist are left out."""
    if not names:
        return {}
    out = _git(root, "cat-file", "--batch", given="\n".join(names).encode() + b"\n")
    blobs, position = {}, 0
    for name in names:
        end = out.find(b"\n", position)
        if end < 0:
            break
        head = out[position:end].rsplit(b" ", 2)
        position = end + 1
        if len(head) == 3 and head[1] == b"blob" and head[2].isdigit():
            blobs[name] = out[position : position + int(head[2])]
            position += int(head[2]) + 1
    return blobs


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return b""


def _fields(path: str, text: bytes | None) -> Mapping[str, Any] | None:
    if text is None:
        return None
    kind, _, name = path.partition("/")
    record: Event | Actor | Article | None = interpret(text.decode("utf-8", "replace"), f"{name}.yml", KINDS[kind], [])  # type: ignore[assignment]
    return plain(record) if record else None


def candidates(records: Records, bases: Bases, shelf: Shelf | None = None) -> set[str]:
    """Paths of the records whose history is worth reading: edited, written by hand, deleted or rejected by a person."""
    shelf, wanted = shelf or Shelf(), set()
    for kind in KINDS:
        both = records.of(kind), bases[kind]
        touched = shelf.each(("touched", kind), both, partial(_is_touched, kind, *both))
        wanted |= {f"{kind}/{name}" for name, yes in touched.items() if yes}
    gone = {f"{kind}/{name}" for kind in KINDS for name in bases[kind].keys() - records.of(kind).keys()}
    return wanted | gone


def _is_touched(kind: str, records: Mapping[str, Record], bases: Mapping[str, BaseRecord], name: str) -> bool:
    record, base = records[name], bases.get(name)
    if base is None:
        return True
    fields, written = plain(record), base.fields
    return any(fields.get(told) != written.get(told) for told in (*_TOLD[kind], "review"))


def _base_fields(text: bytes | None) -> Mapping[str, Any] | None:
    try:
        held: Mapping[str, Any] = json.loads(text or b"")["record"]
    except (ValueError, KeyError, TypeError):
        return None
    return held
