"""Quality floors on articles that no rule was written for."""

import evaluate
import gold
import pytest
from measures import figures

from generator.extract import Reader

pytestmark = pytest.mark.evaluation


@pytest.fixture(scope="module")
def reached() -> dict[str, float | None]:
    counts, _, _ = evaluate.evaluate(Reader(), gold.names())
    return figures(evaluate.total(counts.values()))


def test_floors_are_pinned() -> None:
    assert {
        "actors f1",
        "events core",
        "events precision",
        "roles recall",
        "ready",
        "dates",
    } <= evaluate.floors().keys()


def test_no_figure_falls_below_its_floor(reached: dict[str, float | None]) -> None:
    assert evaluate.below(reached, evaluate.floors()) == []
