"""How fast articles are read, stage by stage, per 500 words, and whether memory stays flat.

    python tests/evaluation/speed.py [ROUNDS]

Reads the gold articles over and over in one process and counts processor time, start-up apart. What is left of the
whole after the stages is the language pipeline, with the cutting into paragraphs.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import gold

from generator import extract
from generator.model.records import Article
from generator.model.source import Source

BUDGET = {"language": 75.0, "timex": 8.0, "actors + quotes + events": 15.0}  # milliseconds for 500 words, one core


def timed(name: str, component: extract.Component, spent: Counter[str]) -> extract.Component:
    """The same component, its processor time added up."""

    def run(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return component(*arguments)
        finally:
            spent[name] += time.process_time() - start

    return run


def sources(rounds: int) -> Iterator[Source]:
    """The gold articles, `rounds` times."""
    articles = [gold.load(name) for name in gold.names()]
    for number in range(rounds):
        for each in articles:
            article = Article(id=f"{each['doc']}-{number}", title=each["title"], published=each["published"])
            yield Source(article=article, text=each["text"])


def measure(reader: extract.Reader, rounds: int) -> tuple[int, Counter[str]]:
    """Words read, and seconds by stage."""
    spent: Counter[str] = Counter()
    plain = extract.components
    extract.components = lambda: tuple(map(timed, extract.PIPELINE, plain(), [spent] * len(extract.PIPELINE)))
    loaded = list(sources(rounds))
    try:
        start = time.process_time()
        words = sum(len(document.text.split()) for document in reader.read_many(loaded))
        whole = time.process_time() - start
    finally:
        extract.components = plain
    spent["language"] = whole - spent.total()
    return words, spent


def report(words: int, spent: Counter[str]) -> Iterator[str]:
    """One line a stage, then the stages that have a common budget, then all."""
    per_500 = {stage: 1000 * seconds * 500 / words for stage, seconds in spent.items()}
    per_500["actors + quotes + events"] = sum(per_500[stage] for stage in ("actors", "quotes", "events"))
    for stage in ("language", *extract.PIPELINE, "actors + quotes + events"):
        budget = f"   budget {BUDGET[stage]:.0f}" if stage in BUDGET else ""
        yield f"{stage:<25}{per_500[stage]:7.1f} ms per 500 words{budget}"
    whole, rate = 1000 * spent.total() * 500 / words, words / spent.total()
    yield f"{'all':<25}{whole:7.1f} ms per 500 words: {rate:,.0f} words a second"


def memory() -> float:
    """The most memory this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run from the command line."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    reader = extract.Reader()
    measure(reader, 2)
    before = memory()
    words, spent = measure(reader, rounds)
    print("\n".join(report(words, spent)))
    print(f"memory {memory():.0f} MiB, {memory() - before:+.0f} after {words:,} words more")


if __name__ == "__main__":
    main()
