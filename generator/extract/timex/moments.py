"""Moments and their arithmetic, TIMEX3 values and what they mean as EDTF."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.model.dates import Date, Day, from_ordinal, month_length, ordinal, year_text

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "FY": 12, "DE": 120, "CE": 1200}
_DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7, "TNI": 1}
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar point as fine as known: month 0 or day 0 when the text leaves them open. Years are astronomical."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "Moment | None":
        """From an ISO date (a time after it is cut); None when it is none."""
        try:
            first = Date.parse(text.split("T")[0]).first
        except ValueError:
            return None
        return cls(*first) if first else None

    @property
    def value(self) -> str:
        """As TIMEX3 writes it."""
        tail = f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "") if self.month else ""
        return timex_year(self.year) + tail

    @property
    def edtf(self) -> str:
        """As EDTF writes it."""
        return edtf_of(self.value)

    @property
    def roughly(self) -> str:
        """As EDTF writes it when it is approximate; "" for years that EDTF cannot write."""
        return self.edtf and f"{self.edtf}~"

    @property
    def days(self) -> Day:
        """Its first day."""
        return self.year, self.month or 1, self.day or 1

    @property
    def ordinal(self) -> int:
        """Its first day as a number."""
        return ordinal(self.days)

    @property
    def weekday(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return (self.ordinal - 1) % 7 + 1

    def plus(self, amount: float, unit: str) -> "Moment":
        """Moved by so many units, as fine as the unit is (years stay years); a day that the month lacks is its last."""
        if unit in _DAYS:
            return Moment(*from_ordinal(self.ordinal + round(amount * _DAYS[unit])))
        months = self.year * 12 + (self.month or 1) - 1 + round(amount * _MONTHS[unit])
        year, month = months // 12, months % 12 + 1
        day = min(self.day or 1, month_length(year, month))
        return Moment(year, month, day)

    def cut(self, unit: str) -> "Moment":
        """As coarse as this unit: years, months or days."""
        if unit in ("Y", "DE", "CE", "FY"):
            return Moment(self.year)
        return Moment(self.year, self.month) if unit in ("M", "Q", "H") else self


def possible(year: int, month: int, day: int) -> bool:
    """Whether such a day exists; month 0 or day 0 is "not said"."""
    if not month:
        return not day and abs(year) <= LAST_YEAR
    return 1 <= month <= 12 and 0 <= day <= month_length(year, month) and abs(year) <= LAST_YEAR


def timex_year(year: int) -> str:
    """TIMEX3 counts years before Christ from 1: BC0044."""
    return f"BC{1 - year:04d}" if year <= 0 else f"{year:04d}"


def week(day: Moment) -> str:
    """The ISO week of a day: 2018-W23."""
    thursday = from_ordinal(day.ordinal - day.weekday + 4)
    return f"{timex_year(thursday[0])}-W{(ordinal(thursday) - ordinal((thursday[0], 1, 1))) // 7 + 1:02d}"


def monday(day: Moment) -> Moment:
    """The first day of its week."""
    return day.plus(1 - day.weekday, "D")


def quarter(moment: Moment) -> int:
    """1 to 4."""
    return ((moment.month or 1) - 1) // 3 + 1


# ------------------------------------------------------------------ values to EDTF
_VALUE = re.compile(
    r"(?P<bc>BC)?(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


@lru_cache(maxsize=4096)
def edtf_of(value: str) -> str:
    """What a TIMEX3 value names as EDTF; "" for references, sets, durations and values with unknown parts."""
    if re.fullmatch(r"(BC)?\d{2,3}", value):
        return _wide(value)
    found = _VALUE.fullmatch(value.removeprefix("FY"))
    if not found:
        return ""
    year = 1 - int(found["year"]) if found["bc"] else int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), bool(found["end"]))
    if found["quarter"] or found["half"]:
        length = 3 if found["quarter"] else 6
        return _months(year, (int(found["quarter"] or found["half"]) - 1) * length + 1, length)
    if found["season"]:
        return _months(year, SEASON_MONTHS[found["season"]], 3)
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    return str(Date.of(year, month, day)) if possible(year, month, day) else ""


def _wide(value: str) -> str:
    """A decade (198) or century (19) as the interval of its years; before Christ they count backwards."""
    digits = value.removeprefix("BC")
    span = 10 ** (4 - len(digits))
    first = int(digits) * span
    if value.startswith("BC"):
        if len(digits) == 2:  # the fourth century before Christ is 400 to 301
            first += 1
        return f"{year_text(1 - (first + span - 1))}/{year_text(1 - max(first, 1))}"
    return f"{year_text(first)}/{year_text(first + span - 1)}"


def _week(year: int, number: int, weekend: bool) -> str:
    first = monday(Moment(year, 1, 4)).plus(number - 1, "W")
    start = first.plus(5, "D") if weekend else first
    return str(Date.between(start.days, first.plus(6, "D").days))


def _months(year: int, month: int, length: int) -> str:
    last = Moment(year, month).plus(length - 1, "M")
    return f"{Date.of(year, month)}/{Date.of(last.year, last.month)}"


def interval(first: Moment, last: Moment) -> str:
    """Both ends included, as fine as they are; "" when they stand in the wrong order."""
    text = f"{first.edtf}/{last.edtf}" if first != last else first.edtf
    try:
        return str(Date.parse(text))
    except ValueError:
        return ""
