"""Time expressions: recognised by the rules of the language's list, read against the publication date and the story."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from generator.extract.lexicon import Lexicon
from generator.extract.timex import moments as cal
from generator.extract.timex.bounds import with_bounds
from generator.extract.timex.context import Context
from generator.extract.timex.grammar import grammar_of
from generator.extract.timex.meanings import MEANINGS
from generator.extract.timex.meanings.offsets import counted_on
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import RELATIVE, Reading
from generator.extract.timex.words import TimexWords
from generator.model.dates import Date
from generator.model.document import Document, Span, Timex

__all__ = ["annotate"]

_LAST_COUNTED_FROM = 9000
_FOLLOWS = 40  # characters from an hour to its day: "at noon local time in Lima on Thursday"
_LEAD = 1200  # characters: news names its own day here ("on Thursday"), however far back it goes further down
_MANY_YEARS = 8
_QUOTE = re.compile('["“”]')
_SAME_SPEECH, _LONGEST_SPEECH = 200, 1000  # characters between a saying's day and a day said, of one quotation


def annotate(document: Document, doc: Doc, lexicon: Lexicon) -> Document:
    """Add `timexes`; `doc` is the parsed text (a document without a parse works too, less well)."""
    words = lexicon.read("timex", TimexWords)
    context = Context(text=document.text, doc=doc, words=words, published=_published(document))
    found = list(grammar_of(words).scan(document.text))
    context.matches = [readings[0] for readings in found]
    _survey(found, context)
    readings = _counted(_as_said(_read(found, context), context), context)
    timexes = [_timex(match, reading) for match, reading in _placed(readings, context)]
    return replace(document, timexes=with_bounds(timexes, context.plain, words))


def _published(document: Document) -> Moment | None:
    """The publication day; a month or a year alone gives none, for every day counted from it would be invented.

    Nor does a year from which counting ahead would leave the four digits of an EDTF year.
    """
    try:
        day = Date.parse(document.published.split("T")[0])
    except ValueError:
        return None
    known = day.first and day.precision == "day" and day.first[0] <= _LAST_COUNTED_FROM
    return Moment(*day.first) if day.first and known else None


def _survey(found: Iterable[list[Match]], context: Context) -> None:
    """What the whole text says before any expression is read: is it history, and since when does something last."""
    old = new = 0
    years: list[tuple[int, int]] = []
    for readings in found:
        match = readings[0]
        if match.rule.means in ("calendar", "year", "old", "season") and (match.get("year") or match.get("oldyear")):
            past = (
                bool(match.get("oldyear"))
                or context.published is None
                or int(match.get("year")) < context.published.year
            )
            old, new = old + past, new + (not past)
            if match.get("year"):
                years.append((match.span.start, int(match.get("year"))))
        if match.rule.means == "duration" and context.published:
            reading = MEANINGS["duration"](match, context)
            if isinstance(reading, Reading) and reading.edtf and "-" in reading.edtf:
                start = Moment.parse(reading.edtf.split("/")[0])
                context.ongoing += [start] if start else []
        elif match.rule.means in ("weekday", "deictic"):
            new += 1
            context.from_today |= context.published is not None and match.span.start < _LEAD
    context.asides = _asides(years)
    rules = Counter(readings[0].rule.name for readings in found)
    context.month_first = rules["month-day"] >= rules["day-month"]
    context.narrative = old >= _MANY_YEARS and old > 2 * new and not context.from_today
    context.daily = new > 0


def _asides(years: list[tuple[int, int]]) -> frozenset[int]:
    """Where a year is named far from the year before and the year after it in the text, though these are close."""
    triples = zip(years, years[1:], years[2:], strict=False)
    return frozenset(
        at
        for (_, before), (at, year), (_, after) in triples
        if abs(before - after) <= 2 and abs(year - before) > 2 and abs(year - after) > 2
    )


def _read(found: Iterable[list[Match]], context: Context) -> list[tuple[Match, Reading]]:
    """The first reading that holds at each place, and the story's date moved on by it."""
    kept: list[tuple[Match, Reading]] = []
    end = 0
    for readings in found:
        if readings[0].span.start < end:
            continue
        for match in readings:
            reading = MEANINGS[match.rule.means](match, context)
            if reading is None:
                continue
            end = match.span.end
            for one in reading if isinstance(reading, tuple) else (reading,):
                kept.append((match, one))
                if one.moment is not None and match.span.start not in context.asides:
                    context.tell(one.moment, one.unit, match.span)
            break
    return kept


def _as_said(readings: list[tuple[Match, Reading]], context: Context) -> list[tuple[Match, Reading]]:
    """What is quoted counts from the day of the saying: ("Tomorrow we sign," she said on Sunday) is on Monday."""
    for i, (match, reading) in enumerate(readings):
        if match.rule.means != "deictic" or reading.moment is None or reading.anchor != context.published:
            continue
        beside = (readings[j] for j in (i + 1, i - 1) if 0 <= j < len(readings))
        day = next((on.moment for m, on in beside if on.moment and _says(m, on, match, context)), None)
        if day is None or context.published is None or not reading.moment.day:
            continue
        moment = reading.moment.plus(day.ordinal - context.published.ordinal, "D")
        value = reading.value.replace(reading.moment.value, moment.value)
        readings[i] = match, replace(reading, value=value, edtf=None, moment=moment, anchor=day)
    return readings


def _says(match: Match, reading: Reading, quoted: Match, context: Context) -> bool:
    """Whether a past day stands right outside the quotation that the other expression stands in."""
    first, last = sorted((match.span, quoted.span))
    between = context.text[first.end : last.start]
    if len(between) > _SAME_SPEECH or "." in between or "\n" in between or len(_QUOTE.findall(between)) != 1:
        return False
    begins = max(context.text.rfind("\n", 0, quoted.span.start) + 1, quoted.span.start - _LONGEST_SPEECH)
    inside = len(_QUOTE.findall(context.text, begins, quoted.span.start)) % 2 == 1
    day, published = reading.moment, context.published
    if day is None or published is None:
        return False
    return inside and bool(day.day) and day.ordinal < published.ordinal


def _counted(readings: list[tuple[Match, Reading]], context: Context) -> list[tuple[Match, Reading]]:
    """ "A week from Friday": for TimeML a length and a day; in a record the length dates the event, not the day."""
    for i, ((match, reading), (on, day)) in enumerate(pairwise(list(readings))):
        if match.rule.means != "pivot" or reading.edtf or day.moment is None or not day.moment.day:
            continue
        if context.plain[match.span.end : on.span.start].strip() in ("", *context.cue("articles")):
            edtf = counted_on(match, day.moment, context)
            if edtf:
                readings[i] = match, replace(reading, edtf=edtf, basis=RELATIVE, anchor=day.moment)
                readings[i + 1] = on, replace(day, dates="complement")
    return readings


def _placed(readings: list[tuple[Match, Reading]], context: Context) -> list[tuple[Match, Reading]]:
    """Clock times get their day: of the date beside them (both are one then), of the sentence, else publication."""
    done: list[tuple[Match, Reading]] = []
    for i, (match, reading) in enumerate(readings):
        if not reading.value.startswith("T"):
            done.append((match, reading))
            continue
        day, named = _day_for(i, readings, context)
        done.append((match, _on_day(reading, day, named)))
    return _merged(done, context)


def _day_for(i: int, readings: list[tuple[Match, Reading]], context: Context) -> tuple[Moment | None, bool]:
    """The day of a clock time, and whether the sentence names it."""
    span = readings[i][0].span
    sentence = context.sentence(span.start)
    days = [
        (abs(match.span.start - span.start), reading.moment)
        for match, reading in readings[max(0, i - 6) : i + 7]
        if reading.moment and reading.moment.day and reading.unit == "D"
        if sentence.start <= match.span.start < min(sentence.end, span.end + _FOLLOWS)
    ]
    if days:
        return min(days, key=lambda pair: pair[0])[1], True
    if context.narrative:
        earlier = [
            reading.moment for _, reading in readings[max(0, i - 6) : i] if reading.moment and reading.moment.day
        ]
        return (earlier[-1] if earlier else None), False
    return context.published, False


def _on_day(reading: Reading, day: Moment | None, named: bool) -> Reading:
    """The value is filled in as TimeML has it; the EDTF only when the sentence names the day: nothing is invented."""
    if day is None:
        return replace(reading, value=f"XXXX-XX-XX{reading.value}")
    edtf = day.edtf if named else ""
    return replace(reading, value=day.value + reading.value, edtf=edtf, moment=day)


def _merged(readings: list[tuple[Match, Reading]], context: Context) -> list[tuple[Match, Reading]]:
    """A clock time directly beside its date is one expression with it."""
    done: list[tuple[Match, Reading]] = []
    for match, reading in readings:
        if done:
            last, before = done[-1]
            between = context.plain[last.span.end : match.span.start]
            clocks = ("clock", "mil", "clockrange")
            pair = {last.rule.means in clocks, match.rule.means in clocks}
            if (
                between in (" ", ", ")
                and pair == {True, False}
                and before.moment
                and reading.moment
                and before.moment == reading.moment
            ):
                time = before if last.rule.means in clocks else reading
                whole = Span((before.span or last.span).start, (reading.span or match.span).end)
                done[-1] = (replace(last, span=whole), replace(time, span=whole))
                continue
        done.append((match, reading))
    return done


def _timex(match: Match, reading: Reading) -> Timex:
    edtf = cal.edtf_of(reading.value) if reading.edtf is None else reading.edtf
    return Timex(
        span=reading.span or match.span,
        type=reading.type,
        value=reading.value,
        edtf=edtf,
        basis=reading.basis,
        anchor=reading.anchor.edtf if reading.anchor else "",
        rule=match.rule.name,
        dates=reading.dates,
    )
