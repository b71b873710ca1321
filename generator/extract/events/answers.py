"""Whose offer, charge or deed an answer falls on, where it does not say: that of whoever made or did it before."""

from collections.abc import Sequence, Set
from dataclasses import replace

from generator.extract.events.candidate import Candidate
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects
from generator.extract.events.wordlist import GrammarWords
from generator.model.document import Participant
from generator.model.vocabulary import ActorType, EventType, Role

_ANSWERS = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.SUPPORT})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_REACH = 8  # sentences
_LOOKED_AT = 60  # events before a refusal that are looked at, however many a sentence holds


def answered(found: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """The candidates, each refusal of "the offer" aimed at whoever made it, each view of "a move" at who made it."""
    return [
        _answer(one, found[max(0, number - _LOOKED_AT) : number], reading) if _is_open(one) else one
        for number, one in enumerate(found)
    ]


def _is_open(one: Candidate) -> bool:
    return one.type in _ANSWERS and not one.targets and bool(one.acting) and not one.trigger.nominal


def _answer(one: Candidate, before: Sequence[Candidate], reading: Reading) -> Candidate:
    told = told_of(one.trigger.node, reading.words.grammar)
    if told is not None:
        doers = {a for other in before if other.trigger.node is told for a in other.acting} - one.acting
        return _at(one, doers, told) if len(doers) == 1 else one
    return _aimed(one, before, reading) if one.type is EventType.REJECT else one


def told_of(verb: Node, grammar: GrammarWords) -> Node | None:
    """The verb of the clause that is answered right behind it: "cut aid, a move (that was) condemned by Chad"."""
    noun = verb.head if verb.dep == "acl" else None
    if noun is None or noun.lemma not in grammar.shell or noun.dep not in ("parataxis", "appos", "dep", "obl", "obj"):
        return None
    comma = any(k.text == "," and k.index < noun.index for k in noun.kids)
    indefinite = any(k.lower in ("a", "an") for k in noun.kids)
    return next((n for n in noun.climb() if n.pos == "VERB"), None) if comma and indefinite else None


def _aimed(refusal: Candidate, before: Sequence[Candidate], reading: Reading) -> Candidate:
    kinds = next((k for noun in objects(refusal.trigger.node) if (k := _kinds(noun, refusal, reading))), None)
    for one in reversed(before) if kinds else ():
        if refusal.sentence - one.sentence > _REACH:
            break
        others = one.acting - refusal.acting
        if one.type.value in (kinds or ()) and len(others) == 1 and not _aimed_elsewhere(one, refusal, reading):
            return _at(refusal, others, one.trigger.node)
    return refusal


def _at(answer: Candidate, others: Set[str], deed: Node) -> Candidate:
    made = Participant(actor=next(iter(others)), role=Role.RECIPIENT, ground=f"made what is answered: “{deed.text}”")
    kept = tuple(p for p in answer.participants if p.actor != made.actor)
    return replace(answer, participants=(*kept, made))


def _kinds(noun: Node, refusal: Candidate, reading: Reading) -> frozenset[str]:
    """The types of event that an object such as "the offer" or "a call he rejected" points back to."""
    relative = refusal.trigger.node.head is noun and refusal.trigger.node.dep == "acl"
    pointing = any(k.dep == "det" and k.lower in _POINTING for k in noun.kids)
    return reading.words.grammar.answered.get(noun.lemma, frozenset()) if relative or pointing else frozenset()


def _aimed_elsewhere(one: Candidate, refusal: Candidate, reading: Reading) -> bool:
    """Whether an offer or charge was aimed at somebody else than the refuser or the body he speaks for."""
    bodies = {reading.actors[a].affiliation for a in refusal.acting if a in reading.actors}
    person = all(reading.actor_type(a) is ActorType.PERSON for a in refusal.acting)
    if person and bodies == {""} and refusal.sentence - one.sentence <= 1:
        return False  # "Its leader, Ann Lee, rejected the charge"
    return bool(one.targets) and one.targets.isdisjoint(refusal.acting | bodies)
