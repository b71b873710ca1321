"""What a statement does: promise, refuse, demand, accuse, or only state; or it announces the speaker's own deed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, subject
from generator.extract.events.triggers import Trigger
from generator.model.vocabulary import ActorType, EventType

_COOPERATIVE = frozenset(
    {
        EventType.AID,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.CONCEDE,
        EventType.CONSULT,
        EventType.AGREE,
    }
)
_HOSTILE = frozenset(
    {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.THREATEN, EventType.MOBILIZE, EventType.PROTEST}
)
_NO_DEEDS = frozenset({EventType.STATE, EventType.OTHER, EventType.DISASTER, EventType.LIFE})
_BEFALLING = frozenset({"fail", "lose"})
_SPEAKING = frozenset({"i", "we"})
_FIRST_PERSON = _SPEAKING | {"he", "she", "it", "they"}


@dataclass(frozen=True, slots=True)
class Act:
    """The type of a statement, whom it addresses or blames, and the node of the speaker's own deed if it tells one."""

    type: EventType
    ground: str
    recipient: Node | None = None
    deed: Node | None = None


def is_report(trigger: Trigger, reading: Reading) -> bool:
    """Whether a trigger is a verb of saying that can hold a clause."""
    return trigger.node.pos == "VERB" and trigger.node.lemma in reading.words.grammar.reports


def content_of(verb: Node) -> Node | None:
    """The predicate of what is said: the clause under the verb, or the one to which ", he said" is added."""
    inside = next((k for k in verb.kids if k.dep == "ccomp"), None) or next(
        (k for k in verb.kids if k.dep == "parataxis" and k.index > verb.index), None
    )
    if inside is not None:
        return inside
    if verb.dep == "parataxis" and verb.head is not None:
        return verb.head
    return next((k for k in verb.kids if k.dep == "parataxis"), None)


def act_of(trigger: Trigger, reading: Reading, by_node: Mapping[int, Trigger]) -> Act:
    """What a statement does, by the form of its content."""
    verb, plain = trigger.node, Act(trigger.type, "")
    content = content_of(verb)
    if content is None or trigger.type is not EventType.STATE:
        return plain
    speakers = _speakers(verb, reading)
    inner = by_node.get(content.index)
    kind = inner.type if inner is not None and inner.known else None
    direct = any(q.kind == "direct" for q in reading.quotes_around(content))
    if _own(content, speakers, reading, direct):
        direct = direct or any(q.kind != "indirect" for q in reading.quotes_around(content))
        stands_by = content.lemma in reading.words.grammar.forsakes
        return plain if stands_by or (direct and _only_supposes(content)) else _own_act(content, kind, plain, direct)
    if _obliged(content):
        return Act(EventType.REQUEST, "says what somebody must do", recipient=subject(content))
    if _blames(content, kind, reading):
        return Act(EventType.ACCUSE, "says that somebody did wrong", recipient=_culprit(content))
    return plain


def _speakers(verb: Node, reading: Reading) -> Sequence[str]:
    noun = subject(verb)
    return reading.actors_of(noun) if noun is not None else []


def _own(content: Node, speakers: Sequence[str], reading: Reading, direct: bool) -> bool:
    """Whether the content is about the speaker: the same actor, or a pronoun that nothing else claims.

    `direct`: in the speaker's own words, where only "I" and "we" are the speaker.
    """
    about = subject(content)
    if about is None:
        return False
    owner = about.kid("nmod:poss")
    if owner is not None and owner.lower in ("its", "his", "her", "their"):
        about = owner
    actors = reading.actors_of(about)
    if actors:
        return bool(set(actors) & set(speakers)) or any(
            reading.actors[a].affiliation in actors or reading.actors[b].affiliation == a
            for a in actors
            for b in speakers
            if a in reading.actors and b in reading.actors and reading.actors[b].affiliation
        )
    if direct:
        return about.lower in _SPEAKING
    return about.lower in _FIRST_PERSON - _unfit(speakers, reading) or about is owner


def _unfit(speakers: Sequence[str], reading: Reading) -> frozenset[str]:
    """The pronouns that cannot stand for who speaks: a person is no "it", a body neither he nor she."""
    kinds = {reading.actor_type(speaker) for speaker in speakers}
    if not kinds:
        return frozenset()
    if ActorType.PERSON in kinds:
        return frozenset({"it", "they"}) if len(speakers) == 1 else frozenset({"it", "he", "she"})
    return frozenset({"it"} if ActorType.GROUP in kinds else {"he", "she"})


def _only_supposes(content: Node) -> bool:
    """“I would not bet on it”: in somebody's own words "would" is no future."""
    return any(k.dep == "aux" and k.lower in ("would", "'d", "’d") for k in content.kids)


def _own_act(content: Node, kind: EventType | None, plain: Act, direct: bool) -> Act:
    words = {k.lower for k in content.kids if k.dep in ("aux", "advmod", "cop", "det")}
    negated = bool(words & {"not", "n't", "n’t", "never", "no"})
    ahead = bool(words & {"will", "'ll", "’ll", "would", "wo", "shall", "'d", "’d"})
    willing = content.lemma in ("ready", "willing", "prepared", "determined", "committed")
    if (ahead or willing) and negated:
        return Act(EventType.REJECT, "says that it will not")
    if willing:
        return Act(EventType.AGREE, "says that it is willing")
    if ahead and kind in _COOPERATIVE:
        return Act(EventType.AGREE, "says that it will")
    if ahead and kind in _HOSTILE:
        return Act(EventType.THREATEN, "says that it will")
    if ahead and direct:
        return plain  # “I will have one vote”
    if kind is not None and kind not in _NO_DEEDS and not negated:
        return Act(kind, "tells of the speaker's own deed", deed=content)
    return plain


def refuses(trigger: Trigger, reading: Reading) -> bool:
    """Whether a main clause says that somebody will not do what others wait for ("will not attend the talks")."""
    node = trigger.node
    words = {k.lower for k in node.kids if k.dep in ("aux", "advmod")}
    told = node.dep in ("root", "conj") and trigger.known and trigger.type in _COOPERATIVE | {EventType.DECIDE}
    ahead = bool(words & {"will", "wo"}) and bool(words & {"not", "n't", "n’t"})
    return told and ahead and not node.passive and not any(q.kind != "indirect" for q in reading.quotes_around(node))


def _obliged(content: Node) -> bool:
    aux = {k.lemma for k in content.kids if k.dep == "aux"} | {k.lower for k in content.kids if k.dep == "aux"}
    return bool(aux & {"must", "should", "ought"}) or (
        content.lemma in ("need", "have") and content.kid("xcomp") is not None and content.lemma == "need"
    )


def _blames(content: Node, kind: EventType | None, reading: Reading) -> bool:
    blame = reading.words.grammar.blame
    near = [content, *(k for k in content.kids if k.dep in ("obj", "obl", "xcomp", "advmod", "amod", "nsubj"))]
    if any(n.lemma in blame for n in near):
        doer = subject(content)  # "the talks failed" blames nobody
        return content.lemma not in _BEFALLING or (doer is not None and bool(reading.actors_of(doer)))
    culprit = _culprit(content) if kind is EventType.ASSAULT else None
    accused = reading.actors_of(culprit) if culprit is not None else []
    return bool(accused) and (content.passive or any(reading.actors[a].named for a in accused if a in reading.actors))


def _culprit(content: Node) -> Node | None:
    """Who is said to have done it: the doer of the content, in a passive the "by"."""
    if content.passive:
        return next((k for k in content.kids if k.dep == "obl" and k.case() == "by"), None)
    return subject(content)
