"""A frame stands only around pages that the theme would draw the same."""

from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, Template
from mkdocs.structure.toc import AnchorLink

from generator.plugin.frames import Frames


@dataclass
class Sheet:
    """As much of a page as a theme asks for."""

    url: str
    meta: dict[str, Any]
    canonical_url: str | None = "https://example.org/a.html"
    content: str = "<h1>A</h1>"
    toc: list[AnchorLink] = field(default_factory=lambda: [AnchorLink("A", "a", 1)])


def _theme(text: str) -> Template:
    return Environment(loader=DictLoader({"main.html": text})).get_template("main.html")


def _agree(theme: Template, sheets: list[Sheet]) -> None:
    frames = Frames()
    for _ in range(2):  # in the next build too
        frames.begin(theme)
        for sheet in sheets:
            assert frames.whole({"page": sheet, "base": ".."}) == theme.render(page=sheet, base="..")


TEXT = st.text("ab&<>'\" ;", max_size=8)
SHEETS = st.builds(
    Sheet,
    url=st.sampled_from(["events/a.html", "events/b.html", "actors/a.html"]),
    meta=st.fixed_dictionaries(
        {"title": TEXT},
        optional={
            "description": TEXT,
            "image": st.sampled_from(["cards/a.png", "cards/b.png", "other/a.png", "c.png"]),
            "tags": st.lists(TEXT),
            "hide": st.just(["toc"]),
            "odd": TEXT,
        },
    ),
    canonical_url=st.none() | st.just("https://example.org/a&b.html"),
    content=st.sampled_from(["<h1>A</h1><p>dl-title-0&<b></p>", "<h1 id='b'>B</h1>", "<p>no title</p>"]),
    toc=st.lists(st.builds(AnchorLink, TEXT, TEXT, st.just(1)), max_size=2),
)
PLAIN = (
    "<title>{{ page.meta.title | striptags | e }}</title>{{ page.meta.title }}{{ page.meta.title | e }}"
    "{% if page.meta.description %}{{ page.meta.description | e }}{% endif %}{{ base }}/{{ page.meta.image }}"
    "{{ page.canonical_url }}{% for heading in page.toc %}{{ loop.length }}{% endfor %}"
    "{{ (page.toc | first).url if page.toc }}"
    "{{ page.meta.odd }}{{ page.meta.hide }}{{ page.content }}"
)


@given(st.lists(SHEETS, max_size=8))
def test_pages_in_frames_are_as_the_theme_draws_them(sheets: list[Sheet]) -> None:
    _agree(_theme(PLAIN), sheets)


def test_after_two_pages_of_a_kind_the_theme_is_not_asked_again() -> None:
    drawn: list[str] = []
    environment = Environment(
        loader=DictLoader({"main.html": "{{ page.meta.title | e }}{{ seen(page.url) }}{{ page.content }}"})
    )
    environment.globals["seen"] = lambda url: drawn.append(url) or ""
    frames = Frames()
    frames.begin(environment.get_template("main.html"))
    pages = [Sheet(f"events/{n}.html", {"title": f"{n} & {n}"}) for n in range(9)]
    wholes = [frames.whole({"page": page}) for page in pages]
    assert wholes == [f"{n} &amp; {n}<h1>A</h1>" for n in range(9)]
    assert len(drawn) == 3  # the first page, the same with signs, the second


def test_a_theme_that_prints_something_else_of_the_page_is_asked_each_time() -> None:
    sheets = [Sheet(f"events/{n}.html", {"title": "A"}) for n in range(9)]
    _agree(_theme("{{ page.url }}{{ page.content }}"), sheets)
    _agree(_theme("{{ page.meta.title | upper }}{{ page.content }}"), [*sheets, Sheet("events/x.html", {"title": "B"})])


def test_a_frame_of_an_older_theme_is_not_used() -> None:
    frames = Frames()
    page = cast(Any, Sheet("events/a.html", {"title": "A"}))
    for theme in ("old {{ page.content }}", "new {{ page.content }}"):
        frames.begin(_theme(theme))
        for _ in range(3):
            assert frames.whole({"page": page}) == f"{theme[:3]} <h1>A</h1>"
