"""Finds the main verb behind the comma that closes a relative clause or an apposition, wherever the parser hung it."""

from collections.abc import Mapping

from generator.extract.events.syntax import FINITE_PAST, NOMINAL, PHRASE, Node, hang

_PRONOUNS = frozenset({"who", "whom", "which"})
_PAUSES = frozenset({",", "—", "–", "--"})
_DESCRIBING = frozenset({"who", "which", "whose"})
_CLAUSE = 60  # words of a relative clause that are looked at
_LOOSE = frozenset({"acl", "advcl", "conj", "parataxis", "appos", "amod", "nmod", "dep"})
_LEVELS = 6  # nouns from a verb up to the one that heads the subject


def main_behind(clause: Node) -> None:
    """ "Okello, who is on a visit to Japan, appealed for calm": he appealed, however deep that verb was hung."""
    noun = clause.head
    if not any(k.lower in _PRONOUNS and k.dep == "nsubj" for k in clause.kids):
        return
    while noun is not None and noun.dep in PHRASE and noun.head is not None:
        noun = noun.head
    if noun is None or noun.pos not in NOMINAL or noun.dep not in ("root", "ccomp"):
        return
    if noun.kid("cop", "nsubj") is not None or any(k.dep == "parataxis" and not _closes(k) for k in noun.kids):
        return
    verb = next((n for n in noun.subtree(_CLAUSE) if n.index > clause.index and _closes(n)), None)
    if verb is None:
        return
    thing = verb.head if verb.dep == "amod" else None
    hang(verb, noun.head, noun.label)
    hang(noun, verb, "nsubj")
    if thing is not None and thing is not noun:
        hang(thing, verb, "obj")
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
    return any(n.text in _PAUSES and n.index == comma for n in (*verb.kids, *(verb.head.kids if verb.head else ())))


def first_of_two(verb: Node, at: Mapping[int, Node]) -> None:
    """ "The head of the bank, Ann Lee, cut rates and is to resign": the parser took "cut" for a word on "rates"."""
    if verb.dep not in ("amod", "nmod", "acl") or "Tense=Past" not in verb.morph or verb.passive_marked:
        return
    thing = verb.head if verb.dep == "amod" else None
    above = verb.head if thing is None else thing.head
    if above is None or not _follows_comma(verb, at) or (thing is not None and not _bare(thing, verb)):
        return
    noun = _subject_noun(above)
    if noun is None or not _set_off_before(noun, verb):
        return
    second = noun.head
    if second is not None and not _coordinated(second, verb):
        return
    _make_main(verb, noun, second, thing)


def _make_main(verb: Node, noun: Node, second: Node | None, thing: Node | None) -> None:
    own = verb.kid("nsubj") or next((k for k in verb.kids if k.index < verb.index and _names(k)), None)
    hang(verb, second.head if second is not None else None, second.label if second is not None else "root")
    hang(noun, verb, "nsubj")
    verb.morph = FINITE_PAST
    if second is not None:
        hang(second, verb, "conj")
    if own is not None:
        hang(own, noun, "appos")
    if thing is not None:
        hang(thing, verb, "obj")


def _subject_noun(noun: Node) -> Node | None:
    """The noun that heads a subject, or a sentence without a verb."""
    for _ in range(_LEVELS):
        if noun.head is None or noun.dep == "nsubj":
            return noun if noun.pos in NOMINAL and noun.kid("cop", "nsubj") is None else None
        if noun.dep not in PHRASE:
            return None
        noun = noun.head
    return None


def _bare(thing: Node, verb: Node) -> bool:
    """Whether nothing but the verb describes a noun behind it."""
    return thing.index > verb.index and all(k is verb or k.index > verb.index or k.dep == "punct" for k in thing.kids)


def _coordinated(second: Node, verb: Node) -> bool:
    joined = any(k.dep == "cc" and verb.index < k.index < second.index for k in second.kids)
    return joined and second.pos == "VERB" and second.index > verb.index


def _set_off_before(noun: Node, verb: Node) -> bool:
    """Whether a comma opens an apposition between the noun and the one right before the verb."""
    return any(n.text in _PAUSES and noun.index < n.index < verb.index - 1 for n in noun.subtree(_CLAUSE))


def _names(word: Node) -> bool:
    """Whether a name without a preposition, set off by commas, was hung on the verb behind it."""
    return word.pos == "PROPN" and not word.case() and any(k.text == "," for k in word.kids)


def _follows_comma(verb: Node, at: Mapping[int, Node]) -> bool:
    before = at.get(verb.index - 1)
    return before is not None and before.text in _PAUSES


def behind_content(verb: Node, at: Mapping[int, Node]) -> None:
    """ "Orion, whose shares fell, said that …": what was taken for content is a clause that describes the speaker."""
    told = next((k for k in verb.kids if k.dep == "ccomp" and k.index < verb.index), None)
    if told is None or not _follows_comma(verb, at) or verb.kid("nsubj", "csubj", "expl") is not None:
        return
    phrase = told.subtree(_CLAUSE)
    pronoun = next((n for n in phrase if n.lower in _DESCRIBING), None)
    comma = at.get(pronoun.index - 1) if pronoun is not None else None
    if pronoun is None or comma is None or comma.text not in _PAUSES:
        return
    noun = next((k for k in told.kids if k.index < comma.index and k.pos in NOMINAL and not k.case()), None)
    if noun is None or not noun.index < comma.index:
        return
    clause = told if pronoun.lower == "whose" else next((n for n in pronoun.climb() if n.pos in ("VERB", "ADJ")), told)
    hang(noun, verb, "nsubj")
    hang(clause, noun, "acl:relcl")
    if clause is not told:
        hang(told, clause, "ccomp")
