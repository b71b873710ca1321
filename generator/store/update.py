"""A new extraction meets what people made of the last one: plans what every record file and its base shall hold.

Plans only; `Journal` carries them out. Each record and its base form one group, changed together or not at all.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.merge import ABSENT, Clash, complement, merge
from generator.model.changes import Changes, Conflict
from generator.model.records import Actor, Event, Record
from generator.model.vocabulary import Review
from generator.store.base import BaseRecord, Bases, base_path, document_path
from generator.store.comments import comments
from generator.store.editing import edited
from generator.store.folder import CONTENT, KINDS, Records, interpret
from generator.store.journal import Group, Replacement
from generator.store.references import following, redirected, references
from generator.store.schemas import schema_line
from generator.store.writing import full, house, plain

KEYS: Mapping[str, tuple[str, ...]] = {
    "actors": ("actor",),
    "figures": ("what", "according_to"),
    "evidence": ("article", "exact"),
    "quotes": ("article", "text"),
    "corrections": ("date", "text"),
    "aliases": (),
    "same_as": (),
    "distinct_from": (),
    "tags": (),
}
"""List fields and what identifies one of their entries."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """What is to be written and what to say about it."""

    groups: list[Group] = field(default_factory=list)
    _noted: dict[str, list[Any]] = field(default_factory=dict)

    def note(self, **what: Any) -> None:
        """Add to the changes."""
        for name, value in what.items():
            self._noted.setdefault(name, []).append(value)

    @property
    def changes(self) -> Changes:
        """What was noted."""
        return Changes(**{name: tuple(values) for name, values in self._noted.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Theirs: drafts by kind and id, and the articles whose reading they come from."""

    drafts: Mapping[str, Mapping[str, Record]]
    read: Collection[str]
    found_in: Mapping[str, Collection[str]] = field(default_factory=dict)  # actor id -> articles


def plan_update(root: Path, ours: Records, bases: Bases, aliases: Mapping[str, str], theirs: Extraction) -> Plan:
    """Everything an update changes; nothing where theirs says what it said last time."""
    drafts = _fitted(ours, bases, aliases, theirs.drafts)
    found_in: dict[str, set[str]] = {}
    for actor, articles in theirs.found_in.items():
        found_in.setdefault(following(aliases)("actors", actor), set()).update(articles)
    theirs = replace(theirs, drafts=drafts, found_in=found_in)
    planner = _Planner(root=root, ours=ours, bases=bases, theirs=theirs)
    for kind in ("events", "articles", "actors"):  # actors last: whether one may go depends on who still names it
        for name in sorted({*bases[kind], *drafts[kind]}):
            planner.record(kind, name)
    return planner.plan


@dataclass(slots=True, kw_only=True)
class _Planner:
    root: Path
    ours: Records
    bases: Bases
    theirs: Extraction
    plan: Plan = field(default_factory=Plan)
    named: set[str] = field(default_factory=set)  # actor ids that a record will still name

    def record(self, kind: str, name: str) -> None:
        """Decide about one record by which of the three sides have it."""
        mine, base = self.ours.of(kind).get(name), self.bases[kind].get(name)
        draft = self.theirs.drafts[kind].get(name)
        if mine is None:
            self._absent(kind, name, base, draft)
        elif base is None or getattr(mine, "review", "") == Review.REJECTED:
            self._name(mine)
        elif draft is not None:
            self._meet(kind, name, mine, base, draft)
        elif self._is_settled(kind, name, base):
            self._no_longer_found(kind, name, mine, base)
        else:
            self._name(mine)

    def _name(self, record: Record) -> None:
        self.named |= {reference.id for reference in references(record) if reference.kind == "actors"}

    def _absent(self, kind: str, name: str, base: BaseRecord | None, draft: Record | None) -> None:
        if draft is None:
            return
        if base is not None:  # a person deleted the file: it stays away, base follows so that mentions still find it
            grown = replace(base, packed=BaseRecord.of(complement(base.fields, plain(draft), KEYS)).packed)
            self.plan.groups.append([self._base(kind, name, base, grown)])
            return
        self._name(draft)
        path = self.root / CONTENT / kind / f"{name}.yml"
        new = BaseRecord.of(plain(draft), articles=self._found_in(kind, name, None))
        text = house(draft, schema_line(kind)).encode("utf-8")
        self.plan.groups.append([Replacement(path=path, old=None, new=text), self._base(kind, name, None, new)])
        self.plan.note(created=f"{kind}/{name}")

    def _meet(self, kind: str, name: str, mine: Any, base: BaseRecord, draft: Record) -> None:
        offered, written = plain(draft), base.fields
        if not self._is_settled(kind, name, base):
            offered = complement(written, offered, KEYS)
        if offered == written and self._found_in(kind, name, base) == base.articles:
            self._name(mine)
            return
        merged = merge(written, plain(mine), offered, KEYS)
        after = type(mine).model_validate({"id": name, **merged.result})
        self._name(after)
        new = BaseRecord.of(
            {part: merged.base[part] for part in full(mine) if part in merged.base},
            conflicts=self._conflicts(base, mine, merged.clashes),
            articles=self._found_in(kind, name, base),
        )
        file = self._edit(kind, name, mine, after)
        if file is None:
            return
        self.plan.groups.append([file, self._base(kind, name, base, new)])
        if file.new != file.old:
            self.plan.note(updated=f"{kind}/{name}")
        for clash in merged.clashes:
            self.plan.note(conflicts=Conflict(record=f"{kind}/{name}", **_said(clash)))

    def _no_longer_found(self, kind: str, name: str, mine: Record, base: BaseRecord) -> None:
        path = self.root / CONTENT / kind / f"{name}.yml"
        content = path.read_bytes()
        needed = kind == "actors" and name in self.named
        if needed or plain(mine) != base.fields or _has_words(content):
            self._name(mine)
            if not needed:
                self.plan.note(kept=f"{kind}/{name}")
            return
        gone = [Replacement(path=path, old=content, new=None), self._base(kind, name, base, None)]
        marks = document_path(self.root, name)
        if kind == "articles" and marks.exists():
            gone.append(Replacement(path=marks, old=marks.read_bytes(), new=None))
        self.plan.groups.append(gone)
        self.plan.note(withdrawn=f"{kind}/{name}")

    def _edit(self, kind: str, name: str, mine: Record, after: Record) -> Replacement | None:
        """The file with what changed; None where somebody saved it since it was read."""
        path = self.root / CONTENT / kind / f"{name}.yml"
        content = path.read_bytes()
        if full(mine) == full(after):
            return Replacement(path=path, old=content, new=content)
        where = f"{CONTENT}/{kind}/{name}.yml"
        if interpret(content.decode("utf-8", "replace"), where, type(mine), []) != mine:
            return None
        text = edited(content.decode("utf-8"), full(mine), full(after), where)
        return Replacement(path=path, old=content, new=text.encode("utf-8"))

    def _base(self, kind: str, name: str, old: BaseRecord | None, new: BaseRecord | None) -> Replacement:
        path = base_path(self.root, kind, name)
        before = path.read_bytes() if path.exists() else None
        if old == new:
            return Replacement(path=path, old=before, new=before)
        return Replacement(path=path, old=before, new=new.text() if new else None)

    def _is_settled(self, kind: str, name: str, base: BaseRecord) -> bool:
        """Whether every article the record comes from was read in this run or has left the sources."""
        if kind == "articles":
            return name in self.theirs.read or self._has_left(name)
        sources = {entry.get("article", "") for entry in base.fields.get("evidence", ())} or set(base.articles)
        if kind == "actors" and not sources:
            sources = set(self.ours.articles)
        return all(article in self.theirs.read or self._has_left(article) for article in sources)

    def _has_left(self, article: str) -> bool:
        if article in self.theirs.drafts["articles"]:
            return False
        record = self.ours.articles.get(article)
        return record is None or (bool(record.file) and not (self.root / record.file).exists())

    def _found_in(self, kind: str, name: str, base: BaseRecord | None) -> tuple[str, ...]:
        if kind != "actors":
            return ()
        fresh = set(self.theirs.found_in.get(name, ()))
        kept = {a for a in (base.articles if base else ()) if a not in self.theirs.read and not self._has_left(a)}
        return tuple(sorted(fresh | kept))

    def _conflicts(self, base: BaseRecord, mine: Record, clashes: tuple[Clash, ...]) -> tuple[dict[str, str], ...]:
        """Those named now and before that still stand."""
        fresh = [_said(clash) for clash in clashes]
        again = {clash["field"] for clash in fresh}
        named = [*(old for old in base.conflicts if old["field"] not in again), *fresh]
        return tuple(conflict for conflict in named if stands(conflict, mine))


def stands(conflict: Mapping[str, str], record: Record) -> bool:
    """Whether a named conflict is still open: the kept value still stands there, and nobody approved the record."""
    if getattr(record, "review", Review.OPEN) != Review.OPEN:
        return False
    name, _, rest = conflict["field"].partition("[")
    if rest:
        return conflict["kept"] in str(plain(record).get(name, ""))
    return _word(plain(record).get(name, ABSENT)) == conflict["kept"]


def _said(clash: Clash) -> dict[str, str]:
    return {"field": clash.field, "kept": _word(clash.kept), "offered": _word(clash.offered)}


def _word(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(map(str, value.values()))
    return "" if value is ABSENT else str(value)


def _has_words(content: bytes) -> bool:
    """Whether somebody left a comment beside the one the generator writes."""
    return any("yaml-language-server" not in line for line in comments(content.decode("utf-8", "replace")))


# -- theirs, made to fit what people decided ---------------------------------------------------------------------------


def _fitted(
    ours: Records, bases: Bases, aliases: Mapping[str, str], drafts: Mapping[str, Mapping[str, Record]]
) -> dict[str, dict[str, Record]]:
    """Drafts under the ids that hold them now, without what a person deleted or rejected."""
    rename = following(aliases)
    held: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for kind, by_name in drafts.items():
        for name, draft in by_name.items():
            to = rename(kind, name)
            moved = redirected(draft if to == name else draft.model_copy(update={"id": to}), rename)
            held[kind][to] = _joined(held[kind][to], moved, prefer=to == name) if to in held[kind] else moved
    absent = _absent_actors(ours, bases)
    events = {name: _without(draft, absent) for name, draft in held["events"].items()}
    graves = _graves(ours, bases, events)
    new = {name for name in events if name not in ours.events and name not in bases["events"]}
    buried = {name for name in new if _first(plain(events[name])) in graves}
    held["events"] = {name: draft for name, draft in events.items() if name not in buried}
    held["actors"] = {name: _without(draft, absent) for name, draft in held["actors"].items()}
    return held


def _joined(first: Record, second: Record, prefer: bool) -> Record:
    """Two drafts of what a person made one record: lists together, single fields of the one that has its id."""
    one, other = (second, first) if prefer else (first, second)
    joined = complement(plain(other), plain(one), KEYS)
    if isinstance(other, Actor) and isinstance(one, Actor):
        names = [*joined.get("aliases", ()), other.name]
        joined["aliases"] = [alias for alias in dict.fromkeys(names) if alias != one.name]
    return type(one).model_validate({"id": getattr(one, "id", ""), **joined})


def _absent_actors(ours: Records, bases: Bases) -> dict[str, str]:
    """Actors that a person deleted or rejected: id -> name."""
    absent: dict[str, str] = {}
    for name, base in bases["actors"].items():
        mine = ours.actors.get(name)
        if mine is None or mine.review == Review.REJECTED:
            absent[name] = str(base.fields.get("name", name))
    rejected = {name: actor.name for name, actor in ours.actors.items() if actor.review == Review.REJECTED}
    return absent | rejected


def _without(draft: Record, absent: Mapping[str, str]) -> Record:
    """The draft without references to these actors; who is only quoted as a source is named in plain words."""
    if not any(reference.id in absent for reference in references(draft) if reference.kind == "actors"):
        return draft
    if isinstance(draft, Event):
        taking_part = tuple(part for part in draft.actors if part.actor not in absent)
        draft = draft.model_copy(update={"actors": taking_part})
    return redirected(draft, lambda kind, name: absent.get(name, name) if kind == "actors" else name)


def _graves(ours: Records, bases: Bases, drafts: Mapping[str, Record]) -> set[tuple[str, ...]]:
    """First evidence of events that a person deleted or rejected and that no draft was recognised as."""
    gone = [
        base.fields
        for name, base in bases["events"].items()
        if name not in drafts and (name not in ours.events or ours.events[name].review == Review.REJECTED)
    ]
    return {first for fields in gone if (first := _first(fields))}


def _first(fields: Mapping[str, Any]) -> tuple[str, ...]:
    first = next(iter(fields.get("evidence", ())), None)
    return (first["article"], first["exact"], first.get("trigger", "")) if first else ()


# -- files that a person renamed --------------------------------------------------------------------------------------


def renames(ours: Records, bases: Bases) -> dict[str, str]:
    """`events/old` -> `events/new`: a base whose file is gone, and a file without base that tells of the same."""
    found: dict[str, str] = {}
    for kind in KINDS:
        gone = [name for name in bases[kind] if name not in ours.of(kind)]
        new = [name for name in ours.of(kind) if name not in bases[kind]]
        if gone and new:
            found |= dict(_renamed(kind, gone, new, ours, bases))
    return found


def _renamed(kind: str, gone: list[str], new: list[str], ours: Records, bases: Bases) -> Iterator[tuple[str, str]]:
    marks = _MARKS[kind]
    holders: dict[Any, list[str]] = {}
    for name in new:
        for mark in marks(plain(ours.of(kind)[name])):
            holders.setdefault(mark, []).append(name)
    taken: set[str] = set()
    for old in sorted(gone):
        shared = [n for mark in marks(bases[kind][old].fields) for n in holders.get(mark, ()) if n not in taken]
        if shared:
            best = max(sorted(set(shared)), key=shared.count)
            taken.add(best)
            yield f"{kind}/{old}", f"{kind}/{best}"


def _event_marks(fields: Mapping[str, Any]) -> set[Any]:
    return {_first(fields)} - {()}


def _actor_marks(fields: Mapping[str, Any]) -> set[Any]:
    return {fields.get("name"), *fields.get("aliases", ())}


def _article_marks(fields: Mapping[str, Any]) -> set[Any]:
    return {mark for mark in (fields.get("file"), fields.get("sha256")) if mark}


_MARKS: Mapping[str, Callable[[Mapping[str, Any]], set[Any]]] = {
    "events": _event_marks,
    "actors": _actor_marks,
    "articles": _article_marks,
}
