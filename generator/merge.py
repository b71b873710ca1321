"""Base, ours and theirs -> result, new base, conflicts. Field by field on plain values, never on text.

Base is what the generator wrote last, ours what stands in the file now, theirs the new extraction. A record is a
mapping of plain values that leaves out what is empty, so that a field a person cleared is one that is absent.
The new base remembers whose a value is: where ours says the same as theirs although a person wrote it, base keeps
what it had, so that the value stays the person's whatever the generator finds later.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Plain = Mapping[str, Any]
Keys = Mapping[str, tuple[str, ...]]
"""List field -> the names of what identifies one of its entries; an empty tuple: the entry is its own key."""

ABSENT: Any = None
"""How a missing value is compared: plain records never hold None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Both sides changed this field, differently; ours was kept."""

    field: str
    kept: Any
    offered: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What to write into the file, what to remember as base, and where both sides had changed."""

    result: dict[str, Any]
    base: dict[str, Any]
    clashes: tuple[Clash, ...] = ()


def merge(base: Plain, ours: Plain, theirs: Plain, keys: Keys) -> Merged:
    """Merge one record; `keys` names its list fields. Merging the result again with the same theirs changes nothing."""
    result: dict[str, Any] = {}
    kept: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name in dict.fromkeys((*ours, *theirs, *base)):
        old, mine, new = base.get(name, ABSENT), ours.get(name, ABSENT), theirs.get(name, ABSENT)
        if name in keys and mine != old:
            merged, remembered, found = _merge_list(name, old or (), mine or (), new or (), keys[name])
        else:
            merged, remembered, found = _merge_value(name, old, mine, new)
        clashes += found
        if merged is not ABSENT and merged != []:
            result[name] = merged
        if remembered is not ABSENT and remembered != []:
            kept[name] = remembered
    return Merged(result=result, base=kept, clashes=tuple(clashes))


def complement(base: Plain, theirs: Plain, keys: Keys) -> dict[str, Any]:
    """Theirs, with what it lacks taken from base: for articles that were not read, silence is no news."""
    whole = {**base, **theirs}
    for name in whole.keys() & keys.keys():
        old, new = base.get(name, ()), theirs.get(name, ())
        known = _pairs(old, new, keys[name])
        whole[name] = [*new, *(entry for index, entry in enumerate(old) if index not in known)]
    return whole


def _merge_value(name: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, Any, list[Clash]]:
    if ours == base:
        return theirs, theirs, []
    if theirs in (ours, base, ABSENT):
        return ours, base, []
    if ours is ABSENT:  # a person deleted it: base stays as the tombstone
        return ours, theirs, []
    return ours, theirs, [Clash(field=name, kept=ours, offered=theirs)]


def _merge_list(
    name: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], key: tuple[str, ...]
) -> tuple[list[Any], list[Any], list[Clash]]:
    in_ours, in_theirs = _pairs(base, ours, key), _pairs(base, theirs, key)
    both = _pairs_beyond(ours, theirs, key, in_ours, in_theirs)
    base_of_ours = {mine: index for index, mine in in_ours.items()}
    base_of_theirs = {other: index for index, other in in_theirs.items()}
    result: dict[int, Any] = {}
    kept: dict[int, Any] = {}
    clashes: list[Clash] = []
    theirs_of_ours = {in_ours[index]: other for index, other in in_theirs.items() if index in in_ours} | both
    for mine, entry in enumerate(ours):
        old = base[base_of_ours[mine]] if mine in base_of_ours else ABSENT
        new = theirs[theirs_of_ours[mine]] if mine in theirs_of_ours else ABSENT
        merged, remembered, found = _merge_entry(name, old, entry, new, key)
        clashes += found
        if merged is not ABSENT:
            result[mine] = merged
        if remembered is not ABSENT and mine in theirs_of_ours:
            kept[theirs_of_ours[mine]] = remembered
    added = set(range(len(theirs))) - set(base_of_theirs) - set(both.values())
    gone = [
        entry
        for index, entry in enumerate(base)
        if index not in in_theirs and (index not in in_ours or entry != ours[in_ours[index]])
    ]
    deleted = {other for other, index in base_of_theirs.items() if index not in in_ours}
    kept |= {other: theirs[other] for other in added | deleted}
    remembered_list = [kept[other] for other in sorted(kept)] + gone
    return _placed(result, theirs, added, theirs_of_ours), remembered_list, clashes


def _merge_entry(name: str, base: Any, ours: Any, theirs: Any, key: tuple[str, ...]) -> tuple[Any, Any, list[Clash]]:
    if not (key and isinstance(ours, Mapping) and isinstance(theirs, Mapping)):
        return _merge_value(name, base, ours, theirs)
    if ours == base:
        return theirs, theirs, []
    identity = {part: theirs[part] for part in key if part in theirs}
    if base is ABSENT:
        result, inner, clashes = _meet_own(ours, theirs)
    else:
        merged = merge(base, ours, theirs, {})
        result, inner, clashes = merged.result, merged.base, merged.clashes
    remembered = {**identity, **inner} if inner else ABSENT
    which = ", ".join(map(str, identity.values()))
    return result, remembered, [replace(clash, field=f"{name}[{which}].{clash.field}") for clash in clashes]


def _meet_own(ours: Plain, theirs: Plain) -> tuple[Plain, dict[str, Any], tuple[Clash, ...]]:
    """An entry that a person wrote and the generator now found too stays as the person wrote it.

    Only where theirs differs goes into base: each field of ours then still counts as changed.
    """
    other = {part: value for part, value in theirs.items() if ours.get(part, ABSENT) != value}
    clashes = tuple(Clash(field=part, kept=ours[part], offered=other[part]) for part in other if part in ours)
    return ours, other, clashes


def _placed(result: dict[int, Any], theirs: Sequence[Any], added: set[int], partner: Mapping[int, int]) -> list[Any]:
    """Ours' order; what theirs adds stands after the entry it follows there, else at the end."""
    ours_of_theirs = {other: mine for mine, other in partner.items() if mine in result}
    following: dict[int, list[Any]] = defaultdict(list)
    before = max(result, default=-1)
    for other, entry in enumerate(theirs):
        if other in added:
            following[before].append(entry)
        before = ours_of_theirs.get(other, before)
    placed = list(following[-1])
    for mine in sorted(result):
        placed += [result[mine], *following[mine]]
    return placed


def _pairs(left: Sequence[Any], right: Sequence[Any], key: tuple[str, ...]) -> dict[int, int]:
    """Index in left -> index in right of the same entry: equal ones first, then those with one key, in order."""
    pairs = _matched(left, right, range(len(left)), range(len(right)), _whole)
    if key:
        rest_left = [i for i in range(len(left)) if i not in pairs]
        taken = set(pairs.values())
        rest_right = [j for j in range(len(right)) if j not in taken]
        pairs |= _matched(left, right, rest_left, rest_right, lambda entry: _identity(entry, key))
    return pairs


def _pairs_beyond(
    ours: Sequence[Any],
    theirs: Sequence[Any],
    key: tuple[str, ...],
    in_ours: Mapping[int, int],
    in_theirs: Mapping[int, int],
) -> dict[int, int]:
    """Entries that base does not know and both sides brought: index in ours -> index in theirs."""
    known_ours, known_theirs = set(in_ours.values()), set(in_theirs.values())
    mine = [index for index in range(len(ours)) if index not in known_ours]
    other = [index for index in range(len(theirs)) if index not in known_theirs]
    pairs = _pairs([ours[i] for i in mine], [theirs[j] for j in other], key)
    return {mine[left]: other[right] for left, right in pairs.items()}


def _matched(
    left: Sequence[Any], right: Sequence[Any], of: Iterable[int], to: Iterable[int], name: Callable[[Any], Any]
) -> dict[int, int]:
    waiting: dict[Any, list[int]] = defaultdict(list)
    for index in to:
        waiting[name(right[index])].append(index)
    for queue in waiting.values():
        queue.reverse()
    return {index: waiting[name(left[index])].pop() for index in of if waiting.get(name(left[index]))}


def _whole(entry: Any) -> Any:
    return tuple(sorted(entry.items())) if isinstance(entry, Mapping) else entry


def _identity(entry: Any, key: tuple[str, ...]) -> Any:
    return tuple(entry.get(part, "") for part in key) if isinstance(entry, Mapping) else entry
