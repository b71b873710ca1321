"""Which event words of one sentence tell one happening: cause and result, a deed and its announcement."""

from collections.abc import Iterator, Mapping, Sequence

from generator.extract.events.agreement import Groups, different_counts, different_dates
from generator.extract.events.candidate import Candidate
from generator.extract.events.causes import brings_harm, causes
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node
from generator.model.vocabulary import EventType

_STROKES = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.DISASTER, EventType.PROTEST, EventType.MOBILIZE})
_BLOWS = frozenset({EventType.ASSAULT, EventType.DISASTER})
_LINKS = frozenset({"nsubj", "obl", "advcl", "acl", "obj", "conj", "nmod", "xcomp"})


def join(found: Sequence[Candidate], by_node: Mapping[int, int], groups: Groups, reading: Reading) -> None:
    """Join what the words of one sentence tie together; `by_node`: a candidate's number by the nodes it stands on."""
    results = reading.words.grammar.results
    for i, one in enumerate(found):
        if one.deed >= 0 and (j := by_node.get(one.deed)) is not None:
            groups.join(i, j)
        if (j := _told_in(one, by_node, reading)) is not None:
            groups.join(i, j)
        for j in _linked(one, by_node):
            if j != i and _one_happening(one, found[j], results):
                groups.join(i, j)
    _join_causes(found, by_node, groups, reading)


def _told_in(one: Candidate, by_node: Mapping[int, int], reading: Reading) -> int | None:
    """The statement that was made in or at what a noun names: "said in an interview" is one happening."""
    noun, grammar = one.trigger.node, reading.words.grammar
    if (
        not one.trigger.nominal
        or one.type is not EventType.STATE
        or noun.dep != "obl"
        or noun.head is None
        or noun.lemma not in grammar.documents
    ):
        return None
    return by_node.get(noun.head.index) if noun.head.lemma in grammar.reports and noun.case() in ("in", "at") else None


def _join_causes(found: Sequence[Candidate], by_node: Mapping[int, int], groups: Groups, reading: Reading) -> None:
    """What befell people is one happening with the blow that brought it, wherever in the clause that is told."""
    counted = reading.words.grammar.figures
    bodily = counted["dead"] | counted["injured"]
    for i, one in enumerate(found):
        if one.type not in _BLOWS or one.trigger.node.lemma not in bodily:
            continue
        told = (by_node[node.index] for node in causes(one.trigger.node) if node.index in by_node)
        for j in told:
            stroke = found[j].type is one.type and brings_harm(found[j].trigger.node, reading.words)
            if stroke and one.reality.status is found[j].reality.status and not different_dates(one, found[j]):
                groups.join(i, j)


def _linked(one: Candidate, by_node: Mapping[int, int]) -> Iterator[int]:
    """Candidates that hang right on this one's words, or on which it hangs."""
    for node in {one.trigger.node.index: one.trigger.node, one.trigger.core.index: one.trigger.core}.values():
        for kid in node.kids:
            if kid.dep in _LINKS and kid.index in by_node and not _before_or_after(kid):
                yield by_node[kid.index]


def _before_or_after(node: Node) -> bool:
    return any(
        k.dep in ("mark", "case")
        and k.lower in ("before", "after", "since", "until", "despite", "following", "against", "over", "if")
        for k in node.kids
    )


def _one_happening(one: Candidate, other: Candidate, results: frozenset[str]) -> bool:
    """Cause and result in one clause: "a bombing killed 3", "an attack, killing 3", "died in a crash"."""
    if one.reality.status is not other.reality.status or one.speech or other.speech:
        return False
    kinds = {one.type, other.type}
    result = one.trigger.core.lemma in results or other.trigger.core.lemma in results
    if different_counts(one, other):
        return False
    if result and kinds <= {EventType.ASSAULT, EventType.DISASTER, EventType.LIFE, EventType.OTHER}:
        return True
    if _one_deed(one, other):
        return True
    same_noun = (
        one.type is other.type
        and (one.trigger.nominal != other.trigger.nominal)
        and one.type not in (EventType.STATE, EventType.OTHER)
    )
    return same_noun and not different_dates(one, other)


def _one_deed(one: Candidate, other: Candidate) -> bool:
    """Two verbs for one stroke against the same side: "sealed the border and imposed a curfew"."""
    node = other.trigger.node
    return (
        one.type is other.type
        and one.type in _STROKES
        and node.dep == "conj"
        and node.kid("nsubj") is None
        and not (other.targets - one.targets)
        and not different_dates(one, other)
    )
