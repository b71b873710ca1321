"""One page per event."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.model.records import Event
from generator.model.vocabulary import PublishText
from generator.pages.accounts import Account, accounts, conflict, figures_by_kind
from generator.pages.dating import explanation
from generator.pages.entries import Headline, date_words
from generator.pages.evidence import Passage
from generator.pages.exports.jsonld import event_description
from generator.pages.facts import Facts
from generator.pages.links import edit_link, report_link
from generator.pages.memory import Files
from generator.pages.near import MOST
from generator.pages.ordering import month_of, year_name
from generator.pages.printer import Link, Printer
from generator.pages.text import script, unaccented


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

    entry: Headline
    why: str


def event_pages(printer: Printer) -> Iterator[Files]:
    """Every shown event."""
    facts = printer.facts
    given = facts.addressed("events/{}.md", facts.event_stems, facts.by_id)
    return printer.pages("events", given, partial(_page, printer=printer))


def _page(uri: str, event: Event, printer: Printer) -> str:
    facts, words = printer.facts, printer.facts.words
    e = printer.entry(event)
    cited, hidden = _sources(event, facts)
    return printer.page(
        uri,
        "event",
        title=event.title,
        description=event.summary or (cited[0].p.head + cited[0].p.trigger + cited[0].p.tail if cited else ""),
        tags=(e.kind, e.date),
        image=facts.card(event.id),
        e=e,
        crumbs=_crumbs(event, facts),
        quotes=_quotes(event, facts),
        figures=_figures(event, facts),
        who=e.chips,
        plain=" ".join(unaccented(" ".join((event.title, event.summary, *(chip.name for chip in e.chips))).split())),
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
        jsonld=script(event_description(event, facts, facts.notices_of(f"events/{event.id}"))),
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
    cited = []
    for evidence in shown:
        full = facts.publishes(evidence.article) is PublishText.FULL
        found = facts.passage(evidence.article, evidence)
        article, url = facts.article(evidence.article), facts.sentence_url(event.id, evidence.article)
        where = facts.words("event.paragraph", n=found.paragraph) if found.paragraph else ""
        title = article.title if article else evidence.article
        cited.append(Cited(p=found if full else found.alone, article=title, url=url, where=where, lead=not full))
    return cited, len(shown) < len(event.evidence)


def _articles(event: Event, facts: Facts) -> list[dict[str, str]]:
    found = {e.article: article for e in event.evidence if (article := facts.article(e.article))}
    return [
        {
            "url": facts.article_url(key),
            "title": a.title,
            "line": ", ".join(filter(None, (a.publisher, facts.words.date(a.published)))),
        }
        for key, a in found.items()
    ]


def _data(event: Event, facts: Facts) -> list[Link]:
    name, words = facts.event_stem(event.id), facts.words
    path, page = f"content/events/{event.id}.yml", f"events/{name}.html"
    links = [
        Link(name="JSON", url=f"../data/events/{name}.json"),
        Link(name=words("event.permalink"), url=f"{name}.html"),
    ]
    if facts.has_source(f"events/{event.id}"):
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
    whole = facts.event(event.part_of) if event.part_of else None
    found = {whole.id: (whole, words("event.part_of", title=whole.title))} if whole else {}
    for id_, why in facts.near(event.id):
        other = facts.event(id_)
        if other and len(found) < MOST:
            found.setdefault(id_, (other, words(f"event.{why}")))
    return [Related(entry=printer.headline(other), why=why) for other, why in found.values()]


def _adjacent(event: Event, printer: Printer) -> list[dict[str, str]]:
    facts, words = printer.facts, printer.facts.words
    before, after = facts.adjacent(event.id)
    steps = [("prev", before, words("event.earlier")), ("next", after, words("event.later"))]
    for actor in list(dict.fromkeys(found.id for part in event.actors if (found := facts.actor(part.actor))))[:2]:
        ways = zip(("prev", "next"), facts.beside(actor, event.id), ("per_actor_previous", "per_actor"), strict=True)
        for way, nearest, key in ((way, nearest, key) for way, nearest, key in ways if nearest):
            steps.append((way, facts.event(nearest), words(f"event.{key}", actor=facts.name_of(actor))))
    named = {(way, other.id): (other, label) for way, other, label in reversed(steps) if other}
    order = dict.fromkeys((way, other.id) for way, other, _ in steps if other)
    return [_step(way, *named[way, id_], printer) for way, id_ in order]


def _step(way: str, event: Event, label: str, printer: Printer) -> dict[str, str]:
    e = printer.headline(event)
    return {"way": way, "url": e.url, "title": e.title, "label": f"{label} · {e.date}"}
