"""Actors of documents built by hand: known records, other label schemes, no parse, bad input, linear time."""

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from generator import extract
from generator.extract import Reader, actors
from generator.extract.lexicon import Lexicon
from generator.model.document import Document, DocumentActor, Sentence, SentenceKind, Span, Timex
from generator.model.records import Actor
from generator.model.vocabulary import ActorType, TimexType

BLANK = spacy.blank("en")
LEXICON = Lexicon()


def annotate(doc: Doc, lexicon: Lexicon = LEXICON, **fields: object) -> Document:
    document = Document(id="a", text=doc.text, **fields)  # type: ignore[arg-type]
    return actors.annotate(document, doc, lexicon)


def blank(text: str, lexicon: Lexicon = LEXICON, **fields: object) -> Document:
    return annotate(BLANK(text), lexicon, **fields)


def names(document: Document) -> dict[str, ActorType]:
    return {actor.name: actor.type for actor in document.actors}


def forms(document: Document, key: str) -> list[str]:
    return [m.span.of(document.text) for m in document.mentions if m.actor == key]


def one(document: Document, name: str) -> DocumentActor:
    return next(actor for actor in document.actors if actor.name == name)


def parsed(rows: list[tuple[str, str, str, str, int, str]], ents: list[str] | None = None) -> Doc:
    """A Doc from rows of word, tag, part of speech, dependency, head index, lemma."""
    words, tags, pos, deps, heads, lemmas = (list(column) for column in zip(*rows, strict=True))
    return Doc(BLANK.vocab, words=words, tags=tags, pos=pos, deps=deps, heads=heads, lemmas=lemmas, ents=ents)


def subject_verb(verb: str, lemma: str) -> Doc:
    return parsed(
        [
            ("Tehran", "NNP", "PROPN", "nsubj", 1, "Tehran"),
            (verb, "VBZ", "VERB", "ROOT", 1, lemma),
            ("the", "DT", "DET", "det", 3, "the"),
            ("deal", "NN", "NOUN", "obj", 1, "deal"),
            (".", ".", "PUNCT", "punct", 1, "."),
        ]
    )


def test_a_capital_is_its_country_as_the_subject_of_a_verb_of_will() -> None:
    assert names(annotate(subject_verb("rejects", "reject"))) == {"Iran": ActorType.COUNTRY}


def test_a_capital_is_a_place_as_the_subject_of_what_places_do() -> None:
    assert names(annotate(subject_verb("sees", "see"))) == {"Tehran": ActorType.PLACE}


def test_without_a_parse_names_are_still_found() -> None:
    document = blank(
        "The World Bank and Mary Kimani signed it. President Omar Diallo spoke. Kenya agreed. Kimani left."
    )
    found = names(document)
    assert found["World Bank"] is ActorType.IGO
    assert found["Mary Kimani"] is ActorType.PERSON
    assert found["Omar Diallo"] is ActorType.PERSON
    assert found["Kenya"] is ActorType.COUNTRY
    assert forms(document, one(document, "Mary Kimani").key) == ["Mary Kimani", "Kimani"]


def test_labels_of_other_pipelines_are_understood() -> None:
    doc = Doc(BLANK.vocab, words=["Zubin", "Karkaria", "praised", "Tolvane", "in", "Ostrica", "."])
    doc.ents = [
        spacy.tokens.Span(doc, 0, 2, label="PERSON"),
        spacy.tokens.Span(doc, 3, 4, label="ORG"),
        spacy.tokens.Span(doc, 5, 6, label="GPE"),
    ]
    assert names(annotate(doc)) == {
        "Zubin Karkaria": ActorType.PERSON,
        "Tolvane": ActorType.ORGANIZATION,
        "Ostrica": ActorType.PLACE,
    }


def test_a_date_is_no_name() -> None:
    text = "Talks with France resumed in April Fools."
    span = Span(text.index("April"), text.index("."))
    timexes = (Timex(span=span, type=TimexType.DATE, value="XXXX-04-01"),)
    assert names(blank(text, timexes=timexes)) == {"France": ActorType.COUNTRY}


def test_nothing_is_read_from_furniture() -> None:
    text = "France agreed. Follow Angela Bauer"
    sentences = (
        Sentence(span=Span(0, 14), paragraph=0),
        Sentence(span=Span(15, len(text)), paragraph=1, kind=SentenceKind.FURNITURE),
    )
    assert names(blank(text, sentences=sentences)) == {"France": ActorType.COUNTRY}


def test_mentions_lie_in_the_text_and_belong_to_actors() -> None:
    document = blank("Kofi Mensah met Ama Mensah.\n\nThe U.S. and Moody’s said Mensah was absent.")
    keys = {actor.key for actor in document.actors}
    assert {m.actor for m in document.mentions} == keys
    assert all(0 <= m.span.start < m.span.end <= len(document.text) for m in document.mentions)
    assert len(keys) == len(document.actors)


# --- what an editor taught --------------------------------------------------------------------------------------------


def known(*records: Actor) -> Lexicon:
    return Lexicon(known=records)


def test_an_editors_name_type_and_aliases_win() -> None:
    record = Actor(id="zephyr", name="Zephyr Collective", type=ActorType.ARMED_GROUP, aliases=("the Zephyrs", "Zephyr"))
    document = blank("The Zephyr Collective struck. Zephyr gave no reason.", known(record))
    actor = one(document, "Zephyr Collective")
    assert actor.type is ActorType.ARMED_GROUP
    assert forms(document, actor.key) == ["Zephyr Collective", "Zephyr"]


def test_an_editor_overrules_the_word_list() -> None:
    record = Actor(id="ap", name="Action Populaire", type=ActorType.PARTY, country="FR", aliases=("AP",))
    document = blank("The AP won two seats.", known(record))
    assert names(document) == {"Action Populaire": ActorType.PARTY}
    assert one(document, "Action Populaire").country == "FR"


def test_a_known_surname_yields_to_a_namesake_in_the_text() -> None:
    record = Actor(id="p", name="Paul Adler", type=ActorType.PERSON, aliases=("Adler",))
    document = blank("Ruth Adler won the race. Adler was third last year.", known(record))
    assert names(document) == {"Ruth Adler": ActorType.PERSON}


def test_two_known_namesakes_stay_two() -> None:
    first = Actor(id="g1", name="George H. Tarn", type=ActorType.PERSON, distinct_from=("g2",))
    second = Actor(id="g2", name="George W. Tarn", type=ActorType.PERSON, distinct_from=("g1",))
    document = blank("George H. Tarn and George W. Tarn spoke. George Tarn smiled.", known(first, second))
    assert forms(document, one(document, "George H. Tarn").key) == ["George H. Tarn"]
    assert forms(document, one(document, "George W. Tarn").key) == ["George W. Tarn"]


def test_a_known_title_is_kept() -> None:
    record = Actor(id="a", name="Ana Ruiz", type=ActorType.PERSON, title="Minister of Mines")
    assert one(blank("Ana Ruiz resigned.", known(record)), "Ana Ruiz").title == "Minister of Mines"


# --- bad input ---

GARBAGE = [
    "",
    " ",
    "\n\n\t",
    "😀😀 🇫🇷 !!! ???",
    "ALL CAPITALS NO STOPS AND THE UNITED NATIONS SAID SO",
    "no capitals at all, nobody, nothing",
    "A B C D E F G H I J K L M N O P",
    "وزير الخارجية محمد علي قال",
    "ISIS, WHO, IS, US, IT, NATO; EU: UN (UN) [UN] {UN}",
    "'s 's 's ’s ’ - -- — Al- -al al-",
    "<script>alert('Angela Merkel')</script> & <b>France</b>",
    "$US $NZ US$ NZ$5 €EU",
    "Mr. Mr. Mr. Dr. President President Minister of of of the the",
    "The The The the of of of and and and The",
]


@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_never_breaks_it(text: str) -> None:
    document = blank(text)
    assert all(m.span.end <= len(text) for m in document.mentions)


def test_capitals_only_lines_yield_listed_names() -> None:
    found = names(blank("ALL CAPITALS NO STOPS AND THE UNITED NATIONS SAID SO"))
    assert found == {"UNITED NATIONS": ActorType.IGO} or found == {"United Nations": ActorType.IGO}


WORDS = [
    "The",
    "Al",
    "-",
    "'s",
    "of",
    "and",
    "Minister",
    "France",
    "Ann",
    "Lee",
    "Bank",
    "(",
    ")",
    ",",
    ".",
    "U.S.",
    "$",
    "he",
    "UN",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_is_survived(words: list[str]) -> None:
    document = blank(" ".join(words))
    assert {m.actor for m in document.mentions} == {actor.key for actor in document.actors}


def _seconds(text: str) -> float:
    doc = BLANK(text)
    started = time.process_time()
    annotate(doc)
    return time.process_time() - started


@pytest.mark.parametrize(
    "unit",
    [
        "Ann{n} Lee{n} met the envoy of Bank{n} Corp in Paris. ",
        "Ann Lee said he met Lee. ",
        "Ministry of ",
        "Al-",
        "rebels, ",
        "Lee ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    short = "".join(unit.format(n=n) for n in range(150))
    long = "".join(unit.format(n=n) for n in range(1200))
    _seconds(short)
    assert _seconds(long) < 30 * max(_seconds(short), 0.05)


def test_the_reader_runs_actors_after_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "PIPELINE", ("timex", "actors"))
    document = Reader().read("Chancellor Erna Vogt met Monday Okoro on Monday.", published="2015-03-03")
    assert names(document)["Erna Vogt"] is ActorType.PERSON
    assert [t.span.of(document.text) for t in document.timexes][-1:] == ["Monday"]
