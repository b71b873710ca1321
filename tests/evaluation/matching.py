"""What the measures share: overlap, names made comparable, best one-to-one pairing, days that an EDTF date covers."""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

Place = tuple[int, int]
Days = tuple[date | None, date | None]


def place(span: dict[str, int]) -> Place:
    """`{"start", "end"}` as a pair."""
    return span["start"], span["end"]


def shared(one: Place, other: Place) -> int:
    """How many characters two ranges share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def plain(name: str) -> str:
    """A name without case, accents, punctuation, possessive and article."""
    letters = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in letters if not unicodedata.combining(c)).lower()
    letters = re.sub(r"['’]s\b", "", letters)
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^a-z0-9]+", " ", letters).strip())


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairing of rows and columns with the largest sum (Hungarian method); only pairs that weigh."""
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        return sorted((row, column) for column, row in best_pairs(list(zip(*weights, strict=True))))
    rows, columns = len(weights), len(weights[0])
    row_of = [0] * (columns + 1)  # counted from 1, 0 = none; column 0 holds the row being placed
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        _place_row(weights, row_of, row_price, column_price)
    return sorted((r - 1, c - 1) for c, r in enumerate(row_of) if c and r and weights[r - 1][c - 1] > 0)


def _place_row(
    weights: Sequence[Sequence[float]], row_of: list[int], row_price: list[float], column_price: list[float]
) -> None:
    """Give the row in column 0 a column, moving others along the cheapest path."""
    columns = len(row_of)
    slack, came_from, seen = [float("inf")] * columns, [0] * columns, [False] * columns
    at = 0
    while row_of[at]:
        seen[at], row = True, row_of[at]
        for column in range(1, columns):
            cost = -weights[row - 1][column - 1] - row_price[row] - column_price[column]
            if not seen[column] and cost < slack[column]:
                slack[column], came_from[column] = cost, at
        nearest = min((c for c in range(1, columns) if not seen[c]), key=lambda c: slack[c])
        step = slack[nearest]
        for column in range(columns):
            if seen[column]:
                row_price[row_of[column]] += step
                column_price[column] -= step
            else:
                slack[column] -= step
        at = nearest
    while at:
        row_of[at] = row_of[came_from[at]]
        at = came_from[at]


def days(edtf: str) -> Days | None:
    """First and last day of an EDTF date or an ISO week; None at an open end, None altogether when unknown."""
    first, slash, last = edtf.strip().partition("/")
    if slash:
        low, high = (None if part in ("", "..") else days(part) for part in (first, last))
        return (low[0] if low else None, high[1] if high else None)
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", first):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    point = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?", first.partition("T")[0])
    try:
        return _days_of_point(*point.groups()) if point else None
    except ValueError:  # no such month or day
        return None


def _days_of_point(year: str, month: str | None, day: str | None) -> Days:
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = int(day) if day else calendar.monthrange(int(year), int(month))[1]
    return date(int(year), int(month), int(day or 1)), date(int(year), int(month), last)


def same_date(wanted: Iterable[str], found: str) -> bool:
    """Whether a date is one of those that are right; qualifiers and the way of writing a period do not matter."""
    covered = days(found)
    return any(
        re.sub("[~?%]", "", right) == re.sub("[~?%]", "", found) or (covered is not None and days(right) == covered)
        for right in wanted
    )
