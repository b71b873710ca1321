"""Dates in words for readers, with the month names and patterns of the CLDR (Babel).

Babel prints datetime.date only; its patterns are filled here by hand so that years before Christ can be said as well.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import tokenize_pattern

from generator.model.dates import from_ordinal, ordinal

if TYPE_CHECKING:
    from generator.model.dates import Date, Point

# The CLDR has no word for these; other languages than English fall back on signs that any reader knows.
_ENGLISH = {
    "before": "before {0}", "by": "by {0}", "by the end": "by the end of {0}", "from": "from {0}", "about": "about {0}",
    "possibly": "possibly {0}", "early": "early {0}", "mid": "mid-{0}", "late": "late {0}", "decade": "the {0}s",
    "century": "the {0} century", "21": "spring {0}", "22": "summer {0}", "23": "autumn {0}", "24": "winter {0}",
}  # fmt: skip
_SIGNS = {
    "before": "< {0}",
    "by": "≤ {0}",
    "by the end": "≤ {0}",
    "from": "≥ {0}",
    "about": "≈ {0}",
    "possibly": "{0} (?)",
}
_Token = tuple[str, str | tuple[str, int]]
_THIRDS = {(1, 10): "early", (11, 20): "mid"}


def in_words(date: "Date", locale: str, *, weekday: bool = False, before: bool = False) -> str:
    """What `Date.words` says."""
    place = _locale(locale)
    phrases = _ENGLISH if place.language == "en" else _SIGNS
    if date.start and date.end and date.is_interval:
        text = _interval(date.start, date.end, place, phrases)
        return _third(date, place, phrases) or _qualified(text, date.approximate, date.uncertain, phrases)
    point = date.start or date.end
    assert point  # parsing refuses an interval open on both sides
    text = _named(point, place, phrases, weekday=weekday)
    if date.is_interval and date.start is None:
        text = _until(point, text, place, phrases, before=before)
    elif date.is_interval:
        text = phrases["from"].format(text)
    return _qualified(text, date.approximate, date.uncertain, phrases)


def _until(point: "Point", text: str, place: Locale, phrases: dict[str, str], *, before: bool) -> str:
    if before and point.precision == "day":
        return phrases["before"].format(_filled(place.date_formats["long"].pattern, _next_day(point), place))
    return phrases["by" if point.precision == "day" else "by the end"].format(text)


def _qualified(text: str, approximate: bool, uncertain: bool, phrases: dict[str, str]) -> str:
    text = phrases["about"].format(text) if approximate else text
    return phrases["possibly"].format(text) if uncertain else text


def _third(date: "Date", place: Locale, phrases: dict[str, str]) -> str:
    """A marked third of one month: "early June 2012"."""
    first, last = date.first, date.last
    if not (date.approximate and phrases is _ENGLISH and first and last and first[:2] == last[:2]):
        return ""
    part = _THIRDS.get((first[2], last[2]), "late" if first[2] == 21 and last[2] >= 28 else "")
    month = _filled(_skeleton(place, "yMMMM"), first, place)
    return phrases[part].format(month) if part else ""


def _interval(start: "Point", end: "Point", place: Locale, phrases: dict[str, str]) -> str:
    same = start.precision == end.precision and start.year > 0
    shape = {"day": "yMMMd", "month": "yMMM", "year": "y"}.get(start.precision) if same else None
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    pieces = place.interval_formats.get(shape, {}).get(differs) if shape else None
    if not pieces or len(pieces) != 2:
        ends = (_named(end, place, phrases) for end in (start, end))
        return str(place.interval_formats[None].format(*ends))
    return "".join(_filled(_long(piece), point.first, place) for piece, point in zip(pieces, (start, end), strict=True))


def _named(point: "Point", place: Locale, phrases: dict[str, str], *, weekday: bool = False) -> str:
    if point.precision == "day":
        return _filled(place.date_formats["full" if weekday else "long"].pattern, point.first, place)
    if point.precision == "month":
        return _filled(_skeleton(place, "yMMMM"), point.first, place)
    if point.precision == "year":
        return _filled(_skeleton(place, "y"), point.first, place)
    return _broad(point, place, phrases)


def _broad(point: "Point", place: Locale, phrases: dict[str, str]) -> str:
    """A season, a decade, a century; where the language has no phrase, its first and last month or year."""
    name = str(point.month) if point.precision == "season" else point.precision
    if name in phrases and point.precision == "season":
        return phrases[name].format(_filled(_skeleton(place, "y"), point.first, place))
    if name in phrases and point.year > 0:
        return phrases[name].format(point.year if name == "decade" else _ordinal(point.year // 100 + 1))
    skeleton = _skeleton(place, "yMMMM" if point.precision == "season" else "y")
    ends = (_filled(skeleton, day, place) for day in (point.first, point.last))
    return str(place.interval_formats[None].format(*ends))


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _next_day(point: "Point") -> tuple[int, int, int]:
    return from_ordinal(ordinal(point.last) + 1)


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    return Locale.parse("en_GB" if name == "en" else name.replace("-", "_"))


def _skeleton(place: Locale, name: str) -> str:
    pattern: str = place.datetime_skeletons[name].pattern
    return pattern


def _long(pattern: str) -> str:
    """Spelled-out month names where the pattern abbreviates."""
    return pattern.replace("MMMM", "MMM").replace("LLLL", "LLL").replace("MMM", "MMMM").replace("LLL", "LLLL")


def _filled(pattern: str, day: tuple[int, int, int], place: Locale) -> str:
    """The pattern with this day's year, month, day and weekday; years before Christ get their era."""
    year, month, number = day
    fields = {
        "y": str(year if year > 0 else 1 - year),
        "M": place.months["format"]["wide"][month],
        "L": place.months["stand-alone"]["wide"][month],
        "d": str(number),
        "E": place.days["format"]["wide"][(ordinal(day) - 1) % 7],
    }
    text = "".join(_field(token, fields, month) for token in _tokens(pattern))
    return text if year > 0 else f"{text} {place.eras['abbreviated'][0]}"


def _field(token: _Token, fields: dict[str, str], month: int) -> str:
    value = token[1]
    if isinstance(value, str):
        return value
    letter, width = value
    return str(month) if letter in "ML" and width < 3 else fields.get(letter, "")


@lru_cache(maxsize=256)
def _tokens(pattern: str) -> list[_Token]:
    return tokenize_pattern(pattern)
