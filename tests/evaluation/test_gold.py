"""The gold articles are what they claim to be, and a slip in one is named."""

from pathlib import Path

import gold
import pytest

BROKEN = """
published: 2020-01-02
title: A minister resigns
text: |
  A minister resigns

  The minister resigned on Thursday. The minister said so.
actors:
  minister: {name: minister, type: persn, described: [The minister]}
dates:
  - {text: Thursday, value: 2020-01-03}
events:
  - id: leaves
    tier: core
    title: t
    type: DECIDE
    date: 2020-01-02
    actors: {king: agent}
    trigger: left
    evidence: The minister ... Thursday.
  - id: says
    tier: major
    title: t
    type: SAY
    date: soon
    actors: {minister: speaker}
    trigger: said
    evidence: The minister said so.
"""


@pytest.mark.parametrize("name", gold.names())
def test_every_quote_is_found_and_every_name_known(name: str) -> None:
    article = gold.load(name)
    for event in article["events"]:
        assert event["trigger"]["text"] in event["evidence"]["text"]
    assert sum(event["tier"] == "core" for event in article["events"]) >= 8
    assert 250 <= len(article["text"].split()) <= 460


def test_ten_to_learn_from_three_to_check_with_and_as_many_years() -> None:
    articles = [gold.load(name) for name in gold.names()]
    assert [sum(article["apart"] is apart for article in articles) for apart in (False, True)] == [10, 3]
    assert len({article["published"][:4] for article in articles}) == 13


def test_every_slip_is_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.yml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(gold, "FOLDER", tmp_path)
    with pytest.raises(gold.GoldError) as error:
        gold.load("broken")
    for slip in (
        "not in the text: left",
        "persn is no ActorType",
        "king is no actor",
        "major is no tier",
        "SAY is no EventType",
        "soon is no date",
        "Thursday = 2020-01-03 is a Friday",
    ):
        assert slip in str(error.value)


def test_a_key_given_twice_is_no_silent_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "twice.yml").write_text("title: a\ntitle: b\n", encoding="utf-8")
    monkeypatch.setattr(gold, "FOLDER", tmp_path)
    with pytest.raises(gold.GoldError, match="given twice: title"):
        gold.load("twice")


def test_quotes_are_looked_up_on_word_borders_and_by_number() -> None:
    find = gold.Finder("Ann met Anna. Ann left.")
    assert find.all("Ann") == [(0, 3), (14, 17)]
    assert find.all("Ann #2") == [(14, 17)]
    assert find.one("met ... left") == (4, 22)
    assert not find.faults
    find.one("Ann")
    find.all("Ann #3")
    assert find.faults == ["2 times in the text: Ann", "not in the text: Ann #3"]
