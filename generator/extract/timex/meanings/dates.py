"""Calendar dates: 8 June 2018, June, last March, 4-7 June, 08/06/2018; the missing year is filled in."""

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
_MONTHS_AHEAD = 6
_AHEAD, _PAST = 0.05, 1.5  # what a day to come counts of its distance, where the clause looks ahead, or back


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
        there = _next_in_story(month, day, context.story)
        if there is None or _weekday_fits(there, match, context):
            return there
    years = [base.year + step for step in (0, -1, 1) if cal.possible(base.year + step, month, day)]
    if not years:
        return None
    if context.comes_after(match.span.start, "past_before"):
        years = [year for year in years if Moment(year, month, day).ordinal <= base.ordinal] or years
    favour = _AHEAD if context.ahead(match.span, exact=True) else _PAST if context.told(match.span) else 1.0

    def distance(moment: Moment) -> float:
        gap = moment.ordinal - base.ordinal
        return gap * favour if gap > 0 else -gap

    return min((Moment(year, month, day) for year in years), key=distance)


def _weekday_fits(there: Moment, match: Match, context: Context) -> bool:
    """Whether the day is the weekday that was said with it, if one was: else it is no day of the story's year."""
    said_day = word_value(match, context, "weekday")
    return not said_day or int(said_day) == there.weekday


def _next_in_story(month: int, day: int, base: Moment) -> Moment | None:
    """A story moves on: a date a few months back is a look back, one further back belongs to the next year."""
    if not base.month:
        return Moment(base.year, month, day) if cal.possible(base.year, month, day) else None
    back = base.month - month
    year = base.year + (1 if back > STORY_BACK else -1 if back < -STORY_AHEAD else 0)
    return Moment(year, month, day) if cal.possible(year, month, day) else None


def _month_year(month: int, context: Context, match: Match) -> Moment | None:
    """A bare month: the latest one begun; ahead within half a year when the clause looks ahead."""
    base = context.base
    following = context.range_year(match)
    if following:
        return Moment(following[0] - (month > following[1]), month)
    if base is None:
        return None
    if context.history(match) and context.story and (context.narrative or context.story.month <= month):
        there = _next_in_story(month, 0, context.story)  # a month before the story's is one of late
        if there is None or context.published is None or there.ordinal <= context.published.ordinal:
            return there
    if not base.month:
        return Moment(base.year, month)
    gap = (month - base.month) % 12
    if gap and gap <= (_MONTHS_AHEAD if context.ahead(match.span) else 0):
        return Moment(base.year + (month < base.month), month)
    return Moment(base.year - (month > base.month), month)


@meaning
def calendar(match: Match, context: Context) -> Reading | None:
    """8 June 2018, June 8, June 2018, June: the missing year is filled in."""
    month = int(word_value(match, context, "month") or 0)
    day = day_number(match, context)
    if not month or day is None or not is_name(match, context) or not _month_is_time(match, context, day):
        return None
    year = said_year(match, context)
    moment = Moment(year, month, day) if year else None
    if moment is None and (beside := _year_beside(match, context)):
        moment = Moment(beside, month, day)
    if moment is None:
        moment = _nearest(month, day, context, match) if day else _month_year(month, context, match)
        if moment is None:
            return _open_date(month, day) if cal.possible(2000, month, day) else None
    if not cal.possible(moment.year, month, day):
        return None
    tail = part_tail(match, context) if day else ""
    reading = dated(moment, unit_of(moment), tail=tail, anchor=None if year else context.base)
    return replace(reading, span=_without_article(match, context))


def _year_beside(match: Match, context: Context) -> int:
    """The year told right before a month or day ("two years later, in June"), else 0."""
    if context.named is None or context.named[1] not in ("Y", "FY"):
        return 0
    year, _, end = context.named
    return year.year if context.plain[end : match.span.start] in context.cue("beside_year") else 0


def _without_article(match: Match, context: Context) -> Span | None:
    """In "the May figures" the article is the noun's."""
    month = match.spans["month"].start
    led_by = context.plain[match.span.start : month].strip()
    return Span(month, match.span.end) if led_by in context.cue("articles") else None


def _month_is_time(match: Match, context: Context, day: int) -> bool:
    """Bare "March", "May", "August" need a preposition or the like before them: they are names and verbs too.

    "July crude" is what is to be delivered then, no time of the sale.
    So does any month right before a capital: April Jones and Jan Kowalski are people, "in April Jones won" is not.
    """
    month = match.spans["month"]
    traded = context.word_after(month.end) in context.cue("contracts")
    if traded and len(match.words) == 1 and context.word_before(month.start) not in context.cue("month_surely"):
        return False
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
    at = next((i for i, word in enumerate(words) if word in context.cue("year")), 0)
    if year or not at:
        return year
    told, rel = context.words.words["told"].get(words[at - 1]), context.words.words["rel"].get(words[at - 1])
    deictic = rel is not None and context.cue("articles").isdisjoint(words[: at - 1])
    base = context.published if deictic else context.anaphor(match.span.start)[0]
    return base.year + int((rel if deictic else told) or 0) if base else 0


@meaning
def dayrange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """4-7 June 2018, May 6 and 7: two dates of one month."""
    last = int(re.sub(r"\D", "", match.get("todom")))
    if last <= (day_number(match, context) or 0) or (
        word_value(match, context, "upto") == "list" and not _ends_date(match, context)
    ):
        return None
    first = calendar(match, context)
    moment = first.moment if isinstance(first, Reading) else None
    if moment is None or not cal.possible(moment.year, moment.month, last):
        return None
    assert isinstance(first, Reading)
    second = dated(Moment(moment.year, moment.month, last), "D", first.basis, first.anchor)
    spans = Span(match.span.start, match.spans["dom"].end), Span(_second_start(match, context), match.span.end)
    return replace(first, span=spans[0]), replace(second, span=spans[1])


def _second_start(match: Match, context: Context) -> int:
    """Where the second day begins: with its article in "May 3 and the 5th"."""
    at, article = match.spans["todom"].start, match.get("upto").rpartition(" ")[2]
    listed = word_value(match, context, "upto") == "list" and article in context.cue("articles")
    return at - len(article) - 1 if listed else at


def _ends_date(match: Match, context: Context) -> bool:
    """Whether the second number is a day ("May 6 and 7,") and counts nothing ("May 6 and 7 people")."""
    if match.get("year") or match.spans["month"].start > match.spans["dom"].start or match.get("todom")[-1:].isalpha():
        return True
    return is_bare(match, context)


@meaning
def stamp(match: Match, context: Context) -> Reading | None:
    """2018-06-08, 2018-06-08T10:30Z."""
    text = match.get("iso") or match.get("isotime")
    moment = Moment.parse(text[:10].replace("/", "-"))
    if moment is None:
        return None
    return Reading(TIME, text.upper(), moment=moment) if match.get("isotime") else dated(moment, "D")


@meaning
def slashed(match: Match, context: Context) -> Reading | None:
    """08/06/2018, 8-6-2018, 8.6.2018: a number above 12 decides, else the locale; with dots the day comes first."""
    first, second, last = re.split(r"[/.-]", match.get("slashed"))
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
    if base is None or not base.month or unit in YEAR_LIKE or not _is_day(match, context):
        return None
    moment = Moment(base.year, base.month, day)
    return dated(moment, "D", RELATIVE, base) if cal.possible(*moment.days) else None


@meaning
def weekdaynth(match: Match, context: Context) -> Reading | None:
    """Tuesday the 24th: of the nearest month in which the day is that weekday."""
    day, number = int(re.sub(r"\D", "", match.get("nth"))), int(word_value(match, context, "weekday"))
    base = context.base
    if base is None or not base.day:
        return None
    months = (base.cut("M").plus(step, "M") for step in (0, -1, 1))
    days = [Moment(m.year, m.month, day) for m in months if cal.possible(m.year, m.month, day)]
    fitting = [one for one in days if one.weekday == number]
    nearest = min(fitting, key=lambda one: abs(one.ordinal - base.ordinal), default=None)
    return dated(nearest, "D", RELATIVE, base) if nearest else None


def _is_day(match: Match, context: Context) -> bool:
    """Whether "the 8th" counts nothing: the clause ends or goes on behind it, or its verb governs it ("on the 8th")."""
    after = context.word_after(match.span.end)
    if not after or after in context.cue("closing"):
        return True
    token = context.token(match.span.end - 1)
    dated = context.word_before(match.span.start) in context.cue("day_before")
    return dated and token is not None and token.dep_ in ("obl", "obj") and token.head.pos_ == "VERB"


@meaning
def relmonth(match: Match, context: Context) -> Reading | None:
    """Last March, next May: counted from publication; what the article says of its length may push it back a year.

    The following June, that August: counted from the date named last.
    """
    month = int(word_value(match, context, "month"))
    back = opens(match, context, "looking_back")
    base = context.anaphor(match.span.start)[0] if back else context.base
    step = word_value(match, context, "rel") or word_value(match, context, "told") or ("0" if back else "")
    if not step and match.get("month") in context.cue("doubtful_months"):
        return None
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
