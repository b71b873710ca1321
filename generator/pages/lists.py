"""The pages that lead to events: periods, types, places; and the indexes of actors and articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.records import Actor, Event
from generator.pages.band import band
from generator.pages.entries import date_words
from generator.pages.facts import Facts, month_of, year_name
from generator.pages.printer import Link, Page, Printer, between, paged, root


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of an index table."""

    name: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table of an index with its heading."""

    id: str
    name: str
    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Ways to further pages under one word."""

    name: str
    links: tuple[Link, ...]


def timeline_pages(printer: Printer) -> Iterator[Page]:
    """The whole span as years, and a page (or more) for each year."""
    facts, words = printer.facts, printer.facts.words
    years = _by_year(facts)
    rows = [
        Row(name=name, url=f"{key}.html", cells=(words.count("counts.events", len(there)),))
        for key, (name, there) in years.items()
    ]
    heads = (words("list.year"), words("site.events"))
    yield _index(printer, "timeline/index.md", "timeline", rows, heads=heads, with_band=True)
    for key, (name, there) in years.items():
        yield from _list(printer, f"timeline/{key}.md", name, words("site.timeline"), "timeline/index.md", there)


def _by_year(facts: Facts) -> dict[str, tuple[str, list[Event]]]:
    years: dict[str, tuple[str, list[Event]]] = {}
    for event in facts.events:
        month = month_of(event.when)
        key = year_name(month[0]) if month else "undated"
        name = facts.words.date(key) if month else facts.words("timeline.undated")
        years.setdefault(key, (name, []))[1].append(event)
    return years


def type_pages(printer: Printer) -> Iterator[Page]:
    """Events by what they are."""
    facts, words = printer.facts, printer.facts.words
    kinds: dict[str, list[Event]] = defaultdict(list)
    for event in facts.events:
        kinds[event.type.value].append(event)
    ordered = sorted(kinds, key=lambda k: (-len(kinds[k]), k))
    names = {kind: words.kind(kinds[kind][0].type) for kind in kinds}
    rows = [
        Row(name=names[k], url=f"type/{k.lower()}.html", cells=(words.count("counts.events", len(kinds[k])),))
        for k in ordered
    ]
    yield _index(printer, "events/index.md", "types", rows)
    for kind in ordered:
        yield from _list(
            printer,
            f"events/type/{kind.lower()}.md",
            names[kind],
            words("site.events"),
            "events/index.md",
            kinds[kind][::-1],
        )


def place_pages(printer: Printer) -> Iterator[Page]:
    """Events by where they were."""
    facts, words = printer.facts, printer.facts.words
    rows = [
        Row(
            name=place.name,
            url=f"{key}.html",
            cells=(
                words.country(place.country) if place.country else "",
                words.count("counts.events", len(place.events)),
            ),
        )
        for key, place in sorted(facts.places.items(), key=lambda p: (-len(p[1].events), p[1].name.casefold()))
    ]
    for here, part, paging in paged("places/index.md", rows, words):
        yield _index(
            printer,
            here,
            "places",
            part,
            paging=paging,
            heads=(words("event.place"), words("list.country"), words("site.events")),
        )
    for key, place in facts.places.items():
        name = place.name if not place.country else f"{place.name}, {words.country(place.country)}"
        yield from _list(printer, f"places/{key}.md", name, words("site.places"), "places/index.md", place.events[::-1])


def article_index(printer: Printer) -> Iterator[Page]:
    """All articles, the newest first."""
    facts, words = printer.facts, printer.facts.words
    newest = sorted(facts.timeline.articles.items(), key=lambda pair: (pair[1].published, pair[0]), reverse=True)
    for here, part, paging in paged("articles/index.md", newest, words):
        rows = [
            Row(
                name=article.title,
                url=between(here, f"articles/{facts.article_stems[key]}.md"),
                cells=(
                    article.publisher,
                    words.date(article.published),
                    words.count("counts.events", len(facts.by_article.get(key, ()))),
                ),
            )
            for key, article in part
        ]
        heads = (words("event.article"), words("list.publisher"), words("event.date"), words("site.events"))
        yield _index(printer, here, "articles", rows, paging=paging, heads=heads)


def actor_index(printer: Printer) -> Iterator[Page]:
    """Actors by weight, then the same by kind, by country and by letter, each page a hundred rows."""
    facts, words = printer.facts, printer.facts.words
    groups = {"kind": _by_kind(facts), "country": _by_country(facts), "letter": _by_letter(facts)}
    jumps = {
        way: [(name, f"actors/{way}/{key}.md") for key, (name, _) in found.items()] for way, found in groups.items()
    }
    for here, part, paging in paged("actors/index.md", facts.actors, words):
        yield _actors(printer, here, words("site.actors"), part, paging, jumps if here == "actors/index.md" else {})
    for way, found in groups.items():
        for key, (name, there) in found.items():
            for here, part, paging in paged(f"actors/{way}/{key}.md", there, words):
                yield _actors(printer, here, f"{words('site.actors')}: {name}", part, paging, {})


def _by_kind(facts: Facts) -> dict[str, tuple[str, list[Actor]]]:
    found: dict[str, tuple[str, list[Actor]]] = {}
    for actor in facts.actors:
        found.setdefault(actor.type.value, (facts.words(f"kinds.{actor.type.value}.other"), []))[1].append(actor)
    return dict(sorted(found.items()))


def _by_country(facts: Facts) -> dict[str, tuple[str, list[Actor]]]:
    found: dict[str, tuple[str, list[Actor]]] = {}
    for actor in facts.actors:
        code = actor.country.lower() if actor.country.isalpha() and actor.country.isascii() else "none"
        name = facts.words.country(actor.country) if code != "none" else facts.words("actor.no_country")
        found.setdefault(code, (name, []))[1].append(actor)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == "none", pair[1][0])))


def _by_letter(facts: Facts) -> dict[str, tuple[str, list[Actor]]]:
    found: dict[str, tuple[str, list[Actor]]] = {}
    for actor in sorted(facts.actors, key=lambda a: (a.name.casefold(), a.id)):
        first = next((c for c in actor.name.upper() if c.isalpha()), "#")
        key = first.lower() if first.isascii() and first.isalpha() else f"u{ord(first):x}"
        found.setdefault(key, (first, []))[1].append(actor)
    return found


def _actors(
    printer: Printer,
    here: str,
    title: str,
    actors: Sequence[Actor],
    paging: object,
    jumps: dict[str, list[tuple[str, str]]],
) -> Page:
    facts, words = printer.facts, printer.facts.words
    links = [
        Jump(name=words(f"actor.by_{way}"), links=tuple(Link(name=name, url=between(here, uri)) for name, uri in found))
        for way, found in jumps.items()
    ]
    rows = [_actor_row(actor, here, facts) for actor in actors]
    heads = (words("filter.actor"), words("list.kind"), words("site.events"), words("list.first"), words("list.last"))
    return _index(printer, here, "actors", rows, paging=paging, heads=heads, title=title, jumps=links)


def _actor_row(actor: Actor, here: str, facts: Facts) -> Row:
    own = [event for event in facts.own_events(actor.id) if event.when]
    seen = (date_words(own[0], facts.words), date_words(own[-1], facts.words)) if own else ("", "")
    kind = facts.words(f"kinds.{actor.type.value}.one")
    url = between(here, f"actors/{facts.actor_stems[actor.id]}.md")
    return Row(name=actor.name, url=url, cells=(kind, str(facts.weight(actor.id)), *seen))


def _index(
    printer: Printer,
    uri: str,
    key: str,
    rows: Iterable[Row],
    *,
    paging: object = None,
    heads: tuple[str, ...] = (),
    title: str = "",
    jumps: Iterable[Jump] = (),
    with_band: bool = False,
) -> Page:
    facts, words = printer.facts, printer.facts.words
    site_key = "events" if key == "types" else key
    name = title or words(f"site.{site_key}")
    lines = tuple(rows)
    return printer.page(
        uri,
        "index",
        title=name,
        intro=words(f"{key}.intro")
        if key in ("timeline", "types")
        else words.count(f"counts.{key}", _total(key, facts)),
        band=band(facts.events, printer.entries, facts, root(uri)) if with_band else "",
        jumps=tuple(jumps),
        heads=heads or (name, words("site.events")),
        sections=(Section(id="", name="", caption=name, rows=lines),) if lines else (),
        paging=paging or {"links": ()},
    )


def _total(key: str, facts: Facts) -> int:
    return {"actors": len(facts.actors), "places": len(facts.places), "articles": len(facts.timeline.articles)}[key]


def _list(printer: Printer, uri: str, title: str, kicker: str, parent: str, events: Sequence[Event]) -> Iterator[Page]:
    facts, words = printer.facts, printer.facts.words
    for here, part, paging in paged(uri, events, words):
        yield printer.page(
            here,
            "list",
            title=title,
            kicker=kicker,
            count=words.count("counts.events", len(events)),
            crumbs=[Link(name=kicker, url=between(here, parent))],
            band=band(part, printer.entries, facts, root(here), small=True, listed=frozenset(e.id for e in part)),
            list=printer.months(part, here),
            paging=paging,
        )
