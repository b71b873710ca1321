"""iCalendar (RFC 5545): one all-day entry per dated event; an uncertain date spans the days it may be."""

import hashlib
from collections.abc import Iterator
from functools import partial

from generator.model.dates import Day, from_ordinal, ordinal
from generator.model.records import Event
from generator.model.vocabulary import Status
from generator.pages.dating import certainty
from generator.pages.entries import date_words, place_words
from generator.pages.exports.plain import one_line, published
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.text import clean

_FILE = "data/timeline.ics"
_STATUS = {Status.ACTUAL: "CONFIRMED", Status.ONGOING: "CONFIRMED", Status.NEGATED: "CANCELLED"}


def calendar(facts: Facts, site: str) -> Files:
    """All events whose first and last day are known and in years that calendars can hold."""
    entries = facts.memory.each("ics", facts.by_id, partial(_printed, facts=facts, site=site))
    return facts.memory.page(_FILE, entries, partial(_together, entries, facts.timeline.briefing.title))


def _together(entries: list[str], title: str) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dateline//timeline//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(title)}")
    return "".join([*map(_folded, lines), *entries, _folded("END:VCALENDAR")])


def _printed(event: Event, facts: Facts, site: str) -> str:
    days = _days(event)
    return "".join(map(_folded, _entry(event, days, facts, site))) if days else ""


def _days(event: Event) -> tuple[Day, Day] | None:
    """First day and the day after the last; an open end is left at the known one."""
    when = event.when
    first, last = (when.first or when.last, when.last or when.first) if when else (None, None)
    if not first or not last or first[0] < 1 or last[0] > 9998:
        return None
    return first, from_ordinal(ordinal(last) + 1)


def _entry(event: Event, days: tuple[Day, Day], facts: Facts, site: str) -> Iterator[str]:
    sure = certainty(event) == "exact"
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(event.id.encode(errors='replace')).hexdigest()[:32]}@dateline"
    yield f"DTSTAMP:{published(event, facts).replace('-', '').replace(':', '')}"
    yield f"DTSTART;VALUE=DATE:{_stamp(days[0])}"
    yield f"DTEND;VALUE=DATE:{_stamp(days[1])}"
    yield f"SUMMARY:{_text(event.title if sure else f'{event.title} ({date_words(event, facts.words)})')}"
    yield f"DESCRIPTION:{_text(one_line(event, facts))}"
    yield f"CATEGORIES:{_text(facts.words.kind(event.type))}"
    yield f"STATUS:{_STATUS.get(event.status, 'TENTATIVE') if sure or event.status is Status.NEGATED else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    place = place_words(event, facts)
    if place:
        yield f"LOCATION:{_text(place)}"
    if site:
        yield f"URL:{site}{facts.event_url(event.id)}"
    yield "END:VEVENT"


def _stamp(day: Day) -> str:
    return f"{day[0]:04d}{day[1]:02d}{day[2]:02d}"


def _text(value: str) -> str:
    line = clean(" ".join(value.split()))
    for sign in ("\\", ";", ","):
        line = line.replace(sign, f"\\{sign}")
    return line


def _folded(line: str) -> str:
    """At most 75 bytes a line, cut between characters (RFC 5545, 3.1)."""
    if len(line) < 76 and line.isascii():
        return f"{line}\r\n"
    pieces, rest, room = [], line, 75
    while len(rest.encode()) > room:
        cut = len(rest.encode()[:room].decode(errors="ignore"))
        pieces.append(rest[:cut])
        rest, room = rest[cut:], 74
    return "\r\n ".join([*pieces, rest]) + "\r\n"
