"""What a person types: one YAML file per record, the file name is its id. Frozen, nothing unknown is let through."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from generator.model.dates import Date
from generator.model.vocabulary import ActorType, DateBasis, EventType, PublishText, Review, Role, Status


def _edtf(text: str) -> str:
    """Accept "" (unknown) or what `Date` can read; pydantic turns the ValueError into a fault with its path."""
    if text:
        Date.parse(text)
    return text


def _place(place: Any) -> Any:
    """A place without a name and country is no place."""
    parts = dict(place) if isinstance(place, Place) else place
    return None if isinstance(parts, dict) and not any(parts.values()) else place


def _hundredths(confidence: float) -> float:
    """Two digits are what is written, so that a value read back equals the one that was written."""
    return round(confidence, 2)


Edtf = Annotated[str, AfterValidator(_edtf)]
Confidence = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(_hundredths)]


class Record(BaseModel):
    """Base of everything kept in `content/`; `id` is the file's stem and is never written into the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)


class Place(Record):
    """A named place; country is ISO 3166-1 alpha-2."""

    name: str = ""
    country: str = ""


class Figure(Record):
    """What was counted, by whom; accounts may differ."""

    what: str
    text: str = ""
    min: str = ""
    max: str = ""
    according_to: str = ""


class EventActor(Record):
    """Who took part, in which role, and who says so."""

    actor: str
    role: Role = Role.MENTIONED
    according_to: str = ""


class Evidence(Record):
    """A W3C TextQuoteSelector into an article; the first entry of an event carries the trigger."""

    article: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    trigger: str = ""


class EventQuote(Record):
    """Words said, verbatim, by whom, with the reporting words."""

    text: str
    speaker: str = ""
    cue: str = ""
    article: str = ""


class Correction(Record):
    """What an editor mended; shown on the page unless silent (schema.org CorrectionComment)."""

    date: Edtf = ""
    text: str = ""
    field: str = ""  # the field it explains or silences; "" = the record as a whole
    silent: bool = False


class Event(Record):
    """Something that happened, was said or is planned, with its evidence."""

    id: str = Field(default="", exclude=True)
    title: str
    summary: str = ""
    type: EventType = EventType.OTHER
    status: Status = Status.ACTUAL
    date: Edtf = ""
    date_text: str = ""
    date_basis: DateBasis = DateBasis.INFERRED
    place: Annotated[Place | None, BeforeValidator(_place)] = None
    figures: tuple[Figure, ...] = ()
    iterations: str = ""
    actors: tuple[EventActor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = 1.0
    quotes: tuple[EventQuote, ...] = ()
    part_of: str = ""
    same_as: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    corrections: tuple[Correction, ...] = ()
    review: Review = Review.OPEN

    @property
    def when(self) -> Date | None:
        """The date as a value that orders and compares; None when unknown."""
        return Date.parse(self.date) if self.date else None


class Actor(Record):
    """Who acts: a person, a body, a group, a place that stands for its government."""

    id: str = Field(default="", exclude=True)
    name: str
    type: ActorType = ActorType.ORGANIZATION
    title: str = ""
    affiliation: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""
    same_as: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    note: str = ""
    corrections: tuple[Correction, ...] = ()
    review: Review = Review.OPEN  # a rejected actor is none, and the extractor no longer proposes it


class Article(Record):
    """Where a text came from; the text itself stays in `file`, byte for byte."""

    id: str = Field(default="", exclude=True)
    title: str
    published: Edtf = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    author: str = ""
    file: str = ""
    sha256: str = ""
    publish_text: PublishText | None = None  # None = as the briefing says


class Extraction(Record):
    """How articles are read: the language model (a path or the name of an installed spaCy pipeline)."""

    model: str = ""


class Briefing(Record):
    """Settings of the whole briefing: `content/briefing.yml`."""

    title: str
    description: str = ""
    editors: tuple[str, ...] = ()
    timezone: str = "UTC"
    language: str = "en"
    target: str = "public"
    repository: str = ""  # address of the records in a git host, for "edit this record"
    report: str = ""  # address or mail for "report an error"
    publish_text: PublishText = PublishText.EXCERPTS
    extract: Extraction = Extraction()
    exclude: tuple[str, ...] = ()  # actor or event ids, and event types, left out of the site
