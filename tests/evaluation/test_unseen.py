"""The unseen articles are sound gold; what the extractor makes of them is reported, never tested."""

from pathlib import Path

import gold
import pytest

UNSEEN = Path(__file__).parent / "unseen"
NAMES = sorted(path.stem for path in UNSEEN.glob("*.yml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_found_and_every_trigger_lies_in_its_evidence(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gold, "FOLDER", UNSEEN)
    article = gold.load(name)
    assert all(event["trigger"]["text"] in event["evidence"]["text"] for event in article["events"])
    assert sum(event["tier"] == "core" for event in article["events"]) >= 8


def test_eight_articles_of_as_many_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gold, "FOLDER", UNSEEN)
    assert len({gold.load(name)["published"][:4] for name in NAMES}) == 8
