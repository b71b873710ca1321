"""The recipe's word lists, read from words.yml."""

from functools import cache
from pathlib import Path

import yaml


def words(name: str) -> tuple[str, ...]:
    """The list `name`, in its order."""
    return tuple(_lists()[name].split())


def lines(name: str) -> tuple[str, ...]:
    """The lines of the text `name`."""
    return tuple(_lists()[name].splitlines())


@cache
def _lists() -> dict[str, str]:
    file = Path(__file__).with_name("words.yml")
    lists: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return lists
