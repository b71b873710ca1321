"""Turns the labels of other English pipelines into those that the later stages read.

Trees in spaCy's own English scheme (ClearNLP: prepositions and copulas are heads) become Universal Dependencies, where
they hang on the content word; names become PER, ORG and LOC.
"""

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

NAMES = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
}
_CLEAR_ONLY = frozenset(
    (
        "prep",
        "pobj",
        "dobj",
        "attr",
        "acomp",
        "poss",
        "relcl",
        "neg",
        "npadvmod",
        "prt",
        "agent",
        "nsubjpass",
        "auxpass",
    )
)
_RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "quantmod": "advmod",
    "npadvmod": "obl:unmarked",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "intj": "discourse",
    "meta": "dep",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "prep": "obl",
    "agent": "obl:agent",
    "pobj": "obl",
    "pcomp": "advcl",
}
_VERBAL = frozenset(("VERB", "AUX", "ADJ", "ADV"))
_CLAUSES = frozenset(("ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"))

Tree = tuple[list[int], list[str]]


def is_clear(labels: Iterable[str]) -> bool:
    """Whether these are labels of spaCy's own English scheme."""
    return not _CLEAR_ONLY.isdisjoint(labels)


def universal(doc: Doc) -> Tree:
    """Heads (token indices) and labels of a ClearNLP tree as Universal Dependencies."""
    heads, labels = [token.head.i for token in doc], [token.dep_ for token in doc]
    _flatten_conjuncts(doc, heads)
    for token in reversed(doc):
        if token.dep_ in ("prep", "agent", "dative"):
            _lower_preposition(token, heads, labels)
    for token in doc:
        if token.lemma_ == "be" or token.lower_ in ("is", "are", "was", "were", "be", "been", "being"):
            _lower_copula(token, heads, labels)
    for index, label in enumerate(labels):
        to = label == "aux" and doc[index].lower_ == "to"
        labels[index] = "mark" if to else _RENAMED.get(label, label)
    return heads, labels


def _flatten_conjuncts(doc: Doc, heads: list[int]) -> None:
    """All conjuncts hang on the first, each conjunction on the conjunct it brings."""
    following: dict[int, list[int]] = defaultdict(list)
    for token in doc:
        if token.dep_ == "conj":
            following[token.head.i].append(token.i)
    for token in doc:
        if token.dep_ == "cc":
            heads[token.i] = next((i for i in following[token.head.i] if i > token.i), token.head.i)
        elif token.dep_ == "conj":
            first = token.head
            while first.dep_ == "conj" and first.head is not first:
                first = first.head
            heads[token.i] = first.i


def _lower_preposition(preposition: Token, heads: list[int], labels: list[str]) -> None:
    """The preposition hangs on its object, the object on what the preposition hung on."""
    inner = [child.i for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
    if not inner:
        return
    content, clausal = inner[0], labels[inner[0]] == "pcomp"
    governor = heads[preposition.i]
    verbal = _is_verbal(preposition.doc[governor])
    labels[content] = _clause_label(verbal) if clausal else _phrase_label(preposition.dep_, verbal)
    for index, head in enumerate(heads):
        if head == preposition.i:
            heads[index] = content
    heads[content] = governor
    heads[preposition.i], labels[preposition.i] = content, "mark" if clausal else "case"


def _is_verbal(token: Token) -> bool:
    # Without tags the token's own relation tells: only clauses are roots, complements and relative clauses.
    return token.pos_ in _VERBAL if token.pos_ else token.dep_ in _CLAUSES


def _clause_label(verbal: bool) -> str:
    return "advcl" if verbal else "acl"


def _phrase_label(relation: str, verbal: bool) -> str:
    if relation == "agent":
        return "obl:agent"
    return "obl" if verbal else "nmod"


def _lower_copula(copula: Token, heads: list[int], labels: list[str]) -> None:
    """The predicate becomes the head; "there is" keeps its verb, with a subject."""
    predicate = next((child.i for child in copula.children if labels[child.i] in ("attr", "acomp")), None)
    if predicate is None:
        return
    if any(child.dep_ == "expl" for child in copula.children):
        labels[predicate] = "nsubj"
        return
    at = copula.i
    root = heads[at] == at
    for index, head in enumerate(heads):
        if head == at:
            heads[index] = predicate
    heads[predicate], labels[predicate] = predicate if root else heads[at], labels[at]
    heads[at], labels[at] = predicate, "cop"
