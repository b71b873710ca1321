"""Who did what to whom: agents, recipients and speakers of a trigger, each with the ground for the role."""

from collections.abc import Iterable, Sequence

from generator.extract.events.attribution import claimed_in
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, by_agents, objects, obliques, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import Participant
from generator.model.vocabulary import ActorType, EventType, Role

_DIRECTIONS = frozenset({"to", "in", "at", "into"})
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


def cast_of(trigger: Trigger, reading: Reading) -> Cast:
    """The acting participants of an event, before reports and mere mentions are added."""
    cast = Cast()
    if trigger.nominal:
        _nominal(trigger, reading, cast)
    elif trigger.node.lemma in reading.words.grammar.hosts and trigger.type is EventType.CONSULT:
        _host(trigger, reading, cast)
    else:
        _verbal(trigger, reading, cast)
    return cast


def _host(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    node = trigger.node
    guests = [actor for noun in objects(node) for actor in reading.actors_of(noun)]
    cast.add(guests, Role.AGENT, f"guest: object of “{node.text}”")
    hosts = by_agents(node) if node.passive else [noun for noun in (subject(node),) if noun is not None]
    cast.add((a for noun in hosts for a in reading.actors_of(noun)), Role.RECIPIENT, f"host: subject of “{node.text}”")


def _verbal(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    node, passive = trigger.node, trigger.node.passive
    claim = claimed_in(node, reading) if passive else None
    if claim is not None:
        cast.add(claim.actors, Role.AGENT, "named in a claim", claim.according_to)
    doers = by_agents(node) if passive else [noun for noun in (subject(node),) if noun is not None]
    if trigger.noun is not None and doers and doers[0] is trigger.noun:
        doers = by_agents(node)
        _nominal_parts(trigger.noun, trigger.type, reading, cast)
    if passive and trigger.type is EventType.CONSULT and node.lemma in reading.words.grammar.foreseen:
        cast.add((a for noun in objects(node) for a in reading.actors_of(noun)), Role.AGENT, f"is {node.text} there")
    role = Role.RECIPIENT if _undergoes(trigger, reading) else Role.AGENT
    for noun in doers:
        cast.add(
            reading.actors_of(noun) or _behind(noun, trigger.type, reading),
            role,
            f"{'“by” after' if passive else 'subject of'} “{node.text}”",
        )
    if trigger.noun is not None:
        for host in _hosts(trigger.noun, reading):
            _directed(host, trigger.type, reading, cast)
        refused = trigger.type is EventType.REJECT and trigger.noun.lemma in reading.words.grammar.proposals
        if passive or refused:
            role = Role.RECIPIENT if refused else Role.AGENT
            cast.add(reading.owners_of(trigger.noun), role, f"whose “{trigger.noun.text}” it is")
    _patients(trigger, reading, cast)
    _directed(node, trigger.type, reading, cast)
    if not cast.has(Role.RECIPIENT):
        _further(trigger, reading, cast)


def _targets(noun: Node, reading: Reading, case: str = "") -> list[str]:
    """The actors of a noun phrase at whom something may be aimed: a town or river is where, not whom."""
    return [a for a in reading.actors_of(noun) if not _is_where(a, noun, reading, case.split()[-1] if case else "")]


def _is_where(actor: str, noun: Node, reading: Reading, case: str) -> bool:
    """Whether a place's name names no more than a place: reached or moved to, or known for one."""
    if reading.actor_type(actor) is not ActorType.PLACE:
        return False
    if noun.dep in ("obj", "iobj"):  # "fined Sevilla" hits the club, "seized Kidu" nobody
        return noun.head is not None and noun.head.lemma in reading.words.grammar.motion
    return case in _LOCAL or reading.actors[actor].ground != "language model"


def _counted(noun: Node, reading: Reading) -> Node:
    """What a number or "all" counts: the vessels in "all 14 of its vessels"."""
    if noun.pos != "NUM" and noun.lemma not in reading.words.grammar.quantities:
        return noun
    return next((k for k in noun.kids if k.dep == "nmod" and k.case() == "of"), noun)


def _further(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """Whom an event is aimed at where neither object nor preposition says so: behind the object, inside the clause."""
    node = trigger.node
    for noun in objects(node):
        if noun is not trigger.noun:
            _directed(noun, trigger.type, reading, cast, _BEHIND_OBJECT)
    if trigger.type is EventType.REQUEST and not cast.has(Role.RECIPIENT):
        _addressee(node, reading, cast)
    if not cast.has(Role.RECIPIENT):
        _inner_target(trigger, reading, cast)


_BY_DOING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE})


def _inner_target(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """Whom it is done to inside the clause below: "vowed to block him", "seized power, deposing the king"."""
    node = trigger.node
    for inner in node.kids:
        infinitive = inner.dep == "xcomp" or (
            inner.dep == "advcl" and inner.kid("mark") is not None and not inner.finite
        )
        beside = inner.dep == "advcl" and inner.kid("mark") is None and "VerbForm=Ger" in inner.morph
        if inner.pos != "VERB" or inner.index < node.index or not (infinitive or beside):
            continue
        if inner.dep == "advcl" and trigger.type not in _BY_DOING:
            continue
        actors = [a for noun in objects(inner) for a in _targets(noun, reading)]
        if actors:
            cast.add(actors, Role.RECIPIENT, f"object of “{inner.text}”, below “{node.text}”")
            return


def _behind(noun: Node, kind: EventType, reading: Reading) -> Sequence[str]:
    """Whose document speaks, or whose shares move, where the subject itself is no actor."""
    if noun.lemma in reading.words.grammar.documents:
        return [a for k in by_agents(noun) for a in reading.actors_of(k)] or reading.owners_of(noun)[:1]
    return reading.owners_of(noun)[:1] if kind is EventType.BUSINESS else []


def _undergoes(trigger: Trigger, reading: Reading) -> bool:
    """Whether the subject suffers rather than acts ("faces charges", "came under attack")."""
    grammar, node = reading.words.grammar, trigger.node
    if node.passive:
        return False
    if (
        trigger.noun is not None
        and node.lemma in grammar.undergo
        and trigger.type not in (EventType.CONSULT, EventType.OTHER, EventType.BUSINESS, EventType.LIFE)
    ):
        return True
    return trigger.entry.startswith(("come under", "face ", "stand trial", "go on trial"))


def _patients(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """Objects; where the object is a proposal, an abstract thing or the event noun itself, whose it is."""
    node = trigger.node
    for noun in objects(node):
        if noun is trigger.noun:
            continue
        actors = _targets(noun, reading)
        if actors:
            cast.add(actors, Role.RECIPIENT, f"object of “{node.text}”")
            continue
        gives = not reading.words.grammar.giving.isdisjoint((node.lemma, trigger.entry.partition(" ")[0]))
        if gives and (given := _given(noun, reading)):
            cast.add([given], Role.RECIPIENT, f"before “{noun.text}”, which is given")
            continue
        _owner(_counted(noun, reading), trigger, reading, cast)


def _given(noun: Node, reading: Reading) -> str:
    """Who is given what follows: "granted Moldova candidate status", which the parser reads as one noun."""
    first = noun.subtree(12)[0]
    mention = (
        reading.mention_heads.get(first.index) if first.dep == "compound" and first.index < noun.index - 1 else None
    )
    return mention.actor if mention is not None and mention.form == "name" else ""


def _owner(noun: Node, trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """The actor whose proposal falls or is backed, or at whom the object is aimed ("a complaint against the bank")."""
    aimed = [k for case, k in obliques(noun) if case in ("against", "on", "at", "with", "for", "in") and case != "in"]
    against = [a for k in aimed if k.case() == "against" for a in _targets(k, reading)]
    if against:
        cast.add(against, Role.RECIPIENT, f"“against” after “{noun.text}”")
    if trigger.type is EventType.STATE and noun.lemma not in reading.words.grammar.proposals:
        return
    grammar = reading.words.grammar
    if noun.lemma in grammar.kin or (trigger.type in _FALL_ON_PERSONS and noun.lemma in grammar.representatives):
        return  # "acquitted his brother", "jailed the firm's director": neither him nor the firm
    owners = [a for a in reading.owners_of(noun) if reading.actor_type(a) is not ActorType.PLACE]
    if trigger.type is EventType.OTHER and noun.lemma not in reading.words.grammar.proposals:
        possessor = noun.kid("nmod:poss")
        owners = _targets(possessor, reading) if possessor is not None else []
        aimed = []
    if owners and not against:
        cast.add(owners, Role.RECIPIENT, f"whose “{noun.text}” it is")
        return
    for k in aimed:
        cast.add(_targets(k, reading), Role.RECIPIENT, f"“{k.case()}” after “{noun.text}”")


_FALL_ON_PERSONS = frozenset({EventType.COERCE, EventType.DECIDE, EventType.ASSAULT, EventType.LIFE})
_BEHIND_OBJECT = frozenset({"to", "against", "on", "with"})


def _directed(node: Node, kind: EventType, reading: Reading, cast: Cast, only: frozenset[str] = frozenset()) -> None:
    """Prepositional phrases that name whom the event is directed at."""
    directed = reading.words.grammar.directed
    allowed = directed.get(kind.value, directed["default"])
    for case, noun in obliques(node):
        last = case.split()[-1]
        if last == "at" and node.lemma in reading.words.grammar.aimed:
            cast.add(_targets(noun, reading, last), Role.RECIPIENT, f"“{case}” after “{node.text}”")
            continue
        if only and last not in only:
            continue
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
            cast.add(_parties(noun, node, reading), Role.AGENT, "“between” names the parties")
            continue
        if noun.lemma in reading.words.nouns and not reading.actors_of(noun):
            cast.add(
                (a for c, k in obliques(noun) if c in ("with", "against", "between") for a in _targets(k, reading)),
                Role.RECIPIENT,
                f"with whom the “{noun.text}” was",
            )
        actors = _targets(noun, reading, last)
        if not actors and last in ("against", "for", "to", "with", "at", "on") and not reading.actors_of(noun):
            actors = [a for a in reading.owners_of(noun) if reading.actor_type(a) is not ActorType.PLACE]
        cast.add(actors, Role.RECIPIENT, f"“{case}” after “{node.text}”")


def _parties(noun: Node, host: Node, reading: Reading) -> list[str]:
    """Both who are named behind "between", even if the second hangs inside the first one's description."""
    found = list(reading.actors_of(noun))
    if len(found) != 1:
        return found
    others = (k for k in host.subtree(40) if k.dep == "conj" and k.index > noun.index and k.kid("cc") is not None)
    second: list[str] = next((actors for k in others if (actors := list(reading.actors_of(k)))), [])
    return [*found, *(a for a in second if a not in found)]


def _addressee(node: Node, reading: Reading, cast: Cast) -> None:
    """Who is to do what is asked: the subject of the clause that says it ("called for the mayor to resign")."""
    for kid in node.kids:
        if kid.dep in ("ccomp", "xcomp", "advcl") and (own := kid.kid("nsubj")) is not None:
            cast.add(reading.actors_of(own), Role.RECIPIENT, f"is asked to “{kid.text}”")
            return


def _nominal(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    noun, governor = trigger.core, trigger.core.head
    _nominal_parts(noun, trigger.type, reading, cast)
    if (culprit := _held_responsible(noun, reading)) is not None:
        cast.add(reading.actors_of(culprit), Role.AGENT, f"held responsible for “{noun.text}”")
    if cast.has(Role.AGENT) or noun.dep != "obj" or governor is None or governor.pos != "VERB" or governor.passive:
        return
    doer = subject(governor)
    if doer is not None and governor.lemma not in reading.words.grammar.negated:
        cast.add(reading.actors_of(doer), Role.AGENT, f"subject of “{governor.text}”, whose object “{noun.text}” is")


def _hosts(noun: Node, reading: Reading) -> list[Node]:
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


def _nominal_parts(noun: Node, kind: EventType, reading: Reading, cast: Cast) -> None:
    """Roles around an event noun: "by", owners and "between" act; "of" acts too unless the event falls on somebody."""
    for k in by_agents(noun):
        cast.add(reading.actors_of(k), Role.AGENT, f"“by” after “{noun.text}”")
    claim = claimed_in(noun, reading)
    if claim is not None:
        cast.add(claim.actors, Role.AGENT, "named in a claim", claim.according_to)
    falls_on = kind in (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.DISASTER)
    _owners(noun, kind, falls_on, reading, cast)
    for case, k in (pair for host in _hosts(noun, reading) for pair in obliques(host) if pair[1] is not noun):
        if case == "between":
            cast.add(_parties(k, noun, reading), Role.AGENT, "“between” names the parties")
        elif case == "of":
            cast.add(reading.actors_of(k), Role.RECIPIENT if falls_on else Role.AGENT, f"“of” after “{noun.text}”")
        elif case == "from" and kind in (EventType.REQUEST, EventType.AGREE, EventType.AID, EventType.STATE):
            cast.add(reading.actors_of(k), Role.AGENT, f"“from” after “{noun.text}”")
    for host in _hosts(noun, reading):
        _directed(host, kind, reading, cast)
