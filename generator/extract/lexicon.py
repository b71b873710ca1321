"""Reads and checks word lists: `lexicons/<language>/<name>.yml`, extended by a project's own `content/lexicon.yml`.

Each stage declares the shape of its own list as a pydantic model; this module only finds, merges and validates. A
project's file names the lists it changes and repeats their layout, with its own entries only:

    speech:
      verbs:
        say: [opine]                              # added to the list
    furniture:
      lines: {add: [Back to the front page], drop: [home]}
      opening_words: 20                           # replaces the value
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, wraps
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.model.errors import DatelineError, Problem
from generator.model.records import Actor

Shape = TypeVar("Shape", bound="WordList")
Indexed = TypeVar("Indexed")
OWN_LISTS = "content/lexicon.yml"
_CHANGES = frozenset(("add", "drop"))


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
    _merged: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read(self, name: str, shape: type[Shape]) -> Shape:
        """The list `name` as `shape`; lists are extended by the project's entries, single values replaced."""
        if not self.additions.get(name):
            packaged: Shape = _packaged_as(self.language, name, shape)
            return packaged
        if name not in self._merged:
            merged = _merged(packaged_list(self.language, name), self.additions[name])
            self._merged[name] = _checked(merged, name, shape, OWN_LISTS)
        found: Shape = self._merged[name]
        return found


def once_a_lexicon(index: Callable[[Lexicon], Indexed]) -> Callable[[Lexicon], Indexed]:
    """`index`, its results kept for the last few lexicons: what was indexed for one serves every equal one."""
    held: deque[tuple[Lexicon, Indexed]] = deque(maxlen=2)

    @wraps(index)
    def kept(lexicon: Lexicon) -> Indexed:
        for known, indexed in held:
            if known is lexicon or known == lexicon:
                return indexed
        indexed = index(lexicon)
        held.appendleft((lexicon, indexed))
        return indexed

    return kept


def additions(text: str, language: str = "en") -> Mapping[str, Mapping[str, Any]]:
    """A project's own entries from the text of its `lexicon.yml`; all faults of layout at once, each with its line."""
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DatelineError(Problem(message=f"{error.problem}", where=OWN_LISTS, line=line)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DatelineError(Problem(message="this is no YAML that can be read", where=OWN_LISTS)) from error
    if node is None:
        return {}
    problems = list(_layout_faults(node, language))
    if problems:
        raise DatelineError(problems)
    loaded: Mapping[str, Mapping[str, Any]] = yaml.load(text, Loader=yaml.CBaseLoader)
    return loaded


@cache
def packaged_list(language: str, name: str) -> Mapping[str, Any]:
    """A list as it stands in its file; FileNotFoundError if the package has none of that name."""
    file = resources.files("generator").joinpath("lexicons", language, f"{name}.yml")
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return loaded


def names_of_lists(language: str = "en") -> tuple[str, ...]:
    """The lists that a project can change."""
    folder = resources.files("generator").joinpath("lexicons", language)
    return tuple(sorted(file.name[:-4] for file in folder.iterdir() if file.name.endswith(".yml")))


@cache
def _packaged_as(language: str, name: str, shape: type[Shape]) -> Shape:
    return _checked(packaged_list(language, name), name, shape, f"lexicons/{language}/{name}.yml")


def _checked(loaded: Mapping[str, Any], name: str, shape: type[Shape], where: str) -> Shape:
    try:
        return shape.model_validate(loaded)
    except ValidationError as error:
        raise DatelineError(
            Problem(message=f"{'.'.join((name, *map(str, fault['loc'])))}: {fault['msg']}", where=where)
            for fault in error.errors()
        ) from error


def _merged(packaged: Any, added: Any) -> Any:
    if isinstance(packaged, Mapping) and isinstance(added, Mapping):
        keys = [*packaged, *(key for key in added if key not in packaged)]
        return {key: _merged(packaged.get(key), added[key]) if key in added else packaged[key] for key in keys}
    if isinstance(packaged, list) and isinstance(added, list):
        return [*packaged, *added]
    if isinstance(packaged, list) and isinstance(added, Mapping):
        dropped = added.get("drop", ())
        return [*(entry for entry in packaged if entry not in dropped), *added.get("add", ())]
    return added


# --- faults of a project's file, with their lines -------------------------------------------------------------------


def _layout_faults(node: yaml.Node, language: str) -> Iterator[Problem]:
    """What cannot be merged: unknown lists and keys, other kinds of value, and names for nodes (`&a`, `*a`)."""
    if not isinstance(node, yaml.MappingNode):
        yield _fault(node, "the file must hold list names with entries below them")
        return
    seen: set[int] = set()
    for key, value in node.value:
        if key.value not in (known := names_of_lists(language)):
            yield _unknown(key, "word list", known)
            continue
        packaged = packaged_list(language, key.value)
        if not isinstance(value, yaml.MappingNode):
            yield _fault(value, f"{key.value} must hold keys of that list")
            continue
        for inner, entries in value.value:
            if inner.value not in packaged or inner.value == "about":
                yield _unknown(inner, f"key of {key.value}", tuple(name for name in packaged if name != "about"))
            else:
                yield from _kind_faults(entries, packaged[inner.value], f"{key.value}.{inner.value}", seen)


def _kind_faults(node: yaml.Node, packaged: Any, path: str, seen: set[int]) -> Iterator[Problem]:
    if id(node) in seen:
        yield _fault(node, f"{path}: aliases are not read; write the entries out")
        return
    seen.add(id(node))
    if isinstance(packaged, list):
        changes = isinstance(node, yaml.MappingNode) and _CHANGES.issuperset(key.value for key, _ in node.value)
        if not isinstance(node, yaml.SequenceNode) and not changes:
            yield _fault(node, f"{path} must be a list, or add: and drop: with a list each")
    elif isinstance(packaged, Mapping):
        if not isinstance(node, yaml.MappingNode):
            yield _fault(node, f"{path} must hold keys")
            return
        for key, value in node.value:
            yield from _kind_faults(value, packaged.get(key.value), f"{path}.{key.value}", seen)
    elif packaged is not None and not isinstance(node, yaml.ScalarNode):
        yield _fault(node, f"{path} must be a single value")


def _unknown(key: yaml.Node, what: str, known: tuple[str, ...]) -> Problem:
    near = get_close_matches(str(key.value), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return _fault(key, f"{key.value} is no {what}", hint)


def _fault(node: yaml.Node, message: str, hint: str = "") -> Problem:
    return Problem(message=message, where=OWN_LISTS, line=node.start_mark.line + 1, hint=hint)
