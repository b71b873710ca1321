"""One Doc a text, exact to the character, with the bundled pipeline and with others."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import fix_random_seed

from generator.extract import Reader, parse
from generator.extract.labels import universal
from generator.extract.lexicon import Lexicon
from generator.extract.sentences import blocks
from generator.model.document import SentenceKind
from generator.model.errors import DatelineError


def read(text: str, nlp: Language | None = None) -> Doc:
    (doc,) = parse.parse(nlp or parse.load(), [(text, blocks(text, "", Lexicon()))])
    return doc


def tree(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.dep_, token.head.text) for token in doc]


def test_offsets_and_trees_survive_a_broken_line() -> None:
    doc = read(
        "On a grey morning the envoy of Norway met Ama\n"
        "Mensah in  Geneva, where\tboth had come for talks that\n"
        "began on Friday."
    )
    mensah = next(token for token in doc if token.text == "Mensah")
    assert doc.text[mensah.idx : mensah.idx + len("Mensah")] == "Mensah"
    assert [ent.text for ent in doc.ents if ent.label_ == "PER"] == ["Ama\nMensah"]
    assert next(token for token in doc if token.text == "envoy").head.text == "met"


def test_each_paragraph_is_parsed_by_itself() -> None:
    doc = read("Council Approves Budget. Mayor Stays\n\nThe council met. It approved the budget.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Council Approves Budget. Mayor Stays",
        "The council met.",
        "It approved the budget.",
    ]


def test_tags_are_no_words() -> None:
    doc = read("The <b>council</b> approved<br/> the budget.")
    assert [token.text for token in doc if token.dep_ == "obj"] == ["budget"]
    assert doc.text == "The <b>council</b> approved<br/> the budget."


def test_no_sentence_begins_without_a_stop() -> None:
    doc = read("Danish chemicals maker Norgas A/S said Tuesday it has agreed to acquire its Finnish rival Oblak Oyj.")
    assert len(list(doc.sents)) == 1


def test_a_quote_and_its_verb_are_one_sentence() -> None:
    doc = read("“Will it hold? Nobody knows,” the engineer said. He left.")
    assert [sent.text.strip() for sent in doc.sents][-1] == "He left."
    assert not any(sent.text.startswith("”") for sent in doc.sents)


def test_a_paragraph_without_end_is_read_in_parts() -> None:
    doc = read("the mayor said that " * 750)
    assert max(len(sent) for sent in doc.sents) <= 321


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .,\n\r\t“”\"'‘’()<>/-é\u00a0\u200d😀ع\u2028MOSCOW"), max_size=120))
def test_the_text_comes_back_exactly(text: str) -> None:
    doc = read(text)
    assert doc.text == text
    assert all(token.idx < len(text) for token in doc)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00", "a\udc80b", "(" * 400, "a" * 5000, "<a " * 200, "🚀\u200d" * 50]
)
def test_garbage_is_read_without_harm(text: str) -> None:
    document = Reader().read(text)
    assert document.text == text
    assert document.events == ()


@pytest.mark.parametrize(("kept", "known"), [(10**9, True), (0, False)])
def test_only_the_first_words_stay_known(kept: int, known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    word = f"Quendor{kept}"
    monkeypatch.setattr(parse, "_WORDS_KEPT", kept)
    with parse.batch(parse.load()):
        assert read(f"The envoy came to {word}.").text.endswith(f"{word}.")
    assert (word in parse.load().vocab) is known


def test_lemmas_follow_the_part_of_speech() -> None:
    doc = read("She saw that the saws had left. He leaves the leaves.")
    assert [token.lemma_ for token in doc if token.text in ("saw", "saws", "left")] == ["see", "saw", "leave"]
    assert [token.lemma_ for token in doc if token.text == "leaves"] == ["leave", "leaf"]


def test_foreign_paragraphs_are_named_and_left() -> None:
    text = "The minister resigned on Monday.\n\nDer Minister hat am Montag gesagt, dass er nicht bleiben wird."
    document = Reader().read(text)
    assert [sentence.kind for sentence in document.sentences] == [SentenceKind.BODY, SentenceKind.FURNITURE]
    assert document.language == "en"
    assert "de 1" in document.warnings[0]


def test_a_foreign_article_is_not_english() -> None:
    assert Reader().read("Le ministre a dit lundi que les écoles ne seront pas fermées dans le nord.").language == "fr"


# --- other pipelines ------------------------------------------------------------------------------------------------

CLEAR = (
    "Rebels were killed by the army in Kisumu and Nakuru .",
    (2, 2, 2, 2, 5, 3, 2, 6, 7, 7, 2),
    "nsubjpass auxpass ROOT agent det pobj prep pobj cc conj punct",
)
SMALL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "parser",
    "extra_state_tokens": False,
    "hidden_width": 32,
    "maxout_pieces": 1,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 64,
        "depth": 1,
        "embed_size": 200,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
        "pretrained_vectors": None,
    },
}
CLEAR_COPULA = ("Mensah is the envoy of Norway .", (1, 1, 3, 1, 3, 4, 1), "nsubj ROOT det attr prep pobj punct")


def clear_doc(nlp: Language, words: str, heads: tuple[int, ...], deps: str) -> Doc:
    return Doc(nlp.vocab, words=words.split(), heads=list(heads), deps=deps.split())


def test_prepositions_hang_on_their_nouns() -> None:
    heads, labels = universal(clear_doc(spacy.blank("en"), *CLEAR))
    assert labels == [
        "nsubj:pass",
        "aux:pass",
        "ROOT",
        "case",
        "det",
        "obl:agent",
        "case",
        "obl",
        "cc",
        "conj",
        "punct",
    ]
    assert heads == [2, 2, 2, 5, 5, 2, 7, 2, 9, 7, 2]


def test_the_predicate_heads_a_copula() -> None:
    heads, labels = universal(clear_doc(spacy.blank("en"), *CLEAR_COPULA))
    assert " ".join(labels) == "nsubj cop det ROOT case nmod punct"
    assert heads == [3, 3, 3, 3, 5, 3, 3]


@pytest.fixture(scope="module")
def clear_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny pipeline with spaCy's own English labels, trained on two sentences until it knows them by heart."""
    fix_random_seed(1)
    nlp = spacy.blank("en")
    golds = [clear_doc(nlp, *CLEAR), clear_doc(nlp, *CLEAR_COPULA)]
    golds[0].set_ents([Span(golds[0], 7, 8, label="GPE")], default="outside")
    nlp.add_pipe("parser", config={"min_action_freq": 1, "model": SMALL})
    nlp.add_pipe("ner", config={"model": SMALL | {"state_type": "ner", "extra_state_tokens": False}})
    examples = [Example(nlp.make_doc(gold.text), gold) for gold in golds]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(80):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model") / "clear"
    nlp.to_disk(folder)
    return folder


def test_another_pipeline_speaks_our_labels(clear_pipeline: Path) -> None:
    doc = read(CLEAR[0], parse.load(str(clear_pipeline)))
    assert {"nsubj:pass", "obl:agent", "obl", "case"} <= {token.dep_ for token in doc}
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Kisumu", "LOC")]


def test_a_blank_pipeline_finds_sentences(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    document = Reader(model=str(tmp_path / "blank")).read("The council met. It approved the budget.")
    assert [sentence.span.of(document.text) for sentence in document.sentences] == [
        "The council met.",
        "It approved the budget.",
    ]


def test_a_missing_model_is_named_with_a_remedy() -> None:
    with pytest.raises(DatelineError, match=r"no_such_model.*extract\.model"):
        parse.load("no_such_model")
