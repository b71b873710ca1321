"""The unseen articles are sound gold; what the extractor makes of them is reported, never tested."""

from pathlib import Path

import gold
import pytest

HERE = Path(__file__).parent
FOLDERS = [HERE / name for name in ("unseen", *(f"unseen{number}" for number in range(2, 10)))]
PATHS = sorted(path for folder in FOLDERS for path in folder.glob("*.yml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_quote_is_found_and_every_trigger_lies_in_its_evidence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gold, "FOLDER", path.parent)
    article = gold.load(path.stem)
    assert all(event["trigger"]["text"] in event["evidence"]["text"] for event in article["events"])
    assert sum(event["tier"] == "core" for event in article["events"]) >= 8


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_two_articles_are_of_one_year(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gold, "FOLDER", folder)
    years = {gold.load(name)["published"][:4] for name in gold.names()}
    assert len(years) == len(gold.names()) >= 8
