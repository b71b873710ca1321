"""What a meaning answers, and what all meanings share: reading words as numbers, years, lengths."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.extract.timex import moments as cal
from generator.extract.timex.context import Context
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match
from generator.model.document import Span
from generator.model.vocabulary import DateBasis, TimexType

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
EXPLICIT, RELATIVE, PUBLICATION = DateBasis.EXPLICIT, DateBasis.RELATIVE, DateBasis.PUBLICATION
PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
YEAR_LIKE = ("Y", "DE", "CE", "FY")


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


Meaning = Callable[[Match, Context], Reading | tuple[Reading, ...] | None]
MEANINGS: dict[str, Meaning] = {}


def meaning(function: Meaning) -> Meaning:
    """Enter a meaning under its own name, which the rules of a list use as `means`."""
    MEANINGS[function.__name__] = function
    return function


def word_value(match: Match, context: Context, name: str, of: str = "") -> str:
    """The list's value of the word read for a class, "" when it was not read."""
    return context.words.words[of or name].get(match.get(name), "")


def year_read(match: Match, context: Context) -> int:
    """The year said, two digits completed to the century nearest to publication; 0 when not said."""
    if match.get("year"):
        return int(match.get("year"))
    return full_year(match.get("yy")[1:], context) if match.get("yy") else 0


def full_year(digits: str, context: Context) -> int:
    """'89 and 12: the latest such year that is not more than ten years ahead."""
    now = context.base.year if context.base else 2000
    year = now - now % 100 + int(digits)
    return year - 100 if year > now + 10 else year


def amount_read(match: Match, context: Context) -> float | None:
    """How many: None for a vague number (several, a few)."""
    if match.get("figure"):
        whole, _, half = match.get("figure").replace(",", "").replace("½", " 1/2").partition(" ")
        return float(whole or 0) + (0.5 if half else 0)
    if match.get("numerals"):
        return number_read(match.get("numerals"), context)
    if match.get("some"):
        value = word_value(match, context, "some")
        return None if value == "X" else float(value)
    return 1.0


def number_read(text: str, context: Context) -> float:
    """Figures, or number words added and multiplied: "two hundred and fifty", "two and a half"."""
    if text[:1].isdigit():
        return float(text.replace(",", ""))
    numbers = context.words.words["number"]
    done, current = 0.0, 0.0
    for word in re.split(r"[ -]+", text):
        if word in context.words.words["fraction"]:
            current += float(context.words.words["fraction"][word])
        elif word in context.cue("multipliers"):
            done, current = done + max(current, 1) * int(numbers[word]), 0.0
        else:
            current += int(numbers.get(word, 0))
    return done + current


def _text(number: float) -> str:
    return f"{number:g}" if number < 1e6 else f"{number:.0f}"


def length_value(amount: float | None, unit: str) -> str:
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


def dated(
    moment: Moment, unit: str, basis: DateBasis = EXPLICIT, anchor: Moment | None = None, tail: str = ""
) -> Reading:
    """A calendar date as its moment says, a TIME when a part of the day follows; the story moves to it."""
    kind = TIME if tail else DATE
    return Reading(kind, moment.value + tail, basis=basis, anchor=anchor, moment=moment, unit=unit)


def unit_of(moment: Moment) -> str:
    """How fine a moment is: D, M or Y."""
    return "D" if moment.day else "M" if moment.month else "Y"


def said(match: Match, context: Context) -> str:
    """The words of the match, in lower case."""
    return context.plain[match.span.start : match.span.end]


def has(match: Match, context: Context, cue: str) -> bool:
    """Whether the match holds one of the cue's words."""
    return not context.cue(cue).isdisjoint(re.findall(r"[^\W_]+(?:'[^\W\d_]+)?", said(match, context)))


def opens(match: Match, context: Context, cue: str) -> bool:
    """Whether the match begins with one of the cue's words."""
    return re.split(r"[ .-]", said(match, context), maxsplit=1)[0] in context.cue(cue)


def goes_on(match: Match, context: Context, cue: str) -> bool:
    """Whether one of the cue's words or phrases follows the match."""
    return context.follows(match.span.end, cue)


def is_plural(match: Match, context: Context) -> bool:
    """Whether the unit was read in the plural."""
    return match.get("unit") in context.words.words["plural"]


def part_tail(match: Match, context: Context) -> str:
    """`TMO` for a morning that was read with the date, "" without one."""
    part = word_value(match, context, "part")
    return f"T{part}" if part else ""


def day_number(match: Match, context: Context) -> int | None:
    """0 = no day said, None = no such day."""
    text = match.get("dom") or match.get("nth")
    if text:
        return int(re.sub(r"\D", "", text))
    if match.get("ordinal"):
        number = int(word_value(match, context, "ordinal"))
        return number if 1 <= number <= 31 else None
    return 0


def capitalised(match: Match, context: Context, name: str) -> bool:
    """Whether the first or last word read for a class has a capital."""
    at = context.plain.find(match.get(name).split(" ")[-1], match.span.start, match.span.end)
    start = context.plain.find(match.get(name)[:3], match.span.start, match.span.end)
    return context.text[start].isupper() or context.text[at].isupper()


def is_bare(match: Match, context: Context) -> bool:
    """Whether nothing follows that the offset would hang on ("two days before." not "two days before the talks")."""
    following = context.after(match.span.end, 2)
    return not re.match(r" [\w\"']", following) or context.word_after(match.span.end) in context.cue("closing")


def length(amount: float | None, unit: str, step: int, context: Context) -> Reading:
    """A length that touches publication: it carries its interval."""
    base = context.published if not context.narrative else context.story
    value = length_value(amount, unit)
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


def is_name(match: Match, context: Context) -> bool:
    """Words that mean something else in lower case (may, march, sun) count only with a capital."""
    for name in ("month", "weekday", "holiday", "season", "era", "zone"):
        word = match.get(name)
        if word not in context.words.capital:
            continue
        at = context.plain.find(word, match.span.start, match.span.end)
        if not context.text[at].isupper():
            return False
        if name == "month" and not match.get("year") and not day_number(match, context) and _is_verb(at, context):
            return False
    return True


def _is_verb(at: int, context: Context) -> bool:
    token = context.token(at)
    return bool(token is not None and token.tag_ and token.tag_ in ("MD", "VB", "VBP", "VBD", "VBZ", "VBG"))
