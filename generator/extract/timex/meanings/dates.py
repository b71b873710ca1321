"""Calendar dates and years: 8 June 2012, June, 2008, 44 BC, the 1980s, and ranges of them."""

import re
from dataclasses import replace

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    RELATIVE,
    TIME,
    YEAR_LIKE,
    Reading,
    dated,
    day_number,
    full_year,
    goes_on,
    has,
    is_bare,
    is_name,
    meaning,
    opens,
    part_tail,
    said,
    unit_of,
    word_value,
    year_read,
)
from generator.model.document import Span

STORY_BACK, STORY_AHEAD = 6, 8  # months


def _nearest(month: int, day: int, context: Context, match: Match) -> Moment | None:
    """Month and day without a year: the year that brings them nearest to the date they are read against."""
    base = context.base
    following = context.range_year(match)
    if following:
        year = following[0] - ((month, day) > following[1:])
        return Moment(year, month, day) if cal.possible(year, month, day) else None
    if base is None:
        return None
    if context.history(match) and context.story:
        return _next_in_story(month, day, context.story)
    years = [base.year + step for step in (0, -1, 1) if cal.possible(base.year + step, month, day)]
    if not years:
        return None
    if context.comes_after(match.span.start, "past_before"):
        years = [year for year in years if Moment(year, month, day).ordinal <= base.ordinal] or years
    favour = 0.6 if context.ahead(match.span) else 1.0

    def distance(moment: Moment) -> float:
        gap = moment.ordinal - base.ordinal
        return gap * favour if gap > 0 else -gap

    return min((Moment(year, month, day) for year in years), key=distance)


def _next_in_story(month: int, day: int, base: Moment) -> Moment | None:
    """A story moves on: a date a few months back is a look back, one further back belongs to the next year."""
    if not base.month:
        return Moment(base.year, month, day) if cal.possible(base.year, month, day) else None
    back = base.month - month
    year = base.year + (1 if back > STORY_BACK else -1 if back < -STORY_AHEAD else 0)
    return Moment(year, month, day) if cal.possible(year, month, day) else None


def _month_year(month: int, context: Context, match: Match) -> Moment | None:
    """A bare month: the latest one begun; ahead within five months when the clause looks ahead."""
    base = context.base
    following = context.range_year(match)
    if following:
        return Moment(following[0] - (month > following[1]), month)
    if base is None:
        return None
    if context.history(match) and context.story:
        return _next_in_story(month, 0, context.story)
    if not base.month:
        return Moment(base.year, month)
    gap = (month - base.month) % 12
    if gap and gap <= (5 if context.ahead(match.span) else 0):
        return Moment(base.year + (month < base.month), month)
    return Moment(base.year - (month > base.month), month)


@meaning
def calendar(match: Match, context: Context) -> Reading | None:
    """8 June 2012, June 8, June 2012, June: the missing year is filled in."""
    month = int(word_value(match, context, "month") or 0)
    day = day_number(match, context)
    if not month or day is None or not is_name(match, context) or not _month_is_time(match, context, day):
        return None
    year = said_year(match, context)
    moment = Moment(year, month, day) if year else None
    if moment is None:
        moment = _nearest(month, day, context, match) if day else _month_year(month, context, match)
        if moment is None:
            return _open_date(month, day) if cal.possible(2000, month, day) else None
    if not cal.possible(moment.year, month, day):
        return None
    tail = part_tail(match, context) if day else ""
    reading = dated(moment, unit_of(moment), tail=tail, anchor=None if year else context.base)
    return replace(reading, span=_without_article(match, context))


def _without_article(match: Match, context: Context) -> Span | None:
    """In "the May figures" the article is the noun's."""
    month = match.spans["month"].start
    led_by = context.plain[match.span.start : month].strip()
    return Span(month, match.span.end) if led_by in context.cue("articles") else None


def _month_is_time(match: Match, context: Context, day: int) -> bool:
    """Bare "March", "May", "August" need a preposition or the like before them: they are names and verbs too.

    So does any month right before a capital: April Jones and Jan Kowalski are people, "in April Jones won" is not.
    """
    month = match.spans["month"]
    named = bool(re.match(r" [A-Z][a-z]", context.text[month.end : month.end + 3]))
    doubtful = named or match.get("month") in context.cue("doubtful_months")
    if day or len(match.words) > 1 or not doubtful:
        return True
    before, after = context.word_before(month.start), context.word_after(month.end)
    if named:
        return before in context.cue("month_surely")
    return before in context.cue("month_before") or (not before and after in context.cue("month_after"))


def _open_date(month: int, day: int) -> Reading:
    return Reading(DATE, f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), edtf="")


def said_year(match: Match, context: Context) -> int:
    """The year that the words name: in figures, or as last, next, that, the same, the following year; else 0."""
    year = year_read(match, context)
    words = said(match, context).split()
    if year or len(words) < 2 or words[-1] not in context.cue("year"):
        return year
    told, rel = context.words.words["told"].get(words[-2]), context.words.words["rel"].get(words[-2])
    deictic = rel is not None and context.cue("articles").isdisjoint(words[:-2])
    base = context.published if deictic else context.anaphor(match.span.start)[0]
    return base.year + int((rel if deictic else told) or 0) if base else 0


@meaning
def dayrange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """4-7 June 2012, May 6 and 7: two dates of one month."""
    last = int(re.sub(r"\D", "", match.get("todom")))
    if last <= (day_number(match, context) or 0) or (
        word_value(match, context, "upto") == "list" and not _ends_date(match, context)
    ):
        return None
    first = calendar(match, context)
    moment = first.moment if isinstance(first, Reading) else None
    if moment is None or not cal.possible(moment.year, moment.month, last):
        return None
    head, tail = match.spans["dom"], match.spans["todom"]
    from_month = match.spans["month"].start < head.start
    start = Span(match.span.start, head.end)
    end = Span(tail.start, match.span.end)
    assert isinstance(first, Reading) and from_month is not None
    return replace(first, span=start), replace(
        dated(Moment(moment.year, moment.month, last), "D", first.basis, first.anchor), span=end
    )


def _ends_date(match: Match, context: Context) -> bool:
    """Whether the second number is a day ("May 6 and 7,") and counts nothing ("May 6 and 7 people")."""
    if match.get("year") or match.spans["month"].start > match.spans["dom"].start or match.get("todom")[-1:].isalpha():
        return True
    return is_bare(match, context)


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
def stamp(match: Match, context: Context) -> Reading | None:
    """2012-06-08, 2012-06-08T10:30Z."""
    text = match.get("iso") or match.get("isotime")
    moment = Moment.parse(text[:10].replace("/", "-"))
    if moment is None:
        return None
    return Reading(TIME, text.upper(), moment=moment) if match.get("isotime") else dated(moment, "D")


@meaning
def slashed(match: Match, context: Context) -> Reading | None:
    """08/06/2012, 8.6.2012: a number above 12 decides, else the article's locale; with dots the day comes first."""
    first, second, last = re.split(r"[/.]", match.get("slashed"))
    year = int(last) if len(last) == 4 else full_year(last, context)
    month, day = (
        (int(first), int(second))
        if context.month_first and "." not in match.get("slashed")
        else (int(second), int(first))
    )
    if month > 12:
        month, day = day, month
    if not cal.possible(year, month, day) or not day or not month:
        return None
    return dated(Moment(year, month, day), "D")


@meaning
def dayofmonth(match: Match, context: Context) -> Reading | None:
    """The 8th: of the month the story stands in."""
    day = int(re.sub(r"\D", "", match.get("nth")))
    base, unit = context.anaphor(match.span.start)
    after = context.word_after(match.span.end)
    if base is None or not base.month or unit in YEAR_LIKE or (after and after not in context.cue("closing")):
        return None
    moment = Moment(base.year, base.month, day)
    return dated(moment, "D", RELATIVE, base) if cal.possible(*moment.days) else None


@meaning
def relmonth(match: Match, context: Context) -> Reading | None:
    """Last March, next May: counted from publication; what the article says of its length may push it back a year."""
    month = int(word_value(match, context, "month"))
    base = context.base
    step = word_value(match, context, "rel") or word_value(match, context, "told")
    if base is None or not is_name(match, context) or step in ("", "L"):
        return None
    day = day_number(match, context) or 0
    year = base.year
    if int(step) < 0:
        year -= month >= (base.month or 13)
        year = next((s.year for s in context.ongoing if s.month == month and s.year in (year - 1, year)), year)
    elif int(step) > 0:
        year += month <= (base.month or 0)
    moment = Moment(year, month, day)
    return dated(moment, unit_of(moment), RELATIVE, base) if cal.possible(year, month, day) else None


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
    edtf = moment.edtf + "~" if opens(match, context, "approximate") else None
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
