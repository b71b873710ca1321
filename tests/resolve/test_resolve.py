"""Mentions of several articles become records: the known one first, one for one happening, never on a surname alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from generator.model.document import (
    Document,
    DocumentActor,
    EventMention,
    Figure,
    Participant,
    Place,
    Quote,
    Sentence,
    Span,
)
from generator.model.records import Actor, Event
from generator.model.timeline import Base
from generator.model.vocabulary import ActorType, EventType, Role, Status
from generator.resolve import Known, resolve

MINISTER = DocumentActor(
    key="a1", name="Ann Lee", type=ActorType.PERSON, title="Minister", country="NO", aliases=("Lee", "Minister Lee")
)
MINE = DocumentActor(key="a2", name="Nordmine", type=ActorType.COMPANY)
TEXT = "Mine reopens\n\nMinister Ann Lee reopened the Nordmine pit in Kiruna on Friday. “It is safe again,” Lee said."


def document(
    id_: str = "one", text: str = TEXT, actors: Sequence[DocumentActor] = (MINISTER, MINE), **changed: object
) -> Document:
    """A small article with one mention: "reopened", Friday 2020-05-01, Ann Lee acting on Nordmine."""
    begin = text.index("reopened") if "reopened" in text else 0
    first = text.rfind("\n", 0, begin) + 1
    sentence = Span(first, text.index(".", begin) + 1)
    mention = EventMention(
        trigger=Span(begin, begin + len("reopened")),
        type=EventType.BUSINESS,
        evidence=(sentence,),
        date="2020-05-01",
        date_text="Friday",
        place=Place(name="Kiruna", country="SE"),
        title="Minister Ann Lee reopens Nordmine pit",
        participants=tuple(
            Participant(actor=actor.key, role=role)
            for actor, role in zip(actors, (Role.AGENT, Role.RECIPIENT), strict=False)
        ),
        confidence=0.8,
    )
    mention = replace(mention, **changed)  # type: ignore[arg-type]
    return Document(
        id=id_, text=text, actors=tuple(actors), sentences=(Sentence(span=sentence, paragraph=1),), events=(mention,)
    )


def records(
    documents: Sequence[Document], known: Known | None = None
) -> tuple[Mapping[str, Event], Mapping[str, Actor]]:
    resolution = resolve(documents, known or Known())
    return {event.id: event for event in resolution.events}, {actor.id: actor for actor in resolution.actors}


def test_a_mention_becomes_a_record_with_its_evidence() -> None:
    events, actors = records([document()])
    (event,) = events.values()
    assert event.id == "2020-05-01-minister-ann-lee-reopens-nordmine-pit"
    entry = event.evidence[0]
    assert entry.exact == "Minister Ann Lee reopened the Nordmine pit in Kiruna on Friday."
    assert (entry.article, entry.trigger, entry.prefix) == ("one", "reopened", "Mine reopens\n\n")
    assert TEXT.startswith(entry.prefix + entry.exact + entry.suffix)
    assert [(part.actor, part.role) for part in event.actors] == [("ann-lee", Role.AGENT), ("nordmine", Role.RECIPIENT)]
    assert actors["ann-lee"].aliases == ("Lee", "Minister Lee")
    assert (event.place and event.place.country) == "SE"


@pytest.mark.parametrize(
    ("date", "head"),
    [
        ("2020-05", "2020-05-"),
        ("2020", "2020-minister"),
        ("", "undated-"),
        ("../2020-05-01", "undated-"),
        ("2020-05-01/2020-05-04", "2020-05-minister"),
        ("2020-05-01/..", "2020-05-minister"),
        ("2019-12-30/2020-01-02", "2019-minister"),
        ("-0043-03-15", "0044bc-03-15-"),
    ],
)
def test_ids_are_as_fine_as_the_date(date: str, head: str) -> None:
    events, _ = records([document(date=date)])
    assert next(iter(events)).startswith(head)


def test_unlisted_mentions_are_no_records() -> None:
    events, actors = records([document(listed=False)])
    assert not events and set(actors) == {"ann-lee", "nordmine"}


def test_quotes_figures_and_claims_name_actor_records() -> None:
    start = TEXT.index("It is safe")
    events, _ = records([
        document(
            quotes=(Quote(span=Span(start, start + len("It is safe again,")), speaker="a1", cue="said"),),
            figures=(Figure(what="jobs", text="400", min="400", max="400", according_to="a2"),),
            participants=(Participant(actor="a2", role=Role.AGENT, according_to="a1"),),
        )
    ])  # fmt: skip
    (event,) = events.values()
    assert (event.quotes[0].text, event.quotes[0].speaker) == ("It is safe again,", "ann-lee")
    assert event.figures[0].according_to == "nordmine"
    assert event.actors[0].according_to == "ann-lee"


OTHER = "Nordmine is back\n\nNordmine’s pit in Kiruna was reopened on 1 May by Minister Ann Lee."


def other(**changed: object) -> Document:
    return document("two", OTHER, **{"title": "Nordmine pit is reopened by minister", **changed})  # type: ignore[arg-type]


def test_one_happening_in_two_papers_is_one_record() -> None:
    events, actors = records([document(), other()])
    (event,) = events.values()
    assert [entry.article for entry in event.evidence] == ["one", "two"]
    assert len(event.actors) == 2 and len(actors) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "2020-05-08"},
        {"date": ""},
        {"type": EventType.PROTEST},
        {"status": Status.PLANNED},
        {"participants": ()},
    ],
)
def test_what_may_be_another_happening_stays_apart(changed: Mapping[str, object]) -> None:
    if "participants" in changed:
        changed = {**changed, "place": None}
    events, _ = records([document(), other(**changed)])
    assert len(events) == 2


POLICE = (
    DocumentActor(key="a1", name="police", type=ActorType.POLICE, named=False),
    DocumentActor(key="a2", name="miners", type=ActorType.GROUP, named=False),
)


def test_unnamed_actors_of_one_happening_are_one_and_of_two_are_two() -> None:
    title = "Police clear blocked shaft near the reopened pit"
    texts = ("The pit was reopened on Friday.", "On 1 May the pit was reopened.")
    one, two = (document(str(n), text, actors=POLICE, title=title, place=None) for n, text in enumerate(texts))
    events, actors = records([one, two])
    assert len(events) == 1 and set(actors) == {"police", "miners"}
    events, actors = records([one, document("9", texts[1], actors=POLICE, title="Miners hold a feast", place=None)])
    assert len(events) == 2 and set(actors) == {"police", "miners", "police-2", "miners-2"}
    elsewhere = document("9", texts[1], actors=POLICE, title=title, place=Place(name="Falun"))
    assert len(records([document("1", texts[0], actors=POLICE, title=title), elsewhere])[0]) == 2


def test_two_statements_of_one_day_stay_apart_and_one_quote_joins_them() -> None:
    said = {"type": EventType.STATE, "title": "Ann Lee says the roof of the pit is sound"}
    first = document(**said)
    assert len(records([first, other(type=EventType.STATE, title="Ann Lee promises new jobs for miners")])[0]) == 2
    quote = Quote(span=Span(TEXT.index("It is"), TEXT.index(",” Lee")), speaker="a1")
    text = "Day of joy\n\nThe pit was reopened. “It is safe again, and this time for good,” Ann Lee said."
    longer = Quote(span=Span(text.index("It is"), text.index(",” Ann")), speaker="a1")
    two = document("two", text, type=EventType.STATE, title="Day of joy", quotes=(longer,))
    assert len(records([document(**said, quotes=(quote,)), two])[0]) == 1


def test_a_finer_date_of_another_paper_is_taken() -> None:
    events, _ = records([document(date="2020-04-27/2020-05-01"), other()])
    (event,) = events.values()
    assert (event.date, event.title) == ("2020-05-01", "Minister Ann Lee reopens Nordmine pit")


def test_a_known_record_is_found_by_its_evidence_whatever_its_title_says_now() -> None:
    before, _ = records([document()])
    (id_, event), *_ = before.items()
    known = Known(
        events={id_: event.model_copy(update={"title": "Pit open", "date": "2020-05-02"})}, base=Base(events=before)
    )
    after, _ = records([document(title="Something else entirely", date="")], known)
    assert list(after) == [id_]


def test_a_deleted_record_keeps_its_id_so_that_it_cannot_come_back_under_another() -> None:
    before, _ = records([document()])
    after, _ = records([document(title="New wording")], Known(base=Base(events=before)))
    assert list(after) == list(before)


def test_a_changed_trigger_still_finds_the_record_by_sentence_and_type() -> None:
    before, _ = records([document()])
    pit = TEXT.index("pit")
    after, _ = records([document(trigger=Span(pit, pit + 3), title="New")], Known(base=Base(events=before)))
    assert list(after) == list(before)


def test_events_merged_by_a_person_stay_one() -> None:
    before, _ = records([document(), other(date="2020-05-02", place=None)])
    one, two = before
    merged = before[one].model_copy(update={"same_as": (two,)})
    after, _ = records([document(), other(date="2020-05-02")], Known(events={one: merged}, base=Base(events=before)))
    assert list(after) == [one] and len(after[one].evidence) == 2


def person(key: str, name: str, **facts: object) -> DocumentActor:
    return replace(DocumentActor(key=key, name=name, type=ActorType.PERSON), **facts)  # type: ignore[arg-type]


def body(name: str, type_: ActorType, country: str = "", aliases: tuple[str, ...] = ()) -> DocumentActor:
    return DocumentActor(key="b", name=name, type=type_, country=country, aliases=aliases)


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        (person("p", "Ann Lee"), person("p", "Ann Lee", country="NO"), True),
        (person("p", "Ann Lee", country="SE"), person("p", "Ann Lee", country="NO"), False),
        (person("p", "Ann Lee", aliases=("Lee",)), person("p", "Lee"), False),
        (person("p", "Lee"), person("p", "Lee"), False),
        (person("p", "Lee", title="Minister", country="NO"), person("p", "Lee", title="minister", country="NO"), True),
        (person("p", "Kim Jong-un"), person("p", "Kim Jong Un", aliases=("President Kim",)), True),
        (person("p", "Bo Ek", aliases=("President Ek",)), person("p", "Ina Ek", aliases=("President Ek",)), False),
        (body("United Nations", ActorType.IGO, aliases=("UN",)), body("UN", ActorType.IGO), True),
        (body("Foreign Ministry", ActorType.GOVERNMENT), body("Foreign Ministry", ActorType.GOVERNMENT), False),
        (
            body("Foreign Ministry", ActorType.GOVERNMENT, "RU"),
            body("The Foreign Ministry", ActorType.GOVERNMENT, "RU"),
            True,
        ),
        (body("Russia", ActorType.COUNTRY, "RU"), body("Russia", ActorType.GOVERNMENT, "RU"), True),
        (person("p", "Paris Hilton"), body("Paris Hilton", ActorType.COMPANY), False),
        (body("protesters", ActorType.GROUP), body("protesters", ActorType.GROUP), True),
    ],
)
def test_actors_meet_on_strong_ground_only(one: DocumentActor, two: DocumentActor, together: bool) -> None:
    documents = [
        replace(document("one", actors=[one]), events=()),
        replace(document("two", actors=[two]), events=()),
    ]
    _, actors = records(documents)
    assert len(actors) == (1 if together else 2)


def test_unnamed_groups_of_two_countries_are_two_actors() -> None:
    groups = [
        DocumentActor(key="g", name="protesters", type=ActorType.GROUP, named=False, country=c)
        for c in ("NO", "SE", "NO")
    ]
    documents = [document(str(n), actors=[group], date="") for n, group in enumerate(groups)]
    _, actors = records(documents)
    assert sorted(actors) == ["protesters", "protesters-2"]


def test_unnamed_actors_without_a_part_get_no_record() -> None:
    group = DocumentActor(key="g", name="onlookers", type=ActorType.GROUP, named=False)
    _, actors = records([replace(document(actors=[group]), events=())])
    assert not actors


def test_an_alias_given_by_a_person_is_ground_and_one_of_the_machine_is_not() -> None:
    base = Actor(name="Ann Lee", type=ActorType.PERSON, aliases=("Lee",))
    taught = base.model_copy(update={"aliases": ("Lee", "Annie")})
    known = Known(actors={"ann-lee": taught}, base=Base(actors={"ann-lee": base}))
    _, actors = records([replace(document(actors=[person("p", "Annie"), person("q", "Lee")]), events=())], known)
    assert set(actors) == {"ann-lee", "lee"}


def test_actors_merged_by_a_person_stay_one() -> None:
    known = Known(
        actors={"ann-lee": Actor(name="Ann Lee", type=ActorType.PERSON, same_as=("a-k-lee",))},
        base=Base(
            actors={
                "ann-lee": Actor(name="Ann Lee", type=ActorType.PERSON),
                "a-k-lee": Actor(name="A. K. Lee", type=ActorType.PERSON),
            }
        ),
    )
    documents = [replace(document(n, actors=[person("p", n)]), events=()) for n in ("Ann Lee", "A. K. Lee")]
    assert set(records(documents, known)[1]) == {"ann-lee"}


def test_the_actor_others_were_merged_into_keeps_its_name_and_type() -> None:
    norway = Actor(name="Norway", type=ActorType.COUNTRY, country="NO", aliases=("Norwegian authorities",))
    known = Known(
        actors={"norway": norway.model_copy(update={"same_as": ("norwegian-authorities",)})},
        base=Base(actors={"norway": norway}),
    )
    state = body("Norway", ActorType.COUNTRY, "NO")
    said = [replace(body("Norwegian authorities", ActorType.GOVERNMENT, "NO"), key=f"g{n}") for n in range(3)]
    _, actors = records([replace(document(actors=[state, *said]), events=())], known)
    assert [(actor.name, actor.type) for actor in actors.values()] == [("Norway", ActorType.COUNTRY)]


def test_a_bearer_whom_a_person_wrote_takes_nothing_from_the_one_the_article_had() -> None:
    town = Actor(name="Oslo", type=ActorType.PLACE)
    split = Actor(name="Oslo", type=ActorType.COUNTRY, distinct_from=("norway",))
    known = Known(actors={"oslo": town, "oslo-2": split}, base=Base(actors={"oslo": town}, found_in={"oslo": ("one",)}))
    before, _ = records([document(actors=[body("Oslo", ActorType.PLACE)])])
    assert {part.actor for event in before.values() for part in event.actors} == {"oslo"}
    _, actors = records([document(actors=[body("Oslo", ActorType.PLACE)])], known)
    assert set(actors) == {"oslo"}


def test_two_bearers_of_one_name_are_told_apart_by_the_article() -> None:
    actor = Actor(name="Ann Lee", type=ActorType.PERSON)
    known_actors = {"ann-lee": actor, "ann-lee-2": actor.model_copy(update={"distinct_from": ("ann-lee",)})}
    before, _ = records([document()])
    (id_, event), *_ = before.items()
    moved = event.model_copy(update={"actors": (event.actors[0].model_copy(update={"actor": "ann-lee-2"}),)})
    known = Known(events={id_: moved}, actors=known_actors, base=Base(events=before))
    assert records([document()], known)[0][id_].actors[0].actor == "ann-lee-2"
    # An article that gives no ground for either founds a third one instead of guessing.
    _, actors = records([replace(document("three", actors=[person("p", "Ann Lee")]), events=())], known)
    assert set(actors) == {"ann-lee-3"}


def test_a_type_corrected_by_a_person_still_finds_the_actor() -> None:
    base = Actor(name="Volta", type=ActorType.ORGANIZATION)
    known = Known(
        actors={"volta": base.model_copy(update={"type": ActorType.PERSON})}, base=Base(actors={"volta": base})
    )
    _, actors = records([replace(document(actors=[body("Volta", ActorType.COMPANY)]), events=())], known)
    assert set(actors) == {"volta"}


def test_drafts_do_not_depend_on_what_people_wrote() -> None:
    before, actors = records([document()])
    (id_, event), *_ = before.items()
    known = Known(
        events={id_: event.model_copy(update={"title": "Mine", "note": "mine"})},
        actors={key: actor.model_copy(update={"description": "mine"}) for key, actor in actors.items()},
        base=Base(events=before, actors=actors),
    )
    assert records([document()], known) == (before, actors)


def test_two_thousand_reports_take_time_in_proportion() -> None:
    import time

    begin = time.process_time()
    events, _ = records([document(str(n), title=f"Pit {n} of {n * 7} reopens", place=None) for n in range(2000)])
    assert events and time.process_time() - begin < 10
