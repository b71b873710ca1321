"""When events were, laid out along a line: which part of it is shown, what becomes a bar, what a mark."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from generator.model.dates import Date, ordinal
from generator.model.records import Event
from generator.pages.dating import certainty
from generator.pages.facts import Facts

_SLOTS = 44  # marks side by side on the narrowest screen
_LANES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """When an event was, in day numbers; an open end reaches to the edge of the view."""

    event: Event
    first: int | None
    last: int | None
    middle: float  # where its mark stands
    unsure: bool
    place: tuple[float, str]  # in the order of marks


@dataclass(frozen=True, slots=True)
class View:
    """The days that are drawn, both included."""

    first: int
    last: int

    @property
    def tail(self) -> float:
        """Per cent over which an open end fades away: two days at least."""
        return max(9, 2 * 97 / (self.last - self.first + 1))

    def at(self, day: float) -> float:
        """Per cent from the left edge to the middle of this day."""
        return round(1.5 + 97 * (day - self.first + 0.5) / (self.last - self.first + 1), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar in its lane, ends in per cent."""

    extent: Extent
    lane: int
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where what stands: `slots` are marks that would touch."""

    whole: View
    view: View
    bars: Sequence[Bar]
    slots: Sequence[Sequence[Extent]]
    earlier: int  # how many are left out on this side
    later: int


def dated(events: Sequence[Event], facts: Facts) -> list[Extent]:
    """The extents of those events that have a date."""
    found = facts.memory.each("extent", facts.by_id, _extent, told=False)  # from nothing but the event
    known: Mapping[str, Extent | None]
    given = list(facts.by_id), found  # undated events are all alike but for their ids
    known = facts.memory.kept("extents", "", given, lambda: dict(zip(*given, strict=True)))
    if events is facts.events:  # two pages draw them all
        return facts.memory.kept("dated", "", found, lambda: [extent for extent in found if extent])
    return [extent for event in events if (extent := known[event.id])]


def _extent(event: Event) -> Extent | None:
    if not event.date:
        return None
    first, last, middle = _days(event.date)
    return Extent(
        event=event, first=first, last=last, middle=middle, unsure=certainty(event) != "exact", place=(middle, event.id)
    )


@lru_cache(maxsize=20_000)
def _days(edtf: str) -> tuple[int | None, int | None, float]:
    date = Date.parse(edtf)
    first, last = (ordinal(day) if day else None for day in (date.first, date.last))
    ends = [end for end in (first, last) if end is not None]
    return first, last, sum(ends) / len(ends)


def laid_out(extents: Sequence[Extent]) -> Layout:
    """Lay out two or more."""
    days = [day for e in extents for day in (e.first, e.last) if day is not None]
    ordered = sorted(extents, key=attrgetter("place"))
    middles = [e.middle for e in ordered]
    view = _view(middles)
    start, end = bisect_left(middles, view.first), bisect_right(middles, view.last)
    bars, rest = _laid(ordered[start:end], view)
    return Layout(
        whole=View(min(days), max(days)),
        view=view,
        bars=bars,
        slots=list(_slots(rest, view)),
        earlier=start,
        later=len(ordered) - end,
    )


def _view(middles: Sequence[float]) -> View:
    """Leave a few far-off events out of the first view, so that the many are not squeezed to a corner."""
    spare = len(middles) // 4
    while len(middles) > 2:
        gaps = [b - a for a, b in itertools.pairwise(middles)]
        widest = max(range(len(gaps)), key=gaps.__getitem__)
        few = min(widest + 1, len(gaps) - widest)
        if gaps[widest] < 0.4 * (middles[-1] - middles[0]) or few > spare or middles[-1] - middles[0] < 20:
            break
        middles = middles[widest + 1 :] if widest + 1 == few else middles[: widest + 1]
        spare -= few
    margin = max(1, round((middles[-1] - middles[0]) * 0.03))
    return View(int(middles[0]) - margin, int(middles[-1]) + margin)


def _laid(extents: Sequence[Extent], view: View) -> tuple[list[Bar], list[Extent]]:
    """Events that took, or may have taken, more than a day, laid in lanes; and the rest, which become marks."""
    lanes: list[float] = []
    bars, rest = [], []
    for e in extents:
        if not _is_bar(e, view):
            rest.append(e)
            continue
        left, right = _ends(e, view)
        lane = next((n for n, end in enumerate(lanes) if end < left), len(lanes))
        if lane >= _LANES:
            rest.append(e)
            continue
        lanes[lane:] = [right, *lanes[lane + 1 :]]
        bars.append(Bar(extent=e, lane=lane, left=left, right=right))
    return bars, rest


def _ends(e: Extent, view: View) -> tuple[float, float]:
    left = view.at(max(e.first, view.first) - 0.5) if e.first is not None else view.at(e.middle + 0.5) - view.tail
    right = view.at(min(e.last, view.last) + 0.5) if e.last is not None else view.at(e.middle - 0.5) + view.tail
    return max(left, 0), min(right, 100)


def _is_bar(e: Extent, view: View) -> bool:
    if e.first is None or e.last is None:
        return True
    return (e.last - e.first) / (view.last - view.first + 1) > 1 / _SLOTS


def _slots(extents: Sequence[Extent], view: View) -> Iterator[Sequence[Extent]]:
    """Cut where the next slot begins; they come in order of their middles."""
    start = 0
    while start < len(extents):
        slot = _slot(extents[start], view)
        end = bisect_right(extents, slot, start, key=lambda e: _slot(e, view))
        yield extents[start:end]
        start = end


def _slot(extent: Extent, view: View) -> int:
    return int(view.at(extent.middle) * _SLOTS / 100)
