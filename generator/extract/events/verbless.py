"""Finds the main verb of a sentence that the parser built on a noun: a past form that it took for a description."""

from generator.extract.events.syntax import FINITE_PAST, NOMINAL, PHRASE, RELATIVE, Node, hang

_BEFORE = frozenset({"compound", "nmod:poss", "nmod", "nmod:desc"})
_TO_VERB = frozenset({"on", "in", "at", "to", "for", "from", "after", "over"})
_AT_A_TIME = frozenset({"on", "in", "at"})


def verb_between(noun: Node) -> None:
    """ "Norway granted asylum": between a name and the noun that heads the sentence a past form is the verb."""
    if noun.head is not None or noun.pos not in ("NOUN", "PROPN") or noun.kid("cop", "nsubj", "acl") is not None:
        return
    verb = next((k for k in noun.kids if k.dep == "amod" and k.pos == "VERB" and "Tense=Past" in k.morph), None)
    before = (k for k in noun.kids if verb is not None and k.index < verb.index)
    name = next((k for k in before if k.label in _BEFORE and k.pos == "PROPN"), None)
    if verb is None or name is None or any(k.dep == "det" and k.index < verb.index for k in noun.kids):
        return
    if not _second_verbs(noun, verb):
        return
    first = min(noun.subtree(), key=lambda n: n.index)
    if first.head is not name and first is not name:  # "the London-based firm", "In Chad freed hostages"
        return
    _put_before(verb, noun)
    hang(noun, verb, "obj")
    hang(name, verb, "nsubj")
    verb.morph = FINITE_PAST
    for kid in [k for k in noun.kids if k.index > noun.index and (k.dep == "punct" or k.case() in _TO_VERB)]:
        hang(kid, verb, "obl" if kid.dep == "nmod" else kid.label)


def root_behind_noun(noun: Node) -> Node | None:
    """A past verb behind the noun is the main verb of a sentence without one ("The office on Monday called for …").

    So is the first of two verbs ("Ministers from the Group of Seven called for a truce and urged restraint"), on
    whichever noun of the phrase it hangs. Returns the verb found.
    """
    if noun.head is not None or noun.pos not in ("NOUN", "PROPN") or noun.kid("cop") is not None:
        return None
    second = any(k.dep == "conj" and k.pos == "VERB" for k in noun.kids)
    verb = next((k for one in (_phrase(noun) if second else [noun]) for k in one.kids if _may_be_main(k)), None)
    if verb is None or noun.kid("parataxis") is not None or not _second_verbs(noun, verb):
        return None
    own = noun.kid("nsubj")
    _put_before(verb, noun)
    hang(noun, verb, "nsubj" if own is None else "appos")
    if own is not None:
        hang(own, verb, "nsubj")
    for kid in list(noun.kids):
        if kid.dep in ("obl", "advcl", "punct") or (kid.dep == "nmod" and kid.case() in _AT_A_TIME):
            hang(kid, verb, "obl" if kid.dep == "nmod" else kid.label)
    return verb


def _phrase(noun: Node, depth: int = 3) -> list[Node]:
    """A noun and the nouns that hang on it to the right, one in the other."""
    inner = [k for k in noun.kids if k.dep in PHRASE and k.pos in NOMINAL and k.index > noun.index and k.dep != "conj"]
    return [noun, *(n for k in inner for n in _phrase(k, depth - 1))] if depth else [noun]


def _second_verbs(noun: Node, verb: Node) -> bool:
    """Whether all verbs that are coordinated with the noun follow the verb, without a subject of their own."""
    verbs = [k for k in noun.kids if k.dep == "conj" and k.pos == "VERB"]
    return all(k.index > verb.index and k.kid("nsubj") is None and k.kid("cc") is not None for k in verbs)


def _put_before(verb: Node, noun: Node) -> None:
    """Make the verb the root; verbs that were coordinated with the noun are coordinated with it."""
    hang(verb, None, "root")
    for kid in [k for k in noun.kids if k.dep == "conj" and k.pos == "VERB"]:
        hang(kid, verb, "conj")


def _may_be_main(verb: Node) -> bool:
    relative = any(k.dep == "nsubj" and k.lower in RELATIVE for k in verb.kids)
    past = verb.pos == "VERB" and "Tense=Past" in verb.morph and not verb.passive_marked
    return verb.dep == "acl" and past and not relative


def verb_behind_adjective(word: Node) -> None:
    """ "Troops loyal to the king crushed a revolt": the adjective describes who acts; it is no predicate."""
    noun = word.kid("nsubj")
    if noun is None or noun.index > word.index or word.kid("cop", "aux", "mark", "expl") is not None:
        return
    above = word.head
    if above is not None and word.dep in ("nsubj", "csubj", "ccomp") and _lacks(above, word):
        hang(noun, above, "nsubj")
    elif (verb := next((k for k in word.kids if _tells(k) and k.index > word.index), None)) is not None:
        hang(verb, word.head, word.label)
        hang(noun, verb, "nsubj")
        for kid in [k for k in word.kids if k.index > verb.index]:
            hang(kid, verb, kid.label)
    else:
        return
    hang(word, noun, "acl")


def _tells(verb: Node) -> bool:
    """Whether a finite verb has neither a subject nor anything that makes it depend on another."""
    free = verb.pos == "VERB" and verb.finite and verb.dep in ("parataxis", "advcl", "conj", "ccomp", "dep")
    return free and verb.kid("nsubj", "csubj", "expl", "mark", "cc", "advmod") is None


def _lacks(verb: Node, word: Node) -> bool:
    """Whether a verb behind an adjective has no other subject than that."""
    return verb.pos == "VERB" and verb.index > word.index and verb.kid("nsubj", "csubj", "expl") in (None, word)
