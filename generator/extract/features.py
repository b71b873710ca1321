"""Embedding layers of the bundled pipeline: hashed word shapes, Brown clusters, word vectors, classes of names.

Importing this module registers the architectures with spaCy, which must happen before a pipeline with them is loaded.
Word tables are `generator/language/*.json.gz`: {word: Brown cluster path} and {word: bits of gazetteer classes}.
`vectors.npz` holds word vectors in eight bits: `keys` are the sorted hashes of the words, `rows` what stands for each.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import resources
from itertools import pairwise
from typing import Any, TypeAlias

import numpy
import spacy
from spacy.attrs import NORM, ORTH, intify_attr
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc
from thinc.api import HashEmbed, Maxout, Model, concatenate, list2ragged, ragged2list, with_array
from thinc.layers.chain import forward as forward_chain
from thinc.layers.chain import init as init_chain

# Offsets keep the columns' keys apart; HashEmbed hashes whatever it gets.
_FULL_PATH, _SIX_BITS, _FOUR_BITS, _GAZETTEER = 1, 100_003, 200_003, 300_001
_CLUSTER_PREFIX_ROWS = (200, 60)
_GAZETTEER_ROWS = 150
_REMEMBERED_WORDS = 100_000
_VECTOR_UNIT = 1 / 128  # what one step of the eight bits is worth: a quarter of a standard deviation is 32
_VECTOR_WIDTH = 50
# Each attribute times an odd number of its own, added up, makes one number of a row: 64 bits tell rows apart.
_ODD = numpy.random.default_rng(0).integers(2**63, size=16, dtype="uint64") * numpy.uint64(2) + numpy.uint64(1)
_PORTION = 1500  # tokens
_NUMBER = re.compile(r"[\d.,]+")

Table = dict[int, int]
Matrix: TypeAlias = "numpy.ndarray[Any, Any]"


@dataclass(frozen=True, slots=True)
class _Words:
    """Some words by spaCy's hashes of them and of their normal forms."""

    orths: Matrix
    norms: Matrix
    strings: StringStore


Columns = Callable[[_Words], Matrix]


@lru_cache(maxsize=2)
def table(name: str) -> Table:
    """The word table `name`, keyed by spaCy's hash of the word."""
    file = resources.files("generator").joinpath("language", f"{name}.json.gz")
    with file.open("rb") as packed:
        words = json.loads(gzip.decompress(packed.read()))
    return {get_string_id(word): number for word, number in words.items()}


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _cluster_of_variant(word: str) -> int:
    """The cluster of an unlisted word's lower, title or straight-quoted form; 0 when none is listed."""
    clusters = table("clusters")
    variants = (word.lower(), word.title(), word.replace("’", "'"))
    return next((found for form in variants if (found := clusters.get(get_string_id(form), 0))), 0)


def _clusters(words: _Words) -> Iterator[int]:
    clusters = table("clusters")
    for orth in words.orths.tolist():
        listed = clusters.get(orth)
        yield _cluster_of_variant(words.strings[orth]) if listed is None else listed


def _cluster_columns(words: _Words) -> Matrix:
    path = numpy.fromiter(_clusters(words), dtype="uint64", count=len(words.orths))
    return numpy.stack([path + _FULL_PATH, (path & 0x3F) + _SIX_BITS, (path & 0xF) + _FOUR_BITS], axis=1)


def _cluster_and_gazetteer_columns(words: _Words) -> Matrix:
    gazetteer = table("gazetteer")
    found = (gazetteer.get(orth, 0) + _GAZETTEER for orth in words.orths.tolist())
    classes = numpy.fromiter(found, dtype="uint64", count=len(words.orths))
    return numpy.concatenate([_cluster_columns(words), classes.reshape((-1, 1))], axis=1)


@lru_cache(maxsize=1)
def vectors() -> tuple[Matrix, Matrix]:
    """The words' hashes in order, and their vectors: row 0 is nobody's, row n + 1 that of hash n."""
    file = resources.files("generator").joinpath("language", "vectors.npz")
    with file.open("rb") as packed, numpy.load(packed) as arrays:
        keys, rows = arrays["keys"], arrays["rows"]
    return keys, numpy.concatenate([numpy.zeros((1, rows.shape[1]), dtype="int8"), rows])


def _vector_rows(hashes: Matrix) -> Matrix:
    keys, _ = vectors()
    places = numpy.searchsorted(keys, hashes)
    places[places == len(keys)] = 0
    return numpy.where(keys[places] == hashes, places + 1, 0).astype("uint64")


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _vector_row_of_variant(word: str) -> int:
    """The row of an unlisted word's lower case, of its part after the last hyphen, of some number for a number."""
    lower = word.lower().replace("’", "'")
    variants = ("1,000" if _NUMBER.fullmatch(word) else lower, lower.rpartition("-")[2])
    found = _vector_rows(numpy.array([get_string_id(form) for form in variants], dtype="uint64"))
    return int(found[0] or found[1])


def _vector_column(words: _Words) -> Matrix:
    rows = _vector_rows(words.norms)
    for index in numpy.flatnonzero(rows == 0):
        rows[index] = _vector_row_of_variant(words.strings[int(words.norms[index])])
    return rows.reshape((-1, 1))


def _with_vectors(columns: Columns, words: _Words) -> Matrix:
    return numpy.concatenate([columns(words), _vector_column(words)], axis=1)


def _vector_lookup(model: Any, matrix: Any, is_train: bool) -> tuple[Any, Any]:
    """The vectors whose rows the last column names; they stay as they are, so nothing flows back."""
    _, rows = vectors()
    found = rows[matrix[:, -1].astype("int64")].astype("float32") * _VECTOR_UNIT
    return model.ops.asarray_f(found), lambda gradient: numpy.zeros_like(matrix)


@dataclass(frozen=True, slots=True)
class _Features:
    """What is read of each token: hash, hash of the normal form, then `ids`; and what `columns` makes of the word."""

    ids: Sequence[int]
    columns: Columns

    def read(self, doc: Doc) -> Matrix:
        read: Matrix = doc.to_array([ORTH, NORM, *self.ids]).astype("uint64")
        return read

    def matrix(self, read: Matrix, strings: StringStore) -> Matrix:
        """One row a token, one column a table, the vector's row last."""
        words = _Words(read[:, 0], read[:, 1], strings)
        return numpy.concatenate([read[:, 2:], self.columns(words)], axis=1)

    def forward(self, model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        """One matrix a document; nothing to train, so nothing flows back."""
        out = [model.ops.asarray(self.matrix(self.read(doc), doc.vocab.strings), dtype="uint64") for doc in docs]
        return out, lambda gradient: []

    def embed(self, model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        """As a chain; but when reading, each word of a batch is embedded once, however often it stands there."""
        if is_train or not any(len(doc) for doc in docs):
            as_chain: tuple[Any, Any] = forward_chain(model, docs, is_train)
            return as_chain
        read = numpy.concatenate([self.read(doc) for doc in docs])
        mixed = (read * _ODD[: read.shape[1]]).sum(axis=1, dtype="uint64")
        _, first, back = numpy.unique(mixed, return_index=True, return_inverse=True)
        vectors = [self.matrix(read[first], docs[0].vocab.strings)]
        for layer in model.layers[1:]:
            vectors = layer.predict(vectors)
        ends = numpy.cumsum([len(doc) for doc in docs])[:-1]
        return numpy.split(vectors[0][back], ends), lambda gradient: []


def _embed(
    width: int, table_width: int, attrs: list[str], rows: Sequence[int], columns: Columns, *, vectors: bool
) -> Any:
    features = _Features([intify_attr(name) for name in attrs], partial(_with_vectors, columns) if vectors else columns)
    tables = [HashEmbed(table_width, size, column=i, seed=8 + i, dropout=0.0) for i, size in enumerate(rows)]
    known = [Model("dateline_vectors", _vector_lookup, dims={"nO": _VECTOR_WIDTH})] if vectors else []
    mix = Maxout(width, table_width * len(tables) + _VECTOR_WIDTH * len(known), nP=3, dropout=0.0, normalize=True)
    extract = Model("dateline_features", features.forward)
    layers = [extract, list2ragged(), with_array(concatenate(*tables, *known)), with_array(mix), ragged2list()]
    return Model("dateline_embed", features.embed, init=init_chain, dims={"nO": None}, layers=layers)


@spacy.registry.architectures("dateline.ClusterHashEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_hash_embed(width: int, attrs: list[str], rows: list[int], cluster_rows: int) -> Any:
    """Hashed `attrs` and the word's Brown cluster at three lengths of its path."""
    sizes = [*rows, cluster_rows, *_CLUSTER_PREFIX_ROWS]
    return _embed(width, width, attrs, sizes, _cluster_columns, vectors=False)


@spacy.registry.architectures("dateline.VectorHashEmbed.v1")  # type: ignore[untyped-decorator]
def vector_hash_embed(
    width: int, table_width: int, attrs: list[str], rows: list[int], cluster_rows: int, gazetteer: bool
) -> Any:
    """Hashed `attrs`, Brown clusters and the word's vector, with `gazetteer` its classes of names too."""
    sizes = [*rows, cluster_rows, *_CLUSTER_PREFIX_ROWS, *((_GAZETTEER_ROWS,) if gazetteer else ())]
    columns = _cluster_and_gazetteer_columns if gazetteer else _cluster_columns
    return _embed(width, table_width, attrs, sizes, columns, vectors=True)


@spacy.registry.architectures("dateline.Tok2Vec.v1")  # type: ignore[untyped-decorator]
def tok2vec(embed: Any, encode: Any) -> Any:
    """spaCy's Tok2Vec: what each word is, then what stands around it."""
    dims = {"nO": encode.get_dim("nO") if encode.has_dim("nO") else None}
    return Model("dateline_tok2vec", _forward_tok2vec, init=init_chain, dims=dims, layers=[embed, encode])


def _forward_tok2vec(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
    """As a chain; but when reading, all words are embedded at once, and encoded in portions that the cache holds."""
    if is_train:
        as_chain: tuple[Any, Any] = forward_chain(model, docs, is_train)
        return as_chain
    embed, encode = model.layers
    embedded = embed.predict(docs)
    portion = numpy.cumsum([len(doc) for doc in docs]) // _PORTION
    starts = numpy.searchsorted(portion, numpy.unique(portion)).tolist()
    encoded = [encode.predict(embedded[start:end]) for start, end in pairwise([*starts, len(docs)])]
    return [rows for part in encoded for rows in part], lambda gradient: []
