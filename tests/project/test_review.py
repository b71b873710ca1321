"""The interactive review, driven through a pseudo-terminal as over SSH."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from generator.project import Project

UNDATED = "content/events/undated-ann-lee-meets-bo-ek.yml"


@pytest.fixture
def waiting(project: Project) -> Project:
    (project.root / "seeds/one.txt").write_text("Talks\n\nAnn Lee met Bo Ek. Cy Orr met Di Poe.\n")
    project.extract()
    return project


def reviewing(project: Project, **more: str) -> "pexpect.spawn[str]":
    env = {**os.environ, "TERM": "xterm", **more}
    words = ["-m", "generator", "-C", str(project.root), "review"]
    return pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=20, env=env, cwd=Path(__file__).parents[2])


def press(child: "pexpect.spawn[str]", key: str) -> None:
    """Answer the question once the terminal takes single keys: what is typed before that is no answer."""
    child.expect("q quit")
    assert child.waitnoecho()
    child.send(key)


def test_approve_reject_and_the_end(waiting: Project) -> None:
    child = reviewing(waiting)
    child.expect(r"\[1/2\].*Ann Lee meets Bo Ek")
    child.expect("has no date")
    press(child, "a")
    child.expect("approved")
    child.expect(r"\[2/2\].*Cy Orr meets Di Poe")
    press(child, "r")
    child.expect("rejected")
    child.expect("nothing else waits")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "review: approved" in (waiting.root / UNDATED).read_text()
    assert "review: rejected" in (waiting.root / "content/events/undated-cy-orr-meets-di-poe.yml").read_text()


def test_open_starts_the_editor_at_the_line_and_checks_what_was_saved(waiting: Project, tmp_path: Path) -> None:
    editor = tmp_path / "vi"
    editor.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/line\nsed -i "s/^type: .*/type: CHAT/" "$2"\n')
    editor.chmod(0o755)
    child = reviewing(waiting, EDITOR=str(editor), VISUAL="")
    press(child, "o")
    child.expect("CHAT")
    press(child, "q")
    child.expect(pexpect.EOF)
    assert (tmp_path / "line").read_text().startswith("+")


def test_next_and_quit_change_nothing(waiting: Project) -> None:
    before = (waiting.root / UNDATED).read_bytes()
    child = reviewing(waiting)
    press(child, "x")  # no answer: the question is asked again
    press(child, "n")
    child.expect(r"\[2/2\]")
    press(child, "q")
    child.expect(pexpect.EOF)
    assert (waiting.root / UNDATED).read_bytes() == before
