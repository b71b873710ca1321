"""Takes the pictures of the README anew, small enough for git, and one of every kind of page to look at.

python tests/browser/screenshots.py     after `make`; needs Chromium
"""

import io
import shutil
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

Scheme = Literal["light", "dark"]

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs/assets"
# name, page (the fullest that matches), width, height, scheme
README: tuple[tuple[str, str, int, int, Scheme], ...] = (
    ("screenshot", "index.html", 1100, 760, "light"),
    ("screenshot-event", "events/2*.html", 1100, 760, "light"),
    ("screenshot-phone", "index.html", 390, 760, "dark"),
)
ALL = ROOT / "build/screenshots"
VIEWS: tuple[tuple[str, int, Scheme], ...] = (
    ("desktop", 1280, "light"),
    ("phone", 390, "light"),
    ("dark", 1280, "dark"),
)
KINDS = ("index.html", "events/2*.html", "actors/*.html", "articles/2*.html", "timeline/*.html", "places/*.html")
LISTS = ("actors/index.html", "articles/index.html", "corrections/index.html", "data/index.html", "about.html")


def main() -> None:
    """Open the built site from disk, take the README's pictures, then all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in README:
            take_one(browser, *picture)
        take_all(browser)
        browser.close()


def take_one(browser: Browser, name: str, pattern: str, width: int, height: int, scheme: Scheme) -> None:
    """One picture of the README, with few colours."""
    page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
    page.goto(max((ROOT / "site").glob(pattern), key=lambda path: path.stat().st_size).as_uri())
    page.wait_for_load_state("networkidle")
    path = ASSETS / f"{name}.png"
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    ASSETS.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


def take_all(browser: Browser) -> None:
    """One page of every kind in every view, whole."""
    found = [sorted((ROOT / "site").glob(kind))[0] for kind in KINDS if any((ROOT / "site").glob(kind))]
    pages = dict.fromkeys([*found, *(ROOT / "site" / name for name in LISTS)])
    shutil.rmtree(ALL, ignore_errors=True)
    ALL.mkdir(parents=True)
    for view, width, scheme in VIEWS:
        page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
        for path in pages:
            page.goto(path.as_uri())
            page.wait_for_timeout(400)
            name = f"{path.parent.name}-{path.stem}"[:60] if path.parent.name != "site" else path.stem
            page.screenshot(path=ALL / f"{name}-{view}.png", full_page=True)


if __name__ == "__main__":
    main()
