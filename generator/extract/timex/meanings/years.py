"""Years and what is made of them: 2008, 44 BC, 1941-43, fiscal 1989, the 1980s, the 19th century."""

import re
from dataclasses import replace

from generator.extract.timex.context import Context
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    Reading,
    dated,
    day_number,
    full_year,
    goes_on,
    has,
    meaning,
    opens,
    said,
    unit_of,
    word_value,
    year_read,
)
from generator.model.document import Span


@meaning
def yearrange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """1941-43, from 2009 to 2011: two years."""
    first = int(match.get("year"))
    short = match.get("short")
    if short and (match.get("upto") != "-" or int(short) <= first % 100):
        return None
    last = first - first % 100 + int(short) if short else int(match.get("toyear"))
    if last < first or last - first > 600:
        return None
    spans = match.spans["year"], match.spans["short" if short else "toyear"]
    return tuple(replace(dated(Moment(year), "Y"), span=span) for year, span in zip((first, last), spans, strict=True))


@meaning
def erarange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """480-479 BC."""
    sign = word_value(match, context, "era")
    years = [int(match.get(name)) for name in ("oldyear", "toyear")]
    if sign == "BC":
        years = [1 - year for year in years]
    if years[0] > years[1]:
        return None
    spans = match.spans["oldyear"], Span(match.spans["toyear"].start, match.span.end)
    return tuple(replace(dated(Moment(year), "Y"), span=span) for year, span in zip(years, spans, strict=True))


@meaning
def year(match: Match, context: Context) -> Reading | None:
    """2008, mid-1996, '89: a number is a year when nothing counts it and something places it."""
    number = year_read(match, context)
    if not _year_is_placed(match, context, number):
        return None
    if word_value(match, context, "edge") in ("H1", "H2"):
        half_of_year = word_value(match, context, "edge")
        return Reading(DATE, f"{number}-{half_of_year}", moment=Moment(number), unit="H")
    moment = Moment(number)
    if context.story and context.story.year == number and context.narrative:
        moment = context.story  # the story keeps its month when its own year is named again
    reading = replace(dated(Moment(number), "Y"), moment=moment)
    if said(match, context)[:-4].strip() in context.cue("articles"):  # "the 1991 agreement": it is the noun's
        return replace(reading, span=Span(match.span.end - 4, match.span.end))
    return reading


def _year_is_placed(match: Match, context: Context, number: int) -> bool:
    """Whether words place the number in time, and nothing counts, prices or numbers with it."""
    before = context.word_before(match.span.start)
    if match.get("yy"):
        return before in context.cue("year_before") and not context.text[match.span.end : match.span.end + 1].isalpha()
    if len(match.words) > 1 or len(said(match, context)) > 8:
        return True
    if _numbers_something(match, context):
        return False
    if before in context.cue("year_surely"):
        return True
    if _counts(match, context):
        return False
    now = context.published.year if context.published else 2020
    return _framed(match, context) or before in context.cue("year_before") or now - 120 <= number <= now + 60


def _framed(match: Match, context: Context) -> bool:
    """Whether brackets or a line of its own mark it as a year; in a text of history most numbers are."""
    around = context.text[match.span.start - 1 : match.span.start], context.text[match.span.end : match.span.end + 1]
    return context.narrative or around[0] == "(" or around == ("", "\n")


def _numbers_something(match: Match, context: Context) -> bool:
    """A price, a telephone number, a flight, the age of a tradition."""
    left = context.before(match.span.start, 12)
    if re.search(r"[$£€#№] ?$|(?<!\d)(?:\d{3}|\d{5,})-$", left):
        return True
    if goes_on(match, context, "year_units"):
        return True
    return context.word_before(match.span.start) in context.cue("number_before")


def _counts(match: Match, context: Context) -> bool:
    """Whether a plural noun follows, so that the number counts it."""
    if context.word_after(match.span.end) in context.cue("counted"):
        return True
    token = context.token(match.span.start)
    if token is None or not token.tag_:
        return False
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS"):
        return token.head.i - token.i <= 3 and token.head.lower_ not in context.cue("events_of_years")
    return (
        token.i + 1 < len(token.doc)
        and token.nbor().tag_ == "NNS"
        and token.nbor().lower_ not in context.cue("events_of_years")
    )


@meaning
def fiscal(match: Match, context: Context) -> Reading | None:
    """Fiscal 1989, the financial year 2007."""
    number = int(match.get("year"))
    return Reading(DATE, f"{word_value(match, context, 'yearword')}{number}", moment=Moment(number), unit="Y")


@meaning
def old(match: Match, context: Context) -> Reading | None:
    """480 BC, March of 44 BC."""
    number = int(match.get("oldyear"))
    era = word_value(match, context, "era")
    at = context.plain.rfind(match.get("era"), match.span.start, match.span.end)
    if era == "AD" and not context.text[at].isupper():
        return None
    year = 1 - number if era == "BC" else number
    month = int(word_value(match, context, "month") or 0)
    moment = Moment(year, month)
    edtf = moment.roughly if opens(match, context, "approximate") else None
    return replace(dated(moment, unit_of(moment)), edtf=edtf)


@meaning
def ad(match: Match, context: Context) -> Reading | None:
    """AD 79."""
    if not context.text[match.span.start].isupper():
        return None
    return dated(Moment(int(match.get("oldyear"))), "Y")


@meaning
def decade(match: Match, context: Context) -> Reading | None:
    """The 1980s, the early '60s, the sixties, the 470s BC."""
    if match.get("bcdecade"):
        return Reading(DATE, f"BC{int(match.get('bcdecade')[:-1]) // 10:03d}", unit="DE")
    if match.get("tens"):
        digits = int(word_value(match, context, "tens"))
        return _decade(1900 + digits * 10 if digits else 2000, match, context)
    number = re.sub(r"\D", "", match.get("decade") or match.get("tick"))
    if len(number) < 4:
        if (
            not match.get("tick")
            and context.word_before(match.span.start) not in context.cue("decade_before")
            and not has(match, context, "articles")
        ):
            return None
        first = full_year(number, context)
        return _decade(first, match, context)
    return _decade(int(number), match, context)


def _decade(first: int, match: Match, context: Context) -> Reading | None:
    if context.word_before(match.span.start) in context.cue("aged"):  # "in his sixties", "temperatures in the 80s"
        return None
    return Reading(DATE, f"{first // 10:03d}", moment=Moment(first), unit="DE")


@meaning
def century(match: Match, context: Context) -> Reading | None:
    """The 19th century, the fourth century BC."""
    number = day_number(match, context) or int(re.sub(r"\D", "", match.get("nth")) or 0)
    if not 1 <= number <= 30:
        return None
    prefix = "BC" if word_value(match, context, "era") == "BC" else ""
    return Reading(DATE, f"{prefix}{number - 1:02d}", unit="CE")
