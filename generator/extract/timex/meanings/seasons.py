"""Seasons, quarters and halves of a year: the summer of 2003, last winter, the third quarter, the second half."""

import re

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.dates import said_year
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    RELATIVE,
    Reading,
    day_number,
    goes_on,
    has,
    meaning,
    word_value,
)


def season_at(base: Moment, name: str, step: int) -> Reading:
    """The season of this name, `step` after the one that holds the base."""
    year = base.year
    start = cal.SEASON_MONTHS[name]
    month = base.month or 1
    if step < 0:
        year -= month < start + 3 or name == "WI"
    elif step > 0:
        year += month >= start
    elif name == "WI" and month <= 2:
        year -= 1
    return Reading(
        DATE, f"{cal.timex_year(year)}-{name}", basis=RELATIVE, anchor=base, moment=Moment(year, start), unit="SE"
    )


@meaning
def season(match: Match, context: Context) -> Reading | None:
    """The summer of 2003, last winter, this spring, in autumn."""
    name = word_value(match, context, "season")
    if match.get("oldyear"):
        era = word_value(match, context, "era")
        year = 1 - int(match.get("oldyear")) if era == "BC" else int(match.get("oldyear"))
        return Reading(DATE, f"{cal.timex_year(year)}-{name}", moment=Moment(year), unit="SE")
    number = said_year(match, context)
    if number:
        return Reading(DATE, f"{number}-{name}", moment=Moment(number, cal.SEASON_MONTHS[name]), unit="SE")
    step = word_value(match, context, "rel") or word_value(match, context, "told")
    if step and step != "L":
        base = context.story if context.narrative and context.story else context.published
        if base is None:
            return None
        return season_at(base, name, int(step))
    if not _season_is_time(match, context):
        return None
    base = context.base
    if base is None:
        return Reading(DATE, f"XXXX-{name}", edtf="")
    start = cal.SEASON_MONTHS[name]
    last = not context.narrative and start > base.month and not context.ahead(match.span)
    year = base.year - last
    return Reading(
        DATE, f"{cal.timex_year(year)}-{name}", basis=RELATIVE, anchor=base, moment=Moment(year, start), unit="SE"
    )


def _season_is_time(match: Match, context: Context) -> bool:
    """In "winter wheat" it is a kind, and "fall" is mostly a verb: a preposition is before it or an event after."""
    before, after = context.word_before(match.span.start), context.word_after(match.span.end)
    framed = has(match, context, "articles") or bool(match.get("edge") or match.get("around"))
    placed = framed or before in context.cue("doubtful_seasons_before")
    if match.get("season") in context.cue("doubtful_seasons") and not placed:
        return False
    if after in context.cue("season_after") or (has(match, context, "articles") and goes_on(match, context, "of")):
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


@meaning
def quarter(match: Match, context: Context) -> Reading | None:
    """The third quarter of 2011, the fourth quarter: the latest one begun before publication, unless ahead."""
    number = day_number(match, context)
    if match.get("qcode"):
        number = int(re.sub(r"\D", "", match.get("qcode")))
        if not context.text[match.spans["qcode"].start : match.spans["qcode"].end].isupper():
            return None
    if number is None and match.get("ordinal"):
        number = 4
    if number not in (1, 2, 3, 4) or context.word_after(match.span.end) in context.cue("quarter_after"):
        return None
    year = said_year(match, context)
    base = context.published
    if year:
        return Reading(DATE, f"{year}-Q{number}", moment=Moment(year, 3 * number - 2), unit="Q")
    if base is None:
        return Reading(DATE, f"XXXX-Q{number}", edtf="")
    now = cal.quarter(base)
    year = base.year - (number >= now)
    if context.ahead(match.span) or number < now:
        year = base.year + (number < now and context.ahead(match.span) and now - number > 1)
    return Reading(
        DATE, f"{year}-Q{number}", basis=RELATIVE, anchor=base, moment=Moment(year, 3 * number - 2), unit="Q"
    )


@meaning
def yearquarter(match: Match, context: Context) -> Reading | None:
    """The 1988 quarter, the 2011 period: the quarter of the story, in that year."""
    base, finest = context.anaphor(match.span.start)
    if base is None or finest != "Q":
        return None
    moment = Moment(int(match.get("year")), base.month)
    return Reading(DATE, f"{moment.year}-Q{cal.quarter(moment)}", basis=RELATIVE, anchor=base, moment=moment, unit="Q")


@meaning
def half(match: Match, context: Context) -> Reading | None:
    """The first half of 2018, the second half of the year."""
    number = day_number(match, context)
    if number not in (1, 2):
        return None
    year = said_year(match, context)
    base, _ = context.anaphor(match.span.start)
    if not year:
        if base is None:
            return None
        year = base.year
    return Reading(DATE, f"{year}-H{number}", moment=Moment(year, 6 * number - 5), unit="H")
