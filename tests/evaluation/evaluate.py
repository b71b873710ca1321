"""Read the gold articles with the extractor as it is, and say how well it does.

python tests/evaluation/evaluate.py            one column an article, and all together
python tests/evaluation/evaluate.py -v war     what is wrong in one article (or in all)
python tests/evaluation/evaluate.py --pin      raise the floors to what is reached now; never lowers one
python tests/evaluation/evaluate.py --dev DIR  development data and its scorers, kept outside this project
python tests/evaluation/evaluate.py --gold tests/evaluation/unseen   the articles that nobody tunes on; no floors
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import development
import gold
import score_actors
import score_events
import score_words
import yaml
from measures import FAULTS, Counts, figures

from generator.annotations import Question, answer
from generator.extract import Reader

FLOORS = Path(__file__).parent / "floors.yml"
SLACK = 1.5  # a floor lies this far below what was measured, so that a harmless change passes
Notes = dict[str, dict[str, list[str]]]


def annotate(reader: Reader, article: gold.Gold) -> dict[str, Any]:
    """What the extractor finds in a gold article, in the form that `dateline annotate` prints."""
    asked = Question(id=article["doc"], text=article["text"], published=article["published"], title=article["title"])
    document = reader.read(article["text"], id=article["doc"], title=article["title"], published=article["published"])
    found: dict[str, Any] = json.loads(answer(asked, document))
    return found


def score(wanted: gold.Gold, found: dict[str, Any]) -> tuple[Counts, Notes]:
    """All measures of one article."""
    names = score_events.names_of(wanted, found)
    parts = {
        "actors": score_actors.score(wanted, found),
        "events": score_events.score(wanted, found),
        "dates": score_words.score_dates(wanted, found),
        "quotes": score_words.score_quotes(wanted, found, names),
    }
    counts: Counts = Counter()
    for part, _ in parts.values():
        counts.update(part)
    return counts, {name: notes for name, (_, notes) in parts.items()}


def evaluate(reader: Reader, names: Iterable[str]) -> tuple[dict[str, Counts], dict[str, Notes], list[Any]]:
    """Counts and notes by article, and the reliability rows of them all."""
    counts, notes, confidence = {}, {}, []
    for name in names:
        wanted = gold.load(name)
        found = annotate(reader, wanted)
        counts[name], notes[name] = score(wanted, found)
        confidence += score_events.reliability(wanted, found)
    return counts, notes, confidence


def total(counts: Iterable[Counts]) -> Counts:
    """Counts of several articles together."""
    together: Counts = Counter()
    for each in counts:
        together.update(each)
    return together


def table(counts: Mapping[str, Counts]) -> str:
    """One row a figure, one column an article; last those that no rule was tuned on, if any, and all of them."""
    apart = [each for name, each in counts.items() if gold.load(name)["apart"]]
    sums = {"apart": total(apart)} if apart else {}
    columns = {name: figures(each) for name, each in {**counts, **sums, "all": total(counts.values())}.items()}
    lines = [" " * 17 + " ".join(f"{name[:9]:>9}" for name in columns)]
    for figure in columns["all"]:
        lines.append(f"{figure:<17}" + " ".join(f"{_told(column[figure]):>9}" for column in columns.values()))
    return "\n".join(lines)


def _told(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}".removesuffix(".0")


def calibration(rows: list[tuple[float, bool, bool]]) -> str:
    """Per tenth of confidence: how many events, how many of them are events at all, how many are ready."""
    lines = ["confidence  events  in the gold  ready"]
    for tenth in range(10):
        part = [row for row in rows if min(9, int(row[0] * 10)) == tenth]
        if part:
            true, ready = (100 * sum(row[n] for row in part) / len(part) for n in (1, 2))
            lines.append(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f} {len(part):>10} {true:>10.0f} % {ready:>5.0f} %")
    return "\n".join(lines)


def floors() -> dict[str, float]:
    """The pinned figures."""
    return {
        name: float(value)
        for name, value in (yaml.safe_load(FLOORS.read_text(encoding="utf-8"))["floors"] or {}).items()
    }


def below(reached: Mapping[str, float | None], pinned: Mapping[str, float]) -> list[str]:
    """Every figure on the wrong side of its floor."""
    faults = []
    for name, floor in pinned.items():
        value = reached[name]
        if value is None or (value > floor if name in FAULTS else value < floor):
            faults.append(f"{name}: {_told(value)}, pinned at {_told(floor)}")
    return faults


def raised(reached: Mapping[str, float | None], pinned: Mapping[str, float]) -> dict[str, float]:
    """The floors with every one raised that can be; none is ever lowered."""
    new = dict(pinned)
    for name, value in reached.items():
        if value is not None and name in FAULTS:
            new[name] = min(value, pinned.get(name, value))
        elif value is not None:
            new[name] = round(max(value - SLACK, pinned.get(name, 0.0)), 1)
    return new


def pin(reached: Mapping[str, float | None]) -> None:
    """Write the raised floors, under the head of the file."""
    head = FLOORS.read_text(encoding="utf-8").partition("\nfloors:")[0]
    rows = "".join(f"  {name}: {value:g}\n" for name, value in raised(reached, floors()).items())
    FLOORS.write_text(f"{head}\nfloors:\n{rows}", encoding="utf-8")


def told(notes: Mapping[str, Notes]) -> Iterable[str]:
    """What is wrong, article by article."""
    for article, parts in notes.items():
        for part, kinds in parts.items():
            for kind, faults in kinds.items():
                yield from (f"{article}: {part} {kind}: {fault}" for fault in faults)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", help="names of gold articles; all without")
    parser.add_argument("--gold", type=Path, default=gold.FOLDER, metavar="DIR", help="folder of the articles")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is wrong")
    parser.add_argument("--pin", action="store_true", help="raise the floors")
    parser.add_argument("--dev", type=Path, metavar="DIR", help="folder that holds dev/ and bench/")
    chosen = parser.parse_args()
    floored, gold.FOLDER = chosen.gold == gold.FOLDER, chosen.gold
    articles = chosen.articles or gold.names()
    counts, notes, confidence = evaluate(Reader(), articles)
    if chosen.verbose:
        print("\n".join(told(notes)))
    print(table(counts), calibration(confidence), sep="\n\n")
    if chosen.dev:
        print("\n" + development.report(chosen.dev))
    if floored and set(articles) == set(gold.names()):
        sys.exit(settle(figures(total(counts.values())), chosen.pin))


def settle(reached: Mapping[str, float | None], raise_floors: bool) -> int:
    """Raise the floors or hold the figures against them; the exit code."""
    if raise_floors:
        pin(reached)
        return 0
    faults = below(reached, floors())
    print("\n" + ("\n".join(f"below its floor: {fault}" for fault in faults) or "no figure below its floor"))
    return 1 if faults else 0


if __name__ == "__main__":
    main()
