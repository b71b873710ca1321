"""CSV, JSON and JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from generator.model.records import Actor, Article, Event
from generator.pages.exports.plain import actor_values, article_values, event_values
from generator.pages.facts import Facts
from generator.pages.memory import Files

_COLUMNS = (
    "id", "date", "date_text", "type", "kind", "status", "title", "summary", "place", "country", "actors",
    "confidence", "review", "article", "published", "url",
)  # fmt: skip
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def tables(facts: Facts) -> Iterator[Files]:
    """All records as whole files, and each record as its own JSON."""
    each = facts.memory.each
    events = each("json", facts.by_id, partial(_event, facts=facts))
    actors = each("actor json", facts.actors_by_id, partial(_actor, facts=facts))
    rows = each("csv", facts.by_id, partial(_line, facts=facts))
    for uri, records, join in (
        ("data/events.json", events, _together),
        ("data/events.jsonl", events, _as_lines),
        ("data/events.csv", rows, _csv),
        ("data/actors.json", actors, _together),
        ("data/articles.json", each("article json", facts.named_articles, partial(_article, facts=facts)), _together),
    ):
        yield facts.memory.page(uri, records, partial(join, records))
    yield from _each_on_its_own("events", facts.event_stems, dict(zip(facts.by_id, events, strict=True)), facts)
    yield from _each_on_its_own("actors", facts.actor_stems, dict(zip(facts.actors_by_id, actors, strict=True)), facts)
    yield from _sources(facts)


def _each_on_its_own(kind: str, stems: Mapping[str, str], texts: Mapping[str, str], facts: Facts) -> Iterator[Files]:
    pattern = f"data/{kind}/{{}}.json"
    return facts.memory.pages(pattern, facts.addressed(pattern, stems, texts), lambda _, record: f"{record}\n")


def _sources(facts: Facts) -> Iterator[Files]:
    """The YAML of shown records, as it stands in `content/`."""
    names = facts.event_stems, facts.actor_stems, facts.merged_actors
    paths = facts.memory.kept("source paths", "", names, lambda: dict(_source_paths(facts)))
    sources, marks, withheld = facts.sources, facts.timeline.marks, facts.withheld
    given = {
        uri: marks.get(path) or sources[path]  # what is another when the file is
        for uri, path in paths.items()
        if path in sources and path not in withheld
    }
    return facts.memory.pages("sources", given, lambda uri, _: facts.sources[paths[uri]])


def _source_paths(facts: Facts) -> Iterator[tuple[str, str]]:
    """Addresses of the files, and the paths of the records, of all records that are shown."""
    for kind, stems in (("events", facts.event_stems), ("actors", facts.actor_stems)):
        gone = facts.merged_actors if kind == "actors" else ()
        yield from ((f"data/{kind}/{name}.yml", f"{kind}/{id_}") for id_, name in stems.items() if id_ not in gone)


def _event(event: Event, facts: Facts) -> str:
    return _json(event_values(event, facts))


def _actor(actor: Actor, facts: Facts) -> str:
    return _json(actor_values(actor, facts))


def _article(named: tuple[str, Article], facts: Facts) -> str:
    return _json(article_values(*named, facts))


def _together(records: Iterable[str]) -> str:
    return f"[{','.join(records)}]\n"


def _as_lines(records: Iterable[str]) -> str:
    return "".join(f"{record}\n" for record in records)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _csv(rows: Iterable[str]) -> str:
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
