"""Changes to files a person may have touched: what did not change stays byte for byte, no comment is lost."""

import os
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.records import Actor, Event
from generator.store.comments import comments
from generator.store.editing import edited, rewritten
from generator.store.folder import interpret
from generator.store.reading import parse
from generator.store.writing import full, house, plain

EXAMPLES = int(os.environ.get("DATELINE_HISTORIES", "1000")) // 25
NASTY = [
    "NO",
    "false",
    "2012-05-25",
    "12:30",
    "null",
    "~",
    "'x'",
    "{z}",
    "x,y",
    "1e3",
    "0x10",
    ".5",
    "@at",
    "100%",
    "!no",
    "&a",
    "*b",
    "|",
    ">",
    "\\back",
]
NASTY += ["a: b", "a #b", "- x", '"y"', "\x85\u2028", " pad ", "ünï ” “", "line\nbreak", "tab\there", "x" * 200]
TEXT = st.text(max_size=20) | st.sampled_from(NASTY)
NAME = st.sampled_from(["annan", "un", "syria", "russia"])
EVENT = st.builds(
    Event,
    title=TEXT,
    summary=TEXT,
    type=st.sampled_from(["OTHER", "ASSAULT"]),
    date=st.sampled_from(["", "2012-05-25", "../2012-06"]),
    place=st.none() | st.fixed_dictionaries({"name": TEXT, "country": TEXT}),
    figures=st.lists(st.fixed_dictionaries({"what": TEXT, "text": TEXT}), max_size=2),
    actors=st.lists(st.fixed_dictionaries({"actor": NAME, "role": st.sampled_from(["agent", "source"])}), max_size=3),
    evidence=st.lists(st.fixed_dictionaries({"article": NAME, "exact": TEXT, "trigger": TEXT}), max_size=3),
    confidence=st.floats(0, 1),
    quotes=st.lists(st.fixed_dictionaries({"text": TEXT}), max_size=2),
    tags=st.lists(TEXT, max_size=2),
    note=TEXT,
    corrections=st.lists(st.fixed_dictionaries({"text": TEXT, "silent": st.booleans()}), max_size=1),
)


def _blocks(text: str) -> dict[str, str]:
    """The lines of each top-level field, by its name."""
    blocks: dict[str, str] = {}
    for line in text.splitlines(keepends=True):
        name = line.partition(":")[0] if line[:1].isalpha() else next(reversed(blocks), "")
        blocks[name] = blocks.get(name, "") + line
    return blocks


def _read(text: str, shape: type[Any] = Event) -> Any:
    problems: list[Any] = []
    record = interpret(text, "content/events/x.yml", shape, problems)
    assert problems == []
    return record


@settings(max_examples=EXAMPLES, deadline=None)
@given(event=EVENT)
def test_what_was_written_reads_back(event: Event) -> None:
    assert plain(_read(house(event, "s.json"))) == plain(event)


@settings(max_examples=EXAMPLES, deadline=None)
@given(before=EVENT, after=EVENT)
def test_only_the_changed_fields_change(before: Event, after: Event) -> None:
    text = (
        house(before, "s.json")
        .replace("\nsummary:", "\n\n# mine\nsummary:")
        .replace("\nstatus: actual", "\nstatus: actual  # sure")
    )
    result = edited(text, full(before), full(after))
    assert plain(_read(result)) == plain(after)
    assert "# mine" in result and "# sure" in result
    old, new = _blocks(text), _blocks(result)
    same = [name for name, value in full(after).items() if full(before)[name] == value and name in old]
    assert {name: new[name] for name in same} == {name: old[name] for name in same}


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    before=EVENT,
    after=EVENT,
    flow=st.sampled_from([True, False, None]),
    width=st.sampled_from([30, 1000]),
    indent=st.sampled_from([2, 4]),
)
def test_other_layouts_lose_no_value(before: Event, after: Event, flow: bool | None, width: int, indent: int) -> None:
    values = {name: value for name, value in full(before).items() if value is not None}
    text = yaml.safe_dump(values, default_flow_style=flow, width=width, indent=indent, sort_keys=False)
    assert plain(_read(edited(text, full(before), full(after)))) == plain(after)


ENTRY_COMMENTS = """\
title: T
actors:   # who
  # first
  - {actor: a, role: agent}  # a's
  # second
  - actor: b   # b's
    role: agent
    # third

  - {actor: c, role: agent}
# tail
evidence: []
"""


def test_comments_around_and_in_dropped_entries_stay() -> None:
    wanted, _ = parse(ENTRY_COMMENTS, "")
    wanted["actors"] = [wanted["actors"][2], {"actor": "d", "role": "source"}]
    result = rewritten(ENTRY_COMMENTS, wanted)
    assert sorted(comments(result)) == sorted(comments(ENTRY_COMMENTS))
    assert "  - {actor: c, role: agent}\n  - {actor: d, role: source}\n" in result


def test_an_emptied_list_keeps_its_comments() -> None:
    wanted, _ = parse(ENTRY_COMMENTS, "")
    result = rewritten(ENTRY_COMMENTS, {**wanted, "actors": []})
    assert sorted(comments(result)) == sorted(comments(ENTRY_COMMENTS))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", [True, False])
def test_line_ends_byte_order_mark_and_missing_last_line_end_survive(line_end: str, mark: str, ends: bool) -> None:
    lines = [
        "title: 'T'  # mine",
        'date: "2012-05-25"',
        "aliases_are: no",
        "tags: [a,  b]",
        "note: >",
        "  folded",
        "  text",
    ]
    lines.remove("aliases_are: no")
    last = line_end if ends else ""
    text = mark + line_end.join(lines) + last
    wanted, _ = parse(text, "")
    result = rewritten(text, {**wanted, "title": "it's", "tags": ["a", "b", "c"], "type": "AID"})
    changed = ["title: 'it''s'  # mine", lines[1], "tags: [a, b, c]", *lines[3:], "type: AID"]
    assert result == mark + line_end.join(changed) + last


def test_quotes_of_a_person_stay() -> None:
    text = "title: 'one'\nsummary: \"two\"\nnote: three\n"
    result = rewritten(text, {"title": "1", "summary": "2", "note": "drei"})
    assert result == "title: '1'\nsummary: \"2\"\nnote: drei\n"


@pytest.mark.parametrize(
    ("text", "wanted", "result"),
    [
        ("{title: x, tags: [a]}\n", {"title": "z", "tags": ["a"], "note": "b"}, "{title: z, tags: [a], note: b}\n"),
        ("title:\nnote: x\n", {"title": "t", "note": "x"}, "title: t\nnote: x\n"),
        ("title: |\n  a\n  b\n\nnote: x\n", {"title": "c", "note": "x"}, "title: c\n\nnote: x\n"),
        ("place: {}\ntitle: t\n", {"place": {"name": "a"}, "title": "t"}, "place: {name: a}\ntitle: t\n"),
        ("actors:\n- a\n- b\n", {"actors": ["b", "c"]}, "actors:\n- b\n- c\n"),
        ("a:\n    -   b: x\n        c: y\n", {"a": [{"b": "x", "c": "z"}]}, "a:\n    -   b: x\n        c: z\n"),
        ("? title\n: x\n", {"title": "z"}, "? title\n: z\n"),
    ],
)  # fmt: skip
def test_layouts(text: str, wanted: dict[str, Any], result: str) -> None:
    assert rewritten(text, wanted) == result


def test_flow_lists_over_several_lines_keep_their_comments() -> None:
    text = "title: t\naliases: [\n  a, # first\n  b,\n]\nnote: n # note\n"
    result = rewritten(text, {"title": "t", "aliases": ["a", "c"], "note": "n"})
    assert parse(result, "")[0]["aliases"] == ["a", "c"]
    assert comments(result) == ["# first", "# note"]


def test_a_new_field_stands_where_the_record_type_has_it() -> None:
    actor = Actor(id="a", name="Ama Mensah", type="person", aliases=("Mensah",))
    text = "name: Ama Mensah\ntype: person\n\naliases:\n  - Mensah\nnote: x\n"
    before = _read(text, Actor)
    result = edited(text, full(before), full(before.model_copy(update={"title": "envoy", "distinct_from": ("b",)})))
    assert (
        result == "name: Ama Mensah\ntype: person\ntitle: envoy\n\naliases:\n  - Mensah\ndistinct_from: [b]\nnote: x\n"
    )
    assert actor.name == before.name
