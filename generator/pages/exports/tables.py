"""CSV, JSON and JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from generator.model.records import Actor, Article, Event
from generator.pages.exports.plain import actor_values, article_values, event_values
from generator.pages.facts import Facts
from generator.pages.printer import Page

_COLUMNS = (
    "id", "date", "date_text", "type", "kind", "status", "title", "summary", "place", "country", "actors",
    "confidence", "review", "article", "published", "url",
)  # fmt: skip
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def tables(facts: Facts) -> Iterator[Page]:
    """All records as whole files, and each record as its own JSON."""
    kept, page = facts.memory.kept, facts.memory.page
    events = {e.id: kept(("json", e.id), (e,), partial(_event, e, facts)) for e in facts.events}
    actors = {a.id: kept(("actor json", a.id), (a,), partial(_actor, a, facts)) for a in facts.actors}
    articles = sorted(facts.timeline.articles.items())
    yield "data/events.json", _together(events.values())
    yield "data/events.jsonl", "".join(f"{event}\n" for event in events.values())
    yield "data/events.csv", _csv(facts)
    yield "data/actors.json", _together(actors.values())
    told = (kept(("article json", key), (a,), partial(_article, key, a, facts)) for key, a in articles)
    yield "data/articles.json", _together(told)
    for kind, names, records in (("events", facts.event_stems, events), ("actors", facts.actor_stems, actors)):
        for key, text in records.items():
            uri = f"data/{kind}/{names[key]}.json"
            yield uri, page(uri, (text,), f"{text}\n".__str__)
    yield from _sources(facts)


def _sources(facts: Facts) -> Iterator[Page]:
    """The YAML of shown records, as it stands in `content/`."""
    for path in facts.open_sources:
        kind, _, key = path.partition("/")
        names = facts.event_stems if kind == "events" else facts.actor_stems
        uri = f"data/{kind}/{names[key]}.yml"
        yield uri, facts.memory.page(uri, (facts.source_mark(path),), partial(facts.sources.__getitem__, path))


def _event(event: Event, facts: Facts) -> str:
    return _json(event_values(event, facts))


def _actor(actor: Actor, facts: Facts) -> str:
    return _json(actor_values(actor, facts))


def _article(key: str, article: Article, facts: Facts) -> str:
    return _json(article_values(key, article, facts))


def _together(records: Iterable[str]) -> str:
    return f"[{','.join(records)}]\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _csv(facts: Facts) -> str:
    rows = (facts.memory.kept(("csv", e.id), (e,), partial(_line, e, facts)) for e in facts.events)
    return "".join([_spelled(_COLUMNS), *rows])


def _line(event: Event, facts: Facts) -> str:
    return _spelled(map(_cell, _row(event, facts)))


def _spelled(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _row(event: Event, facts: Facts) -> list[object]:
    article = facts.first_article(event)
    place = event.place
    actors = "; ".join(f"{facts.name_of(part.actor)} ({part.role.value})" for part in event.actors)
    return [
        event.id, event.date, event.date_text, event.type.value, facts.words.kind(event.type), event.status.value,
        event.title, event.summary, place.name if place else "", place.country if place else "", actors,
        event.confidence, event.review.value,
        article.title if article else "", article.published if article else "", facts.event_url(event.id),
    ]  # fmt: skip


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; negative years stay as they are."""
    text = " ".join(value.split()) if isinstance(value, str) else value
    if isinstance(text, str) and text.startswith(_FORMULAS) and not text[1:5].isdigit():
        return f"'{text}"
    return text
