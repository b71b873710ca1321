"""What waits for an editor, most useful first: pure, over the records, their bases and the marks in articles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from generator.model.document import Document, EventMention
from generator.model.records import Actor, Event, Record
from generator.model.review import Ground, Reason, Waiting
from generator.model.vocabulary import ActorType, Review, Role
from generator.store.base import Bases
from generator.store.common_nouns import common_nouns
from generator.store.folder import CONTENT, Records
from generator.store.update import stands

LOW = 0.5  # confidence under which an event waits
FAIR = 0.5  # confidence from which an unlisted mention is worth a look
_CROWD = 40  # so many records of one kind, day and actor are not compared pair by pair
_WEIGHT = {
    Ground.CONFLICT: 6.0,
    Ground.DUPLICATE: 5.0,
    Ground.DISPUTED: 4.0,
    Ground.UNDATED: 3.0,
    Ground.LOW_CONFIDENCE: 2.0,
    Ground.UNSEEN: 1.0,
    Ground.UNLISTED: 0.0,
}

LineOf = Callable[[str, str], int]
"""(file, field) -> the line it stands on."""


def waiting(
    records: Records, bases: Bases, documents: Mapping[str, Document], line_of: LineOf, *, unseen: bool = False
) -> list[Waiting]:
    """Everything that waits. Approved and rejected records do not.

    `unseen` adds the events about which nothing is doubtful but that nobody has looked at, the least certain first.
    """
    found = _Found(records=records)
    found.conflicts(bases)
    events = [event for event in records.events.values() if event.review is Review.OPEN]
    for event in events:
        found.doubts(event)
    found.same_events(events)
    found.same_actors([actor for actor in records.actors.values() if actor.review is Review.OPEN])
    queue = [_waiting(path, records, reasons, line_of) for path, reasons in found.reasons.items()]
    queue += _unlisted(records, documents)
    if unseen:
        queue += [_first_look(event) for event in events if f"events/{event.id}" not in found.reasons]
    return sorted(queue, key=lambda one: (-one.weight, one.record, one.where))


@dataclass(slots=True, kw_only=True)
class _Found:
    records: Records
    reasons: dict[str, list[Reason]] = field(default_factory=lambda: defaultdict(list))

    def conflicts(self, bases: Bases) -> None:
        """Fields that a person edited and a later reading offered differently."""
        for kind, name, record in self.records:
            base = bases[kind].get(name)
            for clash in base.conflicts if base else ():
                if stands(clash, record):
                    text = f"{clash['field']}: you wrote {clash['kept']!r}, the articles now read {clash['offered']!r}"
                    reason = Reason(ground=Ground.CONFLICT, text=text, field=clash["field"])
                    self.reasons[f"{kind}/{name}"].append(reason)

    def doubts(self, event: Event) -> None:
        """What is doubtful in one event."""
        path = f"events/{event.id}"
        for text in _disputes(event):
            self.reasons[path].append(Reason(ground=Ground.DISPUTED, text=text))
        if not event.date:
            words = f" (the words are {event.date_text!r})" if event.date_text else ""
            self.reasons[path].append(Reason(ground=Ground.UNDATED, text=f"has no date{words}", field="date"))
        if event.confidence < LOW:
            text = f"confidence is {event.confidence:g}"
            self.reasons[path].append(Reason(ground=Ground.LOW_CONFIDENCE, text=text, field="confidence"))

    def same_events(self, events: Iterable[Event]) -> None:
        """Pairs of one type and day that share an actor and most words of their titles."""
        blocks: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for event in events:
            for actor in dict.fromkeys(part.actor for part in event.actors if part.role is not Role.MENTIONED):
                blocks[event.type, event.date, actor].append(event)
        seen = set()
        for block in blocks.values():
            for one, other in combinations(sorted(block, key=_seniority), 2) if len(block) <= _CROWD else ():
                if (one.id, other.id) not in seen and _alike(one.title, other.title):
                    seen.add((one.id, other.id))
                    self._pair("events", one, other, f"may be the same as {one.id} ({one.title})")

    def same_actors(self, actors: Iterable[Actor]) -> None:
        """Pairs of one type of which one's name is part of the other's, unless somebody told them apart."""
        blocks: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        actors = tuple(actors)
        nobody = common_nouns(actors)
        for actor in (actor for actor in actors if actor.name.casefold() not in nobody):
            for word in {name.split()[-1].casefold() for name in (actor.name, *actor.aliases) if name.split()}:
                blocks[actor.type, word].append(actor)
        seen = set()
        for block in blocks.values():
            for one, other in combinations(sorted(block, key=_seniority), 2) if len(block) <= _CROWD else ():
                if (one.id, other.id) not in seen and _may_be_one(one, other):
                    seen.add((one.id, other.id))
                    self._pair("actors", one, other, f"may be the same as {one.id} ({one.name})")

    def _pair(self, kind: str, one: Event | Actor, other: Event | Actor, text: str) -> None:
        reason = Reason(ground=Ground.DUPLICATE, text=text, other=f"{kind}/{one.id}")
        self.reasons[f"{kind}/{other.id}"].append(reason)


def _first_look(event: Event) -> Waiting:
    text = f"nobody has looked at it yet (confidence {event.confidence:g})"
    return Waiting(
        record=f"events/{event.id}",
        title=event.title,
        where=f"{CONTENT}/events/{event.id}.yml",
        reasons=(Reason(ground=Ground.UNSEEN, text=text),),
        weight=_WEIGHT[Ground.UNSEEN] + 0.9 * (1 - event.confidence),
    )


def _waiting(path: str, records: Records, reasons: list[Reason], line_of: LineOf) -> Waiting:
    kind, _, name = path.partition("/")
    record: Record = records.of(kind)[name]
    where = f"{CONTENT}/{path}.yml"
    placed = [
        Reason(
            ground=reason.ground, text=reason.text, field=reason.field, other=reason.other,
            line=line_of(where, reason.field.partition("[")[0] or "title"),
        )
        for reason in sorted(reasons, key=lambda reason: -_WEIGHT[reason.ground])
    ]  # fmt: skip
    doubt = 1 - record.confidence if isinstance(record, Event) else 0
    weight = _WEIGHT[placed[0].ground] + 0.1 * min(len(placed), 5) + 0.4 * doubt
    title = getattr(record, "title" if kind != "actors" else "name")
    return Waiting(record=path, title=title, where=where, reasons=tuple(placed), weight=weight)


def _disputes(event: Event) -> Iterator[str]:
    """Different figures for one thing, or different culprits, each according to somebody."""
    accounts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for figure in event.figures:
        accounts[figure.what].add((figure.text, figure.according_to))
    for what, told in accounts.items():
        if len({text for text, _ in told}) > 1:
            yield f"accounts of {what} differ: " + ", ".join(
                f"{text} ({who or 'unnamed'})" for text, who in sorted(told)
            )
    blamed = {part.actor: part.according_to for part in event.actors if part.role is Role.AGENT and part.according_to}
    if len(blamed) > 1 and len(set(blamed.values())) > 1:
        yield "accounts of who did it differ: " + ", ".join(f"{who} (says {source})" for who, source in blamed.items())


def _seniority(record: Event | Actor) -> tuple[int, str]:
    """The plain id before its numbered double."""
    return len(record.id), record.id


def _alike(one: str, other: str) -> bool:
    first, second = (set(title.casefold().split()) for title in (one, other))
    return len(first & second) >= 0.5 * len(first | second)


def _may_be_one(one: Actor, other: Actor) -> bool:
    if other.id in one.distinct_from or one.id in other.distinct_from:
        return False
    if one.country and other.country and one.country != other.country:
        return False
    first, second = (set(actor.name.casefold().split()) for actor in (one, other))
    if one.type is ActorType.PERSON:
        return first <= second or second <= first or _initial(one.name, other.name)
    return first <= second or second <= first


def _initial(one: str, other: str) -> bool:
    """Whether "A. Mensah" and "Ama Mensah" may be one: the same surname, and an initial that fits."""
    first, second = one.split(), other.split()
    short = min(first[0], second[0], key=len)
    long = max(first[0], second[0], key=len)
    return first[-1] == second[-1] and len(short.rstrip(".")) == 1 and long.startswith(short[0])


# -- mentions without a record -----------------------------------------------------------------------------------------


def _unlisted(records: Records, documents: Mapping[str, Document]) -> Iterator[Waiting]:
    told = {(entry.article, entry.exact) for event in records.events.values() for entry in event.evidence}
    for article in documents:
        document = documents[article]
        for mention in document.events:
            if not mention.listed and mention.confidence >= FAIR and mention.evidence:
                sentence = mention.evidence[0].of(document.text)
                if (article, sentence) not in told:
                    yield _mention(document, mention, sentence)


def _mention(document: Document, mention: EventMention, sentence: str) -> Waiting:
    reason = Reason(ground=Ground.UNLISTED, text=f"{mention.trigger.of(document.text)}: {sentence}")
    return Waiting(
        record="",
        title=mention.title or sentence,
        where=f"{CONTENT}/articles/{document.id}.yml",
        reasons=(reason,),
        weight=_WEIGHT[Ground.UNLISTED] + mention.confidence,
    )
