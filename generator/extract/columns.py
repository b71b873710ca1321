"""A parse as plain columns: reading a list is several times faster than asking spaCy's tokens one by one."""

from dataclasses import dataclass
from typing import Any, cast

from spacy.tokens import Doc

_ATTRIBUTES = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE"]
_KEY = "columns"
_BEGINS = 3  # ENT_IOB of a name's first token


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One list an attribute, one place a token; `heads` are token numbers, a root's is its own."""

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    labels: list[str]
    morphs: list[str]
    names: list[str]
    begins: list[bool]  # whether a name begins here
    starts: list[int]
    heads: list[int]


class _Strings(dict[int, str]):
    """Words by spaCy's hash, each looked up once."""

    def __init__(self, strings: Any) -> None:
        self.strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = found = self.strings[key] if key else ""
        return found


def columns_of(doc: Doc) -> Columns:
    """The columns of a parse, laid out once and kept with it."""
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = _columns(doc)
    return cast(Columns, doc.user_data[_KEY])


def _columns(doc: Doc) -> Columns:
    strings = _Strings(doc.vocab.strings)
    words, lemmas, pos, tags, labels, morphs, names = (
        [strings[number] for number in column] for column in doc.to_array(_ATTRIBUTES).T.tolist()
    )
    starts, offsets, bounds = doc.to_array(["IDX", "HEAD", "ENT_IOB"]).astype("int64").T.tolist()
    return Columns(
        words=words, lemmas=lemmas, pos=pos, tags=tags, labels=labels, morphs=morphs, names=names,
        begins=[bound == _BEGINS for bound in bounds], starts=starts,
        heads=[index + offset for index, offset in enumerate(offsets)],
    )  # fmt: skip
