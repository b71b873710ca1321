"""A reader that understands "Ann Lee met Bo Ek on 2020-05-01." and nothing else: no language model is loaded."""

import re
from collections.abc import Iterable, Iterator

from generator.model.document import Document, DocumentActor, EventMention, Participant, Sentence, Span
from generator.model.source import Source
from generator.model.vocabulary import ActorType, EventType, Role

_MEETING = re.compile(
    r"(?P<one>[A-Z]\w+ [A-Z]\w+) (?P<trigger>met) (?P<two>[A-Z]\w+ [A-Z]\w+)(?: on (?P<date>[\d-]+|Friday))?\."
)


class FakeReader:
    """Counts what it reads; `fail_at` interrupts it like Ctrl-C, `breaks_at` names an article it cannot take."""

    def __init__(self) -> None:
        self.read_ids: list[str] = []
        self.fail_at = 0
        self.breaks_at = ""

    def read_many(self, sources: Iterable[Source]) -> Iterator[Document]:
        for source in sources:
            if self.fail_at and len(self.read_ids) + 1 == self.fail_at:
                raise KeyboardInterrupt
            if source.article.id == self.breaks_at:
                raise ValueError("a bug")
            self.read_ids.append(source.article.id)
            yield read(source.article.id, source.text, source.article.title, source.article.published)


def read(id_: str, text: str, title: str, published: str) -> Document:
    matches = list(_MEETING.finditer(text))
    names = list(dict.fromkeys(match[part] for match in matches for part in ("one", "two")))
    actors = tuple(DocumentActor(key=name, name=name, type=ActorType.PERSON) for name in names)
    events = tuple(_event(match, published) for match in matches)
    sentences = tuple(Sentence(span=Span(*match.span()), paragraph=1) for match in matches)
    return Document(
        id=id_, text=text, title=title, published=published, actors=actors, events=events, sentences=sentences
    )


def _event(match: re.Match[str], published: str) -> EventMention:
    date = match["date"] or ""
    return EventMention(
        trigger=Span(*match.span("trigger")),
        type=EventType.CONSULT,
        evidence=(Span(*match.span()),),
        date=published if date == "Friday" else date,
        date_text=date,
        title=f"{match['one']} meets {match['two']}",
        participants=(
            Participant(actor=match["one"], role=Role.AGENT),
            Participant(actor=match["two"], role=Role.RECIPIENT),
        ),
        confidence=0.9,
    )
