"""What waits for an editor, most useful first, each with the line to open."""

from generator.model.review import Ground
from generator.model.vocabulary import Review


def _waiting(project) -> dict[str, list[str]]:
    return {one.record: [reason.ground for reason in one.reasons] for one in project.store.waiting()}


def test_a_sure_dated_record_does_not_wait(project) -> None:
    assert _waiting(project) == {}


def test_what_nobody_has_looked_at_waits_for_a_first_look_the_least_certain_first(project) -> None:
    project.says("events", "fire", confidence=0.6)
    project.extract()
    queue = project.store.waiting(unseen=True)
    assert queue[0].record == "events/fire" and {one.reasons[0].ground for one in queue} == {Ground.UNSEEN}
    project.store.judge("events", "fire", Review.APPROVED)
    assert "events/fire" not in [one.record for one in project.store.waiting(unseen=True)]


def test_unlisted_mentions_wait_until_somebody_tells_of_them(project) -> None:
    del project.events["denial"]
    project.extract()
    (one,) = project.store.waiting()
    assert (one.where, one.title) == ("content/articles/two.yml", "The company denied the report.")
    project.write("events/own", "title: Own\nevidence:\n  - {article: two, exact: The company denied the report.}\n")
    assert _waiting(project) == {"events/own": [Ground.UNDATED]}


def test_the_most_useful_first_with_its_line(project) -> None:
    project.edit("events/talks", "title: Envoys met", "title: Delegates met")
    project.says("events", "talks", title="Envoys meet")
    project.says("events", "fire", confidence=0.3)
    project.says("events", "denial", date="")
    project.extract()
    queue = project.store.waiting()
    assert [one.record for one in queue] == ["events/talks", "events/denial", "events/fire"]
    assert [one.reasons[0].ground for one in queue] == [Ground.CONFLICT, Ground.UNDATED, Ground.LOW_CONFIDENCE]
    lines = [project.text(one.record).splitlines()[one.line - 1] for one in queue]
    assert [line.partition(":")[0] for line in lines] == ["title", "date", "confidence"]
    assert (
        "you wrote 'Delegates met in Geneva on Monday', the articles now read 'Envoys meet'" in queue[0].reasons[0].text
    )


def test_a_verdict_ends_the_waiting_for_ever(project) -> None:
    for name, verdict in (("fire", Review.APPROVED), ("denial", Review.REJECTED)):
        project.says("events", name, confidence=0.3)
        project.extract()
        project.store.judge("events", name, verdict)
    project.says("events", "fire", confidence=0.2, title="Fire")
    project.extract()
    assert not {"events/fire", "events/denial"} & set(_waiting(project))
    assert "review: approved" in project.text("events/fire")


def test_changing_the_kept_value_settles_a_conflict(project) -> None:
    project.edit("events/talks", "title: Envoys met", "title: Delegates met")
    project.says("events", "talks", title="Envoys meet")
    project.extract()
    assert "events/talks" in _waiting(project)
    project.edit("events/talks", "title: Delegates met", "title: Delegations met")
    assert "events/talks" not in _waiting(project)


def test_disputed_accounts(project) -> None:
    figures = ({"what": "dead", "text": "nine", "according_to": "acme"}, {"what": "dead", "text": "30"})
    project.says("events", "fire", figures=figures)
    project.extract()
    (one,) = (one for one in project.store.waiting() if one.record == "events/fire")
    assert one.reasons[0].ground is Ground.DISPUTED and "30 (unnamed), nine (acme)" in one.reasons[0].text


def test_possible_duplicates_among_events_and_actors(project) -> None:
    project.events["talks-2"] = project.events["talks"].model_copy(
        update={"id": "talks-2", "title": "Envoys met in Geneva", "evidence": project.events["denial"].evidence}
    )
    project.actors["silva"] = project.actors["ana-silva"].model_copy(
        update={"id": "silva", "name": "A. Silva", "aliases": ()}
    )
    project.extract()
    found = {one.record: one.reasons[0].other for one in project.store.waiting() if one.record}
    assert found == {"events/talks-2": "events/talks", "actors/ana-silva": "actors/silva"}
    project.edit("actors/silva", "description:", "distinct_from: [ana-silva]\ndescription:")
    assert "actors/ana-silva" not in _waiting(project)


def test_many_records_of_one_day_take_no_quadratic_time(project) -> None:
    for number in range(400):
        name = f"same-{number}"
        project.events[name] = project.events["talks"].model_copy(update={"id": name, "title": "Same title"})
    project.extract()
    assert len(project.store.waiting()) < 10


def test_two_without_a_name_are_not_asked_to_be_one(project) -> None:
    for record, name in (("actors/police", "police"), ("actors/police-2", "Police"), ("actors/riot", "Riot Police")):
        project.write(record, f"name: {name}\ntype: police\n")
    assert _waiting(project) == {}
    project.write("actors/riot-2", "name: Metro Riot Police\ntype: police\n")
    assert _waiting(project) == {"actors/riot-2": [Ground.DUPLICATE]}
