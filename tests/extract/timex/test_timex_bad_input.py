"""Garbage in: no crash, no invention, no time that grows faster than the text."""

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extract.lexicon import Lexicon
from generator.extract.timex import annotate
from generator.extract.timex.patterns import plain
from generator.model.dates import Date
from generator.model.document import Document, Timex

NLP = spacy.blank("en")
NLP.max_length = 10_000_000
LEXICON = Lexicon()
PUBLISHED = st.sampled_from(
    ["2012-06-08", "", "0001-01-01", "9999-12-31", "2012-06", "-0043-03-15", "2099-01-01", "nonsense"]
)
WORDS = """31 February 45th of May 25:61 0000 9999 year the last Friday two days ago - – / , . BC '99 1990s quarter
    first century every a million ½ １２ ٣ Q3 10 a.m. EST June 8 2012 2012-06-08 12/13/14 next decade after before mid-
    ( ) ]    İ ß ﷽ noon Easter Ramadan years fall thousand 99999999999999999999 to until 3rd week ago"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\u00a0", "\u200b", "\ud7ff"])


def read(text: str, published: str = "2012-06-08") -> tuple[Timex, ...]:
    return annotate(Document(id="x", text=text, published=published), NLP(text), LEXICON).timexes


def check(text: str, found: tuple[Timex, ...]) -> None:
    """Spans lie in the text, in order and apart; every EDTF can be read."""
    end = 0
    for timex in found:
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert timex.value
        end = timex.span.end
        for edtf in (timex.edtf, timex.anchor):
            if edtf:
                Date.parse(edtf)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "  "]), PUBLISHED)
def test_any_words_in_any_order(pieces: list[str], gap: str, published: str) -> None:
    text = gap.join(pieces)
    check(text, read(text, published))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), PUBLISHED)
def test_any_text(text: str, published: str) -> None:
    check(text, read(text, published))


@given(st.text(max_size=300))
def test_plain_keeps_offsets(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 31 February.",
        "It fell on the 45th of May.",
        "It began at 25:61.",
        "It happened on 2011-02-29.",
        "It happened on 13/13/2011.",
        "It was signed on 30/02/2012.",
    ],
)
def test_no_such_date_is_not_read_as_one(text: str) -> None:
    days = [timex for timex in read(text) if timex.edtf and Date.parse(timex.edtf).precision == "day"]
    assert days == []


@pytest.mark.parametrize(
    "text",
    [
        "Call 555-1990 or room 2012.",
        "The A320-200 carried 1900 passengers over 2000 miles.",
        "She won 6-4, 7-5 and the score was 3-2.",
        "It costs $2012, or £1999.",
        "The 52-year-old man, who is 30 years old, may march.",
        "I may go; they march on; the sun sat low; the fall was steep.",
        "Resolution 1973 and Flight 2012.",
    ],
)
def test_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert [timex.span.of(text) for timex in read(text)] == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on 8 June ２０１２", "2012-06-08"),
        ("on ８ June 2012", "2012-06-08"),
        ("4–7 June 2012", "2012-06-04"),
        ("mid‑March 2011", "2011-03"),
        ("on June\u00a08, 2012", "2012-06-08"),
        ("JUNE 8, 2012", "2012-06-08"),
        ("June  8,  2012", "2012-06-08"),
        ("New Year’s Eve 2011", "2011-12-31"),
        ("in the year 9999 BC", "-9998"),
    ],
)
def test_digits_dashes_and_blanks_of_all_kinds(text: str, edtf: str) -> None:
    assert read(text)[0].edtf == edtf


@pytest.mark.parametrize("published", ["0001-01-01", "2018-06-08", "9999-12-31"])
@pytest.mark.parametrize(
    "text", ["It came about 20,000 years after the flood.", "next years", "some 4,000 centuries ago", "next decade"]
)
def test_years_that_edtf_cannot_write_are_left_open(text: str, published: str) -> None:
    assert all(Date.parse(timex.edtf) for timex in read(text, published) if timex.edtf)


def test_nothing_relative_without_publication() -> None:
    text = (
        "He left on Wednesday, last week, two days ago, in March; she returns next year, tomorrow, on June 8 at 5 p.m."
    )
    assert {timex.edtf for timex in read(text, "")} == {""}


def test_explicit_dates_need_no_publication() -> None:
    assert [timex.edtf for timex in read("Born on 4 May 1961, in office from 2009 to 2011.", "")] == [
        "1961-05-04",
        "2009",
        "2011",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "8 June 2012, ",
        "the first of the last ",
        "1990-",
        "two and ",
        "May ",
        "a ",
        "(",
        "12:30:",
        "'",
        "of the end of the ",
        "x" * 50,
        "\n",
    ],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    """Eight times the text: linear work grows eightfold, quadratic work 64-fold; a part of it shows above 16."""

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        annotate(Document(id="x", text=text, published="2012-06-08"), doc, LEXICON)
        return time.process_time() - start

    doc = NLP.make_doc("") if len(unit) < 2 else NLP(unit)
    seconds(200)  # caches
    limit = 16 * min(seconds(1_500) for _ in range(3)) + 0.05
    assert any(seconds(12_000) < limit for _ in range(3))  # other work on the machine only ever adds


def test_ten_thousand_dates() -> None:
    text = "2012-06-08\n" * 10_000
    start = time.process_time()
    found = annotate(Document(id="x", text=text, published="2012-06-08"), NLP.make_doc(""), LEXICON).timexes
    assert len(found) == 10_000
    assert time.process_time() - start < 10
