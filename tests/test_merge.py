"""The merge table, and over random histories of edits and extractions: no value of a person's is ever lost."""

import os
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merge import complement, merge

KEYS = {"actors": ("actor",), "evidence": ("article", "exact"), "aliases": (), "tags": ()}
HISTORIES = int(os.environ.get("DATELINE_HISTORIES", "1000"))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result", "clashes"),
    [
        ("a", "a", "b", "b", 0),  # same | changed -> theirs
        (None, None, "b", "b", 0),  # same (absent) | new -> theirs
        ("a", "b", "a", "b", 0),  # changed | same -> ours
        (None, "b", None, "b", 0),  # the human's own | absent -> ours
        ("a", "b", None, "b", 0),  # changed | absent -> ours
        ("a", "b", "b", "b", 0),  # changed | changed, equal -> keep
        ("a", "b", "c", "b", 1),  # changed | changed too -> ours, a conflict
        ("a", None, "a", None, 0),  # deleted | same -> stays deleted
        ("a", None, "c", None, 0),  # deleted | changed -> stays deleted
        ("a", "a", None, None, 0),  # same | gone -> gone
    ],
)
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: {"name": v, "country": ""}], ids=["text", "map"])
def test_table_for_single_fields(base: Any, ours: Any, theirs: Any, result: Any, clashes: int, wrap: Any) -> None:
    sides = [{"field": wrap(value)} if value else {} for value in (base, ours, theirs)]
    merged = merge(*sides, KEYS)
    assert merged.result == ({"field": wrap(result)} if result else {})
    assert len(merged.clashes) == clashes
    again = merge(merged.base, merged.result, sides[2], KEYS)
    assert (again.result, again.base, again.clashes) == (merged.result, merged.base, ())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("ab", "ab", "abc", "abc"),  # theirs adds
        ("ab", "a", "ab", "a"),  # ours deletes
        ("ab", "abh", "ab", "abh"),  # ours adds
        ("ab", "abh", "a", "ah"),  # both change
        ("ab", "a", "abc", "ac"),  # a deletion and an addition
        ("ab", "", "abc", "c"),  # everything deleted, something new found
        ("ab", "ba", "ab", "ba"),  # ours' order
        ("", "h", "ab", "hab"),  # nothing known before
    ],
)
def test_table_for_list_entries(base: str, ours: str, theirs: str, result: str) -> None:
    sides = [{"aliases": list(names)} if names else {} for names in (base, ours, theirs)]
    merged = merge(*sides, KEYS)
    assert merged.result.get("aliases", []) == list(result)
    again = merge(merged.base, merged.result, sides[2], KEYS)
    assert (again.result, again.base) == (merged.result, merged.base)


def test_a_deleted_entry_stays_deleted_after_the_engine_lost_and_found_it_again() -> None:
    base, ours = {"aliases": ["a", "b"]}, {"aliases": ["a"]}
    for theirs in ({"aliases": ["a"]}, {"aliases": ["a", "b"]}):
        merged = merge(base, ours, theirs, KEYS)
        base, ours = merged.base, merged.result
        assert ours == {"aliases": ["a"]}


def test_a_value_stays_a_persons_after_the_engine_came_to_agree() -> None:
    base, ours = {"title": "old"}, {"title": "mine"}
    for offered in ("mine", "other"):
        merged = merge(base, ours, {"title": offered}, KEYS)
        base, ours = merged.base, merged.result
        assert ours == {"title": "mine"}
    assert [(clash.kept, clash.offered) for clash in merged.clashes] == [("mine", "other")]


def test_entries_merge_field_by_field() -> None:
    base = {"actors": [{"actor": "annan", "role": "agent"}]}
    ours = {"actors": [{"actor": "annan", "role": "speaker"}]}
    theirs = {"actors": [{"actor": "annan", "role": "agent", "according_to": "un"}]}
    merged = merge(base, ours, theirs, KEYS)
    assert merged.result == {"actors": [{"actor": "annan", "role": "speaker", "according_to": "un"}]}


def test_an_actor_with_two_roles_is_two_entries() -> None:
    base = {"actors": [{"actor": "russia", "role": "agent"}, {"actor": "russia", "role": "source"}]}
    ours = {"actors": [{"actor": "russia", "role": "source"}]}
    assert merge(base, ours, base, KEYS).result == ours


def test_a_conflict_in_an_entry_names_the_entry() -> None:
    sides = [{"actors": [{"actor": "annan", "role": role}]} for role in ("agent", "speaker", "recipient")]
    (clash,) = merge(*sides, KEYS).clashes
    assert (clash.field, clash.kept, clash.offered) == ("actors[annan].role", "speaker", "recipient")


def test_what_an_unread_article_said_is_not_taken_back() -> None:
    base = {"title": "a", "note": "n", "aliases": ["x", "y"]}
    assert complement(base, {"title": "b", "aliases": ["z"]}, KEYS) == {
        "title": "b",
        "note": "n",
        "aliases": ["z", "x", "y"],
    }


def test_long_lists_take_no_quadratic_time() -> None:
    names = [str(number) for number in range(20_000)]
    merged = merge({"aliases": names}, {"aliases": names[1:]}, {"aliases": [*names, "new"]}, KEYS)
    assert merged.result["aliases"] == [*names[1:], "new"]


# -- random histories --------------------------------------------------------------------------------------------------

VALUES = st.sampled_from(["a", "b", "c"])
ACTOR = st.fixed_dictionaries({"actor": VALUES, "role": VALUES}, optional={"according_to": VALUES})
EVIDENCE = st.fixed_dictionaries({"article": VALUES, "exact": VALUES}, optional={"trigger": VALUES})
RECORD = st.fixed_dictionaries(
    {},
    optional={
        "title": VALUES,
        "date": VALUES,
        "place": st.fixed_dictionaries({"name": VALUES}),
        "aliases": st.lists(VALUES, unique=True, min_size=1),
        "actors": st.lists(ACTOR, min_size=1, max_size=3, unique_by=lambda entry: entry["actor"]),
        "evidence": st.lists(
            EVIDENCE, min_size=1, max_size=3, unique_by=lambda entry: (entry["article"], entry["exact"])
        ),
    },
)
STEPS = st.lists(
    st.tuples(st.booleans(), RECORD, st.sets(st.sampled_from(["title", "date", "place", *KEYS]))), max_size=8
)


def _slots(record: dict[str, Any]) -> dict[tuple[Any, ...], Any]:
    """Every single value of a record by where it stands; an entry of a list counts as a value of its own."""
    slots: dict[tuple[Any, ...], Any] = {}
    for name, value in record.items():
        for entry in value if name in KEYS else ():
            key = tuple(entry[part] for part in KEYS[name]) if isinstance(entry, dict) else entry
            slots[name, key] = True
            slots |= {(name, key, part): inner for part, inner in entry.items()} if isinstance(entry, dict) else {}
        if name not in KEYS:
            slots[(name,)] = value
    return slots


def _claimed(claims: dict[Any, Any], base: Any, before: Any, after: Any) -> dict[Any, Any]:
    """What a person decided so far: each value they set, cleared or deleted, unless it is what base says.

    Who sets a value, or a whole entry, to what the generator says hands it back.
    """
    known, old, new = _slots(base), _slots(before), _slots(after)
    for slot in known.keys() | old.keys() | new.keys():
        if old.get(slot) != new.get(slot) or old.get(slot[:2]) != new.get(slot[:2]):
            claims.pop(slot, None)
            if new.get(slot) != known.get(slot):
                claims[slot] = new.get(slot)
    returned = {
        (name, tuple(entry[part] for part in KEYS[name]))
        for name in ("actors", "evidence")
        for entry in after.get(name, ())
        if entry in base.get(name, ())
    }
    return {slot: value for slot, value in claims.items() if slot[:2] not in returned}


@settings(max_examples=100, deadline=None)
@given(first=RECORD, steps=STEPS)
def test_histories_lose_nothing_a_person_decided(first: Any, steps: Any) -> None:
    _play(first, steps)


def test_many_longer_histories_lose_nothing() -> None:
    """The same, each from one number, many times as fast; DATELINE_HISTORIES says how many."""
    for seed in range(HISTORIES):
        chance = Random(seed)
        steps = [(chance.random() < 0.5, _record(chance), _touched(chance)) for _ in range(chance.randrange(12))]
        try:
            _play(_record(chance), steps)
        except AssertionError as error:
            raise AssertionError(f"history {seed}") from error


def _record(chance: Random) -> dict[str, Any]:
    def entry(*parts: str) -> dict[str, str]:
        return {part: chance.choice("abc") for part in parts if part != "trigger" or chance.random() < 0.5}

    actors = {one["actor"]: one for one in (entry("actor", "role") for _ in range(chance.randrange(4)))}
    evidence = [entry("article", "exact", "trigger") for _ in range(chance.randrange(4))]
    record = {
        "title": chance.choice(("a", "b", "c", None)),
        "date": chance.choice(("a", "b", "c", None)),
        "place": {"name": chance.choice("abc")} if chance.random() < 0.5 else None,
        "aliases": chance.sample("abcd", chance.randrange(5)),
        "actors": list(actors.values()),
        "evidence": list({(one["article"], one["exact"]): one for one in evidence}.values()),
    }
    return {name: value for name, value in record.items() if value}


def _touched(chance: Random) -> set[str]:
    return {name for name in ("title", "date", "place", "aliases", "actors", "evidence") if chance.random() < 0.4}


def _play(first: dict[str, Any], steps: Sequence[tuple[bool, dict[str, Any], set[str]]]) -> None:
    """Edit and extract in turn: everything decided stands after each extraction, and a second one changes nothing."""
    base, ours, claims = dict(first), dict(first), {}
    for by_person, record, touched in steps:
        if by_person:
            rest = {name: value for name, value in ours.items() if name not in touched}
            edited = rest | {name: value for name, value in record.items() if name in touched}
            claims = _claimed(claims, base, ours, edited)
            ours = edited
            continue
        merged = merge(base, ours, record, KEYS)
        said = _slots(merged.result)
        assert {slot: said.get(slot) for slot in claims} == claims
        decided = {slot[:2] for slot in claims}
        untouched = {slot: value for slot, value in _slots(record).items() if slot[:2] not in decided}
        assert {slot: said.get(slot) for slot in untouched} == untouched
        again = merge(merged.base, merged.result, record, KEYS)
        assert (again.result, again.base, again.clashes) == (merged.result, merged.base, ())
        base, ours = merged.base, merged.result


@settings(max_examples=100, deadline=None)
@given(first=RECORD, later=st.lists(RECORD, max_size=4))
def test_without_edits_the_file_says_what_the_engine_says(first: Any, later: Any) -> None:
    base, ours = dict(first), dict(first)
    for theirs in later:
        merged = merge(base, ours, theirs, KEYS)
        assert (merged.result, merged.base, merged.clashes) == (theirs, theirs, ())
        base, ours = merged.base, merged.result
