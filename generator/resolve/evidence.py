"""Finds the known record of a mention by its evidence (article, overlapping sentence, trigger), never by its title."""

from collections.abc import Iterator, Mapping

from generator.model.document import Document, EventMention, Span
from generator.model.records import Event, Evidence
from generator.resolve.known import Known

_CONTEXT = 32  # code points kept before and after a quoted sentence


def quoted(document: Document, sentence: Span, trigger: str = "") -> Evidence:
    """The sentence as a W3C TextQuoteSelector."""
    text = document.text
    return Evidence(
        article=document.id,
        exact=sentence.of(text),
        prefix=text[max(0, sentence.start - _CONTEXT) : sentence.start],
        suffix=text[sentence.end : sentence.end + _CONTEXT],
        trigger=trigger,
    )


def located(entry: Evidence, text: str) -> Span | None:
    """Where the quoted words stand now; their context decides between repetitions."""
    if not entry.exact:
        return None
    start = text.find(entry.prefix + entry.exact)
    if start >= 0:
        start += len(entry.prefix)
    elif (start := text.find(entry.exact)) < 0:
        return None
    return Span(start, start + len(entry.exact))


def known_ids(document: Document, known: Known) -> Mapping[int, str]:
    """Record id by the number of the mention in `document.events`, for those that are known; the best match wins."""
    matches = sorted(_matches(document, known), key=lambda match: (-match[0], match[1]))
    found: dict[int, str] = {}
    for _, number, id_ in matches:
        if number not in found and id_ not in found.values():
            found[number] = id_
    return found


def _matches(document: Document, known: Known) -> Iterator[tuple[int, int, str]]:
    for id_, event, entry in known.evidence_in(document.id):
        span = located(entry, document.text)
        if span is None:
            continue
        for number, mention in enumerate(document.events):
            if mention.listed and any(span.overlaps(sentence) for sentence in mention.evidence):
                score = _likeness(document, mention, event, entry)
                if score >= 3:
                    yield score, number, id_


def _likeness(document: Document, mention: EventMention, event: Event, entry: Evidence) -> int:
    """8 for the trigger; without it, 3 for the type, enough within one sentence; then 1 each for date and title."""
    trigger = mention.trigger.of(document.text)
    same = 8 if entry.trigger and entry.trigger == trigger else 0
    same += 3 if mention.type is event.type else 0
    return same + (mention.date == event.date) + (mention.title == event.title)
