"""Whether anything changed since the last extraction: if not, there is nothing to resolve and nothing to write.

A stamp names all that an extraction rests on: the engine, the code that resolves and merges, and every file of content/
and seeds/ by inode, size and times. It is a cache: without it, or with a spoilt one, everything is done.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.model.errors import Problem, Severity
from generator.project.engine import contents

STAMP = "content/.base/.settled"
_CODE = ("resolve", "store", "model", "project", "merge.py", "articles.py")
_PLACES = ("content", "seeds")
_GENERATED = ("content/.base/documents/", "content/.base/.gitignore")  # written as the run goes on, by nobody else
_OURS = frozenset({".lock", ".journal", ".settled"})
_COARSE = 2_000_000_000  # nanoseconds: within so much of its last change a file may change again unseen

State = Mapping[str, str]
"""Path -> what is another when the file is."""


def settled(root: Path, engine: str) -> tuple[int, tuple[Problem, ...]] | None:
    """How many articles there are and what was said of them, if all is as the last extraction left it."""
    try:
        held = json.loads((root / STAMP).read_bytes())
        same = held["state"] == _digest_of(state(root), engine)
        if not same or any(_digest(root / path) != digest for path, digest in held["recent"].items()):
            return None
        return int(held["articles"]), tuple(_problem(told) for told in held["problems"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def settle(
    root: Path, engine: str, before: State, written: Mapping[str, str], articles: int, problems: Sequence[Problem]
) -> None:
    """Note that everything is done; not where somebody else changed a file meanwhile.

    `before` is the state that was extracted from, `written` the digests of the files that this run changed.
    """
    try:
        now = state(root)
        known = (now[path] == before.get(path) or _is_ours(root, path, written) for path in now)
        if not all(known) or any(path not in now and path not in written for path in before):
            return
        held: dict[str, Any] = {"state": _digest_of(now, engine), "articles": articles}
        held["problems"] = [asdict(problem) for problem in problems]
        held["recent"] = {path: _digest(root / path) for path, mark in now.items() if _is_recent(mark)}
        beside = root / f"{STAMP}.{os.getpid()}"
        beside.write_text(json.dumps(held), encoding="utf-8")
        beside.replace(root / STAMP)
    except (OSError, ValueError):  # a full disk, a link that leads elsewhere: the next run looks at everything again
        (root / STAMP).unlink(missing_ok=True)


def state(root: Path) -> dict[str, str]:
    """The mark of every file that an extraction rests on; ValueError for a link, whose target may change unseen."""
    return dict(_files(str(root), _PLACES))


def _files(root: str, places: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place in places:
        try:
            with os.scandir(f"{root}/{place}") as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        for entry in found:
            path = f"{place}/{entry.name}"
            if entry.is_symlink():
                raise ValueError(path)
            if entry.is_dir() and entry.name not in _OURS:
                yield from _files(root, [path])
            elif not entry.name.startswith(tuple(_OURS)):
                status = entry.stat()
                yield path, f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_size}"


def _is_ours(root: Path, path: str, written: Mapping[str, str]) -> bool:
    return path.startswith(_GENERATED) or (path in written and written[path] == _digest(root / path))


def _is_recent(mark: str) -> bool:
    changed, status, *_ = map(int, mark.split())
    return time.time_ns() - max(changed, status) < _COARSE


def _digest_of(marks: State, engine: str) -> str:
    digest = hashlib.sha256(f"{engine} {_code()}\n".encode())
    for path, mark in marks.items():
        digest.update(f"{path}\0{mark}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _problem(told: Mapping[str, Any]) -> Problem:
    return Problem(**{**told, "severity": Severity(told["severity"])})


@lru_cache(maxsize=1)
def _code() -> str:
    return contents(_CODE)
