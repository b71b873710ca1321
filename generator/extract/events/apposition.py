"""Hangs a person's name behind a comma on the noun that says who that is, wherever the parser hung it."""

from collections.abc import Iterable
from itertools import pairwise

from generator.extract.events.subjects import clause_behind_preposition
from generator.extract.events.syntax import Node, hang
from generator.extract.events.wordlist import GrammarWords

PERSONAL_ENDINGS = ("man", "woman", "person", "ist", "er", "or", "ian", "eer")
_BESIDE = frozenset({"conj", "list", "dep", "obj", "nmod", "parataxis", "obl"})
_PHRASE = 40  # words of a phrase that are looked at
_APART, _APART_BY_COMMA = 8, 14  # words between a noun and its name that stand side by side
_LEVELS = 3  # phrases between the noun and its name: "the head of the board of the bank, Ann Lee"


def raise_names(persons: Iterable[Node], grammar: GrammarWords) -> None:
    """ "The mayor of the town, Ada Lind, …": she is the mayor, not the town."""
    for name in persons:
        if name.dep in _BESIDE:
            _set_off(name, grammar)
        if name.dep == "appos" and any(k.text == "," and k.index < name.index for k in name.kids):
            bearer = _bearer(name, grammar)
            if bearer is not None:
                hang(name, bearer, "appos")


def _set_off(name: Node, grammar: GrammarWords) -> None:
    """ "questioned the captain, Stavros Lind, again": behind a noun for one person and a comma the name is theirs."""
    noun, first = name.head, next(n for n in name.subtree(_PHRASE) if n.text != ",")
    commas = (k for n in (name, noun, noun.head if noun is not None else None) if n is not None for k in n.kids)
    if noun is None or name.kid("cc", "case") is not None:
        return
    if not any(k.text == "," and k.index == first.index - 1 for k in commas):
        return
    if noun.pos == "VERB":  # it hangs beside the noun, not on it
        before = (k for k in noun.kids if k is not name and k.pos in ("NOUN", "PROPN"))
        noun = next((k for k in before if k.subtree(_PHRASE)[-1].index == first.index - 2), None)
    while noun is not None and not _one_person(noun, grammar) and noun.dep == "nmod":
        noun = noun.head
    if noun is None or not _one_person(noun, grammar) or noun.index > name.index:
        return
    if any(k.dep in ("conj", "appos") and k is not name for k in noun.kids) or noun in name.below():
        return
    hang(name, noun, "appos")
    verb = noun.head
    if noun.label == "obl:unmarked" and verb is not None and verb.index > name.index and verb.kid("nsubj") is None:
        noun.label = noun.dep = "nsubj"
    clause_behind_preposition(noun)  # "after the Emir of Gwandu, Musa Lind, was seized"


def _one_person(noun: Node, grammar: GrammarWords) -> bool:
    office = noun.pos == "PROPN" and (noun.lower in grammar.people or noun.lower in grammar.representatives)
    single = "Plur" not in noun.morph and any(k.dep == "det" or k.label == "nmod:poss" for k in noun.kids)
    return single and (office or is_person_noun(noun, grammar) or noun.lemma in grammar.representatives)


def _bearer(name: Node, grammar: GrammarWords) -> Node | None:
    """The nearest noun for a person above the thing, place or body on which a name hangs."""
    above = name.head
    for _ in range(_LEVELS):
        if above is None or is_person_noun(above, grammar) or above.dep != "nmod" or not above.case():
            return None
        above = above.head
        if above is not None and (is_person_noun(above, grammar) or above.lemma in grammar.representatives):
            return above
    return None


def is_person_noun(noun: Node, grammar: GrammarWords) -> bool:
    """Whether a common noun says what somebody is: "governor", "daughter"; "head" and "party" may be either."""
    listed = noun.lemma in grammar.people or noun.lemma in grammar.kin
    ends_so = noun.lemma.endswith(PERSONAL_ENDINGS) and noun.lemma not in grammar.no_persons
    return noun.pos == "NOUN" and (listed or ends_so)


def name_beside(node: Node) -> None:
    """Of two subjects side by side the second names the first ("The other, Ray Pickett, died")."""
    subjects = [k for k in node.kids if k.dep == "nsubj"]
    for earlier, later in pairwise(subjects):
        set_off = any(k.lower == "," and earlier.index < k.index < later.index for k in earlier.kids)
        near = 0 < later.index - earlier.index < (_APART_BY_COMMA if set_off else _APART)
        if earlier.pos == later.pos == "PROPN" and later.subtree()[0].index == earlier.index + 1:
            hang(earlier, later, "nmod:desc")  # "Defence Minister Colonel Ann Lee": a rank, no second person
        elif near and later.pos in ("PROPN", "NOUN") and later.kid("cc") is None:
            hang(later, _office_before(later, earlier), "appos")


def _office_before(name: Node, subject: Node) -> Node:
    """The noun inside the subject that the name stands right behind ("The party of former minister Ana Reyes won")."""
    first = name.subtree()[0]
    if first.text == ",":  # "the Commissioner of Police, Ann Lee"
        return subject
    start = first.index
    return next((n for n in subject.subtree() if n.index == start - 1 and n.pos == "NOUN"), subject)
