"""What may be shown of a timeline: here, and nowhere else, rejected and left-out records leave the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.model.records import Actor, Event, EventActor, EventQuote, Figure
from generator.model.timeline import Timeline
from generator.model.vocabulary import Review

_Shown = TypeVar("_Shown", Event, Actor)
_Attributed = TypeVar("_Attributed", EventActor, Figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The records that the site shows, by their ids. Of events those that others took in are not among them."""

    events: dict[str, Event]
    actors: dict[str, Actor]
    same: Mapping[str, str]  # ids that were merged away, to the id of the event or actor that took them in
    altered: Mapping[str, bool]  # paths of records that are not shown as they stand


def published(timeline: Timeline) -> Published:
    """What is left without records that an editor rejected or the briefing leaves out, and without their names."""
    left_out = set(timeline.briefing.exclude)
    events, actors = _kept(timeline.events, left_out), _kept(timeline.actors, left_out)
    if left_out:
        events = {id_: event for id_, event in events.items() if event.type.value not in left_out}
    hidden = {old for id_ in timeline.actors.keys() - actors.keys() for old in (id_, *timeline.actors[id_].same_as)}
    altered: dict[str, bool] = {}
    if hidden:
        events = {id_: _without(event, hidden) for id_, event in events.items()}
        actors = {id_: _unaffiliated(actor, hidden) for id_, actor in actors.items()}
        altered |= {f"events/{id_}": True for id_, event in events.items() if event is not timeline.events[id_]}
        altered |= {f"actors/{id_}": True for id_, actor in actors.items() if actor is not timeline.actors[id_]}
    holders = [event for event in events.values() if event.same_as]
    merged = {old for event in holders for old in event.same_as}
    events = {id_: event for id_, event in events.items() if id_ not in merged} if merged else events
    same = {old: event.id for event in holders if event.id not in merged for old in event.same_as}
    same |= {old: actor.id for actor in actors.values() for old in actor.same_as}
    return Published(events=events, actors=actors, same=same, altered=altered)


def _kept(records: Mapping[str, _Shown], left_out: set[str]) -> dict[str, _Shown]:
    return {one.id: one for one in records.values() if one.review is not Review.REJECTED and one.id not in left_out}


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
