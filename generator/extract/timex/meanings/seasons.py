"""Seasons: the summer of 2003, last winter, this spring."""

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.meanings.dates import said_year
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    RELATIVE,
    Reading,
    goes_on,
    has,
    meaning,
    opens,
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
        if opens(match, context, "looking_back") and not context.narrative:
            base = context.anaphor(match.span.start)[0]
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
