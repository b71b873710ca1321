"""EDTF dates (ISO 8601-2, levels 0 and 1): parsed, ordered, compared, printed.

Years run on both sides of Christ (`-0043` is 44 BC, `0000` is 1 BC), so nothing here rests on datetime.date. The
calendar is the Gregorian one, carried back before 1582 as ISO 8601 has it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

Day = tuple[int, int, int]
"""Year (astronomical), month, day."""

_POINT = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|Y-?\d{5,9})"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?:T(?P<time>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d(?::\d\d)?)?))?)?)?"
    r"(?P<qualifier>[~?%]?)"
)
# code -> first month; a season lasts three months, winter runs into the next year
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # days of a common year before each month
_OPEN = ("..", "")


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def ordinal(day: Day) -> int:
    """Days since 1 January of year 1 (that day is 1, as with datetime.date.toordinal; negative before Christ)."""
    year, month, number = day
    before = year - 1
    leaps = before // 4 - before // 100 + before // 400
    return 365 * before + leaps + _BEFORE[month - 1] + (month > 2 and is_leap(year)) + number


def from_ordinal(number: int) -> Day:
    """The day with this ordinal."""
    year = number * 400 // 146097 + 1
    while ordinal((year, 1, 1)) > number:
        year -= 1
    while ordinal((year + 1, 1, 1)) <= number:
        year += 1
    rest, month = number - ordinal((year, 1, 1)), 1
    while rest >= month_length(year, month):
        rest -= month_length(year, month)
        month += 1
    return year, month, rest + 1


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date, as fine as the text was. `month` 21 to 24 is a season; `digits` of the year are known."""

    year: int  # the first year it may be
    month: int = 0
    day: int = 0
    digits: int = 4
    qualifier: str = ""
    time: str = ""

    @property
    def precision(self) -> str:
        """Day, month, season, year, decade or century."""
        if self.digits < 4:
            return "decade" if self.digits == 3 else "century"
        if self.month:
            return "day" if self.day else "season" if self.month in _SEASONS else "month"
        return "year"

    @property
    def first(self) -> Day:
        """The first day it covers."""
        return self.year, _SEASONS.get(self.month, self.month or 1), self.day or 1

    @property
    def last(self) -> Day:
        """The last day it covers."""
        if self.day:
            return self.first
        if self.month in _SEASONS:
            year, month = (self.year + 1, 2) if self.month == 24 else (self.year, _SEASONS[self.month] + 2)
            return year, month, month_length(year, month)
        year = self.year + 10 ** (4 - self.digits) - 1
        month = self.month or 12
        return year, month, month_length(year, month)


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Date:
    """A point of some precision, or an interval whose ends may be open (None). `edtf` is the text it was read from."""

    edtf: str
    start: Point | None
    end: Point | None
    is_interval: bool = False

    @classmethod
    def parse(cls, text: str) -> "Date":
        """Read EDTF; ValueError says what is wrong with it ("2012-13-45: there is no month 13")."""
        return _parsed(text)

    @classmethod
    def of(cls, year: int, month: int = 0, day: int = 0) -> "Date":
        """The year, month (or season) or day."""
        return cls.parse(year_text(year) + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else ""))

    @classmethod
    def between(cls, first: Day | None, last: Day | None) -> "Date":
        """The interval of these days, both included; None leaves an end open. One day is written as a day."""
        if first == last and first is not None:
            return cls.of(*first)
        return cls.parse("/".join(str(cls.of(*day)) if day else ".." for day in (first, last)))

    def __str__(self) -> str:
        return self.edtf

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __lt__(self, other: "Date") -> bool:
        return self.sort_key < other.sort_key

    @property
    def first(self) -> Day | None:
        """The first day it may be; None when open."""
        return self.start.first if self.start else None

    @property
    def last(self) -> Day | None:
        """The last day it may be; None when open."""
        return self.end.last if self.end else None

    @property
    def sort_key(self) -> tuple[Day, int, int, str]:
        """For a total order: by first day (with an open start by the last), at one first day the finer date first."""
        begin, end = self.first, self.last
        here = begin or end or (0, 0, 0)
        length = ordinal(end) - ordinal(begin) if begin and end else 10**9
        return here, -1 if begin is None else 0, length, self.edtf

    @property
    def precision(self) -> str:
        """Day, month, season, year, decade, century, or interval."""
        return "interval" if self.is_interval or self.start is None else self.start.precision

    @property
    def approximate(self) -> bool:
        """Whether an end is marked about (`~` or `%`)."""
        return self._marked("~%")

    @property
    def uncertain(self) -> bool:
        """Whether an end is marked possibly (`?` or `%`)."""
        return self._marked("?%")

    def _marked(self, marks: str) -> bool:
        return any(end.qualifier in marks for end in (self.start, self.end) if end and end.qualifier)

    @property
    def weekday(self) -> int | None:
        """0 for Monday to 6 for Sunday; None unless it is one day."""
        return (ordinal(self.start.first) - 1) % 7 if self.precision == "day" and self.start else None

    def contains(self, other: "Date") -> bool:
        """Whether every day of the other is also one of this; an open end reaches for ever."""
        starts = self.first is None or (other.first is not None and self.first <= other.first)
        return starts and (self.last is None or (other.last is not None and other.last <= self.last))

    def overlaps(self, other: "Date") -> bool:
        """Whether the two share at least one day."""
        return _reaches(self.first, other.last) and _reaches(other.first, self.last)

    def words(self, locale: str = "en", *, weekday: bool = False, before: bool = False) -> str:
        """For readers: "8 June 2012", "4–7 June 2012", "by 8 June 2012", "about May 2012", "44 BC".

        `locale` is a Babel locale, plain "en" reads as British. `weekday` adds the weekday to a day. `before` says an
        open start the other way round ("before 9 June 2012"), for dates whose own words were "before ...".
        """
        from generator.model.wording import in_words

        words = in_words(self, locale, weekday=weekday, before=before)
        return words.replace("\u2009", " ")  # the CLDR's thin spaces would break searches for what readers see


def year_text(year: int) -> str:
    """A year as EDTF writes it: four digits, `-0043`, `Y12345`."""
    return f"Y{year}" if abs(year) > 9999 else f"{year:05d}" if year < 0 else f"{year:04d}"


def _reaches(first: Day | None, last: Day | None) -> bool:
    return first is None or last is None or first <= last


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Date:
    ends = text.split("/")
    if len(ends) == 1:
        point = _point(text, text)
        return Date(text, point, point)
    if len(ends) > 2:
        raise ValueError(f"{text}: an interval has two ends, not {len(ends)}")
    start, end = (None if end in _OPEN else _point(end, text) for end in ends)
    if start is None and end is None:
        raise ValueError(f"{text}: an interval needs a date at one end at least")
    if start and end and start.first > end.last:
        raise ValueError(f"{text}: ends before it begins")
    return Date(text, start, end, True)


def _point(text: str, whole: str) -> Point:
    found = _POINT.fullmatch(text) if text.isascii() else None
    if not found:
        raise ValueError(f"{whole}: {_fault(text)}")
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    unknown = year.count("X")
    if unknown and month:
        raise ValueError(f"{whole}: a year with X has no month")
    if month == "XX" and day not in ("", "XX"):
        raise ValueError(f"{whole}: a day needs its month")
    _check(year, month.replace("XX", ""), day.replace("XX", ""), whole)
    return Point(_first_year(year), _number(month), _number(day), 4 - unknown, found["qualifier"], found["time"] or "")


def _first_year(text: str) -> int:
    """Of `201X` 2010, and of `-004X` -49: the first year it may be."""
    return int(text.lstrip("Y").replace("X", "9" if text.startswith("-") else "0"))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _check(year: str, month: str, day: str, whole: str) -> None:
    season = int(month) in _SEASONS if month else False
    if month and not season and not 1 <= int(month) <= 12:
        raise ValueError(f"{whole}: there is no month {month}")
    if not day:
        return
    if season:
        raise ValueError(f"{whole}: a season has no day")
    known = month_length(_first_year(year), int(month))
    if not 1 <= int(day) <= known:
        raise ValueError(f"{whole}: {year}-{month} has no day {int(day)}, it ends with {known}")


def _fault(text: str) -> str:
    if not text.strip():
        return "there is no date here"
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", text):
        return "write year-month-day, as in 2012-06-08"
    if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", text):
        return "month and day have two digits, as in 2012-06-08"
    if re.fullmatch(r"\d{1,3}", text):
        return "a year has four digits, as in 0476"
    return "not an EDTF date (2012, 2012-06, 2012-06-08, 2012-06-04/2012-06-07, ../2012-06-08, 2012-05~)"
