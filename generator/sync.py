"""Makes folders equal a mapping: writes only what changed, each file whole, and deletes only what it owns."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
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
    written, wanted = [], set()
    for uri, content in files:
        _check(folder, uri, places)
        wanted.add(uri)
        if _write(folder / uri, content):
            written.append(uri)
    deleted = _sweep(folder, wanted, places)
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
    if ".." in Path(uri).parts or Path(uri).is_absolute() or not is_in(uri, owned):
        raise DatelineError(Problem(message=f"{uri} is not a place for generated files", where=str(folder)))


def _sweep(folder: Path, wanted: set[str], owned: tuple[str, ...]) -> list[str]:
    """Delete stale files, then folders that became empty."""
    deleted = []
    for uri in sorted(_ours(folder, owned) - wanted - {_MANIFEST}):
        (folder / uri).unlink(missing_ok=True)
        deleted.append(uri)
    for place in owned:
        for path in (*sorted((folder / place).rglob("*"), reverse=True), folder / place):
            if path.is_dir():
                with suppress(OSError):
                    path.rmdir()
    return deleted


def _ours(folder: Path, owned: tuple[str, ...]) -> set[str]:
    """Files that a run may have left: those in owned folders, and what the last manifest names."""
    found = {
        p.relative_to(folder).as_posix()
        for place in owned
        for p in (folder / place).rglob("*")
        if p.is_file() or p.is_symlink()
    }
    with suppress(OSError, ValueError):
        named = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        found |= {uri for uri in named if isinstance(uri, str) and is_in(uri, owned) and (folder / uri).is_file()}
    return found


def is_in(uri: str, owned: tuple[str, ...]) -> bool:
    """Whether an address under docs/ is one of these places or below one."""
    return any(uri == place or uri.startswith(f"{place}/") for place in owned)
