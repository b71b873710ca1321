"""convert.py TREEBANKS CORPUS: turn the treebanks and their name layers into spaCy's training files.

A training document is a paragraph of at most ten sentences, as the package parses them. Words, tags, trees come from
Universal Dependencies; names (PER, ORG, LOC) where a freely licensed layer exists, elsewhere they are "missing", which
trains nothing.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

from training.policy import gum_names, is_title, settled, without_title
from training.treebanks import Name, NameLayer, TreebankSentence, aligned, read_conllu, read_iob, read_wikigold

VOCAB = spacy.blank("en").vocab
# Genres of GUM whose texts are CC BY, CC BY-SA or public domain; the others are non-commercial or have no text.
GENRES = frozenset(("academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"))
PARAGRAPH = 10
Range = tuple[int, int]


class Labelled:
    """A sentence with its names, and the words of which nobody knows whether they are part of one."""

    def __init__(self, sentence: TreebankSentence, names: Sequence[Name] | None, unknown: Sequence[Range] = ()) -> None:
        self.sentence = sentence
        self.names = names or ()
        self.unknown = unknown if names is not None else ((0, len(sentence.words)),)


def paragraphs(sentences: Iterable[Labelled]) -> Iterator[list[Labelled]]:
    """Sentences grouped as the source sets them, at most ten together."""
    group: list[Labelled] = []
    for labelled in sentences:
        begins = labelled.sentence.begins_paragraph or labelled.sentence.begins_text
        if group and (begins or len(group) >= PARAGRAPH):
            yield group
            group = []
        group.append(labelled)
    if group:
        yield group


def document(group: Sequence[Labelled]) -> Doc:
    """One training document."""
    words = [word for labelled in group for word in labelled.sentence.words]
    offsets = [0]
    for labelled in group:
        offsets.append(offsets[-1] + len(labelled.sentence.words))
    spaces = [word.space or index + 1 in offsets for index, word in enumerate(words)]
    begins = [base for base, labelled in zip(offsets, group, strict=False) for _ in labelled.sentence.words]
    doc = Doc(
        VOCAB,
        words=[word.form for word in words],
        spaces=spaces,
        tags=["" if word.xpos == "_" else word.xpos for word in words],
        pos=["X" if word.upos == "_" else word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[
            base + word.head if word.head >= 0 else i for i, (base, word) in enumerate(zip(begins, words, strict=True))
        ],
        deps=["ROOT" if word.relation == "root" else word.relation for word in words],
        sent_starts=[index in offsets for index in range(len(words))],
    )
    names = [
        (base + a, base + b, label) for base, each in zip(offsets, group, strict=False) for a, b, label in each.names
    ]
    unknown = [(base + a, base + b) for base, each in zip(offsets, group, strict=False) for a, b in each.unknown]
    return with_names(doc, names, unknown)


def with_names(doc: Doc, names: Iterable[Name], unknown: Iterable[Range] = ()) -> Doc:
    """The document with names under the policy."""
    words = [token.text for token in doc]
    kept = [name for name in (settled(words, name) for name in names) if name]
    spans = [Span(doc, start, end, label=label) for start, end, label in kept]
    doc.set_ents(spans, missing=[Span(doc, *place) for place in unknown], default="outside")
    return doc


def unknown_names(sentence: TreebankSentence) -> list[Range]:
    """Without a name layer only words far from any proper noun are known to be no names; the ranges of the others."""
    near: set[int] = set()
    for index, word in enumerate(sentence.words):
        capital = word.form[:1].isupper() and index > 0 and word.upos in ("NOUN", "ADJ", "X", "VERB")
        if word.is_proper or word.xpos in ("GW", "FW", "ADD") or capital:
            near.update(range(index - 2, index + 3))
    places = sorted(near.intersection(range(len(sentence.words))))
    return [(place, place + 1) for place in places]


def ewt(folder: Path, names: Path, split: str) -> list[Doc]:
    """UD_English-EWT by its own split; its train part has no name layer."""
    layer = {} if split == "train" else read_iob(names / f"en_ewt-ud-{split}.iob2")
    docs = []
    for file in (folder / "file-lists" / f"files.{split}").read_text().split():
        sentences = read_conllu(folder / "sources" / file)
        docs += [document(group) for group in paragraphs(_ewt_labelled(sentences, layer, split == "train"))]
    return docs


def _ewt_labelled(
    sentences: Iterable[TreebankSentence], layer: dict[str, NameLayer], unlabelled: bool
) -> Iterator[Labelled]:
    for sentence in sentences:
        if unlabelled:
            yield Labelled(sentence, [], unknown_names(sentence))
        else:
            yield uner(sentence, layer.get(sentence.id))


def uner(sentence: TreebankSentence, layer: NameLayer | None) -> Labelled:
    names = aligned(sentence, layer)
    return Labelled(sentence, None if names is None else [without_title(sentence, name) for name in names])


def gum(treebanks: Path, held_out: frozenset[str]) -> dict[str, list[Doc]]:
    """GUM by its own split, the news documents that evaluate the whole extractor apart as "held"."""
    lists = treebanks / "gum/not-to-release/file-lists"
    # A document that two lists name counts as training text, so that no test text was trained on.
    splits = ("test", "dev", "train")
    split_of = {name: split for split in splits for name in (lists / f"files.{split}").read_text().split()}
    docs: dict[str, list[Doc]] = {"train": [], "dev": [], "test": [], "held": []}
    for file in sorted((treebanks / "gumrepo/dep").glob("GUM_*.conllu")):
        if file.stem in split_of and file.name.split("_")[1] in GENRES:
            split = "held" if file.stem in held_out and split_of[file.stem] == "train" else split_of[file.stem]
            labelled = (Labelled(sentence, gum_names(sentence)) for sentence in read_conllu(file))
            docs[split] += [document(group) for group in paragraphs(labelled)]
    return docs


def pud(treebanks: Path) -> dict[str, list[Doc]]:
    """UD_English-PUD: half news, half Wikipedia; the name layer numbers sentences otherwise, so texts are compared."""
    layers = {_letters(layer.glued): layer for layer in read_iob(treebanks / "unerpud/en_pud-ud-test.iob2").values()}
    sentences = list(read_conllu(treebanks / "pud/en_pud-ud-test.conllu"))
    docs = {}
    for split, letter in (("news", "n"), ("wiki", "w")):
        chosen = (each for each in sentences if each.id.startswith(letter))
        labelled = (uner(sentence, layers.get(_letters(sentence.glued))) for sentence in chosen)
        docs[split] = [document(group) for group in paragraphs(labelled)]
    return docs


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum() or char == "_")


def wikigold(file: Path) -> list[Doc]:
    """Names only: no trees, no tags."""
    docs = []
    for words, tags in read_wikigold(file):
        following = [*words[1:], ""]
        spaces = [_spaced(word, after) for word, after in zip(words, following, strict=True)]
        doc = Doc(VOCAB, words=words, spaces=spaces, sent_starts=[not index for index in range(len(words))])
        docs.append(with_names(doc, _wikigold_names(words, tags)))
    return docs


def _spaced(word: str, following: str) -> bool:
    closes = following in {".", ",", ";", ":", "?", "!", ")", "'s", "%", "n't", "''"}
    return not (closes or word in {"(", "``", "$"})


def _wikigold_names(words: Sequence[str], tags: Sequence[str]) -> Iterator[Name]:
    start = 0
    for end in range(1, len(tags) + 1):
        if end < len(tags) and tags[end] == tags[start]:
            continue
        label = tags[start][2:]
        if label in ("PER", "ORG", "LOC"):
            first = start
            while label == "PER" and first < end - 1 and is_title(words[first]):
                first += 1
            yield first, end, label
        start = end


def save(docs: Sequence[Doc], file: Path) -> None:
    DocBin(store_user_data=False, docs=docs).to_disk(file)
    counts = {label: sum(ent.label_ == label for doc in docs for ent in doc.ents) for label in ("PER", "ORG", "LOC")}
    print(f"{file.stem:10} {len(docs):5} documents {sum(map(len, docs)):7} tokens {counts}")


def main(source: str, target: str) -> None:
    treebanks, corpus = Path(source), Path(target)
    corpus.mkdir(parents=True, exist_ok=True)
    held_out = frozenset((Path(__file__).parent / "held_out.txt").read_text().split())
    for split in ("train", "dev", "test"):
        save(ewt(treebanks / "ewt/not-to-release", treebanks / "uner", split), corpus / f"ewt_{split}.spacy")
    for split, docs in gum(treebanks, held_out).items():
        save(docs, corpus / f"gum_{split}.spacy")
    for split, docs in pud(treebanks).items():
        save(docs, corpus / f"pud_{split}.spacy")
    save(wikigold(treebanks / "wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt"), corpus / "wikigold.spacy")


if __name__ == "__main__":
    main(*sys.argv[1:])
