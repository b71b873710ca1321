"""What readers are told was corrected: from base and records, dated and explained by git."""

import subprocess
from pathlib import Path

import pytest

from generator.model.review import Corrected


@pytest.fixture
def repository(project):
    _git(project.root, "init", "-q")
    _commit(project.root, "2020-03-05", "First extraction")
    return project


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ed", "-c", "user.email=ed@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, "-C", str(root), *arguments], check=True, capture_output=True)


def _commit(root: Path, day: str, subject: str) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", subject, f"--date={day}T12:00:00+00:00")


def test_nothing_was_corrected(project) -> None:
    assert project.store.corrections() == []


def test_without_git_the_difference_from_base(project) -> None:
    project.edit("events/fire", 'date: "2020-03-02"', 'date: "2020-03-01"')
    project.edit("events/fire", 'note: ""', "note: an editor's own")
    assert project.store.corrections() == [
        Corrected(record="events/fire", field="date", before="2020-03-02", after="2020-03-01")
    ]


def test_git_says_when_and_why(repository) -> None:
    repository.edit("events/fire", 'date: "2020-03-02"', 'date: "2020-03-01"')
    _commit(repository.root, "2020-03-06", "The fire was on Sunday")
    repository.edit("events/fire", 'date: "2020-03-01"', 'date: "2020-02-29"')
    _commit(repository.root, "2020-03-07", "No, on Saturday")
    first, second = repository.store.corrections()
    assert (first.before, first.after, first.when, first.why) == (
        "2020-03-01",
        "2020-02-29",
        "2020-03-07",
        "No, on Saturday",
    )
    assert (second.before, second.after, second.when) == ("2020-03-02", "2020-03-01", "2020-03-06")


def test_what_the_engine_changed_is_no_correction(repository) -> None:
    repository.says("events", "fire", title="Nine people die in harbour fire")
    repository.extract()
    _commit(repository.root, "2020-03-06", "New engine")
    repository.edit("events/fire", "title: Nine people", "title: Nine men")
    _commit(repository.root, "2020-03-07", "They were men")
    (only,) = repository.store.corrections()
    assert (only.before, only.after) == ("Nine people die in harbour fire", "Nine men die in harbour fire")


def test_a_change_not_yet_committed_comes_first(repository) -> None:
    repository.edit("events/talks", "title: Envoys", "title: Four envoys")
    _commit(repository.root, "2020-03-06", "Count them")
    repository.edit("events/fire", 'date: "2020-03-02"', 'date: "2020-03-01"')
    assert [(one.record, one.when) for one in repository.store.corrections()] == [
        ("events/fire", ""),
        ("events/talks", "2020-03-06"),
    ]


def test_an_event_written_by_hand_is_corrected_too(repository) -> None:
    repository.write("events/own", "title: Own\n")
    _commit(repository.root, "2020-03-06", "Add one")
    repository.edit("events/own", "title: Own", "title: Owned")
    _commit(repository.root, "2020-03-07", "Mend it")
    (only,) = repository.store.corrections()
    assert (only.record, only.before, only.after, only.why) == ("events/own", "Own", "Owned", "Mend it")


def test_a_retraction(repository) -> None:
    repository.path("events/fire").unlink()
    repository.edit("events/talks", "review: open", "review: rejected")
    _commit(repository.root, "2020-03-06", "Neither happened")
    found = {(one.record, one.field, one.after, one.why) for one in repository.store.corrections()}
    assert found == {("events/fire", "", "", "Neither happened"), ("events/talks", "", "", "Neither happened")}


def test_editors_explain_and_silence(project) -> None:
    project.edit("events/fire", 'date: "2020-03-02"', 'date: "2020-03-01"')
    project.edit("events/fire", "title: A fire", "title: The fire")
    project.edit(
        "events/fire",
        "review: open",
        "corrections:\n"
        "  - {date: 2020-03-08, text: The harbour office gave the wrong day, field: date}\n"
        "  - {field: title, silent: true}\n"
        "review: open",
    )
    date, title = sorted(project.store.corrections(), key=lambda one: one.field)
    assert (date.when, date.why, date.silent) == ("2020-03-08", "The harbour office gave the wrong day", False)
    assert title.silent


def test_a_remark_about_the_whole_record_is_a_correction_of_its_own(project) -> None:
    project.edit(
        "events/fire",
        "review: open",
        "corrections: [{date: 2020-03-08, text: We had named the wrong port}]\nreview: open",
    )
    assert project.store.corrections() == [
        Corrected(record="events/fire", when="2020-03-08", why="We had named the wrong port")
    ]


def test_a_commit_with_a_faulty_file_says_nothing(repository) -> None:
    repository.edit("events/fire", "title: A fire", "titel: A fire")
    _commit(repository.root, "2020-03-06", "Slip")
    repository.edit("events/fire", "titel: A fire", "title: The fire")
    _commit(repository.root, "2020-03-07", "Mended")
    (only,) = repository.store.corrections()
    assert only.why == "Mended"


def test_a_remark_about_a_field_that_no_change_shows_is_told_all_the_same(project) -> None:
    said = 'corrections: [{date: "2020-03-08", field: date, text: The day was a Sunday}]\nreview: open'
    project.edit("events/fire", "review: open", said)
    assert project.store.corrections() == [
        Corrected(record="events/fire", when="2020-03-08", why="The day was a Sunday")
    ]
