"""Embedding layers of the bundled pipeline: hashed word shape plus Brown clusters, for names a gazetteer column too.

Importing this module registers both architectures with spaCy, which must happen before a pipeline with them is loaded.
Word tables are `generator/language/*.json.gz`: {word: Brown cluster path} and {word: bits of gazetteer classes}.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from importlib import resources
from typing import Any

import numpy
import spacy
from spacy.attrs import ORTH, intify_attr
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.api import HashEmbed, Maxout, Model, concatenate, list2ragged, ragged2list, with_array
from thinc.layers.chain import forward as forward_chain
from thinc.layers.chain import init as init_chain

# Offsets keep the columns' keys apart; HashEmbed hashes whatever it gets.
_FULL_PATH, _SIX_BITS, _FOUR_BITS, _GAZETTEER = 1, 100_003, 200_003, 300_001
_CLUSTER_PREFIX_ROWS = (200, 60)
_GAZETTEER_ROWS = 150
_REMEMBERED_WORDS = 100_000

Table = dict[int, int]
Columns = Callable[[Doc], "numpy.ndarray[Any, Any]"]


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


def _clusters(doc: Doc) -> Iterator[int]:
    clusters, strings = table("clusters"), doc.vocab.strings
    for orth in doc.to_array(ORTH).tolist():
        listed = clusters.get(orth)
        yield _cluster_of_variant(strings[orth]) if listed is None else listed


def _cluster_columns(doc: Doc) -> "numpy.ndarray[Any, Any]":
    path = numpy.fromiter(_clusters(doc), dtype="uint64", count=len(doc))
    return numpy.stack([path + _FULL_PATH, (path & 0x3F) + _SIX_BITS, (path & 0xF) + _FOUR_BITS], axis=1)


def _cluster_and_gazetteer_columns(doc: Doc) -> "numpy.ndarray[Any, Any]":
    gazetteer = table("gazetteer")
    found = (gazetteer.get(orth, 0) + _GAZETTEER for orth in doc.to_array(ORTH).tolist())
    classes = numpy.fromiter(found, dtype="uint64", count=len(doc))
    return numpy.concatenate([_cluster_columns(doc), classes.reshape((-1, 1))], axis=1)


def _forward(columns: Columns, ids: list[int], model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
    """One uint64 matrix (tokens x columns) a document; nothing to train, so nothing flows back."""
    out = []
    for doc in docs:
        shape = doc.to_array(ids).reshape((len(doc), -1)).astype("uint64")
        out.append(model.ops.asarray(numpy.concatenate([shape, columns(doc)], axis=1), dtype="uint64"))
    return out, lambda gradient: []


def _embed(columns: Columns, width: int, attrs: list[str], rows: Sequence[int]) -> Any:
    extract = Model("dateline_features", partial(_forward, columns, [intify_attr(name) for name in attrs]))
    tables = [HashEmbed(width, size, column=i, seed=8 + i, dropout=0.0) for i, size in enumerate(rows)]
    mix = Maxout(width, width * len(tables), nP=3, dropout=0.0, normalize=True)
    layers = [extract, list2ragged(), with_array(concatenate(*tables)), with_array(mix), ragged2list()]
    return Model("dateline_embed", _forward_embed, init=init_chain, dims={"nO": None}, layers=layers)


def _forward_embed(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
    """As a chain; but when reading, each word of a batch is embedded once, however often it stands there."""
    if is_train or not any(len(doc) for doc in docs):
        as_chain: tuple[Any, Any] = forward_chain(model, docs, is_train)
        return as_chain
    extract, *rest = model.layers
    matrices = extract.predict(docs)
    stacked = numpy.ascontiguousarray(numpy.concatenate(matrices))
    keys = stacked.view(numpy.dtype((numpy.void, stacked.itemsize * stacked.shape[1]))).ravel()
    _, first, back = numpy.unique(keys, return_index=True, return_inverse=True)
    vectors = [stacked[first]]
    for layer in rest:
        vectors = layer.predict(vectors)
    ends = numpy.cumsum([len(matrix) for matrix in matrices])[:-1]
    return numpy.split(vectors[0][back.ravel()], ends), lambda gradient: []


@spacy.registry.architectures("dateline.ClusterHashEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_hash_embed(width: int, attrs: list[str], rows: list[int], cluster_rows: int) -> Any:
    """Hashed `attrs` and the word's Brown cluster at three lengths of its path."""
    return _embed(_cluster_columns, width, attrs, [*rows, cluster_rows, *_CLUSTER_PREFIX_ROWS])


@spacy.registry.architectures("dateline.ClusterGazHashEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_gazetteer_hash_embed(width: int, attrs: list[str], rows: list[int], cluster_rows: int) -> Any:
    """As above, with one more column: country, city, demonym, title, organisation word or region."""
    sizes = [*rows, cluster_rows, *_CLUSTER_PREFIX_ROWS, _GAZETTEER_ROWS]
    return _embed(_cluster_and_gazetteer_columns, width, attrs, sizes)
