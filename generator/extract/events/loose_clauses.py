"""Gives clauses their verb back that the parser hung beside them, and their verb its noun."""

from collections.abc import Mapping

from generator.extract.events.syntax import FINITE_PAST, NOMINAL, Node, hang, is_to_infinitive

_PRONOUNS = frozenset({"which", "whom"})
_CONJUNCTIONS = frozenset({"unless", "if", "because", "although", "though", "whereas"})
_WHEN = frozenset({"when", "while", "whereas"})
_OPENERS = frozenset({"after", "before", "since", "until"})
_LOOSE = frozenset({"conj", "parataxis", "acl", "advcl", "ccomp", "xcomp"})
_CLAUSAL = frozenset({"advcl", "ccomp", "parataxis", "conj", "acl"})
_SPANS = frozenset({"week", "month", "year", "night", "spring", "summer", "autumn", "fall", "winter", "weekend"})
_BESIDE = frozenset({"conj", "appos", "nmod", "list", "dep", "flat"})
_PHRASE = 40  # words of a phrase that are looked at


def bind(node: Node, at: Mapping[int, Node]) -> None:
    """Look at one word that may be the noun in the place of a verb, or the verb without its noun."""
    if node.pos == "PROPN" and node.dep in _CLAUSAL:
        _name_for_verb(node, at)
    elif node.lower in _PRONOUNS and node.dep == "det":
        _verb_of_relative(node, at)
    elif node.dep == "fixed" and node.pos in ("PROPN", "NOUN"):
        _subject_behind_when(node)
    elif node.pos == "VERB":
        _clause_on_noun(node)
        _listed_subject(node)
        _time_before_verb(node, at)
        _two_phrases(node)
        _gerund_first(node, at)
        _named_to(node)
        _closed_participle(node, at)
        _ended_relative(node, at)
    elif node.dep == "advmod" and node.lower in _WHEN and node.head is not None:
        _noun_behind_when(node.head, node)
    elif node.dep == "case" and node.lower in _CONJUNCTIONS and node.head is not None:
        _conjunction_of_noun(node, node.head)


def _alone(verb: Node) -> bool:
    """Whether a plain past has neither a subject nor a word that joins or opens it."""
    told = verb.pos == "VERB" and "Tense=Past" in verb.morph and "VerbForm=Fin" in verb.morph
    return told and verb.dep in _LOOSE and verb.kid("nsubj", "csubj", "expl", "cc", "mark", "aux") is None


def _behind_comma(verb: Node, at: Mapping[int, Node]) -> bool:
    before = at.get(verb.index - 1)
    return before is not None and before.text == ","


def _name_for_verb(name: Node, at: Mapping[int, Node]) -> None:
    """ "while its spokesman, Amit Rao, accused them": the name tells who that is, the clause is the verb's."""
    noun = name.kid("nsubj")
    verb = next((k for k in name.kids if k.index > name.index and _alone(k)), None)
    if noun is None or verb is None or name.kid("cop") is not None or not _behind_comma(verb, at):
        return
    hang(verb, name.head, name.label)
    for kid in [k for k in name.kids if k.dep in ("mark", "cc", "advmod")]:
        hang(kid, verb, kid.label)
    hang(noun, verb, "nsubj")
    hang(name, noun, "appos")


def _verb_of_relative(pronoun: Node, at: Mapping[int, Node]) -> None:
    """ "talks at which Ann Lee, backed by Chad, argued that …": she argued there."""
    name = pronoun.head
    thing = name.head if name is not None else None
    if name is None or thing is None or name.index < pronoun.index or thing.pos not in NOMINAL:
        return
    above = next((n for n in thing.climb() if n.pos == "VERB"), None)
    verb = next((k for k in above.kids if k.index > name.index and _alone(k)), None) if above is not None else None
    if verb is None or not _behind_comma(verb, at):
        return
    hang(verb, thing, "acl:relcl")
    for kid in [k for k in name.kids if k.dep == "case"]:
        hang(kid, pronoun, "case")
    hang(pronoun, verb, "obl")
    hang(name, verb, "nsubj")
    for kid in [k for k in thing.kids if name.index < k.index < verb.index and k.dep == "acl"]:
        hang(kid, name, "acl")


def _two_phrases(verb: Node) -> None:
    """ "On that occasion the minister, Al Amin, stormed out": no phrase has two determiners; the second one acts."""
    if not verb.finite or verb.kid("nsubj", "csubj", "expl") is not None:
        return
    noun = next((k for k in verb.kids if k.dep == "obl" and k.index < verb.index), None)
    inner = noun.kid("nmod") if noun is not None and noun.pos in ("NOUN", "PROPN") else None
    if noun is None or inner is None or not inner.case() or inner.index > noun.index:
        return
    own = next((k for k in noun.kids if k.dep == "det" and k.index > inner.index), None)
    if own is None or any(k.dep == "case" for k in noun.kids):
        return
    hang(inner, verb, "obl")
    noun.label = noun.dep = "nsubj"


def _gerund_first(gerund: Node, at: Mapping[int, Node]) -> None:
    """ "Addressing reporters in Oslo, Ann Lee called on them to go": she called, however the parser tied them."""
    if gerund.head is not None or not gerund.lower.endswith("ing") or gerund.kid("nsubj", "aux", "cop") is not None:
        return
    verb = next((k for k in gerund.kids if k.index > gerund.index and _alone(k)), None)
    if verb is None:
        return
    behind = (k for k in gerund.kids if gerund.index < k.index < verb.index and k.pos in NOMINAL and not k.case())
    noun = next((k for k in behind if k.kid("punct") is not None and k.subtree(_PHRASE)[0].text == ","), None)
    if noun is None:
        return
    hang(verb, None, "root")
    hang(noun, verb, "nsubj")
    hang(gerund, verb, "advcl")
    for kid in [k for k in gerund.kids if k.index > verb.index]:
        hang(kid, verb, kid.label)


def _ended_relative(verb: Node, at: Mapping[int, Node]) -> None:
    """ "The union, which left a day after the coup, called it a shame": no subject ends in a lone comma."""
    own, opener = verb.kid("nsubj"), verb.kid("mark")
    clause = verb.head if verb.dep == "advcl" else None
    noun = clause.head if clause is not None and clause.label == "acl:relcl" else None
    if own is None or opener is None or clause is None or noun is None or opener.lower not in _OPENERS:
        return
    if noun.head is not None or noun.pos not in NOMINAL or not _behind_comma(verb, at) or own.index < opener.index:
        return
    if own.kid("appos", "acl:relcl", "conj", "acl") is not None:
        return
    hang(own, clause, "obl")
    hang(opener, own, "case")
    hang(verb, None, "root")
    hang(noun, verb, "nsubj")
    for kid in [k for k in noun.kids if k.index > verb.index]:
        hang(kid, verb, kid.label)


def _subject_behind_when(noun: Node) -> None:
    """ "when Russia, citing the cost, threatened": no conjunction holds a noun, so it is the clause's subject."""
    opener = noun.head
    verb = opener.head if opener is not None else None
    if verb is not None and verb.pos == "VERB" and verb.kid("nsubj", "nsubj:pass") is None and noun.index < verb.index:
        hang(noun, verb, "nsubj")


def _listed_subject(verb: Node) -> None:
    """ "Ann Lee, 31, Joe, nine, and four-year-old Max died": what "and" stands before is the last of several."""
    noun, own, joint = verb.head, verb.kid("nsubj"), verb.kid("cc")
    if noun is None or noun.head is not None or noun.pos != "PROPN" or verb.dep != "conj" or not verb.finite:
        return
    if own is None or joint is None or own.index < joint.index or noun.kid("cop", "nsubj") is not None:
        return
    others = [k for k in noun.kids if k.dep in ("list", "conj", "appos") and k.pos == "PROPN" and k.index < joint.index]
    if not others or own.subtree(_PHRASE)[0].index != joint.index + 1:
        return
    hang(verb, None, "root")
    hang(noun, verb, own.label)
    hang(own, noun, "conj")
    hang(joint, own, "cc")
    for other in others:
        other.label = other.dep = "conj"


def is_span(noun: Node) -> bool:
    """Whether it tells when ("last week")."""
    return noun.lemma in _SPANS and any(k.lower in ("last", "this") for k in noun.kids)


def _time_before_verb(verb: Node, at: Mapping[int, Node]) -> None:
    """ "In Lima, police last week arrested him": no week arrests, so the noun before it does."""
    week = verb.kid("nsubj") if verb.finite else None
    if week is None or not is_span(week):
        return
    noun = at.get(week.subtree(_PHRASE)[0].index - 1)
    if noun is None or noun.pos not in ("NOUN", "PROPN") or noun.dep not in _BESIDE or noun.case():
        return
    week.label = week.dep = "obl"
    hang(noun, verb, "nsubj")


def _noun_behind_when(noun: Node, when: Node) -> None:
    """ "when Russia, citing the cost, threatened": the noun behind "when" does what the next verb tells."""
    above = noun.head
    if (
        noun.pos not in ("NOUN", "PROPN")
        or above is None
        or above.pos != "VERB"
        or noun.dep not in ("obl", "nmod", "dep")
    ):
        return
    verb = next((k for k in above.kids if k.index > noun.index and _alone(k)), None)
    if verb is None or noun.case():
        return
    hang(noun, verb, "nsubj")
    hang(when, verb, "advmod")
    verb.label = verb.dep = "advcl"


def _closed_participle(first: Node, at: Mapping[int, Node]) -> None:
    """ "when Russia, angered by the text, vetoed it": what stands between commas describes who did it."""
    noun, above = first.kid("nsubj"), first.head
    if noun is None or above is None or first.dep != "advcl" or first.kid("aux", "cop") is not None or first.finite:
        return
    comma = at.get(noun.index + 1)
    verb = next((k for k in above.kids if k.index > first.index and _alone(k) and _behind_comma(k, at)), None)
    if verb is None or comma is None or comma.text != ",":
        return
    hang(noun, verb, "nsubj")
    for kid in [k for k in first.kids if k.dep in ("mark", "advmod") and k.index < noun.index]:
        hang(kid, verb, kid.label)
    verb.label = verb.dep = "advcl"
    hang(first, noun, "acl")


def _named_to(verb: Node) -> None:
    """ "The president named Col. Ray Lind to head the ministry": no infinitive with "to" is a sentence's verb."""
    noun = verb.kid("nsubj") if verb.head is None and is_to_infinitive(verb) and verb.kid("aux") is None else None
    first = (
        next((k for k in noun.kids if k.dep == "acl" and "Tense=Past" in k.morph), None) if noun is not None else None
    )
    if noun is None or first is None or first.passive_marked or not noun.index < first.index < verb.index:
        return
    hang(first, None, "root")
    first.morph = FINITE_PAST
    hang(noun, first, "nsubj")
    for kid in [k for k in noun.kids if first.index < k.index < verb.index and k.dep in ("appos", "nmod", "conj")]:
        hang(kid, first, "obj")
    hang(verb, first, "xcomp")
    for kid in [k for k in verb.kids if k.dep == "punct"]:
        hang(kid, first, "punct")


def _conjunction_of_noun(opener: Node, noun: Node) -> None:
    """ "voted to leave unless the party drops the plan": "unless" opens the clause, not the noun."""
    verb = noun.head
    if verb is None or noun.dep != "nsubj" or verb.pos != "VERB":
        return
    hang(opener, verb, "mark")
    if verb.dep in ("conj", "parataxis") and verb.kid("cc") is None:
        verb.label = verb.dep = "advcl"


def _clause_on_noun(verb: Node) -> None:
    """ "raised the alarm after fish died": a clause that "after" opens describes no noun."""
    opener, own = verb.kid("mark"), verb.kid("nsubj")
    if verb.label != "acl:relcl" or own is None or opener is None or opener.lower not in _OPENERS | _CONJUNCTIONS:
        return
    above = next((n for n in verb.climb() if n.pos == "VERB"), None)
    if above is not None and opener.index < own.index:
        hang(verb, above, "advcl")
