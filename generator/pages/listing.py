"""A list of events as pages: the first hundred at its own address, and where there are more, a page for each period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, groupby

from generator.model.records import Event
from generator.pages.band import band
from generator.pages.memory import Files
from generator.pages.ordering import newest_first
from generator.pages.periods import PAGE_LENGTH, Part, address, around, briefly, cut, named, period_name
from generator.pages.printer import Jump, Link, Paging, Printer, between, root
from generator.pages.words import Words

_NEARBY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All events that share something, in order of time."""

    uri: str
    title: str
    kicker: str
    above: tuple[str, str]  # name and address of the page that leads here
    events: tuple[Event, ...]
    of_a_year: bool = False  # is read in order of time, and its periods say the year themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on one page of a list."""

    title: str
    kicker: str
    count: str
    crumbs: tuple[Link, ...]
    events: tuple[Event, ...]
    drawn: tuple[Event, ...]  # in the band
    paging: Paging


def listing_pages(kind: str, listings: Sequence[Listing], printer: Printer) -> Iterator[Files]:
    """All pages of these lists."""
    memory = printer.facts.memory
    given = {listing.uri: listing for listing in listings}
    found = memory.each(f"sheets of {kind}", given, partial(sheets, words=printer.facts.words))
    pages = memory.kept(f"{kind} by address", "", found, lambda: dict(chain.from_iterable(found)))
    return printer.pages(kind, pages, partial(sheet_page, printer=printer))


def sheets(listing: Listing, words: Words) -> list[tuple[str, Sheet]]:
    """The pages of a list by their addresses: its own, then those of its periods."""
    events = listing.events if listing.of_a_year else newest_first(listing.events)
    parts = [(address(listing.uri, part), part) for part in cut(events)]
    own = Sheet(
        title=listing.title,
        kicker=listing.kicker,
        count=words.count("counts.events", len(events)),
        crumbs=_crumbs(listing.uri, listing.above),
        events=events[:PAGE_LENGTH],
        drawn=listing.events,
        paging=_all_periods(listing, parts, words) if parts else Paging(),
    )
    return [(listing.uri, own), *_further(parts, listing, words)]


def _further(parts: Sequence[tuple[str, Part]], listing: Listing, words: Words) -> Iterator[tuple[str, Sheet]]:
    if not parts:
        return
    here = parts[0][0]  # all lie in one folder
    beginning = Link(name=_beginning(listing, words), url=between(here, listing.uri))
    crumbs = _crumbs(here, listing.above, (listing.title, listing.uri))
    links = list(_links(here, parts, words))
    for n, (uri, part) in enumerate(parts):
        before, after = links[max(0, n - _NEARBY) : n], links[n + 1 : n + 1 + _NEARBY]
        paging = Paging(links=(beginning, *before, Link(name=links[n].name), *after))
        yield uri, _of_a_period(part, crumbs, paging, listing, words)


def _of_a_period(part: Part, crumbs: tuple[Link, ...], paging: Paging, listing: Listing, words: Words) -> Sheet:
    period = named(part, words)
    return Sheet(
        title=_upper(period) if listing.of_a_year else words("list.within", name=listing.title, period=period),
        kicker=listing.kicker,
        count=words.count("counts.events", len(part.events)),
        crumbs=crumbs,
        events=part.events,
        drawn=part.events,
        paging=paging,
    )


def _all_periods(listing: Listing, parts: Sequence[tuple[str, Part]], words: Words) -> Paging:
    """On the list's own page: the ways to all periods, and to those in which one reads on."""
    ends = accumulate(len(part.events) for _, part in parts)
    after = next(n for n, end in enumerate(ends) if end > PAGE_LENGTH)
    here = Link(name=_beginning(listing, words))
    shown = "list.first_shown" if listing.of_a_year else "home.more"
    return Paging(
        links=(here, *_links(listing.uri, parts[after : after + 1 + _NEARBY], words)),
        jumps=tuple(_jumps(listing.uri, parts, words)),
        shown=words(shown, shown=PAGE_LENGTH, all=f"{len(listing.events):,}"),
    )


def _jumps(here: str, parts: Sequence[tuple[str, Part]], words: Words) -> Iterator[Jump]:
    for beside, found in groupby(parts, lambda one: around(one[1].period)):
        links = (
            Link(name=_upper(briefly(part, words)), url=between(here, uri), label=_upper(named(part, words)))
            for uri, part in found
        )
        yield Jump(name=period_name(beside, words) if beside else "", links=tuple(links))


def _links(here: str, parts: Sequence[tuple[str, Part]], words: Words) -> Iterator[Link]:
    for uri, part in parts:
        yield Link(name=_upper(named(part, words)), url=between(here, uri))


def _beginning(listing: Listing, words: Words) -> str:
    return words("list.beginning" if listing.of_a_year else "list.newest")


def _crumbs(here: str, *above: tuple[str, str]) -> tuple[Link, ...]:
    return tuple(Link(name=name, url=between(here, uri)) for name, uri in above)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def sheet_page(uri: str, sheet: Sheet, printer: Printer) -> str:
    """The page of a list, or of a period of it."""
    listed = frozenset(event.id for event in sheet.events)
    return printer.page(
        uri,
        "list",
        title=sheet.title,
        kicker=sheet.kicker,
        count=sheet.count,
        crumbs=sheet.crumbs,
        paging=sheet.paging,
        band=band(sheet.drawn, printer, root(uri), small=True, listed=listed),
        list=printer.months(sheet.events, uri),
    )
