"""The JSON that Knight Lab's TimelineJS reads."""

import html
import json
from functools import partial
from typing import Any

from generator.model.dates import Point
from generator.model.records import Briefing, Event
from generator.pages.entries import date_words
from generator.pages.exports.plain import one_line
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.text import clean

_FILE = "data/timelinejs.json"


def timelinejs(facts: Facts, site: str) -> Files:
    """All dated events; TimelineJS prints headline and text as HTML, so both are escaped."""
    slides = facts.memory.each("slide", facts.by_id, partial(_printed, facts=facts, site=site))
    return facts.memory.page(_FILE, slides, partial(_together, slides, facts.timeline.briefing))


def _together(slides: list[str], about: Briefing) -> str:
    title = {"text": {"headline": _html(about.title), "text": _html(about.description)}}
    told = ",\n".join(filter(None, slides))
    return f'{{"title": {json.dumps(title, ensure_ascii=False)}, "events": [\n{told}\n]}}\n'


def _printed(event: Event, facts: Facts, site: str) -> str:
    slide = _slide(event, facts, site)
    return json.dumps(slide, ensure_ascii=False) if slide else ""


def _slide(event: Event, facts: Facts, site: str) -> dict[str, Any] | None:
    when = event.when
    start = (when.start or when.end) if when else None
    if when is None or start is None:
        return None
    link = (
        f'<p><a href="{html.escape(site + facts.event_url(event.id))}">{_html(facts.words("event.record"))}</a></p>'
        if site
        else ""
    )
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(start),
        "display_date": _html(date_words(event, facts.words)),
        "group": facts.words.kind(event.type),
        "text": {"headline": _html(event.title), "text": f"<p>{_html(one_line(event, facts))}</p>{link}"},
    }
    if when.is_interval and when.start and when.end:
        slide["end_date"] = _date(when.end)
    return slide


def _date(point: Point) -> dict[str, str]:
    year, month, day = point.first
    parts = {"year": str(year)}
    if point.month:
        parts["month"] = str(month)
    if point.day:
        parts["day"] = str(day)
    return parts


def _html(text: str) -> str:
    return html.escape(clean(text))
