"""Says how a date came about, and how sure it is."""

import re

from generator.model.dates import Date
from generator.model.records import Event
from generator.model.vocabulary import DateBasis, Status
from generator.pages.facts import Facts

_YEAR = re.compile(r"\d{3,4}|BC")


def explanation(event: Event, facts: Facts) -> str:
    """One line: the words the date came from, and what they were counted from."""
    words, article = facts.words, facts.first_article(event)
    published = words.date(article.published, weekday=True) if article else ""
    if not event.date:
        open_words = event.date_text and not published
        return words("dated.unpublished", words=event.date_text) if open_words else words("dated.unknown")
    if not event.evidence and not event.date_text:
        return words("dated.by_editor")
    return _explained(event, facts, published)


def _explained(event: Event, facts: Facts, published: str) -> str:
    words, text = facts.words, event.date_text
    if event.date_basis is DateBasis.PUBLICATION and published:
        return words("dated.publication", published=published)
    if event.date_basis is DateBasis.RELATIVE and text:
        return _counted(event, facts, published)
    if event.date_basis is DateBasis.EXPLICIT and text:
        key = "explicit" if _YEAR.search(text) or not published else "explicit_year"
        return words(f"dated.{key}", words=text, published=published)
    key = "inferred_words" if text and published else "inferred" if published else "inferred_open"
    return words(f"dated.{key}", words=text, published=published)


def _counted(event: Event, facts: Facts, published: str) -> str:
    article, anchor = facts.first_article(event), _anchor(event, facts)
    if anchor and article and anchor != article.published:
        return facts.words("dated.relative_to", words=event.date_text, anchor=facts.words.date(anchor, weekday=True))
    key = "relative" if published else "relative_open"
    return facts.words(f"dated.{key}", words=event.date_text, published=published)


def _anchor(event: Event, facts: Facts) -> str:
    """What the time expression that the date came from was counted from."""
    found = (facts.counted_from(evidence.article, event.id) for evidence in event.evidence)
    return next(filter(None, found), "")


def certainty(event: Event) -> str:
    """`exact` = one day without reservation, `unknown` = no date, else `rough`."""
    when = event.when
    if when is None:
        return "unknown"
    return "exact" if when.precision == "day" and not (when.approximate or when.uncertain) else "rough"


def reservation(event: Event, facts: Facts) -> str:
    """What stands beside a date that is less sure than its words look; "" mostly."""
    when = event.when
    if when is None:
        return ""
    closed = when.is_interval and when.first and when.last
    return facts.words("kicker.within") if closed and event.status is not Status.ONGOING else ""


def machine_date(when: Date | None) -> str:
    """What HTML's `datetime` accepts: a day, month or year of four digits; "" for all else."""
    if when is None or when.precision not in ("day", "month", "year") or not when.start or when.start.year < 1:
        return ""
    return when.edtf.rstrip("~?%").partition("T")[0]
