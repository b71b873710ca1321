"""A small briefing on disk, read by a reader that needs no language model."""

from pathlib import Path

import pytest
from fake import FakeReader

from generator.project import Project
from generator.scaffold import create


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    fake = FakeReader()
    monkeypatch.setattr(Project, "_reader", lambda self, timeline, base: fake)
    return fake


@pytest.fixture
def project(tmp_path: Path, reader: FakeReader) -> Project:
    root = create(tmp_path / "story", "A story")
    (root / "seeds" / "one.txt").write_text("Talks in Oslo\n\nAnn Lee met Bo Ek on 2020-05-01.\n")
    return Project(root)
