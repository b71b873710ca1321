"""Reads and checks word lists: `lexicons/<language>/<name>.yml`, extended by a project's own `content/lexicon.yml`.

Each stage declares the shape of its own list as a pydantic model; this module only finds, merges and validates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.model.errors import DatelineError, Problem
from generator.model.records import Actor

Shape = TypeVar("Shape", bound="WordList")


class About(BaseModel):
    """The provenance head that every list must carry."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    what: str
    origin: str
    licence: str = "Apache-2.0"


class WordList(BaseModel):
    """Base of every list's shape: the head, and nothing unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists of one language, with a project's additions (list name -> the same keys as the list itself).

    `known` are the project's actors: their names and aliases are recognised, and their types kept, in every article.
    """

    language: str = "en"
    additions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    known: tuple[Actor, ...] = ()

    def read(self, name: str, shape: type[Shape]) -> Shape:
        """The list `name` as `shape`; lists are extended by the project's entries, single values replaced."""
        if not self.additions.get(name):
            packaged: Shape = _packaged_as(self.language, name, shape)
            return packaged
        return _checked(_merged(_packaged(self.language, name), self.additions[name]), name, shape)


@cache
def _packaged(language: str, name: str) -> Mapping[str, Any]:
    file = resources.files("generator").joinpath("lexicons", language, f"{name}.yml")
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return loaded


@cache
def _packaged_as(language: str, name: str, shape: type[Shape]) -> Shape:
    return _checked(_packaged(language, name), name, shape)


def _checked(loaded: Mapping[str, Any], name: str, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(loaded)
    except ValidationError as error:
        raise DatelineError(
            Problem(message=f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}", where=f"lexicon {name}")
            for fault in error.errors()
        ) from error


def _merged(packaged: Any, added: Any) -> Any:
    if isinstance(packaged, Mapping) and isinstance(added, Mapping):
        keys = [*packaged, *(key for key in added if key not in packaged)]
        return {key: _merged(packaged.get(key), added[key]) if key in added else packaged[key] for key in keys}
    if isinstance(packaged, list) and isinstance(added, list):
        return [*packaged, *added]
    return added
