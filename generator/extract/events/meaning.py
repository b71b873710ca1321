"""The sense that the rest of a clause gives a verb other than the one it is listed with."""

from generator.extract.events.reading import Reading
from generator.extract.events.senses import best
from generator.extract.events.syntax import Node, by_agents, subject
from generator.extract.events.wordlist import Entry, entries_of
from generator.model.vocabulary import ActorType, EventType


def meant(node: Node, entry: Entry, reading: Reading) -> EventType:
    """The type of an entry, unless the rest of the clause gives the verb another sense."""
    if entry.type is EventType.AGREE and node.lemma in reading.words.grammar.vows:
        return _vowed(node, reading)
    if entry.type is EventType.PROTEST and node.lemma in _INTRANSITIVE and node.kid("obj") is not None:
        return EventType.OTHER  # "demonstrated a new phone"
    if entry.type is EventType.CONSULT and entry.needs and node.lemma in reading.words.grammar.visits:
        return entry.type if _goes(node, reading) else EventType.OTHER
    if entry.written == "offer":
        return _offered(node, reading)
    if entry.written == "require" and node.passive and not by_agents(node):
        return EventType.OTHER  # "robots are required to climb"
    if entry.type is EventType.ASSAULT and node.lemma in reading.words.grammar.contests and _won(node, reading):
        return EventType.OTHER
    if entry.type in _WILLED and not entry.needs and _without_will(node, reading):
        return EventType.OTHER
    if entry.type is EventType.THREATEN and not entry.needs and _tells_fact(node, reading):
        return EventType.STATE
    if entry.type is EventType.STATE and not entry.needs and _not_said(node, reading.words.grammar.also_deeds):
        return EventType.OTHER
    return entry.type


_GIVEN = frozenset(
    {EventType.AID, EventType.BUSINESS, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT, EventType.SUPPORT}
)


def _offered(node: Node, reading: Reading) -> EventType:
    """An offer is of the kind of what is offered; where nothing tells that, it supports whoever gets it."""
    inner = node.kid("xcomp")
    if inner is None:
        if node.kid("iobj") is not None:
            return EventType.SUPPORT
        return EventType.AGREE if _may_be_agreed(node, reading) else EventType.OTHER
    entry = best(entries_of(reading.words.verbs, inner.lemma, inner.lower), inner, reading)
    return entry.type if entry is not None and entry.type in _GIVEN else EventType.SUPPORT


_INTRANSITIVE = frozenset({"demonstrate", "march", "rally", "strike"})


def _goes(node: Node, reading: Reading) -> bool:
    """Whether somebody goes to see somebody: no plane, and nobody who is only flown there."""
    doer = subject(node)
    if node.passive or doer is None:
        return not node.passive
    thing = doer.pos == "NUM" or doer.lemma == "one" or (doer.pos == "PROPN" and doer.index not in reading.mention_of)
    return not thing or bool(reading.actors_of(doer))


def _won(node: Node, reading: Reading) -> bool:
    """Whether one named person or body got the better of another, by no other means ("Ajax beat PSV")."""
    doer, other = subject(node), node.kid("obj")
    if doer is None or other is None or node.passive or any(k.case() == "with" for k in node.kids):
        return False
    return all(_is_named(noun, reading) for noun in (doer, other)) and node.kid("xcomp") is None


def _is_named(noun: Node, reading: Reading) -> bool:
    actors = [reading.actors[key] for key in reading.actors_of(noun) if key in reading.actors]
    return bool(actors) and actors[0].named and actors[0].type not in _FORCES


_FORCES = frozenset({ActorType.POLICE, ActorType.MILITARY, ActorType.ARMED_GROUP, ActorType.GROUP})


def _may_be_agreed(offer: Node, reading: Reading) -> bool:
    """Whether somebody named offers something, or what is offered is an act or money, no ware."""
    doer, thing = subject(offer), offer.kid("obj")
    if thing is None or doer is None or _is_named(doer, reading):
        return True
    return thing.lemma in reading.words.nouns or "<money>" in reading.words.classes.get(thing.lemma, ())


_WILLED = frozenset(
    {EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN}
)


def _without_will(node: Node, reading: Reading) -> bool:
    """Whether the doer is a thing or a force of nature: software that "allows", a storm that "threatens"."""
    doer = subject(node) if not node.passive else None
    if doer is None or doer.index in reading.mention_of:
        return False
    inert = {"<hazard>", "<market>", "<money>"} & reading.words.classes.get(doer.lemma, frozenset())
    return bool(inert) or doer.lemma in reading.words.grammar.things


_HOSTILE = frozenset(
    {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.THREATEN, EventType.PROTEST, EventType.ACCUSE}
)


def _vowed(node: Node, reading: Reading) -> EventType:
    """What a vow is by what it holds: a threat ("to avenge"), a refusal ("to defy", "never to pay"), a promise."""
    inner, grammar = node.kid("xcomp", "ccomp"), reading.words.grammar
    if inner is None:
        return EventType.AGREE
    if any(k.lower in grammar.negators for k in inner.kids):
        return EventType.REJECT
    if inner.dep == "ccomp":
        return EventType.AGREE
    entry = best(entries_of(reading.words.verbs, inner.lemma, inner.lower), inner, reading)
    kind = entry.type if entry is not None else EventType.OTHER
    thwarted = inner.kid("obj") if inner.lemma in grammar.negated else None
    if kind in _HOSTILE or (thwarted is not None and reading.actors_of(thwarted)):  # "vowed to block him"
        return EventType.THREATEN
    return EventType.REJECT if kind is EventType.REJECT or thwarted is not None else EventType.AGREE


def _tells_fact(node: Node, reading: Reading) -> bool:
    """Whether what somebody warns of is so already ("warned that the trial was short"), no threat of what may come."""
    content = node.kid("ccomp")
    if content is None or node.lemma not in reading.words.grammar.reports or not content.finite:
        return False
    grammar = reading.words.grammar
    ahead = any(k.dep == "aux" and k.lower in grammar.future | grammar.doubt for k in content.kids)
    return not ahead and not any(k.dep == "advcl" and k.kid("mark") is not None for k in content.kids)


def _not_said(node: Node, also_deeds: frozenset[str]) -> bool:
    """Whether a verb that can report has a thing, not words, as its object ("added the winner")."""
    return (
        node.lemma in also_deeds
        and node.kid("obj") is not None
        and node.kid("ccomp", "parataxis") is None
        and node.dep != "parataxis"
    )
