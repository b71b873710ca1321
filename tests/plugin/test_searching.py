"""The search index is Material's own, to the letter, though Material did not read the page."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import SearchIndex
from mkdocs.structure.pages import Page

from generator.plugin.searching import entries


class Sheet:
    """As much of a page as the index asks for."""

    def __init__(self, content: str, **meta: object) -> None:
        self.content, self.meta, self.url, self.title, self.toc = content, meta, "events/a.html", "A", ()


def ours(content: str, **meta: object) -> list[dict[str, Any]] | None:
    return entries(cast(Page, Sheet(content, **meta)))


def materials(content: str, **meta: object) -> list[dict[str, Any]]:
    index = SearchIndex()
    index.add_entry_from_context(Sheet(content, **meta))
    return cast(list[dict[str, Any]], index.entries)


WORDS = st.text("ab <&>é\n\u00a0 ", max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
PARTS = st.recursive(
    WORDS | st.sampled_from(['<br><input type="checkbox" checked>', '<script type="a">{"a<b": 1}</script>']),
    lambda inner: st.builds(
        lambda tag, attributes, parts: f"<{tag}{attributes}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "ul", "ol", "li", "code", "sup", "div", "span", "aside", "h2", "section", "circle"]),
        st.sampled_from(
            ["", ' class="a b"', ' id="x"', " data-search-exclude", ' data-search-exclude aria-label="&gt; b"',
             ' title="a > b"', ' title=" data-search-exclude"', ' href="a.html" data-search-exclude hidden']
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip


@given(WORDS, st.lists(PARTS, max_size=5))
def test_what_is_said_of_a_page_is_what_material_says(title: str, parts: list[str]) -> None:
    content = f'<h1 id="t">{title}</h1>\n<div class="dl-page">{"".join(parts)}</div>'
    said = ours(content, tags=["Attack", "May 2012"], search={"boost": 2})
    assert said is None or said == materials(content, tags=["Attack", "May 2012"], search={"boost": 2})


def test_a_page_as_our_templates_write_it_is_read_here() -> None:
    content = (
        '<h1 id="a">A &amp; B</h1>\n<div class="dl-page"><nav data-search-exclude><ol><li>Up</li></ol></nav>\n'
        '<p class="a">Guards&#39; <mark>charge</mark></p><ul><li> </li></ul><h2 data-search-exclude>Who</h2></div>'
    )
    found = {"location": "events/a.html", "title": "A &amp; B", "text": "<p>Guards' charge</p>", "tags": ["Attack"]}
    assert ours(content, tags=["Attack"]) == [found] == materials(content, tags=["Attack"])


def test_a_page_that_is_left_out_has_no_entry() -> None:
    assert ours('<h1 id="a">A</h1>', search={"exclude": True}) == []


@pytest.mark.parametrize(
    "body",
    [
        '<h2 id="b">B</h2>',  # a section of its own
        "<pre>  a</pre>",
        "a < b",
        "<!-- a -->",
        "<p title='a'>b</p>",
        "<aside data-search-exclude><aside>a</aside>b</aside>",
        '<p data-search-hint="a">b</p>',
    ],
)
def test_what_our_templates_do_not_write_is_left_to_material(body: str) -> None:
    assert ours(f'<h1 id="a">A</h1>\n{body}') is None
