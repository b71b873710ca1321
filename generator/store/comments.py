"""The comments of a YAML file, of which no change may lose one."""

from typing import Any

import yaml

_BOM = "\ufeff"


def comments(text: str) -> "Comments":
    """The comments of a file."""
    return Comments(_comments(text))


class Comments(list[str]):
    """Comments in order; `<=` asks whether every one of these is among the others."""

    def __le__(self, others: Any) -> bool:
        rest = list(others)
        return all(comment in rest and not rest.remove(comment) for comment in self)  # type: ignore[func-returns-value]


def _comments(text: str) -> list[str]:
    if "#" not in text:
        return []
    found, end = [], 0
    try:
        for token in yaml.scan(text.removeprefix(_BOM), Loader=yaml.CBaseLoader):
            found += _comments_of_gap(text[end : token.start_mark.index])
            end = max(end, token.end_mark.index)
    except yaml.YAMLError:
        return found
    return found + _comments_of_gap(text[end:])


def _comments_of_gap(gap: str) -> list[str]:
    return [line[line.index("#") :].rstrip() for line in gap.splitlines() if "#" in line]
