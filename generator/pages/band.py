"""The timeline band: one drawing of when things happened, made at build time, sharp at any width.

Places along the band are percentages, so that marks and letters keep their size on a phone. Marks that would touch are
stacked, more than a stack holds become one cluster; the script zooms with the same rules.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from babel.dates import format_skeleton
from markupsafe import Markup

from generator.model.dates import Date, Day, from_ordinal, ordinal
from generator.model.records import Event
from generator.pages.entries import FAMILIES, FAMILY_OF
from generator.pages.extents import Bar, Extent, Layout, View, dated, laid_out
from generator.pages.facts import Facts
from generator.pages.ordering import year_name
from generator.pages.printer import Printer, inside
from generator.pages.text import safe

_STACK = 5
_STEP = 15  # pixels between marks of a stack
_SHAPES = {
    "accord": '<rect x="-6" y="-6" width="12" height="12" rx="2"/>',
    "pressure": '<path d="M0-8 8 0 0 8-8 0z"/>',
    "force": '<path d="M0-8 8 6H-8z"/>',
    "word": '<circle r="6.5"/>',
    "order": '<path d="M-4-7H4L8 0 4 7H-4L-8 0z"/>',
    "other": '<path d="M-2.5-7h5v4.5H7v5H2.5V7h-5V2.5H-7v-5h4.5z"/>',
}

_Linking = Callable[[Extent], str]


def band(
    events: Sequence[Event],
    printer: Printer,
    root: str,
    *,
    small: bool = False,
    listed: frozenset[str] = frozenset(),
) -> Markup:
    """The band of these events; "" when fewer than two have a date. Marks of `listed` events lead down to the list."""
    facts, words = printer.facts, printer.facts.words
    extents = dated(events, facts)
    if len(extents) < 2:
        return inside("")
    layout = _layout(events, extents, facts)
    whole, view = layout.whole, layout.view
    top = 22 if layout.earlier or layout.later else 6
    bars = "".join(_drawn(bar, top, partial(_link, printer, root, listed)) for bar in layout.bars)
    marks = "".join(_slot(there, view, root, partial(_link, printer, root, listed), facts) for there in layout.slots)
    height = min(max(map(len, layout.slots), default=0), _STACK)
    floor = top + 8 + max((bar.lane + 1 for bar in layout.bars), default=0) * 13 + max(height, 1) * _STEP + 8
    hint = words("band.label", first=words.date(_day(whole.first)), last=words.date(_day(whole.last)))
    drawing = "".join(
        [
            _ticks(view, floor, facts),
            bars,
            f'<g transform="translate(0 {floor})">{marks}</g>',
            _beyond(extents, layout, root, facts),
        ]
    )
    zoom = "" if small else _caption(extents, facts)
    data = f'data-first="{whole.first}" data-last="{whole.last}" data-from="{view.first}" data-to="{view.last}"'
    return inside(
        f'<figure class="dl-band" data-search-exclude {data}{"" if small else " data-zoom"}>'
        f'<svg role="group" aria-label="{safe(hint)}" width="100%" height="{floor + 26}">'
        f"{_shapes()}{drawing}</svg>{zoom}</figure>"
    )


def _layout(events: Sequence[Event], extents: Sequence[Extent], facts: Facts) -> Layout:
    """Two pages draw all events."""
    if events is not facts.events:
        return laid_out(extents)
    return facts.memory.kept("layout", "", extents, lambda: laid_out(extents))


def _link(printer: Printer, root: str, listed: frozenset[str], extent: Extent) -> str:
    entry = printer.headline(extent.event)
    url = f"#{entry.id}" if entry.id in listed else root + entry.url
    label = safe(f"{entry.date}: {entry.title}")
    named = f'data-id="{safe(entry.id)}" aria-label="{label}"'
    return f'<a href="{safe(url)}" class="dl-f-{entry.family}" {named}><title>{label}</title>'


def _drawn(bar: Bar, top: int, link: _Linking) -> str:
    """A bar: dashed where the date is not sure, an open end fading."""
    e = bar.extent
    fade = " dl-open-start" if e.first is None else " dl-open-end" if e.last is None else ""
    dash = " dl-dash" if e.unsure else ""
    width = max(bar.right - bar.left, 0.8)
    box = f'x="{bar.left:.2f}%" y="{top + 13 * bar.lane}" width="{width:.2f}%" height="9" rx="4.5"'
    return f'{link(e)}<rect class="dl-span{dash}{fade}" {box}/></a>'


def _slot(there: Sequence[Extent], view: View, root: str, link: _Linking, facts: Facts) -> str:
    """Events as marks standing on the line, stacked where they would touch."""
    if len(there) <= _STACK:
        x = [view.at(e.middle) if len(there) == 1 else view.at(there[0].middle) for e in there]
        return "".join(
            f'{link(e)}<use href="#dl-s-{_family(e)}"'
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


def _families(extents: Iterable[Extent]) -> set[str]:
    seen: set[str] = set()
    for extent in extents:
        seen.add(_family(extent))
        if len(seen) == len(FAMILIES):
            break
    return seen


def _family(extent: Extent) -> str:
    return FAMILY_OF[extent.event.type.value]


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


def _beyond(extents: Sequence[Extent], layout: Layout, root: str, facts: Facts) -> str:
    """Signs at the edges for what lies outside the first view."""
    signs, view = [], layout.view
    for key, number, x in (("earlier", layout.earlier, "0"), ("later", layout.later, "100%")):
        if number:
            arrows = ("‹ ", "") if key == "earlier" else ("", " ›")
            text = f"{arrows[0]}{facts.words(f'band.{key}')}: {number}{arrows[1]}"
            anchor = "start" if key == "earlier" else "end"
            nearest = next(e for e in extents if (e.middle < view.first if key == "earlier" else e.middle > view.last))
            signs.append(
                f'<a href="{root}{facts.event_url(nearest.event.id)}" class="dl-beyond">'
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
    seen = _families(extents)
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
