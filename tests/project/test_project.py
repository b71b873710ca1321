"""The flow from article to records, again and again: what is read, what is kept, what a person's word does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake import FakeReader

from generator.model.document import Document
from generator.model.errors import DatelineError, Severity
from generator.model.source import Source
from generator.project import Project

EVENT = "content/events/2020-05-01-ann-lee-meets-bo-ek.yml"
ARTICLE = "content/articles/talks-in-oslo.yml"


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def edit(project: Project, place: str, old: str, new: str) -> None:
    file = project.root / place
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_an_article_becomes_records(project: Project) -> None:
    extracted = project.extract()
    assert (extracted.read, extracted.articles) == (1, 1)
    assert set(extracted.changes.created) == {
        "events/2020-05-01-ann-lee-meets-bo-ek",
        "actors/ann-lee",
        "actors/bo-ek",
        "articles/talks-in-oslo",
    }
    assert "trigger: met" in (project.root / EVENT).read_text()


def test_a_second_run_reads_nothing_and_changes_nothing(project: Project, reader: FakeReader) -> None:
    project.extract()
    before = files(project.root)
    extracted = project.extract()
    assert not extracted.changes and extracted.read == 0 and len(reader.read_ids) == 1
    assert files(project.root) == before


def test_the_article_itself_stays_as_it_is(project: Project) -> None:
    seed = project.root / "seeds/one.txt"
    seed.write_bytes("Talks\r\n\r\nAnn Lee met Bo Ek on 2020-05-01.\r\n".encode("utf-16"))
    raw = seed.read_bytes()
    project.extract()
    assert seed.read_bytes() == raw and (project.root / EVENT).exists()


def test_an_edited_title_survives_a_new_reading(project: Project) -> None:
    project.extract()
    edit(project, EVENT, "title: Ann Lee meets Bo Ek", "title: Lee and Ek talk")
    seed = project.root / "seeds/one.txt"
    seed.write_text(seed.read_text() + "\nIt rained.\n")
    assert project.extract().read == 1
    assert "title: Lee and Ek talk" in (project.root / EVENT).read_text()
    assert len(list((project.root / "content/events").iterdir())) == 1


def test_a_changed_article_keeps_its_id(project: Project) -> None:
    project.extract()
    (project.root / "seeds/one.txt").write_text("Talks in Bergen\n\nAnn Lee met Bo Ek on 2020-05-01.\n")
    project.extract()
    assert [path.name for path in (project.root / "content/articles").iterdir()] == ["talks-in-oslo.yml"]
    assert "title: Talks in Bergen" in (project.root / ARTICLE).read_text()


def test_a_moved_article_keeps_its_id_and_is_not_read_again(project: Project, reader: FakeReader) -> None:
    project.extract()
    (project.root / "seeds/one.txt").rename(project.root / "seeds/moved.txt")
    project.extract()
    assert "file: seeds/moved.txt" in (project.root / ARTICLE).read_text()
    assert len(reader.read_ids) == 1


def test_records_of_an_article_that_left_are_withdrawn(project: Project) -> None:
    (project.root / "seeds/two.txt").write_text("Talks in Rome\n\nCy Orr met Di Poe on 2020-06-01.\n")
    project.extract()
    (project.root / "seeds/two.txt").unlink()
    extracted = project.extract()
    assert "events/2020-06-01-cy-orr-meets-di-poe" in extracted.changes.withdrawn
    assert (project.root / EVENT).exists()


def test_another_engine_reads_anew_and_withdraws_what_it_no_longer_finds(
    project: Project, reader: FakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.extract()
    take = FakeReader.read_many

    def narrower(self: FakeReader, sources: Iterable[Source]) -> Iterator[Document]:
        yield from (replace(document, events=(), actors=()) for document in take(self, sources))

    monkeypatch.setattr(FakeReader, "read_many", narrower)
    assert project.extract().read == 0
    monkeypatch.setattr(Project, "_engine", lambda self, timeline: "another")
    extracted = project.extract()
    assert extracted.read == 1
    assert "events/2020-05-01-ann-lee-meets-bo-ek" in extracted.changes.withdrawn
    assert not (project.root / EVENT).exists()
    assert not list((project.root / "content/actors").glob("*.yml"))


def test_a_rejected_event_does_not_come_back(project: Project) -> None:
    project.extract()
    project.judge("event", "2020-05-01-ann-lee-meets-bo-ek", "rejected")
    (project.root / "seeds/one.txt").write_text("Talks\n\nAgain: Ann Lee met Bo Ek on 2020-05-01.\n")
    project.extract()
    assert "review: rejected" in (project.root / EVENT).read_text()
    assert len(list((project.root / "content/events").iterdir())) == 1


def test_an_article_without_a_date_is_read_and_said(project: Project) -> None:
    extracted = project.extract()
    (problem,) = extracted.problems
    assert problem.severity is Severity.WARNING
    assert problem.hint == "dateline extract --published YYYY-MM-DD seeds/one.txt"


@pytest.fixture
def friday(project: Project) -> Project:
    (project.root / "seeds/one.txt").write_text("Talks in Oslo\n\nAnn Lee met Bo Ek on Friday.\n")
    project.extract()
    return project


def dates(project: Project) -> list[str]:
    return sorted(path.name[:10] for path in (project.root / "content/events").iterdir())


def test_a_day_from_the_command_line_reads_again_and_stays(friday: Project, reader: FakeReader) -> None:
    extracted = friday.extract([str(friday.root / "seeds/one.txt")], published="2020-05-01")
    assert not extracted.problems
    assert 'published: "2020-05-01"' in (friday.root / ARTICLE).read_text()
    (event,) = (friday.root / "content/events").iterdir()
    assert 'date: "2020-05-01"' in event.read_text()
    read = len(reader.read_ids)
    assert not friday.extract().problems and len(reader.read_ids) == read
    seed = friday.root / "seeds/one.txt"
    seed.write_text(seed.read_text() + "More.\n")
    friday.extract()
    assert 'published: "2020-05-01"' in (friday.root / ARTICLE).read_text()


def test_a_day_written_by_an_editor_reads_again(friday: Project) -> None:
    edit(friday, ARTICLE, 'published: ""', 'published: "2020-05-08"')
    friday.extract()
    (event,) = (friday.root / "content/events").iterdir()
    assert 'date: "2020-05-08"' in event.read_text()


def test_an_editor_s_day_wins_over_what_the_file_says(project: Project) -> None:
    (project.root / "seeds/one.txt").unlink()
    page = project.root / "seeds/one.md"
    page.write_text("---\ntitle: Talks in Oslo\ndate: 2020-05-01\n---\nAnn Lee met Bo Ek on Friday.\n")
    project.extract()
    article = "content/articles/2020-05-01-talks-in-oslo.yml"
    edit(project, article, 'published: "2020-05-01"', 'published: "2020-05-08"')
    page.write_text(page.read_text() + "More.\n")
    project.extract()
    assert 'published: "2020-05-08"' in (project.root / article).read_text()
    (event,) = (project.root / "content/events").iterdir()
    assert 'date: "2020-05-08"' in event.read_text()


def test_bad_files_are_named_and_the_rest_is_done(project: Project) -> None:
    (project.root / "seeds/empty.txt").write_text("")
    (project.root / "seeds/photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    extracted = project.extract()
    said = [str(problem) for problem in extracted.problems if problem.severity is Severity.ERROR]
    assert len(said) == 2 and said[0].startswith("seeds/empty.txt:") and said[1].startswith("seeds/photo.png:")
    assert (project.root / EVENT).exists()


def test_progress_counts_every_file_that_is_looked_at(project: Project) -> None:
    said: list[str] = []
    project.extract()
    (project.root / "seeds/two.txt").write_text("Rome\n\nCy Orr met Di Poe on 2020-06-01.\n")
    Project(project.root, said.append).extract([str(project.root / "seeds/two.txt")])
    assert "reading seeds/two.txt (2 of 2)" in said


def test_two_articles_with_one_title_get_two_ids(project: Project) -> None:
    (project.root / "seeds/two.txt").write_text("Talks in Oslo\n\nCy Orr met Di Poe on 2020-06-01.\n")
    project.extract()
    names = sorted(path.name for path in (project.root / "content/articles").iterdir())
    assert names == ["talks-in-oslo-2.yml", "talks-in-oslo.yml"]


def test_an_interrupted_run_goes_on_where_it_stopped(project: Project, reader: FakeReader) -> None:
    for number in range(5):
        (project.root / f"seeds/more{number}.txt").write_text(
            f"Talk {number}\n\nCy Orr met Di Poe on 2020-06-0{number + 1}."
        )
    reader.fail_at = 4
    with pytest.raises(KeyboardInterrupt):
        project.extract()
    assert not (project.root / "content/events").exists()
    reader.fail_at = 0
    extracted = project.extract()
    assert extracted.read == 3 and len(reader.read_ids) == 6
    assert len(extracted.changes.created) == 6 + 6 + 4


def test_an_article_that_breaks_the_reader_is_named_and_the_rest_is_done(project: Project, reader: FakeReader) -> None:
    for number in range(3):
        (project.root / f"seeds/more{number}.txt").write_text(
            f"Talk {number}\n\nCy Orr met Di Poe on 2020-06-0{number + 1}."
        )
    reader.breaks_at = "talk-1"
    extracted = project.extract()
    assert extracted.read == 3
    assert any(
        str(problem).startswith("seeds/more1.txt: could not be read (ValueError") for problem in extracted.problems
    )


def test_faulty_records_stop_the_run_before_anything_is_changed(project: Project, reader: FakeReader) -> None:
    project.extract()
    edit(project, EVENT, "type: CONSULT", "type: CHAT")
    edit(project, ARTICLE, "title:", "titel:")
    before = files(project.root)
    with pytest.raises(DatelineError) as caught:
        project.extract()
    assert {problem.where for problem in caught.value.problems} == {EVENT, ARTICLE}
    assert all(problem.line for problem in caught.value.problems)
    assert files(project.root) == before


def test_a_file_from_elsewhere_is_copied_into_seeds(project: Project, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Rome\n\nCy Orr met Di Poe on 2020-06-01.\n")
    project.extract([str(tmp_path / "one.txt")])
    assert (project.root / "seeds/one-2.txt").read_text().startswith("Rome")
    project.extract([str(tmp_path / "one.txt")])
    assert sorted(path.name for path in (project.root / "seeds").glob("[a-z]*")) == ["one-2.txt", "one.txt"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50], ids=["empty", "binary"])
def test_a_file_that_cannot_be_read_is_named_and_not_copied(project: Project, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("Rome\n\nCy Orr met Di Poe on 2020-06-01.\n")
    extracted = project.extract([str(tmp_path / "bad.txt"), str(tmp_path / "good.txt")])
    assert [problem.where for problem in extracted.problems if "text" in problem.message] == [
        (tmp_path / "bad.txt").as_posix()
    ]
    assert not (project.root / "seeds/bad.txt").exists()
    assert (project.root / "seeds/good.txt").exists()


def test_create_leaves_out_what_cannot_be_read(tmp_path: Path, reader: FakeReader) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    project, extracted = Project.create(tmp_path / "new", [str(tmp_path / "bad.txt")])
    assert [problem.where for problem in extracted.problems] == [(tmp_path / "bad.txt").as_posix()]
    assert not (project.root / "seeds/bad.txt").exists()


def test_an_address_is_never_fetched(project: Project) -> None:
    with pytest.raises(DatelineError, match="never uses the network"):
        project.extract(["https://news.example/a"])


def test_the_project_is_found_from_a_folder_inside_it(project: Project, tmp_path: Path) -> None:
    project.extract()
    assert Project.find(project.root / "content/events").root == project.root
    with pytest.raises(DatelineError, match="dateline new"):
        Project.find(tmp_path)


def test_create_starts_with_its_articles(tmp_path: Path, reader: FakeReader) -> None:
    (tmp_path / "a.txt").write_text("Talks\n\nAnn Lee met Bo Ek on 2020-05-01.\n")
    project, extracted = Project.create(tmp_path / "story", [str(tmp_path / "a.txt")])
    assert extracted.read == 1 and (project.root / EVENT).exists()
    with pytest.raises(DatelineError, match="holds a briefing already"):
        Project.create(tmp_path / "story", [])
    with pytest.raises(DatelineError, match="no such file"):
        Project.create(tmp_path / "other", [str(tmp_path / "missing.txt")])
    assert not (tmp_path / "other").exists()


def test_one_happening_of_two_articles_is_one_event_with_two_sources(project: Project) -> None:
    (project.root / "seeds/two.txt").write_text("Oslo again\n\nAnn Lee met Bo Ek on 2020-05-01.\n")
    project.extract()
    (event,) = (project.root / "content/events").iterdir()
    assert event.read_text().count("- article:") == 2


def test_a_second_article_joins_an_event_that_was_corrected(project: Project) -> None:
    project.extract()
    edit(project, EVENT, "title: Ann Lee meets Bo Ek", "title: Lee and Ek talk")
    (project.root / "seeds/two.txt").write_text("Oslo again\n\nAnn Lee met Bo Ek on 2020-05-01.\n")
    project.extract()
    text = (project.root / EVENT).read_text()
    assert "title: Lee and Ek talk" in text and text.count("- article:") == 2


def test_an_event_written_by_hand_is_never_touched(project: Project) -> None:
    project.extract()
    id_ = project.add_event(
        {"title": "Rain", "date": "2020-05-02", "actors": [{"actor": "ann-lee", "role": "mentioned"}]}
    )
    before = (project.root / f"content/events/{id_}.yml").read_bytes()
    assert id_ == "2020-05-02-rain"
    (project.root / "seeds/two.txt").write_text("Rome\n\nCy Orr met Di Poe on 2020-06-01.\n")
    project.extract()
    assert (project.root / f"content/events/{id_}.yml").read_bytes() == before
    with pytest.raises(DatelineError, match="date"):
        project.add_event({"title": "Snow", "date": "2020-13-45"})
