import html
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow

EVENT = """title: Dock workers return to work
type: AGREE
date: "2019-06-07"
actors:
  - {actor: union, role: agent}
"""


def _project(folder: Path) -> Path:
    content = folder / "content"
    for name, text in {
        "briefing.yml": "title: The dock strike\n",
        "events/strike-ends.yml": EVENT,
        "actors/union.yml": "name: Dock Workers’ Union\ntype: organization\n",
    }.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs/guide", folder / "docs/guide")
    shutil.copy(ROOT / "docs/about.md", folder / "docs/about.md")
    return folder


def _mkdocs(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    log = (folder / "log.txt").open("w", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT, text=True)


def test_mkdocs_build_alone_renders_and_builds(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    assert _mkdocs(folder, "build").wait(60) == 0, (folder / "log.txt").read_text()
    assert "Dock workers return to work" in (folder / "site/events/strike-ends.html").read_text(encoding="utf-8")


def test_mkdocs_build_stops_at_a_faulty_record_and_says_where(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    (folder / "content/events/strike-ends.yml").write_text(EVENT.replace("AGREE", "AGREEMENT"), encoding="utf-8")
    assert _mkdocs(folder, "build").wait(60) == 1
    assert "content/events/strike-ends.yml:2" in (folder / "log.txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Preview:
    folder: Path
    address: str

    def page(self, uri: str) -> str:
        try:
            with urllib.request.urlopen(f"{self.address}/{uri}", timeout=30) as reply:
                return str(reply.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def log(self) -> str:
        return (self.folder / "log.txt").read_text(encoding="utf-8")

    def wait(self, ready: Callable[[], bool], seconds: float = 40) -> float:
        start = time.monotonic()
        while not ready():
            assert time.monotonic() - start < seconds, self.log()
            time.sleep(0.1)
        return time.monotonic() - start

    def builds(self) -> int:
        return self.log().count("Building documentation")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with _serving(_project(tmp_path)) as shown:
        yield shown


@contextmanager
def _serving(folder: Path) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = _mkdocs(folder, "serve", "-a", f"127.0.0.1:{port}")
    shown = Preview(folder=folder, address=f"http://127.0.0.1:{port}")
    try:
        shown.wait(lambda: "Serving on" in shown.log())
        yield shown
    finally:
        server.terminate()
        server.wait(20)


def test_one_edit_of_a_record_rebuilds_exactly_once_and_shows(preview: Preview) -> None:
    assert preview.builds() == 1
    time.sleep(1.5)  # a server that watched its own output would build again now
    assert preview.builds() == 1
    record = preview.folder / "content/events/strike-ends.yml"
    record.write_text(EVENT.replace("return to work", "go back"), encoding="utf-8")
    preview.wait(lambda: "go back" in preview.page("events/strike-ends.html"))
    time.sleep(2.5)
    assert preview.builds() == 2
    (preview.folder / "docs/about.md").write_text("# About us\n", encoding="utf-8")
    preview.wait(lambda: "About us" in preview.page("about.html"))
    assert preview.builds() == 3


def test_a_fault_shows_in_browser_and_terminal_and_mending_it_recovers(preview: Preview) -> None:
    record = preview.folder / "content/events/strike-ends.yml"
    record.write_text(EVENT.replace("date:", "dade:"), encoding="utf-8")
    preview.wait(lambda: "dl-fault" in preview.page("index.html"))
    assert "content/events/strike-ends.yml:3" in preview.page("index.html")
    assert "content/events/strike-ends.yml:3" in preview.log()
    record.write_text(EVENT.replace("2019-06-07", "2019-06-08"), encoding="utf-8")
    preview.wait(lambda: "8 June 2019" in preview.page("events/strike-ends.html"))
    assert "dl-fault" not in preview.page("index.html")


def test_a_server_that_starts_with_a_fault_says_so_and_recovers(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    record = folder / "content/events/strike-ends.yml"
    record.write_text(EVENT.replace("date:", "dade:"), encoding="utf-8")
    with _serving(folder) as shown:
        assert "content/events/strike-ends.yml:3" in shown.page("index.html")
        record.write_text(EVENT, encoding="utf-8")
        shown.wait(lambda: "7 June 2019" in shown.page("events/strike-ends.html"))


def test_a_preview_links_to_the_local_file(preview: Preview) -> None:
    page = html.unescape(preview.page("events/strike-ends.html"))
    assert f'href="{preview.folder.as_uri()}/content/events/strike-ends.yml"' in page
