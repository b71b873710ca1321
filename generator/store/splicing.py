"""Cuts a file's text at the marks of the nodes that changed: everything between the cuts stays byte for byte."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

import yaml

from generator.store.comments import comments
from generator.store.reading import compose
from generator.store.writing import entry_lines, field_lines, flow, scalar

Cut = tuple[int, int, str]
"""Start, end, what stands there instead."""


def spliced(text: str, wanted: Mapping[str, Any], line_end: str) -> str | None:
    """The text so that it says what is wanted; None where its layout cannot be cut."""
    try:
        root = compose(text)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    splicer = _Splicer(text, line_end)
    splicer.fields(root, wanted, top=True)
    return splicer.result()


class _Splicer:
    """Collects the cuts of one text."""

    def __init__(self, text: str, line_end: str) -> None:
        self.text = text
        self.line_end = line_end
        self.cuts: list[Cut] = []

    def result(self) -> str | None:
        """The text with its cuts made; None where two of them overlap."""
        parts, position = [], 0
        for start, end, new in sorted(self.cuts, key=lambda cut: cut[:2]):
            if start < position:
                return None
            parts += [self.text[position:start], new]
            position = end
        return "".join([*parts, self.text[position:]])

    def value(self, name: str, key: yaml.Node | None, node: yaml.Node, wanted: Any, in_flow: bool = False) -> None:
        """Make the node say what is wanted."""
        if isinstance(wanted, Mapping) and isinstance(node, yaml.MappingNode) and node.value:
            self.fields(node, wanted)
        elif isinstance(wanted, list) and wanted and isinstance(node, yaml.SequenceNode) and node.value:
            self.entries(name, node, wanted)
        elif isinstance(wanted, str) and isinstance(node, yaml.ScalarNode):
            self.scalar(node, wanted)
        elif key is not None and not in_flow:
            self.whole(name, key, node, wanted)
        else:
            start = node.start_mark.index
            space = " " if self.text[start - 1 : start] == ":" else ""
            self.cuts.append((start, self._end(node), space + flow(wanted)))

    def scalar(self, node: yaml.ScalarNode, wanted: str) -> None:
        """Another text in the same quotes."""
        start, end = node.start_mark.index, self._end(node)
        style = node.style if node.style in ("'", '"') and node.value else ""  # "" says only that nothing stood there
        new = scalar(wanted, in_flow=not self._in_block(node), style=style)
        if start and self.text[start - 1] in ":-":
            new = " " + new
        self.cuts.append((start, end, new))

    def _in_block(self, node: yaml.Node) -> bool:
        line = self.text[self.text.rfind("\n", 0, node.start_mark.index) + 1 : node.start_mark.index]
        return not any(sign in line for sign in "[{")

    def whole(self, name: str, key: yaml.Node, node: yaml.Node, wanted: Any) -> None:
        """Another kind of value after the key."""
        colon = self.text.index(":", key.end_mark.index) + 1
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and wanted == []:
            self.cuts.append((colon, colon, " []"))
            for start, end in self._regions(node):
                self._drop(start, end)
            return
        lines = field_lines(name, wanted, key.start_mark.column)
        lines[0] = lines[0].lstrip(" ")[len(name) + 1 :]
        end = max(self._end(node), colon)
        self.cuts.append((colon, end, self.line_end.join(lines)))

    def fields(self, node: yaml.MappingNode, wanted: Mapping[str, Any], top: bool = False) -> None:
        """Change the values of a map and add what it lacks."""
        there = {key.value: (key, value) for key, value in node.value}
        for name, value in wanted.items():
            if name not in there:
                self.added(node, name, value, list(wanted), top)
            elif _read(there[name][1]) != value:
                self.value(name, *there[name], value, bool(node.flow_style))

    def added(self, node: yaml.MappingNode, name: str, value: Any, order: list[str], top: bool) -> None:
        """A field the map lacks, after the one it follows in the record type."""
        if node.flow_style or not node.value:
            end = self._end(node.value[-1][1]) if node.value else node.start_mark.index + 1
            new = f"{scalar(name, True)}: {flow(value)}"
            self.cuts.append((end, end, f", {new}" if node.value else new))
            return
        there = {key.value: held for key, held in node.value}
        before = next((part for part in reversed(order[: order.index(name)]) if part in there), None)
        after = self._line_end(self._end(there[before] if top and before else node.value[-1][1]))
        lines = field_lines(name, value, node.start_mark.column)
        self.cuts.append((after, after, "".join(line + self.line_end for line in lines)))

    def entries(self, name: str, node: yaml.SequenceNode, wanted: list[Any]) -> None:
        """Change, drop and add entries of a list, the others untouched."""
        if node.flow_style:
            self._flow_entries(name, node, wanted)
            return
        had = [_read(entry) for entry in node.value]
        regions = self._regions(node)
        column = node.start_mark.column
        one_line = getattr(node.value[0], "flow_style", None)
        for start, end, first, last in _differences(had, wanted):
            pairs = self._paired(name, node.value[start:end], had[start:end], wanted[first:last])
            for region in regions[start + pairs : end]:
                self._drop(*region)
            at = regions[end - 1][1] if end else regions[0][0]
            for entry in wanted[first + pairs : last]:
                lines = entry_lines(name, entry, column, one_line)
                self.cuts.append((at, at, "".join(line + self.line_end for line in lines)))

    def _paired(self, name: str, nodes: list[yaml.Node], had: list[Any], wanted: list[Any]) -> int:
        """Make of each entry its counterpart, as far as they pair; returns how many did."""
        pairs = _pairable(had, wanted)
        for node, entry in zip(nodes[:pairs], wanted[:pairs], strict=True):
            self.value(name, None, node, entry)
        return pairs

    def _flow_entries(self, name: str, node: yaml.SequenceNode, wanted: list[Any]) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if "\n" in self.text[start:end]:
            self._flow_entries_on_lines(name, node, wanted)
            return
        spelled = [(_read(entry), self.text[entry.start_mark.index : self._end(entry)]) for entry in node.value]
        parts = [next((source for said, source in spelled if said == entry), flow(entry)) for entry in wanted]
        self.cuts.append((start, end, f"[{', '.join(parts)}]"))

    def _flow_entries_on_lines(self, name: str, node: yaml.SequenceNode, wanted: list[Any]) -> None:
        had = [_read(entry) for entry in node.value]
        ends = [self._comma(self._end(entry)) for entry in node.value]
        for start, end, first, last in _differences(had, wanted):
            pairs = self._paired(name, node.value[start:end], had[start:end], wanted[first:last])
            for index in range(start + pairs, end):
                self.cuts.append((node.value[index].start_mark.index, ends[index], ""))
            added = [flow(entry) for entry in wanted[first + pairs : last]]
            if added and end:
                at = ends[end - 1]
                comma, dropped = self.text[at - 1] == ",", start + pairs < end
                before = " " if comma else "" if dropped else ", "
                self.cuts.append((at, at, before + ", ".join(added) + ("," if comma else "")))
            elif added:
                self.cuts.append((node.start_mark.index + 1,) * 2 + (", ".join(added) + ",",))

    def _comma(self, position: int) -> int:
        """Behind the comma that follows, if one does."""
        rest = position
        while self.text[rest : rest + 1] == " ":
            rest += 1
        return rest + 1 if self.text[rest : rest + 1] == "," else position

    def _regions(self, node: yaml.SequenceNode) -> list[tuple[int, int]]:
        """The whole lines of each entry of a block list, from its dash on."""
        column, position, regions = node.start_mark.column, node.start_mark.index, []
        for entry in node.value:
            start = self._dash(position, column)
            end = self._line_end(max(self._end(entry), start))
            regions.append((start, end))
            position = end
        return regions

    def _dash(self, position: int, column: int) -> int:
        """Start of the line, from this position on, that has a dash in this column."""
        start = self.text.rfind("\n", 0, position) + 1
        while start < len(self.text):
            if self.text[start + column : start + column + 1] == "-" and not self.text[start : start + column].strip():
                return start
            start = self._line_end(start)
        return position

    def _drop(self, start: int, end: int) -> None:
        """Take the lines away, but leave every comment in them on a line of its own."""
        left = "".join(f"  {comment}{self.line_end}" for comment in comments(self.text[start:end]))
        self.cuts.append((start, end, left))

    def _end(self, node: yaml.Node) -> int:
        """Where the node's last character stands; a block's mark would count the blank lines and comments after it."""
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            span = self.text[node.start_mark.index : node.end_mark.index]
            return int(node.start_mark.index) + len(span.rstrip())
        if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)

    def _line_end(self, position: int) -> int:
        found = self.text.find("\n", position)
        return len(self.text) if found < 0 else found + 1


def _differences(had: list[Any], wanted: list[Any]) -> list[tuple[int, int, int, int]]:
    """Stretches of entries that differ: from, to in the one list, from, to in the other."""
    matcher = SequenceMatcher(None, list(map(repr, had)), list(map(repr, wanted)), autojunk=False)
    return [stretch for kind, *stretch in matcher.get_opcodes() if kind != "equal"]  # type: ignore[misc]


def _pairable(had: list[Any], wanted: list[Any]) -> int:
    """How many entries, from the first on, can become their counterpart by changing or adding fields."""
    for number, (old, new) in enumerate(zip(had, wanted, strict=False)):
        if isinstance(old, Mapping) != isinstance(new, Mapping) or (
            isinstance(old, Mapping) and old.keys() - new.keys()
        ):
            return number
    return min(len(had), len(wanted))


def _read(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_read(entry) for entry in node.value]
    return {key.value: _read(value) for key, value in node.value}
