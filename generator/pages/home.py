"""The front page, the corrections page and the page about the data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from generator.model.records import Actor, Event
from generator.pages.band import band
from generator.pages.corrections import Notice
from generator.pages.dating import certainty
from generator.pages.entries import date_words
from generator.pages.exports.jsonld import site_description
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.ordering import newest_first
from generator.pages.periods import PAGE_LENGTH
from generator.pages.printer import Link, Printer, inside
from generator.pages.text import safe, script
from generator.pages.words import Words

_WHO, _CHANGES = 8, 5  # how many are named on the front page
_FEEDS = (
    ("Atom", "data/feed.xml"),
    ("JSON", "data/feed.json"),
    ("ICS", "data/timeline.ics"),
    ("CSV", "data/events.csv"),
)
_FILTER_WORDS = (
    "type", "actor", "place", "article", "certainty", "review", "from", "to", "find",
    "all", "clear", "link", "copied", "result", "older", "more", "nothing", "shards",
)  # fmt: skip


def home_page(printer: Printer) -> Files:
    """What is newest, the band, the filter, and the newest hundred events."""
    facts = printer.facts
    news = News(
        events=facts.events,
        totals=(len(facts.events), len(facts.actors), len(facts.places), len(facts.timeline.articles)),
        updated=max((article.published for article in facts.timeline.articles.values()), default=""),
        weightiest=facts.actors[:_WHO],
        notices=tuple(notice for notice in printer.notices if notice.url)[:_CHANGES],
    )
    return printer.kept("index.md", news, lambda: _home_page(news, printer))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the front page shows of all records together."""

    events: tuple[Event, ...]
    totals: tuple[int, int, int, int]  # events, actors, places, articles
    updated: str
    weightiest: tuple[Actor, ...]
    notices: tuple[Notice, ...]


def _home_page(news: News, printer: Printer) -> str:
    facts, words = printer.facts, printer.facts.words
    briefing, shown = facts.timeline.briefing, newest_first(news.events)[:PAGE_LENGTH]
    more = words("home.more", shown=len(shown), all=len(news.events)) if len(news.events) > len(shown) else ""
    return printer.page(
        "index.md",
        "home",
        title=briefing.title,
        description=briefing.description,
        standfirst=briefing.description,
        image=facts.card(""),
        latest=[words("home.newest", date=date_words(e, words), title=_stopped(e.title)) for e in _latest(news.events)],
        counts=_counts(news, words),
        updated=words("home.updated", date=words.date(news.updated)) if news.updated else "",
        feeds=[Link(name=name, url=url) for name, url in _FEEDS],
        band=band(news.events, printer, "", listed=frozenset(e.id for e in shown)),
        filter=_filter(words) if news.events else "",
        list=printer.months(shown, "index.md"),
        more=more,
        who=_who(news.weightiest, facts),
        changed=_changed(news.notices, words),
        jsonld=script(site_description(facts)),
    )


def corrections_page(printer: Printer) -> Files:
    """All corrections that are not silent, the newest first."""
    words = printer.facts.words
    rows = [
        {"date": words.date(n.date) or words("corrections.undated"), "text": n.text, "url": n.url, "name": n.name}
        for n in printer.notices
    ]
    uri, title = "corrections/index.md", words("site.corrections")
    return printer.kept(uri, rows, lambda: printer.page(uri, "corrections", title=title, corrections=rows))


def data_page(printer: Printer) -> Files:
    """What can be taken along, and what it is good for."""
    words = printer.facts.words
    files = (
        "events.json",
        "events.jsonl",
        "events.csv",
        "actors.json",
        "articles.json",
        "feed.xml",
        "feed.json",
        "timeline.ics",
        "timelinejs.json",
    )
    keys = {"feed.xml": "feed_atom", "timelinejs.json": "timelinejs_json"}
    rows = []
    for name in files:
        key = keys.get(name, name.replace(".", "_"))
        rows.append({"name": name, "url": name, "cells": (words(f"data.{key}"), words(f"data.{key}_use"))})
    uri, title, intro = "data/index.md", words("site.data"), words("data.intro")
    return printer.kept(uri, (), lambda: printer.page(uri, "data", title=title, rows=rows, description=intro))


def moved_pages(printer: Printer) -> Iterator[Files]:
    """Pages of records that were merged into others: they lead on."""
    facts = printer.facts
    holders = dict.fromkeys(facts.same.values())
    events = [facts.by_id[id_] for id_ in holders if id_ in facts.by_id]
    actors = [facts.actors_by_id[id_] for id_ in holders if id_ in facts.actors_by_id]
    for folder, names, targets in (
        ("events", facts.event_stems, {old: (e.id, e.title) for e in events for old in e.same_as}),
        ("actors", facts.actor_stems, {old: (a.id, a.name) for a in actors for old in a.same_as}),
    ):
        for old, (new, name) in sorted(targets.items()):
            uri, url = f"{folder}/{facts.old_stem(old)}.md", f"{names[new]}.html"
            if old not in names or folder == "actors":
                yield uri, printer.page(uri, "moved", title=facts.words("site.moved"), url=url, name=name, moved=url)


def _stopped(title: str) -> str:
    """The title as a sentence: with a full stop unless its own words end in a mark that closes it."""
    return title if title.rstrip("”’\"'").endswith(("…", "?", "!", ".")) else f"{title}."


def _latest(events: Sequence[Event]) -> list[Event]:
    """The two newest happenings that are sure enough for a headline."""

    def newest() -> Iterator[Event]:
        return (e for e in reversed(events) if e.date and e.status.value in ("actual", "ongoing"))

    sure = list(islice((e for e in newest() if e.confidence >= 0.5 and certainty(e) == "exact"), 2))
    return sure if len(sure) > 1 else list(islice(newest(), 2))


def _counts(news: News, words: Words) -> list[Link]:
    names = (("events", "timeline"), ("actors", "actors"), ("places", "places"), ("articles", "articles"))
    return [
        Link(name=words.count(f"counts.{key}", n), url=f"{page}/index.html")
        for (key, page), n in zip(names, news.totals, strict=True)
    ]


def _who(weightiest: Sequence[Actor], facts: Facts) -> list[dict[str, object]]:
    top = [actor for actor in weightiest if facts.weight(actor.id)]
    most = facts.weight(top[0].id) if top else 1
    return [
        {
            "name": facts.label(actor.id),
            "url": facts.actor_url(actor.id),
            "count": facts.words.count("counts.events", n),
            "tenth": max(1, round(10 * n / most)),
        }
        for actor in top
        if (n := facts.weight(actor.id))
    ]


def _changed(notices: Iterable[Notice], words: Words) -> list[dict[str, str]]:
    return [
        {"url": n.url, "name": n.name, "text": ": ".join(filter(None, (words.date(n.date), n.text)))} for n in notices
    ]


def _filter(words: Words) -> Markup:
    """The empty form; the script fills it with what there is. Without the script it stays hidden."""
    says = {key: words(f"filter.{key}") for key in _FILTER_WORDS}
    says |= {f"c{key[0]}": words(f"certainty.{key}") for key in ("exact", "rough", "unknown")}
    says |= {f"r{key[0]}": words(f"review.{key}") for key in ("open", "approved")}
    return inside(
        f'<details class="dl-fd" data-search-exclude><summary>{safe(words("filter.title"))}</summary>'
        f'<form class="dl-filter" data-words="{safe(script(says).unescape())}"'
        f' aria-label="{safe(words("filter.title"))}"></form></details>'
    )
