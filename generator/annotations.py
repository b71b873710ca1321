"""JSON Lines in, JSON Lines out: what other programs ask the extractor, and what it answers.

A line asks `{"id", "text", "published"?, "title"?}`; the answer's offsets are code points into that `text` as given.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.document import ActorMention, Document, DocumentActor, EventMention, Quote, Span

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One line of input; `id` comes back as it was, whatever its type."""

    id: Any
    text: str
    published: str = ""
    title: str = ""


def question(line: str) -> Question:
    """Read one line; ValueError says in plain words what is wrong with it."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}") from error
    if not isinstance(asked, dict):
        raise ValueError('is not an object such as {"id": "1", "text": "..."}')
    if not isinstance(asked.get("text"), str):
        raise ValueError("has no text")
    if not isinstance(asked.get("id"), str | int):
        raise ValueError("has no id")
    hints = {name: asked.get(name) or "" for name in ("published", "title")}
    for name, value in hints.items():
        if not isinstance(value, str):
            raise ValueError(f"{name} is not text")
    # Half a surrogate pair is no character: it is replaced by one, so that no offset moves.
    return Question(id=asked["id"], text=_LONE_SURROGATE.sub("\ufffd", asked["text"]), **hints)


def answer(asked: Question, document: Document, *, explain: bool = False) -> str:
    """The document as one line of ASCII; `explain` adds the grounds of each annotation."""
    names = {actor.key: actor.name for actor in document.actors}
    fields = {
        "id": asked.id,
        "timexes": _timexes(document, explain),
        "actors": _actors(document, explain),
        "quotes": [_quote(quote, names) for quote in document.quotes],
        "events": list(_events(document, names, explain)),
    }
    if explain:
        fields["warnings"] = list(document.warnings)
    return json.dumps(fields)


def _timexes(document: Document, explain: bool) -> list[dict[str, Any]]:
    return [
        {**_span(timex.span), "type": str(timex.type), "value": timex.value, "edtf": timex.edtf}
        | ({"basis": str(timex.basis), "anchor": timex.anchor, "rule": timex.rule} if explain else {})
        for timex in document.timexes
    ]


def _actors(document: Document, explain: bool) -> list[dict[str, Any]]:
    mentions: defaultdict[str, list[ActorMention]] = defaultdict(list)
    for mention in document.mentions:
        mentions[mention.actor].append(mention)
    return [
        {
            "name": actor.name,
            "type": str(actor.type),
            "aliases": list(actor.aliases),
            "mentions": [_span(mention.span) for mention in mentions[actor.key] if _tells_name(mention, actor)],
        }
        | ({"title": actor.title, "country": actor.country, "ground": actor.ground} if explain else {})
        for actor in document.actors
    ]


def _tells_name(mention: ActorMention, actor: DocumentActor) -> bool:
    """Other programs ask where an actor is named: by name, or, where it has none, by what it is called."""
    return mention.form == "name" or (not actor.named and mention.form != "pronoun")


def _quote(quote: Quote, names: Mapping[str, str]) -> dict[str, Any]:
    return {**_span(quote.span), "speaker": names.get(quote.speaker, ""), "cue": quote.cue}


def _event(event: EventMention, names: Mapping[str, str], explain: bool) -> dict[str, Any]:
    place = {"name": event.place.name, "country": event.place.country} if event.place else None
    said: dict[str, Any] = {
        "type": str(event.type),
        "status": str(event.status),
        "date": event.date,
        "place": place,
        "title": event.title,
        "listed": event.listed,
        "confidence": round(event.confidence, 3),
        "trigger": _span(event.trigger),
        "evidence": [_span(sentence) for sentence in event.evidence],
        "actors": [
            {
                "name": names[part.actor],
                "role": str(part.role),
                "according_to": names.get(part.according_to, part.according_to),
            }
            | ({"ground": part.ground} if explain else {})
            for part in event.participants
            if part.actor in names
        ],
    }
    if explain:
        said |= {"date_text": event.date_text, "date_basis": str(event.date_basis), "grounds": list(event.grounds)}
    return said


def _events(document: Document, names: Mapping[str, str], explain: bool) -> Iterator[dict[str, Any]]:
    """Each event, then its further mentions: the same record at another trigger, never listed."""
    for event in _in_text_order(document):
        said = _event(event, names, explain)
        yield said
        for trigger in event.other_triggers:
            sentence = document.sentence_at(trigger.start)
            evidence = [_span(sentence.span)] if sentence else said["evidence"]
            mention = {"listed": False, "trigger": _span(trigger), "evidence": evidence, "mention_of": said["trigger"]}
            yield said | mention


def _in_text_order(document: Document) -> list[EventMention]:
    """By sentence; within one the extractor's own order stays, the main event first."""
    return sorted(document.events, key=lambda event: (event.evidence[0] if event.evidence else event.trigger).start)


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
