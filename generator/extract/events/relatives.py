"""Relative clauses: "who" stands for somebody, and the verb behind the comma that closes one is the main verb."""

from collections.abc import Mapping

from generator.extract.events.apposition import is_person_noun
from generator.extract.events.syntax import NOMINAL, Node, hang
from generator.extract.events.wordlist import GrammarWords
from generator.model.vocabulary import ActorType

_WHO = frozenset({"who", "whom"})
_PERSONS = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.MILITARY, ActorType.POLICE, ActorType.ARMED_GROUP})
_LEVELS = 5  # nouns from "who" up to the one for a person
_PHRASE = frozenset({"nmod", "conj", "compound", "flat", "appos"})
_CLAUSE = 60  # words of a relative clause that are looked at
_LOOSE = frozenset({"acl", "advcl", "conj", "parataxis", "appos", "amod", "nmod", "dep"})


def raise_who(clause: Node, kinds: Mapping[int, ActorType], grammar: GrammarWords) -> None:
    """ "Observers from the Union, who monitored the vote": the observers did, not the Union."""
    noun = clause.head
    if noun is None or not any(k.lower in _WHO for k in clause.kids if k.dep in ("nsubj", "obj")):
        return
    for _ in range(_LEVELS):
        kind = kinds.get(noun.index)
        if kind in _PERSONS or (kind is None and is_person_noun(noun, grammar)):
            if noun is not clause.head:
                hang(clause, noun, "acl:relcl")
            return
        if noun.head is None or noun.dep not in _PHRASE:
            return
        noun = noun.head


def main_behind(clause: Node) -> None:
    """ "Okello, who is on a visit to Japan, appealed for calm": he appealed, however deep that verb was hung."""
    noun = clause.head
    if not any(k.lower in _WHO | {"which"} and k.dep == "nsubj" for k in clause.kids):
        return
    while noun is not None and noun.dep in _PHRASE and noun.head is not None:
        noun = noun.head
    if noun is None or noun.pos not in NOMINAL or noun.dep not in ("root", "ccomp"):
        return
    if noun.kid("cop", "nsubj", "parataxis") is not None:
        return
    verb = next((n for n in clause.subtree(_CLAUSE) if n.index > clause.index and _closes(n)), None)
    if verb is None:
        return
    hang(verb, noun.head, noun.label)
    hang(noun, verb, "nsubj")
    for kid in [k for k in noun.kids if k.index > verb.index]:
        hang(kid, verb, kid.label)


def _closes(verb: Node) -> bool:
    """Whether a past or finite verb follows a comma and has no subject of its own."""
    told = verb.finite or "Tense=Past" in verb.morph
    if verb.pos != "VERB" or not told or verb.passive_marked or verb.dep not in _LOOSE or verb.label == "acl:relcl":
        return False
    if verb.kid("nsubj", "csubj", "mark", "cc", "expl") is not None:
        return False
    before = [k.index for k in verb.kids if k.index < verb.index and k.dep in ("aux", "advmod")]
    comma = min([verb.index, *before]) - 1
    return any(n.text == "," and n.index == comma for n in (*verb.kids, *(verb.head.kids if verb.head else ())))
