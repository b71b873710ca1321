"""Article in, `Document` with stand-off annotations out. Nothing here knows record files or ids.

A component is a plain callable: it takes the document so far, the parsed text and the word lists, and returns the
document with its own annotations added. `PIPELINE` is the one list of them, in order. Importing this package is cheap:
spaCy is loaded when the first article is read.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from generator.extract.lexicon import Lexicon
from generator.model.document import Document, Sentence, SentenceKind, Span
from generator.model.source import Source

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from generator.extract.sentences import Block

# The model's matrices are small: a second thread of numpy's would only wait. Read when numpy is first loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

Component = Callable[[Document, "Doc", Lexicon], Document]
PIPELINE = ("timex", "actors", "quotes", "events")
_BATCH = 16  # articles whose parses are held at once


def components() -> tuple[Component, ...]:
    """The `annotate` of each stage, in order."""
    return tuple(import_module(f"generator.extract.{name}").annotate for name in PIPELINE)


@dataclass(slots=True)
class Reader:
    """Reads articles with one language model and one set of word lists."""

    model: str = ""
    lexicon: Lexicon = field(default_factory=Lexicon)

    def read(self, text: str, *, id: str = "", title: str = "", published: str = "") -> Document:
        """The document with all its annotations; offsets count code points of `text` as given."""
        return self._read_batch([Document(id=id, text=text, title=title, published=published)])[0]

    def read_many(self, sources: Iterable[Source]) -> Iterator[Document]:
        """One document a source, in order; memory stays flat however many there are."""
        waiting = map(_unread, sources)
        while batch := list(islice(waiting, _BATCH)):
            yield from self._read_batch(batch)

    def _read_batch(self, documents: Sequence[Document]) -> list[Document]:
        from generator.extract import parse, sentences

        nlp = parse.load(self.model)
        cut = [sentences.blocks(document.text, document.title, self.lexicon) for document in documents]
        with parse.batch(nlp):
            docs = parse.parse(nlp, [(document.text, blocks) for document, blocks in zip(documents, cut, strict=True)])
            return [self._annotate(*each) for each in zip(documents, docs, cut, strict=True)]

    def _annotate(self, document: Document, doc: "Doc", blocks: Sequence["Block"]) -> Document:
        document = _outlined(document, doc, blocks)
        for component in components():
            document = component(document, doc, self.lexicon)
        return document


def _unread(source: Source) -> Document:
    article = source.article
    return Document(id=article.id, text=source.text, title=article.title, published=article.published)


def _outlined(document: Document, doc: "Doc", blocks: Sequence["Block"]) -> Document:
    """The document with its sentences, its language, and a warning for what could not be read."""
    sentences = tuple(_sentences(doc, blocks))
    foreign = Counter(block.language for block in blocks if block.language != "en")
    if not foreign:
        return replace(document, sentences=sentences)
    language = foreign.most_common(1)[0][0] if foreign.total() == len(blocks) else "en"
    return replace(
        document, sentences=sentences, language=language, warnings=(*document.warnings, _unread_note(foreign))
    )


def _sentences(doc: "Doc", blocks: Sequence["Block"]) -> Iterator[Sentence]:
    rest = iter(blocks)
    block = next(rest, None)
    for sent in doc.sents:
        start = next((token.idx for token in sent if block and token.idx >= block.span.start), sent.start_char)
        while block and start >= block.span.end:
            block = next(rest, None)
        if block is None:
            return
        span = Span(max(start, block.span.start), min(sent.end_char, block.span.end))
        kind = block.kind if block.language == "en" else SentenceKind.FURNITURE
        yield Sentence(span=span, paragraph=block.paragraph, kind=kind)


def _unread_note(foreign: Counter[str]) -> str:
    names = ", ".join(f"{code} {count}" for code, count in foreign.most_common())
    return f"paragraphs that are not in English were left unread ({names}); only English is extracted"
