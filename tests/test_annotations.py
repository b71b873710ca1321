"""The JSON Lines filter: what a line may hold, what comes back, and that it is plain ASCII."""

import json

import pytest

from generator.annotations import Question, answer, question
from generator.model.document import (
    ActorMention,
    Document,
    DocumentActor,
    EventMention,
    Participant,
    Place,
    Quote,
    Span,
    Timex,
)
from generator.model.vocabulary import ActorType, EventType, Role, TimexType

TEXT = "Zoë Ek spoke in Åmål on Friday. She left."


def document() -> Document:
    sentence, second = Span(0, 31), Span(32, 41)
    spoke = EventMention(
        trigger=Span(7, 12),
        type=EventType.STATE,
        evidence=(sentence, second),
        date="2020-05-01",
        place=Place(name="Åmål", country="SE"),
        title="Zoë Ek speaks",
        participants=(Participant(actor="z", role=Role.SPEAKER, according_to="witnesses", ground="subject"),),
        confidence=0.51239,
        grounds=("trigger: spoke",),
    )
    left = EventMention(trigger=Span(36, 40), type=EventType.OTHER, evidence=(second,), listed=False)
    return Document(
        id="x",
        text=TEXT,
        timexes=(Timex(span=Span(24, 30), type=TimexType.DATE, value="2020-05-01", edtf="2020-05-01", rule="weekday"),),
        actors=(DocumentActor(key="z", name="Zoë Ek", type=ActorType.PERSON, aliases=("Ek",)),),
        mentions=(ActorMention(span=Span(0, 6), actor="z"), ActorMention(span=Span(32, 35), actor="z", form="pronoun")),
        quotes=(Quote(span=Span(32, 40), speaker="z", cue="said"),),
        events=(left, spoke),
    )


def test_the_answer_has_exactly_the_promised_form() -> None:
    line = answer(Question(id=7, text=TEXT), document())
    assert line.isascii() and "\n" not in line
    assert json.loads(line) == {
        "id": 7,
        "timexes": [{"start": 24, "end": 30, "type": "DATE", "value": "2020-05-01", "edtf": "2020-05-01"}],
        "actors": [
            {
                "name": "Zoë Ek",
                "type": "person",
                "aliases": ["Ek"],
                "mentions": [{"start": 0, "end": 6}],  # the pronoun names nobody
            }
        ],
        "quotes": [{"start": 32, "end": 40, "speaker": "Zoë Ek", "cue": "said"}],
        "events": [
            {
                "type": "STATE",
                "status": "actual",
                "date": "2020-05-01",
                "place": {"name": "Åmål", "country": "SE"},
                "title": "Zoë Ek speaks",
                "listed": True,
                "confidence": 0.512,
                "trigger": {"start": 7, "end": 12},
                "evidence": [{"start": 0, "end": 31}, {"start": 32, "end": 41}],
                "actors": [{"name": "Zoë Ek", "role": "speaker", "according_to": "witnesses"}],
            },
            {
                "type": "OTHER",
                "status": "actual",
                "date": "",
                "place": None,
                "title": "",
                "listed": False,
                "confidence": 0.0,
                "trigger": {"start": 36, "end": 40},
                "evidence": [{"start": 32, "end": 41}],
                "actors": [],
            },
        ],
    }


def test_explain_adds_the_grounds() -> None:
    told = json.loads(answer(Question(id="x", text=TEXT), document(), explain=True))
    assert told["events"][0]["grounds"] == ["trigger: spoke"]
    assert told["events"][0]["actors"][0]["ground"] == "subject"
    assert told["timexes"][0]["rule"] == "weekday"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not an object"),
        ('{"id": "a"}', "has no text"),
        ('{"text": "a"}', "has no id"),
        ('{"id": "a", "text": "b", "published": 7}', "published is not text"),
    ],
)
def test_bad_lines_say_why(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        question(line)


def test_hints_may_be_absent_empty_or_null_and_half_characters_become_one() -> None:
    asked = question('{"id": "a", "text": "b\\ud800c", "published": null, "title": ""}')
    assert asked == Question(id="a", text="b\ufffdc")
