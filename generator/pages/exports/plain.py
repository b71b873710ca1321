"""Records as plain values, with only so much of the articles' words as may be published."""

from typing import Any

from generator.model.records import Actor, Article, Event
from generator.model.vocabulary import PublishText
from generator.pages.entries import place_words
from generator.pages.facts import Facts
from generator.pages.text import clean


def event_values(event: Event, facts: Facts) -> dict[str, Any]:
    """An event's record with its id and page; quoted words of articles that keep their text are left out."""
    values: dict[str, Any] = {"id": event.id, "url": facts.event_url(event.id)}
    values |= event.model_dump(mode="json")
    for name in ("evidence", "quotes"):
        values[name] = [part for part in values.pop(name) if _open(part["article"], facts)]
    values["corrections"] = [mended for mended in values.pop("corrections") if not mended["silent"]]
    cleaned: dict[str, Any] = _cleaned(values)
    return cleaned


def actor_values(actor: Actor, facts: Facts) -> dict[str, Any]:
    """An actor's record with its id, page and the events it is in."""
    values = {
        "id": actor.id,
        "url": facts.actor_url(actor.id),
        **actor.model_dump(mode="json", exclude={"corrections"}),
    }
    values["events"] = [event.id for event in facts.own_events(actor.id)]
    cleaned: dict[str, Any] = _cleaned(values)
    return cleaned


def article_values(key: str, article: Article, facts: Facts) -> dict[str, Any]:
    """An article's record without the path of its file."""
    values = {
        "id": key,
        "page": facts.article_url(key),
        **article.model_dump(mode="json", exclude={"file", "publish_text"}),
    }
    values["events"] = [event.id for event in facts.events_in(key)]
    cleaned: dict[str, Any] = _cleaned(values)
    return cleaned


def one_line(event: Event, facts: Facts) -> str:
    """What feeds and calendars say about an event: its summary, else its first evidence, else its place."""
    sentence = next((e.exact for e in event.evidence if _open(e.article, facts)), "")
    return clean(" ".join((event.summary or sentence or place_words(event, facts)).split()))


def published(event: Event, facts: Facts) -> str:
    """Day on which it became known, as RFC 3339 wants it: that of its article, else a fixed early day."""
    days = (facts.published_on(evidence.article) for evidence in event.evidence)
    return instant(next((day for day in days if day is not None), ""))


def instant(day: str) -> str:
    """The day as RFC 3339 wants it, a fixed early one where it is not known."""
    return f"{day}T00:00:00Z" if len(day) == 10 and day[:4] > "0001" else "1970-01-01T00:00:00Z"


def _open(article: str, facts: Facts) -> bool:
    return facts.publishes(article) is not PublishText.NONE


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value
