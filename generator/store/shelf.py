"""What was read from files, for as long as the process lives: a file that did not change is not read again.

A file counts as unchanged when its inode, size and both times are what they were. One that was written a moment before
it was read is read once more: on coarse clocks a second edit could leave the same mark.
"""

import os
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")
Mark = tuple[int, int, int, int]
"""Inode, size, and the times of the last change of content and of status, in nanoseconds."""

_COARSE = 2_000_000_000  # nanoseconds: the coarsest clock of a file system that people keep files on
_NO_FILE: Mark = (0, 0, 0, 0)


@dataclass(slots=True)
class _Read:
    mark: Mark
    sure: bool
    value: Any


class Shelf:
    """Values by the file, or by the values, that they were made from; the latter only where it is `living`."""

    def __init__(self, *, living: bool = False) -> None:
        self.living = living
        self._files: dict[str, dict[str, _Read]] = {}
        self._folders: dict[str, Mark] = {}
        self._made: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def folder(
        self, folder: Path, read: Callable[[str], Value], *, replaced: bool = False
    ) -> Iterator[tuple[str, Mark, Value]]:
        """Name, mark and value of every file of the folder, in the order of names; `read` makes a value from a name.

        Where files are only `replaced`, never written into, the folder itself tells whether one of them changed.
        """
        before, now = self._files.get(str(folder), {}), {}
        whole = _mark_of(folder) if replaced and self.living else _NO_FILE
        if before and whole is not _NO_FILE and self._folders.get(str(folder)) == whole:
            yield from ((name, held.mark, held.value) for name, held in before.items())
            return
        for name, mark in sorted(_marks(folder)):
            held = before.get(name)
            if held is None or held.mark != mark or not held.sure:
                held = _read_again(held, mark, read(name))
            now[name] = held
            yield name, mark, held.value
        self._files[str(folder)] = now
        if _is_settled(whole) and all(held.sure for held in now.values()):
            self._folders[str(folder)] = whole

    def kept(self, name: Hashable, given: tuple[Any, ...], make: Callable[[], Value]) -> Value:
        """What `make` gives, made anew only when something of `given` is not the same as last time."""
        if not self.living:
            return make()
        held = self._made.get(name)
        if held is None or held[0] != given:
            held = self._made[name] = given, make()
        value: Value = held[1]
        return value


def marks(folder: Path) -> dict[str, Mark]:
    """The marks of the files of a folder, by name; none where there is no folder."""
    return dict(_marks(folder))


def _marks(folder: Path) -> Iterator[tuple[str, Mark]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield entry.name, _mark(entry)
    except (FileNotFoundError, NotADirectoryError):
        return


def _mark_of(folder: Path) -> Mark:
    try:
        return _of(folder.stat())
    except OSError:
        return _NO_FILE


def _mark(entry: os.DirEntry[str]) -> Mark:
    try:
        return _of(entry.stat())
    except OSError:
        return _NO_FILE


def _of(found: os.stat_result) -> Mark:
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _read_again(before: _Read | None, mark: Mark, value: Any) -> _Read:
    if before is not None and before.value == value:
        value = before.value  # the same object: whoever compares sees at once that nothing changed
    return _Read(mark, _is_settled(mark), value)


def _is_settled(mark: Mark) -> bool:
    """Whether a later change is sure to leave another mark."""
    return mark is not _NO_FILE and time.time_ns() - max(mark[2:]) > _COARSE
