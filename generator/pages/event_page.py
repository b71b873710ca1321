"""One page per event."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.records import Event
from generator.model.vocabulary import PublishText
from generator.pages.accounts import Account, accounts, conflict, figures_by_kind
from generator.pages.dating import explanation
from generator.pages.entries import Entry, date_words, evidence_anchor
from generator.pages.evidence import Passage, passage
from generator.pages.exports.jsonld import event_description
from generator.pages.facts import Facts, month_of, year_name
from generator.pages.links import edit_link, report_link
from generator.pages.printer import Link, Page, Printer
from generator.pages.social import card_uri
from generator.pages.text import script

_MOST_RELATED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words said, by whom, where that speaker's page is."""

    text: str
    speaker: str
    url: str
    cue: str
    verbatim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage of an article, with the way to its spot there; `lead` when it is cut out of its paragraph."""

    p: Passage
    article: str
    url: str
    where: str
    lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another event and what it shares with this one."""

    entry: Entry
    why: str


def event_pages(printer: Printer) -> Iterator[Page]:
    """Every shown event."""
    for event in printer.facts.events:
        yield _page(event, printer)


def _page(event: Event, printer: Printer) -> Page:
    facts, words = printer.facts, printer.facts.words
    e = printer.entries[event.id]
    uri = f"events/{facts.event_stems[event.id]}.md"
    cited, hidden = _sources(event, facts)
    return printer.page(
        uri,
        "event",
        title=event.title,
        description=event.summary or (cited[0].p.head + cited[0].p.trigger + cited[0].p.tail if cited else ""),
        tags=(e.kind, e.date),
        image=card_uri(event, facts),
        e=e,
        crumbs=_crumbs(event, facts),
        quotes=_quotes(event, facts),
        figures=_figures(event, facts),
        who=e.chips,
        accounts=_accounts(event, facts) if conflict(event) else (),
        sources=cited,
        hidden_source=hidden,
        note=event.note,
        full_date=date_words(event, words, weekday=True),
        explanation=explanation(event, facts),
        articles=_articles(event, facts),
        percent=round(event.confidence * 100),
        tenth=round(event.confidence * 10),
        review=words(f"review.{event.review.value}"),
        corrections=printer.corrections_of(f"events/{event.id}"),
        data=_data(event, facts),
        citation=words("event.citation", title=event.title, site=facts.timeline.briefing.title, url="{url}"),
        related=_related(event, printer),
        adjacent=_adjacent(event, printer),
        jsonld=script(event_description(event, facts, printer.mended.get(f"events/{event.id}", ()))),
    )


def _crumbs(event: Event, facts: Facts) -> list[Link]:
    month = month_of(event.when)
    year = "undated" if month is None else year_name(month[0])
    label = facts.words("timeline.undated") if month is None else facts.words.date(year)
    return [
        Link(name=facts.words("site.timeline"), url="../timeline/index.html"),
        Link(name=label, url=f"../timeline/{year}.html"),
    ]


def _quotes(event: Event, facts: Facts) -> list[Said]:
    return [
        Said(
            text=q.text,
            speaker=facts.name_of(q.speaker),
            url=facts.actor_url(q.speaker),
            cue=q.cue,
            verbatim=facts.is_verbatim(q),
        )
        for q in event.quotes
        if facts.publishes(q.article) is not PublishText.NONE
    ]


def _figures(event: Event, facts: Facts) -> list[dict[str, object]]:
    return [
        {
            "what": facts.words.figure(what),
            "accounts": [{"text": text, "source": facts.name_of(source)} for text, source in told],
        }
        for what, told in figures_by_kind(event).items()
    ]


def _accounts(event: Event, facts: Facts) -> list[dict[str, object]]:
    return [
        {
            "source": facts.name_of(told.source) if told.source else facts.words("event.account_plain"),
            "url": facts.actor_url(told.source),
            "lines": _claims(event, told, facts),
        }
        for told in accounts(event)
        if told.doers or told.figures
    ]


def _claims(event: Event, told: Account, facts: Facts) -> list[str]:
    roles = {
        part.actor: facts.words.role(part.role, event.type) for part in event.actors if part.according_to == told.source
    }
    doers = [
        facts.words("event.account_names", actor=facts.name_of(actor), role=roles.get(actor, ""))
        for actor in told.doers
    ]
    return [*doers, *(f"{facts.words.figure(what)}: {text}" for what, text in told.figures)]


def _sources(event: Event, facts: Facts) -> tuple[list[Cited], bool]:
    shown = [e for e in event.evidence if facts.publishes(e.article) is not PublishText.NONE]
    anchor = evidence_anchor(event, facts)
    cited = []
    for evidence in shown:
        full = facts.publishes(evidence.article) is PublishText.FULL
        found = passage(evidence, facts.timeline.texts.get(evidence.article, ""), whole_paragraph=full)
        article, url = facts.timeline.articles.get(evidence.article), facts.article_url(evidence.article)
        where = facts.words("event.paragraph", n=found.paragraph) if found.paragraph else ""
        title = article.title if article else evidence.article
        cited.append(Cited(p=found, article=title, url=f"{url}#{anchor}" if url else "", where=where, lead=not full))
    return cited, len(shown) < len(event.evidence)


def _articles(event: Event, facts: Facts) -> list[dict[str, str]]:
    found = {
        e.article: facts.timeline.articles[e.article] for e in event.evidence if e.article in facts.timeline.articles
    }
    return [
        {
            "url": facts.article_url(key),
            "title": a.title,
            "line": ", ".join(filter(None, (a.publisher, facts.words.date(a.published)))),
        }
        for key, a in found.items()
    ]


def _data(event: Event, facts: Facts) -> list[Link]:
    name, words = facts.event_stems[event.id], facts.words
    path, page = f"content/events/{event.id}.yml", f"events/{name}.html"
    links = [
        Link(name="JSON", url=f"../data/events/{name}.json"),
        Link(name=words("event.permalink"), url=f"{name}.html"),
    ]
    if f"events/{event.id}" in facts.sources:
        links.insert(0, Link(name="YAML", url=f"../data/events/{name}.yml"))
    for label, url in (
        ("edit", edit_link(facts, path)),
        ("report", report_link(facts.timeline.briefing, event.title, page)),
    ):
        links += [Link(name=words(f"event.{label}"), url=url)] if url else []
    return links


def _related(event: Event, printer: Printer) -> list[Related]:
    """What shares most actors with it, then what happened at the same place; the nearest in time first."""
    facts, words = printer.facts, printer.facts.words
    here, found = facts.position[event.id], {}
    if event.part_of in facts.by_id:
        whole = facts.by_id[event.part_of]
        found[whole.id] = Related(entry=printer.entries[whole.id], why=words("event.part_of", title=whole.title))
    shared = _sharing(event, facts)
    away = {other: facts.position[other] - here for other in shared}
    for other in sorted(shared, key=lambda o: (-shared[o], abs(away[o]), away[o]))[:_MOST_RELATED]:
        found.setdefault(other, Related(entry=printer.entries[other], why=words("event.same_actors")))
    for other in _neighbours_in_place(event, facts):
        found.setdefault(other, Related(entry=printer.entries[other], why=words("event.same_place")))
    return list(found.values())[:_MOST_RELATED]


def _sharing(event: Event, facts: Facts) -> dict[str, int]:
    """Events near in time by how many actors they share: a window of each actor's events, so that it stays linear."""
    shared: dict[str, int] = {}
    for actor in {found.id for part in event.actors if (found := facts.actor(part.actor))}:
        there = facts.own_events(actor)
        at = facts.place_in(actor, event.id)
        for other in there[max(0, at - 8) : at + 9]:
            if other.id != event.id:
                shared[other.id] = shared.get(other.id, 0) + 1
    return {other: n for other, n in shared.items() if n > 1} or shared


def _neighbours_in_place(event: Event, facts: Facts) -> list[str]:
    place = facts.places.get(facts.place_of(event))
    if not place:
        return []
    here = facts.position[event.id]
    near = (
        sorted(place.events, key=lambda o: abs(facts.position[o.id] - here))
        if len(place.events) < 50
        else place.events[:8]
    )
    return [other.id for other in near if other.id != event.id]


def _adjacent(event: Event, printer: Printer) -> list[dict[str, str]]:
    facts, words = printer.facts, printer.facts.words
    here = facts.position[event.id]
    ways = [("prev", here - 1, words("event.earlier")), ("next", here + 1, words("event.later"))]
    links = [_step(way, facts.events[at], label, printer) for way, at, label in ways if 0 <= at < len(facts.events)]
    named = {(link["way"], link["url"]) for link in links}
    for actor in list(dict.fromkeys(found.id for part in event.actors if (found := facts.actor(part.actor))))[:2]:
        own, at = facts.own_events(actor), facts.place_in(actor, event.id)
        for way, key, to in (("prev", "per_actor_previous", at - 1), ("next", "per_actor", at + 1)):
            if 0 <= to < len(own) and (way, facts.event_url(own[to].id)) not in named:
                links.append(_step(way, own[to], words(f"event.{key}", actor=facts.name_of(actor)), printer))
    return links


def _step(way: str, event: Event, label: str, printer: Printer) -> dict[str, str]:
    e = printer.entries[event.id]
    return {"way": way, "url": e.url, "title": e.title, "label": f"{label} · {e.date}"}
