"""Corrections in a reader's words; rejected records leave every file of the site."""

import json
from dataclasses import replace

import pytest
from sample import sample

from generator.model.records import Actor
from generator.model.review import Corrected
from generator.model.timeline import Timeline
from generator.model.vocabulary import Review
from generator.pages import render

PICKET = "events/2019-05-25-picket-charged"


def pages(timeline: Timeline) -> dict[str, str]:
    return {uri: text for uri, text in render(timeline) if isinstance(text, str)}


def corrected(*found: Corrected) -> Timeline:
    return replace(sample(), corrections=found)


@pytest.mark.parametrize(
    ("field", "before", "after", "said"),
    [
        ("date", "2019-05-24", "2019-05-25", "Date changed from “24 May 2019” to “25 May 2019”."),
        ("type", "PROTEST", "ASSAULT", "Type changed from “Protest” to “Attack”."),
        ("status", "planned", "actual", "Status changed from “planned” to “happened”."),
        ("place", "Port Alba, PT", "Port Alba, ES", "Place changed from “Port Alba, Portugal” to “Port Alba, Spain”."),
        (
            "figures",
            "injured, 14, 14, 14, tomas-reyes",
            "injured, 40",
            "Figures changed from “14 injured” to “40 injured”.",
        ),
        ("summary", "", "Dozens were hurt.", "Summary added: “Dozens were hurt.”."),
        ("place", "Port Alba, ES", "", "Place taken out: “Port Alba, Spain”."),
        ("quotes", "secret words, tomas-reyes", "", "Quotes corrected."),
        ("date", "some day", "2019-05-25", "Date changed from “some day” to “25 May 2019”."),
    ],
)
def test_a_changed_field_is_told_in_words(field: str, before: str, after: str, said: str) -> None:
    one = Corrected(record=PICKET, field=field, before=before, after=after, when="2019-06-10", why="As the police say.")
    made = pages(corrected(one))
    for uri in (f"{PICKET}.md", "corrections/index.md"):
        assert f"{said} As the police say." in made[uri] and "10 June 2019" in made[uri]
    assert "secret words" not in made["corrections/index.md"]


def test_actors_are_named_with_what_they_do() -> None:
    one = Corrected(record=PICKET, field="actors", before="harbour-guards, recipient", after="harbour-guards, agent")
    page = pages(corrected(one))[f"{PICKET}.md"]
    assert "Who took part changed from “" in page and "harbour-guards, " not in page


def test_actors_and_articles_show_theirs_and_say_them_to_machines() -> None:
    actor = Corrected(record="actors/tomas-reyes", field="name", before="Tomas Reyes", after="Tomás Reyes")
    article = Corrected(record="articles/strike-ends", field="publisher", before="Wire", after="Island Wire")
    made = pages(corrected(actor, article))
    for uri, said in (
        ("actors/tomas-reyes.md", "Name changed from “Tomas Reyes”"),
        ("articles/strike-ends.md", "“Island Wire”"),
    ):
        assert said in made[uri]
        machine = json.loads(made[uri].split('<script type="application/ld+json">')[1].split("</script>")[0])
        (comment,) = machine["subjectOf"]["correction"]
        assert comment["@type"] == "CorrectionComment" and comment["text"]


def test_silent_ones_are_told_nowhere() -> None:
    one = Corrected(record=PICKET, field="title", before="Gaurds", after="Guards", why="a slip", silent=True)
    assert not any("Gaurds" in text or "a slip" in text for text in pages(corrected(one)).values())


def test_what_was_withdrawn_is_counted_and_not_told_again() -> None:
    gone = [Corrected(record=f"events/e{n}", before="A false claim", when="2019-06-10", why="no claim") for n in (1, 2)]
    made = pages(corrected(*gone))
    assert "2 events were withdrawn." in made["corrections/index.md"]
    assert not any("A false claim" in text or "no claim" in text for text in made.values())


def test_the_newest_come_first_and_uncommitted_ones_before_them() -> None:
    days = ("2019-06-10", "", "2019-06-12")
    page = pages(corrected(*(Corrected(record=PICKET, why=f"of {day or 'now'}.", when=day) for day in days)))
    places = [page["corrections/index.md"].index(f"of {day}.") for day in ("now", "2019-06-12", "2019-06-10")]
    assert places == sorted(places)


@pytest.mark.parametrize("way", ["review", "exclude"])
def test_rejected_and_left_out_records_leave_every_file(way: str) -> None:
    whole = sample()
    event, actor = whole.events["2019-05-25-picket-charged"], whole.actors["harbour-authority"]
    if way == "review":
        events = {**whole.events, event.id: event.model_copy(update={"review": Review.REJECTED})}
        actors = {**whole.actors, actor.id: actor.model_copy(update={"review": Review.REJECTED})}
        timeline = replace(whole, events=events, actors=actors)
    else:
        briefing = whole.briefing.model_copy(update={"exclude": (event.id, actor.id)})
        timeline = replace(whole, briefing=briefing)
    made = pages(timeline)
    assert event.id in "".join(pages(whole)) and actor.id in "".join(pages(whole))
    for uri, text in made.items():
        assert event.id not in uri + text and event.title not in text, uri
        assert actor.id not in uri + text, uri


def test_a_rejected_actor_leaves_claims_and_affiliations_without_a_name() -> None:
    whole = sample()
    actor = whole.actors["tomas-reyes"].model_copy(update={"review": Review.REJECTED})
    friend = Actor(id="friend", name="A Friend", affiliation="tomas-reyes")
    made = pages(replace(whole, actors={**whole.actors, "tomas-reyes": actor, "friend": friend}))
    assert "tomas-reyes" not in made[f"{PICKET}.md"] + made["actors/friend.md"] + made["data/actors.json"]
