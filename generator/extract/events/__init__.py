"""Who did what to whom: event words are found, read with their grammar, brought together, dated, titled and weighed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from generator.extract.events import chronology, listing, titles, triggers, when
from generator.extract.events.answers import answered
from generator.extract.events.candidate import Candidate, candidates
from generator.extract.events.grouping import group, harm_beside_death, merged_roles
from generator.extract.events.hanging import owners
from generator.extract.events.reading import Reading, read
from generator.extract.events.statements import content_of
from generator.extract.events.wordlist import words
from generator.extract.lexicon import Lexicon
from generator.model.document import Document, EventMention, Figure, Participant, Quote, Span
from generator.model.vocabulary import ActorType, EventType, Role, Status


def annotate(document: Document, doc: Doc, lexicon: Lexicon) -> Document:
    """Fill `document.events`; runs after times, actors and quotes, whose annotations it reads."""
    reading = read(document, doc, words(lexicon))
    found = triggers.find(reading)
    hanging = owners(reading, found)
    read_events = answered(candidates(reading, found, hanging), reading)
    by_node = {c.trigger.node.index: c for c in read_events}
    happenings = sorted(
        (_Happening(read_events, m, reading, by_node) for m in group(read_events, reading)), key=lambda h: h.order
    )
    chronology.date(happenings, reading, hanging)
    table = listing.points(lexicon)
    for h in happenings:
        h.weigh(table)
    shown = _listed(happenings, table)
    events = [h.event(table, listed=number in shown) for number, h in enumerate(happenings)]
    for node in reading.nodes:  # nodes point at each other: cut, they are gone at once and memory stays flat
        node.head = None
        node.kids.clear()
    return replace(document, events=tuple(events))


_BELOW_CONTENT = 1.5
_WORDED_FROM = 0.35  # less sure than this nobody will read a title


def _reports_an_event(one: Candidate, by_node: Mapping[int, Candidate]) -> bool:
    """Whether a statement's content is itself an event of a telling type."""
    content = content_of(one.trigger.node) if one.speech else None
    inner = by_node.get(content.index) if content is not None else None
    return inner is not None and inner.trigger.known and inner.type not in (EventType.STATE, EventType.OTHER)


class _Happening:
    """The mentions of one happening, the one that tells it best first."""

    def __init__(
        self, found: Sequence[Candidate], members: Sequence[int], reading: Reading, by_node: Mapping[int, Candidate]
    ) -> None:
        self.reading = reading
        self.members = [found[i] for i in members]
        if len(members) > 1:
            self.members = sorted(self.members, key=self._rank)
        self.primary = self.members[0]
        self.reports = _reports_an_event(self.primary, by_node)
        self.dating = min(self.members, key=_firmness).dating
        self.traits: Sequence[str] = ()
        self.confidence = 0.0

    def weigh(self, table: listing.Points) -> None:
        """Settle how sure it is."""
        read_as = (listing.traits_of(m, self.members, self.reading) for m in self._telling())
        self.confidence, self.traits = max(
            ((listing.confidence(traits, table), traits) for traits in read_as), key=lambda w: w[0]
        )

    def _telling(self) -> Sequence[Candidate]:
        """The best mention, and the statements by which sources tell of it."""
        return [m for m in self.members if m is self.primary or (m.speech and not self.primary.speech)]

    def _rank(self, one: Candidate) -> tuple[bool, bool, bool, bool, bool, bool, int, int, int]:
        return (
            self.reading.headline(one.trigger.node),
            one.type in (EventType.STATE, EventType.OTHER)
            and (
                one.deed >= 0
                or any(not m.speech and m.type not in (EventType.STATE, EventType.OTHER) for m in self.members)
            ),
            one.trigger.nominal,
            not one.trigger.known,
            harm_beside_death(one, self.members, self.reading),
            one.trigger.node.dep in ("acl", "advcl") and not one.trigger.node.finite,
            -sum((bool(one.acting), one.dating.rank <= when.CLAUSE, one.place is not None, bool(one.figures))),
            min(one.depth, 2),
            one.trigger.core.index,
        )

    @property
    def order(self) -> tuple[int, float, int]:
        """By sentence, then by how high in it the event stands; a mere report stands below what it reports."""
        primary = self.primary
        below = _BELOW_CONTENT * ((primary.speech and self.reports) + 2 * (primary.trigger.node.dep == "amod"))
        return primary.sentence, primary.depth + below, primary.trigger.core.index

    def event(self, table: listing.Points, listed: bool) -> EventMention:
        """The record: facts of all mentions, words of the best one."""
        primary, participants = self.primary, self._participants()
        title, summary = self._words(participants, table)
        return EventMention(
            trigger=primary.trigger.span, type=primary.type, status=primary.reality.status,
            evidence=self._evidence(),
            date=self.dating.edtf, date_text=self.dating.text, date_basis=self.dating.basis,
            place=next((m.place for m in self.members if m.place and (primary.speech or not m.speech)), None),
            title=title, summary=summary,
            participants=participants, figures=self._figures(), quotes=self._quotes(),
            iterations=next((m.iterations for m in self.members if m.iterations), ""),
            other_triggers=tuple(m.trigger.span for m in self.members if m is not primary),
            listed=listed, confidence=self.confidence, grounds=self._grounds(),
        )  # fmt: skip

    def _words(self, participants: tuple[Participant, ...], table: listing.Points) -> tuple[str, str]:
        """Title and summary, each only where somebody will read it."""
        primary, summed_up = self.primary, self.confidence >= table.listed_from
        if not summed_up and self.confidence < _WORDED_FROM:
            return "", ""
        return titles.title_and_summary(
            primary.trigger, participants, self.reading, primary.speech, summed_up=summed_up
        )

    def _participants(self) -> tuple[Participant, ...]:
        told = [m for m in self.members if not self.reading.headline(m.trigger.core)]
        told = told if any(m.acting for m in told) else self.members
        roles = merged_roles(told, self.primary)
        found: dict[str, Participant] = {}
        for member in told:
            for p in member.participants:
                if p.actor not in found and not self._aside(p, member):
                    found[p.actor] = p if p.role is roles[p.actor] else replace(p, role=roles[p.actor])
        return tuple(found.values())

    def _aside(self, p: Participant, member: Candidate) -> bool:
        """Whether a mere mention tells nothing: made beside another mention of the event, or the event's own place."""
        if p.role is not Role.MENTIONED:
            return False
        actor = self.reading.actors.get(p.actor)
        return member is not self.primary or (actor is not None and actor.type is ActorType.PLACE)

    def _evidence(self) -> tuple[Span, ...]:
        numbers = dict.fromkeys(m.sentence for m in self.members)
        return tuple(self.reading.sentences[n].span for n in numbers)

    def _figures(self) -> tuple[Figure, ...]:
        found: dict[tuple[str, str], Figure] = {}
        for member in self.members:
            for figure in member.figures:
                found.setdefault((figure.what, figure.text), figure)
        return tuple(found.values())

    def _quotes(self) -> tuple[Quote, ...]:
        if self.primary.trigger.node.lemma not in self.reading.words.grammar.reports:
            return ()
        around = {id(q): q for m in self.members for q in self.reading.quotes_in(m.sentence)}.values()
        return tuple(sorted((q for q in around if q.speaker in self.primary.acting), key=lambda q: q.span))

    def _grounds(self) -> tuple[str, ...]:
        primary = self.primary
        word = primary.trigger.span.of(self.reading.document.text)
        entry = (
            f"{primary.trigger.type.value} by “{primary.trigger.entry}”"
            if primary.trigger.known
            else "no lexicon entry"
        )
        lines = [f"trigger “{word}”: {entry}"]
        if primary.ground:
            lines.append(f"type {primary.type.value}: {primary.ground}")
        if primary.reality.ground:
            lines.append(f"status {primary.reality.status.value}: {primary.reality.ground}")
        if self.dating.edtf:
            lines.append(f"date {self.dating.edtf}: {self.dating.ground}")
        lines += [f"{p.role.value} {p.actor}: {p.ground}" for p in primary.participants if p.role is not Role.MENTIONED]
        lines.append("confidence: " + ", ".join(self.traits))
        return tuple(lines)


def _firmness(member: Candidate) -> tuple[int, bool, int]:
    """Order of the dates that mentions of one happening give: an exact day told of it before one counted about."""
    dating = member.dating
    stated = when.CLAUSE if dating.rank <= when.CLAUSE else dating.rank
    return (stated if dating.edtf else when.NONE, not when.last_day(dating.edtf) or "~" in dating.edtf, dating.rank)


def _listed(happenings: Sequence[_Happening], table: listing.Points) -> set[int]:
    """The numbers of those sure enough to list, the surest first where a sentence holds many."""
    per_sentence: Counter[int] = Counter()
    shown: set[int] = set()
    for number in sorted(range(len(happenings)), key=lambda i: -happenings[i].confidence):
        one = happenings[number]
        primary = one.primary
        sure = one.confidence >= table.listed_from and listing.told(primary.reality.status, primary.type)
        sure = sure and not listing.only_a_state(primary, one.reading)
        if sure and per_sentence[primary.sentence] < table.per_sentence:
            per_sentence[primary.sentence] += 1
            shown.add(number)
    return shown - _announced(happenings, shown)


def _announced(happenings: Sequence[_Happening], shown: set[int]) -> set[int]:
    """The numbers of plans that a listed statement announces ("said it would sue"): the statement is the record."""
    said = {m.trigger.node.index for number in shown for m in happenings[number].members if m.speech}
    plans = (number for number in shown if happenings[number].primary.reality.status is Status.PLANNED)
    return {
        number
        for number in plans
        if (frame := happenings[number].primary.frame) is not None
        and frame.verb is not None
        and frame.verb.dep != "parataxis"
        and frame.verb.index in said - {m.trigger.node.index for m in happenings[number].members}
    }
