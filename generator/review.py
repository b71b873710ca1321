"""`dateline review` in a terminal: one waiting record after the other, a key for each answer.

Plain lines and single keys: it works over SSH and in any terminal.
"""

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

import click

from generator.model.errors import DatelineError
from generator.model.review import Ground, Reason, Waiting
from generator.project import Project

_KEYS = "a approve · r reject · o open · n next · q quit"
_WITH_LINE = frozenset({"vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "kak", "hx"})


def listed(waiting: Sequence[Waiting], limit: int) -> list[str]:
    """The queue as lines: the file to open, the record, and why it waits."""
    lines = []
    for one in waiting[:limit]:
        lines.append(f"{one.where}:{one.line}: {one.title}")
        lines += [f"    {reason.text}" for reason in one.reasons]
    if len(waiting) > limit:
        lines.append(f"... and {len(waiting) - limit} more (--limit)")
    return lines


class Review:
    """Walks through the queue until it is empty or somebody quits."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def run(self, waiting: Sequence[Waiting]) -> None:
        """Ask about each record in turn."""
        for number, one in enumerate(waiting, 1):
            click.echo(f"\n[{number}/{len(waiting)}] {click.style(one.title, bold=True)}")
            click.echo(f"{one.where}:{one.line}")
            for reason in one.reasons:
                click.echo(f"  · {reason.text}")
            if not self._ask(one):
                return
        click.echo("\nnothing else waits")

    def _ask(self, one: Waiting) -> bool:
        """Whether to go on."""
        duplicate, conflict = _first(one, Ground.DUPLICATE), _first(one, Ground.CONFLICT)
        more = " · m merge them" * bool(duplicate) + " · t take the new reading" * bool(conflict)
        while True:
            click.echo(f"{_KEYS}{more} ", nl=False)
            key = click.getchar().lower()
            click.echo(key if key.isprintable() else "")
            if key in ("q", "\x03", "\x04"):
                return False
            if key == "n" or self._done(key, one, duplicate, conflict):
                return True

    def _done(self, key: str, one: Waiting, duplicate: Reason | None, conflict: Reason | None) -> bool:
        """Do what the key asks for; True when the record is settled. A fault is said, and the question asked again."""
        try:
            if key == "o":
                self._open(one)
            elif key in "ar" and one.record:
                return self._judge(one, "approved" if key == "a" else "rejected")
            elif key == "m" and duplicate:
                kind, _, keep = duplicate.other.partition("/")
                self.project.merge(kind.removesuffix("s"), keep, one.record.partition("/")[2])
                click.echo(f"merged into {duplicate.other}")
                return True
            elif key == "t" and conflict:
                self.project.take(one.record, conflict.field)
                click.echo("taken")
                return True
        except DatelineError as error:
            click.echo("\n".join(map(str, error.problems)))
        return False

    def _judge(self, one: Waiting, verdict: str) -> bool:
        kind, _, name = one.record.partition("/")
        self.project.judge(kind.removesuffix("s"), name, verdict)
        click.echo(verdict)
        return True

    def _open(self, one: Waiting) -> None:
        file = self.project.root / one.where
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano")
        line = [f"+{one.line}"] if Path(command[0]).name in _WITH_LINE else []
        try:
            subprocess.run([*command, *line, str(file)], check=False)
        except OSError as error:
            click.echo(f"{command[0]}: {error.strerror} (set EDITOR to your editor's command)")
            return
        for problem in self.project.check():
            if problem.where == one.where:
                click.echo(str(problem))


def _first(one: Waiting, ground: Ground) -> Reason | None:
    return next((reason for reason in one.reasons if reason.ground is ground), None)
