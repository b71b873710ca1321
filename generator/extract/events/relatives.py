"""Hangs a relative clause on the noun that "who" stands for."""

from collections.abc import Mapping

from generator.extract.events.apposition import is_person_noun
from generator.extract.events.syntax import NOMINAL, PHRASE, RELATIVE, Node, hang
from generator.extract.events.wordlist import GrammarWords
from generator.model.vocabulary import ActorType

_WHO = frozenset({"who", "whom"})
_PERSONS = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.MILITARY, ActorType.POLICE, ActorType.ARMED_GROUP})
_LEVELS = 5  # nouns from "who" up to the one for a person


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
        if noun.head is None or noun.dep not in PHRASE:
            return
        noun = noun.head


def uncleave(clause: Node) -> None:
    """ "It was the army that opened fire": the army opened fire."""
    noun, pronoun = clause.head, clause.kid("nsubj", "obj")
    if noun is None or pronoun is None or pronoun.lower not in RELATIVE or noun.pos not in NOMINAL:
        return
    copula = noun.kid("cop")
    it = next((k for k in noun.kids if k.dep in ("expl", "nsubj") and k.lower == "it"), None)
    if copula is None or it is None or noun.kid("nummod") is not None or _counted(noun):
        return
    hang(clause, noun.head, noun.label)
    hang(noun, clause, pronoun.label)
    for kid in (pronoun, it, copula):
        hang(kid, noun, "dep")
    for kid in [
        k for k in noun.kids if k.dep in ("mark", "parataxis", "cc") or (k.dep == "punct" and k.index > clause.index)
    ]:
        hang(kid, clause, kid.label)


def _counted(noun: Node) -> bool:
    """Whether the clause only says which of several it is ("It was the first vote that …", "a storm that …")."""
    return any(k.lower in ("a", "an") or "NumType=Ord" in k.morph for k in noun.kids)
