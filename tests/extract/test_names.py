"""From scores for each word to names: only sequences that make sense, nothing where nothing is likely."""

import numpy
import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example

from generator.extract.names import TAGS, NameTagger, best_tags, spans_of


def scored(*likely: str, by: float = 8.0) -> "numpy.ndarray":
    """Scores in which each word's tag stands out; "B-PER/O" makes the first a little likelier than the second."""
    rows = numpy.zeros((len(likely), len(TAGS)), dtype="float32")
    for row, tags in zip(rows, likely, strict=True):
        for rank, tag in enumerate(tags.split("/")):
            row[TAGS.index(tag)] = by - rank
    return rows


@pytest.mark.parametrize(
    ("likely", "names"),
    [
        ("O O O", []),
        ("U-LOC O U-PER", [(0, 1, "LOC"), (2, 3, "PER")]),
        ("O B-ORG I-ORG L-ORG", [(1, 4, "ORG")]),
        ("U-PER U-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER L-PER B-LOC L-LOC", [(0, 2, "PER"), (2, 4, "LOC")]),
    ],
)
def test_clear_scores_are_taken_as_they_are(likely: str, names: list[tuple[int, int, str]]) -> None:
    assert list(spans_of(scored(*likely.split()))) == names


@pytest.mark.parametrize(
    ("likely", "names"),
    [
        ("B-PER/U-PER O", [(0, 1, "PER")]),  # begun, but nothing goes on with it
        ("B-ORG O/I-ORG L-ORG", [(0, 3, "ORG")]),  # a bridge in the middle
        ("B-PER L-ORG/L-PER", [(0, 2, "PER")]),  # one name, one type
        ("O/U-LOC L-LOC/O", []),
    ],
)
def test_nonsense_gives_way_to_the_best_that_makes_sense(likely: str, names: list[tuple[int, int, str]]) -> None:
    assert list(spans_of(scored(*likely.split()))) == names


def test_a_name_ends_with_the_text() -> None:
    assert [TAGS[tag] for tag in best_tags(scored("O", "B-PER/U-PER"))] == ["O", "U-PER"]


def test_no_words_no_names() -> None:
    assert list(spans_of(numpy.zeros((0, len(TAGS)), dtype="float32"))) == []


def test_unknown_words_teach_nothing() -> None:
    nlp = spacy.blank("en")
    gold = Doc(nlp.vocab, words=["Ama", "met", "Lund"])
    gold.set_ents([Span(gold, 0, 1, label="PER")], missing=[Span(gold, 2, 3)], default="outside")
    tagger = NameTagger(nlp.vocab, None, "ner")
    even = numpy.full((3, len(TAGS)), 1 / len(TAGS), dtype="float32")
    _, (gradient,) = tagger.get_loss([Example(nlp.make_doc("Ama met Lund"), gold)], [even])
    assert gradient[0, TAGS.index("U-PER")] < 0 < gradient[0, 0]
    assert gradient[1, 0] < 0
    assert not gradient[2].any()
