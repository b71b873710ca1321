"""What the filter and the zooming band load: one short row per event, in one file, or one per year when there are many.

They are scripts, not JSON, because a page opened from `file://` may run the one and not fetch the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model.dates import ordinal
from generator.model.records import Event
from generator.pages.dating import certainty
from generator.pages.entries import FAMILY_OF, date_words, place_words
from generator.pages.facts import Facts
from generator.pages.ordering import month_of, year_name
from generator.pages.text import script

AT_ONCE = 2000
_LONGEST = 1000


def shards(facts: Facts) -> Iterator[tuple[str, str]]:
    """`data/rows/index.js` (names and which shards there are) and the shards, the newest year first."""
    groups = _groups(facts)
    listed = [(key, len(there), year) for key, (year, there) in groups.items()]
    yield "data/rows/index.js", _call("index", _names(facts, listed))
    for key, (_, there) in groups.items():
        yield f"data/rows/{key}.js", _rows(key, there, facts)


def _groups(facts: Facts) -> dict[str, tuple[int | None, Sequence[Event]]]:
    """Shard name -> its year (None = undated or all) and events; the newest first, at most a thousand rows each."""
    if len(facts.events) <= AT_ONCE:
        return {"all": (None, facts.events[::-1])} if facts.events else {}
    years: dict[int | None, list[Event]] = {}
    for event in reversed(facts.events):
        month = month_of(event.when)
        years.setdefault(month[0] if month else None, []).append(event)
    newest = sorted(years, key=lambda year: (year is None, -(year or 0)))
    return {
        f"{'undated' if year is None else year_name(year)}-{part // _LONGEST + 1}": (
            year,
            years[year][part : part + _LONGEST],
        )
        for year in newest
        for part in range(0, len(years[year]), _LONGEST)
    }


def _names(facts: Facts, groups: Sequence[tuple[str, int, int | None]]) -> dict[str, Any]:
    """Names that rows refer to by number, so that each is loaded once."""
    return {
        "actors": [[facts.actor_stems[a.id], facts.label(a.id)] for a in facts.actors if facts.weight(a.id)],
        "places": [[key, place.name] for key, place in facts.places.items()],
        "articles": [
            [facts.article_stems[key], article.title] for key, article in sorted(facts.timeline.articles.items())
        ],
        "kinds": {t: [facts.words(f"types_of_event.{t}"), family] for t, family in FAMILY_OF.items()},
        "shards": groups,
        "count": len(facts.events),
    }


def _rows(key: str, events: Sequence[Event], facts: Facts) -> str:
    return f'dateline.rows({{"key":{script(key)},"rows":[{",".join(_printed(e, facts) for e in events)}]}})\n'


def _printed(event: Event, facts: Facts) -> str:
    """The row as script, made once for the same event with the same numbers."""
    numbers = facts.numbers
    return facts.memory.kept(("row", event.id), (event, numbers), lambda: script(_row(event, numbers, facts)))


def _row(event: Event, numbers: Mapping[str, Mapping[str, int]], facts: Facts) -> list[Any]:
    """What `row` of the script reads; the file name is "" when it is the id, certainty and review are one letter."""
    when, stem = event.when, facts.event_stem(event.id)
    first, last = (ordinal(day) if day else None for day in ((when.first, when.last) if when else (None, None)))
    known, names = numbers["actors"], numbers["articles"]
    actors = sorted({known[part.actor] for part in event.actors if part.actor in known})
    articles = sorted({names[e.article] for e in event.evidence if e.article in names})
    place = numbers["places"].get(facts.place_of(event), -1)
    return [
        event.id, "" if stem == event.id else stem, event.title, event.type.value, first, last,
        date_words(event, facts.words),
        actors, place, articles, certainty(event)[0], event.review.value[0], place_words(event, facts),
    ]  # fmt: skip


def _call(name: str, value: Any) -> str:
    return f"dateline.{name}({script(value)})\n"
