"""Records merged, split, renamed, judged and added by command: plain edits of YAML, all files or none.

References are updated everywhere, in the files and in what the generator remembers of them, so that a file nobody
else touched does not look touched. The old id stays in `same_as`, where it still resolves.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.merge import complement
from generator.model.changes import Changes
from generator.model.errors import DatelineError, Problem
from generator.model.records import Actor, Article, Event, Record
from generator.model.vocabulary import Review
from generator.store.base import (
    BaseRecord,
    Bases,
    base_path,
    document_engine,
    document_path,
    document_text,
    read_document,
)
from generator.store.editing import edited
from generator.store.faults import near
from generator.store.folder import BRIEFING, CONTENT, KINDS, Records, interpret
from generator.store.journal import Replacement
from generator.store.references import Rename, folded, redirected, references
from generator.store.schemas import schema_line
from generator.store.update import KEYS
from generator.store.writing import full, house, plain

Key = tuple[str, str]
"""Kind and id."""


@dataclass(slots=True, kw_only=True)
class Revision:
    """Records and bases as they shall be after a reshaping; None = gone."""

    root: Path
    records: Records
    bases: Bases
    after: dict[Key, Record | None] = field(default_factory=dict)
    after_base: dict[Key, BaseRecord | None] = field(default_factory=dict)
    moved: dict[Key, Key] = field(default_factory=dict)  # new place -> the file its text comes from
    also: list[Replacement] = field(default_factory=list)

    def record(self, kind: str, name: str) -> Any:
        """The record as it will be; DatelineError if there is none."""
        held = self.after.get((kind, name)) or self.records.of(kind).get(name)
        if held is None:
            known = near(name, self.records.of(kind))
            raise DatelineError(Problem(message=f"there is no {kind.removesuffix('s')} {name}", hint=known))
        return held

    def put(self, kind: str, record: Any, **fields: Any) -> None:
        """Change fields of a record."""
        changed = {**record.model_dump(mode="python"), **fields}
        self.after[kind, record.id] = type(record).model_validate({"id": record.id, **changed})

    def redirect(self, rename: Rename) -> None:
        """Pass every reference of every record and base through `rename`."""
        for kind, name, _ in list(self.records):
            current = self.after.get((kind, name), self.records.of(kind)[name])
            if current is not None and (new := redirected(current, rename)) is not current:
                self.after[kind, name] = new
        for kind, shape in KINDS.items():
            for name in self.bases[kind]:
                self._redirect_base(kind, name, shape, rename)
        self._redirect_briefing(rename)

    def _redirect_base(self, kind: str, name: str, shape: type[Record], rename: Rename) -> None:
        base = self.after_base.get((kind, name), self.bases[kind][name])
        if base is None:
            return
        record = shape.model_validate({"id": name, **base.fields})
        articles = tuple(sorted({rename("articles", article) for article in base.articles}))
        if (new := redirected(record, rename)) is not record or articles != base.articles:
            self.after_base[kind, name] = BaseRecord.of(plain(new), conflicts=base.conflicts, articles=articles)

    def _redirect_briefing(self, rename: Rename) -> None:
        before = self.records.briefing
        excluded = tuple(rename("events", rename("actors", name)) for name in before.exclude)
        if excluded != before.exclude:
            after = before.model_copy(update={"exclude": excluded})
            content = (self.root / BRIEFING).read_bytes()
            text = edited(content.decode("utf-8"), full(before), full(after), BRIEFING)
            self.also.append(Replacement(path=self.root / BRIEFING, old=content, new=text.encode("utf-8")))

    def group(self) -> list[Replacement]:
        """Every file that changes; they change together."""
        changed = [self._file(key, record) for key, record in self.after.items()]
        bases = [self._base(key, base) for key, base in self.after_base.items()]
        return [part for part in (*changed, *bases, *self.also) if part.old != part.new]

    def _file(self, key: Key, after: Record | None) -> Replacement:
        path = _path(self.root, key)
        old = path.read_bytes() if path.exists() else None
        if after is None:
            return Replacement(path=path, old=old, new=None)
        source = self.moved.get(key, key)
        before = self.records.of(source[0]).get(source[1])
        if before is None:
            text = house(after, schema_line(key[0]))
        else:
            text = _read_as(before, _path(self.root, source))
            text = edited(text, full(before), full(after), path.relative_to(self.root).as_posix())
        return Replacement(path=path, old=old, new=text.encode("utf-8"))

    def _base(self, key: Key, after: BaseRecord | None) -> Replacement:
        path = base_path(self.root, *key)
        old = path.read_bytes() if path.exists() else None
        return Replacement(path=path, old=old, new=after.text() if after else None)

    def changes(self) -> Changes:
        """What to say about it."""
        new = {key for key in self.after if key[1] not in self.records.of(key[0])}
        gone = {key for key, record in self.after.items() if record is None}
        return Changes(
            created=_paths(new), updated=_paths(self.after.keys() - new - gone), withdrawn=_paths(gone)
        )  # fmt: skip


def merge(revision: Revision, kind: str, keep: str, absorb: str) -> None:
    """`absorb` becomes part of `keep`: its lists are added, its id resolves to `keep`."""
    kept, gone = revision.record(kind, keep), revision.record(kind, absorb)
    if keep == absorb or isinstance(kept, Article):
        raise DatelineError(f"{kind}/{keep} cannot be merged with {kind}/{absorb}", "name two events or two actors")
    whole = folded(kept, gone)
    revision.put(kind, whole, same_as=_with(whole.same_as, absorb), **_reconciled(whole, absorb))
    revision.after[kind, absorb] = None
    mine, theirs = revision.bases[kind].get(keep), revision.bases[kind].get(absorb)
    if theirs:
        revision.after_base[kind, absorb] = None
    if mine and theirs:
        fields = complement(theirs.fields, mine.fields, KEYS)
        articles = tuple(sorted({*mine.articles, *theirs.articles}))
        revision.after_base[kind, keep] = BaseRecord.of(fields, conflicts=mine.conflicts, articles=articles)
    revision.redirect(_renaming(kind, absorb, keep))


def rename(revision: Revision, kind: str, old: str, new: str) -> None:
    """Give a record another id; the old one still resolves."""
    if new in revision.records.of(kind) or (revision.root / CONTENT / kind / f"{new}.yml").exists():
        raise DatelineError(f"{kind}/{new} exists already", "choose another id, or merge the two")
    _check_id(new)
    record = revision.record(kind, old)
    revision.after[kind, old] = None
    revision.moved[kind, new] = kind, old
    moved_to(revision, kind, old, record.model_copy(update={"id": new}))


def moved_to(revision: Revision, kind: str, old: str, record: Any) -> None:
    """What follows when the record `old` has become this one: base, references, marks, and the old id in `same_as`."""
    fields = {} if isinstance(record, Article) else {"same_as": _with(record.same_as, old)}
    revision.put(kind, record, **fields)
    base = revision.bases[kind].get(old)
    if base:
        revision.after_base[kind, old] = None
        revision.after_base[kind, record.id] = base
    revision.redirect(_renaming(kind, old, record.id))
    if kind == "articles":
        revision.also += _moved_marks(revision.root, old, record)


def split(revision: Revision, actor: str, aliases: Iterable[str], new: str) -> None:
    """Take aliases away from an actor and make them another actor, told apart from it from now on.

    Events whose evidence names only the new one go over to it.
    """
    names = tuple(aliases)
    whole: Actor = revision.record("actors", actor)
    missing = [name for name in names if name not in whole.aliases]
    if missing or not names:
        known = near(missing[0], whole.aliases) if missing else "name at least one of its aliases"
        raise DatelineError(Problem(message=f"{actor} has no alias {', '.join(missing)}", hint=known))
    if new in revision.records.actors:
        raise DatelineError(f"actors/{new} exists already", "choose another id")
    _check_id(new)
    rest = tuple(name for name in whole.aliases if name not in names)
    revision.put("actors", whole, aliases=rest, distinct_from=_with(whole.distinct_from, new))
    revision.after["actors", new] = Actor(
        id=new, name=names[0], type=whole.type, aliases=names[1:], country=whole.country, distinct_from=(actor,)
    )
    for event in revision.records.events.values():
        if _names_only(event, names, (whole.name, *rest)):
            moved = redirected(event, _renaming("actors", actor, new))
            if moved is not event:
                revision.after["events", event.id] = moved


def judge(revision: Revision, kind: str, name: str, verdict: Review, note: str = "") -> None:
    """Approve, reject or reopen a record."""
    record = revision.record(kind, name)
    if isinstance(record, Article):
        raise DatelineError(f"{kind}/{name} cannot be {verdict}", "only events and actors are reviewed")
    revision.put(kind, record, review=verdict, **({"note": note} if note else {}))


def take(revision: Revision, kind: str, name: str, conflict: str) -> None:
    """Put what the generator offered into the field a conflict names (`title`, `actors[annan].role`)."""
    record = revision.record(kind, name)
    base = revision.bases[kind].get(name)
    offered = next((c["offered"] for c in base.conflicts if c["field"] == conflict), None) if base else None
    if base is None or offered is None:
        raise DatelineError(f"{kind}/{name} has no conflict in {conflict}")
    whole, _, inner = conflict.partition("[")
    if not inner:
        written = type(record).model_validate({"id": name, **base.fields})
        revision.put(kind, record, **{whole: full(written)[whole]})
        return
    which, _, part = inner.partition("].")
    entries = [dict(entry) for entry in full(record)[whole]]
    for entry in entries:
        if ", ".join(str(entry.get(key, "")) for key in KEYS[whole]) == which:
            entry[part] = offered
    revision.put(kind, record, **{whole: entries})


def add(revision: Revision, record: Event | Actor) -> None:
    """A record written by a person: the generator never touches it."""
    kind = "events" if isinstance(record, Event) else "actors"
    _check_id(record.id)
    if record.id in revision.records.of(kind):
        raise DatelineError(f"{kind}/{record.id} exists already", "choose another id")
    for reference in references(record):
        if not reference.loose:
            revision.record(reference.kind, reference.id)
    revision.after[kind, record.id] = record


def _reconciled(whole: Any, absorbed: str) -> dict[str, Any]:
    """An actor merged with another is no longer told apart from it."""
    if not isinstance(whole, Actor):
        return {}
    return {"distinct_from": tuple(name for name in whole.distinct_from if name not in (absorbed, whole.id))}


def _names_only(event: Event, wanted: Iterable[str], others: Iterable[str]) -> bool:
    """Whether the evidence has one of the wanted names and none of the others; a longer name is not its parts."""
    names = frozenset(wanted)
    longest = sorted({*names, *filter(None, others)}, key=len, reverse=True)
    said = " ".join(entry.exact for entry in event.evidence)
    found = set(re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", said))
    return bool(found) and found <= names


def _renaming(kind: str, old: str, new: str) -> Callable[[str, str], str]:
    return lambda of, name: new if (of, name) == (kind, old) else name


def _moved_marks(root: Path, old: str, article: Article) -> list[Replacement]:
    document = read_document(root, old)
    if document is None:
        return []
    before, after = document_path(root, old), document_path(root, article.id)
    engine = document_engine(root, old)
    text = document_text(replace(document, id=article.id), article.sha256, engine)
    there = after.read_bytes() if after.exists() else None
    return [
        Replacement(path=before, old=before.read_bytes(), new=None),
        Replacement(path=after, old=there, new=text),
    ]


def _read_as(record: Record, path: Path) -> str:
    text = path.read_bytes().decode("utf-8")
    if interpret(text, path.name, type(record), []) != record:
        raise DatelineError(
            Problem(message="was saved meanwhile; nothing was changed", where=path.name, hint="run it again")
        )
    return text


def _check_id(name: str) -> None:
    if not name or not all(sign.isalnum() or sign in "-_." for sign in name) or name.startswith("."):
        raise DatelineError(f"{name!r} cannot be an id", "use letters, digits and hyphens")


def _with(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, name)))


def _path(root: Path, key: Key) -> Path:
    return root / CONTENT / key[0] / f"{key[1]}.yml"


def _paths(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(sorted(f"{kind}/{name}" for kind, name in keys))
