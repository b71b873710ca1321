"""Ids: readable, bounded, unique whatever the file system thinks of case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.ids import slug, unique


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. Envoy Visits Oslo", "us-envoy-visits-oslo"),
        ("Norway’s King, 90, dies", "norways-king-90-dies"),
        ("12,000 flee; Erdoğan's aide resigns", "12000-flee-erdogans-aide-resigns"),
        ("Москва слезам", "москва-слезам"),
        ("index", "index-page"),
        ("CON", "con-page"),
        ("../../etc/passwd", "etc-passwd"),
        ("???", "untitled"),
        ("", "untitled"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_long_titles_are_cut_between_words() -> None:
    name = slug("parliament " * 20)
    assert name == "-".join(["parliament"] * 7)


@given(st.text())
def test_slug_is_a_safe_file_name(text: str) -> None:
    name = slug(text)
    assert 0 < len(name.encode()) <= 85
    assert not set(name) & set('/\\:*?"<>| \n\0')
    assert slug(name).startswith(name[:1]) and not name.startswith((".", "-"))


def test_unique_counts_up_and_ignores_case() -> None:
    assert unique("a", {"b"}) == "a"
    assert unique("A", {"a", "a-2"}) == "A-3"
