"""A new extraction meets what people made of the last one."""

import shutil

import pytest

from generator.model.errors import DatelineError
from generator.model.records import Event


def test_a_first_extraction_writes_every_record_and_a_second_nothing(project, fresh, tmp_path) -> None:
    other = fresh(tmp_path / "other")
    assert len(other.extract().created) == 8
    before = project.tree()
    assert not project.extract()
    assert project.tree() == before


def test_an_edited_title_survives_and_is_named_once(project) -> None:
    project.edit("events/talks", "title: Envoys met", "title: Envoys of four powers met")
    assert not project.extract().conflicts
    project.says("events", "talks", title="Envoys meet", summary="They met.")
    (conflict,) = project.extract().conflicts
    assert (conflict.record, conflict.field, conflict.offered) == ("events/talks", "title", "Envoys meet")
    assert "title: Envoys of four powers met in Geneva on Monday" in project.text("events/talks")
    assert "summary: They met." in project.text("events/talks")
    assert not project.extract().conflicts


def test_what_nobody_touched_follows_the_engine(project) -> None:
    project.says("events", "talks", title="Envoys meet", tags=("geneva",))
    assert project.extract().updated == ("events/talks",)
    assert "title: Envoys meet\n" in project.text("events/talks")


def test_a_deleted_file_stays_deleted_though_found_again_under_another_id(project) -> None:
    project.path("events/fire").unlink()
    project.says("events", "fire", title="Nine die in harbour fire")
    project.extract()
    project.events["nine-die"] = project.events.pop("fire").model_copy(update={"id": "nine-die"})
    project.extract()
    assert not project.path("events/fire").exists() and not project.path("events/nine-die").exists()
    assert "events/fire" in project.store.base().deleted


def test_a_deleted_actor_stays_deleted_and_no_event_names_it(project) -> None:
    project.path("actors/acme").unlink()
    project.edit("events/denial", "  - {actor: acme, role: speaker}\n", "")
    project.says("events", "talks", actors=({"actor": "acme", "role": "agent", "according_to": "acme"},))
    project.says("events", "denial", quotes=({"text": "No.", "speaker": "acme", "article": "two"},))
    project.extract()
    assert "actor: acme" not in project.text("events/talks") + project.text("events/denial")
    assert "speaker: Acme" in project.text("events/denial")
    assert not project.path("actors/acme").exists()
    project.store.load()


def test_a_deleted_alias_and_a_deleted_field_stay_deleted(project) -> None:
    project.edit("actors/ana-silva", "  - A. Silva\n", "")
    project.edit("events/talks", "date_text: Monday\n", "")
    project.says("actors", "ana-silva", aliases=("Silva",))
    project.extract()
    project.says("actors", "ana-silva", aliases=("Silva", "A. Silva", "Ana S."))
    project.says("events", "talks", date_text="on Monday")
    project.extract()
    assert "A. Silva" not in project.text("actors/ana-silva") and "Ana S." in project.text("actors/ana-silva")
    assert project.store.load().events["talks"].date_text == ""


def test_a_record_written_by_hand_is_never_touched(project) -> None:
    text = "title: 'Mine'   # by hand\nevidence: [{article: one, exact: something else}]\n"
    project.write("events/mine", text)
    project.events["mine"] = Event(id="mine", title="The engine's")
    project.extract()
    del project.events["mine"]
    project.extract()
    assert project.text("events/mine") == text


def test_a_record_no_longer_found_is_withdrawn_unless_a_person_touched_it(project) -> None:
    project.edit("events/talks", 'note: ""', "note: checked by phone")
    project.edit("events/denial", "tags: []", "tags: []  # look again")
    project.events.clear()
    changes = project.extract()
    assert changes.withdrawn == ("events/fire",)
    assert changes.kept == ("events/denial", "events/talks")
    assert "checked by phone" in project.text("events/talks")
    assert "# look again" in project.text("events/denial")


def test_silence_of_articles_that_were_not_read_is_no_news(project) -> None:
    before = project.tree()
    project.events.clear()
    project.actors.clear()
    assert project.extract(read={"two"}).withdrawn == ("events/denial", "actors/acme")
    assert {name for name in before if name.startswith("events/")} - project.tree().keys() == {"events/denial.yml"}


def test_an_article_that_left_takes_its_untouched_records_with_it(project) -> None:
    (project.root / "seeds/two.txt").unlink()
    del project.articles["two"], project.events["denial"], project.actors["acme"], project.documents[1]
    changes = project.extract(read={"one"})
    assert set(changes.withdrawn) == {"events/denial", "articles/two", "actors/acme"}
    assert not (project.root / "content/.base/documents/two.json").exists()
    project.store.load()


def test_an_actor_that_a_kept_record_names_is_not_withdrawn(project) -> None:
    project.edit("events/denial", 'note: ""', "note: mine")
    del project.events["denial"], project.actors["acme"]
    changes = project.extract()
    assert changes.withdrawn == () and project.path("actors/acme").exists()


def test_a_rejected_event_keeps_its_file_and_does_not_come_back(project) -> None:
    project.edit("events/fire", "review: open", "review: rejected")
    text = project.text("events/fire")
    project.says("events", "fire", title="Other")
    project.extract()
    project.events["again"] = project.events.pop("fire").model_copy(update={"id": "again"})
    project.extract()
    assert project.text("events/fire") == text and not project.path("events/again").exists()


def test_a_renamed_file_keeps_its_identity_and_its_old_id_resolves(project) -> None:
    project.edit("actors/acme", "name: Acme", "name: Acme Inc.")
    for old, new in (
        ("actors/acme", "actors/acme-inc"),
        ("events/talks", "events/geneva"),
        ("articles/two", "articles/2nd"),
    ):
        project.path(old).rename(project.path(new))
    assert project.store.load().events["denial"].actors[0].actor == "acme-inc"
    project.says("events", "talks", title="Envoys meet")
    project.extract()
    assert not project.path("events/talks").exists() and not project.path("actors/acme").exists()
    assert "title: Envoys meet" in project.text("events/geneva")
    assert "same_as: [talks]" in project.text("events/geneva") and "same_as: [acme]" in project.text("actors/acme-inc")
    assert "{actor: acme-inc, role: speaker}" in project.text("events/denial")
    assert "article: 2nd" in project.text("events/denial")
    assert "name: Acme Inc." in project.text("actors/acme-inc")
    assert not project.extract()


def test_same_as_by_hand_merges_what_is_shown_and_what_comes_after(project) -> None:
    project.edit("actors/envoys", "description:", "same_as: [acme]\ndescription:")
    timeline = project.store.load()
    assert "acme" not in timeline.actors and "Acme Corp" in timeline.actors["envoys"].aliases
    assert timeline.events["denial"].actors[0].actor == "envoys"
    project.extract()
    assert not project.path("actors/acme").exists() and "- Acme Corp" in project.text("actors/envoys")
    assert "{actor: envoys, role: speaker}" in project.text("events/denial")
    assert not project.extract()


def test_a_fault_stops_an_update_before_anything_is_written(project) -> None:
    project.edit("events/talks", "status: actual", "status: actul")
    before = project.tree()
    project.says("events", "fire", title="Other")
    with pytest.raises(DatelineError, match="did you mean actual"):
        project.extract()
    assert {name: text for name, text in project.tree().items() if "documents" not in name} == {
        name: text for name, text in before.items() if "documents" not in name
    }


def test_a_file_saved_during_the_update_is_left_alone(project, monkeypatch) -> None:
    from generator.store import update

    def saved_meanwhile(text: str, *rest: object) -> str:
        project.edit("events/talks", 'note: ""', "note: just saved")
        return text.replace("title: Envoys met", "title: Envoys meet")

    project.says("events", "talks", title="Envoys meet in Geneva on Monday")
    with monkeypatch.context() as patch:
        patch.setattr(update, "edited", saved_meanwhile)
        project.extract()
    assert "note: just saved" in project.text("events/talks")
    project.extract()
    assert "note: just saved" in project.text("events/talks") and "title: Envoys meet" in project.text("events/talks")


def test_documents_are_remembered_by_text_and_engine(project) -> None:
    store = project.store
    assert store.document("one", "sum-one", "1") == project.documents[0]
    assert store.document("one", "sum-one", "2") is None and store.document("one", "other", "1") is None
    assert store.load().texts["one"] == project.documents[0].text
    (project.root / "content/.base/documents/one.json").write_text("{", encoding="utf-8")
    assert store.document("one", "sum-one", "1") is None


def test_a_spoilt_base_is_a_fault_not_a_guess(project) -> None:
    (project.root / "content/.base/events/fire.json").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(DatelineError, match="restore it from git"):
        project.extract()


def test_the_content_moves_with_its_folder(project, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("moved") / "x"
    shutil.copytree(project.root, other)
    project.root = other
    assert not project.extract()
