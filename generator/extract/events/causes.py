"""What brought about what a verb tells of: the words of its clause that may name the cause, and blows that harm."""

from collections.abc import Iterator

from generator.extract.events.syntax import Node, by_agents, objects, subject
from generator.extract.events.wordlist import Words

_CLAUSE = 60  # words of a clause that are looked at
_WHEN = frozenset({"after", "as", "when", "because"})


def brings_harm(node: Node, words: Words) -> bool:
    """Whether a word of disaster tells the stroke, not what came of it ("a wall fell", not "homes were damaged")."""
    undergone = node.passive or any(noun.index > node.index for noun in objects(node))
    if node.lemma not in words.grammar.results or not undergone:
        return True
    doer = subject(node) if not node.passive else None  # "a mudslide buried the school"
    return doer is not None and "<hazard>" in words.classes.get(doer.lemma, ())


def causes(node: Node) -> Iterator[Node]:
    """Where a harm's cause may stand: a clause of time or reason, the verb whose participle or second verb it is."""
    undergone = not by_agents(node) if node.passive else not objects(node)
    if undergone:
        yield from (k for k in node.below(_CLAUSE) if k is not node and _tells_when(k))
    participle = node.dep in ("advcl", "acl") and not node.finite and not node.passive
    if node.head is not None and (participle or (node.dep == "conj" and undergone)):
        yield node.head


def _tells_when(clause: Node) -> bool:
    """A clause of time or reason, also where the parser took its subject for a phrase ("after a ferry capsized")."""
    if clause.dep == "advcl":
        return clause.finite or any(k.dep == "mark" and k.lower == "after" for k in clause.kids)
    head = clause.head
    return clause.dep == "acl" and head is not None and head.dep == "obl" and head.case() in _WHEN
