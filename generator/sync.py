"""Makes folders equal a mapping: writes only what changed, each file whole, and deletes only what it owns."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.model.errors import DatelineError, Problem

Content = str | bytes | Callable[[], bytes]
_MANIFEST = "assets/generated/manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What happened to the files, by their address under the folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0


def sync(folder: Path, files: Iterable[tuple[str, Content]], owned: Iterable[str]) -> Synced:
    """Write the files below `folder` and delete what an earlier run left in the `owned` folders and files.

    A person's own file is never deleted: only what the manifest of the last run names, or lies in an owned folder of
    generated pages, may go. A callable is drawn only if its file is missing.
    """
    places = tuple(owned)
    there, folders = _listed(folder, places)
    written, wanted = [], set()
    for uri, content in files:
        _check(folder, uri, places)
        wanted.add(uri)
        if not (callable(content) and uri in there) and _write(folder / uri, content):
            written.append(uri)
    deleted = _sweep(folder, there | _named(folder, places, there), wanted, folders)
    _write(folder / _MANIFEST, json.dumps(sorted(wanted), ensure_ascii=False, indent=0) + "\n")
    return Synced(written=tuple(written), deleted=tuple(deleted), unchanged=len(wanted) - len(written))


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:12]}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _write(path: Path, content: Content) -> bool:
    if callable(content):
        if path.exists():
            return False
        content = content()
    new = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    with suppress(OSError):
        if path.stat().st_size == len(new) and path.read_bytes() == new:
            return False
    write_whole(path, new)
    return True


def _check(folder: Path, uri: str, owned: tuple[str, ...]) -> None:
    place, _, name = uri.replace("\\", "/").rpartition("/")
    if name in ("", "..") or not (_is_ours(place, owned) if place else is_in(uri, owned)):
        raise DatelineError(Problem(message=f"{uri} is not a place for generated files", where=str(folder)))


@lru_cache(maxsize=4096)
def _is_ours(place: str, owned: tuple[str, ...]) -> bool:
    """Whether a folder is one of these places or below one."""
    parts = place.split("/")
    return ".." not in parts and parts[0] not in ("", ".") and ":" not in parts[0] and is_in(place, owned)


def _sweep(folder: Path, there: set[str], wanted: set[str], folders: list[str]) -> list[str]:
    """Delete stale files, then folders that are or became empty."""
    deleted = sorted(there - wanted - {_MANIFEST})
    for uri in deleted:
        (folder / uri).unlink(missing_ok=True)
    needed = {parent for uri in wanted for parent in _parents(uri)}
    for place in sorted(set(folders) - needed, reverse=True):
        with suppress(OSError):
            (folder / place).rmdir()
    return deleted


@lru_cache(maxsize=4096)
def _above(place: str) -> tuple[str, ...]:
    parts = place.split("/")
    return tuple("/".join(parts[:n]) for n in range(1, len(parts) + 1))


def _parents(uri: str) -> tuple[str, ...]:
    place, _, _ = uri.rpartition("/")
    return _above(place) if place else ()


def _listed(folder: Path, owned: tuple[str, ...]) -> tuple[set[str], list[str]]:
    """Files and folders that are there in the owned places, by their address."""
    found: set[str] = set()
    folders: list[str] = []
    top = f"{folder}{os.sep}"
    for place in owned:
        for path, inner, names in os.walk(folder / place):
            here = path.removeprefix(top).replace(os.sep, "/")
            folders.append(here)
            found |= {f"{here}/{name}" for name in names}
            found |= {f"{here}/{name}" for name in inner if os.path.islink(os.path.join(path, name))}  # noqa: PTH114, PTH118
    return found, folders


def _named(folder: Path, owned: tuple[str, ...], there: set[str]) -> set[str]:
    """Further files that the manifest of the last run names and that are still there."""
    with suppress(OSError, ValueError):
        named = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        others = {uri for uri in named if isinstance(uri, str)} - there
        return {uri for uri in others if is_in(uri, owned) and (folder / uri).is_file()}
    return set()


def is_in(uri: str, owned: tuple[str, ...]) -> bool:
    """Whether an address under docs/ is one of these places or below one."""
    return any(uri == place or uri.startswith(f"{place}/") for place in owned)
