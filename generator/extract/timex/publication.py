"""When an article was published, by its own words: the dateline or a line of its head, or its file name or address.

Also what speaks against a publication date that was given. Nothing here needs a parse.
"""

import re
from collections.abc import Iterator

from generator.extract.lexicon import Lexicon
from generator.extract.timex.grammar import grammar_of
from generator.extract.timex.moments import possible
from generator.extract.timex.patterns import Match
from generator.extract.timex.words import TimexWords
from generator.model.dates import Date
from generator.model.document import Document

_HEAD_LINES, _HEAD_CHARACTERS, _LINE = 14, 3000, 300
_PLACE = re.compile(r"\W*(?:[A-Z][\w.'’-]*[ ,/]+){1,7}(?:\([^()\n]{2,40}\)\W*)?")
_AGENCY = re.compile(
    r"[\s,]*(?:\([^()\n]{2,60}\)|/[^/\n]{2,30}/|[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})?\s*(?:[-–—―]{1,2}|:)\s"
)
_LINE_END = re.compile(r"[^\w\n]*(?:(?:at|@)?\s*\d{1,2}[:.h]\d{2}\S*[\w\s.()+:|,/-]{0,30})?[^\w\n]*(?:\|.{0,60})?$")
_BYLINE = re.compile(r"[^\w\n]*(?:.{0,60}[|•·])?[^\w\n]*$")
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2]|[a-z]{3,9})\2(0[1-9]|[12]\d|3[01])(?!\d)", re.IGNORECASE
)


def dateline_date(text: str, lexicon: Lexicon | None = None) -> Date | None:
    """The publication day that the head of an article states, year included; None when it states none.

    A dateline ("NAIROBI, June 8, 2018 (AP) –"), a labelled line ("Published: 8 June 2018, 14:05"), or a line
    that holds nothing but a date.
    """
    words = (lexicon or Lexicon()).read("timex", TimexWords)
    for line in _head(text):
        for readings in grammar_of(words).scan(line):
            date = next((date for match in readings if (date := _day(match, words))), None)
            if date and _stands_alone(line, readings[0], words):
                return date
    return None


def _head(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    filled = [line for line in lines if line]
    return (line[:_LINE] for line in filled[:_HEAD_LINES])


def _day(match: Match, words: TimexWords) -> Date | None:
    """The day a reading names in full."""
    if match.rule.means == "stamp":
        year, month, day = (
            int(part) for part in (match.get("iso") or match.get("isotime")[:10]).replace("/", "-").split("-")
        )
    elif match.rule.means == "calendar" and match.get("year") and (match.get("dom") or match.get("nth")):
        year, month = int(match.get("year")), int(words.words["month"].get(match.get("month"), 0))
        day = int(re.sub(r"\D", "", match.get("dom") or match.get("nth")))
    else:
        return None
    return Date.of(year, month, day) if month and day and possible(year, month, day) else None


def _stands_alone(line: str, match: Match, words: TimexWords) -> bool:
    """Whether the line is about its own date and not a sentence that mentions one."""
    before, after = line[: match.span.start], line[match.span.end :]
    labels = words.cues.get("published", frozenset()) | words.words["weekday"].keys()
    rest = " ".join(word for word in re.findall(r"[^\W\d_]+", before.lower()) if word not in labels)
    ends = bool(_LINE_END.match(after))
    if not rest:
        return ends or bool(_AGENCY.match(after))
    return (bool(_PLACE.fullmatch(before)) and bool(_AGENCY.match(after))) or (
        ends and bool(_BYLINE.fullmatch(before)) and "|" in before
    )


def date_in_name(name: str) -> Date | None:
    """The day in a file name or address: `2018-06-08_talks.txt`, `/2018/06/08/`, `/2018/jun/08/`, `20180608`."""
    months = Lexicon().read("timex", TimexWords).words["month"]
    for found in _IN_NAME.finditer(name):
        month = found[3] if found[3].isdigit() else months.get(found[3].lower(), "0")
        year, month_number, day = int(found[1]), int(month), int(found[4])
        if month_number and possible(year, month_number, day):
            return Date.of(year, month_number, day)
    return None


def contradictions(document: Document, lexicon: Lexicon | None = None) -> tuple[str, ...]:
    """What in the text speaks against `document.published`, one sentence each.

    A dateline with another day, and dates whose weekday does not fit the year that publication gives them.
    """
    found: list[str] = []
    stated = dateline_date(document.text, lexicon)
    if stated and document.published and str(stated) != document.published[:10]:
        found.append(f"published is {document.published}, but the text itself says {stated.words()}")
    words = (lexicon or Lexicon()).read("timex", TimexWords)
    for timex in document.timexes:
        said = _weekday_said(timex.span.of(document.text), words)
        date = Date.parse(timex.edtf) if said and timex.edtf else None
        if date and date.weekday is not None and date.weekday != said - 1:
            found.append(_mismatch(timex.span.of(document.text), date))
    return tuple(found)


def _mismatch(text: str, date: Date) -> str:
    full = date.words(weekday=True)
    return f'"{" ".join(text.split())}" was read as {date.words()}, which is not that weekday but {full.split(",")[0]}'


def _weekday_said(text: str, words: TimexWords) -> int:
    """1 to 7 when a date with a number in it also names its weekday, else 0."""
    first = re.match(r"[^\W\d_]+\.?", text.lower())
    return int(words.words["weekday"].get(first[0], 0)) if first and re.search(r"\d", text) else 0
