"""What was read from files, for as long as the process lives: a file that did not change is not read again.

A file counts as unchanged when its inode, size and both times are what they were. One that was written a moment before
it was read is read once more: on coarse clocks a second edit could leave the same mark.
"""

import os
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Given = TypeVar("Given")
Mark = tuple[int, int, int, int]
"""Inode, size, and the times of the last change of content and of status, in nanoseconds."""

_COARSE = 2_000_000_000  # nanoseconds: the coarsest clock of a file system that people keep files on
_NO_FILE: Mark = (0, 0, 0, 0)
_NONE = object()


@dataclass(frozen=True, slots=True)
class Folder(Generic[Value]):
    """What was read of each file of a folder, by name and in the order of names; the same object while nothing changed.

    `unsure` are those that were written a moment before they were read.
    """

    marks: Mapping[str, Mark] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()


class Shelf:
    """Values by the file, or by the values, that they were made from; the latter only where it is `living`."""

    def __init__(self, *, living: bool = False) -> None:
        self.living = living
        self._files: dict[str, Folder[Any]] = {}
        self._folders: dict[str, Mark] = {}
        self._made: dict[Hashable, tuple[Any, Any]] = {}
        self._each: dict[Hashable, tuple[object, tuple[Mapping[str, Any], ...], Mapping[str, Any]]] = {}

    def folder(self, folder: Path, read: Callable[[str], Value], *, replaced: bool = False) -> Folder[Value]:
        """What `read` makes of the name of each file of the folder.

        Where files are only `replaced`, never written into, the folder itself tells whether one of them changed.
        """
        key, before = str(folder), self._files.get(str(folder))
        whole = _mark_of(folder) if replaced and self.living else _NO_FILE
        if before and whole is not _NO_FILE and self._folders.get(key) == whole:
            return before
        before = self._files[key] = _brought_up_to_date(before or Folder(), marks(folder), read)
        if _is_settled(whole) and not before.unsure:
            self._folders[key] = whole
        return before

    def kept(self, name: Hashable, given: Any, make: Callable[[], Value]) -> Value:
        """What `make` gives, made anew only when what is `given` is not the same as last time."""
        if not self.living:
            return make()
        held = self._made.get(name)
        if held is None or (held[0] is not given and held[0] != given):
            held = self._made[name] = given, _same(held and held[1], make())
        value: Value = held[1]
        return value

    def each(
        self,
        name: Hashable,
        given: tuple[Mapping[str, Any], ...],
        make: Callable[[str], Value],
        rests_on: object = None,
    ) -> Mapping[str, Value]:
        """What `make` gives for each key of the first mapping: the same mapping where nothing changed.

        Made anew are those for which one of the mappings that are `given` holds something else than last time; all, if
        what they all rest on is another. Nobody may change the mappings afterwards.
        """
        rested, before, held = self._each.get(name, (None, (), {}))
        if len(before) != len(given) or rested != rests_on:
            before, held = ({},) * len(given), {}
        new = {key for old, now in zip(before, given, strict=True) for key in _differing(old, now)}
        if new or not before[0]:
            made = {key: make(key) for key in given[0] if key in new}
            held = {key: made[key] if key in made else held[key] for key in given[0]}
        if self.living:
            self._each[name] = rests_on, given, held
        return held


def _differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The keys under which something else stands now."""
    if before is not now:
        yield from [key for key, one in now.items() if before.get(key, _NONE) is not one]
        yield from before.keys() - now.keys()


def _brought_up_to_date(before: Folder[Value], now: dict[str, Mark], read: Callable[[str], Value]) -> Folder[Value]:
    """The folder with the files read again that may have changed."""
    if not before.unsure and now == before.marks:
        return before
    again = sorted({name for name, mark in now.items() if before.marks.get(name) != mark} | before.unsure & now.keys())
    values = {name: _same(before.values.get(name), read(name)) for name in again}
    unsure = frozenset(name for name in again if not _is_settled(now[name]))
    if now.keys() != before.marks.keys():
        return Folder(
            now, {name: values[name] if name in values else before.values[name] for name in sorted(now)}, unsure
        )
    marks = {**before.marks, **{name: now[name] for name in again}}
    if all(before.values[name] is value for name, value in values.items()):
        return Folder(marks, before.values, unsure)
    return Folder(marks, {**before.values, **values}, unsure)


def _same(before: Value | None, now: Value) -> Value:
    """Where both are equal the same object: whoever compares sees at once that nothing changed."""
    return before if before is not None and before == now else now


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


def _is_settled(mark: Mark) -> bool:
    """Whether a later change is sure to leave another mark."""
    return mark is not _NO_FILE and time.time_ns() - max(mark[2:]) > _COARSE
