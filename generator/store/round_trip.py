"""Changes a file through ruamel.yaml's round trip, which keeps comments and order in layouts that cannot be cut."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def round_tripped(text: str, wanted: Mapping[str, Any], line_end: str) -> str | None:
    """The text so that it says what is wanted; None where it cannot be read or written."""
    reader = YAML(typ="rt")
    reader.preserve_quotes = True
    reader.width = 1_000_000
    reader.indent(mapping=2, sequence=4, offset=2)
    try:
        tree = reader.load(text)
        _put(tree, _unmarked(wanted))
        out = StringIO()
        reader.dump(tree, out)
    except (YAMLError, ValueError, TypeError):
        return None
    return out.getvalue().replace("\r\n", "\n").replace("\n", line_end)


def _put(tree: Any, wanted: Any) -> None:
    for name, value in wanted.items() if isinstance(wanted, Mapping) else enumerate(wanted):
        known = name in tree if isinstance(tree, Mapping) else name < len(tree)
        old = tree[name] if known else None
        if isinstance(value, Mapping) and isinstance(old, Mapping) and not old.keys() - value.keys():
            _put(old, value)
        elif isinstance(value, list) and isinstance(old, list):
            _put_list(old, value)
        elif not known or _text(old) != value:
            tree[name] = value


def _put_list(tree: Any, wanted: list[Any]) -> None:
    while len(tree) > len(wanted):
        del tree[-1]
    _put(tree, wanted[: len(tree)])
    for value in wanted[len(tree) :]:
        tree.append(value)


def _unmarked(value: Any) -> Any:
    """Plain strings where ours know that they need no quotes."""
    if isinstance(value, Mapping):
        return {name: _unmarked(inner) for name, inner in value.items()}
    return [_unmarked(inner) for inner in value] if isinstance(value, list) else str(value)


def _text(value: Any) -> Any:
    return value if isinstance(value, str | Mapping | Sequence) or value is None else str(value)
