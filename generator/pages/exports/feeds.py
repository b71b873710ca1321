"""Atom and JSON Feed, of the whole site and of each actor."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from heapq import nlargest
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from generator.model.records import Actor, Event
from generator.pages.entries import date_words
from generator.pages.exports.plain import instant, one_line, published
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.text import clean

_NEWEST = 50
_LONG_AGO = instant("")


def feeds(facts: Facts, site: str) -> Iterator[Files]:
    """The newest events first: `data/feed.xml` (Atom), `data/feed.json`, and an Atom feed for each actor."""
    title, newest = facts.timeline.briefing.title, _newest_of_all(facts)
    xml, json_ = "data/feed.xml", "data/feed.json"
    yield facts.memory.page(xml, newest, lambda: _atom(title, xml, "index.html", newest, facts, site))
    yield facts.memory.page(json_, newest, lambda: _json_feed(title, newest, facts, site))
    given = facts.addressed("data/actors/{}.xml", facts.actor_stems, facts.actors_by_id)
    yield from facts.memory.pages("feeds", given, partial(_actor_feed, facts=facts, site=site))


def _actor_feed(uri: str, actor: Actor, facts: Facts, site: str) -> str:
    own, telling = facts.own_events(actor.id), _telling(facts)
    articles = [telling[event.id] for event in own]
    told = dict.fromkeys(chain.from_iterable(articles))
    known = {key: day for key in told if (day := facts.published_on(key)) is not None}
    title, newest = f"{actor.name}: {facts.timeline.briefing.title}", _newest(own, articles, known)
    return _atom(title, uri, facts.actor_url(actor.id), newest, facts, site)


def _newest_of_all(facts: Facts) -> list[Event]:
    given = facts.events, list(_telling(facts).values()), facts.days_published
    return facts.memory.kept("newest", "", given, lambda: _newest(*given))


def _telling(facts: Facts) -> Mapping[str, list[str]]:
    """The articles that tell of each event, by its id: to ask thousands of events takes longer than all else."""
    found = facts.memory.each("telling", facts.by_id, _articles, told=False)  # from nothing but the event
    given = list(facts.by_id), found  # many events are told of by the same articles
    return facts.memory.kept("telling by id", "", given, lambda: dict(zip(*given, strict=True)))


def _articles(event: Event) -> list[str]:
    return [evidence.article for evidence in event.evidence]


def _newest(events: Sequence[Event], telling: Sequence[Sequence[str]], published: Mapping[str, str]) -> list[Event]:
    """What became known last comes first, then what happened last."""
    days = {key: instant(day) for key, day in published.items()}
    known = [_known(articles, days) for articles in telling]
    newest_first = range(len(events) - 1, -1, -1)  # of equals `nlargest` takes the first
    return [events[n] for n in nlargest(_NEWEST, newest_first, key=known.__getitem__)]


def _known(articles: Sequence[str], days: Mapping[str, str]) -> str:
    """The day of the first article there is."""
    for article in articles:
        if article in days:
            return days[article]
    return _LONG_AGO


def _atom(title: str, uri: str, page: str, events: Sequence[Event], facts: Facts, site: str) -> str:
    up = "../" * uri.count("/")
    updated = max((published(e, facts) for e in events), default="1970-01-01T00:00:00Z")
    author = ", ".join(facts.timeline.briefing.editors) or facts.timeline.briefing.title
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(facts.words.language)}>',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(_identity(facts, site, uri))}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(author)}</name></author>",
        f'<link rel="alternate" type="text/html" href={quoteattr((site or up) + page)}/>',
    ]
    if site:
        lines.append(f'<link rel="self" type="application/atom+xml" href={quoteattr(site + uri)}/>')
    lines += [_atom_entry(event, facts, site, up) for event in events]
    return "\n".join([*lines, "</feed>", ""])


def _atom_entry(event: Event, facts: Facts, site: str, up: str) -> str:
    return facts.memory.kept("atom", (event.id, up), event, lambda: _printed(event, facts, site, up))


def _printed(event: Event, facts: Facts, site: str, up: str) -> str:
    when = published(event, facts)
    return (
        f"<entry><title>{_text(_headline(event, facts))}</title><id>{_text(_identity(facts, site, event.id))}</id>"
        f"<updated>{when}</updated><published>{when}</published>"
        f'<link rel="alternate" type="text/html" href={quoteattr((site or up) + facts.event_url(event.id))}/>'
        f"<category term={quoteattr(event.type.value)} label={quoteattr(facts.words.kind(event.type))}/>"
        f"<summary>{_text(one_line(event, facts))}</summary></entry>"
    )


def _json_feed(title: str, events: Sequence[Event], facts: Facts, site: str) -> str:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": clean(title), "language": facts.words.language}
    if site:
        feed |= {"home_page_url": site, "feed_url": f"{site}data/feed.json"}
    entries = [
        {
            "id": _identity(facts, site, event.id),
            "url": (site or "../") + facts.event_url(event.id),
            "title": clean(_headline(event, facts)),
            "content_text": one_line(event, facts) or clean(event.title),
            "date_published": published(event, facts),
            "tags": [facts.words.kind(event.type), *(clean(tag) for tag in event.tags)],
        }
        for event in events
    ]
    return json.dumps({**feed, "items": entries}, ensure_ascii=False, indent=1) + "\n"


def _headline(event: Event, facts: Facts) -> str:
    return f"{date_words(event, facts.words)}: {event.title}"


def _identity(facts: Facts, site: str, name: str) -> str:
    """An id that stays the same however often the site is built; the site's address is part of it where known."""
    seed = f"{site or facts.timeline.briefing.title}|{name}"
    return f"tag:dateline,2000:{hashlib.sha256(seed.encode(errors='replace')).hexdigest()[:32]}"


def _text(value: str) -> str:
    return escape(clean(" ".join(value.split())))
