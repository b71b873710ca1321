"""What a rule's words mean: one function for each `means` of the list, from words to a TIMEX3 value and EDTF.

A meaning may refuse (None): then the next shorter reading at that place is tried. Values follow TimeML as news
corpora write it; EDTF follows what readers would say the expression covers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.extract.timex import calendar as cal
from generator.extract.timex.calendar import Moment
from generator.extract.timex.context import Context
from generator.extract.timex.patterns import Match
from generator.model.document import Span
from generator.model.vocabulary import DateBasis, TimexType

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
EXPLICIT, RELATIVE, PUBLICATION = DateBasis.EXPLICIT, DateBasis.RELATIVE, DateBasis.PUBLICATION
PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"

_YEAR_LIKE = ("Y", "DE", "CE", "FY")


@dataclass(frozen=True, slots=True)
class Reading:
    """A meaning's answer. `edtf` None = as the value says; `moment` moves the story on; `span` narrows the match."""

    type: TimexType
    value: str
    edtf: str | None = None
    basis: DateBasis = EXPLICIT
    anchor: Moment | None = None
    moment: Moment | None = None
    unit: str = "D"
    span: Span | None = None
    dates: str = "clause"


Meaning = Callable[[Match, Context], "Reading | tuple[Reading, ...] | None"]
MEANINGS: dict[str, Meaning] = {}


def _meaning(function: Meaning) -> Meaning:
    MEANINGS[function.__name__.strip("_")] = function
    return function


# ------------------------------------------------------------------ words to numbers
def _value(match: Match, context: Context, name: str, of: str = "") -> str:
    """The list's value of the word read for a class, "" when it was not read."""
    return context.words.words[of or name].get(match.get(name), "")


def _year(match: Match, context: Context) -> int:
    """The year said, two digits completed to the century nearest to publication; 0 when not said."""
    if match.get("year"):
        return int(match.get("year"))
    return _full_year(match.get("yy")[1:], context) if match.get("yy") else 0


def _full_year(digits: str, context: Context) -> int:
    """'89 and 12: the latest such year that is not more than ten years ahead."""
    now = context.base.year if context.base else 2000
    year = now - now % 100 + int(digits)
    return year - 100 if year > now + 10 else year


def _amount(match: Match, context: Context) -> float | None:
    """How many: None for a vague number (several, a few)."""
    if match.get("figure"):
        text = match.get("figure").replace(",", "")
        return 0.5 if text == "½" else float(text)
    if match.get("numerals"):
        return _number(match.get("numerals"), context)
    if match.get("some"):
        value = _value(match, context, "some")
        return None if value == "X" else float(value)
    return 1.0


def _number(text: str, context: Context) -> float:
    """Number words added and multiplied: "two hundred and fifty", "two and a half"."""
    numbers = context.words.words["number"]
    done, current = 0.0, 0.0
    for word in re.split(r"[ -]+", text):
        if word in ("half", "quarter"):
            current += 0.5 if word == "half" else 0.25
        elif word in numbers:
            value = int(numbers[word])
            if value >= 100:
                done, current = done + max(current, 1) * value, 0.0
            elif value == 12 and word == "dozen":
                current = max(current, 1) * 12
            else:
                current += value
    return done + current


def _text(number: float) -> str:
    return f"{number:g}" if number < 1e6 else f"{number:.0f}"


def period(amount: float | None, unit: str) -> str:
    """P2Y, PT10H, PXW: a length as TIMEX3 writes it; decades and centuries in years."""
    many = "X" if amount is None else _text(amount)
    if unit in ("TH", "TM", "TS"):
        return _clocked(amount, unit)
    if unit in ("DE", "CE"):
        factor = 10 if unit == "DE" else 100
        return "PXY" if amount is None else f"P{_text(amount * factor)}Y"
    if unit == "2W":
        return "PXW" if amount is None else f"P{_text(amount * 2)}W"
    if unit == "Y" and amount == 0.5:
        return "P6M"
    return f"P{many}{'D' if unit == 'TNI' else unit}"


def _clocked(amount: float | None, unit: str) -> str:
    if amount is None:
        return f"PTX{unit[1]}"
    if unit == "TH" and amount < 1:
        return f"PT{_text(amount * 60)}M"
    return f"PT{_text(amount)}{unit[1]}"


# ------------------------------------------------------------------ years of partial dates
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


STORY_BACK, STORY_AHEAD = 6, 8


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
    gap = (month - base.month) % 12
    if gap and gap <= (5 if context.ahead(match.span) else 0):
        return Moment(base.year + (month < base.month), month)
    return Moment(base.year - (month > base.month), month)


def _done(
    moment: Moment, unit: str, basis: DateBasis = EXPLICIT, anchor: Moment | None = None, tail: str = ""
) -> Reading:
    kind = TIME if tail else DATE
    return Reading(kind, moment.value + tail, basis=basis, anchor=anchor, moment=moment, unit=unit)


def _unit_of(moment: Moment) -> str:
    return "D" if moment.day else "M" if moment.month else "Y"


# ------------------------------------------------------------------ calendar dates
@_meaning
def calendar(match: Match, context: Context) -> Reading | None:
    """8 June 2012, June 8, June 2012, June: the missing year is filled in."""
    month = int(_value(match, context, "month") or 0)
    day = _day_number(match, context)
    if not month or day is None or not _is_name(match, context) or not _month_is_time(match, context, day):
        return None
    year = _said_year(match, context)
    moment = Moment(year, month, day) if year else None
    if moment is None:
        moment = _nearest(month, day, context, match) if day else _month_year(month, context, match)
        if moment is None:
            return _open_date(month, day) if cal.possible(2000, month, day) else None
    if not cal.possible(moment.year, month, day):
        return None
    tail = _part_tail(match, context) if day else ""
    return _done(moment, _unit_of(moment), tail=tail, anchor=None if year else context.base)


def _month_is_time(match: Match, context: Context, day: int) -> bool:
    """Bare "March", "May", "August" need a preposition or the like before them: they are names and verbs too."""
    if day or len(match.words) > 1 or match.get("month") not in context.cue("doubtful_months"):
        return True
    at = match.spans["month"].start
    return context.word_before(at) in context.cue("month_before") or context.word_before(at) == ""


def _open_date(month: int, day: int) -> Reading:
    return Reading(DATE, f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), edtf="")


def _day_number(match: Match, context: Context) -> int | None:
    """0 = no day said, None = no such day."""
    text = match.get("dom") or match.get("nth")
    if text:
        return int(re.sub(r"\D", "", text))
    if match.get("ordinal"):
        number = int(_value(match, context, "ordinal"))
        return number if 1 <= number <= 31 else None
    return 0


def _said_year(match: Match, context: Context) -> int:
    """The year that the words name: in figures, or as last, next, that, the same, the following year; else 0."""
    year = _year(match, context)
    words = _words(match, context)
    if year or not words.endswith(" year"):
        return year
    told = words.split()[-2]
    if told in ("that", "same", "following", "previous") or (told == "next" and " the " in words):
        base = context.anaphor(match.span.start)[0]
    else:
        base = context.published
    step = {"following": 1, "next": 1, "previous": -1, "last": -1}.get(told, 0)
    return base.year + step if base else 0


def _words(match: Match, context: Context) -> str:
    return context.plain[match.span.start : match.span.end]


def _part_tail(match: Match, context: Context) -> str:
    part = _value(match, context, "part")
    return f"T{part}" if part else ""


def _is_name(match: Match, context: Context) -> bool:
    """Words that mean something else in lower case (may, march, sun) count only with a capital, a number or in capitals."""
    for name in ("month", "weekday", "holiday", "season", "era", "zone"):
        word = match.get(name)
        if word not in context.words.capital:
            continue
        at = context.plain.find(word, match.span.start, match.span.end)
        if not context.text[at].isupper():
            return False
        if name == "month" and not match.get("year") and not _day_number(match, context) and _is_verb(at, context):
            return False
    return True


def _is_verb(at: int, context: Context) -> bool:
    token = context.token(at)
    return bool(token is not None and token.tag_ and token.tag_ in ("MD", "VB", "VBP", "VBD", "VBZ", "VBG", "NNP-PER"))


@_meaning
def dayrange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """4-7 June 2012, May 6 and 7: two dates of one month."""
    last = int(re.sub(r"\D", "", match.get("todom")))
    if last <= (_day_number(match, context) or 0) or (
        match.get("upto") in ("and", "or") and not _ends_date(match, context)
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
        _done(Moment(moment.year, moment.month, last), "D", first.basis, first.anchor), span=end
    )


def _ends_date(match: Match, context: Context) -> bool:
    """Whether the second number is a day ("May 6 and 7,") and counts nothing ("May 6 and 7 people")."""
    if match.get("year") or match.spans["month"].start > match.spans["dom"].start or match.get("todom")[-1:].isalpha():
        return True
    return _bare(match, context)


@_meaning
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
    return tuple(replace(_done(Moment(year), "Y"), span=span) for year, span in zip((first, last), spans, strict=True))


@_meaning
def erarange(match: Match, context: Context) -> tuple[Reading, ...] | None:
    """480-479 BC."""
    sign = _value(match, context, "era")
    years = [int(match.get(name)) for name in ("oldyear", "toyear")]
    if sign == "BC":
        years = [1 - year for year in years]
    if years[0] > years[1]:
        return None
    spans = match.spans["oldyear"], Span(match.spans["toyear"].start, match.span.end)
    return tuple(replace(_done(Moment(year), "Y"), span=span) for year, span in zip(years, spans, strict=True))


@_meaning
def stamp(match: Match, context: Context) -> Reading | None:
    """2012-06-08, 2012-06-08T10:30Z."""
    text = match.get("iso") or match.get("isotime")
    moment = Moment.parse(text[:10])
    if moment is None:
        return None
    return Reading(TIME, text.upper(), moment=moment) if match.get("isotime") else _done(moment, "D")


@_meaning
def slashed(match: Match, context: Context) -> Reading | None:
    """08/06/2012, 8.6.2012: a number above 12 decides, else the article's locale; with dots the day comes first."""
    first, second, last = re.split(r"[/.]", match.get("slashed"))
    year = int(last) if len(last) == 4 else _full_year(last, context)
    month, day = (
        (int(first), int(second))
        if context.month_first and "." not in match.get("slashed")
        else (int(second), int(first))
    )
    if month > 12:
        month, day = day, month
    if not cal.possible(year, month, day) or not day or not month:
        return None
    return _done(Moment(year, month, day), "D")


@_meaning
def dayofmonth(match: Match, context: Context) -> Reading | None:
    """The 8th: of the month the story stands in."""
    day = int(re.sub(r"\D", "", match.get("nth")))
    base, unit = context.anaphor(match.span.start)
    after = context.word_after(match.span.end)
    if base is None or not base.month or unit in _YEAR_LIKE or (after and after not in context.cue("closing")):
        return None
    moment = Moment(base.year, base.month, day)
    return _done(moment, "D", RELATIVE, base) if cal.possible(*moment.days) else None


@_meaning
def relmonth(match: Match, context: Context) -> Reading | None:
    """Last March, next May: counted from publication; what the article says of its length may push it back a year."""
    month = int(_value(match, context, "month"))
    base = context.base
    step = _value(match, context, "rel") or _value(match, context, "told")
    if base is None or not _is_name(match, context) or step in ("", "L"):
        return None
    day = _day_number(match, context) or 0
    year = base.year
    if int(step) < 0:
        year -= month >= (base.month or 13)
        year = next((s.year for s in context.ongoing if s.month == month and s.year in (year - 1, year)), year)
    elif int(step) > 0:
        year += month <= (base.month or 0)
    moment = Moment(year, month, day)
    return _done(moment, _unit_of(moment), RELATIVE, base) if cal.possible(year, month, day) else None


@_meaning
def year(match: Match, context: Context) -> Reading | None:
    """2008, mid-1996, '89: a number is a year when nothing counts it and something places it."""
    number = _year(match, context)
    if not _year_is_placed(match, context, number):
        return None
    if _value(match, context, "edge") in ("H1", "H2"):
        half_of_year = _value(match, context, "edge")
        return Reading(DATE, f"{number}-{half_of_year}", moment=Moment(number), unit="H")
    moment = Moment(number)
    if context.story and context.story.year == number and context.narrative:
        moment = context.story  # the story keeps its month when its own year is named again
    reading = replace(_done(Moment(number), "Y"), moment=moment)
    if _words(match, context).startswith("the ") and len(_words(match, context)) == 8:
        return replace(
            reading, span=Span(match.span.end - 4, match.span.end)
        )  # "the 1991 agreement": the article is the noun's
    return reading


def _year_is_placed(match: Match, context: Context, number: int) -> bool:
    before, after = context.word_before(match.span.start), context.word_after(match.span.end)
    raw = context.text[match.span.end : match.span.end + 1]
    if match.get("yy"):
        return before in context.cue("year_before") and not raw.isalpha()
    if len(match.words) > 1 or len(_words(match, context)) > 8:
        return True
    if after == "year" and context.after(match.span.end, 10).startswith((" year old", " years", " year-", "-year")):
        return False
    if before in context.cue("year_surely"):
        return True
    around = context.text[match.span.start - 1 : match.span.start], raw
    if around[0] == "(" or (context.narrative and around[0] in "(,-–") or (around == ("", "\n")):
        return not _counts(match, context)
    if context.before(match.span.start, 3).rstrip()[-1:] in ("$", "£", "€", "#", "№") or after in context.cue(
        "counted"
    ):
        return False
    if before in context.cue("year_before"):
        return not _counts(match, context)
    if before in context.cue("number_before"):
        return False
    now = context.published.year if context.published else 2020
    if context.narrative:
        return not _counts(match, context)
    return now - 120 <= number <= now + 60 and not _counts(match, context)


def _counts(match: Match, context: Context) -> bool:
    """Whether a plural noun follows, so that the number counts it."""
    token = context.token(match.span.start)
    if token is None or not token.tag_:
        return context.word_after(match.span.end) in context.cue("counted")
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS"):
        return token.head.i - token.i <= 3 and token.head.lower_ not in context.cue("events_of_years")
    return (
        token.i + 1 < len(token.doc)
        and token.nbor().tag_ == "NNS"
        and token.nbor().lower_ not in context.cue("events_of_years")
    )


@_meaning
def fiscal(match: Match, context: Context) -> Reading | None:
    """Fiscal 1989, the financial year 2007."""
    number = int(match.get("year"))
    return Reading(
        DATE, f"FY{number}" if "year" in _words(match, context) else str(number), moment=Moment(number), unit="Y"
    )


@_meaning
def old(match: Match, context: Context) -> Reading | None:
    """480 BC, March of 44 BC."""
    number = int(match.get("oldyear"))
    era = _value(match, context, "era")
    at = context.plain.rfind(match.get("era"), match.span.start, match.span.end)
    if era == "AD" and not context.text[at].isupper():
        return None
    year = 1 - number if era == "BC" else number
    month = int(_value(match, context, "month") or 0)
    moment = Moment(year, month)
    edtf = moment.edtf + "~" if re.match(r"c|about|around", _words(match, context)) else None
    return replace(_done(moment, _unit_of(moment)), edtf=edtf)


@_meaning
def ad(match: Match, context: Context) -> Reading | None:
    """AD 79."""
    if not context.text[match.span.start].isupper():
        return None
    return _done(Moment(int(match.get("oldyear"))), "Y")


@_meaning
def decade(match: Match, context: Context) -> Reading | None:
    """The 1980s, the early '60s, the sixties, the 470s BC."""
    if match.get("bcdecade"):
        return Reading(DATE, f"BC{int(match.get('bcdecade')[:-1]) // 10:03d}", unit="DE")
    if match.get("tens"):
        digits = _value(match, context, "tens")
        first = 1900 + int(digits) * 10 if "nineteen" in _words(match, context) or int(digits) else 2000
        return _decade(first, match, context)
    number = re.sub(r"\D", "", match.get("decade") or match.get("tick"))
    if len(number) < 4:
        if (
            not match.get("tick")
            and context.word_before(match.span.start) not in ("the", "in")
            and "the" not in _words(match, context)
        ):
            return None
        first = _full_year(number, context)
        return _decade(first, match, context)
    return _decade(int(number), match, context)


def _decade(first: int, match: Match, context: Context) -> Reading | None:
    if context.word_before(match.span.start) in context.cue("aged"):  # "in his sixties", "temperatures in the 80s"
        return None
    return Reading(DATE, f"{first // 10:03d}", moment=Moment(first), unit="DE")


@_meaning
def century(match: Match, context: Context) -> Reading | None:
    """The 19th century, the fourth century BC."""
    number = _day_number(match, context) or int(re.sub(r"\D", "", match.get("nth")) or 0)
    if not 1 <= number <= 30:
        return None
    prefix = "BC" if _value(match, context, "era") == "BC" else ""
    return Reading(DATE, f"{prefix}{number - 1:02d}", unit="CE")


# ------------------------------------------------------------------ weekdays and deictic days
@_meaning
def weekday(match: Match, context: Context) -> Reading | None:
    """Wednesday: the latest such day, publication itself included; the next one when the clause looks ahead."""
    if not _is_name(match, context) or (
        match.get("weekday") in context.cue("doubtful_weekdays") and len(match.words) < 2
    ):
        return None
    number = int(_value(match, context, "weekday"))
    tail = _part_tail(match, context)
    base = context.published
    if context.narrative and context.story and context.story.day:
        base = context.story
    if base is None:
        return Reading(TIME if tail else DATE, f"XXXX-WXX-{number}{tail}", edtf="")
    moment = _weekday_near(number, base, match, context)
    basis = PUBLICATION if moment == context.published else RELATIVE
    return _done(moment, "D", basis, base, tail)


def _weekday_near(number: int, base: Moment, match: Match, context: Context) -> Moment:
    step = _value(match, context, "rel") or _value(match, context, "lastnext", "rel")
    told = _value(match, context, "told") or next(
        (v for k, v in context.words.words["told"].items() if k in _words(match, context).split()), ""
    )
    if "week" in _words(match, context).split():
        return cal.monday(base).plus(7 * int(step or 0) + number - 1, "D")
    if step or told not in ("", "L"):
        way = int(step or told)
        if way:
            shift = (number - base.weekday) % 7 if way > 0 else -((base.weekday - number) % 7)
            return base.plus(shift or 7 * way, "D")
    shift = (number - base.weekday) % 7
    if shift and not context.ahead(match.span):
        shift -= 7
    return base.plus(shift, "D")


@_meaning
def weekdays(match: Match, context: Context) -> Reading | None:
    """Tuesdays, Sunday nights: recurring."""
    number = _value(match, context, "weekdays")
    return Reading(SET, f"XXXX-WXX-{number}{_part_tail(match, context)}", edtf="")


@_meaning
def deictic(match: Match, context: Context) -> Reading | None:
    """Today, yesterday morning, tonight."""
    word = _value(match, context, "day")
    shift, tail = (0, "TNI") if word.endswith("NI") else (int(word), _part_tail(match, context))
    base = context.story if context.narrative and context.story and context.story.day and shift else context.published
    if base is None or (context.narrative and not shift and not tail):
        return Reading(TIME if tail else DATE, PRESENT if not shift and not tail else f"XXXX-XX-XX{tail}", edtf="")
    moment = base.plus(shift, "D")
    return _done(moment, "D", RELATIVE if shift else PUBLICATION, base, tail)


@_meaning
def beyond(match: Match, context: Context) -> Reading | None:
    """The day after tomorrow, the day before yesterday."""
    base = context.published
    if base is None:
        return Reading(DATE, "XXXX-XX-XX", edtf="")
    return _done(base.plus(2 if "after" in _words(match, context) else -2, "D"), "D", RELATIVE, base)


@_meaning
def daypart(match: Match, context: Context) -> Reading | None:
    """This morning, last night, that evening, overnight, the next morning."""
    part = _value(match, context, "part") or "NI"
    rel, told = _value(match, context, "rel"), _value(match, context, "told")
    if rel or "overnight" in _words(match, context):
        base, shift = context.published, -1 if rel == "-1" and part in ("NI", "EV") else int(rel or 0)
    else:
        base, _ = context.anaphor(match.span.start)
        shift = int(told) if told not in ("", "L") else 0
    if base is None or not base.day:
        return Reading(TIME, f"XXXX-XX-XXT{part}", edtf="")
    return _done(base.plus(shift, "D"), "D", RELATIVE if shift else PUBLICATION, base, f"T{part}")


@_meaning
def vaguepart(match: Match, context: Context) -> Reading | None:
    """The afternoon, night: of the day the story stands at, when it names one near."""
    part = _value(match, context, "part")
    base, unit = context.anaphor(match.span.start)
    named = context.word_before(match.span.start) in context.cue("part_before") or _words(match, context).startswith(
        ("the ", "one ")
    )
    if not named or context.word_after(match.span.end) in context.cue("part_after"):
        return None
    if base is None or not base.day or base is context.published:
        return Reading(TIME, f"XXXX-XX-XXT{part}", edtf="")
    return _done(base, "D", RELATIVE, base, f"T{part}")


# ------------------------------------------------------------------ periods
@_meaning
def period_(match: Match, context: Context) -> Reading | None:
    """Last week, this year, earlier this month, the following day, that quarter."""
    unit = _value(match, context, "period")
    rel, told = _value(match, context, "rel"), _value(match, context, "told")
    words = _words(match, context)
    if rel:
        base, finest = (
            (context.story, context.story_unit) if context.narrative and context.story else (context.published, "D")
        )
        step = int(rel)
    else:
        base, finest = context.anaphor(match.span.start)
        step = 0 if told in ("", "L") else int(told)
        if context.published and not context.narrative and match.get("told") in context.cue("told_today"):
            base, finest = context.published, "D"
    if (
        not rel
        and told
        and match.get("told") in ("past", "last", "next", "coming")
        and _as_length(match, context, match.get("told"), unit)
    ):
        return _length(1, unit, step, match, context)
    if base is None:
        return Reading(DATE, {0: PRESENT, -1: PAST, 1: FUTURE}[step], edtf="")
    if told == "L" or (match.get("told") == "last" and unit in ("Q", "H")):
        step = -1 if unit in ("Q", "H") else 0
    reading = _period(base, finest, unit, step, match, context)
    if reading is None:
        return None
    if base is context.published and reading.basis is EXPLICIT:
        reading = replace(reading, basis=RELATIVE)
    if step < 0 and told:
        reading = replace(reading, moment=None)  # a look back does not move the story
    return replace(reading, edtf=_edged(reading, words, match, context))


def _as_length(match: Match, context: Context, told: str, unit: str) -> bool:
    """ "The past year" is a length; "the last year" is one only after over, in, for, during."""
    if unit in ("Q", "H", "FY", "SP", "SU", "FA", "WI", "MO", "AF", "EV", "NI", "WE"):
        return False
    if unit in ("TH", "TM") or context.word_after(match.span.end) == "of":
        return True
    before = context.word_before(match.span.start)
    if "past" in match.get("told") or unit in ("DE", "CE"):
        return True
    return before in context.cue("length_before")


def _length(amount: float | None, unit: str, step: int, match: Match, context: Context) -> Reading | None:
    """A length that touches publication: it carries its interval."""
    base = context.published if not context.narrative else context.story
    value = period(amount, unit)
    if base is None or amount is None or step == 0:
        return Reading(DURATION, value, edtf="")
    return Reading(DURATION, value, edtf=reach(base, amount * step, unit), basis=RELATIVE, anchor=base)


def reach(base: Moment, amount: float, unit: str) -> str:
    """The interval from the base so far back (or ahead), as fine as the unit; "" for hours and minutes."""
    if unit in ("TH", "TM", "TS", "Q", "H", "SP", "SU", "FA", "WI"):
        return ""
    if unit == "Y" and amount != int(amount):
        amount, unit = amount * 12, "M"
    there = base.plus(amount, unit).cut(unit)
    here = base.cut(unit)
    return cal.interval(there, here) if amount < 0 else cal.interval(here, there)


def _period(base: Moment, finest: str, unit: str, step: int, match: Match, context: Context) -> Reading | None:
    """The period of this unit, `step` after the one that holds the base."""
    coarse = {"Y": 4, "FY": 4, "DE": 5, "CE": 6, "M": 2, "Q": 3, "H": 3, "W": 1, "WE": 1, "D": 0}
    if unit == "D" and finest != "D" or unit in ("W", "WE", "MO", "AF", "EV", "NI") and not base.day:
        return Reading(DATE, "XXXX-XX-XX" if unit == "D" else "XXXX-WXX", edtf="")
    if unit in ("MO", "AF", "EV", "NI"):
        return _done(base.plus(step, "D"), "D", RELATIVE, base, f"T{unit}")
    if unit in ("SP", "SU", "FA", "WI"):
        return _season(base, unit, step, context, match)
    if unit in coarse and unit in ("M", "Q", "H") and not base.month:
        return None
    if unit not in coarse:
        return None
    if unit == "WE" and not step and base is context.published and base.weekday <= 3 and not context.ahead(match.span):
        step = -1  # "this weekend", said early in the week of what happened
    moved = base.plus(step, unit)
    if unit == "D":
        return _done(moved, "D", PUBLICATION if moved == context.published else RELATIVE, base)
    value, moment = _named_period(moved, unit, base, step)
    return Reading(DATE, value, basis=RELATIVE, anchor=base, moment=moment, unit=unit)


def _named_period(moved: Moment, unit: str, base: Moment, step: int) -> tuple[str, Moment]:
    if unit == "W":
        return cal.week(moved), cal.monday(moved)
    if unit == "WE":
        return f"{cal.week(moved)}-WE", cal.monday(moved).plus(5, "D")
    if unit == "Q":
        return f"{cal.timex_year(moved.year)}-Q{cal.quarter(moved)}", Moment(moved.year, moved.month)
    if unit == "H":
        return f"{cal.timex_year(moved.year)}-H{1 if moved.month < 7 else 2}", Moment(moved.year, moved.month)
    if unit == "M":
        return Moment(moved.year, moved.month).value, Moment(moved.year, moved.month)
    if unit == "DE":
        return cal.timex_year(moved.year)[:-1], Moment(moved.year - moved.year % 10)
    if unit == "CE":
        return cal.timex_year(moved.year)[:-2], Moment(moved.year - moved.year % 100)
    prefix = "FY" if unit == "FY" else ""
    return prefix + cal.timex_year(moved.year), Moment(moved.year)


def _edged(reading: Reading, words: str, match: Match, context: Context) -> str | None:
    """Earlier this week: from its first day to yesterday; later this week: from tomorrow to its last."""
    base = context.published
    side = match.get("around")
    if base is None or side not in ("earlier", "later") or not reading.value or reading.edtf is not None:
        return reading.edtf
    whole = cal.edtf_of(reading.value)
    if not whole:
        return None
    from generator.model.dates import Date

    date = Date.parse(whole)
    if date.first is None or date.last is None or not date.first <= base.days <= date.last or date.precision == "year":
        return None
    if side == "earlier":
        last = max(base.plus(-1, "D").days, date.first)
        return str(Date.between(date.first, last))
    return str(Date.between(min(base.plus(1, "D").days, date.last), date.last))


@_meaning
def anaphor(match: Match, context: Context) -> Reading | None:
    """The quarter, the year, the decade: the last one named; "the year ended 30 June" is a length."""
    word = match.words.get("period") or _words(match, context).split()[-1]
    unit = {"quarter": "Q", "year": "Y", "decade": "DE"}.get(word, "")
    after = context.word_after(match.span.end)
    if after in context.cue("ended"):
        return Reading(DURATION, period(1, unit), edtf="")
    before = context.word_before(match.span.start)
    if not unit or before in context.cue("not_anaphor") or after in ("of", "that", "when", "a"):
        return None
    base, finest = context.anaphor(match.span.start)
    if base is None or (unit == "Q" and not base.month):
        return None
    if unit == "Q" and finest != "Q":
        base = base.plus(-1, "Q")
    return _period(base, finest, unit, 0, match, context)


@_meaning
def periodend(match: Match, context: Context) -> Reading | None:
    """Year-end, the month's end."""
    words = _words(match, context)
    unit = "Y" if "year" in words else "M" if "month" in words else "W"
    base, _ = context.anaphor(match.span.start) if context.narrative else (context.published, "D")
    if base is None:
        return None
    value, moment = _named_period(base, unit, base, 0)
    return Reading(
        DATE,
        value,
        basis=RELATIVE,
        anchor=base,
        moment=None,
        unit=unit,
        edtf=_last_day(value) if unit == "Y" and not context.narrative else None,
    )


def _last_day(value: str) -> str:
    return f"{value}-12-31" if re.fullmatch(r"\d{4}", value) else ""


@_meaning
def before(match: Match, context: Context) -> Reading | None:
    """The day before, the year before, the week after: counted from the story's date."""
    unit = _value(match, context, "unit")
    words = _words(match, context).split()
    step = 1 if words[-1] in ("after", "following") else -1
    follows = context.word_after(match.span.end)
    ends = context.after(match.span.end, 2)[:1] in (".", ",", ";", ")", "", "\n", '"', ":")
    base, finest = context.anaphor(match.span.start)
    if unit in ("TH", "TM", "TS", "TNI") or base is None or not (ends or follows in context.cue("closing")):
        return None
    return _period(base, finest, unit, step, match, context)


@_meaning
def whole(match: Match, context: Context) -> Reading | None:
    """All week, all of last year."""
    words = _words(match, context).split()
    unit = {"year": "Y", "week": "W", "month": "M"}[words[-1]]
    base = context.published
    if base is None:
        return None
    step = -1 if "last" in words else 1 if "next" in words else 0
    return _period(base, "D", unit, step, match, context)


# ------------------------------------------------------------------ seasons, quarters, holidays
def _season(base: Moment, name: str, step: int, context: Context, match: Match) -> Reading | None:
    year = base.year
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    month = base.month or 1
    if step < 0:
        year -= month < start + 3 or name == "WI"
    elif step > 0:
        year += month >= start or (name == "WI" and False)
    elif name == "WI" and month <= 2:
        year -= 1
    return Reading(
        DATE, f"{cal.timex_year(year)}-{name}", basis=RELATIVE, anchor=base, moment=Moment(year, start), unit="SE"
    )


@_meaning
def season(match: Match, context: Context) -> Reading | None:
    """The summer of 2003, last winter, this spring, in autumn."""
    name = _value(match, context, "season")
    if match.get("oldyear"):
        era = _value(match, context, "era")
        year = 1 - int(match.get("oldyear")) if era == "BC" else int(match.get("oldyear"))
        return Reading(DATE, f"{cal.timex_year(year)}-{name}", moment=Moment(year), unit="SE")
    number = _year(match, context)
    words = _words(match, context)
    if number:
        return Reading(
            DATE, f"{number}-{name}", moment=Moment(number, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]), unit="SE"
        )
    step = _value(match, context, "rel") or _value(match, context, "told")
    if step and step != "L":
        base = context.story if context.narrative and context.story else context.published
        if base is None:
            return None
        if words.endswith("year"):
            return Reading(DATE, f"{base.year + int(step)}-{name}", basis=RELATIVE, anchor=base, unit="SE")
        return _season(base, name, int(step), context, match)
    if not _season_is_time(match, context):
        return None
    base = context.base
    if base is None:
        return Reading(DATE, f"XXXX-{name}", edtf="")
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    if context.narrative:
        year = base.year
    else:
        year = base.year - (start > base.month and not context.ahead(match.span))
    return Reading(
        DATE, f"{cal.timex_year(year)}-{name}", basis=RELATIVE, anchor=base, moment=Moment(year, start), unit="SE"
    )


def _season_is_time(match: Match, context: Context) -> bool:
    """ "The spring offensive" names no time, and "fall" is mostly a verb: a preposition before or an article with nothing after."""
    words = _words(match, context)
    before, after = context.word_before(match.span.start), context.word_after(match.span.end)
    if (
        match.get("season") in ("fall", "spring")
        and not words.startswith(("the ", "early", "late", "mid"))
        and before not in ("in", "by", "until", "this", "since")
    ):
        return False
    if after in context.cue("season_after") or (words.startswith("the ") and after == "of"):
        return False
    token = context.token(match.span.end - 1)
    if (
        token is not None
        and token.tag_
        and after not in context.cue("season_events")
        and token.dep_ in ("compound", "amod", "nmod")
        and token.head.i > token.i
    ):
        return False
    return before in context.cue("season_before") or (match.get("edge") or match.get("around")) != ""


@_meaning
def quarter(match: Match, context: Context) -> Reading | None:
    """The third quarter of 2011, the fourth quarter: the latest one begun before publication, unless ahead."""
    number = _day_number(match, context)
    if number is None and match.get("ordinal") in ("final", "last"):
        number = 4
    if number not in (1, 2, 3, 4) or context.word_after(match.span.end) in context.cue("quarter_after"):
        return None
    year = _said_year(match, context)
    base = context.published
    if year:
        return Reading(DATE, f"{year}-Q{number}", moment=Moment(year, 3 * number - 2), unit="Q")
    if base is None:
        return Reading(DATE, f"XXXX-Q{number}", edtf="")
    now = cal.quarter(base)
    year = base.year - (number >= now and not (number == now and base.month % 3 == 0 and False))
    if context.ahead(match.span) or number < now:
        year = base.year + (number < now and context.ahead(match.span) and now - number > 1)
    return Reading(
        DATE, f"{year}-Q{number}", basis=RELATIVE, anchor=base, moment=Moment(year, 3 * number - 2), unit="Q"
    )


@_meaning
def half(match: Match, context: Context) -> Reading | None:
    """The first half of 2012, the second half of the year."""
    number = _day_number(match, context)
    if number not in (1, 2):
        return None
    year = _said_year(match, context)
    base, _ = context.anaphor(match.span.start)
    if not year:
        if base is None:
            return None
        year = base.year
    return Reading(DATE, f"{year}-H{number}", moment=Moment(year, 6 * number - 5), unit="H")


@_meaning
def holiday(match: Match, context: Context) -> Reading | None:
    """Christmas Eve, Good Friday 2012, Ramadan: without a year the nearest to the date read against."""
    if not _capital(match, context, "holiday") or _is_surname(match, context):
        return None
    spec = _value(match, context, "holiday")
    base = context.base
    year = _year(match, context)
    words = _words(match, context)
    rel = _value(match, context, "rel") or (
        "-1" if "last year" in words else "1" if "next year" in words else "0" if "this year" in words else ""
    )
    if base is None and not year:
        fixed = re.fullmatch(r"\d\d-\d\d", spec)
        return Reading(DATE, f"XXXX-{spec}" if fixed else "XXXX-XX-XX", edtf="")
    value = cal.holiday(spec, year) if year or base is None else _holiday_near(spec, base, rel, words, context, match)
    if not value:
        return None
    first, _, last = value.partition("/")
    moment = Moment.parse(first)
    tail = _part_tail(match, context)
    edtf = value if last else None
    text = first[:7] if last else first + tail
    return Reading(
        TIME if tail else DATE,
        text,
        edtf=edtf,
        moment=moment,
        anchor=None if year else base,
        basis=EXPLICIT if year else RELATIVE,
    )


def _is_surname(match: Match, context: Context) -> bool:
    """Johnnie Christmas is a person: a capitalised name right before a holiday of one word."""
    token = context.token(match.spans["holiday"].start)
    if token is None or token.i == 0 or " " in match.get("holiday"):
        return False
    before = token.nbor(-1)
    return (
        before.text[:1].isupper()
        and before.tag_ in ("NNP", "")
        and not before.is_sent_start
        and before.lower_ not in context.cue("month_before")
    )


def _capital(match: Match, context: Context, name: str) -> bool:
    at = context.plain.find(match.get(name).split(" ")[-1], match.span.start, match.span.end)
    start = context.plain.find(match.get(name)[:3], match.span.start, match.span.end)
    return context.text[start].isupper() or context.text[at].isupper()


def _holiday_near(spec: str, base: Moment, rel: str, words: str, context: Context, match: Match) -> str:
    if "year" in words and rel:
        return cal.holiday(spec, base.year + int(rel))
    near = [value for step in (0, -1, 1) if (value := cal.holiday(spec, base.year + step))]
    points = [(Moment.parse(value.split("/")[0]), value) for value in near]
    known = [(point.ordinal - base.ordinal, value) for point, value in points if point]
    if rel == "-1":
        known = [(gap, value) for gap, value in known if gap < 0]
    elif rel == "1" or (not rel and context.ahead(match.span)):
        known = [(gap, value) for gap, value in known if gap >= 0] or known
    return min(known, key=lambda pair: abs(pair[0]), default=(0, ""))[1]


# ------------------------------------------------------------------ clock times
@_meaning
def clock(match: Match, context: Context) -> Reading | None:
    """6:40 p.m. GMT, 18:00 UTC, noon: the day is put in when the sentence is read."""
    if match.get("noon"):
        return Reading(TIME, "T" + _value(match, context, "noon"), edtf="")
    hour, minute = _hour(match, context)
    if match.get("halfday"):
        if hour > 12:
            return None
        hour = hour % 12 + int(_value(match, context, "halfday"))
    if not (0 <= hour <= 24 and 0 <= minute < 60) or (hour == 24 and minute):
        return None
    if (
        match.get("clock24")
        and context.before(match.span.start, 2)[-1:] in ("-", "–")
        or context.word_after(match.span.end) in context.cue("scores")
    ):
        return None
    zone = "Z" if _value(match, context, "zone") == "Z" or match.get("gmt") else ""
    return Reading(TIME, f"T{hour:02d}:{minute:02d}{zone}", edtf="")


def _hour(match: Match, context: Context) -> tuple[int, int]:
    text = match.get("clock") or match.get("clock24") or match.get("hour")
    if text:
        numbers = [int(part) for part in re.split(r"[:.]", text)]
        return numbers[0], numbers[1] if len(numbers) > 1 else 0
    word = context.words.words["number"].get(match.get("number"), "99")
    return int(word), 0


@_meaning
def mil(match: Match, context: Context) -> Reading | None:
    """0530 hrs, 1900 GMT."""
    if not re.search(r"[a-z]", _words(match, context)):
        return None
    text = match.get("mil")
    zone = "Z" if _value(match, context, "zone") == "Z" else ""
    return Reading(TIME, f"T{text[:2]}:{text[2:]}{zone}", edtf="")


# ------------------------------------------------------------------ offsets and lengths
@_meaning
def offset(match: Match, context: Context) -> Reading | None:
    """Two years ago, three days later, a year earlier: as fine as the unit is."""
    unit, way = _value(match, context, "unit"), _value(match, context, "way")
    amount = _amount(match, context)
    word = match.get("way")
    if word in ("on", "back", "after", "before") and not _bare(match, context):
        return None
    sign = int(way.rstrip("E"))
    if word in ("after", "following") and not way.endswith("E"):
        return None
    if amount is None:
        return Reading(DATE, PAST if sign < 0 else FUTURE, edtf="")
    base, finest = context.anaphor(match.span.start) if way.endswith("E") else (context.published, "D")
    if context.narrative and word == "ago":
        base, finest = context.anaphor(match.span.start)
    if context.word_after(match.span.end) == "than":
        return _than(match, context, amount, unit)
    if unit in ("TH", "TM", "TS"):
        reading = _hours(base, amount * sign, unit)
        return replace(reading, edtf="", moment=None) if way.endswith("E") and amount < 24 else reading
    if base is None:
        return Reading(DATE, {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), edtf="")
    reading = _moved(base, finest, amount * sign, unit, match, context)
    return replace(reading, moment=None) if reading and sign < 0 else reading  # a look back does not move the story


def _than(match: Match, context: Context, amount: float, unit: str) -> Reading:
    """ "11 November, three days later than planned" names that day again; without a day before it is a length."""
    here = context.sentence(match.span.start)
    if context.story and here.start <= context.story_end <= match.span.start:
        return _done(context.story, context.story_unit, RELATIVE, context.story)
    return Reading(DURATION, period(amount, unit), edtf="")


def _hours(base: Moment | None, amount: float, unit: str) -> Reading:
    days = amount / {"TH": 24, "TM": 1440, "TS": 86400}[unit]
    if base is None or not base.day or abs(days) > 400:
        return Reading(DATE, "XXXX-XX-XX", edtf="")
    whole = int(days) if days == int(days) else 0
    return (
        _done(base.plus(whole, "D"), "D", RELATIVE, base)
        if whole
        else Reading(TIME, f"{base.value}TXX", basis=RELATIVE, anchor=base)
    )


def _moved(base: Moment, finest: str, amount: float, unit: str, match: Match, context: Context) -> Reading | None:
    """The base moved by an amount; in a results story a year back from a quarter is that quarter."""
    if unit == "Y" and finest == "Q" and amount == int(amount):
        year = base.year + int(amount)
        return Reading(
            DATE, f"{year}-Q{cal.quarter(base)}", basis=RELATIVE, anchor=base, moment=Moment(year, base.month), unit="Q"
        )
    if amount != int(amount) and unit in ("Y", "DE", "CE"):
        amount, unit = amount * {"Y": 12, "DE": 120, "CE": 1200}[unit], "M"
    if abs(amount) > 4000 or (unit in ("D", "W", "2W", "WE", "TNI") and not base.day):
        return Reading(DATE, PAST if amount < 0 else FUTURE, edtf="")
    if unit == "M" and not base.month:
        return Reading(DATE, "XXXX-XX", edtf="")
    moved = base.plus(amount, unit)
    if not -9999 < moved.year < 9999:
        return None
    basis = RELATIVE
    approx = (
        "~"
        if re.match(r"(just |some|about|around|nearly|almost|approx|rough|more|less|close)", _words(match, context))
        else ""
    )
    if unit in ("W", "2W"):
        return Reading(DATE, cal.week(moved), basis=basis, anchor=base, moment=moved, unit="W")
    if unit in ("D", "TNI", "WE"):
        return replace(_done(moved, "D", basis, base), edtf=moved.edtf + approx if approx else None)
    coarse = moved.cut("M" if unit in ("M", "Q", "H") else "Y")
    return replace(_done(coarse, _unit_of(coarse), basis, base), edtf=coarse.edtf + approx if approx else None)


def _bare(match: Match, context: Context) -> bool:
    """Whether nothing follows that the offset would hang on ("two days before." not "two days before the talks")."""
    following = context.after(match.span.end, 2)
    return not re.match(r" [\w\"']", following) or context.word_after(match.span.end) in context.cue("closing")


@_meaning
def pivot(match: Match, context: Context) -> Reading | None:
    """Two days after the talks: in history the date so far on; in news a length, and the date of what it is counted to.

    News is about the latest event, so "A came two days after B" dates B: the clause's own date less two days.
    """
    unit, amount = _value(match, context, "unit"), _amount(match, context)
    way = int(_value(match, context, "pivot"))
    value = period(amount, unit)
    if amount is None or unit in ("TNI", "WE") or (match.get("unit") == "second"):
        return None
    at = match.spans["pivot"].start
    plain_length = Reading(DURATION, value, edtf="", span=Span(match.span.start, at - 1))
    if match.get("pivot") in ("since", "from", "into"):
        return plain_length
    if context.narrative:
        base = context.story
        moved = (
            base
            and unit not in ("TH", "TM", "TS")
            and _moved(base, context.story_unit, amount * way, unit, match, context)
        )
        return moved or plain_length
    base = _clause_date(match, context)
    if base is None or unit in ("TH", "TM", "TS") or way < 0 or not context.told(match.span):
        return plain_length
    if context.word_before(match.span.start) not in context.cue("asserting") and not _qualified(match, context):
        return plain_length
    moved = base.plus(-amount, unit).cut(unit)
    mark = "~" if _qualified(match, context) and unit not in ("D",) else ""
    return replace(plain_length, edtf=moved.edtf + mark, basis=RELATIVE, anchor=base, span=None, dates="complement")


def _qualified(match: Match, context: Context) -> bool:
    return _words(match, context).startswith(("just over", "just under", "about", "around", "some", "nearly", "almost"))


def _clause_date(match: Match, context: Context) -> Moment | None:
    """The date of the event counted from: one named earlier in the sentence, else publication."""
    here = context.sentence(match.span.start)
    if context.story and context.story.day and here.start <= context.story_end <= match.span.start:
        return context.story
    return context.published


@_meaning
def vagueoffset(match: Match, context: Context) -> Reading | None:
    """Years later, weeks ago."""
    word = _words(match, context).split()[-1]
    if word in ("before", "afterwards") and not _bare(match, context):
        return None
    return Reading(DATE, PAST if word in ("ago", "earlier", "before") else FUTURE, edtf="")


@_meaning
def ahead(match: Match, context: Context) -> Reading | None:
    """Two weeks' time."""
    amount, unit = _amount(match, context), _value(match, context, "unit")
    if amount is None or context.published is None:
        return Reading(DATE, FUTURE, edtf="")
    if unit in ("TH", "TM", "TS"):
        return Reading(DURATION, period(amount, unit), edtf="")
    return _moved(context.published, "D", amount, unit, match, context)


@_meaning
def duration(match: Match, context: Context) -> Reading | None:
    """Two years, 15-month, several hours: a length; ages are none."""
    unit = _value(match, context, "unit")
    amount = _amount(match, context)
    if not _is_length(match, context, amount, unit):
        return None
    reading = Reading(DURATION, period(amount, unit), edtf="", span=_without_over(match, context))
    base = context.published
    if base is None or amount is None or context.narrative or not 0 < amount < 2000:
        return reading
    if _lasts(match, context, unit):
        return replace(reading, edtf=reach(base, -amount, unit), basis=RELATIVE, anchor=base)
    return reading


def _is_length(match: Match, context: Context, amount: float | None, unit: str) -> bool:
    after = context.after(match.span.end, 14)
    if re.match(r"[ -](old|of age|olds)\b", after) or context.word_before(match.span.start) in context.cue(
        "aged_before"
    ):
        return False
    if (
        match.get("some") in ("some", "few", "long", "half", "many")
        and _value(match, context, "unit") in ("D", "TNI")
        and not match.get("unit").endswith("s")
    ):
        return False
    if match.get("some") in ("a", "an", "another") and unit in ("Q", "TNI", "TS", "TM", "WE"):
        return False
    if match.get("unit") in ("second", "seconds") and match.get("unit") == "second":
        return False
    if (
        match.get("some") in ("half", "quarter of an")
        and "hour" not in match.get("unit")
        and unit not in ("Y", "CE", "DE", "TH")
    ):
        return False
    return not (match.get("figure").isdigit() and len(match.get("figure")) == 4 and unit == "TNI")


def _without_over(match: Match, context: Context) -> Span | None:
    return None


def _lasts(match: Match, context: Context, unit: str) -> bool:
    """Whether the length reaches up to publication: "15 months of fighting that has cost", "the 11-year rule of"."""
    if unit in ("TH", "TM", "TS", "Q", "WE", "TNI"):
        return False
    after = context.word_after(match.span.end)
    before = context.word_before(match.span.start)
    definite = before in context.cue("definite")
    if definite and after in context.cue("lasting_nouns"):
        return True
    if after == "of" or before in ("for", "in", "after"):
        return context.still_lasts(match.span)
    return False


@_meaning
def unitlong(match: Match, context: Context) -> Reading | None:
    """Year-long, decades-long."""
    word = _words(match, context).split("-")[0].split(" ")[0]
    unit = context.words.words["unit"].get(word, "")
    return Reading(DURATION, period(None if word.endswith("s") else 1, unit), edtf="")


@_meaning
def andhalf(match: Match, context: Context) -> Reading | None:
    """A year and a half, two years and a half."""
    amount = _amount(match, context)
    return Reading(DURATION, period(None if amount is None else amount + 0.5, _value(match, context, "unit")), edtf="")


@_meaning
def stretch(match: Match, context: Context) -> Reading | None:
    """The past 30 days, the next four years, the first nine months."""
    unit = _value(match, context, "unit")
    words = _words(match, context)
    told = _value(match, context, "told")
    step = (
        int(told)
        if told not in ("", "L")
        else -1
        if re.search(r"\b(past|last|previous)\b", words)
        else 1
        if re.search(r"\b(next|coming|following)\b", words)
        else 0
    )
    amount = _amount(match, context)
    counted = (
        any(match.get(name) for name in ("figure", "numerals", "some"))
        or "few" in words
        or "several" in words
        or "couple" in words
    )
    if not counted:
        return None
    if "few" in words.split() or "several" in words.split():
        amount = None
    if "couple" in words:
        amount = 2
    if unit in ("", "WE", "TNI") and unit != "WE":
        return None
    if re.match(r"[ -]old\b", context.after(match.span.end, 8)):
        return None
    anchored = (
        step
        if match.get("told") in ("past", "last", "next", "coming") or re.match(r"(the )?(past|last|next|coming)", words)
        else 0
    )
    if anchored and amount is None:
        return _recent(unit, anchored, context)
    return _length(amount, unit, anchored, match, context)


def _recent(unit: str, step: int, context: Context) -> Reading:
    """Recent weeks: about a month back for weeks, a few of the unit else."""
    base = context.published
    value = period(None, unit)
    if base is None or context.narrative or unit in ("TH", "TM", "TS", "CE", "Q"):
        return Reading(DURATION, value, edtf="")
    there = base.plus(step * 4, unit) if unit != "2W" else base.plus(step * 6, "W")
    coarse = {"D": there, "W": there.cut("M"), "2W": there.cut("M"), "M": there.cut("M")}.get(unit, there.cut("Y"))
    here = base if unit in ("D", "W", "2W") else base.cut(unit)
    edtf = f"{coarse.edtf}~/{here.edtf}" if step < 0 else f"{here.edtf}/{coarse.edtf}~"
    return Reading(DURATION, value, edtf=edtf, basis=RELATIVE, anchor=base)


@_meaning
def recent(match: Match, context: Context) -> Reading | None:
    """Recent weeks, the coming months, the following days."""
    unit = _value(match, context, "plural")
    words = _words(match, context)
    step = -1 if re.search(r"\b(recent|past|last)\b", words) else 1 if re.search(r"\b(coming|next)\b", words) else 0
    if unit in ("WE", "Q") and not step:
        return None
    return _recent(unit, step, context) if step else Reading(DURATION, period(None, unit), edtf="")


@_meaning
def bareunits(match: Match, context: Context) -> Reading | None:
    """For years, weeks of fighting: a vague length, only where a preposition or "of" makes it one."""
    before, after = context.word_before(match.span.start), context.word_after(match.span.end)
    words = _words(match, context)
    if words.startswith("the ") and (before not in ("over", "through") or after == "of"):
        return None
    if (
        words.startswith(("dozens", "hundreds", "thousands", "scores"))
        or before in context.cue("vague_before")
        or after in ("of", "long")
    ):
        if before in context.cue("counting") or before.isdigit():
            return None
        return Reading(DURATION, period(None, _value(match, context, "plural")), edtf="")
    return None


@_meaning
def sometime(match: Match, context: Context) -> Reading | None:
    """Some time, a while: a length nobody could count."""
    return Reading(DURATION, "PXX", edtf="") if False else None


# ------------------------------------------------------------------ sets and references
@_meaning
def each(match: Match, context: Context) -> Reading | None:
    """Every Thursday, each year, every two weeks."""
    number = float(_value(match, context, "each"))
    if match.get("weekday"):
        return Reading(SET, f"XXXX-WXX-{_value(match, context, 'weekday')}", edtf="")
    if match.get("month"):
        return Reading(SET, f"XXXX-{int(_value(match, context, 'month')):02d}", edtf="")
    if match.get("season"):
        return Reading(SET, f"XXXX-{_value(match, context, 'season')}", edtf="")
    if match.get("part"):
        return Reading(SET, f"XXXX-XX-XXT{_value(match, context, 'part')}", edtf="")
    unit = _value(match, context, "unit")
    if unit == "TNI":
        return Reading(SET, "XXXX-XX-XXTNI", edtf="")
    amount = _amount(match, context)
    return (
        Reading(SET, period(None if amount is None else amount * number, unit), edtf="")
        if match.get("unit") != "second"
        else None
    )


@_meaning
def often(match: Match, context: Context) -> Reading | None:
    """Daily, annual, weekly; not in a name ("the Daily Telegraph")."""
    start = match.span.start
    if context.text[start].isupper() and (
        context.text[context.plain.find(" ", match.span.end) + 1 :][:1].isupper() or context.word_before(start) == "the"
    ):
        return None
    return Reading(SET, _value(match, context, "often"), edtf="")


@_meaning
def rate(match: Match, context: Context) -> Reading | None:
    """A year, per day: after a number, a price or a count of times."""
    unit = _value(match, context, "unit")
    before = context.word_before(match.span.start)
    if match.get("per") != "per" and not (
        before.isdigit()
        or before in context.cue("rate_before")
        or re.search(r"(\d|%)\s?$", context.before(match.span.start, 4))
    ):
        return None
    if unit in ("TNI", "TS", "WE") or match.get("unit").endswith("s") and match.get("per") != "per":
        return None
    if re.match(r"[ -](earlier|ago|later|before|after|old|and)\b", context.after(match.span.end, 10)):
        return None
    return Reading(SET, period(1, unit), edtf="")


@_meaning
def reference(match: Match, context: Context) -> Reading | None:
    """Now, recently, the future."""
    word = match.get("ref")
    value = _value(match, context, "ref")
    if word in context.cue("ref_not_past") and (
        context.past(match.span) or context.word_after(match.span.end) in ("after", "before")
    ):
        return None
    if word == "this time" and context.word_before(match.span.start) not in ("at", "by", "until"):
        return None
    if word in context.cue("ref_ahead_only") and not context.ahead(match.span):
        return None
    if word == "future" and context.word_before(match.span.start) in ("the", "a", "in"):
        return Reading(DATE, value, edtf="")
    if word == "recent" and context.word_after(match.span.end) in context.words.words["plural"]:
        return None
    if (
        context.text[match.span.start].isupper()
        and context.word_before(match.span.start)
        and word in ("now", "future", "current", "recent")
    ):
        return None
    return Reading(DATE, value, edtf="")
