"""CSV, JSON and JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from generator.model.records import Event
from generator.pages.exports.plain import actor_values, article_values, event_values
from generator.pages.facts import Facts, article_of

_COLUMNS = (
    "id", "date", "date_text", "type", "kind", "status", "title", "summary", "place", "country", "actors",
    "confidence", "review", "article", "published", "url",
)  # fmt: skip
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def tables(facts: Facts) -> Iterator[tuple[str, str]]:
    """All records as whole files, and each record as its own JSON."""
    events = [event_values(event, facts) for event in facts.events]
    actors = [actor_values(actor, facts) for actor in facts.actors]
    articles = [article_values(key, article, facts) for key, article in sorted(facts.timeline.articles.items())]
    yield "data/events.json", _json(events)
    yield "data/events.jsonl", "".join(_line(event) for event in events)
    yield "data/events.csv", _csv(facts)
    yield "data/actors.json", _json(actors)
    yield "data/articles.json", _json(articles)
    for values in events:
        yield f"data/events/{facts.event_stems[values['id']]}.json", _json(values)
    for values in actors:
        yield f"data/actors/{facts.actor_stems[values['id']]}.json", _json(values)
    yield from _sources(facts)


def _sources(facts: Facts) -> Iterator[tuple[str, str]]:
    """The YAML of shown records, as it stands in `content/`."""
    for kind, names, shown in (
        ("events", facts.event_stems, facts.by_id),
        ("actors", facts.actor_stems, facts.timeline.actors),
    ):
        for key in shown:
            if f"{kind}/{key}" in facts.sources:
                yield f"data/{kind}/{names[key]}.yml", facts.sources[f"{kind}/{key}"]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _csv(facts: Facts) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for event in facts.events:
        writer.writerow([_cell(value) for value in _row(event, facts)])
    return out.getvalue()


def _row(event: Event, facts: Facts) -> list[object]:
    article = article_of(event, facts.timeline.articles)
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
