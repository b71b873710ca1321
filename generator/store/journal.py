"""Many files changed as one: all new texts are staged, one rename commits them, and an interrupted change is finished
by whoever comes next. A file that changed under our hands is left alone, with everything that belongs to it.

    content/.base/.journal/0, 1, ...        the new files, flushed to disk
    content/.base/.journal/commit.json      what replaces what, a group a line; once renamed, the change counts as made
    content/.base/.lock                     held while one run changes records
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from generator.model.errors import DatelineError, Problem

_COMMIT = "commit.json"
_IGNORED = ".lock\n.journal/\n.settled*\n"  # the last: a stamp of the run after which nothing changed
_IGNORED_ONCE = ".lock\n.journal/\n"
_MANY = 64  # from so many files on one flush of the whole disk is cheaper than one for each

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What one file shall hold, and what it held when that was decided; None = no such file."""

    path: Path
    old: bytes | None
    new: bytes | None


Group = Sequence[Replacement]
"""Files that change together or not at all: a record and its base. One that stays as it is guards the others."""


class Journal:
    """The one door through which files of a folder are changed."""

    def __init__(self, folder: Path, say: Say | None = None, patience: float = 60) -> None:
        self.folder = folder
        self._staging = folder / ".journal"
        self._say = say
        self._patience = patience
        self._lock = FileLock(folder / ".lock", timeout=0)
        self.written: dict[str, str] = {}  # path below the project -> digest of what this process put there, "" = gone

    @property
    def pending(self) -> bool:
        """Whether an interrupted change waits to be finished, or another run is in the middle of one."""
        return (self._staging / _COMMIT).exists()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. Another run that holds it is waited for, said so; an interrupted change is finished."""
        try:
            self._prepare()
            self._acquire()
        except OSError as error:
            raise DatelineError(
                Problem(message=f"cannot be written: {_reason(error)}", where=str(self.folder))
            ) from error
        try:
            self.finish()
            yield
        finally:
            self._lock.release()

    def replace(self, groups: Sequence[Group]) -> list[Path]:
        """Make every group true; returns the first path of each group that had changed meanwhile and was left alone."""
        groups = [group for group in groups if any(part.old != part.new for part in group)]
        if not groups:
            return []
        with self.held():
            try:
                self._commit(groups)
            except (OSError, DatelineError) as error:
                shutil.rmtree(self._staging, ignore_errors=True)
                raise DatelineError(f"nothing was changed: {_reason(error)}", "make room and run it again") from error
            return self.finish()

    def finish(self) -> list[Path]:
        """Carry out a committed change, or drop one that was interrupted before it counted. The lock must be held."""
        skipped: list[Path] = []
        if self.pending:
            try:
                skipped = [path for group in self._committed() for path in self._carry_out(group)]
            except OSError as error:
                hint = "make room and run the command again: it goes on where it stopped"
                message = f"the change could not be finished: {error.strerror or error}"
                raise DatelineError(Problem(message=message, where=str(error.filename or ""), hint=hint)) from error
            _flush({(self.folder.parent / part["path"]).parent for group in self._committed() for part in group})
            (self._staging / _COMMIT).unlink()
        if self._staging.exists():
            shutil.rmtree(self._staging)
        return skipped

    def _committed(self) -> Iterator[list[dict[str, Any]]]:
        """The groups of the change that counts, one at a time: there may be a hundred thousand."""
        with (self._staging / _COMMIT).open(encoding="utf-8") as lines:
            for line in lines:
                yield from json.loads(line)

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, self.folder / "documents"):
            _sweep(folder)
        ignored = self.folder / ".gitignore"
        if not ignored.exists() or ignored.read_bytes() == _IGNORED_ONCE.encode():
            replace_file(ignored, _IGNORED.encode())

    def _acquire(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._wait()

    def _wait(self) -> None:
        if self._say:
            self._say("another run is changing the records; waiting for it to finish")
        try:
            self._lock.acquire(timeout=self._patience, poll_interval=0.1)
        except Timeout as error:
            hint = "wait until it has finished, then run this again"
            raise DatelineError(f"another run has held the records for {self._patience:g} seconds", hint) from error

    def _commit(self, groups: Sequence[Group]) -> None:
        self._staging.mkdir(parents=True, exist_ok=True)
        number, written = 0, []
        for group in groups:
            parts = []
            for part in group:
                parts.append(self._part(part, number))
                if part.new is not None and part.new != part.old:
                    _write(self._staging / str(number), part.new)
                number += 1
            written.append(json.dumps([parts]).encode())
        _flush_files(self._staging / str(n) for n in range(number))
        replace_file(self._staging / _COMMIT, b"\n".join(written))

    def _part(self, part: Replacement, number: int) -> dict[str, Any]:
        path = part.path.relative_to(self.folder.parent).as_posix()
        return {"path": path, "old": _digest(part.old), "new": _digest(part.new), "staged": number}

    def _carry_out(self, group: list[dict[str, Any]]) -> list[Path]:
        places = [self.folder.parent / part["path"] for part in group]
        now = [_digest(_bytes(place)) for place in places]
        if not all(digest in (part["old"], part["new"]) for digest, part in zip(now, group, strict=True)):
            return places[:1]
        for part, place, digest in zip(group, places, now, strict=True):
            if digest != part["new"]:
                self._put(part, place)
        return []

    def _put(self, part: dict[str, Any], place: Path) -> None:
        self.written[place.relative_to(self.folder.parent.parent).as_posix()] = part["new"] or ""
        if part["new"] is None:
            place.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        staged = self._staging / str(part["staged"])
        if place.exists():
            shutil.copymode(place, staged)
        staged.replace(place)


def replace_file(path: Path, content: bytes, *, flush: bool = True) -> None:
    """Write a whole file or none: into a neighbour, flushed to disk (lest a power cut empties it), then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(neighbour, content)
        if flush:
            _flush_file(neighbour)
        neighbour.replace(path)
    except OSError as error:
        raise DatelineError(
            Problem(message=f"cannot be written: {error.strerror or error}", where=str(path))
        ) from error
    finally:
        neighbour.unlink(missing_ok=True)


def _reason(error: OSError | DatelineError) -> str:
    return str(error) if isinstance(error, DatelineError) else error.strerror or str(error)


def _sweep(folder: Path) -> None:
    """Take away what runs that are dead left half-written."""
    for path in folder.glob(".*.new"):
        owner = path.name.split(".")[-2]
        if owner.isdigit() and not _is_alive(int(owner)):
            path.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    if os.name != "posix":  # elsewhere the question itself would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write(path: Path, content: bytes) -> None:
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(target, view) :]
    finally:
        os.close(target)


def _flush_files(paths: Iterator[Path] | Any) -> None:
    present = [path for path in paths if path.exists()]
    if len(present) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in present:
        _flush_file(path)


def _flush(folders: set[Path]) -> None:
    for folder in folders:
        if os.name == "posix" and folder.exists():
            _flush_file(folder)


def _flush_file(path: Path) -> None:
    target = os.open(path, os.O_RDONLY)
    try:
        os.fsync(target)
    finally:
        os.close(target)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
