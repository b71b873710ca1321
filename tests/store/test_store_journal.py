"""Killed at any write, or out of disk: whole files, no lost edit, and the next run ends where this one would have."""

import errno
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.model.errors import DatelineError
from generator.model.vocabulary import Review
from generator.store import Store
from generator.store.folder import read_all

POINTS = min(int(os.environ.get("DATELINE_HISTORIES", "1000")) // 80, 400)
CALLS = ("replace", "write", "fsync", "unlink", "mkdir", "rename", "rmdir", "open")


def _edited(project: Any) -> None:
    """What a person did before the second extraction."""
    project.edit("events/talks", "title: Envoys met", "title: 'Envoys of four powers met'  # mine\n# was: met")
    project.edit("events/talks", "# was: met in Geneva on Monday", "# was: met in Geneva")
    project.edit("actors/ana-silva", "  - A. Silva\n", "")
    project.path("events/fire").unlink()
    project.path("actors/acme").rename(project.path("actors/acme-inc"))
    project.write("events/mine", "title: Mine # by hand\n")


def _second(project: Any) -> None:
    """What the second extraction says: something new for every kind of change."""
    project.says("events", "talks", title="Envoys meet", summary="They met.", tags=("a", "b"))
    project.says("actors", "ana-silva", title="Minister", aliases=("Silva", "A. Silva", "Ana"))
    project.events["late"] = project.events["talks"].model_copy(update={"id": "late", "evidence": ()})
    del project.events["denial"]
    project.articles["two"] = project.articles["two"].model_copy(update={"sha256": "new"})


@pytest.fixture(autouse=True)
def no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing the kernel has; only a power cut needs the flush, and it takes time."""
    monkeypatch.setattr(os, "fsync", lambda target: None)


@pytest.fixture
def edited(project: Any) -> Any:
    _edited(project)
    _second(project)
    return project


@pytest.fixture
def expected(edited: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tree an undisturbed run leaves."""
    return _undisturbed(edited, tmp_path_factory.mktemp("undisturbed") / "x", edited.extract)


def _undisturbed(project: Any, copy: Path, run: Callable[[], Any]) -> dict[str, bytes]:
    here = project.root
    shutil.copytree(here, copy)
    project.root = copy
    try:
        run()
        return project.tree()
    finally:
        project.root = here


def test_killed_at_any_write_nothing_is_lost(edited: Any, expected: dict[str, bytes], tmp_path: Path) -> None:
    before = edited.tree()
    total = _calls_of(edited, tmp_path)
    chance = Random(total)
    for number in range(POINTS):
        edited.root = _copy(edited, tmp_path, before)
        killed = [_killed(edited.extract, chance.randrange(1, total + 1)) for _ in range(1 + number % 3)]
        assert any(killed)
        _check_whole(edited, before, expected)
        edited.extract()
        assert edited.tree() == expected
        shutil.rmtree(edited.root)


def test_a_kill_in_the_middle_of_a_reshaping_leaves_it_done_or_undone(edited: Any, tmp_path: Path) -> None:
    edited.extract()
    before = edited.tree()

    def reshape() -> None:
        edited.store.merge("actors", "envoys", "acme-inc")

    after = _undisturbed(edited, tmp_path / "undisturbed", reshape)
    for point in range(1, 1 + max(10, POINTS // 2)):
        edited.root = _copy(edited, tmp_path, before)
        _killed(reshape, point)
        edited.store.load()  # whoever comes next finishes it
        assert edited.tree() in (before, after)
        shutil.rmtree(edited.root)


def test_an_edit_made_after_a_kill_is_not_overwritten_by_what_was_left_to_do(edited: Any, tmp_path: Path) -> None:
    before = edited.tree()
    total = _calls_of(edited, tmp_path)
    for point in range(total // 2, total, max(1, total // POINTS)):
        edited.root = _copy(edited, tmp_path, before)
        _killed(edited.extract, point)
        edited.write("events/talks", edited.text("events/talks") + "# typed after the kill\n")
        edited.extract()
        assert "# typed after the kill" in edited.text("events/talks")
        assert "Envoys of four powers" in edited.text("events/talks")
        shutil.rmtree(edited.root)


def test_a_full_disk_changes_nothing_or_is_finished_later(
    edited: Any, expected: dict[str, bytes], tmp_path: Path
) -> None:
    before = edited.tree()
    for room in range(0, 4000, 4000 // max(POINTS, 10)):
        edited.root = _copy(edited, tmp_path, before)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", _full_after(room))
            full = _raises(edited.extract)
        assert full, "the disk was never full"
        _check_whole(edited, before, expected)
        edited.extract()
        assert edited.tree() == expected
        shutil.rmtree(edited.root)


def test_a_second_run_waits_and_says_so(project: Any) -> None:
    said: list[str] = []
    release = _hold(project, seconds=0.6)
    Store(project.root, say=said.append, patience=20).judge("events", "fire", Review.APPROVED)
    os.waitpid(release, 0)
    assert said == ["another run is changing the records; waiting for it to finish"]
    assert "review: approved" in project.text("events/fire")


def test_a_second_run_gives_up_clearly(project: Any) -> None:
    release = _hold(project, seconds=1.0)
    with pytest.raises(DatelineError, match="another run has held the records"):
        Store(project.root, patience=0.2).judge("events", "fire", Review.APPROVED)
    os.waitpid(release, 0)


def test_lock_and_journal_stay_out_of_git(project: Any) -> None:
    assert (project.root / "content/.base/.gitignore").read_text().split() == [".lock", ".journal/", ".settled*"]
    assert not (project.root / "content/.base/.journal").exists()


def test_file_modes_stay(project: Any) -> None:
    project.path("events/fire").chmod(0o600)
    project.store.judge("events", "fire", Review.APPROVED)
    assert project.path("events/fire").stat().st_mode & 0o777 == 0o600


# -- how the process dies ----------------------------------------------------------------------------------------------


def _copy(project: Any, tmp_path: Path, tree: dict[str, bytes]) -> Path:
    root = tmp_path / f"copy-{time.monotonic_ns()}"
    for name, content in tree.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "seeds").mkdir()
    for name in project.articles:
        (root / f"seeds/{name}.txt").write_text("x", encoding="utf-8")
    return root


def _killed(run: Callable[[], Any], point: int) -> bool:
    """Run in a child that kills itself at its `point`-th writing call, half of the bytes written."""
    child = os.fork()
    if child == 0:
        _count_down(point, lambda: os.kill(os.getpid(), signal.SIGKILL))
        try:
            run()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _calls_of(project: Any, tmp_path: Path) -> int:
    """How many writing calls an undisturbed run makes."""
    here, project.root = project.root, _copy(project, tmp_path, project.tree())
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        count = _count_down(10**9, lambda: None)
        try:
            project.extract()
        finally:
            os.write(writing, str(10**9 - count[0]).encode())
            os._exit(0)
    os.waitpid(child, 0)
    project.root = here
    return int(os.read(reading, 20)) - 1


def _count_down(point: int, end: Callable[[], None]) -> list[int]:
    left = [point]

    def counted(real: Callable[..., Any], is_write: bool) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                if is_write:
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                end()
            return real(*args, **options)

        return call

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name), name == "write"))
    return left


def _full_after(room: int) -> Callable[..., int]:
    left, real = [room], os.write

    def write(target: int, content: Any) -> int:
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        part = bytes(content)[: left[0]]
        left[0] -= len(part)
        return real(target, part)

    return write


def _raises(run: Callable[[], Any]) -> bool:
    try:
        run()
    except DatelineError as error:
        return "No space left" in str(error)
    return False


def _hold(project: Any, seconds: float) -> int:
    """A child that holds the records for a while; returns when it does."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with project.store.journal.held():
            os.write(writing, b"x")
            time.sleep(seconds)
        os._exit(0)
    os.read(reading, 1)
    return child


def _check_whole(project: Any, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Every file reads, is one of the versions it may be, and what a person did is there."""
    _, problems = read_all(project.root)
    assert [problem for problem in problems if problem.severity == "error"] == []
    for name, content in project.tree().items():
        if not name.startswith(".base/") and not Path(name).name.startswith("."):
            assert content in (before.get(name), after.get(name)) or name in MIDWAY, name
    assert "Envoys of four powers" in project.text("events/talks") and "# was" in project.text("events/talks")
    assert not project.path("events/fire").exists()
    assert project.text("events/mine") == "title: Mine # by hand\n"


# a renamed actor is followed in a step of its own, before the new extraction is merged
MIDWAY = ("actors/acme-inc.yml", "events/denial.yml")
