"""A demo project from articles to a published site, with the real reader: the way a newcomer goes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli

ROOT = Path(__file__).parents[1]
DAY = "2019-03-04"  # a Monday
FIRST = """---
title: Dockers in Gdansk end strike
date: 2019-03-04
publisher: Harbour News
---

GDANSK (Harbour News) - Dockers in Gdansk returned to work on Monday after the port authority agreed to raise wages.

“We got what we asked for,” union leader Jan Kowalski said on Sunday.

Police arrested twelve protesters outside the port on February 26.

Leave a comment
"""
SECOND = """Gdansk port reopens

Union leader Jan Kowalski told reporters on Monday that ships would be unloaded by Friday.

Police arrested twelve protesters outside the port in Gdansk on February 26.
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]  # all share one demo


def dateline(folder: Path, *words: str, code: int = 0) -> str:
    """What the command says on both its ends, run in here: the language model is loaded once for all tests."""
    done = CliRunner().invoke(cli.main, ["-C", str(folder), *words])
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


def process(folder: Path, *words: str) -> str:
    """The same in a process of its own, the way a shell starts it."""
    command = [sys.executable, "-m", "generator", "-C", str(folder), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing with two articles, extracted and built once."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "first.md").write_text(FIRST)
    (folder / "2019-03-04-second.txt").write_bytes(SECOND.replace("\n", "\r\n").encode("cp1252"))
    story = folder / "story"
    said = process(folder, "new", str(story), str(folder / "first.md"), str(folder / "2019-03-04-second.txt"))
    assert "warning" not in said
    process(story, "build")
    return story


@pytest.fixture
def story(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo that a test may change."""
    return Path(shutil.copytree(demo, tmp_path / "story"))


def records(story: Path, kind: str) -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted((story / "content" / kind).glob("*.yml"))}


def snapshot(story: Path) -> dict[str, bytes]:
    """Every file under content/ but the stamp of the last extraction, which git does not see either."""
    files = (path for path in (story / "content").rglob("*") if path.is_file() and path.name != ".settled")
    return {str(path): path.read_bytes() for path in files}


def test_events_stand_under_the_right_days(demo: Path) -> None:
    events = records(demo, "events")
    assert any('date: "2019-02-26"' in text and "arrested" in text for text in events.values())
    assert any('date: "2019-03-03"' in text and "We got what we asked for" in text for text in events.values())
    assert not any(
        line for text in events.values() for line in text.splitlines() if "Leave a" in line and "suffix" not in line
    )
    assert "jan-kowalski" in records(demo, "actors")


def test_one_arrest_in_two_papers_is_one_event(demo: Path) -> None:
    arrests = [text for text in records(demo, "events").values() if "trigger: arrested" in text]
    assert len(arrests) == 1 and arrests[0].count("- article:") == 2


def test_the_site_has_every_page_and_search(demo: Path) -> None:
    for kind in ("events", "actors", "articles"):
        for name in records(demo, kind):
            assert list((demo / "site" / kind).rglob(f"{name}.html")), name
    index = json.loads((demo / "site/search/search_index.json").read_text())
    assert any("Kowalski" in doc["text"] + doc["title"] for doc in index["docs"])


def test_a_second_run_changes_nothing(story: Path) -> None:
    before = snapshot(story)
    assert "no record changed" in dateline(story, "extract")
    assert snapshot(story) == before


def test_an_edit_survives_and_shows(story: Path) -> None:
    name = next(name for name, text in records(story, "events").items() if "trigger: arrested" in text)
    file = story / f"content/events/{name}.yml"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(
        "".join("title: Twelve held at the port gates\n" if line.startswith("title:") else line for line in lines)
    )
    seed = story / "seeds/first.md"
    seed.write_text(seed.read_text() + "\nIt rained on Tuesday.\n")
    dateline(story, "extract")
    assert "title: Twelve held at the port gates" in file.read_text()
    dateline(story, "build")
    assert "Twelve held at the port gates" in (story / "site/index.html").read_text()


def test_deploy_publishes_and_then_says_no_changes(story: Path) -> None:
    assert "published" in dateline(story, "deploy")
    assert (story / "public/index.html").exists()
    assert "no changes" in dateline(story, "deploy")


def test_faulty_records_are_all_named_and_nothing_is_touched(story: Path) -> None:
    events = sorted((story / "content/events").glob("*.yml"))
    faults = {
        "tab": lambda text: text.replace("title:", "\ttitle:", 1),
        "twice": lambda text: text + "title: again\n",
        "field": lambda text: text + "artcle: x\n",
        "date": lambda text: text.replace("date: ", "date: 2012-13-45 # ", 1),
    }
    for file, fault in zip(events, faults.values(), strict=False):
        file.write_text(fault(file.read_text()))
    before = snapshot(story)
    for command in ("check", "extract", "build", "deploy"):
        said = dateline(story, command, code=1)
        assert all(f"content/events/{file.name}:" in said for file in events[: len(faults)]), command
    assert snapshot(story) == before


def test_an_interrupted_extraction_leaves_whole_files_and_goes_on(story: Path) -> None:
    for number in range(16):
        text = FIRST.replace("twelve", str(number + 2)).replace("Dockers in Gdansk end", f"Crew {number} ends")
        (story / f"seeds/more{number}.md").write_text(text)
    command = [sys.executable, "-m", "generator", "-C", str(story), "extract"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    documents = story / "content/.base/documents"
    deadline = time.monotonic() + 60
    while len(list(documents.glob("*.json"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 1 and "Traceback" not in said
    for file in documents.glob("*.json"):
        json.loads(file.read_text())
    assert "18 articles" in dateline(story, "extract")
    assert dateline(story, "check")


def test_mkdocs_alone_builds_the_site_through_the_plugin(story: Path) -> None:
    shutil.rmtree(story / "site")
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=story, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (story / "site/index.html").exists()


def test_annotate_is_a_filter(tmp_path: Path) -> None:
    asked = {"id": "x", "text": SECOND, "published": f"{DAY}T09:00:00Z"}
    command = [sys.executable, "-m", "generator", "annotate"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(asked) + "\nnonsense\n", capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "input:2:" in done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert {"2019-02-26", "2019-03-04"} <= {timex["edtf"] for timex in told["timexes"]}
    names = {actor["name"] for actor in told["actors"]}
    for event in told["events"]:
        assert {actor["name"] for actor in event["actors"]} <= names
        assert event["evidence"][0]["start"] <= event["trigger"]["start"] < event["evidence"][0]["end"]
    assert done.stdout.isascii()


def test_an_undated_article_builds_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Flood in Lund\n\nMayor Ann Lee closed the bridge in Lund on Friday.\n")
    said = dateline(tmp_path, "new", str(tmp_path / "story"), str(tmp_path / "a.txt"))
    assert "dateline extract --published YYYY-MM-DD seeds/a.txt" in said
    dateline(tmp_path / "story", "build")
    dateline(tmp_path / "story", "extract", "--published", "2019-03-04", str(tmp_path / "story/seeds/a.txt"))
    assert any('date: "2019-03-01"' in text for text in records(tmp_path / "story", "events").values())
