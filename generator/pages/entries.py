"""An event as it stands in a list: what a reader sees at a glance, ready for the template."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.model.records import Event, EventActor
from generator.model.vocabulary import PublishText, Review, Role, Status
from generator.pages.accounts import conflict
from generator.pages.dating import certainty, machine_date, reservation
from generator.pages.facts import Facts
from generator.pages.words import Words

FAMILIES = {
    "accord": "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID",
    "pressure": "REQUEST REJECT THREATEN SANCTION MOBILIZE RETREAT",
    "force": "ASSAULT COERCE PROTEST DISASTER",
    "word": "STATE ACCUSE",
    "order": "DECIDE",
    "other": "BUSINESS LIFE OTHER",
}
_SIGNS = re.compile(r"\W+")
FAMILY_OF = {type_: family for family, types in FAMILIES.items() for type_ in types.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """An actor with what it does, in words, and who claims so; `url` is "" for plain words."""

    role: str
    name: str
    url: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The least that is said of an event where another page names it."""

    id: str
    url: str
    title: str
    kind: str
    family: str
    date: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event in a list; addresses are relative to the top of the site."""

    id: str
    url: str
    title: str
    summary: str
    kind: str
    family: str
    date: str
    machine_date: str
    certainty: str
    reservation: str
    place: str
    place_url: str
    status: str
    disputed: bool
    iterations: str
    quote: str
    verbatim: bool
    speaker: str
    chips: tuple[Chip, ...]
    source_url: str
    source: str
    approved: bool

    @property
    def says_more(self) -> bool:
        """Whether the summary tells more than the title: one sentence is not printed twice."""
        return _bare(self.summary) not in ("", _bare(self.title))


def headline(event: Event, facts: Facts) -> Headline:
    """The event as other pages name it."""
    return Headline(
        id=event.id,
        url=facts.event_url(event.id),
        title=event.title,
        kind=facts.words.kind(event.type),
        family=FAMILY_OF[event.type.value],
        date=date_words(event, facts.words),
        certainty=certainty(event),
    )


def entry(event: Event, facts: Facts) -> Entry:
    """The event as a list shows it."""
    words, when = facts.words, event.when
    quote, speaker, verbatim = _quote(event, facts)
    source, source_url = _source(event, facts)
    return Entry(
        id=event.id,
        url=facts.event_url(event.id),
        title=event.title,
        summary=event.summary,
        kind=words.kind(event.type),
        family=FAMILY_OF[event.type.value],
        date=date_words(event, words),
        machine_date=machine_date(when),
        certainty=certainty(event),
        reservation=reservation(event, facts),
        place=place_words(event, facts),
        place_url=facts.place_url(event.place),
        status="" if event.status is Status.ACTUAL else words(f"status.{event.status.value}"),
        disputed=conflict(event),
        iterations=words("kicker.iterations", n=event.iterations) if event.iterations else "",
        quote=quote,
        verbatim=verbatim,
        speaker=speaker,
        chips=chips(event, facts),
        source_url=source_url,
        source=source,
        approved=event.review is Review.APPROVED,
    )


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return _SIGNS.sub(" ", text).strip().casefold()


def chips(event: Event, facts: Facts) -> tuple[Chip, ...]:
    """The actors with their roles in words; what only one source claims stands apart, with that source."""
    parts: dict[tuple[str, str], list[EventActor]] = {}
    for part in sorted(event.actors, key=lambda part: part.role is Role.MENTIONED):
        parts.setdefault((part.actor, part.according_to), []).append(part)
    return tuple(
        Chip(
            role=_roles(event, there, facts),
            name=facts.label(actor),
            url=facts.actor_url(actor),
            claim=facts.words("event.claim", source=facts.name_of(source)) if source else "",
        )
        for (actor, source), there in parts.items()
    )


def place_words(event: Event, facts: Facts) -> str:
    """Name and country of the place, the country once."""
    if not event.place or not event.place.name:
        return ""
    country = facts.words.country(event.place.country) if event.place.country else ""
    name = event.place.name
    return name if not country or country.casefold() in name.casefold() else f"{name}, {country}"


def date_words(event: Event, words: Words, *, weekday: bool = False) -> str:
    """The event's date for readers; "before 9 June" where the source itself says before."""
    return written_date(event.date, event.date_text, words, weekday=weekday) or words("kicker.undated")


def written_date(date: str, text: str, words: Words, *, weekday: bool = False) -> str:
    """The same from a date and the words it came from."""
    return words.date(date, weekday=weekday, before=text.casefold().startswith(words("dated.before")))


def _roles(event: Event, parts: Iterable[EventActor], facts: Facts) -> str:
    return ", ".join(dict.fromkeys(facts.words.role(part.role, event.type) for part in parts))


def _quote(event: Event, facts: Facts) -> tuple[str, str, bool]:
    for quote in event.quotes:
        if facts.publishes(quote.article) is not PublishText.NONE:
            return quote.text, facts.name_of(quote.speaker), facts.is_verbatim(quote)
    return "", "", False


def _source(event: Event, facts: Facts) -> tuple[str, str]:
    for evidence in event.evidence[:1]:
        paragraph = facts.passage(evidence.article, evidence).paragraph
        label = facts.words("event.paragraph", n=paragraph) if paragraph else facts.words("event.article")
        return label, facts.sentence_url(event.id, evidence.article)
    return "", ""
