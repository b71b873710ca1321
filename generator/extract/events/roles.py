"""Who did what to whom: agents, recipients and speakers of a trigger, each with the ground for the role."""

from collections.abc import Sequence

from generator.extract.events.attribution import claimed_in
from generator.extract.events.bonds import shares_object
from generator.extract.events.directed import Cast, directed, targets
from generator.extract.events.nominal import counted_in, nominal, nominal_parts
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, by_agents, objects, obliques, subject
from generator.extract.events.triggers import Trigger
from generator.model.vocabulary import ActorType, EventType, Role


def cast_of(trigger: Trigger, reading: Reading) -> Cast:
    """The acting participants of an event, before reports and mere mentions are added."""
    cast = Cast()
    if trigger.nominal:
        nominal(trigger, reading, cast)
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
    role = Role.RECIPIENT if guests else Role.AGENT  # nobody else acts where the guests have no name
    cast.add((a for noun in hosts for a in reading.actors_of(noun)), role, f"host: subject of “{node.text}”")


def _verbal(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    node, passive = trigger.node, trigger.node.passive
    claim = claimed_in(node, reading) if passive else None
    if claim is not None:
        cast.add(claim.actors, Role.AGENT, "named in a claim", claim.according_to)
    doers = by_agents(node) if passive else [noun for noun in (subject(node),) if noun is not None]
    if trigger.noun is not None and doers and doers[0] is trigger.noun:
        doers = by_agents(node)
        nominal_parts(trigger.noun, trigger.type, reading, cast)
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
        _around(trigger.noun, trigger, reading, cast)
    _patients(trigger, reading, cast)
    if trigger.type is EventType.BUSINESS:
        _seller(node, reading, cast)
    directed(node, trigger.type, reading, cast)
    if not cast.has(Role.RECIPIENT):
        _further(trigger, reading, cast)


def _around(noun: Node, trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """Who takes part by the event noun that a verb has as object or subject."""
    node, grammar = trigger.node, reading.words.grammar
    if node.lemma not in grammar.light and not node.passive:
        fallen = (a for k in by_agents(noun) for a in reading.actors_of(k))
        cast.add(fallen, Role.RECIPIENT, f"whose “{noun.text}” is put down or answered")
    for host in counted_in(noun, reading):
        directed(host, trigger.type, reading, cast)
    refused = trigger.type is EventType.REJECT and noun.lemma in grammar.proposals
    if node.passive or refused:
        role = Role.RECIPIENT if refused else Role.AGENT
        owners = [a for a in reading.owners_of(noun) if reading.actor_type(a) is not ActorType.PLACE]
        cast.add(owners, role, f"whose “{noun.text}” it is")


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
            directed(noun, trigger.type, reading, cast, _BEHIND_OBJECT)
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
        actors = [a for noun in objects(inner) for a in targets(noun, reading)]
        if actors:
            cast.add(actors, Role.RECIPIENT, f"object of “{inner.text}”, below “{node.text}”")
            return


def _seller(node: Node, reading: Reading, cast: Cast) -> None:
    """From whom something is bought: "from" hangs on the verb or on what is bought."""
    if node.lemma in reading.words.grammar.bought:
        for case, noun in (pair for host in (node, *objects(node)) for pair in obliques(host)):
            if case == "from":
                cast.add(targets(noun, reading, case), Role.RECIPIENT, f"“from” after “{node.text}”")


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
    if trigger.type in _BLOWS and node.lemma in grammar.harms and not objects(node):
        return True  # "died when gunmen attacked"
    return trigger.entry.startswith(("come under", "face ", "stand trial", "go on trial"))


_BLOWS = frozenset({EventType.ASSAULT, EventType.DISASTER})


def _patients(trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """Objects; where the object is a proposal, an abstract thing or the event noun itself, whose it is."""
    node = trigger.node
    for noun in objects(node) or _shared_objects(trigger):
        if noun is trigger.noun:
            continue
        actors = targets(noun, reading)
        if actors:
            cast.add(actors, Role.RECIPIENT, f"object of “{node.text}”")
            continue
        gives = not reading.words.grammar.giving.isdisjoint((node.lemma, trigger.entry.partition(" ")[0]))
        if gives and (given := _given(noun, reading)):
            cast.add([given], Role.RECIPIENT, f"before “{noun.text}”, which is given")
            continue
        _owner(_counted(noun, reading), trigger, reading, cast)


_TRANSITIVE = frozenset(
    {EventType.ACCUSE, EventType.AID, EventType.ASSAULT, EventType.COERCE, EventType.DECIDE, EventType.SANCTION}
    | {EventType.BUSINESS, EventType.SUPPORT}
)


def _shared_objects(trigger: Trigger) -> list[Node]:
    """What stands behind a second verb for both of them ("convicted and sentenced the editor")."""
    node = trigger.node
    second = next((k for k in node.kids if k.dep == "conj" and shares_object(k, node)), None)
    return objects(second) if second is not None and trigger.known and trigger.type in _TRANSITIVE else []


def _given(noun: Node, reading: Reading) -> str:
    """Who is given what follows: "granted Moldova candidate status", which the parser reads as one noun."""
    first = noun.subtree(12)[0]
    mention = (
        reading.mention_heads.get(first.index) if first.dep == "compound" and first.index < noun.index - 1 else None
    )
    return mention.actor if mention is not None and mention.form == "name" else ""


def _owner(noun: Node, trigger: Trigger, reading: Reading, cast: Cast) -> None:
    """The actor whose proposal falls or is backed, or at whom the object is aimed ("a complaint against the bank")."""
    talks = (k for case, k in obliques(noun) if case == "in" and k.lemma in reading.words.nouns)
    for case, k in (pair for host in talks for pair in obliques(host)):  # "its part in talks with the Greens"
        cast.add(targets(k, reading) if case in ("with", "against") else (), Role.RECIPIENT, f"“{case}” in its object")
    aimed = [k for case, k in obliques(noun) if case in ("against", "on", "at", "with", "for", "in") and case != "in"]
    against = [a for k in aimed if k.case() == "against" for a in targets(k, reading)]
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
        owners = targets(possessor, reading) if possessor is not None else []
        aimed = []
    if owners and not against:
        cast.add(owners, Role.RECIPIENT, f"whose “{noun.text}” it is")
        return
    for k in aimed:
        cast.add(targets(k, reading), Role.RECIPIENT, f"“{k.case()}” after “{noun.text}”")


_BEHIND_OBJECT = frozenset({"to", "against", "on", "with"})
_FALL_ON_PERSONS = frozenset({EventType.COERCE, EventType.DECIDE, EventType.ASSAULT, EventType.LIFE})


def _addressee(node: Node, reading: Reading, cast: Cast) -> None:
    """Who is to do what is asked: the subject of the clause that says it ("called for the mayor to resign")."""
    for kid in node.kids:
        if kid.dep in ("ccomp", "xcomp", "advcl") and (own := kid.kid("nsubj")) is not None:
            cast.add(reading.actors_of(own), Role.RECIPIENT, f"is asked to “{kid.text}”")
            return
