"""One page per actor."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice

from generator.model.records import Actor, Event, EventQuote
from generator.model.vocabulary import PublishText
from generator.pages.band import band
from generator.pages.entries import date_words, written_date
from generator.pages.exports.jsonld import actor_description
from generator.pages.facts import Facts
from generator.pages.links import edit_link, report_link
from generator.pages.listing import Listing, Sheet, sheet_page, sheets
from generator.pages.memory import Files
from generator.pages.network import network
from generator.pages.printer import Link, Printer, root
from generator.pages.text import script, unaccented

_MOST_QUOTES, _MOST_COMPANIONS, _MOST_ROLES = 40, 12, 12


def actor_pages(printer: Printer) -> Iterator[Files]:
    """Every shown actor; one with many events has further pages that list those of a period."""
    facts = printer.facts
    given = {actor.id: (facts.actor_stems[actor.id], actor, facts.own_events(actor.id)) for actor in facts.actors}
    found = facts.memory.each("sheets of actors", given, partial(_sheets, facts=facts))
    pages = facts.memory.kept("actors by address", "", (facts.actors, found), lambda: _by_address(facts.actors, found))
    yield from printer.pages("actors", pages[0], partial(_page, printer=printer))
    yield from printer.pages("actors' periods", pages[1], partial(sheet_page, printer=printer))


def _sheets(given: tuple[str, Actor, tuple[Event, ...]], facts: Facts) -> list[tuple[str, Sheet]]:
    stem, actor, own = given
    words = facts.words
    listing = Listing(
        uri=f"actors/{stem}.md",
        title=facts.label(actor.id),
        kicker=words(f"kinds.{actor.type.value}.one"),
        above=(words("site.actors"), "actors/index.md"),
        events=own,
    )
    return sheets(listing, words)


def _by_address(
    actors: Sequence[Actor], found: Sequence[list[tuple[str, Sheet]]]
) -> tuple[dict[str, tuple[Actor, Sheet]], dict[str, Sheet]]:
    """What stands on the own pages of actors, and on those of their periods."""
    own = {uri: (actor, sheet) for actor, ((uri, sheet), *_) in zip(actors, found, strict=True)}
    return own, dict(chain.from_iterable(pages[1:] for pages in found))


def _page(uri: str, shown: tuple[Actor, Sheet], printer: Printer) -> str:
    actor, sheet = shown
    facts, words = printer.facts, printer.facts.words
    companions = facts.companions(actor.id, _MOST_COMPANIONS)
    return printer.page(
        uri,
        "actor",
        title=sheet.title,
        description=actor.description or _seen(actor, facts),
        tags=(sheet.kicker,),
        feed=f"data/actors/{facts.actor_stem(actor.id)}.xml",
        a=actor,
        crumbs=sheet.crumbs,
        kind=sheet.kicker,
        about=_about(actor, uri, facts),
        seen=_seen(actor, facts),
        also=words("actor.also", names=", ".join(f"“{name}”" for name in actor.aliases)) if actor.aliases else "",
        plain=", ".join(unaccented((actor.name, *actor.aliases))),
        band=band(sheet.drawn, printer, root(uri), small=True),
        list=printer.months(sheet.events, uri),
        paging=sheet.paging,
        quotes=_quotes(actor, facts),
        claims=_claims(actor, facts),
        roles=_roles(actor, facts),
        network=network(actor, companions, facts, root(uri)),
        companions=[
            {"name": facts.label(other.id), "url": facts.actor_url(other.id), "count": words.count("actor.shared", n)}
            for other, n in companions
        ],
        data=_data(actor, uri, facts),
        corrections=printer.corrections_of(f"actors/{actor.id}"),
        jsonld=script(actor_description(actor, facts, facts.notices_of(f"actors/{actor.id}"))),
    )


def _about(actor: Actor, uri: str, facts: Facts) -> list[Link]:
    parts = [Link(name=actor.title)] if actor.title else []
    if actor.affiliation:
        url = facts.actor_url(actor.affiliation)
        parts.append(Link(name=facts.name_of(actor.affiliation), url=root(uri) + url if url else ""))
    if actor.country:
        parts.append(Link(name=facts.words.country(actor.country)))
    return parts


def _seen(actor: Actor, facts: Facts) -> str:
    number, dates = facts.seen(actor.id)
    count = facts.words.count("counts.events", number)
    if not dates:
        return f"{count} · {facts.words('actor.undated')}" if number else count
    first, last = (written_date(*date, facts.words) for date in dates)
    key = "seen_once" if first == last else "seen"
    return f"{count} · {facts.words(f'actor.{key}', first=first, last=last)}"


def _roles(actor: Actor, facts: Facts) -> list[str]:
    """How often it does what, in words, the most frequent first."""
    done: Counter[str] = Counter()
    for (role, kind), times in facts.done(actor.id).items():
        done[facts.words.role(role, kind)] += times
    return [f"{role}: {n}" for role, n in sorted(done.items(), key=lambda one: (-one[1], one[0]))[:_MOST_ROLES]]


def _quotes(actor: Actor, facts: Facts) -> list[dict[str, object]]:
    """What it said, the newest first, the same words once."""
    said: dict[str, tuple[Event, EventQuote]] = {}
    for event, quote in _spoken(actor, facts):
        said.setdefault(quote.text, (event, quote))
        if len(said) == _MOST_QUOTES:
            break
    return [
        {
            "text": q.text,
            "verbatim": facts.is_verbatim(q),
            "cue": q.cue,
            "url": facts.event_url(event.id),
            "date": date_words(event, facts.words),
            "title": event.title,
        }
        for event, q in said.values()
    ]


def _spoken(actor: Actor, facts: Facts) -> Iterator[tuple[Event, EventQuote]]:
    for event in reversed(facts.quoting(actor.id)):
        for quote in event.quotes:
            speaker = facts.actor(quote.speaker) if facts.publishes(quote.article) is not PublishText.NONE else None
            if speaker and speaker.id == actor.id:
                yield event, quote


def _claims(actor: Actor, facts: Facts) -> list[dict[str, str]]:
    """What others are reported to say about it."""
    return [
        {
            "source": facts.name_of(part.according_to),
            "role": facts.words.role(part.role, event.type),
            "url": facts.event_url(event.id),
            "title": event.title,
            "date": date_words(event, facts.words),
        }
        for event, part in islice(facts.claims(actor.id), _MOST_QUOTES)
    ]


def _data(actor: Actor, uri: str, facts: Facts) -> list[Link]:
    name, words, top = facts.actor_stem(actor.id), facts.words, root(uri)
    links = [
        Link(name="JSON", url=f"{top}data/actors/{name}.json"),
        Link(name="Atom", url=f"{top}data/actors/{name}.xml"),
    ]
    if facts.has_source(f"actors/{actor.id}"):
        links.insert(0, Link(name="YAML", url=f"{top}data/actors/{name}.yml"))
    page = f"actors/{name}.html"
    edit = edit_link(facts, f"content/actors/{actor.id}.yml")
    report = report_link(facts.timeline.briefing, actor.name, page)
    links += [Link(name=words(f"event.{key}"), url=url) for key, url in (("edit", edit), ("report", report)) if url]
    return links
