"""Loads the language model and turns a text into one spaCy `Doc` whose text equals it exactly.

Each block (headline, dateline, paragraph) is parsed by itself, as the model was trained, without line breaks and tags;
what was left out comes back as tokens that hang on the word before. So offsets, trees and the text all stay exact.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy
import spacy
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex
from thinc.api import NumpyOps

# Three of them register layers and components of the bundled pipeline.
from generator.extract import (
    features,  # noqa: F401
    labels,
    lemmas,
    names,  # noqa: F401
)
from generator.extract.sentence_bounds import bound, words_of
from generator.extract.sentences import Block
from generator.model.document import SentenceKind
from generator.model.errors import DatelineError, Problem

_TAGS = (
    "a abbr b blockquote br code div em figure figcaption font h1 h2 h3 h4 h5 h6 hr i img li ol p q script section"
    " small span strong style sub sup table tbody td th thead tr u ul"
)
_TAG = rf"</?(?:{'|'.join(_TAGS.split())})\b[^<>]{{0,500}}>"
_GAP = re.compile(rf"(?:\s|{_TAG})+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, left by a wrong decoding: cannot be written as UTF-8
_LONG_WORD = re.compile(r"\S{100,}")
_WORD_LIMIT = 100  # the tokenizer peels affixes one by one: quadratic in a "word" of 100,000 brackets
_WORDS_KEPT = 40_000
_STOP_BEHIND_INITIAL = r"(?<=&[A-Z])\."  # "He left AT&T. Shares fell.": no abbreviation, a sentence ends
_BATCH = 256  # paragraphs: the parser is quickest with many states at once
_BLOCK_TOKENS = 320  # the model was trained on paragraphs of some 250
# All that the bundled pipeline and the stages ask of a word; spaCy works out three times as much for each new one.
_READ_OF_A_WORD = (LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE)
_COPIED = ("TAG", "POS", "MORPH", "LEMMA", "NORM", "ENT_IOB", "ENT_TYPE")
_INSIDE, _OUTSIDE = 1, 2
_UNTIED = "dep"


@lru_cache(maxsize=2)
def load(name: str = "") -> Language:
    """The bundled pipeline, or another that is installed (package name or path); DatelineError if there is none."""
    bundled = Path(str(resources.files("generator").joinpath("language", "pipeline")))
    try:
        nlp = spacy.load(name or bundled)
    except OSError as error:
        raise DatelineError(
            Problem(
                message=f"language model {name or bundled} cannot be loaded: {error}",
                hint="install it, or leave extract.model empty in content/briefing.yml to use the bundled one",
            )
        ) from error
    if not any(pipe in nlp.pipe_names for pipe in ("parser", "senter", "sentencizer")):
        nlp.add_pipe("sentencizer")
    if not name:
        getters = nlp.vocab.lex_attr_getters
        nlp.vocab.lex_attr_getters = {attribute: getters[attribute] for attribute in _READ_OF_A_WORD}
        nlp.tokenizer.suffix_search = compile_suffix_regex([*nlp.Defaults.suffixes, _STOP_BEHIND_INITIAL]).search
    return _made_ready(nlp)


def _made_ready(nlp: Language) -> Language:
    """Weights stored in half precision become what the layers compute with; numpy multiplies thrice as fast as BLIS."""
    ops = NumpyOps(use_blis=False)
    models = (pipe.model for _, pipe in nlp.pipeline if hasattr(getattr(pipe, "model", None), "walk"))
    for node in (node for model in models for node in model.walk()):
        node.ops = ops
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, ops.asarray_f(node.get_param(name)))
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, lemmas.Lemmatizer):
            pipe.make_quick()
    return nlp


def batch(nlp: Language) -> AbstractContextManager[object]:
    """In it a batch of texts is read: words met early stay known, later ones are forgotten with it, so memory is flat.

    A word costs most when it is new: spaCy splits it by regular expressions and computes what it looks like.
    """
    return nullcontext() if len(nlp.vocab) < _WORDS_KEPT else nlp.memory_zone()


@dataclass(slots=True)
class _Piece:
    """Part of a block as the parser sees it; `starts` are its tokens' offsets in the text."""

    block: Block
    doc: Doc
    words: list[str]
    starts: list[int]

    @property
    def is_read(self) -> bool:
        """Whether the model reads it: English that belongs to the article."""
        return self.block.language == "en" and self.block.kind is not SentenceKind.FURNITURE


def parse(nlp: Language, texts: Sequence[tuple[str, Sequence[Block]]]) -> list[Doc]:
    """One Doc a text; all blocks go through the model in one stream, which is what makes it fast."""
    texts = [(_SURROGATE.sub("\ufffd", text), cut) for text, cut in texts]
    pieces = [[piece for block in cut for piece in _pieces(nlp, text, block)] for text, cut in texts]
    read = [piece for article in pieces for piece in article if piece.is_read]
    for piece, doc in zip(read, nlp.pipe([piece.doc for piece in read], batch_size=_BATCH), strict=True):
        piece.doc = doc
    return [_join(nlp, text, article) for (text, _), article in zip(texts, pieces, strict=True)]


def _pieces(nlp: Language, text: str, block: Block) -> Iterator[_Piece]:
    """The block's tokens without breaks and tags, cut where a paragraph is longer than any the model has seen."""
    raw = block.span.of(text)
    doc = _tokenized(nlp, _GAP.sub(" ", raw).strip())
    words = words_of(doc)
    starts = _offsets(text, block.span.start, words)
    for start, end in _cuts(words):
        part = doc if end - start == len(doc) else doc[start:end].as_doc()
        yield _Piece(block, bound(part, block.kind), words[start:end], starts[start:end])


def _tokenized(nlp: Language, text: str) -> Doc:
    if not _LONG_WORD.search(text):
        return nlp.tokenizer(text)
    chopped = [word[k : k + _WORD_LIMIT] for word in text.split() for k in range(0, len(word), _WORD_LIMIT)]
    return Doc(nlp.vocab, words=chopped)


def _offsets(text: str, cursor: int, words: Sequence[str]) -> list[int]:
    starts = []
    for word in words:
        gap = _GAP.match(text, cursor)
        cursor = gap.end() if gap else cursor
        starts.append(cursor)
        cursor += len(word)
    return starts


def _cuts(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of at most `_BLOCK_TOKENS` tokens, cut after a full stop, else after a comma, else anywhere."""
    start = 0
    while len(words) - start > _BLOCK_TOKENS:
        end = _cut_before(words, start, start + _BLOCK_TOKENS)
        yield start, end
        start = end
    if start < len(words):
        yield start, len(words)


def _cut_before(words: Sequence[str], start: int, limit: int) -> int:
    for stops in ((".", "!", "?", "”", '"'), (";", ","), ()):
        for i in range(limit - 1, start + _BLOCK_TOKENS // 4, -1):
            if words[i] in stops and not (i + 1 < len(words) and words[i + 1] in "”\"’'"):
                return i + 1
    return limit


def _join(nlp: Language, text: str, pieces: Sequence[_Piece]) -> Doc:
    """The Doc of the whole text: the pieces' tokens and annotations at their places, and the blanks between them."""
    words, spaces, places = _layout(text, pieces)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    if not words:
        return doc
    columns = {name: numpy.zeros(len(words), dtype="uint64") for name in (*_COPIED, "HEAD", "DEP", "SENT_START")}
    columns["NORM"] = doc.to_array("NORM")
    columns["ENT_IOB"][:] = _OUTSIDE
    heads = numpy.maximum(numpy.arange(len(words), dtype="int64") - 1, 0)
    columns["DEP"][:] = nlp.vocab.strings.add(_UNTIED)
    columns["SENT_START"][:] = numpy.int64(-1).astype("uint64")
    _hang_leading_blanks(heads, places)
    for piece, place in zip(pieces, places, strict=True):
        _fill(columns, heads, piece, place)
    _bridge_names(columns, places)
    return _annotated(doc, columns, heads, any(piece.doc.has_annotation("DEP") for piece in pieces))


def _layout(text: str, pieces: Iterable[_Piece]) -> tuple[list[str], list[bool], list["numpy.ndarray[Any, Any]"]]:
    """All words with their trailing spaces, and for each piece the indices of its tokens."""
    words: list[str] = []
    spaces: list[bool] = []
    places = []
    cursor = 0
    for piece in pieces:
        place = []
        for word, start in zip(piece.words, piece.starts, strict=True):
            _add_gap(text[cursor:start], words, spaces)
            place.append(len(words))
            words.append(word)
            spaces.append(False)
            cursor = start + len(word)
        places.append(numpy.array(place, dtype="int64"))
    _add_gap(text[cursor:], words, spaces)
    return words, spaces, places


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and words and not spaces[-1]:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def _hang_leading_blanks(heads: "numpy.ndarray[Any, Any]", places: Sequence["numpy.ndarray[Any, Any]"]) -> None:
    """Blanks before the first word have nothing before them to hang on."""
    first = next((int(place[0]) for place in places if len(place)), 0)
    heads[:first] = first


def _fill(columns: dict[str, Any], heads: Any, piece: _Piece, place: Any) -> None:
    doc = piece.doc
    if not len(place):
        return
    if piece.is_read:
        rows = doc.to_array(list(_COPIED))
        for column, name in enumerate(_COPIED):
            columns[name][place] = rows[:, column]
        _rename_names(columns, place, doc.vocab.strings)
    heads[place] = place[0]
    if doc.has_annotation("DEP"):
        tree, relations = _tree(doc)
        columns["DEP"][place] = relations
        heads[place] = place[tree]
    starts = doc.to_array("SENT_START") == 1
    starts[0] = True
    columns["SENT_START"][place[starts]] = 1


def _tree(doc: Doc) -> tuple[Any, Any]:
    """Heads as token indices, relations as hashes."""
    relations = doc.to_array("DEP")
    strings = doc.vocab.strings
    if labels.is_clear({strings[relation] for relation in set(relations.tolist())}):
        heads, named = labels.universal(doc)
        return heads, [strings.add(relation) for relation in named]
    return doc.to_array("HEAD").astype("int64") + numpy.arange(len(doc)), relations


def _rename_names(columns: dict[str, Any], place: Any, strings: StringStore) -> None:
    """Names keep the types that later stages read; dates, sums and nationalities are none."""
    types = {strings.add(label): strings.add(ours) for label, ours in labels.NAMES.items()}
    found = [types.get(int(label), 0) for label in columns["ENT_TYPE"][place]]
    columns["ENT_TYPE"][place] = found
    columns["ENT_IOB"][place] = numpy.where(numpy.array(found) == 0, _OUTSIDE, columns["ENT_IOB"][place])


def _bridge_names(columns: dict[str, Any], places: Sequence[Any]) -> None:
    """A name broken by a line's end stays one: the break between its parts belongs to it."""
    for place in places:
        for before in numpy.flatnonzero(numpy.diff(place) > 1):
            left, right = place[before], place[before + 1]
            if columns["ENT_IOB"][right] == _INSIDE:
                columns["ENT_IOB"][left + 1 : right] = _INSIDE
                columns["ENT_TYPE"][left + 1 : right] = columns["ENT_TYPE"][left]


def _annotated(doc: Doc, columns: dict[str, Any], heads: Any, parsed: bool) -> Doc:
    columns["HEAD"] = (heads - numpy.arange(len(heads))).astype("int64").astype("uint64")
    attributes = [*_COPIED, "HEAD", "DEP"] if parsed else [*_COPIED, "SENT_START"]
    return doc.from_array(attributes, numpy.stack([columns[name] for name in attributes], axis=1))
