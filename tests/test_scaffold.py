from pathlib import Path

import pytest
import yaml

from generator.scaffold import create


@pytest.mark.parametrize(("folder", "title"), [("mine", "Mine"), ("port-strike", "Port strike"), ("OECD", "OECD")])
def test_a_new_briefing_is_titled_after_its_folder(tmp_path: Path, folder: str, title: str) -> None:
    create(tmp_path / folder)
    assert yaml.safe_load((tmp_path / folder / "content/briefing.yml").read_text(encoding="utf-8"))["title"] == title


def test_a_title_with_quotes_is_kept_as_written(tmp_path: Path) -> None:
    create(tmp_path / "a", 'The "port" strike: day 2')
    assert 'The "port" strike: day 2' in (yaml.safe_load((tmp_path / "a/content/briefing.yml").read_text())["title"])
