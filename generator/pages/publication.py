"""What may be shown of a timeline: here, and nowhere else, rejected and left-out records leave the site."""

from dataclasses import replace
from typing import TypeVar

from generator.model.records import Actor, Event, EventActor, EventQuote, Figure
from generator.model.timeline import Timeline
from generator.model.vocabulary import Review

_Attributed = TypeVar("_Attributed", EventActor, Figure)


def published(timeline: Timeline) -> Timeline:
    """The timeline without records that an editor rejected or the briefing leaves out, and without their names."""
    left_out = set(timeline.briefing.exclude)
    events = {id_: event for id_, event in timeline.events.items() if _is_shown(event, left_out)}
    actors = {id_: actor for id_, actor in timeline.actors.items() if _is_shown(actor, left_out)}
    hidden = {old for id_ in timeline.actors.keys() - actors.keys() for old in (id_, *timeline.actors[id_].same_as)}
    if hidden:
        events = {id_: _without(event, hidden) for id_, event in events.items()}
        actors = {id_: _unaffiliated(actor, hidden) for id_, actor in actors.items()}
    return replace(timeline, events=events, actors=actors)


def _is_shown(record: Event | Actor, left_out: set[str]) -> bool:
    if record.review is Review.REJECTED:
        return False
    return not left_out or (
        record.id not in left_out and (isinstance(record, Actor) or record.type.value not in left_out)
    )


def _without(event: Event, hidden: set[str]) -> Event:
    """The event without what refers to hidden actors; an untouched one is given back as it is."""
    changes = {
        "actors": tuple(_plain(part, hidden) for part in event.actors if part.actor not in hidden),
        "figures": tuple(_plain(figure, hidden) for figure in event.figures),
        "quotes": tuple(_unspoken(quote, hidden) for quote in event.quotes),
    }
    changed = {name: value for name, value in changes.items() if value != getattr(event, name)}
    return event.model_copy(update=changed) if changed else event


def _plain(claim: _Attributed, hidden: set[str]) -> _Attributed:
    return claim.model_copy(update={"according_to": ""}) if claim.according_to in hidden else claim


def _unspoken(quote: EventQuote, hidden: set[str]) -> EventQuote:
    return quote.model_copy(update={"speaker": ""}) if quote.speaker in hidden else quote


def _unaffiliated(actor: Actor, hidden: set[str]) -> Actor:
    return actor.model_copy(update={"affiliation": ""}) if actor.affiliation in hidden else actor
