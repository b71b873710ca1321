"""The parse as columns, and what is looked up in text order."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from generator.extract.columns import columns_of
from generator.model.document import Document, Sentence, Span


def _doc() -> Doc:
    return Doc(
        Vocab(), words=["Ama", "Mensah", "left", "."], spaces=[True, True, False, False], heads=[2, 0, 2, 2],
        deps=["nsubj", "flat", "ROOT", "punct"], pos=["PROPN", "PROPN", "VERB", "PUNCT"],
        lemmas=["Ama", "Mensah", "leave", "."], ents=["B-PER", "I-PER", "O", "O"],
    )  # fmt: skip


def test_columns_hold_what_the_tokens_say() -> None:
    doc = _doc()
    table = columns_of(doc)
    assert table.words == [token.text for token in doc]
    assert table.starts == [token.idx for token in doc]
    assert table.heads == [2, 0, 2, 2]
    assert table.labels == ["nsubj", "flat", "ROOT", "punct"]
    assert (table.names, table.begins) == (["PER", "PER", "", ""], [True, False, False, False])


def test_columns_are_laid_out_once_a_parse() -> None:
    doc = _doc()
    assert columns_of(doc) is columns_of(doc)
    assert columns_of(doc) is not columns_of(_doc())


def test_an_empty_parse_has_empty_columns() -> None:
    assert columns_of(Doc(Vocab())).words == []


@pytest.mark.parametrize(("offset", "found"), [(0, 0), (4, 0), (5, None), (6, 1), (10, 1), (11, None)])
def test_the_sentence_at_an_offset(offset: int, found: int | None) -> None:
    sentences = (Sentence(span=Span(0, 5), paragraph=0), Sentence(span=Span(6, 11), paragraph=0))
    document = Document(id="a", text="Rain. Snow.", sentences=sentences)
    assert document.sentence_at(offset) == (None if found is None else sentences[found])


def test_a_document_without_sentences_has_none_anywhere() -> None:
    assert Document(id="a", text="Rain.").sentence_at(0) is None
