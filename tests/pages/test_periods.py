"""Long lists of events are cut by period: every event once, and an edit touches the pages of its own period only."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import year_text
from generator.model.records import Event
from generator.pages.ordering import in_time, newest_first
from generator.pages.periods import PAGE_LENGTH, Part, address, around, briefly, cut, named
from generator.pages.words import Words

WORDS = Words("en")
ODD = (
    "", "Y12012", "Y-20000", "-0043", "-0043-03-15", "0000", "00XX", "-01XX", "19XX", "201X", "2012", "2012-21",
    "2012-06", "2012-06-08", "../2012-06-07", "2012-06-01/..", "2011/2013", "2012-05~",
)  # fmt: skip


def events(dates: Sequence[str]) -> tuple[Event, ...]:
    """One event for each date, in order of time."""
    return tuple(sorted((Event(id=f"e{n}", title="t", date=date) for n, date in enumerate(dates)), key=in_time))


def by_address(there: tuple[Event, ...]) -> dict[str, Part]:
    found = [(address("a.md", part), part) for part in cut(there)]
    assert len(dict(found)) == len(found), "two parts have one address"
    return dict(found)


def days(year: int, count: int) -> list[str]:
    return [f"{year_text(year)}-{n % 12 + 1:02d}-{n // 12 % 28 + 1:02d}" for n in range(count)]


_DATES = st.one_of(
    st.sampled_from(ODD),
    st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(2008, 2012), st.integers(1, 12), st.integers(1, 3)),
)


@given(st.lists(_DATES, max_size=40), st.integers(1, 9))
def test_every_event_stands_in_exactly_one_part_and_in_order(dates: list[str], times: int) -> None:
    there = newest_first(events(dates * times))
    for ordered in (there, there[::-1]):
        parts = list(by_address(ordered).values())
        assert [event for part in parts for event in part.events] == (list(ordered) if len(ordered) > 100 else [])
        assert all(0 < len(part.events) <= PAGE_LENGTH for part in parts)


@given(st.lists(_DATES.filter(bool), min_size=10, max_size=40), st.integers(3, 9), _DATES.filter(bool))
def test_one_event_more_changes_the_part_of_its_own_period(dates: list[str], times: int, date: str) -> None:
    before, after = by_address(events(dates * times)), by_address(events([*dates * times, date]))
    crowded = any(part.number for part in (*before.values(), *after.values()))
    changed = [uri for uri in before.keys() & after.keys() if before[uri].events != after[uri].events]
    assert crowded or len(changed) <= 1


def test_a_hundred_events_are_no_long_list() -> None:
    assert not by_address(events(days(2012, 100)))
    assert len(by_address(events(days(2012, 101)))) == 4


def test_a_sparse_list_has_few_parts() -> None:
    sparse = events([f"{1950 + n // 5 * 2}-03-{n % 5 + 1:02d}" for n in range(150)])
    assert list(by_address(sparse)) == [f"a/{decade}X.md" for decade in (195, 196, 197, 198, 199)] + ["a/20XX.md"]


def test_a_full_period_is_cut_into_finer_ones_and_no_other_is() -> None:
    parts = by_address(events([*days(2011, 90), *days(2012, 300), *["2012-06-30"] * 50, "2020", "", "1990"]))
    quarters = ["2012-01--2012-03", "2012-04", "2012-05", "2012-06", "2012-07--2012-09", "2012-10--2012-12"]
    assert [uri[2:-3] for uri in parts] == ["19XX", "2011", *quarters, "202X", "undated"]


def test_a_crowded_day_and_the_undated_are_cut_by_position() -> None:
    parts = by_address(events(["2012-06-08"] * 201 + [""] * 101))
    assert list(parts) == [
        "a/2012-06-08.md",
        "a/2012-06-08-2.md",
        "a/2012-06-08-3.md",
        "a/undated.md",
        "a/undated-2.md",
    ]
    assert [len(part.events) for part in parts.values()] == [100, 100, 1, 100, 1]


@pytest.mark.parametrize(
    ("date", "uri", "words"),
    [
        ("", "undated", "Date unknown"),
        ("Y12012", "later", "from 10000"),
        ("Y-20000", "earlier", "by the end of 10001 BC"),
        ("-0043", "-00XX", "100 BC – 1 BC"),
        ("2012-21", "20XX", "the 21st century"),
        ("../2012-06-07", "20XX", "the 21st century"),
    ],
)
def test_periods_are_addressed_by_their_edtf_and_named_in_words(date: str, uri: str, words: str) -> None:
    part = next(part for part in cut(events(["1850"] * 101 + [date])) if part.events[0].date == date)
    assert (address("x/index.md", part), named(part, WORDS)) == (f"x/{uri}.md", words)


def test_the_newest_come_first_and_the_undated_last() -> None:
    there = events(["", "2012", "2011", ""])
    assert [event.date for event in newest_first(there)] == ["2012", "2011", "", ""]


def test_a_period_is_named_briefly_beside_the_one_it_lies_in() -> None:
    dates = [*days(2012, 300), *["2012-06-30"] * 50, *days(-43, 110), *["2011-03-04"] * 101, "2011-03-05", "2010"]
    parts = by_address(events(dates))
    for uri, beside, name, whole in (
        ("2010", "", "2010", "2010"),
        ("2012-01--2012-03", "2012", "Jan–Mar", "January – March 2012"),
        ("2012-06", "2012", "Jun", "June 2012"),
        ("-0043-04---0043-06", "-0043", "Apr–Jun", "April 44 BC – June 44 BC"),
        ("2011-03-04-2", "2011-03", "4 March 2011, part 2", "4 March 2011, part 2"),
        ("2011-03-05", "2011-03", "5", "5 March 2011"),
    ):
        part = parts[f"a/{uri}.md"]
        assert (around(part.period), briefly(part, WORDS), named(part, WORDS)) == (beside, name, whole)
