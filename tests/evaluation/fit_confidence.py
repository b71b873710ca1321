"""Fit the points of `events_confidence.yml` anew: a logistic model of whether a found event is one, by its traits.

    python tests/evaluation/fit_confidence.py

reads the articles in `gold` (without those marked apart) and `unseen`, prints the points to be written into the lexicon
and how well they hold on articles left out of the fit, one after the other. Nothing else is looked at, least of all the
article in `seeds/`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gold
import numpy as np
import score_events
from evaluate import calibration

from generator.annotations import Question, answer
from generator.extract import Reader

FOLDERS = (gold.FOLDER, Path(__file__).parent / "unseen")
WORTH = {"core": 1.0, "context": 1.0, "optional": 0.6}  # an optional event may be listed or not
RIDGE, STEPS = 2.0, 30
SPARE = 0.1  # traits that add less are left out


@dataclass(frozen=True)
class Row:
    """A found event: its article, its traits, what the gold makes of it."""

    article: str
    traits: frozenset[str]
    tier: str
    ready: bool


def rows() -> list[Row]:
    """Every found event of the articles to learn from."""
    reader, found = Reader(), []
    for gold.FOLDER in FOLDERS:
        for name in gold.names():
            if not (article := gold.load(name))["apart"]:
                found += _rows(article, reader)
    return found


def _rows(article: gold.Gold, reader: Reader) -> list[Row]:
    asked = Question(id=article["doc"], text=article["text"], published=article["published"], title=article["title"])
    document = reader.read(asked.text, id=asked.id, title=asked.title, published=asked.published)
    said: dict[str, Any] = json.loads(answer(asked, document, explain=True))
    events = [event for event in said["events"] if "mention_of" not in event]
    names = score_events.names_of(article, said)
    pairs = {f: article["events"][g] for g, f in score_events._paired(article, events, names)}
    return [
        Row(
            article["doc"],
            frozenset(event["grounds"][-1].removeprefix("confidence: ").split(", ")),
            pairs[f]["tier"] if f in pairs else "",
            f in pairs and bool(score_events.Verdict(pairs[f], event, names).counts["ready"]),
        )
        for f, event in enumerate(events)
    ]


def matrix(found: Sequence[Row], traits: Sequence[str]) -> Any:
    """One line an event, a leading 1, then one column a trait."""
    return np.array([[1.0, *(float(trait in row.traits) for trait in traits)] for row in found])


def fit(found: Sequence[Row], traits: Sequence[str]) -> Any:
    """The points of the start and of each trait, by Newton's method with a ridge that keeps rare traits small."""
    x, y = matrix(found, traits), np.array([WORTH.get(row.tier, 0.0) for row in found])
    ridge = np.diag([0.01, *(RIDGE for _ in traits)])
    points = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = chances(x, points)
        slope = x.T @ (p - y) + ridge @ points
        points -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return points


def chances(x: Any, points: Any) -> Any:
    """How probable each event is."""
    return 1 / (1 + np.exp(-x @ points))


def left_out(found: Sequence[Row], traits: Sequence[str]) -> list[tuple[float, bool, bool]]:
    """Each event's confidence by a fit that has not seen its article, and whether it is in the gold, and ready."""
    checked = []
    for article in sorted({row.article for row in found}):
        points = fit([row for row in found if row.article != article], traits)
        own = [row for row in found if row.article == article]
        checked += [
            (float(p), bool(r.tier), r.ready) for p, r in zip(chances(matrix(own, traits), points), own, strict=True)
        ]
    return checked


def main() -> None:
    """Run from the command line."""
    found = rows()
    traits = sorted(frozenset().union(*(row.traits for row in found)))
    first = fit(found, traits)
    traits = [trait for trait, points in zip(traits, first[1:], strict=True) if abs(points) >= SPARE]
    start, *points = fit(found, traits)
    print(f"start: {start:.2f}\ntraits:")
    print("\n".join(f"  {trait}: {value:.2f}" for trait, value in zip(traits, points, strict=True)))
    print("\nread by a fit that has not seen the article:\n" + calibration(left_out(found, traits)))


if __name__ == "__main__":
    main()
