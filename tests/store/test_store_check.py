"""What `check` says beyond faults of form."""

import json

import pytest

from generator.model.dates import Date
from generator.model.errors import Problem, Severity
from generator.store.check import contradiction, nearest
from generator.store.reports import as_json, as_sarif


def _said(project) -> dict[str, Problem]:
    return {problem.rule: problem for problem in project.store.check()}


def test_a_sound_project_has_no_problems(project) -> None:
    assert project.store.check() == []


def test_an_evidence_quote_that_left_its_article_shows_the_nearest_sentence(project) -> None:
    project.edit("events/fire", "exact: A fire killed nine people", "exact: A fire killed eight people")
    problem = _said(project)["evidence-not-found"]
    assert str(problem).startswith("content/events/fire.yml:15:5: evidence[0].exact: is not in article one")
    assert "A fire killed nine people in the harbour of Port Said." in problem.hint
    assert problem.severity is Severity.WARNING


def test_space_in_evidence_does_not_matter(project) -> None:
    project.edit("events/fire", "A fire killed nine", "A fire  killed nine")
    assert project.store.check() == []


def test_an_event_after_its_article(project) -> None:
    project.edit("events/talks", 'date: "2020-03-02"', 'date: "2020-03-05"')
    assert "is after its article was published (2020-03-04)" in str(_said(project)["date-after-article"])
    project.edit("events/talks", "status: actual", "status: planned")
    assert project.store.check() == []


def test_a_date_against_its_words(project) -> None:
    project.edit("events/talks", "date_text: Monday", "date_text: 2 March 2019")
    assert "content/events/talks.yml:6:1: date: 2020-03-02 does not fit" in str(_said(project)["date-text"])


@pytest.mark.parametrize(
    ("date", "words", "wrong"),
    [
        ("2012-05-25", "May 25", False),
        ("2012-05-25", "25 May 2012", False),
        ("2012-05-25", "26 May 2012", True),
        ("2012-05-25", "June", True),
        ("2012-05-25", "2011", True),
        ("2012-05-25", "2012-05-24", True),
        ("2012-05-25", "last Friday", False),
        ("2012-05", "mid-May", False),
        ("2012-05-25/2012-06-02", "from May 25 to June 2", False),
        ("../2012-05-25", "before 2011", False),
        ("2011/2012", "in 2011", False),
        ("2012-05-25", "2,000 days later", False),
        ("2012-06-01/2012-06-08", "after May 31", False),
        ("2012-06-02/2012-06-08", "after May 31", True),
        ("2012-05-25", "it may rain", False),
        ("2012-05-25", "25 May at 10 p.m.", False),
        ("", "", False),
    ],
)
def test_contradictions(date: str, words: str, wrong: bool) -> None:
    assert bool(date and contradiction(Date.parse(date), words)) is wrong


def test_numbers_with_separators_are_found_in_the_evidence(project) -> None:
    project.edit("events/fire", "title: A fire killed nine people", "title: A fire killed 9,000 people")
    assert "title: 9,000 is in no evidence" in str(_said(project)["title-not-warranted"])
    project.edit("events/fire", "exact: A fire killed nine people", "exact: A fire killed 9,000 people")
    assert "title-not-warranted" not in _said(project)


def test_a_title_that_names_what_no_evidence_does(project) -> None:
    project.edit("events/fire", "title: A fire killed nine people", "title: Fire in Cairo killed 12 people")
    assert "title: Cairo, 12 is in no evidence" in str(_said(project)["title-not-warranted"])


def test_a_title_may_use_names_of_its_actors_and_other_forms(project) -> None:
    project.edit(
        "events/denial",
        "title: The company denied the report",
        "title: Firm Acme's denial of Silva report after 15 months",
    )
    project.edit("events/denial", "tags: []", "quotes: [{text: a 15-month-long row}]")
    assert project.store.check() == []


def test_names_claimed_twice(project) -> None:
    project.edit("actors/acme", "  - Acme Corp", "  - Acme Corp\n  - Silva")
    problem = _said(project)["alias-claimed-twice"]
    assert str(problem).startswith("content/actors/ana-silva.yml:8:5: aliases[0]: Silva is also a name of actors/acme")
    project.edit("actors/acme", "description:", "distinct_from: [ana-silva]\ndescription:")
    assert project.store.check() == []


def test_a_capital_may_be_a_place_and_another_name_of_its_government(project) -> None:
    project.edit("actors/acme", "type: company", "type: place")
    project.edit("actors/envoys", "  - the envoys", "  - Acme")
    assert project.store.check() == []


def test_two_files_that_tell_the_same(project) -> None:
    project.write("events/copy", project.text("events/fire"))
    assert "dateline merge event copy fire" in str(_said(project)["duplicate-event"])


def test_same_as_of_itself_and_of_two(project) -> None:
    project.edit("actors/acme", "description:", "same_as: [acme, envoys]\ndescription:")
    project.edit("actors/ana-silva", "description:", "same_as: [envoys]\ndescription:")
    said = [str(problem) for problem in project.store.check() if problem.rule == "same-as"]
    assert len(said) == 2 and "acme names itself" in said[0] and "envoys is already part of actors/acme" in said[1]


def test_plain_words_are_no_reference_but_a_mistyped_id_is_a_warning(project) -> None:
    project.edit("events/fire", "role: agent}", "role: agent, according_to: port officials}")
    assert project.store.check() == []
    project.edit("events/fire", "port officials", "ana-silv")
    problem = _said(project)["dangling-actor"]
    assert problem.severity is Severity.WARNING and problem.hint == "did you mean ana-silva?"
    project.store.load()


def test_what_the_briefing_leaves_out_must_exist(project) -> None:
    (project.root / "content/briefing.yml").write_text("title: B\nexclude: [fire, STATE, fyre]\n", encoding="utf-8")
    assert "content/briefing.yml:2:24: exclude[2]" in str(_said(project)["exclude"])


def test_rejected_records_are_left_in_peace(project) -> None:
    project.edit("events/fire", "title: A fire", "title: A Cairo")
    project.edit("events/fire", "review: open", "review: rejected")
    assert project.store.check() == []


def test_the_nearest_sentence_of_a_long_text_is_found_fast() -> None:
    text = "\n".join(f"Sentence number {number} of a long text." for number in range(20_000))
    assert nearest("Sentence number 777 of the long text", text) == "Sentence number 777 of a long text."


PROBLEMS = [
    Problem(message="m", where="content/events/x.yml", line=3, column=2, hint="h", rule="r"),
    Problem(message="w", severity=Severity.WARNING),
]


def test_json_report() -> None:
    first, second = json.loads(as_json(PROBLEMS))
    assert first == {
        "where": "content/events/x.yml", "line": 3, "column": 2, "severity": "error",
        "rule": "r", "message": "m", "hint": "h",
    }  # fmt: skip
    assert second["severity"] == "warning"


def test_sarif_report() -> None:
    log = json.loads(as_sarif(PROBLEMS, "1.0"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and run["tool"]["driver"]["rules"] == [{"id": "problem"}, {"id": "r"}]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/events/x.yml"
    assert place["region"] == {"startLine": 3, "startColumn": 2}
    assert (first["level"], first["ruleIndex"], second["level"]) == ("error", 1, "warning")
    assert "locations" not in second


def test_what_has_no_name_is_claimed_by_nobody(project) -> None:
    for record, name in (("actors/police", "police"), ("actors/police-2", "Police"), ("actors/guard", "City Guard")):
        project.write(record, f"name: {name}\ntype: police\n")
    assert project.store.check() == []
    project.write("actors/guard-2", "name: City Guard\ntype: police\n")
    assert list(_said(project)) == ["duplicate-actor"]
