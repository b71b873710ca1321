"""How sure a record is, by a small table of points (`events_confidence.yml`), and what is therefore listed."""

import math
from collections.abc import Callable, Mapping, Sequence

from generator.extract.events.alongside import speaks_too
from generator.extract.events.answers import told_of
from generator.extract.events.candidate import Candidate
from generator.extract.events.grouping import CLAIMS
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node
from generator.extract.events.when import ATTACHED
from generator.extract.lexicon import Lexicon, WordList
from generator.model.document import SentenceKind
from generator.model.vocabulary import EventType, Status

_LEAD_SENTENCES = 3


class Points(WordList):
    """Shape of `events_confidence.yml`: what each trait adds to the log-odds, and from which confidence on to list."""

    start: float
    traits: Mapping[str, float]
    listed_from: float
    per_sentence: int


Trait = Callable[[Candidate, Sequence[Candidate], Reading], bool]

TRAITS: Mapping[str, Trait] = {
    "known word": lambda c, g, r: c.trigger.known,
    "main clause": lambda c, g, r: c.depth == 0,
    "noun only": lambda c, g, r: c.trigger.nominal,
    "agent without a name": lambda c, g, r: bool(c.acting) and not _named(c, r),
    "finite with somebody named": lambda c, g, r: _named(c, r) and _finite(c, r),
    "deed of somebody named": lambda c, g, r: (
        _named(c, r) and c.depth == 0 and c.trigger.node.finite and c.trigger.node.kid("obj") is not None
    ),
    "recipient": lambda c, g, r: bool(c.targets),
    "own date": lambda c, g, r: _dated(g),
    "noun with a date": lambda c, g, r: c.trigger.nominal and _dated(g),
    "place": lambda c, g, r: any(m.place for m in g),
    "figure": lambda c, g, r: any(m.figures for m in g),
    "told again": lambda c, g, r: len({m.sentence for m in g}) > 1,
    "in the headline": lambda c, g, r: any(r.sentences[m.sentence].kind is SentenceKind.HEADLINE for m in g),
    "lead": lambda c, g, r: min(m.sentence for m in g) < _LEAD_SENTENCES,
    "statement": lambda c, g, r: c.speech,
    "statement of somebody named": lambda c, g, r: c.speech and _named(c, r),
    "statement of nobody": lambda c, g, r: c.speech and not c.acting,
    "inside a quote": lambda c, g, r: c.quoted,
    "reported": lambda c, g, r: c.frame is not None,
    "planned": lambda c, g, r: c.reality.status is Status.PLANNED,
    "planned in a main clause": lambda c, g, r: (
        c.reality.status is Status.PLANNED and c.depth == 0 and c.trigger.node.finite
    ),
    "planned as others say": lambda c, g, r: c.reality.status is Status.PLANNED and c.frame is not None,
    "part of a plan": lambda c, g, r: c.trigger.node.dep == "xcomp" and _plans(c, r),
    "so until now": lambda c, g, r: c.trigger.node.label == "acl:relcl" and c.trigger.node.perfect,
    "hypothetical": lambda c, g, r: c.reality.status is Status.HYPOTHETICAL,
    "negated": lambda c, g, r: c.reality.status is Status.NEGATED,
    "ongoing": lambda c, g, r: c.reality.status is Status.ONGOING,
    "ongoing claim": lambda c, g, r: c.reality.status is Status.ONGOING and c.type in CLAIMS,
    "ongoing with somebody named": lambda c, g, r: c.reality.status is Status.ONGOING and _named(c, r),
    "type other": lambda c, g, r: c.type is EventType.OTHER,
    "content of a statement": lambda c, g, r: (
        c.trigger.node.dep == "ccomp"
        or (c.frame is not None and c.frame.verb is not None and c.trigger.node.dep in ("root",))
    ),
    "complement": lambda c, g, r: c.trigger.node.dep == "xcomp" and not _carried(c.trigger.node, r),
    "relative clause": lambda c, g, r: c.trigger.node.label == "acl:relcl",
    "participle": lambda c, g, r: c.trigger.node.dep in ("acl", "advcl", "amod") and not _finite(c, r),
    "second verb": lambda c, g, r: c.trigger.node.dep == "conj",
    "passive": lambda c, g, r: c.trigger.node.passive,
    "weak verb": lambda c, g, r: (
        c.trigger.noun is None and " " not in c.trigger.entry and c.trigger.node.lemma in r.words.grammar.stative
    ),
    "finite": lambda c, g, r: _finite(c, r) and "Mood=Imp" not in c.trigger.node.morph,  # an order reports nothing
    "pronoun agent": lambda c, g, r: any(k.dep == "nsubj" and k.pos == "PRON" for k in c.trigger.node.kids),
    "no role at all": lambda c, g, r: not c.acting and not c.targets,
}


def _named(one: Candidate, reading: Reading) -> bool:
    return any(a in reading.actors and reading.actors[a].named for a in one.acting)


def _plans(one: Candidate, reading: Reading) -> bool:
    head = one.trigger.node.head
    return head is not None and head.lemma in reading.words.grammar.planned and not _carried(one.trigger.node, reading)


def _carried(node: Node, reading: Reading) -> bool:
    """Whether this verb tells the clause of the one above, which says how far it got ("plans to sell") or why."""
    head, grammar = node.head, reading.words.grammar
    if node.dep != "xcomp" or head is None:
        return False
    if head.lemma in grammar.implicative:  # "forced the bank to close", also ", forcing the bank to close"
        return head.finite or head.dep in ("advcl", "acl")
    return head.lemma in grammar.catenative and head.finite and head.kid("obj") is None


def _finite(one: Candidate, reading: Reading) -> bool:
    node = one.trigger.node
    answers = node.passive_marked and told_of(node, reading.words.grammar) is not None  # "a claim denied by the army"
    return node.finite or answers or _carried(node, reading) or speaks_too(one.trigger)


def _dated(members: Sequence[Candidate]) -> bool:
    return any(m.dating.rank == ATTACHED and m.dating.edtf for m in members)


def traits_of(primary: Candidate, members: Sequence[Candidate], reading: Reading) -> list[str]:
    """The names of the traits that a happening has."""
    return [name for name, holds in TRAITS.items() if holds(primary, members, reading)]


def told(status: Status, kind: EventType) -> bool:
    """Whether an event is told at all: what is only supposed is not, what is denied only as somebody's word."""
    return status is not Status.HYPOTHETICAL and (status is not Status.NEGATED or kind in CLAIMS)


def only_a_state(one: Candidate, reading: Reading) -> bool:
    """Whether it tells what is so ("had known him", "is said to be quick", "marks a low"), not what happened."""
    trigger, grammar = one.trigger, reading.words.grammar
    node = trigger.node
    if trigger.noun is not None:
        return False
    supposed = node.passive and node.lemma in grammar.reports and (inner := node.kid("xcomp")) is not None
    if supposed and inner is not None and inner.kid("cop") is not None and not one.acting:
        return True
    thing = node.kid("obj")
    if node.lemma == "spend" and thing is not None and thing.index in reading.timex_of:
        return True  # "spent four years there"
    return node.lemma in grammar.states or (node.lemma in grammar.signifying and not one.acting)


def points(lexicon: Lexicon) -> Points:
    """The table of points."""
    return lexicon.read("events_confidence", Points)


def confidence(traits: Sequence[str], table: Points) -> float:
    """From 0 to 1: the logistic of the points of all traits."""
    return round(1 / (1 + math.exp(-(table.start + sum(table.traits.get(t, 0.0) for t in traits)))), 3)
