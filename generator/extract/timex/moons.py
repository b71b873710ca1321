"""Feasts of calendars that follow moon and sun, from the moments of new moons: Chinese New Year, Diwali.

New moons after J. Meeus, Astronomical Algorithms, chapter 49, the largest terms: right to a few minutes, 1600 to 2200.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import radians, sin

_FIRST, _LAST = 1600, 2200
_LUNATION = 29.530588861
_NEW_MOON_2000 = 2451550.09766  # Julian day of the new moon of 6 January 2000
_J2000 = datetime(2000, 1, 1, 12)
_CHINA, _INDIA = timedelta(hours=8), timedelta(hours=5, minutes=30)
_LAMPS_LIT = timedelta(hours=18, minutes=19)  # the dark of the moon has to last into the evening


def chinese_new_year(year: int) -> date | None:
    """The second new moon after that of the winter solstice, counted in Chinese days."""
    if not _FIRST < year < _LAST:
        return None
    moons = [(moon + _CHINA).date() for moon in _new_moons(year - 1, 10)]
    opening = max(i for i, day in enumerate(moons) if day <= _solstice(year - 1))
    found = moons[opening + 2]
    return found if found >= date(year, 1, 21) else moons[opening + 3]  # a leap month came between


def diwali(year: int) -> date | None:
    """The evening of the dark moon with the sun in Libra as Indian astronomers count it."""
    if not _FIRST < year < _LAST:
        return None
    moons = (moon + _INDIA for moon in _new_moons(year, 9))
    dark = next(moon for moon in moons if moon.date() > date(year, 10, 17))
    return (dark - _LAMPS_LIT).date()


def _new_moons(year: int, month: int) -> Iterator[datetime]:
    """Eight new moons from the given month on, in universal time."""
    first = int((year - 2000 + (month - 1) / 12) * 12.3685)
    return (_new_moon(first + step) for step in range(8))


def _new_moon(k: int) -> datetime:
    t = k / 1236.85
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    day = _NEW_MOON_2000 + _LUNATION * k + 0.00015437 * t * t
    day += -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    day += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    day -= 0.00111 * sin(moon - 2 * node)
    return _J2000 + timedelta(days=day - 2451545.0)


def _solstice(year: int) -> date:
    """The day of the December solstice in China (Meeus, chapter 27, the mean one: right to a quarter of an hour)."""
    y = (year - 2000) / 1000
    day = 2451900.05952 + 365242.74049 * y - 0.06223 * y * y - 0.00823 * y**3
    return (_J2000 + timedelta(days=day - 2451545.0) + _CHINA).date()
