"""EDTF dates: reading, bounds, order and readers' words; hypothesis looks for what the examples forgot."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import Date, from_ordinal, month_length, ordinal, year_text

YEARS = st.integers(-9999, 9999)


@st.composite
def points(draw: st.DrawFn) -> str:
    year = draw(YEARS)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, month_length(year, month)))
    text = draw(st.sampled_from([f"-{month:02d}", f"-{month:02d}-{day:02d}", "", f"-{draw(st.integers(21, 24))}"]))
    return year_text(year) + text + draw(st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    a, b = sorted((Date.parse(draw(points())), Date.parse(draw(points()))))
    shape = draw(st.sampled_from(["{a}", "{a}/{b}", "../{a}", "{a}/.."]))
    return Date.parse(shape.format(a=a, b=b))


@given(dates())
def test_text_comes_back(date: Date) -> None:
    assert Date.parse(str(date)) == date


@given(dates(), dates(), dates())
def test_order_is_total(a: Date, b: Date, c: Date) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
    first, second, third = sorted([a, b, c])
    assert first <= second <= third and first <= third


@given(dates(), dates())
def test_overlap_is_mutual_and_follows_from_containing(a: Date, b: Date) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(a) and a.contains(a)
    if a.contains(b):
        assert a.overlaps(b)


@given(dates())
def test_bounds_stand_in_order(date: Date) -> None:
    if date.first and date.last:
        assert date.first <= date.last


@given(dates(), st.sampled_from(["en", "en_US", "de", "fr-CA", "ja", "ar", "ru"]))
def test_every_date_has_words(date: Date, locale: str) -> None:
    assert date.words(locale).strip()


@given(st.text(max_size=20))
def test_garbage_raises_nothing_but_value_error(text: str) -> None:
    try:
        date = Date.parse(text)
    except ValueError as error:
        assert str(error).startswith(text)
    else:
        assert str(date) == text


@given(st.integers(-4_000_000, 4_000_000))
def test_days_are_counted_both_ways(number: int) -> None:
    assert ordinal(from_ordinal(number)) == number


@given(st.dates())
def test_days_agree_with_the_standard_library(day: datetime.date) -> None:
    assert ordinal((day.year, day.month, day.day)) == day.toordinal()
    assert Date.of(day.year, day.month, day.day).weekday == day.weekday()


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2012-06-08", (2012, 6, 8), (2012, 6, 8), "day"),
        ("2012-06-08T18:30:00Z", (2012, 6, 8), (2012, 6, 8), "day"),
        ("2012-02", (2012, 2, 1), (2012, 2, 29), "month"),
        ("2012-06-XX", (2012, 6, 1), (2012, 6, 30), "month"),
        ("1900", (1900, 1, 1), (1900, 12, 31), "year"),
        ("201X", (2010, 1, 1), (2019, 12, 31), "decade"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "century"),
        ("2012-22", (2012, 6, 1), (2012, 8, 31), "season"),
        ("2011-24", (2011, 12, 1), (2012, 2, 29), "season"),
        ("-0043", (-43, 1, 1), (-43, 12, 31), "year"),
        ("2012-06-04/2012-06-07", (2012, 6, 4), (2012, 6, 7), "interval"),
        ("../2012-06-07", None, (2012, 6, 7), "interval"),
        ("2012-06/..", (2012, 6, 1), None, "interval"),
        ("1985/", (1985, 1, 1), None, "interval"),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31), "year"),
    ],
)
def test_bounds_and_precision(text: str, first: object, last: object, precision: str) -> None:
    date = Date.parse(text)
    assert (date.first, date.last, date.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2012-13-45", "there is no month 13"),
        ("2011-02-29", "2011-02 has no day 29, it ends with 28"),
        ("2012-06-00", "has no day 0"),
        ("2012-6-8", "month and day have two digits"),
        ("8/6/2012", "an interval has two ends, not 3"),
        ("08.06.2012", "write year-month-day"),
        ("476", "four digits, as in 0476"),
        ("2013/2012", "ends before it begins"),
        ("../..", "needs a date at one end"),
        ("2012-22-01", "a season has no day"),
        ("201X-05", "a year with X has no month"),
        ("2012-XX-05", "a day needs its month"),
        ("", "there is no date here"),
        ("２０１２", "not an EDTF date"),
        ("soon", "not an EDTF date"),
    ],
)
def test_faults_are_named(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault) as caught:
        Date.parse(text)
    assert str(caught.value).startswith(f"{text}: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2012-06-08", "8 June 2012"),
        ("2012-06", "June 2012"),
        ("2012-06-04/2012-06-07", "4–7 June 2012"),
        ("2012-05-30/2012-06-07", "30 May – 7 June 2012"),
        ("2011-03/2012-06", "March 2011 – June 2012"),
        ("2001/2012", "2001–2012"),
        ("../2012-06-08", "by 8 June 2012"),
        ("../2012-06", "by the end of June 2012"),
        ("2012-06-08/..", "from 8 June 2012"),
        ("2012-05~", "about May 2012"),
        ("2012-05?", "possibly May 2012"),
        ("2012-05%", "possibly about May 2012"),
        ("2012-06-01~/2012-06-10~", "early June 2012"),
        ("2012-02-21~/2012-02-29~", "late February 2012"),
        ("201X", "the 2010s"),
        ("18XX", "the 19th century"),
        ("2012-23", "autumn 2012"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0489/-0478", "490 BC – 479 BC"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert Date.parse(text).words() == words


def test_words_of_other_locales_keep_to_known_signs() -> None:
    assert Date.parse("2012-06-08").words("en_US") == "June 8, 2012"
    assert Date.parse("../2012-06-08").words("de") == "≤ 8. Juni 2012"
    assert Date.parse("2012-22").words("fr") == "juin 2012 – août 2012"


def test_weekday_and_before() -> None:
    assert Date.parse("2012-06-08").words(weekday=True) == "Friday, 8 June 2012"
    assert Date.parse("../2012-06-07").words(before=True) == "before 8 June 2012"
    assert Date.parse("../2012-06").words(before=True) == "by the end of June 2012"


def test_open_start_sorts_at_its_end() -> None:
    texts = ["2012-06-08", "2012", "../2012-06-08", "2012-06", "-0043", "2012-06-08/.."]
    assert [str(d) for d in sorted(map(Date.parse, texts))] == [
        "-0043", "2012", "2012-06", "../2012-06-08", "2012-06-08", "2012-06-08/..",
    ]  # fmt: skip


def test_one_day_interval_is_a_day() -> None:
    assert Date.between((2012, 6, 8), (2012, 6, 8)) == Date.of(2012, 6, 8)
    assert str(Date.between(None, (2012, 6, 8))) == "../2012-06-08"
