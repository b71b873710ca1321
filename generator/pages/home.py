"""The front page, the corrections page and the page about the data."""

from collections.abc import Iterator
from itertools import islice

from markupsafe import Markup

from generator.model.records import Event
from generator.pages.band import band
from generator.pages.dating import certainty
from generator.pages.entries import date_words
from generator.pages.exports.jsonld import site_description
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.printer import PAGE_LENGTH, Link, Printer, inside
from generator.pages.text import safe, script

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
    facts, words = printer.facts, printer.facts.words
    briefing, newest = facts.timeline.briefing, _newest(facts)
    shown = newest[:PAGE_LENGTH]
    more = words("home.more", shown=len(shown), all=len(newest)) if len(newest) > len(shown) else ""
    return "index.md", printer.page(
        "index.md",
        "home",
        title=briefing.title,
        description=briefing.description,
        standfirst=briefing.description,
        image=facts.cards[""],
        latest=[words("home.newest", date=date_words(e, words), title=_stopped(e.title)) for e in _latest(facts)],
        counts=_counts(facts),
        updated=_updated(facts),
        feeds=[Link(name=name, url=url) for name, url in _FEEDS],
        band=band(facts.events, printer, "", listed=frozenset(e.id for e in shown)),
        filter=_filter(facts),
        list=printer.months(shown, "index.md"),
        more=more,
        who=_who(facts),
        changed=_changed(printer),
        jsonld=script(site_description(facts)),
    )


def corrections_page(printer: Printer) -> Files:
    """All corrections that are not silent, the newest first."""
    words = printer.facts.words
    rows = [
        {"date": words.date(n.date) or words("corrections.undated"), "text": n.text, "url": n.url, "name": n.name}
        for n in printer.notices
    ]
    uri = "corrections/index.md"
    return uri, printer.page(uri, "corrections", title=words("site.corrections"), corrections=rows)


def data_page(printer: Printer) -> Files:
    """What can be taken along, and what it is good for."""
    _facts, words = printer.facts, printer.facts.words
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
    uri, intro = "data/index.md", words("data.intro")
    return uri, printer.page(uri, "data", title=words("site.data"), rows=rows, description=intro)


def moved_pages(printer: Printer) -> Iterator[Files]:
    """Pages of records that were merged into others: they lead on."""
    facts = printer.facts
    for folder, names, targets in (
        ("events", facts.event_stems, {old: (e.id, e.title) for e in facts.events for old in e.same_as}),
        ("actors", facts.actor_stems, {old: (a.id, a.name) for a in facts.actors for old in a.same_as}),
    ):
        for old, (new, name) in sorted(targets.items()):
            uri, url = f"{folder}/{facts.old_stem(old)}.md", f"{names[new]}.html"
            if old not in names or folder == "actors":
                yield uri, printer.page(uri, "moved", title=facts.words("site.moved"), url=url, name=name, moved=url)


def _newest(facts: Facts) -> list[Event]:
    dated = [event for event in facts.events if event.date]
    return dated[::-1] + [event for event in facts.events if not event.date]


def _stopped(title: str) -> str:
    """The title as a sentence: with a full stop unless its own words end in a mark that closes it."""
    return title if title.rstrip("”’\"'").endswith(("…", "?", "!", ".")) else f"{title}."


def _latest(facts: Facts) -> list[Event]:
    """The two newest happenings that are sure enough for a headline."""

    def newest() -> Iterator[Event]:
        return (e for e in reversed(facts.events) if e.date and e.status.value in ("actual", "ongoing"))

    sure = list(islice((e for e in newest() if e.confidence >= 0.5 and certainty(e) == "exact"), 2))
    return sure if len(sure) > 1 else list(islice(newest(), 2))


def _counts(facts: Facts) -> list[Link]:
    totals = (
        ("events", len(facts.events), "timeline"),
        ("actors", len(facts.actors), "actors"),
        ("places", len(facts.places), "places"),
        ("articles", len(facts.timeline.articles), "articles"),
    )
    return [Link(name=facts.words.count(f"counts.{key}", n), url=f"{page}/index.html") for key, n, page in totals]


def _updated(facts: Facts) -> str:
    days = [article.published for article in facts.timeline.articles.values() if article.published]
    return facts.words("home.updated", date=facts.words.date(max(days))) if days else ""


def _who(facts: Facts) -> list[dict[str, object]]:
    top = [actor for actor in facts.actors if facts.weight(actor.id)][:8]
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


def _changed(printer: Printer) -> list[dict[str, str]]:
    words, named = printer.facts.words, [notice for notice in printer.notices if notice.url]
    return [
        {"url": n.url, "name": n.name, "text": ": ".join(filter(None, (words.date(n.date), n.text)))} for n in named[:5]
    ]


def _filter(facts: Facts) -> Markup:
    """The empty form; the script fills it with what there is. Without the script it stays hidden."""
    words = facts.words
    if not facts.events:
        return inside("")
    says = {key: words(f"filter.{key}") for key in _FILTER_WORDS}
    says |= {f"c{key[0]}": words(f"certainty.{key}") for key in ("exact", "rough", "unknown")}
    says |= {f"r{key[0]}": words(f"review.{key}") for key in ("open", "approved")}
    return inside(
        f'<details class="dl-fd" data-search-exclude><summary>{safe(words("filter.title"))}</summary>'
        f'<form class="dl-filter" data-words="{safe(script(says).unescape())}"'
        f' aria-label="{safe(words("filter.title"))}"></form></details>'
    )
