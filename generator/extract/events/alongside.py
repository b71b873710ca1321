"""Clauses that tell an event of their own though they hang on another: "…, urging calm", "…, when guards retook it"."""

from generator.extract.events.syntax import Node
from generator.extract.events.triggers import Trigger
from generator.model.vocabulary import EventType

_OPENING = frozenset({"when", "where"})
_SPOKEN = frozenset({EventType.ACCUSE, EventType.AGREE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN})


def tells_on(clause: Node) -> bool:
    """ "The broadcast was cut off, when guards retook the building": behind a comma the story goes on."""
    head = clause.head
    if head is None or clause.index < head.index or "Tense=Past" not in clause.morph:
        return False
    if clause.dep != "advcl" and clause.label != "acl:relcl":
        return False
    opening = next((k for k in clause.kids if k.lower in _OPENING), None)
    return opening is not None and any(k.text == "," and k.index == opening.index - 1 for k in clause.kids)


def speaks_too(trigger: Trigger) -> bool:
    """ "The president spoke to reporters, accusing the army of lying": a participle of a further act of speech."""
    node, head = trigger.node, trigger.node.head
    if node.dep != "advcl" or head is None or head.pos != "VERB" or not head.finite or node.index < head.index:
        return False
    if not node.lower.endswith("ing") or not trigger.known or trigger.type not in _SPOKEN:
        return False
    return node.kid("mark", "aux") is None and any(k.text == "," and k.index < node.index for k in node.kids)
