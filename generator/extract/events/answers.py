"""Whose offer, charge or request a refusal falls on, where it does not say: that of whoever made it before."""

from collections.abc import Sequence
from dataclasses import replace

from generator.extract.events.candidate import Candidate
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects
from generator.model.document import Participant
from generator.model.vocabulary import ActorType, EventType, Role

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_REACH = 8  # sentences
_LOOKED_AT = 60  # events before a refusal that are looked at, however many a sentence holds


def answered(found: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """The candidates, each refusal of "the offer" aimed at whoever made it."""
    return [
        _aimed(one, found[max(0, number - _LOOKED_AT) : number], reading) if _is_open(one) else one
        for number, one in enumerate(found)
    ]


def _is_open(one: Candidate) -> bool:
    return one.type is EventType.REJECT and not one.targets and bool(one.acting) and not one.trigger.nominal


def _aimed(refusal: Candidate, before: Sequence[Candidate], reading: Reading) -> Candidate:
    kinds = next((k for noun in objects(refusal.trigger.node) if (k := _kinds(noun, refusal, reading))), None)
    for one in reversed(before) if kinds else ():
        if refusal.sentence - one.sentence > _REACH:
            break
        others = one.acting - refusal.acting
        if one.type.value in (kinds or ()) and len(others) == 1 and not _aimed_elsewhere(one, refusal, reading):
            word = one.trigger.node.text
            made = Participant(actor=next(iter(others)), role=Role.RECIPIENT, ground=f"made what is refused: “{word}”")
            kept = tuple(p for p in refusal.participants if p.actor != made.actor)
            return replace(refusal, participants=(*kept, made))
    return refusal


def _kinds(noun: Node, refusal: Candidate, reading: Reading) -> frozenset[str]:
    """The types of event that an object such as "the offer" or "a call he rejected" points back to."""
    relative = refusal.trigger.node.head is noun and refusal.trigger.node.label == "acl:relcl"
    pointing = any(k.dep == "det" and k.lower in _POINTING for k in noun.kids)
    return reading.words.grammar.answered.get(noun.lemma, frozenset()) if relative or pointing else frozenset()


def _aimed_elsewhere(one: Candidate, refusal: Candidate, reading: Reading) -> bool:
    """Whether an offer or charge was aimed at somebody else than the refuser or the body he speaks for."""
    bodies = {reading.actors[a].affiliation for a in refusal.acting if a in reading.actors}
    person = all(reading.actor_type(a) is ActorType.PERSON for a in refusal.acting)
    if person and bodies == {""} and refusal.sentence - one.sentence <= 1:
        return False  # "Its leader, Ann Lee, rejected the charge"
    return bool(one.targets) and one.targets.isdisjoint(refusal.acting | bodies)
