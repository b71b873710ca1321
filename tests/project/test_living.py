"""Whatever is done to the files, a project that lives on leaves the docs/ that one started anew would make."""

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up import many

from generator.model.errors import DatelineError
from generator.project import Project
from generator.scaffold import create
from generator.store import Store

COUNT, STEPS = int(os.environ.get("DATELINE_EVENTS", "12")), int(os.environ.get("DATELINE_STEPS", "8"))


class Desk:
    """Somebody who edits records, by hand and by command."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.store, self.chance, self.number = root, Store(root), random.Random(seed), 0

    def work(self) -> str:
        self.number += 1
        ways: tuple[Callable[[], object], ...] = (
            self.title, self.date, self.place, self.name, self.article, self.add, self.delete, self.move, self.rename,
            self.merge, self.split, self.judge, self.break_and_mend, self.forget, self.nothing,
        )  # fmt: skip
        way = self.chance.choice(ways)
        way()
        return way.__name__

    def file(self, kind: str) -> Path:
        return self.chance.choice(sorted((self.root / "content" / kind).glob("*.yml")))

    def put(self, kind: str, field: str, value: str) -> None:
        file = self.file(kind)
        text = file.read_text()
        file.write_text(re.sub(rf"^{field}: .*", f"{field}: {value}", text, flags=re.MULTILINE))

    def title(self) -> None:
        self.put("events", "title", f"Another title {self.number}")

    def date(self) -> None:
        self.put("events", "date", self.chance.choice(('"2011-03"', '"2019-12-31"', '"../2015-01-01"', '""')))

    def place(self) -> None:
        self.put("events", "place", self.chance.choice(("{name: Court, country: ES}", "{name: Nowhere, country: FR}")))

    def name(self) -> None:
        self.put("actors", "name", self.chance.choice((f"Somebody {self.number}", "One Name")))

    def article(self) -> None:
        self.put("articles", "title", f"Another report {self.number}")

    def add(self) -> None:
        file = self.file("events")
        shutil.copy(file, file.with_name(f"new-{self.number}.yml"))

    def delete(self) -> None:
        if len(list((self.root / "content/events").glob("*.yml"))) > 4:
            self.file("events").unlink()

    def move(self) -> None:
        """As people rename files: by hand."""
        file = self.file("events")
        file.rename(file.with_name(f"moved-{self.number}.yml"))

    def rename(self) -> None:
        kind = self.chance.choice(("events", "actors"))
        self.store.rename(kind, self.file(kind).stem, f"renamed-{self.number}")

    def merge(self) -> None:
        kind = self.chance.choice(("events", "actors"))
        keep, absorbed = self.file(kind).stem, self.file(kind).stem
        if keep != absorbed:
            self.store.merge(kind, keep, absorbed)

    def split(self) -> None:
        file = self.file("actors")
        alias = re.search(r"^aliases: \[([^\],]+)", file.read_text(), re.MULTILINE)
        if alias:
            self.store.split(file.stem, [alias[1]], f"split-{self.number}")

    def judge(self) -> None:
        self.put("events", "review", self.chance.choice(("rejected", "approved", "open")))

    def break_and_mend(self) -> None:
        file = self.file("actors")
        text = file.read_text()
        file.write_text("name: [\n")
        with pytest.raises(DatelineError):
            self.living.pages()
        file.write_text(text)

    def forget(self) -> None:
        """A page that somebody removes is made again."""
        self.chance.choice(sorted((self.root / "docs/events").glob("*.md"))).unlink()

    def nothing(self) -> None:
        pass

    living: Project


def made(docs: Path) -> dict[str, bytes]:
    return {str(file.relative_to(docs)): file.read_bytes() for file in sorted(docs.rglob("*")) if file.is_file()}


def outcome(project: Project) -> list[str]:
    """What is wrong, if anything, after rendering."""
    try:
        project.pages()
    except DatelineError as error:
        return [str(problem) for problem in error.problems]
    return []


def briefing(root: Path, seed: int) -> Path:
    """A briefing of made-up events as an extraction would leave it."""
    create(root, "Made up")
    timeline = many(COUNT, seed)
    (root / "content/briefing.yml").write_text("title: Made up\npublish_text: full\n")
    Store(root).update(events=timeline.events, actors=timeline.actors, articles=timeline.articles, engine="x")
    return root


@pytest.mark.parametrize("seed", range(int(os.environ.get("DATELINE_EDITS", "1"))))
def test_after_every_edit_of_the_files_docs_is_what_it_would_be_if_made_from_nothing(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pages.social.Card.__call__", lambda card, _="": card.title.encode())
    root = briefing(tmp_path / "story", seed)
    desk = Desk(root, seed)
    desk.living = Project(root, living=True)
    for step in range(STEPS):
        done = [desk.work() for _ in range(min(step, 2))]
        told = outcome(desk.living)
        anew = create(tmp_path / f"anew-{step}", "Made up")
        shutil.rmtree(anew / "content")
        shutil.copytree(root / "content", anew / "content")
        assert told == outcome(Project(anew)), f"step {step}, {done}"
        living, fresh = made(root / "docs"), made(anew / "docs")
        wrong = [uri for uri in sorted(living.keys() | fresh.keys()) if living.get(uri) != fresh.get(uri)]
        assert told or not wrong, f"step {step}, {done}: {wrong}"


def test_what_could_not_be_written_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = briefing(tmp_path / "story", 1)
    living = Project(root, living=True)
    living.pages()
    file = root / "content/events/event-3.yml"
    file.write_text(re.sub(r"^title: .*", "title: Written at last", file.read_text(), flags=re.MULTILINE))

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr("generator.sync.write_whole", full)
        living.pages()
    living.pages()
    assert "Written at last" in (root / "docs/events/event-3.md").read_text()
    assert "Written at last" in (root / "docs/articles/article-0.md").read_text()
