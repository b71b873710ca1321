"""A second extraction over unchanged articles does nothing, and everything that changed is noticed."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fake import FakeReader

from generator.project import Project
from generator.project.settled import STAMP
from generator.resolve import resolve
from generator.scaffold import create


@pytest.fixture
def briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Project, list[str]]:
    """A project of two articles, extracted once; the list says how often mentions were resolved since."""
    create(tmp_path / "b", "B")
    seeds = tmp_path / "b/seeds"
    (seeds / "one.txt").write_text("One report\n\nAnn Lee met Bo Ek on 2012-03-04.\n")
    (seeds / "two.txt").write_text("Two reports\n\nCy Orr met Di Poe on 2012-05-06.\n")
    reader = FakeReader()
    monkeypatch.setattr(Project, "_reader", lambda self, timeline, base: reader)
    project = Project(tmp_path / "b")
    project.extract()
    done: list[str] = []
    monkeypatch.setattr("generator.resolve.resolve", lambda *given: done.append("resolved") or resolve(*given))
    return project, done


def test_a_run_over_what_is_all_done_says_so_without_looking_at_a_record(briefing: tuple[Project, list[str]]) -> None:
    project, done = briefing
    first = Project(project.root).extract()
    assert not done and first.articles == 2 and first.read == 0 and not first.changes


def _edit(root: Path) -> None:
    file = sorted((root / "content/events").glob("*.yml"))[0]
    text = file.read_text()
    file.write_text(text.replace("title: ", "title: X", 1)[: len(text)])


def _same_size(root: Path) -> None:
    file = sorted((root / "content/actors").glob("*.yml"))[0]
    times = file.stat()
    file.write_text(file.read_text().replace("name: A", "name: E", 1))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _stamp(root: Path, change: Callable[[dict[str, object]], object]) -> None:
    held = json.loads((root / STAMP).read_text())
    change(held)
    (root / STAMP).write_text(json.dumps(held))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record edited": _edit,
    "a record edited, size and time as before": _same_size,
    "a record deleted": lambda root: sorted((root / "content/events").glob("*.yml"))[0].unlink(),
    "a record added": lambda root: (root / "content/actors/new.yml").write_text("name: New\n"),
    "settings edited": lambda root: (root / "content/briefing.yml").open("a").write("# a remark\n"),
    "an article edited": lambda root: (root / "seeds/one.txt").write_text("One report\n\nAnn Lee met Bo Ek.\n"),
    "an article gone": lambda root: (root / "seeds/one.txt").unlink(),
    "an article more": lambda root: (root / "seeds/three.txt").write_text("Three\n\nEd Ray met Flo Sim on 2013-01-02."),
    "a base gone": lambda root: sorted((root / "content/.base/events").glob("*.json"))[0].unlink(),
    "the marks gone": lambda root: sorted((root / "content/.base/documents").glob("*.json"))[0].unlink(),
    "no stamp": lambda root: (root / STAMP).unlink(),
    "a spoilt stamp": lambda root: (root / STAMP).write_text("{"),
    "another stamp": lambda root: (root / STAMP).write_text("[]"),
    "a stamp of another state": lambda root: _stamp(root, lambda held: held.update(state="0")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_noticed(briefing: tuple[Project, list[str]], change: str) -> None:
    project, done = briefing
    CHANGES[change](project.root)
    Project(project.root).extract()
    assert done == ["resolved"]
    Project(project.root).extract()
    assert done == ["resolved"]


def test_an_article_that_cannot_be_read_is_named_each_time(briefing: tuple[Project, list[str]]) -> None:
    project, _ = briefing
    (project.root / "seeds/empty.txt").write_text("")
    said = [str(problem) for problem in Project(project.root).extract().problems]
    assert said and [str(problem) for problem in Project(project.root).extract().problems] == said


def test_an_edit_made_while_a_run_was_going_on_is_seen_by_the_next(
    briefing: tuple[Project, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, done = briefing
    (project.root / "seeds/three.txt").write_text("Three\n\nEd Ray met Flo Sim on 2013-01-02.")
    plain = Project._resolve

    def resolved(self: Project, *given: object) -> object:
        _edit(self.root)
        return plain(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Project, "_resolve", resolved)
    Project(project.root).extract()
    monkeypatch.setattr(Project, "_resolve", plain)
    Project(project.root).extract()
    assert done == ["resolved", "resolved"]
