"""Brings the mentions of one happening together: announced deeds, causes and results, "the blast", headlines."""

from collections.abc import Sequence
from itertools import islice

from generator.extract.events import one_clause
from generator.extract.events.agreement import Groups, compatible_actors, different_dates, opposed
from generator.extract.events.candidate import Candidate
from generator.extract.events.reading import Reading
from generator.extract.events.statements import content_of
from generator.extract.events.syntax import subject
from generator.model.vocabulary import ActorType, EventType, Role, Status

_FAMILIES = frozenset({EventType.CONSULT, EventType.ASSAULT, EventType.DISASTER, EventType.PROTEST, EventType.AGREE})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "latest", "such"})
_OTHERS = frozenset({"new", "fresh", "another", "next", "last", "previous", "earlier", "first", "second", "third"})
_LOOK_BACK = 12  # candidates of a type that a nominal is compared with, nearest first
_SHARED_WORDS = 1
_YEAR = 4  # digits
_IT = frozenset({"it", "this", "that"})
_STRENGTH = {role: n for n, role in enumerate((Role.AGENT, Role.SPEAKER, Role.RECIPIENT, Role.SOURCE, Role.MENTIONED))}

CLAIMS = frozenset(
    {
        EventType.STATE,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.AGREE,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.CONCEDE,
    }
)

# What words in quotation marks behind it support; whoever promised, asked or said something goes on to something else
_BACKED = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.CONCEDE, EventType.THREATEN, EventType.SUPPORT})


def group(found: Sequence[Candidate], reading: Reading) -> list[list[int]]:
    """Indexes of candidates by happening."""
    groups = Groups(found, reading)
    by_node = {c.trigger.node.index: i for i, c in enumerate(found)} | {
        c.trigger.core.index: i for i, c in enumerate(found)
    }
    one_clause.join(found, by_node, groups, reading)
    _join_anaphora(found, reading, groups)
    _join_by_place(found, reading, groups)
    _join_repeats(found, reading, groups)
    _join_backing_quotes(found, reading, groups)
    _join_relays(found, by_node, reading, groups)
    _join_headline(found, reading, groups)
    return groups.members()


def _join_anaphora(found: Sequence[Candidate], reading: Reading, groups: Groups) -> None:
    """A definite event noun goes back to the nearest earlier event of its kind that nothing contradicts."""
    before: dict[EventType, list[int]] = {}
    for i, one in enumerate(found):
        told = before.setdefault(one.type, [])
        if not one.speech:
            told.append(i)
        if one.trigger.noun is None or one.figures or not _refers_back(one):
            continue
        if not one.trigger.nominal and one.trigger.node.lemma not in reading.words.grammar.occur:
            continue
        earlier = list(islice((j for j in reversed(told) if groups.root(j) != groups.root(i)), _LOOK_BACK))
        earlier.sort(key=lambda j: not (found[j].acting or found[j].targets))  # rather one that tells who
        named = [j for j in earlier if found[j].trigger.core.lemma == one.trigger.core.lemma]
        pool = named + [j for j in earlier if j not in named] if one.type in _FAMILIES else named
        for j in pool:
            if groups.agree(i, j) and compatible_actors(one, found[j]):
                groups.join(i, j)
                break


def _join_by_place(found: Sequence[Candidate], reading: Reading, groups: Groups) -> None:
    """Two accounts of violence or disaster in one town on compatible days are one happening."""
    first: dict[tuple[EventType, str], int] = {}
    for i, one in enumerate(found):
        if (
            one.place is None
            or one.place.name in reading.countries
            or one.type not in (EventType.ASSAULT, EventType.DISASTER)
            or one.reality.status is not Status.ACTUAL
        ):
            continue
        j = first.setdefault((one.type, one.place.name), i)
        harmed = (
            one.trigger.core.lemma in reading.words.grammar.deadly
            and found[j].trigger.core.lemma in reading.words.grammar.deadly
        )
        if j != i and harmed and groups.agree(i, j):
            groups.join(i, j)


def _refers_back(one: Candidate) -> bool:
    """Whether a noun is definite and tells no other event by a word or year before it ("the 2004 flood")."""
    described = [k for k in one.trigger.core.kids if k.index < one.trigger.core.index]
    if any(k.dep == "nsubj" and k.lower in _IT for k in described):
        return True  # "It was the third attack this week"
    if any(k.lower in _DEFINITE for k in described):
        return not any(k.lower in _OTHERS or (k.text.isdigit() and len(k.text) == _YEAR) for k in described)
    return False


def _join_repeats(found: Sequence[Candidate], reading: Reading, groups: Groups) -> None:
    """The same deed told again by verb: same type, same doers, nothing that contradicts."""
    recent: dict[tuple[EventType, frozenset[str]], list[int]] = {}
    for i, one in enumerate(found):
        if (one.type is EventType.OTHER and not one.trigger.known) or not one.acting:
            continue
        key = (one.type, one.acting)
        for j in reversed(recent.get(key, [])[-6:]):
            if groups.root(i) != groups.root(j) and _repeated(one, found[j], reading) and groups.agree(i, j):
                groups.join(i, j)
                break
        recent.setdefault(key, []).append(i)


def _repeated(one: Candidate, other: Candidate, reading: Reading) -> bool:
    if different_dates(one, other) or opposed(one.reality.status, other.reality.status):
        return False
    if one.speech or other.speech or one.type in (EventType.STATE, EventType.ACCUSE):
        return _one_statement(one, other, reading)
    same_word = one.trigger.core.lemma == other.trigger.core.lemma
    if one.targets and other.targets:
        return bool(one.targets & other.targets) and (same_word or one.type is not EventType.OTHER)
    return same_word or one.type in (EventType.CONSULT, EventType.RETREAT, EventType.AGREE)


def _join_backing_quotes(found: Sequence[Candidate], reading: Reading, groups: Groups) -> None:
    """A quote after its speaker's claim in the same paragraph backs it: "He denied it. “I was away,” he said." """
    last: Candidate | None = None
    at = -1
    for i, one in enumerate(found):
        if one.speech and last is not None and _backs(one, last, reading):
            groups.join(i, at)
        if one.type in _BACKED and one.trigger.node.dep in ("root", "parataxis", "conj", "acl:relcl") and one.acting:
            last, at = one, i


def _quotes(one: Candidate, reading: Reading) -> bool:
    """Whether a statement gives its speaker's own words."""
    content = content_of(one.trigger.node)
    return content is not None and any(q.kind != "indirect" for q in reading.quotes_around(content))


def _backs(one: Candidate, claim: Candidate, reading: Reading) -> bool:
    near = (
        0 < one.sentence - claim.sentence <= 2
        and reading.sentences[one.sentence].paragraph == reading.sentences[claim.sentence].paragraph
    )
    speaker = subject(one.trigger.node)
    same = one.acting == claim.acting or (not one.acting and speaker is not None and speaker.pos == "PRON")
    return _quotes(one, reading) and near and same and not different_dates(one, claim)


def _join_relays(found: Sequence[Candidate], by_node: dict[int, int], reading: Reading, groups: Groups) -> None:
    """Who merely reports is a source: the report joins the event it carries, unless it is a claim by a named person."""
    for i, one in enumerate(found):
        content = content_of(one.trigger.node) if one.speech and one.type is EventType.STATE else None
        j = by_node.get(content.index) if content is not None else None
        if j is not None and _merely_reports(one, found[j]) and not _person_speaks(one, reading):
            groups.join(i, j)


def _person_speaks(one: Candidate, reading: Reading) -> bool:
    """Whether a named person says it who does not say it by office: then the saying is news as well."""
    speakers = (reading.actors[a] for a in one.acting if a in reading.actors)
    informants = reading.words.grammar.informants
    return any(
        actor.named and actor.type is ActorType.PERSON and informants.isdisjoint(actor.title.lower().split())
        for actor in speakers
    )


def _merely_reports(one: Candidate, other: Candidate) -> bool:
    beside = one.trigger.node.dep == "parataxis" and other.reality.status is Status.PLANNED  # "…, a spokesman said"
    told = (
        (other.reality.status is Status.ACTUAL or beside)
        and other.trigger.known
        and not other.speech
        and other.type not in (EventType.STATE, EventType.OTHER)
    )
    return told and not other.quoted and not one.acting & other.acting


def _one_statement(one: Candidate, other: Candidate, reading: Reading) -> bool:
    """The same speaker going on in the next sentence with a quotation; what is told in other words is another claim."""
    here, there = reading.sentences[one.sentence], reading.sentences[other.sentence]
    return (
        one.speech == other.speech
        and (not one.speech or one.sentence == other.sentence or _quotes(one, reading))
        and abs(one.sentence - other.sentence) <= 1
        and abs(here.paragraph - there.paragraph) <= 1
        and one.type is other.type
    )


def _join_headline(found: Sequence[Candidate], reading: Reading, groups: Groups) -> None:
    """A headline tells the news of the first paragraphs: its events join those they repeat."""
    heads = [i for i, c in enumerate(found) if reading.headline(c.trigger.core)]
    body = [i for i, c in enumerate(found) if not reading.headline(c.trigger.core)][:40]
    if not heads:
        return
    words = _content_words(reading, {found[i].sentence for i in heads})
    shared = len(words & _content_words(reading, {reading.lead})) >= _SHARED_WORDS
    leading = (j for j in body if found[j].sentence == reading.lead and found[j].trigger.node.dep in ("root", "ccomp"))
    lead = next(leading, None) if shared else None
    for i in heads:
        match = next((j for j in body if _headlined(found[i], found[j]) and groups.agree(i, j)), lead)
        if match is not None and groups.agree(i, match):
            groups.join(i, match)


def _content_words(reading: Reading, sentences: set[int]) -> frozenset[str]:
    return frozenset(n.lemma for n in reading.nodes if n.sentence in sentences and n.pos in ("NOUN", "PROPN", "VERB"))


def _headlined(head: Candidate, other: Candidate) -> bool:
    if head.type is not other.type or different_dates(head, other):
        return False
    same_word = head.trigger.core.lemma == other.trigger.core.lemma
    if head.type is EventType.OTHER:
        return same_word
    shared = bool(head.acting & other.acting or head.targets & other.targets)
    return same_word or shared or not (head.acting and other.acting)


def merged_roles(members: Sequence[Candidate], primary: Candidate) -> dict[str, Role]:
    """Each actor's strongest role over all mentions; who only reports an event is its source."""
    found: dict[str, Role] = {}
    for member in members:
        for p in member.participants:
            others = primary.type not in CLAIMS or bool(primary.acting - {p.actor})
            role = Role.SOURCE if p.role is Role.SPEAKER and not primary.speech and others else p.role
            if p.actor not in found or _STRENGTH[role] < _STRENGTH[found[p.actor]]:
                found[p.actor] = role
    return found


def harm_beside_death(one: Candidate, members: Sequence[Candidate], reading: Reading) -> bool:
    """Whether a mention tells only lesser harm where another one counts the dead."""
    lesser = one.trigger.node.lemma in reading.words.grammar.figures.get("injured", ())
    lesser = lesser or (bool(one.figures) and one.figures[0].what != "dead")
    return lesser and any(f.what == "dead" for m in members for f in m.figures)
