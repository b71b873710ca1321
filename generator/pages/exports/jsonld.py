"""schema.org descriptions (JSON-LD) that stand in the pages."""

from collections.abc import Sequence
from typing import Any

from generator.model.records import Actor, Article, Event
from generator.model.vocabulary import ActorType, Role, Status
from generator.pages.corrections import Notice
from generator.pages.dating import machine_date
from generator.pages.facts import Facts
from generator.pages.text import web_address

_CONTEXT = "https://schema.org"
_ACTOR_TYPES = {
    ActorType.PERSON: "Person", ActorType.COUNTRY: "Country", ActorType.GOVERNMENT: "GovernmentOrganization",
    ActorType.COMPANY: "Corporation", ActorType.PARTY: "PoliticalParty", ActorType.MEDIA: "NewsMediaOrganization",
    ActorType.NGO: "NGO", ActorType.PLACE: "Place",
}  # fmt: skip
_STATUS = {Status.PLANNED: "EventScheduled", Status.NEGATED: "EventCancelled"}


def event_description(event: Event, facts: Facts, corrections: Sequence[Notice] = ()) -> dict[str, Any]:
    """An Event with its place, actors, sources and corrections."""
    found: dict[str, Any] = {"@context": _CONTEXT, "@type": "Event", "name": event.title, "identifier": event.id}
    found |= _dates(event) | _place(event)
    if event.summary:
        found["description"] = event.summary
    if event.status in _STATUS:
        found["eventStatus"] = f"{_CONTEXT}/{_STATUS[event.status]}"
    performers = [_actor(part.actor, facts) for part in event.actors if part.role in (Role.AGENT, Role.SPEAKER)]
    if performers:
        found["performer"] = performers
    articles = (facts.article(key) for key in dict.fromkeys(e.article for e in event.evidence))
    sources = [_article(article) for article in articles if article]
    return {**found, "subjectOf": {"@type": "WebPage", "isBasedOn": sources} | _corrections(corrections)}


def actor_description(actor: Actor, facts: Facts, corrections: Sequence[Notice] = ()) -> dict[str, Any]:
    """A Person, an Organization or a kind of it."""
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": _ACTOR_TYPES.get(actor.type, "Organization"),
        "name": actor.name,
    }
    if actor.aliases:
        found["alternateName"] = list(actor.aliases)
    if actor.title and actor.type is ActorType.PERSON:
        found["jobTitle"] = actor.title
    if actor.affiliation and actor.type is ActorType.PERSON:
        found["affiliation"] = {"@type": "Organization", "name": facts.name_of(actor.affiliation)}
    if corrections:
        found["subjectOf"] = {"@type": "WebPage"} | _corrections(corrections)
    return found | ({"description": actor.description} if actor.description else {})


def article_description(key: str, article: Article, facts: Facts, corrections: Sequence[Notice] = ()) -> dict[str, Any]:
    """A NewsArticle and what it is about."""
    about = [{"@type": "Event", "name": event.title} for event in facts.events_in(key)][:50]
    found = {"@context": _CONTEXT, **_article(article), "about": about}
    # What was mended is this site's account of the article, not the article itself.
    return found | ({"subjectOf": {"@type": "WebPage"} | _corrections(corrections)} if corrections else {})


def site_description(facts: Facts) -> dict[str, Any]:
    """The site as a data set that can be taken along."""
    files = (("application/json", "data/events.json"), ("text/csv", "data/events.csv"))
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": facts.timeline.briefing.title,
        "description": facts.timeline.briefing.description or facts.timeline.briefing.title,
        "distribution": [{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": uri} for kind, uri in files],
    }


def _dates(event: Event) -> dict[str, str]:
    when = event.when
    if when is None:
        return {}
    if not when.is_interval:
        day = machine_date(when)
        return {"startDate": day} if day else {}
    ends = {"startDate": when.start, "endDate": when.end}
    return {
        key: _point(end.first if key == "startDate" else end.last)
        for key, end in ends.items()
        if end and 0 < end.year < 10000
    }


def _point(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def _place(event: Event) -> dict[str, Any]:
    if not event.place or not event.place.name:
        return {}
    country = (
        {"address": {"@type": "PostalAddress", "addressCountry": event.place.country}} if event.place.country else {}
    )
    return {"location": {"@type": "Place", "name": event.place.name, **country}}


def _actor(reference: str, facts: Facts) -> dict[str, str]:
    actor = facts.actor(reference)
    kind = _ACTOR_TYPES.get(actor.type, "Organization") if actor else "Organization"
    return {"@type": kind, "name": facts.name_of(reference)}


def _article(article: Article) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "NewsArticle", "headline": article.title}
    if article.published:
        found["datePublished"] = article.published
    if article.publisher:
        found["publisher"] = {"@type": "Organization", "name": article.publisher}
    return found | ({"url": web_address(article.url)} if web_address(article.url) else {})


def _corrections(corrections: Sequence[Notice]) -> dict[str, Any]:
    """The property `correction` of a page."""
    mended = [
        {"@type": "CorrectionComment", "text": one.text, **({"datePublished": one.date} if one.date else {})}
        for one in corrections
    ]
    return {"correction": mended} if mended else {}
