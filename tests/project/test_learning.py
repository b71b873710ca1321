"""Correct once, extract a second article, and the correction holds: with the real reader and made-up articles."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.project import Project
from generator.scaffold import create

FIRST = """Quillon Ferry Board stops night boats

The Quillon Ferry Board cancelled its night boats on Tuesday.

Police arrested two deckhands in the port of Larne on Tuesday.
"""
SECOND = """Night boats return

Quillon resumed its night boats on Thursday, residents said.

Police arrested two deckhands in the port of Larne on March 3, the harbour master said.
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def story(tmp_path: Path) -> Project:
    project = Project(create(tmp_path / "story", "A story"))
    add(project, "2020-03-04-first.txt", FIRST)
    return project


def add(project: Project, name: str, text: str) -> None:
    (project.root / "seeds" / name).write_text(text)
    assert not [problem for problem in project.extract().problems if problem.severity.value == "error"]


def records(project: Project, kind: str) -> dict[str, dict[str, Any]]:
    folder = project.root / "content" / kind
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted(folder.glob("*.yml"))}


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.root / "content" / f"{path}.yml"
    text = file.read_text()
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new))


def acting(project: Project, words: str) -> set[str]:
    """Who takes part in the events whose evidence holds these words."""
    return {part["actor"] for event in telling(project, words).values() for part in event["actors"]}


def telling(project: Project, words: str) -> dict[str, dict[str, Any]]:
    """The events whose evidence holds these words."""
    events = records(project, "events")
    return {id_: event for id_, event in events.items() if any(words in e["exact"] for e in event["evidence"])}


def test_an_alias_names_its_actor_in_later_articles(story: Project) -> None:
    edit(story, "actors/quillon-ferry-board", "aliases: []", "aliases: [Quillon]")
    add(story, "2020-03-06-second.txt", SECOND)
    assert acting(story, "Quillon resumed") >= {"quillon-ferry-board"}
    assert [id_ for id_ in records(story, "actors") if "quillon" in id_] == ["quillon-ferry-board"]


def test_a_corrected_type_holds_for_later_articles(story: Project) -> None:
    edit(story, "actors/quillon-ferry-board", "type: organization", "type: government")
    add(story, "2020-03-06-second.txt", SECOND.replace("Quillon resumed", "The Quillon Ferry Board resumed"))
    assert acting(story, "Ferry Board resumed") >= {"quillon-ferry-board"}
    types = [actor["type"] for id_, actor in records(story, "actors").items() if "quillon" in id_]
    assert types == ["government"]


def test_a_person_that_is_a_body_stays_a_body(story: Project) -> None:
    add(story, "2020-03-06-second.txt", SECOND)
    edit(story, "actors/quillon", "type: person", "type: company")
    third = "Boats\n\nQuillon bought two boats on Friday. Quillon also hired ten deckhands.\n"
    add(story, "2020-03-09-third.txt", third)
    assert acting(story, "bought two boats") == {"quillon"}
    document = (story.root / "content/.base/documents/2020-03-09-boats.json").read_text()
    assert '"person"' not in document


def test_a_rejected_event_stays_away_from_a_second_article(story: Project) -> None:
    (arrest,) = [id_ for id_ in records(story, "events") if "arrest" in id_]
    story.judge("event", arrest, "rejected", "The two were only questioned.")
    add(story, "2020-03-06-second.txt", SECOND)
    told = telling(story, "Police arrested two")
    assert told[arrest]["review"] == "rejected"
    # What the harbour master says is a statement of its own; the arrest itself has not come back.
    assert [id_ for id_, event in told.items() if event["type"] != "STATE"] == [arrest]


def test_a_rejected_actor_is_not_proposed_again(story: Project) -> None:
    story.judge("actor", "quillon-ferry-board", "rejected")
    add(story, "2020-03-06-second.txt", SECOND.replace("Quillon resumed", "The Quillon Ferry Board resumed"))
    there = {id_: actor["review"] for id_, actor in records(story, "actors").items() if "quillon" in id_}
    assert there == {"quillon-ferry-board": "rejected"}


BOARDS = """Harbour Board of Larne fines crews

The Harbour Board of Larne fined three crews on Tuesday. The Harbour Board also closed a pier.
"""
BOARDS_AGAIN = """Terminal opens

The Harbour Board of Larne reopened the terminal on Thursday. The Harbour Board refused a permit on Friday.
"""


def test_two_told_apart_stay_two_in_later_articles(tmp_path: Path) -> None:
    story = Project(create(tmp_path / "story", "A story"))
    add(story, "2020-03-04-first.txt", BOARDS)
    assert "Harbour Board" in records(story, "actors")["harbour-board-of-larne"]["aliases"]
    story.split("harbour-board-of-larne", ["Harbour Board"])
    assert records(story, "actors")["harbour-board"]["distinct_from"] == ["harbour-board-of-larne"]
    add(story, "2020-03-08-second.txt", BOARDS_AGAIN)
    assert acting(story, "reopened the terminal") == {"harbour-board-of-larne"}
    assert acting(story, "refused a permit") == {"harbour-board"}
    boards = {id_ for id_ in records(story, "actors") if "board" in id_}
    assert boards == {"harbour-board", "harbour-board-of-larne"}
    assert acting(story, "fined three crews") == {"harbour-board-of-larne"}
    assert acting(story, "also closed a pier") == {"harbour-board"}


def test_distinct_from_by_hand_has_the_same_effect(tmp_path: Path) -> None:
    story = Project(create(tmp_path / "story", "A story"))
    add(story, "2020-03-04-first.txt", BOARDS)
    edit(story, "actors/harbour-board-of-larne", "aliases:\n  - Harbour Board\n", "aliases: []\n")
    other = story.root / "content" / "actors" / "harbour-board.yml"
    other.write_text("name: Harbour Board\ntype: organization\ndistinct_from: [harbour-board-of-larne]\n")
    add(story, "2020-03-08-second.txt", BOARDS_AGAIN)
    assert acting(story, "reopened the terminal") == {"harbour-board-of-larne"}
    assert acting(story, "refused a permit") == {"harbour-board"}
