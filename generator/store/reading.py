"""A YAML file -> plain values: every scalar is text, and what YAML does behind one's back is refused.

PyYAML's C loader without implicit types reads a record in about a tenth of a millisecond. Files are untrusted: anchors,
aliases, tags, merge keys and duplicate keys are faults, each with its line and column.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from generator.model.errors import Problem

DEPTH = 20  # no record nests deeper than five
_REFUSED = {"&": "an anchor", "*": "an alias", "!": "a tag"}
_BOM = "\ufeff"


def parse(text: str, where: str) -> tuple[dict[str, Any], list[Problem]]:
    """Fields of the file and its faults; where there are faults the fields are what could be read."""
    text = text.removeprefix(_BOM)
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


def compose(text: str) -> yaml.Node | None:
    """The tree of nodes with their marks; offsets count from the first character after a byte order mark."""
    loader = yaml.CBaseLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


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
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~") else node.value
    if depth > DEPTH:
        faults.append(_at(node.start_mark, where, "is nested too deeply", rule="too-deep"))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_plain(entry, where, faults, depth + 1) for entry in node.value]
    fields: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value
        if not isinstance(key, yaml.ScalarNode):
            faults.append(_at(key.start_mark, where, "a field name must be plain text", rule="field-name"))
        elif name == "<<" and not key.style:
            hint = "write the fields out"
            faults.append(_at(key.start_mark, where, "a merge key (<<) is not allowed", hint, "merge-key"))
        elif name in fields:
            faults.append(_at(key.start_mark, where, f"{name} stands here twice", "keep one of them", "duplicate-key"))
        else:
            fields[name] = _plain(value, where, faults, depth + 1)
    return fields


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
    if "single document" in problem:
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
