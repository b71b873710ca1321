import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright
from sample import sample
from test_pages import odd

from generator.build import build
from generator.model.timeline import Timeline
from generator.pages import OWNED, render
from generator.sync import sync

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def built(timeline: Timeline, folder: Path) -> Path:
    """The site of these records, built with the project's own settings."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs/guide", folder / "docs/guide")
    shutil.copy(ROOT / "docs/about.md", folder / "docs")
    sync(folder / "docs", render(timeline), OWNED)
    return build(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(sample(repository="https://github.com/example/port"), tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(odd(), tmp_path_factory.mktemp("odd"))


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The sample site over HTTP; the address ends with a slash."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("skipped: no browser")
    with sync_playwright() as play:
        try:
            opened = play.chromium.launch(executable_path=found, args=FLAGS)
        except Error as error:
            pytest.skip(f"skipped: no browser ({error.message.splitlines()[0]})")
        yield opened
        opened.close()
