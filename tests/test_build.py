import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sample import sample
from test_pages import odd

from generator.build import build
from generator.model.errors import DatelineError
from generator.model.timeline import Timeline
from generator.pages import OWNED, render
from generator.sync import sync

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "docs/guide", tmp_path / "docs/guide")
    shutil.copy(ROOT / "docs/about.md", tmp_path / "docs")
    sync(tmp_path / "docs", render(sample()), OWNED)
    return tmp_path


def test_builds_strictly_and_asks_no_other_host(project: Path) -> None:
    site = build(project)
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "The Port Alba dock strike" in page
    assert "unpkg.com" not in page and "fonts.googleapis" not in page
    assert (site / "search/search_index.js").is_file()
    assert not list(project.glob(".site-*"))


def test_a_fault_leaves_the_old_site_and_names_all_warnings(project: Path) -> None:
    old = build(project) / "index.html"
    before = old.read_bytes()
    (project / "docs/about.md").write_text("[a](gone.md) [b](lost.md)\n")
    with pytest.raises(DatelineError) as raised:
        build(project)
    said = str(raised.value)
    assert "gone.md" in said and "lost.md" in said
    assert old.read_bytes() == before and not list(project.glob(".site-*"))


def test_a_link_to_a_place_on_a_page_of_ours_is_checked(project: Path) -> None:
    link = "[the sentence](articles/strike-ends.md#{})\n"
    (project / "docs/about.md").write_text(link.format("e-2019-05-25-picket-charged"))
    build(project)
    (project / "docs/about.md").write_text(link.format("e-nowhere"))
    with pytest.raises(DatelineError, match="does not contain an anchor '#e-nowhere'"):
        build(project)


def test_an_interrupted_swap_is_mended_by_the_next_build(project: Path) -> None:
    site = build(project)
    site.rename(project / ".site-old-site")
    (project / ".site-new-left").mkdir()
    (project / "docs/about.md").write_text("[a](gone.md)\n")
    with pytest.raises(DatelineError):
        build(project)
    assert (site / "index.html").is_file() and not (project / ".site-new-left").exists()


@pytest.mark.parametrize(
    "more", ["", "site_url: https://example.org/port/\nrepo_url: https://example.org/repository\n"]
)
@pytest.mark.parametrize("briefing", [sample, odd])
def test_the_site_is_the_same_with_the_plugin_switched_off(
    project: Path, briefing: Callable[[], Timeline], more: str
) -> None:
    sync(project / "docs", render(briefing()), OWNED)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") + more
    settings.write_text(text, encoding="utf-8")
    with_it = _files(build(project))
    settings.write_text(text.replace(", dateline]", "]"), encoding="utf-8")
    assert _files(build(project)) == with_it
    assert len(with_it) > 100


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_folder_without_settings_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="there is no mkdocs"):
        build(tmp_path)
