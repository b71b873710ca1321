"""Who says what about one event: claims by source, and whether they contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.records import Event
from generator.model.vocabulary import Role

_DOERS = (Role.AGENT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one source says ("" = the article itself): who did it, and what was counted."""

    source: str
    doers: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]  # what, text


def accounts(event: Event) -> list[Account]:
    """The claims about the event, source by source, in the order of the record."""
    sources = dict.fromkeys(
        [a.according_to for a in event.actors if a.role in _DOERS] + [f.according_to for f in event.figures]
    )
    return [
        Account(
            source=source,
            doers=tuple(a.actor for a in event.actors if a.according_to == source and a.role in _DOERS),
            figures=tuple((f.what, _text(f.text, f.min, f.max)) for f in event.figures if f.according_to == source),
        )
        for source in sources
    ]


def conflict(event: Event) -> bool:
    """Whether two sources name different doers, or count the same thing differently."""
    told = accounts(event)
    claimed = [account for account in told if account.doers]
    if len({account.doers for account in claimed}) > 1 and any(account.source for account in claimed):
        return True
    counted: dict[str, set[str]] = {}
    for account in told:
        for what, text in account.figures:
            counted.setdefault(what, set()).add(text.casefold())
    return len(told) > 1 and any(len(texts) > 1 for texts in counted.values())


def figures_by_kind(event: Event) -> Mapping[str, list[tuple[str, str]]]:
    """What was counted -> (text, source) in the record's order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for figure in event.figures:
        found.setdefault(figure.what, []).append((_text(figure.text, figure.min, figure.max), figure.according_to))
    return found


def _text(text: str, low: str, high: str) -> str:
    return text or (f"{low}–{high}" if low and high and low != high else low or high)
