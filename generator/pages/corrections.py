"""What was corrected, in a reader's words: for the page of the record, the page of all corrections, and schema.org."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from generator.model.records import Event
from generator.model.review import Corrected
from generator.model.vocabulary import EventType, Role
from generator.pages.facts import Facts

_MOST = 160  # of a value's letters: a correction is no place for whole paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One correction as readers see it; `date` is an ISO date or "", `url` the page of the record, "" for none."""

    record: str
    date: str
    text: str
    name: str
    url: str


def notices(facts: Facts) -> list[Notice]:
    """All corrections that are not silent, in their order; of records that left, only that they did."""
    if not facts.timeline.corrections:
        return []
    listed = [one for one in facts.timeline.corrections if not one.silent]
    found_pages = ((one.record, _page(one.record, facts)) for one in listed)
    pages = {record: page for record, page in found_pages if page}
    told = [_notice(one, facts, *pages[one.record]) for one in listed if one.record in pages]
    # A correction of nothing but letters that no reader sees says nothing.
    found = [one for one in told if one.text] + list(_withdrawn(listed, pages, facts))
    return sorted(found, key=lambda one: one.date or "9999", reverse=True)


def by_record(found: Iterable[Notice]) -> dict[str, tuple[Notice, ...]]:
    """Notices by the path of their record."""
    records: dict[str, tuple[Notice, ...]] = {}
    for one in found:
        records[one.record] = (*records.get(one.record, ()), one)
    return records


def _page(record: str, facts: Facts) -> tuple[str, str] | None:
    """Title and address of a record; None where it has no page."""
    kind, _, name = record.partition("/")
    if kind == "events" and name in facts.by_id:
        return facts.by_id[name].title, facts.event_url(name)
    if kind == "actors" and name in facts.timeline.actors and name not in facts.merged_actors:
        return facts.timeline.actors[name].name, facts.actor_url(name)
    if kind == "articles" and name in facts.timeline.articles:
        return facts.timeline.articles[name].title, facts.article_url(name)
    return None


def _notice(one: Corrected, facts: Facts, name: str, url: str) -> Notice:
    text = " ".join(filter(None, (_change(one, facts), one.why)))
    return Notice(record=one.record, date=one.when, text=text, name=name, url=url)


def _change(one: Corrected, facts: Facts) -> str:
    """Which field was corrected, from what to what."""
    if not one.field:
        return ""
    words = facts.words
    before, after = (_value(one.field, value, one.record, facts) for value in (one.before, one.after))
    field = words(f"corrections.fields.{one.field}")
    if before and after:
        return words(
            "corrections.replaced" if before != after else "corrections.reworked", field=field, **_quoted(before, after)
        )
    if not before and not after:
        return words("corrections.reworked", field=field)
    return words("corrections.added" if after else "corrections.removed", field=field, **_quoted(before, after))


def _quoted(before: str, after: str) -> dict[str, str]:
    return {"before": _short(before), "after": _short(after)}


def _short(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1].rstrip() + "…"


def _value(field: str, value: str, record: str, facts: Facts) -> str:
    """A value as its page says it; words of articles are left out, for these may have to stay unpublished."""
    told = _TOLD.get(field)
    if not told or not value:
        return "" if field == "quotes" else value
    with suppress(ValueError, KeyError):  # what an old version held need not be what the field allows today
        return told(value, record, facts)
    return value


def _type(value: str, record: str, facts: Facts) -> str:
    if record.startswith("actors/"):
        return facts.words(f"kinds.{value}.one")
    return facts.words.kind(EventType(value))


def _status(value: str, record: str, facts: Facts) -> str:
    return facts.words(f"status.{value}") or facts.words("corrections.actual")


def _actors(value: str, record: str, facts: Facts) -> str:
    return "; ".join(_part(part, record, facts) for part in value.split("; "))


def _part(part: str, record: str, facts: Facts) -> str:
    actor, role, *according_to = part.split(", ")
    event = facts.by_id.get(record.partition("/")[2], Event(title=""))
    does = facts.words.role(Role(role), event.type)
    claim = [facts.words("event.claim", source=facts.name_of(according_to[0]))] if according_to else []
    return f"{facts.name_of(actor)} ({', '.join([does, *claim])})"


def _figures(value: str, record: str, facts: Facts) -> str:
    return "; ".join(_figure(figure.split(", "), facts) for figure in value.split("; "))


def _figure(parts: list[str], facts: Facts) -> str:
    return " ".join([*parts[1:2], facts.words.figure(parts[0])])


def _place(value: str, record: str, facts: Facts) -> str:
    *name, country = value.split(", ")
    return ", ".join([*name, facts.words.country(country)])


_TOLD: Mapping[str, Callable[[str, str, Facts], str]] = {
    "date": lambda value, _, facts: facts.words.date(value),
    "published": lambda value, _, facts: facts.words.date(value),
    "country": lambda value, _, facts: facts.words.country(value),
    "affiliation": lambda value, _, facts: facts.name_of(value),
    "type": _type,
    "status": _status,
    "actors": _actors,
    "figures": _figures,
    "place": _place,
}


def _withdrawn(listed: Iterable[Corrected], pages: Mapping[str, object], facts: Facts) -> Iterable[Notice]:
    """How many events and actors an editor took out on one day: a claim that was none is not told once more."""
    moved = facts.same
    gone: Counter[tuple[str, str]] = Counter()
    for one in listed:
        kind, _, name = one.record.partition("/")
        if one.record not in pages and name not in moved and not one.field and one.before:
            gone[one.when, kind] += 1
    for (when, kind), count in gone.items():
        text = facts.words.count(f"corrections.withdrawn.{kind}", count)
        yield Notice(record="", date=when, text=text, name="", url="")
