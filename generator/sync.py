"""Makes folders equal a mapping: writes only what changed, each file whole, and deletes only what it owns."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from pathlib import Path

from generator.model.errors import DatelineError, Problem

Content = str | bytes | Callable[[str], bytes]
"""Text, bytes, or how to make those of an address, which is done only for a file that is missing."""
_MANIFEST = "assets/generated/manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What happened to the files, by their address under the folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0


def sync(folder: Path, files: Iterable[tuple[str | Set[str], Content]], owned: Iterable[str]) -> Synced:
    """Write the files below `folder` and delete what an earlier run left in the `owned` folders and files.

    Each is given by its address, or many by a set of them. A person's own file is never deleted: only what the manifest
    of the last run names, or lies in an owned folder of generated pages, may go.
    """
    places, named = tuple(owned), _named(folder)
    there, folders = _listed(folder, places)
    written: list[str] = []
    wanted: set[str] = set()
    for where, content in files:
        uris = {where} if isinstance(where, str) else where
        wanted |= uris
        for uri in sorted(uris - there) if callable(content) else uris:
            _check(folder, uri, places)
            if _write(folder, uri, content):
                written.append(uri)
    left = {uri for uri in named - there - wanted if is_in(uri, places) and (folder / uri).is_file()}
    deleted = _sweep(folder, (there | left) - wanted - {_MANIFEST}, folders)
    if named != wanted or not named:  # a damaged one too
        _write(folder, _MANIFEST, "[" + ",".join(f"\n{encode_basestring(uri)}" for uri in sorted(wanted)) + "\n]\n")
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


def _write(folder: Path, uri: str, content: Content) -> bool:
    path = folder / uri
    if callable(content):
        if path.exists():
            return False
        content = content(uri)
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


def _sweep(folder: Path, stale: set[str], folders: list[str]) -> list[str]:
    """Delete stale files, then the folders that are or became empty."""
    deleted = sorted(stale)
    for uri in deleted:
        (folder / uri).unlink(missing_ok=True)
    for place in sorted(folders, reverse=True):
        with suppress(OSError):  # one that is not empty stays
            (folder / place).rmdir()
    return deleted


def _listed(folder: Path, owned: tuple[str, ...]) -> tuple[set[str], list[str]]:
    """Files and folders that are there in the owned places, by their address."""
    found: set[str] = set()
    folders: list[str] = []
    waiting = list(owned)
    while waiting:
        place = waiting.pop()
        with suppress(OSError), os.scandir(folder / place) as entries:  # it may be a file, or not be there
            folders.append(place)
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{place}/{entry.name}")
                else:
                    found.add(f"{place}/{entry.name}")
    return found, folders


def _named(folder: Path) -> frozenset[str]:
    """What the manifest of the last run names."""
    with suppress(OSError, ValueError, TypeError):
        return _uris((folder / _MANIFEST).read_bytes())
    return frozenset()


@lru_cache(maxsize=1)  # under `serve` it is mostly the same as before
def _uris(manifest: bytes) -> frozenset[str]:
    return frozenset(uri for uri in json.loads(manifest) if isinstance(uri, str))


def is_in(uri: str, owned: tuple[str, ...]) -> bool:
    """Whether an address under docs/ is one of these places or below one."""
    return any(uri == place or uri.startswith(f"{place}/") for place in owned)
