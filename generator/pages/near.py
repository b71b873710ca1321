"""Which other events the page of an event leads to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from generator.model.records import Event
from generator.pages.ordering import days_apart, in_time

MOST = 6
Near = tuple[tuple[str, str], ...]
"""Ids of events, the first ones first, and why each is named."""


def near(event: Event, of_actors: Iterable[Sequence[Event]], there: Sequence[Event]) -> Near:
    """What shares most actors with it, then what happened at the same place.

    Given are the events around it, of each actor and of the place: windows, so that work stays linear.
    """
    sharing = [(other.id, "same_actors") for other in _sharing(event, of_actors)[:MOST]]
    found: dict[str, str] = {}
    for other, why in chain(sharing, ((other.id, "same_place") for other in _nearest(event, there))):
        if len(found) < MOST:
            found.setdefault(other, why)
    return tuple(found.items())


def _sharing(event: Event, of_actors: Iterable[Sequence[Event]]) -> list[Event]:
    shared: Counter[str] = Counter()
    met: dict[str, Event] = {}
    for other in chain.from_iterable(of_actors):
        shared[other.id] += 1
        met[other.id] = other
    most = [other for other in met.values() if shared[other.id] > 1] or list(met.values())
    return sorted(_nearest(event, most), key=lambda other: -shared[other.id])


def _nearest(event: Event, others: Iterable[Event]) -> list[Event]:
    """The nearest in time first, those equally near in order of time."""
    return sorted(others, key=lambda other: (days_apart(event, other), in_time(other)))
