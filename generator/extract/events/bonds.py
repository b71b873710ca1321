"""What holds the parts of a clause together, so that a title leaves out the one only with the other."""

from collections.abc import Collection

from generator.extract.events.syntax import Node, is_to_infinitive

OPEN = frozenset({"what", "way", "moment", "reason", "fact", "ground", "grounds"})  # tell nothing without their clause
_LASTING = frozenset({"last", "run", "slate", "take", "wait"})
_LEADING = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT"})


def comma_before(mark: Node, phrase: Node) -> bool:
    """Whether a mark is the comma that sets a phrase off."""
    return mark.text == "," and mark.index < phrase.index


def joins_words(comma: Node) -> bool:
    """Whether a comma stands between the members of a list or inside a number or name."""
    head = comma.head
    if head is not None and head.head is not None and torn_off(head, head.head):
        return False
    if head is not None and head.dep == "advcl":  # "capsized, killing 46"
        return comma.index < head.index
    if head is None or head.dep not in ("conj", "amod", "nummod", "flat", "compound"):
        return False
    return comma.index < head.index or head.dep not in ("conj", "flat")


def uncoordinated(kid: Node, noun: Node) -> bool:
    """Whether no conjunction joins what was read as coordinated ("One of the owners, Gil Mosely, …")."""
    return not any(k.dep in ("cc", "conj") for n in (noun, kid) for k in n.kids if k is not kid)


def torn_off(k: Node, head: Node) -> bool:
    """Whether the parser tore a clause in two: a second verb that no conjunction joins and that has no subject."""
    if k.dep not in ("conj", "parataxis") or k.pos != "VERB" or k.index < head.index or k.kid("nsubj", "mark"):
        return False
    first = min(n.index for n in (k, *k.kids) if n.dep != "punct")
    if any(n.index == first - 1 and n.dep == "punct" for n in head.below(60)):  # "let a builder, Northmoor, build"
        bare = k.lower == k.lemma and "Part" not in k.morph and not k.kid("aux", "mark")
        return k.dep == "conj" and bare and uncoordinated(k, head)
    if k.dep == "parataxis":  # "to have the strike declared illegal"
        return "VerbForm=Part" in k.morph
    return head.pos == "VERB" and uncoordinated(k, head)


def needed(node: Node) -> bool:
    """Whether a verb cannot stand without this phrase: the content of a saying, a wish, an attempt."""
    head = node.head
    if node.dep in ("xcomp", "ccomp") or head is None:
        return node.dep in ("xcomp", "ccomp")
    return node.dep == "advcl" and is_to_infinitive(node) and head.kid("obj", "obl", "cop") is None


def completes(node: Node) -> bool:
    """Whether a noun says nothing without this phrase ("under the auspices of …", "on the grounds that …")."""
    head = node.head
    if head is None or head.pos != "NOUN":
        return False
    if head.lower in OPEN:
        return node.dep in ("acl", "ccomp")
    if not any(k.lower == "the" for k in head.kids):
        return False
    told = node.dep in ("acl", "ccomp") and node.kid("mark") is not None
    return told or (node.dep == "nmod" and node.case() == "of")


def left_bare(verb: Node, gone: Collection[int], kept: Collection[int]) -> bool:
    """Whether a participle or infinitive behind a noun loses all that it says ("a vote to be held")."""
    if (
        verb.head is None
        or verb.head.pos == "NUM"
        or verb.dep not in ("acl", "advcl")
        or verb.label == "acl:relcl"
        or verb.finite
        or verb.pos not in ("VERB", "AUX")
    ):
        return False
    behind = [k for k in verb.kids if k.index > verb.index and k.dep not in ("punct", "compound")]
    return any(k.index in gone for k in behind) and not any(k.index in kept for k in behind if k.index not in gone)


def may_go(noun: Node | None, root: Node, path: Collection[int]) -> bool:
    """Whether the whole phrase of a noun can be left out instead of what completes it."""
    return noun is not None and noun is not root and noun.dep in ("obl", "nmod") and noun.index not in path


def shares_object(second: Node, first: Node) -> bool:
    """Whether the object of two verbs stands behind the second ("arrested and questioned the student")."""
    if second.dep != "conj" or first.pos != "VERB" or second.pos != "VERB" or not first.finite or first.passive:
        return False
    beside = any(k.dep == "cc" and k.index == first.index + 1 for k in (*first.kids, *second.kids))
    own = [k for k in first.kids if k.dep in ("obj", "obl", "ccomp", "xcomp") and k.index < second.index]
    return beside and not own and second.kid("nsubj", "aux") is None and second.kid("obj") is not None


def governed_gerund(clause: Node) -> bool:
    """Whether a verb asks for the -ing clause ("aimed at undermining", "accused of stealing")."""
    mark = clause.kid("mark")
    return (
        mark is not None
        and mark.lower in ("at", "of", "from", "for", "in", "to", "with")
        and clause.lower.endswith("ing")
    )


def from_subject(verb: Node, nodes: list[Node]) -> list[Node]:
    """A clause without the conjunction, preposition or adverb that leads into it."""
    own = next((k for k in verb.kids if k.dep in ("nsubj", "csubj", "expl") and k.index < verb.index), None)
    first = min((n.index for n in own.subtree()), default=0) if own is not None else 0
    is_to = any(k.dep == "aux" and k.pos == "AUX" and k.lower != "to" for k in verb.kids if k.index < verb.index)
    opening = ("mark", "cc") if own is None and not is_to else ("cc",)  # "is to present"
    return without_lead([n for n in nodes if n.index >= first and not (n.head is verb and n.dep in opening)])


def without_lead(nodes: list[Node]) -> list[Node]:
    """Words without the prepositions and conjunctions that lead into them."""
    start = 0
    while start + 1 < len(nodes) and nodes[start].pos in _LEADING and not _counts(nodes[start], nodes[start + 1]):
        start += 1
    return nodes[start:]


def _counts(node: Node, after: Node) -> bool:
    """Whether a preposition belongs to a number ("over 700", "up to 20")."""
    return after.pos == "NUM" or (after.lower in ("to", "least", "most") and node.lower in ("up", "at"))


def called_as(clause: Node) -> bool:
    """Whether an adjective tells as what somebody describes a thing ("described the vote as calm")."""
    mark = clause.kid("mark")
    return clause.pos == "ADJ" and mark is not None and mark.lower == "as" and clause.kid("nsubj", "cop") is None


def asks_when(verb: Node) -> bool:
    """Whether the time is all that a verb tells ("A ruling is expected on Thursday", "last struck in 1994")."""
    if verb.kid("obj", "ccomp", "xcomp", "advcl") is not None:
        return False
    last = any(k.dep == "advmod" and k.lower == "last" for k in verb.kids)
    if last or (verb.passive and verb.lemma in ("expect", "schedule")):
        return True
    return verb.lemma in _LASTING and all(k.case() in ("", "from", "on", "until") for k in verb.kids if k.dep == "obl")
