"""What recurs, rates, and references without a calendar date: now, soon."""

import re

from generator.extract.timex.context import Context
from generator.extract.timex.patterns import Match
from generator.extract.timex.reading import (
    DATE,
    FUTURE,
    PAST,
    SET,
    Reading,
    amount_read,
    goes_on,
    is_plural,
    length_value,
    meaning,
    word_value,
)


@meaning
def each(match: Match, context: Context) -> Reading | None:
    """Every Thursday, each year, every two weeks."""
    number = float(word_value(match, context, "each"))
    if match.get("weekday"):
        return Reading(SET, f"XXXX-WXX-{word_value(match, context, 'weekday')}", edtf="")
    if match.get("month"):
        return Reading(SET, f"XXXX-{int(word_value(match, context, 'month')):02d}", edtf="")
    if match.get("season"):
        return Reading(SET, f"XXXX-{word_value(match, context, 'season')}", edtf="")
    if match.get("part"):
        return Reading(SET, f"XXXX-XX-XXT{word_value(match, context, 'part')}", edtf="")
    unit = word_value(match, context, "unit")
    if unit == "TNI":
        return Reading(SET, "XXXX-XX-XXTNI", edtf="")
    amount = amount_read(match, context)
    return (
        Reading(SET, length_value(None if amount is None else amount * number, unit), edtf="")
        if match.get("unit") not in context.cue("not_lengths")
        else None
    )


@meaning
def often(match: Match, context: Context) -> Reading | None:
    """Daily, annual, weekly; not in a name ("the Daily Telegraph")."""
    start = match.span.start
    if context.text[start].isupper() and (
        context.text[context.plain.find(" ", match.span.end) + 1 :][:1].isupper()
        or context.word_before(start) in context.cue("articles")
    ):
        return None
    return Reading(SET, word_value(match, context, "often"), edtf="")


@meaning
def rate(match: Match, context: Context) -> Reading | None:
    """A year, per day: after a number, a price or a count of times."""
    unit = word_value(match, context, "unit")
    before = context.word_before(match.span.start)
    sure = word_value(match, context, "per") == "sure"
    if not sure and not (
        before.isdigit()
        or before in context.cue("rate_before")
        or re.search(r"(\d|%)\s?$", context.before(match.span.start, 4))
    ):
        return None
    if unit in ("TNI", "TS", "WE") or (is_plural(match, context) and not sure):
        return None
    if goes_on(match, context, "rate_not_after"):
        return None
    return Reading(SET, length_value(1, unit), edtf="")


@meaning
def reference(match: Match, context: Context) -> Reading | None:
    """Now, recently, the future."""
    word = match.get("ref")
    value = word_value(match, context, "ref")
    if word in context.cue("ref_not_past") and (context.past(match.span) or goes_on(match, context, "ref_not_before")):
        return None
    if word in context.cue("this_time") and context.word_before(match.span.start) not in context.cue(
        "this_time_before"
    ):
        return None
    if word in context.cue("ref_ahead_only") and not context.ahead(match.span):
        return None
    if (
        context.text[match.span.start].isupper()
        and context.word_before(match.span.start)
        and word in context.cue("ref_lower")
    ):
        return None
    return Reading(DATE, value, edtf="")


@meaning
def then(match: Match, context: Context) -> Reading | None:
    """Since then, back then, by then; "then" alone only goes on with the story."""
    if context.word_before(match.span.start) not in context.cue("then_before"):
        return None
    return Reading(DATE, FUTURE if context.ahead(match.span) else PAST, edtf="")
