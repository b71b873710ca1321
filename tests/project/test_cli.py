"""The command line: what it prints and how it exits, with a reader that needs no model."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fake import FakeReader, read

from generator.cli import main
from generator.project import Project, annotating

EVENT = "content/events/2020-05-01-ann-lee-meets-bo-ek.yml"


def run(project: Project | Path, *words: str, **options: Any) -> Result:
    folder = project if isinstance(project, Path) else project.root
    result = CliRunner().invoke(main, ["-C", str(folder), *words], **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_extract_says_what_it_did_and_warns_without_failing(project: Project) -> None:
    result = run(project, "extract")
    assert result.exit_code == 0
    assert "1 article, 1 of them read now: 4 new records" in result.stdout
    assert "warning: seeds/one.txt: no publication date found" in result.stderr
    assert "no record changed" in run(project, "extract").stdout


def test_a_bad_file_is_named_and_the_exit_code_is_1(project: Project) -> None:
    (project.root / "seeds/empty.txt").write_text("")
    result = run(project, "extract")
    assert result.exit_code == 1 and "seeds/empty.txt: has no article text" in result.stderr
    assert (project.root / EVENT).exists()


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "--published", "8 June", "seeds/one.txt"],
        ["extract", "--published", "2012-06-08"],
        ["extract", "--nonsense"],
        ["nonsense"],
        ["merge", "article", "a", "b"],
    ],
)
def test_wrong_usage_exits_with_2(project: Project, words: list[str]) -> None:
    assert run(project, *words).exit_code == 2


def test_no_briefing_here_is_said_with_the_remedy(tmp_path: Path) -> None:
    result = run(tmp_path, "status")
    assert result.exit_code == 1 and "dateline new FOLDER" in result.stderr


def test_check_names_every_fault_at_once(project: Project) -> None:
    run(project, "extract")
    event = project.root / EVENT
    event.write_text(event.read_text().replace("type: CONSULT", "type: CHAT").replace("date: ", "dat: "))
    result = run(project, "check")
    assert result.exit_code == 1
    assert f"{EVENT}:" in result.stderr and "CHAT" in result.stderr and "dat " in result.stderr
    assert "errors" in result.stdout


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_for_machines_is_json(project: Project, form: str) -> None:
    run(project, "extract")
    event = project.root / EVENT
    event.write_text(event.read_text().replace("type: CONSULT", "type: CHAT"))
    result = run(project, "check", "--format", form)
    told = json.loads(result.stdout)
    problems = told if form == "json" else told["runs"][0]["results"]
    assert result.exit_code == 1 and "CHAT" in json.dumps(problems)


def test_editing_by_command(project: Project) -> None:
    run(project, "extract")
    assert "new: content/actors/anne-lee.yml" in run(project, "rename", "actor", "ann-lee", "anne-lee").stdout
    assert "actor: anne-lee" in (project.root / EVENT).read_text()
    assert run(project, "merge", "actor", "anne-lee", "bo-ek").exit_code == 0
    assert not (project.root / "content/actors/bo-ek.yml").exists()
    added = run(project, "add-event", "Rain in Oslo", "--date", "2020-05-02", "--actor", "anne-lee:mentioned")
    assert added.stdout == "content/events/2020-05-02-rain-in-oslo.yml\n"
    assert run(project, "reject", "event", "2020-05-02-rain-in-oslo", "--note", "off topic").exit_code == 0
    assert "review: rejected" in (project.root / added.stdout.strip()).read_text()
    assert run(project, "check").exit_code == 0


def test_add_event_names_every_slip_in_an_editor_s_words(project: Project) -> None:
    slips = ("--date", "2012-13-45", "--type", "ASSULT", "--actor", "ann-lee:agnt")
    result = run(project, "add-event", "Rain in Oslo", *slips)
    assert result.exit_code == 1
    for words in ("there is no month 13", "did you mean ASSAULT?", "actors[0].role: agnt is not known", "mean agent?"):
        assert words in result.stderr


def test_editing_what_does_not_exist_is_said(project: Project) -> None:
    run(project, "extract")
    result = run(project, "merge", "actor", "ann-lee", "bo-eck")
    assert result.exit_code == 1 and "there is no actor bo-eck" in result.stderr and "bo-ek" in result.stderr


def test_split_gives_an_alias_its_own_record(project: Project) -> None:
    run(project, "extract")
    actor = project.root / "content/actors/ann-lee.yml"
    actor.write_text(actor.read_text().replace("aliases: []", "aliases:\n  - Anna Leigh"))
    assert run(project, "split", "actor", "ann-lee", "Anna Leigh").exit_code == 0
    assert (project.root / "content/actors/anna-leigh.yml").exists()
    assert "distinct_from: [anna-leigh]" in actor.read_text()


def test_status_names_what_comes_next(project: Project) -> None:
    result = run(project, "status")
    assert "1 article to be read: dateline extract" in result.stdout
    run(project, "extract")
    result = run(project, "status")
    assert "every article is read" in result.stdout
    assert "dateline extract --published YYYY-MM-DD seeds/one.txt" in result.stdout
    assert "the site is not built: dateline build" in result.stdout


def test_review_without_a_terminal_is_a_list(project: Project) -> None:
    (project.root / "seeds/one.txt").write_text("Talks\n\nAnn Lee met Bo Ek.\n")
    run(project, "extract")
    result = run(project, "review")
    assert "content/events/undated-ann-lee-meets-bo-ek.yml:" in result.stdout and "has no date" in result.stdout


def test_interruption_is_no_traceback(project: Project, reader: FakeReader) -> None:
    reader.fail_at = 1
    result = run(project, "extract")
    assert result.exit_code == 1 and "goes on where it stopped" in result.stderr


def test_new_says_what_comes_next(tmp_path: Path, reader: FakeReader) -> None:
    (tmp_path / "a.txt").write_text("Talks\n\nAnn Lee met Bo Ek on 2020-05-01.\n")
    result = run(tmp_path, "new", str(tmp_path / "story"), str(tmp_path / "a.txt"), "--title", 'Oslo: "talks" #1')
    assert result.exit_code == 0 and "dateline build" in result.stdout
    assert (tmp_path / "story/.vscode/settings.json").exists()
    assert json.loads((tmp_path / "story/.vscode/settings.json").read_text())
    assert 'Oslo: "talks" #1' in run(tmp_path / "story", "status").stdout


class _Reader:
    def __init__(self, model: str = "") -> None:
        del model

    def read(self, text: str, *, id: str = "", title: str = "", published: str = "") -> Any:
        if "boom" in text:
            raise RuntimeError("a bug")
        return read(id, text, title, published)


def test_annotate_answers_good_lines_and_names_bad_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "Reader", _Reader)
    lines = [
        json.dumps({"id": "a", "text": "Ann Lee met Bo Ek on Friday.", "published": "2020-05-01T10:00:00Z"}),
        "",
        "{not json",
        json.dumps({"id": "b", "text": "boom"}),
        json.dumps({"id": "c", "text": "Ängelholm, May 1, 2020: Ann Lee met Bo Ek on Friday."}),
    ]
    raw = io.BytesIO("\n".join(lines).encode() + b'\n{"id": "d", "text": "\xff"}\n')
    result = CliRunner().invoke(main, ["annotate"], input=raw)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1 and [answer["id"] for answer in answers] == ["a", "c"]
    assert answers[0]["events"][0]["date"] == "2020-05-01"
    assert result.stdout.isascii()
    said = result.stderr.splitlines()
    assert [line.split(":")[1] for line in said] == ["3", "4", "6"]


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0 and result.stdout.startswith("Usage:")
