"""Random histories of a whole project: people edit files as text, the engine says something else each time."""

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.model.vocabulary import Review

HISTORIES = min(int(os.environ.get("DATELINE_HISTORIES", "1000")) // 150, 500)
NAMES = ("talks", "fire", "denial")
WORDS = ("Envoys", "met", "fire", "NO", "2012-05-25", "a: b", "é", "# x", "'", '"quoted"', "10:30")


@pytest.fixture(autouse=True)
def no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda target: None)


class Editor:
    """A person who edits at random and remembers every word."""

    def __init__(self, project: Any, chance: Random) -> None:
        self.project, self.chance = project, chance
        self.lines: dict[str, list[str]] = {}  # record -> lines that must stand in its file
        self.gone: set[str] = set()
        self.number = 0

    def edit(self) -> None:
        name = self.chance.choice(NAMES)
        record = f"events/{name}"
        if not self.project.path(record).exists():
            return
        self.number += 1
        self.chance.choice((self.title, self.comment, self.delete, self.actor, self.tag, self.judge, self.line_ends))(
            record
        )

    def title(self, record: str) -> None:
        lines = self._lines(record)
        at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
        lines[at] = f"title: 'Mine {self.number}'"
        self.lines[record] = [line for line in self.lines.get(record, []) if not line.startswith("title:")] + [
            lines[at]
        ]
        self._write(record, lines)

    def comment(self, record: str) -> None:
        lines, word = self._lines(record), f"# comment {self.number}"
        lines.insert(self.chance.randrange(1, len(lines)), word)
        self.lines.setdefault(record, []).append(word)
        self._write(record, lines)

    def tag(self, record: str) -> None:
        lines, word = self._lines(record), f"note: mine {self.number}"
        lines = [word if line.startswith("note:") else line for line in lines]
        self.lines[record] = [line for line in self.lines.get(record, []) if not line.startswith("note:")] + [word]
        self._write(record, lines)

    def actor(self, record: str) -> None:
        lines = self._lines(record)
        at = [number for number, line in enumerate(lines) if line.strip().startswith("- {actor:")]
        if at:
            del lines[self.chance.choice(at)]
            if not any(line.strip().startswith("- {actor:") for line in lines):
                lines = ["actors: []" if line == "actors:" else line for line in lines]
            self._write(record, lines)

    def judge(self, record: str) -> None:
        self.project.store.judge(
            "events", record.partition("/")[2], self.chance.choice((Review.APPROVED, Review.REJECTED))
        )
        self.lines.setdefault(record, [])

    def line_ends(self, record: str) -> None:
        path = self.project.path(record)
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def delete(self, record: str) -> None:
        if self.chance.random() < 0.3:
            self.project.path(record).unlink()
            self.gone.add(record)
            self.lines.pop(record, None)

    def check(self) -> None:
        for record in self.gone:
            assert not self.project.path(record).exists(), f"{record} came back"
        for record, lines in self.lines.items():
            there = self._lines(record)
            assert [line for line in lines if line not in there and line not in map(str.strip, there)] == [], record

    def _lines(self, record: str) -> list[str]:
        return self.project.text(record).splitlines()

    def _write(self, record: str, lines: list[str]) -> None:
        path = self.project.path(record)
        end = b"\r\n" if b"\r\n" in path.read_bytes() else b"\n"
        path.write_bytes(end.join(line.encode() for line in lines) + end)


def _say_something_else(project: Any, chance: Random) -> None:
    for name in NAMES:
        if chance.random() < 0.2:
            project.events.pop(name, None)
        elif name in project.events:
            actors = [
                {"actor": actor, "role": chance.choice(("agent", "source"))}
                for actor in chance.sample(sorted(project.actors), chance.randrange(4))
            ]
            words = " ".join(chance.choices(WORDS, k=3))
            evidence = [
                *project.events[name].evidence[:1],
                *({"article": "two", "exact": word} for word in chance.sample(WORDS, 2)),
            ]
            fields = {"title": words, "summary": chance.choice(("", words)), "actors": actors, "evidence": evidence}
            project.says("events", name, tags=tuple(chance.sample(WORDS, 2)), **fields)


def test_random_histories_lose_nothing_and_settle(tmp_path: Path, fresh: Any) -> None:
    for seed in range(HISTORIES):
        chance = Random(seed)
        project = fresh(tmp_path / str(seed))
        project.extract()
        kept = dict(project.events)
        editor = Editor(project, chance)
        for _ in range(chance.randrange(2, 6)):
            for _ in range(chance.randrange(4)):
                editor.edit()
            project.events.update({name: event for name, event in kept.items() if name not in project.events})
            _say_something_else(project, chance)
            project.extract()
            editor.check()
            before = project.tree()
            assert not project.extract(), f"seed {seed}: a second run changed something"
            assert project.tree() == before, f"seed {seed}"
            project.store.load()
