"""Counts that an event's clause gives (dead, injured, arrested, money) and how often it happened."""

import re
from collections.abc import Iterator

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects, subject
from generator.extract.events.triggers import Trigger
from generator.extract.events.wordlist import GrammarWords
from generator.model.document import Figure
from generator.model.vocabulary import EventType

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_TOO_MANY = 10**18
_BEFORE = 4  # words of "at least", "no fewer than" before a number
_MONEYED = frozenset(
    {
        EventType.AID,
        EventType.BUSINESS,
        EventType.SANCTION,
        EventType.DECIDE,
        EventType.AGREE,
        EventType.COERCE,
        EventType.RETREAT,
        EventType.OTHER,
    }
)


def figures_of(trigger: Trigger, reading: Reading, according_to: str = "") -> tuple[Figure, ...]:
    """The figures in the phrases that hang on an event's words."""
    found: dict[str, Figure] = {}
    for figure in _figures(trigger, reading, according_to):
        found.setdefault(figure.what + figure.text, figure)
    return tuple(found.values())


def _figures(trigger: Trigger, reading: Reading, according_to: str) -> Iterator[Figure]:
    grammar = reading.words.grammar
    kind = _kind(trigger, grammar)
    if kind:
        for noun in _counted(trigger):
            text, low, high = quantity(noun, reading)
            if text and (
                noun.lemma in grammar.people
                or noun.lemma in grammar.vague
                or noun.pos == "NUM"
                or noun.index in reading.mention_of
            ):
                yield Figure(what=kind, text=text, min=low, max=high, according_to=according_to)
    if trigger.type in _MONEYED:
        for noun in sorted(trigger.node.subtree(40), key=lambda n: n.case() in grammar.compared_by):
            if noun.lemma in grammar.currencies or noun.text in grammar.currencies:
                text, low, high = quantity(noun, reading)
                if text and any(c.isdigit() for c in text):
                    yield Figure(what="money", text=text, min=low, max=high, according_to=according_to)
                    return


def _kind(trigger: Trigger, grammar: GrammarWords) -> str:
    names = {trigger.node.lemma, trigger.core.lemma}
    names |= {f"{trigger.node.lemma} {k.lemma}" for k in trigger.node.kids if k.dep == "xcomp"}  # "shot dead"
    if trigger.node.lemma in ("leave", "claim"):
        names |= {k.lemma for k in trigger.node.kids if k.dep in ("xcomp", "obj")}
    return next((what for what, verbs in grammar.figures.items() if not verbs.isdisjoint(names)), "")


def _counted(trigger: Trigger) -> Iterator[Node]:
    node = trigger.node
    if trigger.nominal:
        yield from (k for k in node.kids if k.dep == "nmod" and k.case() == "of")
        return
    yield from objects(node)
    if node.lemma in ("die", "drown", "perish", "flee") and (noun := subject(node)) is not None:
        yield noun


def quantity(noun: Node, reading: Reading) -> tuple[str, str, str]:
    """The words of a count ("at least 9,000"), and its bounds where it is a number; ("", "", "") for none."""
    grammar = reading.words.grammar
    number = (
        noun
        if noun.pos == "NUM" or noun.lemma in grammar.vague
        else noun.kid("nummod") or next((k for k in noun.kids if k.lemma in grammar.vague), None)
    )
    if number is None:
        return "", "", ""
    parts = [
        k
        for k in number.subtree(12)
        if k.index <= number.index and k.index not in reading.timex_of and _counts(k, number, grammar)
    ]
    text = " ".join(k.text for k in parts).replace("$ ", "$").strip()
    money = next(
        (k.text for k in noun.kids if k.text in grammar.currencies),
        noun.text if noun.lemma in grammar.currencies or noun.text in grammar.currencies else "",
    )
    value = number_in(text, grammar)
    low, high = _bounds(_lead(parts, reading) + " " + text.lower(), value, grammar)
    lead = _lead_words(parts, reading, grammar)
    shown = f"{lead} {text}".strip() if lead and not text.lower().startswith(lead) else text
    return _with_unit(shown, money), low, high


def _counts(k: Node, number: Node, grammar: GrammarWords) -> bool:
    """Whether a word is part of the count itself ("two dozen", "1.2 million", "several hundred")."""
    if k is number or k.text in grammar.currencies:
        return True
    return (
        k.pos == "NUM"
        or k.lemma in grammar.vague
        or (k.dep in ("compound", "nummod") and any(c.isdigit() for c in k.text))
    )


def _with_unit(shown: str, money: str) -> str:
    if not money or money in shown:
        return shown
    return f"{money}{shown}" if not money.isalpha() else f"{shown} {money}"


def _lead(parts: list[Node], reading: Reading) -> str:
    if not parts:
        return ""
    first = parts[0].index
    before = [
        n
        for n in reading.nodes[max(0, _at(first, reading) - _BEFORE) : _at(first, reading)]
        if n.sentence == parts[0].sentence
    ]
    return " ".join(n.lower for n in before)


def _at(index: int, reading: Reading) -> int:
    low, high = 0, len(reading.nodes)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if reading.nodes[middle].index < index else (low, middle)
    return low


def _lead_words(parts: list[Node], reading: Reading, grammar: GrammarWords) -> str:
    """A qualifier that stands right before the number, in the text's words."""
    lead = _lead(parts, reading)
    for phrase in (*grammar.at_least, *grammar.at_most, *grammar.near):
        if lead == phrase or lead.endswith(" " + phrase):
            return phrase
    return ""


def _bounds(said: str, value: int | None, grammar: GrammarWords) -> tuple[str, str]:
    if value is None:
        return "", ""
    padded = f" {said} "
    if any(f" {p} " in padded for p in grammar.at_least):
        return str(value), ""
    if any(f" {p} " in padded for p in grammar.at_most):
        return "", str(value)
    if any(f" {p} " in padded for p in grammar.near):
        return "", ""
    return str(value), str(value)


def number_in(text: str, grammar: GrammarWords) -> int | None:
    """The number that a count spells in digits or words ("two dozen" = 24); None for "scores"."""
    total: float | None = None
    for word in re.split(r"[\s-]+", text.lower()):
        digits = _DIGITS.search(word)
        if digits:
            total = float(digits.group().replace(",", ""))
        elif word in grammar.numbers:
            total = (total or 0) + grammar.numbers[word]
        elif word in grammar.scales and total is not None:
            total *= grammar.scales[word]
    return int(total) if total is not None and total < _TOO_MANY else None


def iterations_of(trigger: Trigger, grammar: GrammarWords) -> str:
    """How often, where the clause counts it: "twice postponed" -> "2", "three times" -> "3"."""
    for kid in trigger.node.kids:
        if kid.dep == "advmod" and kid.lower in grammar.times and kid.lower != "once":
            return grammar.times[kid.lower]
        if kid.lemma == "time" and kid.dep in ("obl", "advmod", "nmod") and (count := kid.kid("nummod")) is not None:
            value = number_in(count.text, grammar)
            return str(value) if value else ""
    return ""
