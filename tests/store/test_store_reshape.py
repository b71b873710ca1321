"""Merged, split, renamed, judged, added: plain edits, references everywhere, the old id resolves, corrections hold."""

import pytest

from generator.model.errors import DatelineError
from generator.model.records import Event
from generator.model.vocabulary import Review


def test_merged_actors_are_one_and_the_old_id_resolves(project) -> None:
    project.edit("actors/envoys", "name: Envoys", "name: Envoys  # of four powers")
    changes = project.store.merge("actors", "envoys", "acme")
    assert changes.withdrawn == ("actors/acme",) and set(changes.updated) == {"actors/envoys", "events/denial"}
    text = project.text("actors/envoys")
    assert "# of four powers" in text and "same_as: [acme]" in text and "- Acme Corp\n  - Acme\n" in text
    assert "{actor: envoys, role: speaker}" in project.text("events/denial")
    assert project.store.base().aliases["actors/acme"] == "actors/envoys"
    assert project.store.check() == []


def test_a_merge_holds_when_the_engine_finds_both_again(project) -> None:
    project.store.merge("actors", "envoys", "acme")
    before = project.tree()
    assert not project.extract()
    assert project.tree() == before
    project.edit("actors/envoys", "  - Acme Corp\n", "")
    project.extract()
    assert "Acme Corp" not in project.text("actors/envoys")


def test_merged_events_share_evidence_and_stay_merged(project) -> None:
    project.store.merge("events", "talks", "denial")
    text = project.text("events/talks")
    assert text.count("- article:") == 2 and "same_as: [denial]" in text and "{actor: acme, role: speaker}" in text
    assert not project.extract()
    project.says("events", "denial", tags=("new",))
    project.extract()
    assert "new" in project.text("events/talks") and not project.path("events/denial").exists()


def test_merging_follows_what_was_merged_before(project) -> None:
    project.store.merge("actors", "ana-silva", "acme")
    project.store.merge("actors", "envoys", "ana-silva")
    aliases = project.store.base().aliases
    assert aliases["actors/acme"] == aliases["actors/ana-silva"] == "actors/envoys"
    assert "ana-silva" not in project.text("events/fire")
    assert not project.extract()


def test_split_makes_a_second_actor_told_apart(project) -> None:
    project.edit("events/denial", "exact: The company denied", "exact: A. Silva denied")
    project.edit("events/talks", "exact: Envoys met", "exact: Ana Silva met")
    project.store.split("ana-silva", ["A. Silva"], "antonio-silva")
    assert "A. Silva" not in project.text("actors/ana-silva") and "[antonio-silva]" in project.text("actors/ana-silva")
    assert "name: A. Silva" in project.text("actors/antonio-silva")
    assert "actor: antonio-silva" in project.text("events/denial")
    assert "actor: ana-silva" in project.text("events/talks")
    project.extract()
    assert "A. Silva" not in project.text("actors/ana-silva"), "the alias stays where the editor put it"
    assert "actor: ana-silva" not in project.text("events/denial")


def test_split_names_an_alias_it_does_not_have(project) -> None:
    with pytest.raises(DatelineError, match=r"ana-silva has no alias A Silva \(did you mean A. Silva"):
        project.store.split("ana-silva", ["A Silva"], "x")


@pytest.mark.parametrize(("kind", "old"), [("actors", "acme"), ("events", "talks"), ("articles", "two")])
def test_rename_follows_every_reference(project, kind: str, old: str) -> None:
    text = project.text(f"{kind}/{old}")
    project.store.rename(kind, old, "renamed")
    new = project.text(f"{kind}/renamed")
    assert not project.path(f"{kind}/{old}").exists()
    assert set(text.splitlines()) <= set(new.splitlines())
    assert ("same_as: [" + old + "]" in new) == (kind != "articles")
    assert project.store.check() == [] and project.store.load()
    if kind != "articles":  # resolve finds articles by their file, and says the new id itself
        assert not project.extract()


def test_a_renamed_article_keeps_its_marks(project) -> None:
    project.store.rename("articles", "two", "second")
    document = project.store.document("second", "sum-two", "1")
    assert document is not None and document.id == "second" and document.text == project.documents[1].text
    assert "article: second" in project.text("events/denial")


def test_rename_refuses_what_exists_and_what_cannot_be_an_id(project) -> None:
    for new, words in (("fire", "exists already"), ("a b", "cannot be an id"), ("../x", "cannot be an id")):
        with pytest.raises(DatelineError, match=words):
            project.store.rename("events", "talks", new)


def test_judging_keeps_every_other_line(project) -> None:
    project.edit("events/fire", "review: open", "review: open  # to do")
    text = project.text("events/fire")
    project.store.judge("events", "fire", Review.REJECTED)
    assert project.text("events/fire") == text.replace("review: open", "review: rejected")
    project.store.judge("events", "fire", Review.APPROVED, note="Seen on film")
    assert "note: Seen on film" in project.text("events/fire")


def test_an_unknown_record_is_named_with_its_neighbour(project) -> None:
    with pytest.raises(DatelineError, match=r"there is no event fyre \(did you mean fire"):
        project.store.judge("events", "fyre", Review.APPROVED)


def test_an_added_event_is_the_editors_own(project) -> None:
    event = Event(id="own", title="Own", actors=({"actor": "acme", "role": "agent"},))
    project.store.add(event)
    project.says("events", "talks", title="x")
    project.events["own"] = event.model_copy(update={"title": "The engine's"})
    project.extract()
    assert "title: Own" in project.text("events/own")
    with pytest.raises(DatelineError, match="exists already"):
        project.store.add(event)
    with pytest.raises(DatelineError, match="there is no actor nobody"):
        project.store.add(Event(id="other", title="O", actors=({"actor": "nobody"},)))


def test_taking_the_new_reading_settles_a_conflict(project) -> None:
    project.edit("events/talks", "title: Envoys met", "title: Delegates met")
    project.edit("events/talks", "{actor: envoys, role: agent}", "{actor: envoys, role: source}")
    project.says("events", "talks", title="Envoys meet", actors=({"actor": "envoys", "role": "recipient"},))
    assert {conflict.field for conflict in project.extract().conflicts} == {"title", "actors[envoys].role"}
    project.store.take("events", "talks", "title")
    project.store.take("events", "talks", "actors[envoys].role")
    assert "title: Envoys meet\n" in project.text("events/talks")
    assert "{actor: envoys, role: recipient}" in project.text("events/talks")
    assert not [one for one in project.store.waiting() if one.reasons[0].ground == "conflict"]


def test_a_faulty_file_stops_a_reshaping(project) -> None:
    project.edit("events/fire", "status: actual", "status: actul")
    before = project.tree()
    with pytest.raises(DatelineError):
        project.store.merge("actors", "envoys", "acme")
    assert project.tree() == before
