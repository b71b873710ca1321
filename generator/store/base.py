"""`content/.base/`: what the generator wrote last, and what it marked in each article. Committed, never edited."""

import json
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.model.document import Document
from generator.model.errors import Problem
from generator.store.folder import CONTENT, KINDS
from generator.store.journal import replace_file
from generator.store.shelf import Mark, Shelf, marks

BASE = f"{CONTENT}/.base"
_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
Held = TypeVar("Held")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BaseRecord:
    """A record as last written; the conflicts named then; the articles it was found in.

    Held as JSON, a quarter of what its values take: there is one for every record, and few are looked into.
    """

    packed: str
    conflicts: tuple[dict[str, str], ...] = ()  # field, kept, offered
    articles: tuple[str, ...] = ()  # of actors only: an event's evidence names its articles

    @classmethod
    def of(cls, fields: Mapping[str, Any], **more: Any) -> "BaseRecord":
        """A base with these plain fields."""
        return cls(packed=_json(fields), **more)

    @property
    def fields(self) -> dict[str, Any]:
        """The record, plain; unpacked at each call."""
        held: dict[str, Any] = json.loads(self.packed)
        return held

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BaseRecord) or (self.conflicts, self.articles) != (other.conflicts, other.articles):
            return False
        return self.packed == other.packed or self.fields == other.fields

    def __hash__(self) -> int:
        return hash(self.articles)

    def text(self) -> bytes:
        """The content of its file: one field a line, so that git shows what changed."""
        lines = [f"{_json(name)}: {_json(value)}" for name, value in self.fields.items()]
        held = {"record": "{\n  " + ",\n  ".join(lines) + "\n }"}
        if self.conflicts:
            held["conflicts"] = _json(self.conflicts)
        if self.articles:
            held["articles"] = _json(self.articles)
        return ("{" + ",\n".join(f'"{name}": {value}' for name, value in held.items()) + "}\n").encode()


Bases = dict[str, dict[str, BaseRecord]]
"""Kind -> id -> base."""
_Outcome = tuple[BaseRecord | None, tuple[Problem, ...]]  # of reading one file


def base_path(root: Path, kind: str, name: str) -> Path:
    """Where the base of this record stands."""
    return root / BASE / kind / f"{name}.json"


def read_bases(root: Path, problems: list[Problem], shelf: Shelf | None = None) -> Bases:
    """Every base record; one that cannot be read is a fault, for guessing could undo a person's work."""
    shelf, bases = shelf or Shelf(), {}
    for kind in KINDS:
        read = partial(_read_named, root, f"{BASE}/{kind}")
        files = shelf.folder(root / BASE / kind, read, replaced=True).values
        bases[kind], faults = shelf.kept(("bases", kind), files, partial(_by_id, files))
        problems += faults
    return bases


def _by_id(files: Mapping[str, _Outcome]) -> tuple[dict[str, BaseRecord], list[Problem]]:
    held = {name.removesuffix(".json"): base for name, (base, _) in files.items() if base}
    return held, [fault for _, faults in files.values() for fault in faults]


def _read_named(root: Path, folder: str, name: str) -> _Outcome:
    problems: list[Problem] = []
    is_base = name.endswith(".json") and not name.startswith(".")
    return (_read_base(root, f"{folder}/{name}", problems) if is_base else None), tuple(problems)


def _read_base(root: Path, where: str, problems: list[Problem]) -> BaseRecord | None:
    try:
        held = json.loads((root / where).read_bytes())
        return BaseRecord.of(
            dict(held["record"]),
            conflicts=tuple(held.get("conflicts", ())),
            articles=tuple(held.get("articles", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        hint = "restore it from git; without it the record would count as written by hand"
        problems.append(Problem(message="cannot be read", where=where, hint=hint, rule="base"))
        return None


# -- documents -------------------------------------------------------------------------------------------------------


def document_path(root: Path, article: str) -> Path:
    """Where the marks of this article stand."""
    return root / BASE / "documents" / f"{article}.json"


def write_document(root: Path, document: Document, sha256: str, engine: str) -> bool:
    """Keep what was marked in an article; False where the file says so already."""
    path = document_path(root, document.id)
    content = document_text(document, sha256, engine)
    if path.exists() and path.read_bytes() == content:
        return False
    replace_file(path, content, flush=False)  # one that a power cut spoils is read anew, no more
    return True


def read_document(root: Path, article: str, sha256: str | None = None, engine: str | None = None) -> Document | None:
    """The marks of an article, if there are any from this text and this engine; a spoilt file counts as none."""
    try:
        held = json.loads(document_path(root, article).read_bytes())
        if sha256 not in (None, held["sha256"]) or engine not in (None, held["engine"]):
            return None
        return _DOCUMENT.validate_python(held["document"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None


def document_engine(root: Path, article: str) -> str:
    """Which engine marked this article."""
    try:
        return str(json.loads(document_path(root, article).read_bytes())["engine"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def document_text(document: Document, sha256: str, engine: str) -> bytes:
    """One annotation a line: small differences stay small in git."""
    fields = _DOCUMENT.dump_python(document, mode="json", exclude_defaults=True)
    spelled = ((name, _listed(value) if isinstance(value, list) else _json(value)) for name, value in fields.items())
    parts = [f'"{name}": {value}' for name, value in spelled]
    head = f'{{"sha256": {_json(sha256)}, "engine": {_json(engine)}, "document": {{\n'
    return (head + ",\n".join(parts) + "\n}}\n").encode("utf-8", "replace")


def _listed(values: list[Any]) -> str:
    return "[\n" + ",\n".join(map(_json, values)) + "\n]" if values else "[]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(slots=True)
class OnDemand(Mapping[str, Held]):
    """Article id -> what is read from its file when asked for; only the last few are kept, so memory stays flat."""

    names: frozenset[str]
    read: Callable[[str], Held | None]
    keep: int = 32
    _recent: OrderedDict[str, Held] = field(default_factory=OrderedDict)

    def __getitem__(self, name: str) -> Held:
        if name in self._recent:
            self._recent.move_to_end(name)
            return self._recent[name]
        held = self.read(name) if name in self.names else None
        if held is None:
            raise KeyError(name)
        self._recent[name] = held
        if len(self._recent) > self.keep:
            self._recent.popitem(last=False)
        return held

    def __contains__(self, name: object) -> bool:
        return name in self.names  # without a look into its file

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.names))

    def __len__(self) -> int:
        return len(self.names)


def document_marks(root: Path) -> dict[str, Mark]:
    """`documents/<article>` -> what is another when the marks of that article are."""
    found = marks(root / BASE / "documents")
    return {f"documents/{name.removesuffix('.json')}": mark for name, mark in found.items() if name.endswith(".json")}


def documents(root: Path) -> OnDemand[Document]:
    """The marks of every article that was read."""
    return OnDemand(_document_names(root), lambda name: read_document(root, name))


def texts_of(documents: OnDemand[Document]) -> OnDemand[str]:
    """The texts of these documents, each read once for both."""
    return OnDemand(documents.names, lambda name: found.text if (found := documents.get(name)) else None, keep=1)


def document_texts(root: Path) -> OnDemand[str]:
    """The text of every article that was read, as the marks count it."""
    return OnDemand(_document_names(root), lambda name: _read_text(root, name))


def _document_names(root: Path) -> frozenset[str]:
    try:
        with os.scandir(root / BASE / "documents") as entries:
            names = [entry.name for entry in entries]
    except FileNotFoundError:
        return frozenset()
    return frozenset(name[:-5] for name in names if name.endswith(".json") and not name.startswith("."))


def _read_text(root: Path, article: str) -> str | None:
    try:
        return str(json.loads(document_path(root, article).read_bytes())["document"]["text"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
