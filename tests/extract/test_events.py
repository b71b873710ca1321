"""Events of documents built by hand or read with the bundled model: grouping, dates, titles, listing, and bad input."""

import re
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from generator.extract import Reader, events
from generator.extract.events import listing
from generator.extract.events.figures import number_in
from generator.extract.events.repairs import mend
from generator.extract.events.syntax import Node, grow, objects, subject
from generator.extract.events.wordlist import words
from generator.extract.lexicon import Lexicon
from generator.model.document import Document, EventMention
from generator.model.errors import DatelineError
from generator.model.vocabulary import EventType, Role, Status

BLANK = spacy.blank("en")
LEXICON = Lexicon()
GRAMMAR = words(LEXICON).grammar
READER = Reader()

STORY = """Minister resigns over bridge contract

Transport Minister Lena Fischer resigned on Tuesday after auditors criticised a contract for a bridge in Hamburg.

"I regret the mistakes that were made," Fischer told reporters in Berlin. Her resignation was welcomed by the Greens.

On Monday a bomb killed three people in Kabul. The attack was condemned by the United Nations on Wednesday.

Police have arrested two men, the Interior Ministry said.

The opposition called on Chancellor Karl Vogt to call an election, which Vogt has repeatedly rejected.
"""


def story() -> Document:
    return READER.read(STORY, published="2019-03-15", title="Minister resigns over bridge contract")


def tree(*rows: tuple[str, str, str, int]) -> list[Node]:
    """Nodes from rows of word, part of speech, dependency, head index; lemmas are the words in lower case."""
    texts, pos, deps, heads = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(BLANK.vocab, words=texts, pos=pos, deps=deps, heads=heads, lemmas=[t.lower() for t in texts])
    return grow(doc)


def at(document: Document, word: str) -> EventMention:
    for event in document.events:
        if word in {span.of(document.text) for span in (event.trigger, *event.other_triggers)}:
            return event
    raise AssertionError(f"no event at {word}")


# --- the tree ---------------------------------------------------------------------------------------------------------


def test_the_object_of_a_request_does_what_is_asked() -> None:
    nodes = tree(
        ("Paris", "PROPN", "nsubj", 1), ("urged", "VERB", "ROOT", 1), ("Rome", "PROPN", "obj", 1),
        ("to", "PART", "mark", 4), ("act", "VERB", "xcomp", 1),
    )  # fmt: skip
    assert subject(nodes[4]) is nodes[2]


def test_who_promises_does_what_is_promised() -> None:
    nodes = tree(
        ("Paris", "PROPN", "nsubj", 1), ("promise", "VERB", "ROOT", 1), ("Rome", "PROPN", "iobj", 1),
        ("to", "PART", "mark", 4), ("act", "VERB", "xcomp", 1),
    )  # fmt: skip
    assert subject(nodes[4]) is nodes[0]


def test_conjuncts_and_relative_clauses_share_subjects() -> None:
    nodes = tree(
        ("Rebels", "NOUN", "nsubj", 3), ("who", "PRON", "nsubj", 2), ("fled", "VERB", "acl:relcl", 0),
        ("attacked", "VERB", "ROOT", 3), ("and", "CCONJ", "cc", 5), ("burned", "VERB", "conj", 3),
        ("villages", "NOUN", "obj", 5),
    )  # fmt: skip
    assert [subject(nodes[k]) for k in (2, 3, 5)] == [nodes[0]] * 3
    assert objects(nodes[5]) == [nodes[6]]


def test_a_passive_subject_is_the_object() -> None:
    nodes = tree(
        ("Men", "NOUN", "nsubj:pass", 2), ("were", "AUX", "aux:pass", 2), ("arrested", "VERB", "ROOT", 2),
        ("by", "ADP", "case", 4), ("police", "NOUN", "obl:agent", 2),
    )  # fmt: skip
    assert nodes[2].passive and objects(nodes[2]) == [nodes[0]]


def test_a_verb_taken_for_an_adjective_is_promoted() -> None:
    nodes = tree(
        ("Kladno", "PROPN", "nsubj", 1), ("fired", "VERB", "amod", 2), ("coach", "NOUN", "ROOT", 2),
        ("Novak", "PROPN", "appos", 2),
    )  # fmt: skip
    mend(nodes, GRAMMAR)
    assert nodes[1].head is None and nodes[2].head is nodes[1] and objects(nodes[1]) == [nodes[2]]


def test_an_auxiliary_gives_up_its_subject() -> None:
    nodes = tree(("council", "NOUN", "nsubj", 1), ("has", "AUX", "aux", 2), ("paid", "VERB", "ROOT", 2))
    mend(nodes, GRAMMAR)
    assert subject(nodes[2]) is nodes[0]


def test_spacy_s_loops_and_missing_trees_do_no_harm() -> None:
    document = Document(id="a", text="Police arrested 12 people.", published="2019-03-15")
    assert events.annotate(document, BLANK(document.text), LEXICON).events == ()


# --- happenings -------------------------------------------------------------------------------------------------------


def test_headline_deed_and_noun_are_one_resignation() -> None:
    document = story()
    event = at(document, "resigned")
    assert event.type is EventType.RETREAT and event.date == "2019-03-12" and event.listed
    assert [document.actor(p.actor).name for p in event.participants if p.role is Role.AGENT] == ["Lena Fischer"]
    assert at(document, "resignation") is event and len(event.evidence) >= 2


def test_the_attack_goes_back_to_the_bomb() -> None:
    document = story()
    event = at(document, "killed")
    assert at(document, "attack") is event
    assert (event.date, event.place and event.place.name) == ("2019-03-11", "Kabul")


def test_who_merely_reports_is_a_source() -> None:
    document = story()
    event = at(document, "arrested")
    assert event.listed and at(document, "said") is event


def test_a_rejection_that_repeats_is_dated_open() -> None:
    event = at(story(), "rejected")
    assert event.date == "../2019-03-15" and event.type is EventType.REJECT


def test_two_attacks_in_two_towns_stay_two() -> None:
    text = (
        "Gunmen killed 10 people in Mosul on Monday. A day later, 12 people were killed in Kirkuk. "
        "The killings in Kirkuk were condemned by Iraq."
    )
    document = READER.read(text, published="2014-05-09")
    places = {e.place.name for e in document.events if e.type is EventType.ASSAULT and e.listed and e.place}
    assert places == {"Mosul", "Kirkuk"}


def test_no_role_names_an_unknown_actor_and_no_event_is_empty() -> None:
    document = story()
    keys = {actor.key for actor in document.actors}
    for event in document.events:
        assert {p.actor for p in event.participants} <= keys
        assert event.evidence and event.trigger in event.evidence[0]
        assert 0 <= event.confidence <= 1 and event.grounds


def test_grounds_name_trigger_entry_and_date() -> None:
    grounds = "\n".join(at(story(), "resigned").grounds)
    assert "trigger “resigned”: RETREAT by “resign”" in grounds
    assert "date 2019-03-12: “Tuesday”" in grounds


# --- titles -----------------------------------------------------------------------------------------------------------

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for by with and or say says be is are was were been has have had".split()  # noqa: SIM905
)


def stems(text: str) -> set[str]:
    """Words cut to their first four letters, so that inflection does not count."""
    return {
        w[:4]
        for w in re.findall(r"[^\W_]+", text.lower().replace("’s", "").replace("'s", ""))
        if w not in FUNCTION_WORDS
    }


@pytest.mark.parametrize(
    "text", [STORY, "Rome was told on Friday that it must pay. It had hired Anna Rossi, who led the bank."]
)
def test_every_word_of_a_title_is_warranted(text: str) -> None:
    document = READER.read(text, published="2019-03-15")
    for event in document.events:
        said = " ".join(span.of(text) for span in event.evidence)
        names = " ".join(actor.name for actor in document.actors)
        for line in (event.title, event.summary):
            assert stems(line) <= stems(f"{said} {names}"), line


def test_titles_are_short_capitalised_and_not_dangling() -> None:
    for event in story().events:
        assert len(event.title) <= 96
        assert not re.match(r"(He|She|It|They|His|Her|Their|This|That)\b", event.title), event.title
        assert event.title[:1] == event.title[:1].upper() and not re.search(r"\bsaid\b", event.title)


# --- figures, confidence, lexicon -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("9,000", 9000), ("two dozen", 24), ("1.2 million", 1_200_000), ("scores", None), ("twenty-one", 21), ("", None)],
)
def test_numbers(text: str, number: int | None) -> None:
    assert number_in(text, GRAMMAR) == number


def test_bounds_follow_the_words() -> None:
    document = READER.read("Floods killed at least 40 people in Kerala on Monday.", published="2018-08-15")
    figure = at(document, "killed").figures[0]
    assert (figure.what, figure.text, figure.min, figure.max) == ("dead", "at least 40", "40", "")


def test_confidence_rises_with_each_trait_that_speaks_for_an_event() -> None:
    table = listing.points(LEXICON)
    base = listing.confidence([], table)
    for trait, points in table.traits.items():
        assert (listing.confidence([trait], table) >= base) == (points >= 0)
    assert set(table.traits) <= set(listing.TRAITS)


def test_denied_and_supposed_events_are_not_listed() -> None:
    document = READER.read(
        "The minister denied that Chad had attacked Sudan. Chad may attack Sudan.", published="2018-08-15"
    )
    attacks = [e for e in document.events if e.trigger.of(document.text).startswith("attack")]
    assert {e.status for e in attacks} == {Status.NEGATED, Status.HYPOTHETICAL} and not any(e.listed for e in attacks)


def test_a_project_adds_words() -> None:
    lexicon = Lexicon(additions={"events": {"types": {"PROTEST": {"verbs": ["flashmob"]}}}})
    found = words(lexicon)
    assert found.verbs["flashmob"][0].type is EventType.PROTEST and "protest" in found.verbs


def test_a_wrong_type_in_a_project_s_words_is_named() -> None:
    with pytest.raises(DatelineError, match=r"types\.PROTESTS"):
        words(Lexicon(additions={"events": {"types": {"PROTESTS": {"verbs": ["x"]}}}}))


# --- bad input --------------------------------------------------------------------------------------------------------


def test_one_sentence_of_3000_words_takes_bounded_time() -> None:
    text = "The army attacked the town and " * 500 + "left."
    READER.read("Warm up.", published="2019-03-15")
    document = READER.read(text, published="2019-03-15")
    doc = BLANK(text)
    start = time.process_time()
    events.annotate(document, doc, LEXICON)
    assert time.process_time() - start < 2
    assert sum(e.listed for e in document.events) <= listing.points(LEXICON).per_sentence * len(document.sentences)


def test_without_a_publication_date_nothing_relative_is_guessed() -> None:
    document = READER.read("Police arrested two men. The bank was sold in June 2011.")
    assert at(document, "arrested").date == "" and at(document, "sold").date == "2011-06"


SALAD = "said , “ ” killed by the who . Rome not will Tuesday to ( \u202e 👍 and 12".split()  # noqa: SIM905


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SALAD), max_size=30))
def test_word_salad_never_fails(salad: list[str]) -> None:
    document = READER.read(" ".join(salad), published="2019-03-15")
    assert all(event.trigger.of(document.text) for event in document.events)
