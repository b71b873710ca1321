"""One event word with everything read around it, before mentions of one happening are brought together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.extract.events import attribution, figures, place, statements
from generator.extract.events.alongside import speaks_too, tells_on
from generator.extract.events.attribution import Frame
from generator.extract.events.directed import Cast
from generator.extract.events.reading import Reading
from generator.extract.events.roles import cast_of
from generator.extract.events.status import Reality, status_of
from generator.extract.events.syntax import Node
from generator.extract.events.triggers import Trigger
from generator.extract.events.when import Dating, lies_ahead, own_date
from generator.model.document import Figure, Participant, Place, Timex
from generator.model.vocabulary import EventType, Role, Status


@dataclass(slots=True, eq=False, kw_only=True)
class Candidate:
    """A possible event mention; `deed` is the index of the node whose event a statement only announces."""

    trigger: Trigger
    type: EventType
    reality: Reality
    participants: tuple[Participant, ...]
    dating: Dating
    place: Place | None = None
    figures: tuple[Figure, ...] = ()
    iterations: str = ""
    frame: Frame | None = None
    speech: bool = False
    deed: int = -1
    quoted: bool = False  # inside somebody's direct words
    ground: str = ""
    depth: int = 0  # of the verb, as `depth` counts
    acting: frozenset[str] = field(init=False)  # agents and speakers
    targets: frozenset[str] = field(init=False)  # recipients
    sentence: int = field(init=False)  # the number of the sentence it stands in

    def __post_init__(self) -> None:
        self.acting = frozenset([p.actor for p in self.participants if p.role in (Role.AGENT, Role.SPEAKER)])
        self.targets = frozenset([p.actor for p in self.participants if p.role is Role.RECIPIENT])
        self.sentence = self.trigger.core.sentence


def candidates(
    reading: Reading, triggers: Sequence[Trigger], hanging: Mapping[int, Sequence[Timex]]
) -> list[Candidate]:
    """A candidate for each trigger, in text order."""
    by_node = {t.node.index: t for t in triggers}
    return [_candidate(trigger, reading, by_node, hanging) for trigger in triggers]


def _candidate(
    trigger: Trigger,
    reading: Reading,
    by_node: Mapping[int, Trigger],
    hanging: Mapping[int, Sequence[Timex]],
) -> Candidate:
    cast = cast_of(trigger, reading)
    act = statements.act_of(trigger, reading, by_node) if statements.is_report(trigger, reading) else None
    kind = act.type if act is not None else trigger.type
    reality = status_of(trigger, reading)
    refusal = reality.status is Status.NEGATED and cast.has(Role.AGENT) and statements.refuses(trigger, reading)
    if refusal:
        kind, reality = EventType.REJECT, Reality(Status.ACTUAL, reality.ground)
    if act is not None and kind in _OWN_ACTS and not cast.has(Role.RECIPIENT):
        _aim_as_content(cast, act, trigger, reading, by_node)
    dating = own_date(trigger, reading, hanging)
    if reality.status is Status.ONGOING and lies_ahead(dating, reading.document.published[:10]):
        reality = Reality(Status.PLANNED, f"{reality.ground}, of a day to come")  # "the court meets on Monday"
    speech = act is not None and kind in (EventType.STATE, EventType.ACCUSE) and trigger.type is EventType.STATE
    frame = next((f for f in attribution.frames(trigger.core, reading) if f.verb is not trigger.node), None)
    participants = _participants(cast, act, frame, speech, trigger, reading)
    source = frame.speakers[0] if frame is not None and frame.speakers else ""
    return Candidate(
        trigger=trigger, type=kind, reality=reality, participants=participants,
        dating=dating, place=place.place_of(trigger, reading),
        figures=figures.figures_of(trigger, reading, source),
        iterations=figures.iterations_of(trigger, reading.words.grammar),
        frame=frame, speech=speech, deed=act.deed.index if act is not None and act.deed is not None else -1,
        quoted=_quoted(trigger, reading), depth=depth(trigger.node) - speaks_too(trigger),
        ground="says that it will not" if refusal else act.ground if act is not None else "",
    )  # fmt: skip


_OWN_ACTS = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REJECT})


def _aim_as_content(
    cast: Cast, act: statements.Act, trigger: Trigger, reading: Reading, by_node: Mapping[int, Trigger]
) -> None:
    """A promise or threat is aimed at whom the promised deed is: "said she would open talks with the Greens"."""
    content = statements.content_of(trigger.node) if act.ground else None
    inner = by_node.get(content.index) if content is not None else None
    if inner is not None and inner is not trigger:
        promised = cast_of(inner, reading).participants()
        cast.add((p.actor for p in promised if p.role is Role.RECIPIENT), Role.RECIPIENT, act.ground)


def _quoted(trigger: Trigger, reading: Reading) -> bool:
    return any(trigger.span in q.span for q in reading.quotes_in(trigger.node.sentence) if q.kind != "indirect")


def _participants(
    cast: Cast, act: statements.Act | None, frame: Frame | None, speech: bool, trigger: Trigger, reading: Reading
) -> tuple[Participant, ...]:
    found = list(cast.participants())
    if speech:
        found = [replace(p, role=Role.SPEAKER) if p.role is Role.AGENT else p for p in found]
        if trigger.type is EventType.STATE:
            found = [
                p
                for p in found
                if p.role is not Role.RECIPIENT or (p.actor in reading.actors and reading.actors[p.actor].named)
            ]
    if act is not None and act.recipient is not None:
        known = {p.actor for p in found}
        found += [
            Participant(actor=a, role=Role.RECIPIENT, ground=act.ground)
            for a in reading.actors_of(act.recipient)
            if a not in known
        ]
    claimer = frame.speakers[0] if frame is not None and frame.speakers else frame.wording if frame is not None else ""
    acting = {p.actor for p in found}
    if claimer and claimer not in acting and not speech:
        found = [p if p.according_to else replace(p, according_to=claimer) for p in found]
    return (*found, *_mentioned(trigger, {p.actor for p in found} | set(frame.speakers if frame else ()), reading))


def _mentioned(trigger: Trigger, known: set[str], reading: Reading) -> list[Participant]:
    """Actors inside the clause that act in no role."""
    found: dict[str, Participant] = {}
    heads = reading.mention_heads
    inside = trigger.node.below(60)
    if trigger.node.dep == "parataxis" and trigger.node.head is not None and statements.is_report(trigger, reading):
        inside += trigger.node.head.below(60)  # "Lind will face a court, the minister said"
    for node in sorted((n for n in inside if n.index in heads), key=lambda n: n.index):
        mention = heads[node.index]
        if mention.actor not in known and mention.actor in reading.actors:
            found.setdefault(
                mention.actor, Participant(actor=mention.actor, role=Role.MENTIONED, ground="named in the clause")
            )
    return list(found.values())[:6]


def depth(node: Node) -> int:
    """How many clauses and phrases deep in its sentence a node stands; 0 for the main predicate."""
    steps = 0
    below = node
    for governor in node.climb():
        infinitive = below.dep == "xcomp" and governor.kid("obj") is None
        if below.dep not in ("conj", "parataxis") and not infinitive and not tells_on(below):
            steps += 1
        below = governor
    return steps
