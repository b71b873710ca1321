"""A small briefing: two articles, three events, three actors, as an extraction would hand them to the store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.model.changes import Changes
from generator.model.document import Document, EventMention, Sentence, Span
from generator.model.records import Actor, Article, Event
from generator.model.vocabulary import EventType
from generator.store import Store

TALKS = "Envoys met in Geneva on Monday."
FIRE = "A fire killed nine people in the harbour of Port Said."
DENIAL = "The company denied the report."


@dataclass
class Project:
    """A project folder and what the last extraction said; tests change `events` and the like and extract again."""

    root: Path
    events: dict[str, Event] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    @property
    def store(self) -> Store:
        return Store(self.root, patience=5)

    def extract(self, **options: Any) -> Changes:
        return self.store.update(
            events=self.events,
            actors=self.actors,
            articles=self.articles,
            documents=self.documents,
            read=options.get("read", self.read),
            engine="1",
        )

    def path(self, record: str) -> Path:
        return self.root / "content" / f"{record}.yml"

    def text(self, record: str) -> str:
        return self.path(record).read_text(encoding="utf-8")

    def edit(self, record: str, old: str, new: str) -> None:
        text = self.text(record)
        assert old in text, f"{old!r} is not in:\n{text}"
        self.path(record).write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, record: str, text: str) -> None:
        self.path(record).parent.mkdir(parents=True, exist_ok=True)
        self.path(record).write_text(text, encoding="utf-8")

    def tree(self) -> dict[str, bytes]:
        """Every file of content/, but for lock and journal."""
        content = self.root / "content"
        files = (path for path in content.rglob("*") if path.is_file())
        return {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in files
            if path.name != ".lock" and ".journal" not in path.parts
        }

    def says(self, kind: str, name: str, **fields: Any) -> None:
        """Let the next extraction say something else about a record."""
        records: dict[str, Any] = getattr(self, kind)
        record = records[name]
        records[name] = type(record).model_validate({"id": name, **record.model_dump(mode="python"), **fields})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Extracted once, no person has touched it."""
    made = drafted(tmp_path)
    made.extract()
    return made


@pytest.fixture
def fresh() -> Callable[[Path], Project]:
    """Makes a project that was not extracted yet."""
    return drafted


def drafted(root: Path) -> Project:
    """What the first extraction says."""
    made = Project(root=root, read={"one", "two"})
    texts = {"one": f"{TALKS}\n{FIRE}", "two": DENIAL}
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / f"seeds/{name}.txt").write_text(text, encoding="utf-8")
        made.articles[name] = Article(
            id=name, title=f"Article {name}", published="2020-03-04", file=f"seeds/{name}.txt", sha256=f"sum-{name}"
        )
        made.documents.append(_document(name, text))
    made.actors = {
        "envoys": Actor(id="envoys", name="Envoys", type="group", aliases=("the envoys",)),
        "ana-silva": Actor(id="ana-silva", name="Ana Silva", type="person", aliases=("Silva", "A. Silva")),
        "acme": Actor(id="acme", name="Acme", type="company", aliases=("Acme Corp",)),
    }
    made.events = {"talks": _event("talks", TALKS, "met"), "fire": _event("fire", FIRE, "killed")}
    made.events["denial"] = _event("denial", DENIAL, "denied", article="two", actor="acme", role="speaker")
    return made


def _event(
    name: str, exact: str, trigger: str, article: str = "one", actor: str = "envoys", role: str = "agent"
) -> Event:
    return Event(
        id=name,
        title=exact.rstrip("."),
        type=EventType.OTHER,
        date="2020-03-02",
        date_text="Monday",
        actors=({"actor": actor, "role": role}, {"actor": "ana-silva", "role": "mentioned"}),
        evidence=({"article": article, "exact": exact, "trigger": trigger},),
        confidence=0.8,
    )


def _document(name: str, text: str) -> Document:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    mention = EventMention(trigger=spans[-1], type=EventType.OTHER, evidence=(spans[-1],), listed=False, confidence=0.6)
    sentences = tuple(Sentence(span=span, paragraph=number) for number, span in enumerate(spans))
    return Document(id=name, text=text, sentences=sentences, events=(mention,))
