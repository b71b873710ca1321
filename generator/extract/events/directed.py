"""Whom an event is directed at: the noun phrases behind its prepositions, and the cast that gathers who takes part."""

from collections.abc import Iterable

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, obliques
from generator.model.document import Participant
from generator.model.vocabulary import ActorType, EventType, Role

_DIRECTIONS = frozenset({"to", "in", "at", "into"})
_WHERE = frozenset({"at", "in", "on"})
_LOCAL = frozenset({"to", "in", "at", "into", "from", "of", "for", "on", "towards", "toward", "upon"})


class Cast:
    """Collects participants; an actor keeps the first acting role it was given."""

    def __init__(self) -> None:
        self.found: dict[str, Participant] = {}

    def add(self, actors: Iterable[str], role: Role, ground: str, according_to: str = "") -> None:
        """Give each actor a role unless it acts in another one already."""
        for actor in actors:
            if actor not in self.found:
                self.found[actor] = Participant(actor=actor, role=role, according_to=according_to, ground=ground)

    def has(self, role: Role) -> bool:
        """Whether somebody has this role."""
        return any(p.role is role for p in self.found.values())

    def participants(self) -> tuple[Participant, ...]:
        """Everybody, in the order found."""
        return tuple(self.found.values())


def targets(noun: Node, reading: Reading, case: str = "") -> list[str]:
    """The actors of a noun phrase at whom something may be aimed: a town or river is where, not whom."""
    return [a for a in reading.actors_of(noun) if not _is_where(a, noun, reading, case.split()[-1] if case else "")]


def _is_where(actor: str, noun: Node, reading: Reading, case: str) -> bool:
    """Whether a place's name names no more than a place: reached or moved to, or known for one."""
    if reading.actor_type(actor) is not ActorType.PLACE:
        return False
    if noun.dep in ("obj", "iobj"):  # "fined Sevilla" hits the club, "seized Kidu" nobody
        return noun.head is not None and noun.head.lemma in reading.words.grammar.motion
    return case in _LOCAL or reading.actors[actor].ground != "language model"


def directed(node: Node, kind: EventType, reading: Reading, cast: Cast, only: frozenset[str] = frozenset()) -> None:
    """Prepositional phrases that name whom the event is directed at."""
    prepositions = reading.words.grammar.directed
    allowed = prepositions.get(kind.value, prepositions["default"])
    for case, noun in obliques(node):
        last = case.split()[-1]
        if last == "at" and node.lemma in reading.words.grammar.aimed:
            cast.add(targets(noun, reading, last), Role.RECIPIENT, f"“{case}” after “{node.text}”")
            continue
        if (only and last not in only) or (noun.index < node.index and last in _WHERE and noun.dep == "obl"):
            continue  # "At the UN, he accused": a phrase of place before the verb is no target
        visit = kind is EventType.CONSULT and node.lemma in reading.words.grammar.visits and last in _DIRECTIONS
        if (
            (last not in allowed and not visit)
            or noun.index in reading.timex_of
            or (noun.lemma in reading.words.nouns and last == "of")
        ):
            continue
        if last == "of" and node.pos == "VERB":
            continue
        if last == "between" and kind in (EventType.CONSULT, EventType.AGREE, EventType.COOPERATE):
            cast.add(parties(noun, node, reading), Role.AGENT, "“between” names the parties")
            continue
        if noun.lemma in reading.words.nouns and not reading.actors_of(noun):
            cast.add(
                (a for c, k in obliques(noun) if c in ("with", "against", "between") for a in targets(k, reading)),
                Role.RECIPIENT,
                f"with whom the “{noun.text}” was",
            )
        actors = targets(noun, reading, last)
        if not actors and last in ("against", "for", "to", "with", "at", "on") and not reading.actors_of(noun):
            actors = [a for a in reading.owners_of(noun) if reading.actor_type(a) is not ActorType.PLACE]
        cast.add(actors, Role.RECIPIENT, f"“{case}” after “{node.text}”")


def parties(noun: Node, host: Node, reading: Reading) -> list[str]:
    """Both who are named behind "between", even if the second hangs inside the first one's description."""
    found = list(reading.actors_of(noun))
    if len(found) != 1:
        return found
    others = (k for k in host.subtree(40) if k.dep == "conj" and k.index > noun.index and k.kid("cc") is not None)
    second: list[str] = next((actors for k in others if (actors := list(reading.actors_of(k)))), [])
    return [*found, *(a for a in second if a not in found)]
