"""A YAML file -> plain values: every scalar is text, and what YAML does behind one's back is refused.

PyYAML's C loader without implicit types reads a record in about a tenth of a millisecond. Files are untrusted: anchors,
aliases, tags, merge keys and duplicate keys are faults, each with its line and column.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from generator.model.errors import Problem

DEPTH = 20  # no record nests deeper than five
_REFUSED = {"&": "an anchor", "*": "an alias", "!": "a tag"}
_BOM = "\ufeff"


def parse(text: str, where: str) -> tuple[dict[str, Any], list[Problem]]:
    """Fields of the file and its faults; where there are faults the fields are what could be read."""
    text = text.removeprefix(_BOM)
    if text and not text.endswith("\n"):
        text += "\n"  # else a last text in block style would lose the line end it has anywhere else
    refused = _refusals(text, where)
    if refused:
        return {}, refused
    try:
        root = compose(text)
    except yaml.YAMLError as error:
        return {}, [_syntax(error, text, where)]
    if root is None:
        return {}, []
    faults: list[Problem] = []
    if not isinstance(root, yaml.MappingNode):
        return {}, [_at(root.start_mark, where, "a record is a list of fields such as `title: ...`", rule="not-fields")]
    fields: dict[str, Any] = _plain(root, where, faults, 0)
    return fields, faults


class _TextLoader(CParser):
    """Composes nodes without asking, for each of them, what type its text might have: everything is text."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing to look up on the way down."""

    def ascend_resolver(self) -> None:
        """Nor on the way up."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """Tags are refused elsewhere, so one will do."""
        return "text"


def compose(text: str) -> yaml.Node | None:
    """The tree of nodes with their marks; offsets count from the first character after a byte order mark."""
    node: yaml.Node | None = _TextLoader(text).get_single_node()
    return node


def locate(root: yaml.Node | None, path: Sequence[str | int]) -> yaml.Mark | None:
    """Where the field at this path stands: its key if it is a field, else the deepest node on the way to it."""
    found = root.start_mark if root else None
    node = root
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                return found
            found, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            found = node.start_mark
        else:
            return found
    return found


def _plain(node: yaml.Node, where: str, faults: list[Problem], depth: int) -> Any:
    """The node's value; fields that hold nothing (`place:`) count as left out, empty entries of lists stay (None)."""
    kind = type(node)
    if kind is yaml.ScalarNode:
        return node.value if getattr(node, "style", "") or node.value not in ("", "~") else None
    if depth > DEPTH:
        faults.append(_at(node.start_mark, where, "is nested too deeply", rule="too-deep"))
        return None
    if kind is yaml.SequenceNode:
        return [_plain(entry, where, faults, depth + 1) for entry in node.value]
    fields: dict[str, Any] = {}
    seen = set()
    for key, value in node.value:
        if type(key) is not yaml.ScalarNode or key.value in seen or key.value == "<<":
            faults.append(_key_fault(key, where))
            continue
        seen.add(key.value)
        plain = _plain(value, where, faults, depth + 1)
        if plain is not None:
            fields[key.value] = plain
    return fields


def _key_fault(key: yaml.Node, where: str) -> Problem:
    if not isinstance(key, yaml.ScalarNode):
        return _at(key.start_mark, where, "a field name must be plain text", rule="field-name")
    if key.value == "<<":
        hint = "write the fields out"
        return _at(key.start_mark, where, "a merge key (<<) is not allowed", hint, "merge-key")
    return _at(key.start_mark, where, f"{key.value} stands here twice", "keep one of them", "duplicate-key")


def _refusals(text: str, where: str) -> list[Problem]:
    """Anchors, aliases and tags; only texts that have one of their characters are looked through."""
    if not any(sign in text for sign in _REFUSED):
        return []
    try:
        return list(_refused_events(text, where))
    except yaml.YAMLError:
        return []  # composing names the fault


def _refused_events(text: str, where: str) -> Iterator[Problem]:
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            sign = "*"
        elif getattr(event, "anchor", None):
            sign = "&"
        elif getattr(event, "tag", None):
            sign = "!"
        else:
            continue
        hint = "put the text in quotes if it starts with this sign"
        name = _REFUSED[sign]
        yield _at(event.start_mark, where, f"{name} ({sign}) is not allowed", hint, f"yaml-{name.split()[1]}")


def _syntax(error: yaml.YAMLError, text: str, where: str) -> Problem:
    """YAML's own complaint in the words of somebody who edits a record."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    if mark is None:
        line, column = _position(text, getattr(error, "position", None))
        return Problem(
            message=f"cannot be read: {problem}", where=where, line=line, column=column, rule="yaml-syntax",
            hint="remove the character; it is not one that a text may hold",
        )  # fmt: skip
    lines = text.split("\n")
    here = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in here[: mark.column + 1]:
        hint = "replace it by spaces"
        return _at(mark, where, "a tab stands where YAML wants spaces", hint, "yaml-tab")
    return _at(mark, where, f"is not valid YAML: {problem}", _remedy(problem, here), "yaml-syntax")


def _remedy(problem: str, line: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put the text in quotes if it contains a colon"
    if "cannot start any token" in problem:
        return "put the text in quotes if it starts with a sign"
    if "another document" in problem:
        return "one file holds one record: remove the line ---"
    if "nesting depth" in problem:
        return "close the brackets"
    return "look for a missing quote, colon, bracket or indent here or in the line above" if line.strip() else ""


def _position(text: str, offset: int | None) -> tuple[int, int]:
    """Line and column of the character YAML refuses (its own position counts bytes, so the character is looked for)."""
    for number, line in enumerate(text.split("\n"), 1):
        for column, sign in enumerate(line, 1):
            if (ord(sign) < 32 and sign not in "\t\r") or (127 <= ord(sign) < 160 and sign != "\x85"):
                return number, column
    return (1, offset + 1) if offset is not None else (0, 0)


def _at(mark: Any, where: str, message: str, hint: str = "", rule: str = "") -> Problem:
    return Problem(message=message, where=where, line=mark.line + 1, column=mark.column + 1, hint=hint, rule=rule)
