"""The timeline band: one drawing of when things happened, made at build time, sharp at any width.

Places along the band are percentages, so that marks and letters keep their size on a phone. Marks that would touch are
stacked, more than a stack holds become one cluster; the script zooms with the same rules.
"""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from babel.dates import format_skeleton
from markupsafe import Markup

from generator.model.dates import Date, Day, from_ordinal, ordinal
from generator.model.records import Event
from generator.pages.entries import FAMILIES, Headline
from generator.pages.facts import Facts
from generator.pages.ordering import year_name
from generator.pages.printer import Printer, inside
from generator.pages.text import safe

_SLOTS = 44  # marks side by side on the narrowest screen
_STACK = 5
_LANES = 4
_STEP = 15  # pixels between marks of a stack
_SHAPES = {
    "accord": '<rect x="-6" y="-6" width="12" height="12" rx="2"/>',
    "pressure": '<path d="M0-8 8 0 0 8-8 0z"/>',
    "force": '<path d="M0-8 8 6H-8z"/>',
    "word": '<circle r="6.5"/>',
    "order": '<path d="M-4-7H4L8 0 4 7H-4L-8 0z"/>',
    "other": '<path d="M-2.5-7h5v4.5H7v5H2.5V7h-5V2.5H-7v-5h4.5z"/>',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """When an event was, in day numbers; an open end reaches to the edge of the view."""

    entry: Headline
    first: int | None
    last: int | None
    middle: float  # where its mark stands
    unsure: bool


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


def band(
    events: Sequence[Event],
    printer: Printer,
    root: str,
    *,
    small: bool = False,
    listed: frozenset[str] = frozenset(),
) -> Markup:
    """The band of these events; "" when fewer than two have a date. Marks of `listed` events lead down to the list."""
    dated = printer.facts.memory.each("extent", {e.id: e for e in events if e.date}, partial(_extent, printer=printer))
    if len(dated) < 2:
        return inside("")
    facts = printer.facts
    whole, view, words = _span(dated), _view(dated), facts.words
    inner = [e for e in dated if view.first <= e.middle <= view.last]
    outer = [e for e in dated if not view.first <= e.middle <= view.last]
    laid, rest = _laid(inner, view)
    top = 22 if outer else 6
    bars = "".join(_drawn(bar, top, root, listed) for bar in laid)
    marks, height = _marks(rest, view, root, listed, facts)
    floor = top + 8 + max((bar.lane + 1 for bar in laid), default=0) * 13 + max(height, 1) * _STEP + 8
    hint = words("band.label", first=words.date(_day(whole.first)), last=words.date(_day(whole.last)))
    drawing = "".join(
        [
            _ticks(view, floor, facts),
            bars,
            f'<g transform="translate(0 {floor})">{marks}</g>',
            _beyond(outer, view, root, facts),
        ]
    )
    zoom = "" if small else _caption(dated, facts)
    data = f'data-first="{whole.first}" data-last="{whole.last}" data-from="{view.first}" data-to="{view.last}"'
    return inside(
        f'<figure class="dl-band" data-search-exclude {data}{"" if small else " data-zoom"}>'
        f'<svg role="group" aria-label="{safe(hint)}" width="100%" height="{floor + 26}">'
        f"{_shapes()}{drawing}</svg>{zoom}</figure>"
    )


def _extent(event: Event, printer: Printer) -> Extent:
    entry, (first, last, middle) = printer.headline(event), _days(event.date)
    return Extent(entry=entry, first=first, last=last, middle=middle, unsure=entry.certainty != "exact")


@lru_cache(maxsize=20_000)
def _days(edtf: str) -> tuple[int | None, int | None, float]:
    date = Date.parse(edtf)
    first, last = (ordinal(day) if day else None for day in (date.first, date.last))
    ends = [end for end in (first, last) if end is not None]
    return first, last, sum(ends) / len(ends)


def _span(extents: Iterable[Extent]) -> View:
    days = [day for e in extents for day in (e.first, e.last) if day is not None]
    return View(min(days), max(days))


def _view(extents: Sequence[Extent]) -> View:
    """Leave a few far-off events out of the first view, so that the many are not squeezed to a corner."""
    middles = sorted(e.middle for e in extents)
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


def _link(e: Extent, root: str, listed: frozenset[str]) -> str:
    url = f"#{e.entry.id}" if e.entry.id in listed else root + e.entry.url
    label = safe(f"{e.entry.date}: {e.entry.title}")
    named = f'data-id="{safe(e.entry.id)}" aria-label="{label}"'
    return f'<a href="{safe(url)}" class="dl-f-{e.entry.family}" {named}><title>{label}</title>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar in its lane, ends in per cent."""

    extent: Extent
    lane: int
    left: float
    right: float


def _laid(extents: Iterable[Extent], view: View) -> tuple[list[Bar], list[Extent]]:
    """Events that took, or may have taken, more than a day, laid in lanes; and the rest, which become marks."""
    lanes: list[float] = []
    bars, rest = [], []
    for e in sorted(extents, key=lambda e: (e.middle, e.entry.id)):
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


def _drawn(bar: Bar, top: int, root: str, listed: frozenset[str]) -> str:
    """A bar: dashed where the date is not sure, an open end fading."""
    e = bar.extent
    fade = " dl-open-start" if e.first is None else " dl-open-end" if e.last is None else ""
    dash = " dl-dash" if e.unsure else ""
    width = max(bar.right - bar.left, 0.8)
    box = f'x="{bar.left:.2f}%" y="{top + 13 * bar.lane}" width="{width:.2f}%" height="9" rx="4.5"'
    return f'{_link(e, root, listed)}<rect class="dl-span{dash}{fade}" {box}/></a>'


def _is_bar(e: Extent, view: View) -> bool:
    if e.first is None or e.last is None:
        return True
    return (e.last - e.first) / (view.last - view.first + 1) > 1 / _SLOTS


def _marks(extents: Sequence[Extent], view: View, root: str, listed: frozenset[str], facts: Facts) -> tuple[str, int]:
    """All other events as marks standing on the line, stacked where they would touch."""
    slots: dict[int, list[Extent]] = {}
    for e in extents:
        slots.setdefault(int(view.at(e.middle) * _SLOTS / 100), []).append(e)
    drawn = [_slot(there, view, root, listed, facts) for _, there in sorted(slots.items())]
    return "".join(drawn), min(max(map(len, slots.values()), default=0), _STACK)


def _slot(there: list[Extent], view: View, root: str, listed: frozenset[str], facts: Facts) -> str:
    if len(there) <= _STACK:
        x = [view.at(e.middle) if len(there) == 1 else view.at(there[0].middle) for e in there]
        return "".join(
            f'{_link(e, root, listed)}<use href="#dl-s-{e.entry.family}"'
            f' class="dl-mark{" dl-dash" if e.unsure else ""}" x="{x[n]}%" y="{-9 - _STEP * n}"/></a>'
            for n, e in enumerate(there)
        )
    x_middle, count = view.at(sum(e.middle for e in there) / len(there)), len(there)
    name = year_name(from_ordinal(int(there[0].middle))[0])
    label = safe(f"{facts.words.date(_day(int(there[0].middle)))}: {facts.words.count('counts.events', count)}")
    return (
        f'<a href="{root}timeline/{name}.html" class="dl-cluster" aria-label="{label}"><title>{label}</title>'
        f'<circle cx="{x_middle}%" cy="-22" r="{min(12 + count // 12, 21)}"/>'
        f'<text x="{x_middle}%" y="-17">{count}</text></a>'
    )


def _ticks(view: View, floor: int, facts: Facts) -> str:
    line = f'<line class="dl-axis" x1="0" x2="100%" y1="{floor}" y2="{floor}"/>'
    marks = []
    for n, (day, label) in enumerate(ticks(view, facts)):
        x = view.at(day)
        marks.append(f'<line class="dl-tick" x1="{x}%" x2="{x}%" y1="{floor}" y2="{floor + 6}"/>')
        if 4 < x < 96:
            marks.append(
                f'<text class="dl-lab{" dl-alt" if n % 2 else ""}" x="{x}%" y="{floor + 20}">{safe(label)}</text>'
            )
    return line + "".join(marks)


def ticks(view: View, facts: Facts) -> list[tuple[int, str]]:
    """At most ten days of the view that are worth naming, with their names: days, else months, else years."""
    days = view.last - view.first + 1
    if days <= 60:
        step = next(s for s in (1, 2, 3, 5, 7, 10) if days / s <= 8 or s == 10)
        return [(n, _short(from_ordinal(n), "MMMd", facts)) for n in range(view.first + step // 2, view.last + 1, step)]
    if days <= 366 * 3:
        step = next(s for s in (1, 2, 3, 6) if days / 30.4 / s <= 8 or s == 6)
        return [(n, _short(from_ordinal(n), "yMMM", facts)) for n in _month_starts(view, step)]
    years = days // 365
    step = next(s * 10**p for p in range(6) for s in (1, 2, 5) if years / (s * 10**p) <= 8)
    first, last = from_ordinal(view.first)[0], from_ordinal(view.last)[0]
    return [(ordinal((y, 1, 1)), facts.words.date(Date.of(y))) for y in range(first + -first % step, last + 1, step)]


def _month_starts(view: View, step: int) -> Iterable[int]:
    year, month, _ = from_ordinal(view.first)
    while True:
        month += 1
        if month > 12:
            year, month = year + 1, 1
        start = ordinal((year, month, 1))
        if start > view.last:
            return
        if (month - 1) % step == 0:
            yield start


def _short(day: Day, skeleton: str, facts: Facts) -> str:
    year, month, number = day
    if not 1 <= year <= 9999:
        return facts.words.date(Date.of(year, month))
    locale = "en_GB" if facts.words.locale == "en" else facts.words.locale
    return str(format_skeleton(skeleton, datetime.date(year, month, number), locale=locale))


def _day(number: int) -> Date:
    return Date.of(*from_ordinal(number))


def _beyond(outer: Sequence[Extent], view: View, root: str, facts: Facts) -> str:
    """Signs at the edges for what lies outside the first view."""
    signs = []
    for key, side, x in (
        ("earlier", [e for e in outer if e.middle < view.first], "0"),
        ("later", [e for e in outer if e.middle > view.last], "100%"),
    ):
        if side:
            arrows = ("‹ ", "") if key == "earlier" else ("", " ›")
            text = f"{arrows[0]}{facts.words(f'band.{key}')}: {len(side)}{arrows[1]}"
            anchor = "start" if key == "earlier" else "end"
            signs.append(
                f'<a href="{root}{side[0].entry.url}" class="dl-beyond">'
                f'<text x="{x}" y="14" text-anchor="{anchor}">{safe(text)}</text></a>'
            )
    return "".join(signs)


def _shapes() -> str:
    shapes = "".join(f'<g id="dl-s-{family}">{_SHAPES[family]}</g>' for family in FAMILIES)
    fades = "".join(
        f'<linearGradient id="dl-grade-{side}" x1="{x}" x2="{1 - x}"><stop offset=".2" stop-color="#fff"/>'
        f'<stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>'
        f'<mask id="dl-fade-{side}" maskContentUnits="objectBoundingBox">'
        f'<rect width="1" height="1" fill="url(#dl-grade-{side})"/></mask>'
        for side, x in (("end", 0), ("start", 1))
    )
    return f"<defs>{shapes}{fades}</defs>"


def _caption(extents: Sequence[Extent], facts: Facts) -> str:
    """What the shapes stand for, and the buttons that the script brings to life."""
    seen = {e.entry.family for e in extents}
    key = "".join(
        f'<span class="dl-key dl-f-{family}"><svg width="12" height="12" viewBox="-9 -9 18 18" aria-hidden="true">'
        f'<use href="#dl-s-{family}" class="dl-mark"/></svg> {safe(facts.words(f"families.{family}"))}</span>'
        for family in FAMILIES
        if family in seen
    )
    names = (("earlier", "‹"), ("zoom_out", "−"), ("reset", "⤢"), ("zoom_in", "+"), ("later", "›"))
    buttons = "".join(
        f'<button type="button" data-do="{name}" aria-label="{safe(facts.words(f"band.{name}"))}">{sign}</button>'
        for name, sign in names
    )
    help_ = safe(facts.words("band.help"))
    return (
        f'<figcaption><span class="dl-fine">{key} <span>{safe(facts.words("band.key"))}</span></span>'
        f'<span class="dl-zoom" role="group" aria-label="{help_}">{buttons}</span></figcaption>'
    )
