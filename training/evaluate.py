"""evaluate.py PIPELINE CORPUS SET...: score a pipeline on raw text, as the package reads it.

Tokens are spaCy's own, sentence bounds come from `generator.extract.sentences.bound` and the parser. Punctuation does
not count in UAS and LAS. Names are scored twice: as the model gives them, and as the actors stage makes them of it.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from generator.extract import Reader, parse
from generator.extract.sentence_bounds import bound
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType
from training.policy import places

_BEFORE = "It was told.\n\n"  # so that the first line of a test text is not taken for a headline
_LABELS = {ActorType.PERSON: "PER", ActorType.COUNTRY: "LOC", ActorType.PLACE: "LOC"}

COLUMNS = ("token_f", "pos_acc", "tag_acc", "morph_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")
RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "nmod",
    "ccomp",
    "xcomp",
    "advcl",
    "conj",
    "appos",
    "root",
)


def read(nlp: Language, file: Path) -> list[Example]:
    """Gold documents beside what the pipeline makes of their text."""
    gold = list(DocBin().from_disk(file).get_docs(nlp.vocab))
    made = [bound(nlp.make_doc(doc.text), SentenceKind.BODY) for doc in gold]
    return [Example(predicted, doc) for predicted, doc in zip(nlp.pipe(made), gold, strict=True)]


def lemma_share(examples: Sequence[Example]) -> float:
    """Share of gold lemmas that were found, punctuation apart, case ignored."""
    pairs = [
        (token.lemma_.lower(), gold.lower())
        for example in examples
        for token, gold in zip(example.predicted, example.get_aligned("LEMMA", as_string=True), strict=True)
        if gold and token.pos_ != "PUNCT"
    ]
    return float(sum(one == other for one, other in pairs) / max(len(pairs), 1))


def names_by_rules(reader: Reader, gold: Doc) -> set[tuple[int, int, str]]:
    """Named mentions of the actors stage as (start, end, label) under the recipe's policy."""
    document = reader.read(f"{_BEFORE}{gold.text}")
    found = set()
    for mention in document.mentions:
        text, kind = mention.span.of(document.text), document.actor(mention.actor).type
        end = mention.span.end - (2 if text.endswith(("'s", "’s")) else 0)
        label = "LOC" if text in places() else _LABELS.get(kind, "ORG")
        if mention.form == "name" and kind is not ActorType.GROUP:
            found.add((mention.span.start - len(_BEFORE), end - len(_BEFORE), label))
    return found


def rules_line(reader: Reader, docs: Iterable[Doc]) -> str:
    """Precision, recall and F of names after the rules, then F by label."""
    hits, made, wanted = Counter[str](), Counter[str](), Counter[str]()
    for gold in docs:
        names = {(ent.start_char, ent.end_char, ent.label_) for ent in gold.ents}
        found = names_by_rules(reader, gold)
        hits.update(label for *_, label in names & found)
        made.update(label for *_, label in found)
        wanted.update(label for *_, label in names)
    total = (hits.total(), made.total(), wanted.total())
    precision, recall = total[0] / max(total[1], 1), total[0] / max(total[2], 1)
    by_label = (
        f"{label} {percent(_f_score(hits[label], made[label], wanted[label]))}" for label in ("PER", "LOC", "ORG")
    )
    return f"P {percent(precision)} R {percent(recall)} F {percent(_f_score(*total))} {' '.join(by_label)}"


def _f_score(hits: int, made: int, wanted: int) -> float:
    return 2 * hits / max(made + wanted, 1)


def percent(score: Any) -> str:
    return "    -" if score is None else f"{100 * score:5.1f}"


def report(nlp: Language, name: str, examples: Sequence[Example], seconds: float) -> None:
    """One line of scores, then names by type and relations by kind."""
    scores = Scorer(nlp).score(list(examples))
    tokens = sum(len(example.predicted) for example in examples)
    line = " ".join(f"{column} {percent(scores.get(column))}" for column in COLUMNS)
    print(f"{name}: {line} lemma {percent(lemma_share(examples))} tokens/s {tokens / seconds:.0f}")
    for title, kinds in (("ents_per_type", ("PER", "LOC", "ORG")), ("dep_las_per_type", RELATIONS)):
        per_type = scores.get(title) or {}
        print("   ", " ".join(f"{kind} {percent(per_type[kind]['f'])}" for kind in kinds if kind in per_type))


def main(pipeline: str, corpus: str, *sets: str) -> None:
    nlp = parse.load(pipeline)
    nlp("The tables load with the first text.")
    reader = Reader(pipeline)
    for name in sets:
        start = time.process_time()
        examples = read(nlp, Path(corpus) / f"{name}.spacy")
        report(nlp, name, examples, time.process_time() - start)
        print("    names after rules", rules_line(reader, (example.reference for example in examples)))


if __name__ == "__main__":
    main(*sys.argv[1:])
