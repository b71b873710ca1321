"""The bundled pipeline: that it is there, whole, small, offline, and reads plain news English."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from spacy.tokens import Doc

import generator.extract
from generator.extract import Reader, parse
from generator.extract.lexicon import Lexicon
from generator.extract.sentences import blocks
from generator.model.records import Article
from generator.model.source import Source

LANGUAGE = Path(str(resources.files("generator").joinpath("language")))
PLAIN = (
    "The minister, who had resigned in May, was accused by prosecutors of taking bribes from two builders. "
    "Police arrested Erik Lund in Bergen on Tuesday after a long search."
)


@pytest.fixture(scope="module")
def plain() -> Doc:
    (doc,) = parse.parse(parse.load(), [(PLAIN, blocks(PLAIN, "", Lexicon()))])
    return doc


def test_it_stays_small_and_clean() -> None:
    files = [file for file in LANGUAGE.rglob("*") if file.is_file()]
    assert 5_000_000 < sum(file.stat().st_size for file in files) < 20_000_000
    assert not [file for file in files if file.suffix in (".pyc", ".py")]


def test_it_is_one_of_ours() -> None:
    nlp = parse.load()
    assert nlp.meta["name"] == "dateline_news"
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer", "parser", "ner", "lemmatizer"]


@pytest.mark.parametrize(
    ("word", "relation", "head"),
    [
        ("minister", "nsubj:pass", "accused"),
        ("who", "nsubj", "resigned"),
        ("resigned", "acl:relcl", "minister"),
        ("was", "aux:pass", "accused"),
        ("prosecutors", "obl:agent", "accused"),
        ("Police", "nsubj", "arrested"),
        ("Tuesday", "obl", "arrested"),
    ],
)
def test_trees(plain: Doc, word: str, relation: str, head: str) -> None:
    token = next(token for token in plain if token.text == word)
    assert (token.dep_, token.head.text) == (relation, head)


def test_names_lemmas_and_sentences(plain: Doc) -> None:
    assert [(ent.text, ent.label_) for ent in plain.ents] == [("Erik Lund", "PER"), ("Bergen", "LOC")]
    assert [token.lemma_ for token in plain if token.pos_ == "VERB"] == ["resign", "accuse", "take", "arrest"]
    assert len(list(plain.sents)) == 2


def test_weights_are_widened() -> None:
    kinds = {
        node.get_param(name).dtype.name
        for _, pipe in parse.load().pipeline
        if hasattr(pipe, "model") and pipe.model is not None
        for node in pipe.model.walk()
        for name in node.param_names
        if node.has_param(name)
    }
    assert kinds == {"float32"}


def test_known_lemmas_are_looked_up_not_searched_for() -> None:
    nlp = parse.load()
    table = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert table and all(isinstance(words, frozenset) for words in table.values())


def test_reading_many_leaves_no_words_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.extract, "PIPELINE", ())
    strings = parse.load().vocab.strings

    def sources(first: int) -> Iterator[Source]:
        for number in range(first, first + 60):
            text = f"The council of Town{number}x met on Monday with envoy{number}s and left{number}."
            yield Source(article=Article(title=f"{number}"), text=text)

    assert [document.title for document in Reader().read_many(sources(0))] == [f"{number}" for number in range(60)]
    kept = len(strings)
    assert len(list(Reader().read_many(sources(1000)))) == 60
    assert len(strings) - kept < 5


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, generator.extract; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
