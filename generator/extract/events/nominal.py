"""Roles around an event noun: whose it is, who is behind it, on whom it falls."""

from generator.extract.events.attribution import claimed_in
from generator.extract.events.directed import Cast, directed, parties
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, by_agents, obliques, subject
from generator.extract.events.triggers import Trigger
from generator.model.vocabulary import ActorType, EventType, Role


def nominal(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """The cast of an event that a noun alone tells of."""
    noun, governor = trigger.core, trigger.core.head
    nominal_parts(noun, trigger.type, reading, cast)
    if (culprit := _held_responsible(noun, reading)) is not None:
        cast.add(reading.actors_of(culprit), Role.AGENT, f"held responsible for “{noun.text}”")
    if noun.kid("cop") is not None and noun.case() == "on" and (visitor := subject(noun)) is not None:
        cast.add(reading.actors_of(visitor), Role.AGENT, f"is on a “{noun.text}”")
    if (teller := _told_in(noun, reading)) is not None:
        cast.add(reading.actors_of(teller), Role.SPEAKER, f"who speaks in a “{noun.text}”")
    if cast.has(Role.AGENT) or noun.dep != "obj" or governor is None or governor.pos != "VERB" or governor.passive:
        return
    doer = subject(governor)
    if doer is not None and governor.lemma not in reading.words.grammar.negated:
        cast.add(reading.actors_of(doer), Role.AGENT, f"subject of “{governor.text}”, whose object “{noun.text}” is")


def _told_in(noun: Node, reading: Reading) -> Node | None:
    """Who says something "in a statement", "at a news conference"."""
    verb, grammar = noun.head, reading.words.grammar
    if noun.dep != "obl" or verb is None or noun.lemma not in grammar.documents or noun.case() not in ("in", "at"):
        return None
    return subject(verb) if verb.lemma in grammar.reports and not verb.passive else None


def counted_in(noun: Node, reading: Reading) -> list[Node]:
    """The noun, and the count on which its phrases may hang as well ("a series of protests against …")."""
    counted = noun.head is not None and noun.case() == "of" and noun.head.lemma in reading.words.grammar.quantities
    return [noun, noun.head] if counted and noun.head is not None else [noun]


def _held_responsible(noun: Node, reading: Reading) -> Node | None:
    """Who "is responsible for" or "was behind" an event noun."""
    if noun.case() == "behind" and noun.kid("cop") is not None:
        return subject(noun)
    governor = noun.head
    if governor is not None and governor.lemma in reading.words.grammar.responsible and noun.case() in ("for", "of"):
        return subject(governor) or (subject(governor.head) if governor.head is not None else None)
    return None


_LANDS = (ActorType.COUNTRY, ActorType.PLACE)


def _owners(noun: Node, kind: EventType, falls_on: bool, reading: Reading, cast: Cast) -> None:
    """Whose event it is: possessors, and names before the noun."""
    for kid in noun.kids:
        if kind is EventType.DISASTER and reading.actor_type(reading.actor_at(kid)) in _LANDS:
            continue  # "Peru's worst earthquake"
        if kid.label == "nmod:poss":
            suffers = falls_on and noun.lemma in reading.words.grammar.suffered
            role = Role.RECIPIENT if suffers else Role.AGENT
            cast.add(reading.actors_of(kid), role, f"whose “{noun.text}” it is")
        elif (
            kid.dep in ("compound", "amod")
            and noun.lemma not in reading.words.grammar.traded
            and (mention := reading.mention_of.get(kid.index)) is not None
        ):
            cast.add([mention.actor], Role.AGENT, f"“{kid.text}” before “{noun.text}”")


def nominal_parts(noun: Node, kind: EventType, reading: Reading, cast: Cast) -> None:
    """Roles around an event noun: "by", owners and "between" act; "of" acts too unless the event falls on somebody."""
    for k in by_agents(noun):
        cast.add(reading.actors_of(k), Role.AGENT, f"“by” after “{noun.text}”")
    claim = claimed_in(noun, reading)
    if claim is not None:
        cast.add(claim.actors, Role.AGENT, "named in a claim", claim.according_to)
    falls_on = kind in (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.DISASTER)
    _owners(noun, kind, falls_on, reading, cast)
    for case, k in (pair for host in counted_in(noun, reading) for pair in obliques(host) if pair[1] is not noun):
        if case == "between":
            cast.add(parties(k, noun, reading), Role.AGENT, "“between” names the parties")
        elif case == "of":
            cast.add(reading.actors_of(k), Role.RECIPIENT if falls_on else Role.AGENT, f"“of” after “{noun.text}”")
        elif case == "from" and kind in (EventType.REQUEST, EventType.AGREE, EventType.AID, EventType.STATE):
            cast.add(reading.actors_of(k), Role.AGENT, f"“from” after “{noun.text}”")
    for host in counted_in(noun, reading):
        directed(host, kind, reading, cast)
