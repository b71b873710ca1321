"""Reads the treebanks: CoNLL-U sentences, GUM's mentions, IOB name layers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Name = tuple[int, int, str]  # first token, token after the last, PER | ORG | LOC
_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(slots=True)
class Word:
    """One syntactic word; `head` counts from 0, -1 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str
    misc: str
    space: bool

    @property
    def is_proper(self) -> bool:
        return self.upos == "PROPN" or self.xpos in ("NNP", "NNPS")


@dataclass(slots=True)
class TreebankSentence:
    """A sentence, and whether a document or a paragraph begins with it."""

    id: str = ""
    begins_text: bool = False
    begins_paragraph: bool = False
    words: list[Word] = field(default_factory=list)

    @property
    def glued(self) -> str:
        return "".join(word.form.replace(" ", "") for word in self.words)


def read_conllu(path: Path) -> Iterator[TreebankSentence]:
    """The sentences of one file; parts of a multiword token stand without space between them."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        sentence = _sentence(block.split("\n"))
        if sentence.words:
            yield sentence


def _sentence(lines: Iterable[str]) -> TreebankSentence:
    sentence = TreebankSentence()
    multiword_end, multiword_space = 0, True
    for line in lines:
        columns = line.split("\t")
        if line.startswith("#"):
            _read_comment(line, sentence)
        elif len(columns) == 10 and "-" in columns[0]:
            multiword_end = int(columns[0].split("-")[1])
            multiword_space = "SpaceAfter=No" not in columns[9]
        elif len(columns) == 10 and "." not in columns[0]:
            number = int(columns[0])
            space = "SpaceAfter=No" not in columns[9]
            space = False if number < multiword_end else multiword_space if number == multiword_end else space
            sentence.words.append(_word(columns, space))
    return sentence


def _read_comment(line: str, sentence: TreebankSentence) -> None:
    if line.startswith("# newdoc"):
        sentence.begins_text = True
    elif re.match(r"# newpar( |$)", line):
        sentence.begins_paragraph = True
    elif line.startswith("# sent_id"):
        sentence.id = line.split("=", 1)[1].strip()


def _word(columns: list[str], space: bool) -> Word:
    _, form, lemma, upos, xpos, feats, head, relation, _, misc = columns
    return Word(form, lemma, upos, xpos, "" if feats == "_" else feats, int(head) - 1, relation, misc, space)


def gum_mentions(sentence: TreebankSentence) -> list[Name]:
    """GUM's nested mentions of people, organisations and places in one sentence, innermost and outermost alike."""
    opened: list[tuple[str, str, int]] = []
    mentions: list[tuple[int, int, str]] = []
    for index, word in enumerate(sentence.words):
        layer = re.search(r"(?:^|\|)Entity=([^|]+)", word.misc)
        for step in re.findall(r"\([^()]+\)?|[^()]+\)", layer.group(1)) if layer else ():
            _follow(step, index, opened, mentions)
    return [(start, end, _LABELS[kind]) for start, end, kind in mentions if kind in _LABELS]


def _follow(step: str, index: int, opened: list[tuple[str, str, int]], mentions: list[Name]) -> None:
    """One bracket of the layer: "(12-person" opens, "12)" closes, "(12-person)" does both."""
    if step.startswith("("):
        number, kind = [*step[1:].rstrip(")").split("-"), ""][:2]
        if step.endswith(")"):
            mentions.append((index, index + 1, kind))
        else:
            opened.append((number.split("[")[0], kind, index))
        return
    number = step[:-1].split("[")[0]
    for place in range(len(opened) - 1, -1, -1):
        if opened[place][0] == number:
            _, kind, start = opened.pop(place)
            mentions.append((start, index + 1, kind))
            return


@dataclass(slots=True)
class NameLayer:
    """A sentence of an IOB file: its text without blanks, and names by offsets in it."""

    glued: str = ""
    names: list[Name] = field(default_factory=list)


def read_iob(path: Path) -> dict[str, NameLayer]:
    """Sentence id -> names."""
    layers: dict[str, NameLayer] = {}
    current = NameLayer()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            current = layers[line.split("=")[1].strip()] = NameLayer()
        elif line and not line.startswith("#"):
            _, form, tag = line.split("\t")[:3]
            _add_tagged(current, form.replace(" ", ""), tag)
    return layers


def _add_tagged(layer: NameLayer, form: str, tag: str) -> None:
    start = len(layer.glued)
    layer.glued += form
    goes_on = tag.startswith("I-") and layer.names and layer.names[-1][1] == start
    if goes_on:
        first, _, label = layer.names[-1]
        layer.names[-1] = (first, start + len(form), label)
    elif tag != "O":
        layer.names.append((start, start + len(form), tag[2:]))


def aligned(sentence: TreebankSentence, layer: NameLayer | None) -> list[Name] | None:
    """The layer's names by word index; None where the two do not hold the same text."""
    if layer is None or len(layer.glued) != len(sentence.glued):
        return None
    starts, ends, position = {}, {}, 0
    for index, word in enumerate(sentence.words):
        starts[position] = index
        position += len(word.form.replace(" ", ""))
        ends[position] = index + 1
    kept = [name for name in layer.names if name[0] in starts and name[1] in ends and name[2] in _LABELS.values()]
    return [(starts[start], ends[end], label) for start, end, label in kept]


def read_wikigold(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences as words and tags; the corpus writes I- for every word of a name."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            word, tag = line.strip().rsplit(" ", 1)
            words.append(word)
            tags.append(tag)
        elif words:
            if words[0] != "-DOCSTART-":
                yield words, tags
            words, tags = [], []
