"""Hangs a person's name behind a comma on the noun that says who that is, wherever the parser hung it."""

from collections.abc import Iterable

from generator.extract.events.syntax import Node, hang
from generator.extract.events.wordlist import GrammarWords

PERSONAL_ENDINGS = ("man", "woman", "person", "ist", "er", "or", "ian", "eer")
_LEVELS = 3  # phrases between the noun and its name: "the head of the board of the bank, Ann Lee"


def raise_names(persons: Iterable[Node], grammar: GrammarWords) -> None:
    """ "The mayor of the town, Ada Lind, …": she is the mayor, not the town."""
    for name in persons:
        if name.dep == "appos" and any(k.text == "," and k.index < name.index for k in name.kids):
            bearer = _bearer(name, grammar)
            if bearer is not None:
                hang(name, bearer, "appos")


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
