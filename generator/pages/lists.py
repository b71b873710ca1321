"""The pages that lead to events: periods, types, places; and the indexes of actors and articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.model.records import Actor, Article, Event
from generator.pages.band import band
from generator.pages.entries import written_date
from generator.pages.facts import Facts
from generator.pages.listing import Listing, listing_pages
from generator.pages.memory import Files
from generator.pages.ordering import in_time
from generator.pages.printer import Jump, Link, Paging, Printer, between, paged, root


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


def timeline_pages(printer: Printer) -> Iterator[Files]:
    """The whole span as years, and a page (or more) for each year."""
    facts, words = printer.facts, printer.facts.words
    years = _by_year(facts)
    rows = [Row(name=name, url=f"{key}.html", cells=(str(len(there)),)) for key, (name, there) in years.items()]
    heads = (words("list.year"), words("site.events"))
    yield _index(printer, "timeline/index.md", "timeline", rows, heads=heads, events=facts.events)
    above = words("site.timeline"), "timeline/index.md"
    listings = [
        Listing(uri=f"timeline/{key}.md", title=name, kicker=above[0], above=above, events=there, of_a_year=True)
        for key, (name, there) in years.items()
    ]
    yield from listing_pages("years", listings, printer)


def _by_year(facts: Facts) -> dict[str, tuple[str, tuple[Event, ...]]]:
    years = sorted(facts.chronicle.by_year.found.items(), key=lambda year: in_time(year[1][0]))
    undated = facts.words("timeline.undated")
    return {key: (facts.words.date(key) if key != "undated" else undated, there) for key, there in years}


def type_pages(printer: Printer) -> Iterator[Files]:
    """Events by what they are."""
    facts, words = printer.facts, printer.facts.words
    kinds = facts.chronicle.by_type.found
    ordered = sorted(kinds, key=lambda k: (-len(kinds[k]), k))
    names = {kind: words.kind(kinds[kind][0].type) for kind in kinds}
    rows = [Row(name=names[k], url=f"type/{k.lower()}.html", cells=(str(len(kinds[k])),)) for k in ordered]
    yield _index(printer, "events/index.md", "types", rows)
    above = words("site.events"), "events/index.md"
    listings = [
        Listing(uri=f"events/type/{k.lower()}.md", title=names[k], kicker=above[0], above=above, events=kinds[k])
        for k in ordered
    ]
    yield from listing_pages("types", listings, printer)


def place_pages(printer: Printer) -> Iterator[Files]:
    """Events by where they were."""
    facts, words = printer.facts, printer.facts.words
    rows = [
        Row(
            name=place.name,
            url=f"{key}.html",
            cells=(
                words.country(place.country) if place.country else "",
                str(len(place.events)),
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
    above = words("site.places"), "places/index.md"
    listings = [
        Listing(
            uri=f"places/{key}.md",
            title=", ".join(filter(None, (place.name, words.country(place.country) if place.country else ""))),
            kicker=above[0],
            above=above,
            events=place.events,
        )
        for key, place in facts.places.items()
    ]
    yield from listing_pages("places", listings, printer)


def article_index(printer: Printer) -> Iterator[Files]:
    """All articles, the newest first."""
    articles = printer.facts.timeline.articles
    tables = printer.facts.memory.kept("article tables", "", articles, lambda: _article_tables(articles, printer))
    return printer.pages("article tables", tables, partial(_articles, printer=printer))


_Articles = tuple[Sequence[tuple[str, Article]], Paging, str]
_Actors = tuple[str, Sequence[Actor], Paging, tuple[Jump, ...], str]


def _article_tables(articles: Mapping[str, Article], printer: Printer) -> dict[str, _Articles]:
    newest = sorted(articles.items(), key=lambda pair: (pair[1].published, pair[0]), reverse=True)
    intro = _intro("articles", printer)
    return {
        here: (part, paging, intro) for here, part, paging in paged("articles/index.md", newest, printer.facts.words)
    }


def _articles(here: str, given: _Articles, printer: Printer) -> str:
    part, paging, intro = given
    facts, words = printer.facts, printer.facts.words
    rows = tuple(
        Row(
            name=article.title,
            url=between(here, f"articles/{facts.article_stem(key)}.md"),
            cells=(article.publisher, words.date(article.published), str(len(facts.events_in(key)))),
        )
        for key, article in part
    )
    heads = (words("event.article"), words("list.publisher"), words("event.date"), words("site.events"))
    table = _Table(title=words("site.articles"), intro=intro, heads=heads, rows=rows, paging=paging)
    return _printed(here, table, printer)


def actor_index(printer: Printer) -> Iterator[Files]:
    """Actors by weight, then the same by kind, by country and by letter, each page a hundred rows."""
    actors = printer.facts.actors
    tables = printer.facts.memory.kept("actor tables", "", actors, lambda: _actor_tables(printer))
    return printer.pages("actor tables", tables, partial(_actors, printer=printer))


def _actor_tables(printer: Printer) -> dict[str, _Actors]:
    facts, words, intro = printer.facts, printer.facts.words, _intro("actors", printer)
    groups = {"kind": _by_kind(facts), "country": _by_country(facts), "letter": _by_letter(facts)}
    title, uri, tables = words("site.actors"), "actors/index.md", dict[str, _Actors]()
    jumps = tuple(
        Jump(
            name=words(f"actor.by_{way}"),
            links=tuple(
                Link(name=name, url=between(uri, f"actors/{way}/{key}.md")) for key, (name, _) in found.items()
            ),
        )
        for way, found in groups.items()
    )
    for here, part, paging in paged(uri, facts.actors, words):
        tables[here] = title, part, paging, jumps if here == uri else (), intro
    for way, found in groups.items():
        for key, (name, there) in found.items():
            for here, part, paging in paged(f"actors/{way}/{key}.md", there, words):
                tables[here] = f"{title}: {name}", part, paging, (), intro
    return tables


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


def _actors(here: str, given: _Actors, printer: Printer) -> str:
    title, part, paging, jumps, intro = given
    words, kept = printer.facts.words, printer.facts.memory.kept
    heads = (words("filter.actor"), words("list.kind"), words("site.events"), words("list.first"), words("list.last"))
    top = root(here)
    rows = tuple(kept("row", (top, actor.id), actor, partial(_actor_row, actor, here, printer.facts)) for actor in part)
    table = _Table(title=title, intro=intro, heads=heads, rows=rows, paging=paging, jumps=jumps)
    return _printed(here, table, printer)


def _actor_row(actor: Actor, here: str, facts: Facts) -> Row:
    count, dates = facts.seen(actor.id)
    first, last = (written_date(*date, facts.words) for date in dates) if dates else ("", "")
    kind = facts.words(f"kinds.{actor.type.value}.one")
    url = between(here, f"actors/{facts.actor_stem(actor.id)}.md")
    return Row(name=facts.label(actor.id), url=url, cells=(kind, str(count), first, last))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What stands on an index page; `events` are drawn as a band above the rows."""

    title: str
    intro: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    paging: Paging
    jumps: tuple[Jump, ...] = ()
    events: tuple[Event, ...] = ()


def _index(
    printer: Printer,
    uri: str,
    key: str,
    rows: Iterable[Row],
    *,
    paging: Paging | None = None,
    heads: tuple[str, ...] = (),
    events: tuple[Event, ...] = (),
) -> Files:
    words = printer.facts.words
    title = words(f"site.{'events' if key == 'types' else key}")
    table = _Table(
        title=title,
        intro=_intro(key, printer),
        heads=heads or (title, words("site.events")),
        rows=tuple(rows),
        paging=paging or Paging(),
        events=events,
    )
    return printer.kept(uri, (table,), lambda: _printed(uri, table, printer))


def _printed(uri: str, table: _Table, printer: Printer) -> str:
    return printer.page(
        uri,
        "index",
        title=table.title,
        intro=table.intro,
        band=band(table.events, printer, root(uri)),
        jumps=table.jumps,
        heads=table.heads,
        sections=(Section(id="", name="", caption=table.title, rows=table.rows),) if table.rows else (),
        paging=table.paging,
    )


def _intro(key: str, printer: Printer) -> str:
    facts, words = printer.facts, printer.facts.words
    if key in ("timeline", "types"):
        return words(f"{key}.intro")
    total = {"actors": len(facts.actors), "places": len(facts.places), "articles": len(facts.timeline.articles)}[key]
    return words.count(f"counts.{key}", total)
