"""Turns a template and its values into a page; the one place that knows Jinja."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup

from generator.model.dates import Date
from generator.model.records import Event
from generator.pages.corrections import Notice, notices
from generator.pages.entries import Entry, Headline, entry, headline
from generator.pages.facts import Facts
from generator.pages.memory import Files
from generator.pages.ordering import month_of
from generator.pages.periods import PAGE_LENGTH
from generator.pages.text import front_matter, safe
from generator.pages.words import Words

_TOP = "\0"  # no page can hold it: the escape drops it
_NOT_SEARCHED = ("list", "index", "data", "moved")  # they only repeat what the pages of events and actors say
Row = TypeVar("Row")
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to go, and what it is called; without an address it is where the reader stands."""

    name: str
    url: str = ""
    label: str = ""  # what it is called by itself, where the name says that only beside others


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Ways to further pages under one word."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The pages of a long list, as links from one of them: to those nearby, or to all in `jumps`."""

    links: tuple[Link, ...] = ()
    jumps: tuple[Jump, ...] = ()
    shown: str = ""  # how many of how many stand here, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The events of one month under a heading, as cards."""

    id: str
    heading: str
    cards: Markup


@dataclass(frozen=True, kw_only=True)
class Printer:
    """Prints pages of one site."""

    facts: Facts

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """All corrections that readers see, the newest first."""
        return tuple(notices(self.facts))

    def corrections_of(self, record: str) -> list[dict[str, str]]:
        """The corrections of one record, for its page."""
        return [{"date": self.facts.words.date(n.date), "text": n.text} for n in self.facts.notices_of(record)]

    def headline(self, event: Event) -> Headline:
        """The event as other pages name it."""
        return self.facts.memory.kept("headline", event.id, event, lambda: headline(event, self.facts))

    def entry(self, event: Event) -> Entry:
        """The event as a list shows it."""
        return self.facts.memory.kept("entry", event.id, event, lambda: entry(event, self.facts))

    def kept(self, uri: str, given: object, make: Callable[[], str]) -> Files:
        """A page that is made anew only if what is `given` or what it asked of the facts changed."""
        return self.facts.memory.page(uri, given, make)

    def pages(self, kind: str, given: Mapping[str, Given], make: Callable[[str, Given], str]) -> Iterator[Files]:
        """Many such pages, each made of its address and what is given for it."""
        return self.facts.memory.pages(kind, given, make)

    def page(
        self, uri: str, template: str, *, title: str, description: str = "", tags: Iterable[str] = (), **values: object
    ) -> str:
        """The Markdown of one page."""
        more = {key: str(values.pop(key)) for key in ("image", "moved", "feed") if key in values}
        head = front_matter(
            title=title, description=description, tags=tags, searched=template not in _NOT_SEARCHED, **more
        )
        shape = _template(template, self.facts.words)
        return shape.render(head=head, title=title, root=root(uri), **values)

    def months(self, events: Iterable[Event], uri: str) -> tuple[Month, ...]:
        """The events in the order given, under their months, for the page at `uri`."""
        months: dict[tuple[str, str], list[str]] = {}
        for event in events:
            months.setdefault(_month(event.date, self.facts.words), []).append(self._card(event))
        top = root(uri)
        return tuple(
            Month(id=key, heading=heading, cards=inside("".join(cards).replace(_TOP, top)))
            for (key, heading), cards in months.items()
        )

    def _card(self, event: Event) -> str:
        """An event's card: printed once, then only the way to the top of the site differs from page to page."""
        return self.facts.memory.kept("card", event.id, event, lambda: self._printed_card(event))

    def _printed_card(self, event: Event) -> str:
        return _template("_card", self.facts.words).render(e=self.entry(event), root=inside(_TOP))


@lru_cache(maxsize=20_000)
def _month(edtf: str, words: Words) -> tuple[str, str]:
    """Id and heading of the month of a date."""
    when = Date.parse(edtf) if edtf else None
    month = month_of(when)
    if month is None:
        return "undated", words("home.undated")
    broad = when is not None and when.precision in ("year", "decade", "century")
    date = Date.of(month[0]) if broad else Date.of(*month)
    return f"m{date.edtf}", words.date(date)


def root(uri: str) -> str:
    """The way from a page to the top of the site."""
    return "../" * uri.count("/")


def numbered(uri: str, number: int) -> str:
    """The address of a further page of a table: `actors/index.md`, then `actors/page-2.md`."""
    if number == 1:
        return uri
    folder = uri.removesuffix("/index.md").removesuffix(".md")
    return f"{folder}/page-{number}.md"


def paged(uri: str, rows: Sequence[Row], words: Words) -> Iterator[tuple[str, Sequence[Row], Paging]]:
    """Cut a long table into pages of a hundred rows, each with links to the others nearby."""
    total = max(1, -(-len(rows) // PAGE_LENGTH))
    for number in range(1, total + 1):
        here = numbered(uri, number)
        links = tuple(_page_link(here, uri, n, number, words) for n in _nearby(number, total)) if total > 1 else ()
        yield here, rows[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH], Paging(links=links)


@lru_cache(maxsize=4096)
def between(here: str, there: str) -> str:
    """The relative address from one page of docs/ to another, as built."""
    folders, steps = here.split("/")[:-1], there.split("/")
    shared = 0
    for mine, other in zip(folders, steps[:-1], strict=False):
        if mine != other:
            break
        shared += 1
    target = "../" * (len(folders) - shared) + "/".join(steps[shared:])
    return target.removesuffix(".md") + ".html" if target.endswith(".md") else target


def _nearby(number: int, total: int) -> list[int]:
    """First, last and the pages around: constant in number however long the list is."""
    return sorted({1, total, *range(max(1, number - 3), min(total, number + 3) + 1)})


def _page_link(here: str, uri: str, number: int, current: int, words: Words) -> Link:
    url = "" if number == current else between(here, numbered(uri, number))
    return Link(name=words("site.page", number=number), url=url)


_FIXED = re.compile(r'\{\{ t\("([\w.]+)"\) \}\}')


class _Words(Extension):
    """Writes words that are the same on every page into the template before it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        words = self.environment.globals["t"]
        return _FIXED.sub(lambda found: safe(words(found[1]) if isinstance(words, Words) else found[0]), source)


class _Writer(CodeGenerator):
    """Leaves out Jinja's own escape: what `safe` gives is escaped, for Markdown too."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Writer


@lru_cache(maxsize=4)
def _environment(words: Words) -> Environment:
    environment = _Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[_Words],
    )
    environment.globals["t"] = words
    return environment


@lru_cache(maxsize=64)
def _template(name: str, words: Words) -> Template:
    return _environment(words).get_template(f"{name}.md.j2")


def inside(markup: str) -> Markup:
    """Mark text as HTML that this package itself wrote and escaped."""
    return Markup(markup)
