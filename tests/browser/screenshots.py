"""Takes the picture of the README anew: the front page of the built site, small enough for git.

python tests/browser/screenshots.py     after `make`; needs Chromium
"""

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs/assets/screenshot.png"
SIZE = {"width": 1100, "height": 760}


def main() -> None:
    """Open the front page from disk, take it, and write it with few colours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto((ROOT / "site/index.html").as_uri())
        page.wait_for_load_state("networkidle")
        raw = page.screenshot()
        browser.close()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(raw)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    picture.save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
