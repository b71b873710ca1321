"""A timeline in, all generated files of `docs/` out: pure functions, nothing is read and nothing written."""

from collections.abc import Iterator, Mapping

from generator.model.timeline import Timeline
from generator.pages.actor_page import actor_pages
from generator.pages.article_page import article_pages
from generator.pages.corrections import by_record
from generator.pages.event_page import event_pages
from generator.pages.exports import exports
from generator.pages.facts import gather
from generator.pages.home import corrections_page, data_page, home_page, moved_pages
from generator.pages.lists import actor_index, article_index, place_pages, timeline_pages, type_pages
from generator.pages.memory import Files, Memory
from generator.pages.printer import Printer
from generator.pages.questions import reach
from generator.pages.social import cards

__all__ = ["OWNED", "Files", "Memory", "render"]

OWNED = ("actors", "articles", "assets/generated", "corrections", "data", "events", "places", "timeline", "index.md")
"""Folders and files under docs/ that belong to the generator; everything else there is a person's."""


def render(
    timeline: Timeline,
    *,
    site: str = "",
    editing: str = "",
    sources: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Iterator[Files]:
    """Yield (address under docs/, content) for every generated file; a callable is a drawing, or what is still there.

    `site` is the published address, for feeds. `editing` is where records can be edited under live preview, else the
    briefing's own repository is named. `sources` holds the YAML of records as it stands ("events/<id>" -> text).
    With the `memory` of an earlier rendering, pages that nothing changed are given together, as a way to make one.
    """
    facts = gather(timeline, editing=editing, sources=sources, memory=memory)
    pictures = cards(facts)
    facts.cards.update({event: card.uri for event, card in pictures.items()})
    printer = Printer(facts=facts)
    facts.notices.update(by_record(printer.notices))
    facts.memory.begin((timeline.briefing, site, editing), facts.held, facts.asking, reach)
    yield from article_pages(printer)  # first, while each text is at hand for all that quotes it
    yield home_page(printer)
    yield from event_pages(printer)
    yield from actor_pages(printer)
    for pages in (timeline_pages, type_pages, place_pages, actor_index, article_index, moved_pages):
        yield from pages(printer)
    yield corrections_page(printer)
    yield data_page(printer)
    yield from exports(facts, site)
    yield from ((card.uri, card) for card in pictures.values())
