"""selflabel.py MODEL CORPUS: let a first names model label EWT's train part, and keep only what the gold tags bear out.

People and places are kept where the treebank tags proper nouns too. Organisations are the least reliable label, so they
stay "missing" like every other proper noun that was not labelled; the rest is known to be no name.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

import generator.extract.features  # noqa: F401  (registers the embedding layers)

_GLUE = frozenset(("of", "for", "the", "and", "&", "-", "'s", "de", "la", "al", "bin", "el", "'", "von", "van", "."))


def is_proper(doc: Doc, index: int) -> bool:
    return doc[index].tag_ in ("NNP", "NNPS") or doc[index].pos_ == "PROPN"


def borne_out(gold: Doc, name: Span) -> bool:
    """Whether the gold tags and tree agree with a predicted name."""
    inside = range(name.start, name.end)
    proper = all(is_proper(gold, i) or gold[i].lower_ in _GLUE or gold[i].is_title for i in inside)
    return proper and is_proper(gold, name.end - 1) and not _cuts_flat_name(gold, name)


def _cuts_flat_name(gold: Doc, name: Span) -> bool:
    before = name.start > 0 and is_proper(gold, name.start - 1) and gold[name.start].dep_ == "flat"
    after = name.end < len(gold) and is_proper(gold, name.end) and gold[name.end].dep_ == "flat"
    return before or after


def unsure(gold: Doc, labelled: set[int]) -> Iterator[int]:
    """Unlabelled proper nouns, the word after one, and a capital before one."""
    for index in range(len(gold)):
        if index in labelled:
            continue
        after = index > 0 and is_proper(gold, index - 1) and index - 1 not in labelled
        following = index + 1 < len(gold) and is_proper(gold, index + 1) and index + 1 not in labelled
        if is_proper(gold, index) or after or (following and gold[index].text[:1].isupper()):
            yield index


def relabelled(gold: Doc, predicted: Doc) -> Doc:
    """The gold document with the names that hold."""
    names = [name for name in predicted.ents if name.label_ != "ORG" and borne_out(gold, name)]
    labelled = {index for name in names for index in range(name.start, name.end)}
    gold.set_ents(
        [Span(gold, name.start, name.end, label=name.label_) for name in names],
        missing=[Span(gold, index, index + 1) for index in unsure(gold, labelled)],
        default="outside",
    )
    return gold


def main(model: str, corpus: str) -> None:
    nlp = spacy.load(model)
    docs = list(DocBin().from_disk(Path(corpus) / "ewt_train.spacy").get_docs(nlp.vocab))
    bare = (Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in docs)
    pairs = zip(docs, nlp.get_pipe("ner").pipe(bare, batch_size=128), strict=True)
    labelled = DocBin(docs=[relabelled(gold, predicted) for gold, predicted in pairs])
    labelled.to_disk(Path(corpus) / "ewt_self.spacy")


if __name__ == "__main__":
    main(*sys.argv[1:])
