"""Takes the picture of the README anew: the front page of the built site, small enough for git.

python tests/browser/screenshots.py     after `make`; needs Chromium
"""

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs/assets/screenshot.png"
SIZE = {"width": 1100, "height": 760}
ALL = ROOT / "build/screenshots"
VIEWS = (("desktop", 1280, "light"), ("phone", 390, "light"), ("dark", 1280, "dark"))
KINDS = ("index.html", "events/2*.html", "actors/*.html", "articles/2*.html", "timeline/*.html", "places/*.html")
LISTS = ("actors/index.html", "articles/index.html", "corrections/index.html", "data/index.html", "about.html")


def main() -> None:
    """Open the front page from disk, take it, and write it with few colours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto((ROOT / "site/index.html").as_uri())
        page.wait_for_load_state("networkidle")
        raw = page.screenshot()
        take_all(browser)
        browser.close()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(raw)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    picture.save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")


def take_all(browser: Browser) -> None:
    """One page of every kind in every view, whole."""
    found = [sorted((ROOT / "site").glob(kind))[0] for kind in KINDS if any((ROOT / "site").glob(kind))]
    pages = dict.fromkeys([*found, *(ROOT / "site" / name for name in LISTS)])
    ALL.mkdir(parents=True, exist_ok=True)
    for view, width, scheme in VIEWS:
        page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
        for path in pages:
            page.goto(path.as_uri())
            page.wait_for_timeout(400)
            name = f"{path.parent.name}-{path.stem}"[:60] if path.parent.name != "site" else path.stem
            page.screenshot(path=ALL / f"{name}-{view}.png", full_page=True)


if __name__ == "__main__":
    main()
