"""Changes to a file a person may have touched: only the lines of the changed node, everything else byte for byte.

The text is cut at the marks of the nodes that changed, read again and compared with what it should say. A layout this
cannot cut (flow maps over several lines, say) goes through ruamel.yaml's round trip, which keeps comments and order.
"""

from collections.abc import Mapping
from typing import Any

from generator.model.errors import DatelineError, Problem
from generator.store.comments import comments
from generator.store.reading import parse
from generator.store.round_trip import round_tripped
from generator.store.splicing import spliced
from generator.store.writing import texts

_BOM = "\ufeff"


def edited(text: str, before: Mapping[str, Any], after: Mapping[str, Any], where: str = "") -> str:
    """The file's text with the fields that differ between two full dumps of its record changed."""
    raw, _ = parse(text, where)
    wanted = _wanted(raw, before, after)
    return rewritten(text, wanted, where) if wanted != raw else text


def rewritten(text: str, wanted: Mapping[str, Any], where: str = "") -> str:
    """The file's text so that it says `wanted` (texts, lists and maps as they would be read from it)."""
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    line_end = "\r\n" if "\r\n" in body else "\n"
    whole = body if body.endswith("\n") or not body else body + line_end
    for attempt in (spliced, round_tripped):
        result = attempt(whole, wanted, line_end)
        if result is not None and _says(result, wanted) and comments(whole) <= comments(result):
            return mark + (result if whole == body else result.removesuffix("\n").removesuffix("\r"))
    hint = "write the field out over several lines"
    raise DatelineError(Problem(message="cannot be changed without harm to its layout", where=where, hint=hint))


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    said, faults = parse(text, "")
    return not faults and said == wanted


def _wanted(raw: Any, before: Any, after: Any) -> Any:
    """The raw value with what differs between before and after put in; what did not change stays as it was spelled."""
    if before == after:
        return raw
    if isinstance(after, Mapping) and isinstance(raw, Mapping):
        before = before or {}
        changed = {
            name: _wanted(raw.get(name), before.get(name), value)
            for name, value in after.items()
            if before.get(name) != value
        }
        whole = {**raw, **changed}
        return {name: whole[name] for name in (*after, *raw) if name in whole}
    if isinstance(after, list) and isinstance(before, list) and isinstance(raw, list) and len(raw) == len(before):
        return [_wanted_entry(raw, before, entry) for entry in after]
    return texts(after, keep_empty=after is None and isinstance(before, Mapping))


def _wanted_entry(raw: list[Any], before: list[Any], entry: Any) -> Any:
    if entry in before:
        return raw[before.index(entry)]
    if isinstance(entry, Mapping):
        first = next(iter(entry.values()))
        same = [index for index, old in enumerate(before) if next(iter(old.values())) == first]
        if len(same) == 1:
            return _wanted(raw[same[0]], before[same[0]], entry)
    return texts(entry)
