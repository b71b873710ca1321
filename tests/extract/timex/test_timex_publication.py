"""The publication date an article states itself, and what contradicts one that was given."""

import pytest
import spacy

from generator.extract.lexicon import Lexicon
from generator.extract.timex import annotate
from generator.extract.timex.publication import contradictions, date_in_name, dateline_date
from generator.model.document import Document

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Envoys meet\n\nMOSCOW, June 8, 2012 (AP) – Envoys met.", "2012-06-08"),
        ("NEW YORK, 12 March 2019 (Wire) - Shares fell.", "2019-03-12"),
        ("Flood in valley\nSunday, January 20, 2008\n\nA river rose.", "2008-01-20"),
        ("Published: 8 June 2012, 14:05\nText follows here.", "2012-06-08"),
        ("Posted on June 8, 2012 at 10:30 GMT\nText follows here.", "2012-06-08"),
        ("Last updated: 2021-02-03T10:30:00Z\nText", "2021-02-03"),
        ("By Ann Lee | March 3, 2020\nText", "2020-03-03"),
        ("Nairobi, Kenya, 4 May 2021 — Teachers went on strike.", "2021-05-04"),
    ],
)
def test_head_states_the_day(text: str, date: str) -> None:
    assert str(dateline_date(text)) == date


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW, June 8 (AP) – Envoys met.",
        "The treaty of June 8, 2012 was signed by both sides.",
        "He was born on 4 May 1961 in Nairobi.",
        "On January 20, 2008, a river rose.",
        "MOSCOW, June 31, 2012 (Wire) – Envoys met.",
        "",
        "\n" * 5000,
    ],
)
def test_no_year_no_day_no_date(text: str) -> None:
    assert dateline_date(text) is None


def test_a_date_far_down_is_no_dateline() -> None:
    assert dateline_date("A line of text.\n" * 400 + "Sunday, January 20, 2008\n") is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2012-06-08_talks.txt", "2012-06-08"),
        ("talks-20120608.html", "2012-06-08"),
        ("https://news.example/world/2012/06/08/talks", "2012-06-08"),
        ("https://news.example/world/2012/jun/08/talks", "2012-06-08"),
        ("2012_06_08.md", "2012-06-08"),
        ("2012-13-08.txt", "None"),
        ("2012-02-31.txt", "None"),
        ("article-4711.txt", "None"),
        ("000_37ed7f42b980b81c.txt", "None"),
        ("2012/06/talks", "None"),
        ("120120608123.txt", "None"),
    ],
)
def test_date_in_name(name: str, date: str) -> None:
    assert str(date_in_name(name)) == date


def checked(text: str, published: str) -> tuple[str, ...]:
    document = Document(id="x", text=text, published=published)
    return contradictions(annotate(document, NLP(text), Lexicon()))


def test_weekday_that_does_not_fit_is_said() -> None:
    (warning,) = checked("They met on Wednesday, June 6, in Geneva.", "2013-06-08")
    assert "Wednesday, June 6" in warning
    assert "6 June 2013" in warning
    assert warning.endswith("but Thursday")
    assert checked("They met on Wednesday, June 6, in Geneva.", "2012-06-08") == ()


def test_dateline_with_another_day_is_said() -> None:
    text = "Fire\n\nThursday, May 7, 2015\n\nA barn burnt down."
    (warning,) = checked(text, "2011-12-02")
    assert "2011-12-02" in warning
    assert "7 May 2015" in warning
    assert checked(text, "2015-05-07") == ()
