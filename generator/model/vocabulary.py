"""The closed vocabularies of records. From PLOVER (events), TimeML (timexes), schema.org and ACE (actors)."""

from enum import StrEnum


class EventType(StrEnum):
    """PLOVER's sixteen types and six more that news needs; readers see plain words, never these codes."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATE = "STATE"  # a public statement that does none of these
    DECIDE = "DECIDE"  # ruling, law, vote, election, appointment
    BUSINESS = "BUSINESS"
    DISASTER = "DISASTER"
    LIFE = "LIFE"
    OTHER = "OTHER"


class Status(StrEnum):
    """Whether the event happened, goes on, is planned, is only supposed, or is denied."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Role(StrEnum):
    """What an actor does in an event. A visitor is agent, the host recipient."""

    AGENT = "agent"
    RECIPIENT = "recipient"
    SPEAKER = "speaker"
    SOURCE = "source"  # only when the whole event rests on it
    MENTIONED = "mentioned"


class ActorType(StrEnum):
    """Who can act."""

    PERSON = "person"
    GROUP = "group"
    COUNTRY = "country"
    GOVERNMENT = "government"
    IGO = "igo"
    ORGANIZATION = "organization"
    COMPANY = "company"
    PARTY = "party"
    ARMED_GROUP = "armed_group"
    MILITARY = "military"
    POLICE = "police"
    COURT = "court"
    MEDIA = "media"
    RELIGIOUS = "religious"
    NGO = "ngo"
    PLACE = "place"


class DateBasis(StrEnum):
    """How a date came about: named, counted from another date, the publication day itself, or bounds from context."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    PUBLICATION = "publication"
    INFERRED = "inferred"


class Review(StrEnum):
    """An editor's verdict; a rejected event keeps its file and never comes back."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


class PublishText(StrEnum):
    """How much of an article's text the site shows; excerpts = the evidence sentences only."""

    FULL = "full"
    EXCERPTS = "excerpts"
    NONE = "none"


class TimexType(StrEnum):
    """TIMEX3 types (TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"
