import json
import os
from pathlib import Path

import pytest

from generator.model.errors import DatelineError
from generator.sync import sync, write_whole

OWNED = ("events", "index.md", "assets/generated")


def test_writes_what_is_missing_and_leaves_what_is_the_same(tmp_path: Path) -> None:
    first = sync(tmp_path, {"index.md": "a", "events/x.md": "b"}.items(), OWNED)
    assert first.written == ("index.md", "events/x.md")
    before = (tmp_path / "events/x.md").stat().st_mtime_ns
    second = sync(tmp_path, {"index.md": "A", "events/x.md": "b"}.items(), OWNED)
    assert second.written == ("index.md",) and second.unchanged == 1
    assert (tmp_path / "events/x.md").stat().st_mtime_ns == before


def test_deletes_what_is_stale_and_empty_folders_but_nothing_of_a_person(tmp_path: Path) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/mine.md").write_text("mine")
    (tmp_path / "about.md").write_text("mine")
    sync(tmp_path, {"index.md": "a", "events/type/x.md": "b", "events/y.md": "c"}.items(), OWNED)
    done = sync(tmp_path, {"events/y.md": "c"}.items(), OWNED)
    assert done.deleted == ("events/type/x.md", "index.md")
    assert not (tmp_path / "events/type").exists()
    assert (tmp_path / "guide/mine.md").exists() and (tmp_path / "about.md").exists()


def test_a_file_that_the_generator_never_wrote_is_not_deleted_outside_owned_folders(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("a person's own")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/photo.png").write_bytes(b"x")
    sync(tmp_path, {"events/x.md": "b"}.items(), OWNED)
    assert (tmp_path / "index.md").read_text() == "a person's own"
    assert (tmp_path / "assets/photo.png").exists()


def test_a_drawing_is_made_only_when_its_file_is_missing(tmp_path: Path) -> None:
    drawn = []

    def draw(uri: str) -> bytes:
        drawn.append(uri)
        return b"png"

    for _ in range(2):
        sync(tmp_path, {"assets/generated/a.png": draw, "index.md": draw}.items(), OWNED)
    assert drawn == ["assets/generated/a.png", "index.md"]


def test_of_many_files_given_together_only_the_missing_ones_are_made(tmp_path: Path) -> None:
    sync(tmp_path, {"events/x.md": "x", "events/y.md": "y", "events/z.md": "z"}.items(), OWNED)
    (tmp_path / "events/y.md").unlink()
    done = sync(tmp_path, [({"events/x.md", "events/y.md"}, str.encode)], OWNED)
    assert done.written == ("events/y.md",) and done.unchanged == 1 and done.deleted == ("events/z.md",)
    assert (tmp_path / "events/x.md").read_text() == "x" and (tmp_path / "events/y.md").read_text() == "events/y.md"


@pytest.mark.parametrize("uri", ["about.md", "../x.md", "events/../../x.md", "/etc/x", "eventsx/a.md"])
def test_refuses_to_write_outside_its_places(tmp_path: Path, uri: str) -> None:
    with pytest.raises(DatelineError):
        sync(tmp_path, {uri: "x"}.items(), OWNED)


def test_a_failing_write_leaves_the_old_file_whole_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")

    def full(self: Path, data: bytes) -> int:
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a"] and (tmp_path / "a").read_text() == "old"


def test_a_damaged_manifest_does_no_harm(tmp_path: Path) -> None:
    sync(tmp_path, {"events/x.md": "b"}.items(), OWNED)
    (tmp_path / "assets/generated/manifest.json").write_text('["../../etc/passwd", 3, "events/x.md"')
    sync(tmp_path, {}.items(), OWNED)
    assert not (tmp_path / "events").exists()
    assert json.loads((tmp_path / "assets/generated/manifest.json").read_text()) == []
