"""Hangs a relative clause on the noun that "who" stands for."""

from collections.abc import Mapping

from generator.extract.events.apposition import is_person_noun
from generator.extract.events.syntax import PHRASE, Node, hang
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
