"""Tells participles that are set off by commas from main verbs: "The firm, founded in 1901, filed for bankruptcy"."""

from collections.abc import Iterator, Mapping

from generator.extract.events.syntax import FINITE_PAST, NOMINAL, PHRASE, VERBAL, Node, hang
from generator.extract.events.wordlist import GrammarWords

_SUBJECT = 25  # words from the comma back to where the clause begins
_ASIDE = 30  # words between the commas
_GROUP = 4  # words of a verb group
_LEVELS = 6  # nouns from a word up to the one that heads its phrase
_BEFORE_VERB = frozenset({"AUX", "ADV", "PART"})
_BEGINNING = frozenset({"SCONJ", "CCONJ", "PUNCT"})
_PARTICIPLE = "Tense=Past|VerbForm=Part"
_CLAUSES = frozenset({"root", "ccomp", "parataxis", "conj", "advcl"})

Words = Mapping[int, Node]


def set_aside(verb: Node, at: Words, grammar: GrammarWords) -> None:
    """Between a subject and its predicate a past form behind a comma describes the subject, whatever was made of it.

    No clause has a comma right between its subject and its verb, so a second verb behind a second comma is the one.
    """
    noun = _noun_before(verb, at)
    if noun is None or not _opens_clause(noun, at, grammar):
        return
    main = _behind_second_comma(verb, at)
    if main is None or (noun.head is main and verb.head is noun):
        return
    place = _place_of(noun, verb, main)
    if place is not None:
        _rebuild(noun, verb, main, place)


def _noun_before(verb: Node, at: Words) -> Node | None:
    """The noun that heads the phrase in front of the comma right before a bare past form."""
    if verb.pos != "VERB" or "Tense=Past" not in verb.morph or verb.kid("aux", "cop", "mark", "cc") is not None:
        return None
    comma, noun = at.get(verb.index - 1), at.get(verb.index - 2)
    if comma is None or comma.text != "," or noun is None or noun.pos not in ("NOUN", "PROPN"):
        return None
    for _ in range(_LEVELS):
        above = noun.head
        if noun.dep not in PHRASE or above is None or above.pos not in NOMINAL or above.index > verb.index:
            break
        noun = above
    apposed = any(at[index].text == "," for index in range(noun.index, comma.index) if index in at)
    return None if apposed else noun


def _opens_clause(noun: Node, at: Words, grammar: GrammarWords) -> bool:
    """Whether the clause of a noun phrase begins with it: no verb that could be the predicate stands before it."""
    for index in range(noun.index - 1, noun.index - _SUBJECT, -1):
        word = at.get(index)
        if word is None or word.sentence != noun.sentence:
            return True
        if word.pos in VERBAL:
            return word.lemma in grammar.reports
        if word.lower == "that" or (word.pos in _BEGINNING and word.text != ","):
            return word.pos != "CCONJ"
    return False


def _behind_second_comma(verb: Node, at: Words) -> Node | None:
    """The predicate that follows the comma which closes the aside, without a subject of its own."""
    for index in range(verb.index + 1, verb.index + _ASIDE):
        word = at.get(index)
        if word is None or word.sentence != verb.sentence:
            return None
        if word.text == ",":
            group = list(_verb_group(index + 1, at))
            if group:
                return group[-1] if _tells(group) else None
    return None


def _verb_group(index: int, at: Words) -> Iterator[Node]:
    """Auxiliaries and the verb they belong to, adverbs between left out."""
    for step in range(index, index + _GROUP):
        word = at.get(step)
        if word is None or (word.pos != "VERB" and word.pos not in _BEFORE_VERB):
            return
        if word.pos in VERBAL:
            yield word
        if word.pos == "VERB":
            return


def _tells(group: list[Node]) -> bool:
    first, last = group[0], group[-1]
    return last.pos == "VERB" and ("VerbForm=Fin" in first.morph or "Tense=Past" in first.morph)


def _place_of(noun: Node, verb: Node, main: Node) -> tuple[Node | None, str] | None:
    """The governor and label that the whole clause has: that of the topmost of its three words."""
    three = (main, noun, verb)
    for word in three:
        above = word.head
        if above is None:
            return None, "root"
        if above not in three and not any(one in three for one in above.climb()) and _inside(above, noun, main):
            return above, word.label if word.dep in _CLAUSES else "ccomp"
    return None


def _inside(above: Node, noun: Node, main: Node) -> bool:
    """Whether a governor stands outside the clause and not between its subject and its predicate."""
    return above.pos == "VERB" and not noun.index < above.index <= main.index


def _rebuild(noun: Node, verb: Node, main: Node, place: tuple[Node | None, str]) -> None:
    for kid in [k for word in (noun, verb) for k in word.kids if k.index > main.index]:
        hang(kid, main, kid.label)
    for kid in [k for k in noun.kids if k.lower == "that" and k.dep in ("det", "mark")]:
        hang(kid, main, "mark")
    hang(main, *place)
    passive = any(k.label == "aux:pass" for k in main.kids)
    hang(noun, main, "nsubj:pass" if passive else "nsubj")
    hang(verb, noun, "acl")
    verb.morph = _PARTICIPLE
    if main.kid("aux", "cop") is None:
        main.morph = FINITE_PAST
