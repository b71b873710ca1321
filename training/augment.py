"""Training-time variation: news is set in curly quotes and title case, and full of names that no treebank holds."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import NumpyOps, set_current_ops

import generator.extract.parse  # noqa: F401  (registers layers and components)
from training.words import lines, words

SMALL_WORDS = frozenset(words("small_words"))
set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix products are three times as fast as those of BLIS
Augmenter = Callable[[Language, Example], Iterator[Example]]


@spacy.registry.augmenters("dateline.news_augment.v1")
def news_augment(title: float, upper: float, lower: float, quotes: float, seed: int) -> Augmenter:
    """Change the case of some documents, set straight quotes curly in others; the shares are probabilities."""
    rng = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        words = [token.text for token in example.reference]
        varied = _recased(words, rng.random(), title, upper, lower)
        if rng.random() < quotes:
            varied = _curly(varied, rng)
        yield example if varied == words else _reworded(nlp, example, varied)

    return augment


@spacy.registry.augmenters("dateline.names_augment.v1")
def names_augment(
    title: float, upper: float, lower: float, quotes: float, names: float, names_file: str, seed: int
) -> Augmenter:
    """As above, and in a share of `names` documents put other names of the same kind in place of theirs."""
    vary = news_augment(title, upper, lower, quotes, seed)
    pool = NamePool(json.loads(Path(names_file).read_text(encoding="utf-8")), random.Random(seed + 1))

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        renamed = pool.rename(nlp, example) if pool.rng.random() < names else example
        yield from vary(nlp, renamed)

    return augment


def _recased(words: Sequence[str], chance: float, title: float, upper: float, lower: float) -> list[str]:
    if chance < title:
        return [_titled(word, first=not i) for i, word in enumerate(words)]
    if chance < title + upper:
        return [word.upper() for word in words]
    if chance < title + upper + lower:
        return [word.lower() for word in words]
    return list(words)


def _titled(word: str, first: bool) -> str:
    small = not first and word.lower() in SMALL_WORDS
    return word if small or not word[:1].isalpha() else word[:1].upper() + word[1:]


def _curly(words: Sequence[str], rng: random.Random) -> list[str]:
    curled, inside = [], False
    for word in words:
        if word in ('"', "``", "''", "“", "”"):
            curled.append("”" if inside else "“")
            inside = not inside
        elif "'" in word:
            curled.append(word.replace("'", "’"))
        elif word == "--":
            curled.append(rng.choice(["—", "–"]))
        else:
            curled.append("–" if word == "-" and rng.random() < 0.2 else word)
    return curled


def _reworded(nlp: Language, example: Example, words: Sequence[str]) -> Example:
    """The same annotation over other words, one for one; the example itself where they no longer tokenize alike."""
    annotation = example.to_dict()
    annotation["token_annotation"]["ORTH"] = list(words)
    text = "".join(word + token.whitespace_ for word, token in zip(words, example.reference, strict=True))
    try:
        return Example.from_dict(nlp.make_doc(text), annotation)
    except ValueError:
        return example


class NamePool:
    """Makes up names of people, places and organisations, and remembers the organisations it has seen."""

    def __init__(self, sources: dict[str, Any], rng: random.Random) -> None:
        self.rng = rng
        self.people: list[dict[str, list[str]]] = list(sources["people"].values())
        self.cities: list[str] = sources["cities"]
        self.countries: list[str] = sources["countries"]
        self.demonyms: list[str] = sources["demonyms"]
        self.patterns = lines("organizations")
        self.seen: list[str] = []

    def rename(self, nlp: Language, example: Example) -> Example:
        """The example with some of its names replaced, the same name by the same one."""
        old = example.reference
        by_start = {ent.start: ent for ent in old.ents}
        words, spaces, names, missing = [], [], [], []
        chosen: dict[str, list[str]] = {}
        at = 0
        while at < len(old):
            ent = by_start.get(at)
            put = self._replacement(nlp, ent, chosen) if ent is not None else [old[at].text]
            if ent is not None:
                names.append((len(words), len(words) + len(put), ent.label_))
            elif not old[at].ent_iob:
                missing.append(len(words))
            end = ent.end if ent is not None else at + 1
            words += put
            spaces += [self._spaced(put, k) for k in range(len(put) - 1)] + [bool(old[end - 1].whitespace_)]
            at = end
        return _named(nlp, words, spaces, names, missing)

    def _spaced(self, words: Sequence[str], k: int) -> bool:
        return "-" not in (words[k], words[k + 1]) and words[k + 1] not in ("'s", "’s", "'", ".")

    def _replacement(self, nlp: Language, ent: Span, chosen: dict[str, list[str]]) -> list[str]:
        if ent.label_ == "ORG":
            self.seen = [*self.seen[-400:], ent.text]
        if ent.text not in chosen:
            keep = self.rng.random() > 0.6
            name = ent.text if keep else self._name(ent.label_, len(ent))
            chosen[ent.text] = [token.text for token in nlp.make_doc(name)]
        return chosen[ent.text]

    def _name(self, label: str, length: int) -> str:
        if label == "PER":
            return self._person(length)
        return self._place() if label == "LOC" else self._organization()

    def _person(self, length: int) -> str:
        names = self.rng.choice(self.people)
        given, family = self.rng.choice(names["given"]), self.rng.choice(names["family"])
        if self.rng.random() < 0.06:
            family = f"{self.rng.choice(('al', 'al', 'bin', 'de', 'van'))} {family}".replace("al ", "al-")
        if length > 1:
            return (
                f"{given} {self.rng.choice('ABCDEFGHJKLMNPRSTW')}. {family}"
                if self.rng.random() < 0.08
                else f"{given} {family}"
            )
        return given if self.rng.random() < 0.25 else family

    def _place(self) -> str:
        return self.rng.choice(self.countries if self.rng.random() < 0.3 else self.cities)

    def _organization(self) -> str:
        if self.seen and self.rng.random() < 0.4:
            return self.rng.choice(self.seen)
        made = re.sub(r"\{(\w+)\}", lambda slot: self._part(slot[1]), self.rng.choice(self.patterns))
        return made.replace("_", " ")

    def _part(self, kind: str) -> str:
        """A word for the slot `kind` of a pattern: a made-up name, or one of that word list."""
        if kind == "family":
            return self.rng.choice(self.rng.choice(self.people)["family"])
        if kind == "acronym":
            return "".join(self.rng.choices("ABCDEFGHIKLMNOPRSTUW", k=self.rng.choice((3, 3, 3, 4, 4, 5))))
        names = {"city": self.cities, "country": self.countries, "demonym": self.demonyms}
        return self.rng.choice(names.get(kind) or words(kind))


def _named(
    nlp: Language, words: list[str], spaces: list[bool], names: Sequence[tuple[int, int, str]], missing: Sequence[int]
) -> Example:
    reference = Doc(nlp.vocab, words=words, spaces=spaces)
    reference.set_ents(
        [Span(reference, start, end, label=label) for start, end, label in names],
        missing=[Span(reference, k, k + 1) for k in missing],
        default="outside",
    )
    return Example(nlp.make_doc(reference.text), reference)
