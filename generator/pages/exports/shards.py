"""What the filter and the zooming band load: one short row per event, in one file, or one per year when there are many.

They are scripts, not JSON, because a page opened from `file://` may run the one and not fetch the other.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator.model.dates import ordinal
from generator.model.records import Actor, Event
from generator.pages.dating import certainty
from generator.pages.entries import FAMILY_OF, date_words, place_words
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.ordering import month_of
from generator.pages.text import script

AT_ONCE = 2000
_LONGEST = 1000


def shards(facts: Facts) -> Iterator[Files]:
    """`data/rows/index.js` (names and which shards there are) and the shards, the newest year first."""
    groups = _groups(facts)
    listed = [(key, len(there), year) for key, (year, there) in groups.items()]
    articles = [(facts.article_stems[key], one.title) for key, (_, one) in facts.named_articles.items()]
    places = [(key, place.name) for key, place in facts.places.items()]
    actors = facts.memory.kept("actors to filter by", "", facts.actors, partial(_actors, facts.actors, facts))
    given = listed, actors, places, articles, len(facts.events)
    yield facts.memory.page("data/rows/index.js", given, lambda: _call("index", _names(facts, *given)))
    for key, (_, there) in groups.items():
        by_id = facts.memory.kept("shard", key, there, partial(_by_id, there))
        rows = facts.memory.each(f"row of {key}", by_id, partial(_row, facts=facts))
        yield facts.memory.page(f"data/rows/{key}.js", rows, partial(_together, key, rows))


def _by_id(events: Sequence[Event]) -> dict[str, Event]:
    return {event.id: event for event in events}


def _groups(facts: Facts) -> dict[str, tuple[int | None, Sequence[Event]]]:
    """Shard name -> its year (None = undated or all) and events; the newest first, at most a thousand rows each."""
    if len(facts.events) <= AT_ONCE:
        return {"all": (None, facts.events[::-1])} if facts.events else {}
    years = [(name, _year(there[0]), there[::-1]) for name, there in facts.chronicle.by_year.found.items()]
    newest = sorted(years, key=lambda found: (found[1] is None, -(found[1] or 0)))
    return {
        f"{name}-{part // _LONGEST + 1}": (year, there[part : part + _LONGEST])
        for name, year, there in newest
        for part in range(0, len(there), _LONGEST)
    }


def _year(event: Event) -> int | None:
    month = month_of(event.when)
    return month[0] if month else None


def _actors(actors: Sequence[Actor], facts: Facts) -> list[tuple[str, str]]:
    """File name and label of those that have a number."""
    return [(facts.actor_stem(a.id), facts.label(a.id)) for a in actors if facts.actor_number(a.id) is not None]


def _names(
    facts: Facts,
    groups: Sequence[tuple[str, int, int | None]],
    actors: Sequence[tuple[str, str]],
    places: Sequence[tuple[str, str]],
    articles: Sequence[tuple[str, str]],
    count: int,
) -> dict[str, Any]:
    """Names that rows refer to by number, so that each is loaded once."""
    return {
        "actors": actors,
        "places": places,
        "articles": articles,
        "kinds": {t: [facts.words(f"types_of_event.{t}"), family] for t, family in FAMILY_OF.items()},
        "shards": groups,
        "count": count,
    }


def _together(key: str, rows: Sequence[str]) -> str:
    return f'dateline.rows({{"key":{script(key)},"rows":[{",".join(rows)}]}})\n'


def _row(event: Event, facts: Facts) -> str:
    """The row of an event as script."""
    return script(_cells(event, facts))


def _cells(event: Event, facts: Facts) -> list[Any]:
    """What `row` of the script reads; the file name is "" when it is the id, certainty and review are one letter."""
    when, stem = event.when, facts.event_stem(event.id)
    first, last = (ordinal(day) if day else None for day in ((when.first, when.last) if when else (None, None)))
    actors = sorted({n for part in event.actors if (n := facts.actor_number(part.actor)) is not None})
    articles = sorted({n for e in event.evidence if (n := facts.article_number(e.article)) is not None})
    place = facts.place_number(facts.place_of(event))
    return [
        event.id, "" if stem == event.id else stem, event.title, event.type.value, first, last,
        date_words(event, facts.words),
        actors, -1 if place is None else place, articles, certainty(event)[0], event.review.value[0],
        place_words(event, facts),
    ]  # fmt: skip


def _call(name: str, value: Any) -> str:
    return f"dateline.{name}({script(value)})\n"
