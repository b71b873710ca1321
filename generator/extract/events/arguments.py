"""Gives what hangs on a verb its right part there: object, agent, what one is made to do, what is named or answered."""

from collections.abc import Mapping

from generator.extract.events.syntax import FINITE_PAST, Node, by_index, hang, is_to_infinitive
from generator.extract.events.wordlist import GrammarWords

_CLOSING = frozenset({"”", '"', "''", "’"})
_PHRASE = 40  # words of a phrase that are looked at


def label(node: Node, at: Mapping[int, Node], grammar: GrammarWords) -> None:
    """Look at one word and what hangs on it."""
    if node.text in grammar.honorifics:
        _name_behind_address(node)
    elif node.lemma in grammar.shell and node.dep in ("obj", "obl", "dep"):
        _shell_apposition(node, at)
    elif node.dep == "nummod" and node.head is not None:
        _measure_behind_object(node, node.head)
    elif node.pos == "VERB":
        _contact_clause(node)
        _second_object(node, grammar)
        _made_to(node, grammar)
        _counted_votes(node)
        _agent_behind_phrase(node)


def _contact_clause(verb: Node) -> None:
    """ "a decision (that) the agency's director, Ann Lee, defended": what she defended is the decision."""
    noun = verb.head
    if noun is None or noun.pos != "NOUN" or not verb.label.startswith("acl") or "Tense=Past" not in verb.morph:
        return
    own, aux = verb.kid("nsubj"), verb.kid("aux", "obj", "ccomp", "nsubj:pass", "aux:pass")
    if aux is not None or noun.index > verb.index:
        return
    that = next((k for k in verb.kids if k.lower == "that" and k.dep == "mark"), None)
    if own is None and verb.label == "acl:relcl":
        own = next((k for k in noun.kids if noun.index < k.index < verb.index and _unmarked(k)), None)
        if own is not None:
            hang(own, verb, "nsubj")
    elif own is not None and that is not None and verb.label == "acl":
        verb.label, that.label, that.dep = "acl:relcl", "obj", "obj"
    else:
        return
    if own is not None:
        verb.morph = FINITE_PAST


def _unmarked(noun: Node) -> bool:
    """Whether a noun has a determiner or owner of its own and no preposition: a phrase by itself."""
    return noun.label == "nmod" and not noun.case() and noun.kid("det", "nmod:poss") is not None


def _second_object(verb: Node, grammar: GrammarWords) -> None:
    """ "fined the platform Orion 91 million": no predicate has an article where nothing is named or becomes so."""
    noun = next((k for k in verb.kids if k.dep == "xcomp" and k.pos == "NOUN" and k.index > verb.index), None)
    if noun is None or verb.kid("obj") is not None or verb.passive:
        return
    if verb.lemma in grammar.naming or verb.lemma in grammar.stative:
        return
    if noun.subtree(_PHRASE)[0].lower != "the" or noun.kid("case", "cop", "mark") is not None:
        return
    noun.label = noun.dep = "obj"
    name = next((k for k in verb.kids if k.index == noun.index + 1 and k.pos == "PROPN" and not k.case()), None)
    if name is not None:
        hang(name, noun, "appos")


def _made_to(verb: Node, grammar: GrammarWords) -> None:
    """ "forced the port to close": the infinitive is what it was made to do, no purpose."""
    inner = next((k for k in verb.kids if k.dep == "advcl" and is_to_infinitive(k)), None)
    if inner is None or verb.lemma not in grammar.implicative or inner.kid("nsubj") is not None:
        return
    noun = verb.kid("obj")
    if noun is not None and noun.index < inner.index and verb.kid("xcomp") is None:
        inner.label = inner.dep = "xcomp"


def _counted_votes(verb: Node) -> None:
    """ "The council voted by 21 to 14": by a number nothing is done."""
    number = verb.kid("obl:agent") if verb.lemma == "vote" else None
    if number is None or number.pos != "NUM":
        return
    number.label = "obl"
    verb.morph = FINITE_PAST
    for kid in verb.kids:
        kid.label = "nsubj" if kid.label == "nsubj:pass" else kid.label


def _agent_behind_phrase(verb: Node) -> None:
    """ "will be replaced with immediate effect by Ann Lee", "was given a medal by the king": "by" says who did."""
    if verb.kid("aux:pass") is None or verb.kid("obl:agent") is not None:
        return
    for kid in [k for k in verb.kids if k.dep in ("obl", "obj") and k.index > verb.index]:
        doer = next((k for k in kid.kids if k.dep == "nmod" and k.case() == "by"), None)
        if doer is not None and doer.pos in ("NOUN", "PROPN"):
            hang(doer, verb, "obl:agent")
            return


def _name_behind_address(address: Node) -> None:
    """ "the president, Ms Ann Lee": the name heads the phrase, not how she is addressed."""
    name = next((k for k in address.kids if k.dep == "flat" and k.index == address.index + 1), None)
    if name is None:
        return
    hang(name, address.head, address.label)
    for kid in list(address.kids):
        hang(kid, name, kid.label)
    hang(address, name, "nmod:desc")


def _shell_apposition(noun: Node, at: Mapping[int, Node]) -> None:
    """ "had been “shown the door,” a charge which Lind dismissed": what stands behind the comma is no object."""
    first = min(noun.below(_PHRASE), key=by_index)
    mark, comma = at.get(first.index - 1), at.get(first.index - 2)
    if noun.kid("acl") is None or first.lower not in ("a", "an") or mark is None or comma is None:
        return
    closed = mark.text in _CLOSING and comma.text == ","
    if closed or mark.text == ",":
        noun.label = noun.dep = "parataxis"


def _measure_behind_object(number: Node, unit: Node) -> None:
    """ "brokered a deal 15 months later": what stands before the number is the object, no part of the measure."""
    thing = next((k for k in unit.kids if k.dep == "compound" and k.index == number.index - 1), None)
    later = unit.head
    verb = next((n for n in unit.climb() if n.pos == "VERB"), None) if later is not None else None
    determiner = unit.kid("det")
    if thing is None or thing.pos != "NOUN" or verb is None or determiner is None or determiner.index > thing.index:
        return
    if verb.kid("obj") is not None or verb.index > determiner.index or verb.passive:
        return
    for kid in [k for k in unit.kids if k.index < thing.index]:
        hang(kid, thing, kid.label)
    hang(thing, verb, "obj")
