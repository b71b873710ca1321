"""What was read from files is read again when, and only when, it may have changed."""

import time
from pathlib import Path

from generator.store.shelf import Shelf


def test_a_folder_whose_files_are_only_replaced_is_looked_through_again_when_one_of_them_is(tmp_path: Path) -> None:
    shelf, read = Shelf(living=True), []

    def value(name: str) -> str:
        read.append(name)
        return (tmp_path / name).read_text()

    def held() -> dict[str, str]:
        return dict(shelf.folder(tmp_path, value, replaced=True).values)

    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("two")
    time.sleep(2.1)  # clocks of file systems are coarse
    assert held() == held() == {"a": "one", "b": "two"} and read == ["a", "b"]
    (tmp_path / "c").write_text("three")
    (tmp_path / "c").replace(tmp_path / "a")
    assert held() == {"a": "three", "b": "two"} and read[2:] == ["a"]
    (tmp_path / "b").unlink()
    assert held() == {"a": "three"}
