"""How fast articles are read, stage by stage: words a second and milliseconds for an article of 500 words.

python tests/evaluation/speed.py [WORDS]     how many words to read (default 20000), from the gold articles
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module

import gold

from generator.extract import PIPELINE, Reader, _outlined, parse, sentences
from generator.model.document import Document


def documents(words: int) -> Iterator[Document]:
    """Gold articles over and over until there are enough words."""
    articles = [gold.load(name) for name in gold.names()]
    count = 0
    while count < words:
        for article in articles:
            yield Document(id=str(count), text=article["text"], title=article["title"], published=article["published"])
            count += len(article["text"].split())


def measured(read: Sequence[Document]) -> dict[str, float]:
    """CPU seconds by stage."""
    reader, spent = Reader(), defaultdict[str, float](float)
    nlp = parse.load(reader.model)
    stages: dict[str, Callable[..., Document]] = {
        name: import_module(f"generator.extract.{name}").annotate for name in PIPELINE
    }
    for document in read:
        begin = time.process_time()
        blocks = sentences.blocks(document.text, document.title, reader.lexicon)
        (doc,) = parse.parse(nlp, [(document.text, blocks)])
        document = _outlined(document, doc, blocks)
        spent["language"] += time.process_time() - begin
        for name, annotate in stages.items():
            begin = time.process_time()
            document = annotate(document, doc, reader.lexicon)
            spent[name] += time.process_time() - begin
    return spent


def main() -> None:
    """Warm up, measure, print one line a stage."""
    read = list(documents(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
    measured([replace(document) for document in read[:3]])
    spent, words = measured(read), sum(len(document.text.split()) for document in read)
    spent = {"all": sum(spent.values()), **spent}
    for name, seconds in spent.items():
        print(f"{name:10} {words / seconds:9.0f} words/s {seconds / words * 500_000:8.1f} ms per 500 words")


if __name__ == "__main__":
    main()
