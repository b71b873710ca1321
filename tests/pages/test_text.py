import json
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.text import front_matter, plain, safe, script, stems, unaccented, web_address

_NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("\\`*_{}[]()#+-.!|~=^:<>&\"'/$@\n\t 0123456789a1{%}")),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=60,
)
_LINES = st.lists(
    st.one_of(
        _NASTY,
        st.sampled_from(
            [
                "[TOC]",
                "<!-- x -->",
                "1986. A year",
                "# x",
                "    code",
                "```",
                "~~~",
                "---",
                "===",
                "* a",
                "> q",
                "| a | b |",
                "{: onclick=x }",
                "[a](javascript:alert(1))",
                "<script>alert(1)</script>",
                "{{ 7*7 }}",
                "{% raw %}",
                "&lt;b&gt;",
                "\x02wzxhzdk:0\x03",
                ": def",
                "![i](x)",
                "</div>",
                "<div>",
                "]]>",
                "x #",
                "1) a",
                "[x]: http://a",
            ]
        ),
    ),
    min_size=1,
    max_size=4,
).map("\n".join)


class _Reader(HTMLParser):
    """Collects the text of the marked element, all tags, and the marked attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.label = dict(attrs).get("aria-label") or self.label

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(source: str) -> _Reader:
    reader = _Reader()
    reader.feed(
        markdown.markdown(
            source, extensions=["tables", "toc", "attr_list", "def_list", "abbr", "footnotes", "admonition"]
        )
    )
    reader.close()
    return reader


def _expected(text: str) -> str:
    """What a reader must see: the same characters but for those that have no look."""
    unseen = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF}
    return " ".join("".join(" " if c.isspace() else "" if ord(c) in unseen else c for c in text).split())


@settings(max_examples=400, deadline=None)
@given(_LINES)
def test_a_heading_shows_exactly_the_text_and_no_other_tag(text: str) -> None:
    reader = _read(f"# A{safe(text)}B\n\nnext\n")
    assert reader.tags == ["h1", "p"]
    assert " ".join(reader.text.split()) == f"{_joined(text)} next"


@settings(max_examples=400, deadline=None)
@given(_LINES)
def test_a_heading_that_is_nothing_but_the_text(text: str) -> None:
    reader = _read(f"# {safe(text)}\n\nnext\n")
    assert set(reader.tags) <= {"h1", "p"}
    assert " ".join(reader.text.split()) == f"{_expected(text)} next".strip()


@settings(max_examples=400, deadline=None)
@given(_LINES)
def test_raw_html_and_attributes_show_exactly_the_text(text: str) -> None:
    reader = _read(f'<div aria-label="A{safe(text)}B">\n<p>A{safe(text)}B</p>\n\n</div>\n\nnext\n')
    assert reader.tags == ["div", "p", "p"]
    assert " ".join(reader.text.split()) == f"{_joined(text)} next"
    assert " ".join(reader.label.split()) == _joined(text)


def _joined(text: str) -> str:
    return _expected(f"A{text}B")


@settings(max_examples=300, deadline=None)
@given(_LINES, _LINES)
def test_front_matter_is_yaml_and_cannot_break_out_of_the_page_head(title: str, description: str) -> None:
    head = str(front_matter(title=title, description=description, tags=(title,)))
    assert head.count("---\n") >= 2
    read = yaml.safe_load(head.split("\n---\n")[0])
    for value in (read.get("title", ""), read.get("description", ""), *read.get("tags", [])):
        assert isinstance(value, str)
        assert not set(value) & set('<>"{}\\\n')


@pytest.mark.parametrize("text", ["2012-06-08", "no", "Mensah: peace", "'quoted'", "- a", "null", "🙂 café"])
def test_front_matter_keeps_titles_as_text(text: str) -> None:
    assert yaml.safe_load(str(front_matter(title=text)).split("\n---\n")[0])["title"] == text


@given(
    st.recursive(
        _NASTY, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NASTY, inner, max_size=3), max_leaves=6
    )
)
def test_json_in_a_script_element_reads_back_and_never_closes_it(value: object) -> None:
    text = str(script(value))
    assert "<" not in text and ">" not in text
    json.loads(text)


def test_file_names_differ_where_disks_ignore_case_and_normalisation() -> None:
    names = stems(["Café", "cafe\u0301", "café", "CON", "index", "a/b", "Ж" * 130, ".hidden", "templates", "x" * 300])
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert all(len(name.encode()) <= 90 for name in names.values())
    assert not {"con", "index", ""} & {name.casefold() for name in names.values()}
    assert all(not name.startswith(".") and "/" not in name for name in names.values())


def test_only_web_addresses_become_links() -> None:
    assert web_address("javascript:alert(1)") == "" == web_address("data:text/html,x") == web_address("https://a b")
    assert web_address("https://example.org/x?y=1") == "https://example.org/x?y=1"


def test_plain_cuts_at_a_limit() -> None:
    assert plain("x" * 400) == "x" * 299 + "…"


def test_names_are_also_written_without_accents() -> None:
    assert unaccented(["Tomás Reyes", "Łukasz Sørensen", "Nguyễn Văn Linh", "Tomás Reyes"]) == [
        "Tomas Reyes",
        "Lukasz Sorensen",
        "Nguyen Van Linh",
    ]


def test_a_name_without_accents_is_not_written_twice() -> None:
    assert unaccented(["Ana Reyes", "O’Neill", "“Reyes”", "東京"]) == []
