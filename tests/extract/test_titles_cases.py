"""Golden cases of titles and summaries: a text, the word that triggers an event, and how the event is worded."""

from pathlib import Path

import pytest
import yaml

from generator.extract import Reader

CASES = yaml.safe_load(Path(__file__).with_name("titles_cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['trigger']}: {case['text'][:40]}")
def test_wording(case: dict[str, str]) -> None:
    document = Reader().read(case["text"], published="2012-03-01")
    events = {span.of(document.text): e for e in document.events for span in (*e.other_triggers, e.trigger)}
    event = events[case["trigger"]]
    worded = {"title": event.title, "summary": event.summary}
    assert {key: worded[key] for key in worded if key in case} == {key: case[key] for key in worded if key in case}
