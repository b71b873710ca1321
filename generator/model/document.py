"""An article as the extractor read it: the text and stand-off annotations, each with a span of character offsets.

Plain values, built by hand in tests. Offsets are Unicode code points into `Document.text`.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.vocabulary import ActorType, DateBasis, EventType, Role, Status, TimexType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start` included, `end` not."""

    start: int
    end: int

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters it covers."""
        return text[self.start : self.end]


class SentenceKind(StrEnum):
    """What a line of the article is; nothing is extracted from furniture ("Leave a comment")."""

    HEADLINE = "headline"
    DATELINE = "dateline"  # "MOSCOW, June 8 (Reuters) -": its date and place are read, no event is
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; `paragraph` counts from 0, the headline included."""

    span: Span
    paragraph: int
    kind: SentenceKind = SentenceKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression: TIMEX3 type and value, and what it means as EDTF ("" where it names no point or interval)."""

    span: Span
    type: TimexType
    value: str
    edtf: str = ""
    basis: DateBasis = DateBasis.EXPLICIT
    anchor: str = ""  # EDTF of the date it was counted from, "" when it needed none
    rule: str = ""  # name of the pattern that read it, for `--explain`
    dates: str = "clause"  # whose date it is: of the "clause" it stands in, or of the "complement" ("after the talks")
    bounded: str = ""  # the EDTF as its preposition bounds it: "before 8 June" is `../2018-06-07`; "" without one


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A place in the text that refers to an actor: by name, by description ("the envoy") or by pronoun."""

    span: Span
    actor: str  # DocumentActor.key
    form: str = "name"  # name | description | pronoun


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentActor:
    """An actor as one article knows it; `key` is unique within the document only."""

    key: str
    name: str
    type: ActorType
    title: str = ""
    affiliation: str = ""  # key of another actor of the document, or a plain name
    country: str = ""  # ISO 3166-1 alpha-2
    aliases: tuple[str, ...] = ()
    description: str = ""
    named: bool = True  # False for groups that act without a name ("residents")
    ground: str = ""  # why this name and type, for `--explain`


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody is quoted with: `span` covers the words said, without the quotation marks."""

    span: Span
    speaker: str = ""  # DocumentActor.key, "" when unresolved
    cue: str = ""  # the reporting words ("told journalists")
    cue_span: Span | None = None
    kind: str = "direct"  # direct | indirect | mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor in an event, with the role, who claims it, and why the extractor thinks so."""

    actor: str  # DocumentActor.key
    role: Role
    according_to: str = ""  # DocumentActor.key or plain words
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Something counted (dead, injured, arrested, money): the words, and bounds where they are numbers."""

    what: str
    text: str
    min: str = ""
    max: str = ""
    according_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it happened, only if the text names it; country is ISO 3166-1 alpha-2."""

    name: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One happening as one article tells it: its mentions are one already, with all their evidence sentences."""

    trigger: Span
    type: EventType
    evidence: tuple[Span, ...]  # sentences, the one that carries the trigger first
    status: Status = Status.ACTUAL
    date: str = ""  # EDTF
    date_text: str = ""
    date_basis: DateBasis = DateBasis.INFERRED
    place: Place | None = None
    title: str = ""
    summary: str = ""
    participants: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()
    iterations: str = ""
    quotes: tuple[Quote, ...] = ()
    other_triggers: tuple[Span, ...] = ()
    listed: bool = True  # shown on the site; else it waits for review or is left out
    confidence: float = 0.0
    grounds: tuple[str, ...] = ()  # trigger, rule, date anchor: one line each, for `--explain`


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article's text and all that the extractor marked in it. A stage returns a new one (`dataclasses.replace`)."""

    id: str
    text: str
    title: str = ""
    published: str = ""  # ISO date, "" when unknown
    language: str = "en"
    sentences: tuple[Sentence, ...] = ()  # in text order
    timexes: tuple[Timex, ...] = ()
    actors: tuple[DocumentActor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[EventMention, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def actor(self, key: str) -> DocumentActor:
        """The actor with this key; KeyError if the document has none."""
        for actor in self.actors:
            if actor.key == key:
                return actor
        raise KeyError(key)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers this offset."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].span.end else None
