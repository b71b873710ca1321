"""Records -> YAML in the house layout: fields in the order of their type, short maps on one line, long texts in blocks.

Nothing here reads files. Values come as plain text, lists and maps; what another YAML reader could take for a number,
a date or a boolean stands in quotes.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from generator.model.records import Record

_IMPLICIT = Resolver()
_OPENING = "(“‘«„"
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_ONE_LINE = frozenset({"place", "figures", "actors", "extract"})  # maps that fit a line
_ONE_LINE_LISTS = frozenset({"tags", "same_as", "distinct_from", "exclude"})
# written only when they hold something: an editor seldom begins with these
_SELDOM = frozenset(
    {"figures", "iterations", "quotes", "part_of", "same_as", "distinct_from", "corrections", "publish_text"}
)
_NEEDED = frozenset({"what", "actor", "article", "exact", "text"})  # inner fields that a record may not leave out
_SCHEMA_LINE = "# yaml-language-server: $schema={schema}\n"


class Bare(str):
    """Text that stands without quotes whatever it looks like: a number or a boolean of the record type."""

    __slots__ = ()


def plain(record: Record) -> dict[str, Any]:
    """The record as plain values without what is empty or default: the form in which versions are compared."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude={"id"})


def full(record: Record) -> dict[str, Any]:
    """The record as plain values, every field."""
    return record.model_dump(mode="json", exclude={"id"})


def house(record: Record, schema: str) -> str:
    """The text of a new file; `schema` is the address its first line names for the editor's plug-in."""
    lines = []
    for name, value in full(record).items():
        if name in _SELDOM and not value:
            continue
        lines += field_lines(name, texts(value, keep_empty=name == "place"), 0)
    return _SCHEMA_LINE.format(schema=schema) + "".join(f"{line}\n" for line in lines)


def texts(value: Any, keep_empty: bool = False) -> Any:
    """A dumped value as YAML text: numbers and booleans spelled out, empty fields of inner maps left out."""
    if value is None:
        return {"name": "", "country": ""} if keep_empty else ""
    if isinstance(value, bool):
        return Bare(str(value).lower())
    if isinstance(value, Mapping):
        spelled = {name: texts(inner) for name, inner in value.items()}
        needed = _NEEDED if "exact" in spelled else _NEEDED - {"article"}  # a quote may do without its article
        return {name: text for name, text in spelled.items() if keep_empty or name in needed or not _says_nothing(text)}
    if isinstance(value, list | tuple):
        return [texts(inner) for inner in value]
    return value if isinstance(value, str) else Bare(f"{value:g}")


def _says_nothing(text: Any) -> bool:
    return text == "" or (isinstance(text, Bare) and text == "false")


def field_lines(name: str, value: Any, indent: int) -> list[str]:
    """The lines of `name: value`, house layout, without line ends."""
    pad = " " * indent
    if isinstance(value, Mapping):
        if name in _ONE_LINE or not value:
            return [f"{pad}{name}: {flow(value)}"]
        inside = (field_lines(part, inner, indent + 2) for part, inner in value.items())
        return [f"{pad}{name}:", *chain.from_iterable(inside)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        if not value or name in _ONE_LINE_LISTS:
            return [f"{pad}{name}: {flow(value)}"]
        return [f"{pad}{name}:", *(line for inner in value for line in entry_lines(name, inner, indent + 2))]
    return [f"{pad}{name}: {scalar(value)}"]


def entry_lines(name: str, value: Any, indent: int, one_line: bool | None = None) -> list[str]:
    """The lines of one entry of the list `name`, its dash at the indent."""
    pad = " " * indent
    if not isinstance(value, Mapping):
        return [f"{pad}- {flow(value) if isinstance(value, list) else scalar(value)}"]
    if not value or (name in _ONE_LINE if one_line is None else one_line):
        return [f"{pad}- {flow(value)}"]
    lines = [line for part, inner in value.items() for line in field_lines(part, inner, indent + 2)]
    return [f"{pad}- {lines[0].lstrip(' ')}", *lines[1:]]


def flow(value: Any) -> str:
    """A value on one line: `{actor: annan, role: speaker}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name, True)}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return scalar(value, True)


def scalar(text: str, in_flow: bool = False, style: str = "") -> str:
    """The text as YAML, plain where it is safe and looks like nothing but text; `style` asks for its quotes."""
    if isinstance(text, Bare) and not style:
        return text
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"' or not _is_plain(text, in_flow):
        return '"' + "".join(map(_escaped, text)) + '"'
    return text


def _is_plain(text: str, in_flow: bool) -> bool:
    if not text or not text.isprintable() or text != text.strip() or not (text[0].isalnum() or text[0] in _OPENING):
        return False
    if ": " in text or " #" in text or text.endswith(":") or (in_flow and (_FLOW_SIGNS.search(text) or ":" in text)):
        return False
    return not _looks_typed(text)


def _looks_typed(text: str) -> bool:
    """Whether YAML 1.1 or 1.2 would read a number, date, boolean or null, or a person might take it for one."""
    if text[0].isdigit() and not any(sign.isalpha() for sign in text):
        return True
    if text.lower() in ("y", "n", "nan", "inf", "infinity") or re.match(r"0[xob]", text):
        return True
    resolved: str = _IMPLICIT.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return resolved != "tag:yaml.org,2002:str" or re.fullmatch(r"[\d.]+[eE][+-]?\d+", text) is not None


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    if sign.isprintable() or sign in "\u00a0\u2009\u202f":
        return sign
    if sign in "\n\t":
        return "\\n" if sign == "\n" else "\\t"
    number = ord(sign)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"
