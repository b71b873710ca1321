"""Which engine read an article: a digest of all that its answer depends on, so that nothing is read twice in vain."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

_PARTS = ("extract", "lexicons", "language")


def engine(model: str, additions: Mapping[str, Any]) -> str:
    """Twelve hexadecimal digits; another rule, word list, model or project lexicon gives others."""
    digest = hashlib.sha256(_package().encode())
    digest.update(json.dumps([model, additions], sort_keys=True, default=str).encode())
    if model and Path(model).is_dir():
        for file in sorted(path for path in Path(model).rglob("*") if path.is_file()):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def _package() -> str:
    return contents(_PARTS)


def contents(parts: Iterable[str]) -> str:
    """A digest of these files and folders of the package."""
    digest = hashlib.sha256()
    for part in parts:
        for name, file in sorted(_files(resources.files("generator").joinpath(part), part)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if folder.is_file():
        yield name, folder
        return
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__pycache__")) or entry.name.endswith(".pyc"):
            continue
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, path)
        else:
            yield path, entry
