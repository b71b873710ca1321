"""What stands around the text of a page, drawn once for all pages of a kind.

The theme takes two milliseconds for a page, and of what it draws only title, description, addresses and text differ
between the pages of one folder. So the first page of a kind is drawn a second time with signs in their places; what is
around the signs is the frame. A frame is used only after it has given one other page exactly as the theme draws it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from copy import copy
from itertools import chain
from posixpath import basename, dirname, join
from typing import Any

from jinja2 import Template
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

Context = Mapping[str, Any]
Key = tuple[object, ...]

_ADDRESSES = ("image", "feed")
_NAMED = ("title", "description", "moved", *_ADDRESSES)
_UNSEEN = ("tags", "search", "template")  # read by search and MkDocs, not by the theme
_SIGN = "dl-{}-0&<b>"


def _as_it_is(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return str(escape(text))


def _stripped(text: str) -> str:
    simple = "<" not in text and "&" not in text
    return str(escape(" ".join(text.split()) if simple else Markup(text).striptags()))


_WAYS = (_as_it_is, _escaped, _stripped)  # in which the theme prints a text; each makes another sign of a sign
_PLACES = {
    way(_SIGN.format(name)): (name, way) for name in (*_NAMED, "canonical", "anchor", "content") for way in _WAYS
}
_PLACE = re.compile("|".join(map(re.escape, sorted(_PLACES, key=len, reverse=True))))


class Frames:
    """The frames of a site, from one build to the next."""

    def __init__(self) -> None:
        self._frames: dict[Key, _Frame] = {}
        self._proved: set[Key] = set()
        self._drawn: Counter[Key] = Counter()
        self._theme: Template | None = None

    def begin(self, theme: Template) -> None:
        """A new build: settings, navigation or theme may be others, so every frame has to prove itself again."""
        self._theme = theme
        self._proved.clear()
        self._drawn.clear()

    def whole(self, context: Context) -> str:
        """The whole page, as the theme would draw it."""
        page = context["page"]
        key = _kind(page)
        if key in self._proved:
            return self._frames[key].around(page)
        assert self._theme is not None
        whole = self._theme.render(context)
        if key is not None:
            self._try(key, context, whole)
        return whole

    def _try(self, key: Key, context: Context, whole: str) -> None:
        if key in self._frames and self._frames[key].around(context["page"]) == whole:
            self._proved.add(key)
        elif self._drawn[key] < 2 and self._theme is not None:
            self._drawn[key] += 1
            self._frames[key] = _Frame(self._theme.render({**context, "page": _stand_in(context["page"])}))


class _Frame:
    def __init__(self, drawn: str) -> None:
        self._parts: list[str] = []
        self._slots: list[tuple[str, Callable[[str], str]]] = []
        at = 0
        for sign in _PLACE.finditer(drawn):
            self._parts.append(drawn[at : sign.start()])
            self._slots.append(_PLACES[sign.group()])
            at = sign.end()
        self._parts.append(drawn[at:])

    def around(self, page: Page) -> str:
        """The frame with the texts of this page."""
        texts = _texts(page)
        printed = [way(texts[name]) for name, way in self._slots]
        return "".join(chain.from_iterable(zip(self._parts, [*printed, ""], strict=True)))


def _kind(page: Page) -> Key | None:
    """What pages with the same frame have in common; None for a page that has to be drawn by itself."""
    if "<h1" not in (page.content or ""):
        return None
    meta = page.meta
    named = tuple((name, name in _ADDRESSES and dirname(meta[name])) for name in _NAMED if meta.get(name))
    rest = repr([pair for pair in meta.items() if pair[0] not in (*_NAMED, *_UNSEEN)])
    return dirname(page.url), bool(page.canonical_url), len(page.toc), named, rest


def _texts(page: Page) -> dict[str, str]:
    """What differs from page to page. Of an address only the last part does: the way there is the frame's."""
    texts = {name: str(page.meta.get(name, "")) for name in _NAMED}
    texts |= {name: basename(texts[name]) for name in _ADDRESSES}
    anchors = [heading.id for heading in page.toc]
    return texts | {
        "canonical": page.canonical_url or "",
        "anchor": anchors[0] if anchors else "",
        "content": page.content.removeprefix("<h1"),
    }


def _stand_in(page: Page) -> Page:
    """The same page with signs for its texts."""
    other = copy(page)
    sign = _SIGN.format
    other.meta = page.meta | {name: sign(name) for name in _NAMED if page.meta.get(name)}
    other.meta |= {name: join(dirname(page.meta[name]), sign(name)) for name in _ADDRESSES if page.meta.get(name)}
    other.canonical_url = page.canonical_url and sign("canonical")
    other.toc = TableOfContents([AnchorLink("", sign("anchor"), 1)] if len(page.toc) else [])
    other.content = "<h1" + sign("content")
    return other
