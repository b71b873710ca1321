"""Named days of the Western, Orthodox, Islamic, Jewish, Chinese and Indian calendars, and weekdays of a month."""

import re

from dateutil import easter
from hijridate import Hijri
from pyluach import dates as hebrew

from generator.extract.timex.moments import LAST_YEAR, Moment, timex_year
from generator.extract.timex.moons import chinese_new_year, diwali

_BY_MOON = {"chinese": chinese_new_year, "diwali": diwali}


def holiday(spec: str, year: int) -> str:
    """The TIMEX3 value of a named day in a Gregorian year, or EDTF of an interval; "" when it has none.

    `12-25`, `easter+1`, `orthodox+0`, `11-4-4` (fourth Thursday of November, L = last, `+1` = days after it),
    `hijri-10-1`, `hijri-9` (the whole month), `hebrew-7-10`,
    `chinese` (its new year), `diwali`.
    """
    if not 1 <= year <= LAST_YEAR:
        return ""
    name, _, rest = spec.partition("-")
    if spec.startswith(("easter", "orthodox")):
        return _easter(spec, year)
    if name == "hijri":
        return _hijri(rest, year)
    if name == "hebrew":
        return _hebrew(rest, year)
    if name in _BY_MOON:
        day = _BY_MOON[name](year)
        return day.isoformat() if day else ""
    return _weekday_of_month(spec, year) if spec.count("-") > 1 else f"{timex_year(year)}-{spec}"


def _easter(spec: str, year: int) -> str:
    name, shift = re.split(r"(?=[+-])", spec)
    if year < 1583 or year > 4099:
        return ""
    day = easter.easter(year, easter.EASTER_WESTERN if name == "easter" else easter.EASTER_ORTHODOX)
    return Moment(day.year, day.month, day.day).plus(int(shift), "D").value


def _weekday_of_month(spec: str, year: int) -> str:
    rule, _, shift = spec.partition("+")
    month, weekday, place = rule.split("-")
    first = Moment(year, int(month), 1)
    day = first.plus((int(weekday) - first.weekday) % 7, "D")
    if place == "L":
        while day.plus(7, "D").month == day.month:
            day = day.plus(7, "D")
    else:
        day = day.plus(7 * (int(place) - 1), "D")
    return day.plus(int(shift or 0), "D").value


def _hijri(rest: str, year: int) -> str:
    month, _, day = rest.partition("-")
    for lunar in range(int((year - 622) * 33 / 32) - 1, int((year - 622) * 33 / 32) + 3):
        try:
            first = Hijri(lunar, int(month), int(day or 1)).to_gregorian()
            if first.year != year:
                continue
            if day:
                return Moment(first.year, first.month, first.day).value
            length = Hijri(lunar, int(month), 1).month_length()
        except (ValueError, OverflowError):
            continue
        start = Moment(first.year, first.month, first.day)
        return f"{start.value}/{start.plus(length - 1, 'D').value}"
    return ""


def _hebrew(rest: str, year: int) -> str:
    for jewish in (year + 3760, year + 3761):
        try:
            if rest == "purim":
                month, day = (13 if jewish % 19 in (0, 3, 6, 8, 11, 14, 17) else 12), 14
            else:
                month, day = map(int, rest.split("-"))
            found = hebrew.HebrewDate(jewish, month, day).to_greg()
        except ValueError:
            continue
        if found.year == year:
            return Moment(found.year, found.month, found.day).value
    return ""
