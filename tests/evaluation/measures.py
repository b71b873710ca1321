"""The figures: what is counted over articles, as the percentages that are reported and pinned."""

from collections import Counter
from collections.abc import Callable

from matching import f1

Counts = Counter[str]


def share(part: str, whole: str) -> Callable[[Counts], float | None]:
    """Percentage of one count in another; None where there was nothing to find."""
    return lambda counts: 100 * counts[part] / counts[whole] if counts[whole] else None


def balance(hit: str, wanted: str, found: str, hit_found: str = "") -> Callable[[Counts], float | None]:
    """F1 of recall (hit in wanted) and precision (hit in found)."""

    def measure(counts: Counts) -> float | None:
        if not counts[wanted]:
            return None
        precision = counts[hit_found or hit] / counts[found] if counts[found] else 0.0
        return 100 * f1(precision, counts[hit] / counts[wanted])

    return measure


def _precision(counts: Counts) -> float | None:
    """Share of the listed events that the gold has; optional ones leave both sides."""
    judged = counts["events_found"] - counts["events_spare"]
    return 100 * counts["paired"] / judged if judged else None


def _ready(name: str) -> Callable[[Counts], float | None]:
    return lambda counts: 100 * counts[name] / max(1, counts["core_gold"] + counts["context_gold"])


def _number(name: str) -> Callable[[Counts], float | None]:
    return lambda counts: float(counts[name])


FIGURES: dict[str, Callable[[Counts], float | None]] = {
    "actors f1": balance("actors_hit", "actors_gold", "actors_found"),
    "actors salient": share("salient_hit", "salient_gold"),
    "actors type": share("actors_type", "actors_hit"),
    "actors name": share("actors_name", "actors_hit"),
    "actors b3": balance("b3_recall", "mentions_gold", "mentions_found", "b3_precision"),
    "splits": _number("splits"),
    "conflations": _number("conflations"),
    "events core": share("core_hit", "core_gold"),
    "events context": share("context_hit", "context_gold"),
    "events precision": _precision,
    "events type": share("type", "paired"),
    "events date": share("date", "paired"),
    "events status": share("status", "paired"),
    "events place": share("place", "place_gold"),
    "roles recall": share("role_hit", "role_gold"),
    "roles precision": share("role_right", "role_found"),
    "ready": _ready("ready"),
    "ready strict": _ready("ready_strict"),
    "titles": share("title_likeness", "paired"),
    "untitled": _number("untitled"),
    "boilerplate": _number("boilerplate"),
    "timex value": balance("timex_value", "timex_gold", "timex_found"),
    "dates": balance("date_right", "date_gold", "date_found"),
    "quotes found": share("quotes_hit", "quotes_gold"),
    "quotes speaker": share("quotes_speaker", "quotes_hit"),
}
FAULTS = (
    "splits",
    "conflations",
    "untitled",
    "boilerplate",
)  # the fewer the better; everything else the more the better


def figures(counts: Counts) -> dict[str, float | None]:
    """Every figure of these counts, in the order of the report."""
    return {name: measure(counts) for name, measure in FIGURES.items()}
