"""Names as a label for each word: the component of the bundled pipeline that finds people, organisations and places.

A word begins a name, goes on with it, ends it or is one alone (BILU), or stands outside (O). The words' labels are
scored independently, which is fast; of the sequences that make sense the best is taken.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

TYPES = ("LOC", "ORG", "PER")
TAGS = ("O", *(f"{place}-{label}" for label in TYPES for place in "BILU"))
_INDEX = {tag: index for index, tag in enumerate(TAGS)}
_SURELY_NONE = 4.0  # log odds against any name at which a word separates names
_NEVER = -1e9

Scores: TypeAlias = "numpy.ndarray[Any, Any]"


def _may_follow(tag: str, following: str) -> bool:
    """Whether the second tag makes sense after the first."""
    opened = tag[:1] in ("B", "I")
    goes_on = following[:1] in ("I", "L")
    return (opened and goes_on and tag[2:] == following[2:]) or (not opened and not goes_on)


_FOLLOWS = numpy.array([[_may_follow(tag, following) for following in TAGS] for tag in TAGS])
_PENALTY = numpy.where(_FOLLOWS, 0.0, _NEVER).astype("float32")
_BEGINS, _ENDS = _PENALTY[0], _PENALTY[:, 0]


def best_tags(scores: Scores) -> list[int]:
    """The tags of highest total score that make sense one after the other (Viterbi)."""
    total = scores[0] + _BEGINS
    came_from = []
    for row in scores[1:]:
        paths = total[:, None] + _PENALTY
        came_from.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    tags = [int((total + _ENDS).argmax())]
    for before in reversed(came_from):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]


def spans_of(scores: Scores) -> Iterator[tuple[int, int, str]]:
    """The names in a text: first word, word after the last, type. Words that are surely none part the text."""
    unsure = scores[:, 1:].max(axis=1) > scores[:, 0] - _SURELY_NONE
    edges = numpy.flatnonzero(numpy.diff(unsure, prepend=False, append=False))
    guesses = scores.argmax(axis=1)
    for start, end in edges.reshape((-1, 2)).tolist():
        tags = guesses[start:end].tolist()
        if any(tags):
            yield from _named(start, tags if _makes_sense(tags) else best_tags(scores[start:end]))


def _makes_sense(tags: Sequence[int]) -> bool:
    return all(_FOLLOWS[tag, following] for tag, following in pairwise((0, *tags, 0)))


def _named(offset: int, tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for index, tag in enumerate(tags):
        place, label = TAGS[tag][:1], TAGS[tag][2:]
        start = index if place in ("B", "U") else start
        if place in ("L", "U"):
            yield offset + start, offset + index + 1, label


class NameTagger(TrainablePipe):  # type: ignore[misc]
    """The component; its model gives one row of scores for each word."""

    def __init__(self, vocab: Vocab, model: Any, name: str) -> None:
        super().__init__(vocab, model, name)
        self.scorer = _score

    @property
    def labels(self) -> tuple[str, ...]:
        """The types of names."""
        return TYPES

    def predict(self, docs: Sequence[Doc]) -> list[Scores]:
        """Scores of every tag for every word."""
        if not any(len(doc) for doc in docs):
            return [numpy.zeros((0, len(TAGS)), dtype="float32") for _ in docs]
        return list(self.model.predict(docs))

    def set_annotations(self, docs: Sequence[Doc], scores: Sequence[Scores]) -> None:
        """Mark the names."""
        for doc, rows in zip(docs, scores, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in spans_of(rows)])

    def get_loss(self, examples: Sequence[Example], scores: Sequence[Scores]) -> tuple[float, list[Scores]]:
        """Cross entropy where a name or its absence is known, and its gradient."""
        gradients: list[Scores] = []
        for example, rows in zip(examples, scores, strict=True):
            truths = [_INDEX.get(tag, -1) for tag in example.get_aligned_ner()]
            known = numpy.array(truths) >= 0
            gradient = rows * known[:, None]
            gradient[numpy.flatnonzero(known), numpy.array(truths)[known]] -= 1
            gradients.append(gradient)
        return float(sum((gradient**2).sum() for gradient in gradients)), gradients

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:
        """Give the layers their sizes; the tags are always the same."""
        sample = [example.x for _, example in zip(range(10), get_examples(), strict=False)]
        self.model.initialize(X=sample, Y=[numpy.zeros((len(doc), len(TAGS)), dtype="float32") for doc in sample])


def _score(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    scores: dict[str, Any] = get_ner_prf(examples)
    return scores


@Language.factory("dateline_names", assigns=["doc.ents"], default_score_weights={"ents_f": 1.0})  # type: ignore[untyped-decorator]
def name_tagger(nlp: Language, name: str, model: Any) -> NameTagger:
    """Makes the component for a pipeline."""
    return NameTagger(nlp.vocab, model, name)
