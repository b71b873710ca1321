"""assemble.py SYNTAX NAMES OUT: join the two trained pipelines and a rule lemmatizer into the one that is bundled.

Weights are stored in half precision (`generator.extract.parse` widens them on load), and only strings that the pipeline
itself names are kept: the training corpus' vocabulary is neither needed nor wanted in the package.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

import numpy
import spacy
import srsly
from spacy.language import Language
from thinc.api import Config

import generator.extract.parse  # noqa: F401  (registers layers and components)

NAME, VERSION = "dateline_news", "1.1.0"
ABOUT = {
    "description": "English news: tags, morphology, lemmas, Universal Dependencies, names. See training/MODEL_CARD.md.",
    "author": "the dateline project",
    "license": "CC BY-SA 4.0",
}


def joined(syntax: Path, names: Path) -> Language:
    """Tagger, morphologizer and parser of the one, names of the other, lemmas by WordNet's rules and exceptions."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    lemmatizer = nlp.add_pipe("dateline_lemmas", name="lemmatizer")
    lemmatizer.initialize(list, nlp=nlp)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and pipe.model else ():
            node.attrs.pop("cache", None)
    nlp.meta.update(ABOUT, name=NAME, version=VERSION, performance={})
    return nlp


def halved(weights: Any) -> Any:
    """The same nest of dicts and lists, its float32 arrays as float16."""
    if isinstance(weights, dict):
        return {key: halved(value) for key, value in weights.items()}
    if isinstance(weights, (list, tuple)):
        return [halved(value) for value in weights]
    if isinstance(weights, numpy.ndarray) and weights.dtype == numpy.float32:
        return weights.astype(numpy.float16)
    return weights


def halve(folder: Path) -> None:
    """Rewrite every component's `model` file in half precision."""
    for file in folder.glob("*/model"):
        file.write_bytes(srsly.msgpack_dumps(halved(srsly.msgpack_loads(file.read_bytes()))))


def forget_corpus(nlp: Language, folder: Path) -> None:
    """Keep only the labels in the string table; words come back with each text that is read."""
    labels = {label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ())}
    srsly.write_json(folder / "vocab" / "strings.json", sorted(labels))


def forget_training(folder: Path) -> None:
    """Leave out of the configuration where the corpora lay and how it was trained: the recipe says so."""
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    for section in ("paths", "corpora", "training", "initialize"):
        config.pop(section, None)
    config.to_disk(folder / "config.cfg")


def main(syntax: str, names: str, out: str) -> None:
    folder = Path(out)
    shutil.rmtree(folder, ignore_errors=True)
    nlp = joined(Path(syntax), Path(names))
    nlp.to_disk(folder)
    halve(folder)
    forget_training(folder)
    forget_corpus(nlp, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
