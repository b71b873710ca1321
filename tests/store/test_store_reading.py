"""Files as people leave them: what YAML would do behind one's back is refused, every fault has its line and a hint."""

from pathlib import Path

import pytest

from generator.model.errors import DatelineError
from generator.store import Store
from generator.store.reading import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: NO", "NO"),
        ("a: 2012-05-25", "2012-05-25"),
        ("a: 12:30", "12:30"),
        ("a: Null", "Null"),
        ("a: null", "null"),
        ("a: 1_000", "1_000"),
        ("a: yes", "yes"),
        ("a: '~'", "~"),
        ('a: ""', ""),
        ("a: =", "="),
        ("\ufeffa: x", "x"),
        ("a: x\r\n", "x"),
        ("a: '<<'", "<<"),
    ],
)
def test_every_scalar_is_text(text: str, value: str) -> None:
    assert parse(text, "") == ({"a": value}, [])


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: # nothing"])
def test_only_the_empty_scalar_and_tilde_are_nothing(text: str) -> None:
    assert parse(text, "") == ({}, [])


@pytest.mark.parametrize(
    ("text", "place", "rule", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yml:3:1", "duplicate-key", "a stands here twice"),
        ("a:\n  - {b: 1, b: 2}\n", "f.yml:2:12", "duplicate-key", "b stands here twice"),
        ("a: 1\n\tb: 2\n", "f.yml:2", "yaml-tab", "a tab stands"),
        ("a:\n\t- b\n", "f.yml:2:1", "yaml-tab", "replace it by spaces"),
        ("a: &x 1\n", "f.yml:1:4", "yaml-anchor", "an anchor (&)"),
        ("a: *x\n", "f.yml:1:4", "yaml-alias", "an alias (*)"),
        ("a: !!python/object:os.system x\n", "f.yml:1:4", "yaml-tag", "a tag (!)"),
        ("a: !!str x\n", "f.yml:1:4", "yaml-tag", "a tag (!)"),
        ("<<: {a: 1}\n", "f.yml:1:1", "merge-key", "write the fields out"),
        ("a: b: c\n", "f.yml:1", "yaml-syntax", "quotes if it contains a colon"),
        ("a: @b\n", "f.yml:1:4", "yaml-syntax", "quotes if it starts with a sign"),
        ("a: [1\nb: 2\n", "f.yml:2", "yaml-syntax", "missing quote, colon, bracket"),
        ("a: 1\n---\nb: 2\n", "f.yml:2:1", "yaml-syntax", "one file holds one record"),
        ("- a\n", "f.yml:1:1", "not-fields", "a record is a list of fields"),
        ("just words\n", "f.yml:1:1", "not-fields", "a record is a list of fields"),
        ("? [a]\n: 1\n", "f.yml:1:3", "field-name", "must be plain text"),
        ("x: ü\na: \x07\n", "f.yml:2:4", "yaml-syntax", "remove the character"),
        ("[" * 5000, "f.yml:1", "yaml-syntax", "close the brackets"),
        ("a: " + "[" * 50 + "]" * 50, "f.yml:1", "too-deep", "nested too deeply"),
    ],
)
def test_refused(text: str, place: str, rule: str, words: str) -> None:
    _, (problem, *_) = parse(text, "f.yml")
    assert problem.rule == rule and str(problem).startswith(place) and words in str(problem)


def test_a_bomb_of_aliases_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    fields, problems = parse("\n".join(lines), "")
    assert fields == {} and len(problems) == 60 + 2 * 59


FAULTY = """\
# a person's file
titel: x
type: ASAULT
date: 2012-13-45
id: mine
tags: one
confidence: 1.5
actors:
  - {actor: ana-sliva, roll: agent}
  - {actor: nobody-at-all, role: agnet}
evidence:
  - {article: one, exact: [a]}
  - {artcle: one}
place: Kisumu
quotes: [{text: hm, speaker: ana-sliva}]
"""


def test_all_faults_of_all_files_at_once(project) -> None:
    project.write("events/bad", FAULTY)
    project.edit("events/talks", "{actor: envoys, role: agent}", "{actor: envoy, role: agent}")
    project.edit("actors/acme", "type: company", "type: compny")
    (project.root / "content/events/odd.yaml").write_text("title: x\n")
    project.write("articles/latin", "")
    project.path("articles/latin").write_bytes("title: Été\n".encode("latin-1"))
    with pytest.raises(DatelineError) as caught:
        Store(project.root).load()
    said = [str(problem) for problem in caught.value.problems]
    for wanted in (
        "content/events/bad.yml:2:1: titel is not a field (did you mean title?)",
        "content/events/bad.yml:2:1: title is missing",
        "content/events/bad.yml:3:1: type: ASAULT is not known (did you mean ASSAULT?)",
        "content/events/bad.yml:4:1: date: 2012-13-45: there is no month 13",
        "content/events/bad.yml:5:1: id is not a field (the file's name is the id; `dateline rename` changes it)",
        "content/events/bad.yml:6:1: tags must be a list (write [one])",
        "content/events/bad.yml:7:1: confidence: 1.5 is more than 1 (a number from 0 to 1)",
        "content/events/bad.yml:9:24: actors[0].roll is not a field (did you mean role?)",
        "content/events/bad.yml:10:28: actors[1].role: agnet is not known (did you mean agent?)",
        "content/events/bad.yml:12:20: evidence[0].exact must be text",
        "content/events/bad.yml:13:6: evidence[1].artcle is not a field (did you mean article?)",
        "content/events/bad.yml:14:1: place must be fields (such as {name: value})",
        "content/actors/acme.yml:3:1: type: compny is not known (did you mean company?)",
        "content/events/odd.yaml: is not read: records end in .yml (rename it)",
        "content/articles/latin.yml:1: is not UTF-8 text (save it as UTF-8)",
        "content/events/talks.yml:11:6: actors[0].actor: there is no actor envoy (did you mean envoys?)",
    ):
        assert wanted in said, "\n".join(said)
    assert not [line for line in said if "there is no actor acme" in line], "a faulty record is there all the same"


def test_an_id_of_its_own_is_a_fault(project) -> None:
    project.edit("events/talks", "title:", "id: talks\ntitle:")
    with pytest.raises(DatelineError, match=r"talks\.yml:2:1: id is not a field"):
        project.store.load()


def test_backups_and_hidden_files_are_left_alone(project) -> None:
    for name in ("talks.yml~", ".talks.yml.swp", "talks.yml.bak", ".hidden.yml"):
        (project.root / "content/events" / name).write_text("x", encoding="utf-8")
    assert set(project.store.load().events) == {"talks", "fire", "denial"}


def test_an_empty_field_is_as_good_as_none(project) -> None:
    project.edit("events/talks", 'summary: ""', "summary:")
    project.edit("events/talks", "tags: []", "tags: ~")
    assert project.store.load().events["talks"].summary == ""


def test_a_project_without_content_loads(tmp_path: Path) -> None:
    assert Store(tmp_path).load().events == {}
