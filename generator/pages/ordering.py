"""In what order events stand, how far apart they are, and under which period and place they are listed."""

from bisect import bisect_left
from functools import lru_cache

from generator.model.dates import Date, Day, ordinal, year_text
from generator.model.ids import slug
from generator.model.records import Event, Place


def in_time(event: Event) -> tuple[bool, object, str]:
    """Sort key: undated events last, those of one date by id."""
    return not event.date, _sort_key(event.date) if event.date else "", event.id


@lru_cache(maxsize=20_000)
def _sort_key(edtf: str) -> object:
    return Date.parse(edtf).sort_key


def days_apart(one: Event, other: Event) -> int:
    """How far apart two events are in time; undated ones are far from every other."""
    here, there = (_day(event.date) if event.date else None for event in (one, other))
    if here is None or there is None:
        return 0 if here is there else 10**9
    return abs(here - there)


@lru_cache(maxsize=20_000)
def _day(edtf: str) -> int:
    when = Date.parse(edtf)
    return ordinal(when.first or when.last or (1, 1, 1))


@lru_cache(maxsize=20_000)
def month_of(date: Date | None) -> tuple[int, int] | None:
    """Year and month under which a date is listed: those of its first day, or of its last where the start is open."""
    day = day_of(date) if date else None
    return day[:2] if day else None


def day_of(date: Date) -> Day | None:
    """The day by which a date is ordered and listed: its first one, or its last where the start is open."""
    return date.first or date.last


def newest_first(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Events in order of time, the other way round; those without a date, which come last of all, stay last."""
    dated = bisect_left(events, True, key=lambda event: not event.date)
    return events[:dated][::-1] + events[dated:]


def year_name(year: int) -> str:
    """A year as a file name and as EDTF."""
    return year_text(year)


def place_key(place: Place) -> str:
    """A place's id: two places are the same when name and country are."""
    return _place_key(place.name, place.country)


@lru_cache(maxsize=20_000)
def _place_key(name: str, country: str) -> str:
    return slug(f"{name} {country}".strip(), 70)
