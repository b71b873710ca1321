"""Keeps a name in one phrase: its words hang on one head, wherever the parser hung them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from generator.extract.events.syntax import NOMINAL, Node, hang
from generator.model.document import ActorMention


def covered_by(marks: Iterable[Any], nodes: list[Node]) -> Iterator[tuple[Any, list[Node]]]:
    """Each mark with the nodes that its span covers."""
    starts = [n.start for n in nodes]
    for mark in marks:
        first = max(0, bisect_right(starts, mark.span.start) - 1)
        touched = nodes[first : bisect_left(starts, mark.span.end)]
        covered = [node for node in touched if node.end > mark.span.start]
        if covered:
            yield mark, covered


def join_names(mentions: Iterable[ActorMention], nodes: list[Node]) -> None:
    """A name is one phrase: the parser leaves parts of a strange one apart ("Tanja Kovač" as two subjects)."""
    for mention, covered in covered_by(mentions, nodes):
        if mention.form != "name" or len(covered) < 2:
            continue
        for part in covered:
            if part.dep == "appos" and part.head in covered and _is_part(part, covered):
                part.label = part.dep = "flat"  # "Park Geun-hye": "hye" is no aside
        parts = _loose(covered)
        _read_as_name(parts)
        if len(parts) < 2 or not all(_is_part(part, covered) for part in parts):
            continue
        head = top(covered)
        for part in parts:
            if part is not head:
                _join(part, head)


def _read_as_name(parts: list[Node]) -> None:
    """ "a survivor, Khaled al-Amin, told them": what heads a name of several words is no verb."""
    only = parts[0]
    if len(parts) == 1 and only.pos not in NOMINAL and only.text.istitle():
        only.pos, only.morph = "PROPN", "Number=Sing"
        only.label = only.dep = "appos" if only.dep == "acl" else only.dep


def _is_part(part: Node, covered: list[Node]) -> bool:
    """Whether a word of a name was read as one, or is the small second half of "Chi-wai"."""
    if part.pos == "PROPN" or part.text == "-" or part.text.istitle():
        return True
    return part.text.islower() and any(n.text == "-" and n.index == part.index - 1 for n in covered)


def _join(part: Node, head: Node) -> None:
    """Hang one part of a name on another, even one that the parser made the root above it."""
    path = [head, *head.climb()]
    if part in path:
        below = path[path.index(part) - 1]
        if below is head or below.pos != "VERB":
            return
        hang(below, part.head, part.label)
    for kid in list(part.kids):
        hang(kid, head, kid.label)
    hang(part, head, "flat")


def _loose(covered: list[Node]) -> list[Node]:
    """The nodes of a stretch of text whose governors stand outside it."""
    inside = {n.index for n in covered}
    return [n for n in covered if n.head is None or n.head.index not in inside]


def top(covered: list[Node]) -> Node:
    """The node of a stretch of text whose governor stands outside it; of several the last nominal one."""
    loose = _loose(covered)
    nominal = [n for n in loose if n.pos in NOMINAL]
    return (nominal or loose or covered)[-1]
