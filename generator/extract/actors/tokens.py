"""The parsed text as plain columns: looking up a list is several times faster than asking spaCy's tokens."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

from generator.extract.columns import columns_of
from generator.model.document import Document, SentenceKind, Span

_FEW_WORDS = 2
_SHORT_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Token indices of a sentence, and how it is written."""

    start: int
    end: int
    kind: SentenceKind
    title_case: bool = False  # Most Words Begin With a Capital, So Capitals Say Nothing
    capitals: bool = False  # ALL LETTERS ARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Columns over the document's tokens; `sentence_of` is -1 for tokens that nothing is read from."""

    text: str  # the document's text with plain apostrophes and blanks, offset for offset
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    names: list[str]  # the model's label of a name: PER, ORG, LOC or ""
    name_starts: list[bool]
    sentences: list[Sentence]
    sentence_of: list[int]
    parsed: bool
    at_end: dict[int, int] = field(default_factory=dict)  # end offset -> token index
    children: list[list[int]] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """Offsets of tokens `start` to `end`, `end` not included."""
        return Span(self.starts[start], self.ends[end - 1])

    def phrase(self, start: int, end: int) -> str:
        """The text of some tokens, with plain apostrophes and single blanks."""
        return " ".join(self.text[self.starts[start] : self.ends[end - 1]].split())

    def touches(self, index: int) -> bool:
        """Whether no blank stands before this token."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def token_at(self, offset: int) -> int:
        """The index of the token that covers or follows an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


_LABELS = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP",
    "GPE_LOC": "LOC", "MISC": "MISC", "PRODUCT": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC",
}  # fmt: skip
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u2028": " ", "\u2029": " "}
)


def columns(document: Document, doc: Doc) -> Tokens:
    """Lay the parsed text out; sentences come from the document, else from the parse."""
    parsed = doc.has_annotation("DEP")
    table = columns_of(doc)
    words, starts = table.words, table.starts
    heads = table.heads if parsed else list(range(len(words)))
    lower = [word.lower() for word in words]
    sentences, sentence_of = _sentences(document, doc, words, starts)
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    children: list[list[int]] = [[] for _ in words]
    for index, head in enumerate(heads if parsed else ()):
        if head != index:
            children[head].append(index)
    return Tokens(
        text=document.text.translate(_PLAIN),
        words=[word.replace("’", "'") if "’" in word else word for word in words],
        lower=[word.replace("’", "'") if "’" in word else word for word in lower],
        lemmas=[lemma.lower() or word for lemma, word in zip(table.lemmas, lower, strict=True)],
        pos=table.pos,
        tags=table.tags,
        deps=table.labels,
        heads=heads,
        starts=starts,
        ends=ends,
        names=[_LABELS.get(label, "") if label else "" for label in table.names],
        name_starts=table.begins,
        sentences=sentences,
        sentence_of=sentence_of,
        parsed=parsed,
        at_end={end: index for index, end in enumerate(ends)},
        children=children,
    )


def _sentences(document: Document, doc: Doc, words: list[str], starts: list[int]) -> tuple[list[Sentence], list[int]]:
    bounds = [(s.span.start, s.span.end, s.kind) for s in document.sentences]
    if not bounds and doc.has_annotation("SENT_START"):
        bounds = [(s.start_char, s.end_char, SentenceKind.BODY) for s in doc.sents]
    elif not bounds:
        bounds = [(0, len(document.text), SentenceKind.BODY)]
    sentences: list[Sentence] = []
    sentence_of = [-1] * len(words)
    for first, last, kind in bounds:
        start, end = bisect_left(starts, first), bisect_left(starts, last)
        if kind is SentenceKind.FURNITURE or start >= end:
            continue
        sentence_of[start:end] = [len(sentences)] * (end - start)
        sentences.append(_sentence(words, start, end, kind))
    return sentences, sentence_of


def _sentence(words: list[str], start: int, end: int, kind: SentenceKind) -> Sentence:
    letters = [word for word in words[start:end] if word[0].isalpha()]
    long = [word for word in letters if len(word) > _SHORT_WORD]
    capitals = len(letters) > 2 and bool(long) and all(word.upper() == word for word in long)
    lower = sum(word[0].islower() for word in long)
    # A body sentence may hold little but names; without one long word in lower case it is set in title case.
    allowed = max(1, len(long) // 5) if kind is SentenceKind.HEADLINE else 0
    title_case = capitals or (len(long) > _FEW_WORDS and lower <= allowed)
    return Sentence(start=start, end=end, kind=kind, title_case=title_case, capitals=capitals)
