"""Long lists of events, cut by period: an event more or less is seen on the page of its own period only.

Of century, decade, year, quarter, month and day the broadest is taken that holds at most a hundred of the events; what
has no date, and a day that is fuller than that, is cut by position.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.model.dates import Date, year_text
from generator.model.records import Event
from generator.pages.ordering import day_of
from generator.pages.words import Words

PAGE_LENGTH = 100
_LONG_AGO, _FAR_OFF = "../Y-10000", "Y10000/.."  # EDTF has no decades for years of five digits
_ODD_NAMES = {"": "undated", _LONG_AGO: "earlier", _FAR_OFF: "later"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The events of one period, enough for a page."""

    period: str  # EDTF, "" where there is no date
    events: tuple[Event, ...]
    number: int = 0  # which part of a period that can be cut no finer


def cut(events: tuple[Event, ...], level: int = 0) -> Iterator[Part]:
    """The parts of a list that is too long for a page, in its order: that of time or the other way round."""
    if len(events) <= PAGE_LENGTH:
        return
    for period, there in _together(events, level):
        if len(there) <= PAGE_LENGTH:
            yield Part(period=period, events=there)
        elif level + 1 < len(_periods(there[0].date)):
            yield from cut(there, level + 1)
        else:
            yield from _by_position(period, there)


def _together(events: tuple[Event, ...], level: int) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """The events of each period of this level: they stand together, so where one ends can be looked for by halves."""
    start = 0
    while start < len(events):
        period = _periods(events[start].date)[level]
        end = bisect_left(events, True, start, key=lambda event: _periods(event.date)[level] != period)
        yield period, events[start:end]
        start = end


def _by_position(period: str, events: tuple[Event, ...]) -> Iterator[Part]:
    for number, start in enumerate(range(0, len(events), PAGE_LENGTH), 1):
        yield Part(period=period, events=events[start : start + PAGE_LENGTH], number=number)


@lru_cache(maxsize=20_000)
def _periods(edtf: str) -> tuple[str, ...]:
    """The periods in which a date is listed, from the broadest to the finest."""
    day = day_of(Date.parse(edtf)) if edtf else None
    if day is None:
        return ("",)
    if abs(day[0]) > 9999:
        return (_LONG_AGO if day[0] < 0 else _FAR_OFF,)
    year, first = year_text(day[0]), (day[1] - 1) // 3 * 3 + 1
    quarter, month = f"{year}-{first:02d}/{year}-{first + 2:02d}", f"{year}-{day[1]:02d}"
    return f"{year[:-2]}XX", f"{year[:-1]}X", year, quarter, month, f"{month}-{day[2]:02d}"


def address(uri: str, part: Part) -> str:
    """Where a part of the list at `uri` stands: of `timeline/2012.md` in `timeline/2012/2012-06.md`."""
    folder = uri.removesuffix("/index.md").removesuffix(".md")
    number = f"-{part.number}" if part.number > 1 else ""
    name = _ODD_NAMES.get(part.period, part.period.replace("/", "--"))  # as ISO 8601 has it where no stroke may stand
    return f"{folder}/{name}{number}.md"


def named(part: Part, words: Words) -> str:
    """The period in words."""
    name = period_name(part.period, words)
    return words("list.part", period=name, number=part.number) if part.number else name


def period_name(period: str, words: Words) -> str:
    """A period in words: "June 2012", "the 1960s"."""
    return words.date(period) or words("home.undated")


def around(period: str) -> str:
    """The period beside which a shorter name is enough: the month of a day, the year of a month; else none, ""."""
    if period in _ODD_NAMES:
        return ""
    date = Date.parse(period)
    if date.start is None or date.precision not in ("day", "month", "interval"):
        return ""
    return Date.of(date.start.year, date.start.month if date.precision == "day" else 0).edtf


def briefly(part: Part, words: Words) -> str:
    """The period where that around it is named already: of June 2012 the month, of 8 June 2012 the day."""
    if part.number or not around(part.period):
        return named(part, words)
    date = Date.parse(part.period)
    assert date.start and date.end
    if date.precision == "day":
        return str(date.start.day)
    return "–".join(words.month(month) for month in dict.fromkeys((date.start.month, date.end.month)))
