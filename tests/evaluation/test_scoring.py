"""The measures themselves: what is perfect scores full, and each kind of fault costs what it should."""

import re
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import evaluate
import gold
import pytest
import score_actors
import score_words
from matching import best_pairs, days, f1, plain, same_date
from measures import FAULTS, figures
from score_events import alike


def perfect(article: gold.Gold) -> dict[str, Any]:
    """An answer that finds exactly the gold."""
    name = {actor["id"]: actor["name"] for actor in article["actors"]}
    return {
        "actors": [{k: actor[k] for k in ("name", "type", "aliases", "mentions")} for actor in article["actors"]],
        "timexes": article["dates"],
        "quotes": [quote | {"speaker": name[quote["speaker"]]} for quote in article["quotes"]],
        "events": [
            event
            | {
                "date": event["date"]["edtf"],
                "listed": True,
                "title": event["headline"],
                "confidence": 1.0,
                "evidence": [event["evidence"]],
                "actors": [{"name": name[part["actor"]], "role": part["role"]} for part in event["actors"]],
            }
            for event in article["events"]
        ],
    }


@pytest.mark.parametrize("name", gold.names())
def test_the_gold_itself_scores_full(name: str) -> None:
    article = gold.load(name)
    counts, _ = evaluate.score(article, perfect(article))
    for figure, value in figures(counts).items():
        assert value in (None, 0.0 if figure in FAULTS else 100.0), figure


def test_nothing_found_scores_nothing() -> None:
    counts, _ = evaluate.score(gold.load("war"), {"actors": [], "timexes": [], "quotes": [], "events": []})
    reached = figures(counts)
    assert {
        reached[name] for name in ("actors f1", "events core", "ready", "timex value", "dates", "quotes found")
    } == {0.0}
    assert reached["events precision"] is None


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        (lambda event: event.update(date="1900"), "events date"),
        (lambda event: event.update(type="OTHER", accept_types=[]), "events type"),
        (lambda event: event.update(actors=[]), "roles recall"),
    ],
)
def test_a_wrong_field_makes_an_event_unready(change: Any, figure: str) -> None:
    article = gold.load("diplomacy")
    found = deepcopy(perfect(article))
    change(next(event for event in found["events"] if event["id"] == "brazil-appeal"))
    counts, notes = evaluate.score(article, found)
    reached = figures(counts)
    assert reached["events core"] == 100.0
    assert (reached[figure] or 0) < 100 > (reached["ready"] or 0)
    assert any("brazil-appeal" in fault for faults in notes["events"].values() for fault in faults)


TEXT = "Kim Jong-un met Park Geun-hye. Park said Kim agreed. KCNA reported on Friday. She nodded."


def _spans(words: str) -> list[dict[str, Any]]:
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?![\w-])(?! (?:Jong|Geun))", TEXT)
    return [{"start": m.start(), "end": m.end(), "named": True} for m in found]


def _actor(name: str, kind: str, *words: str) -> dict[str, Any]:
    mentions = sorted((span for each in words for span in _spans(each)), key=lambda span: span["start"])
    fixed = {"accept_types": [], "accept_names": [], "required": True}
    return fixed | {"id": plain(name), "name": name, "type": kind, "aliases": list(words), "mentions": mentions}


KIM, PARK = ("Kim Jong-un", "person", "Kim Jong-un", "Kim"), ("Park Geun-hye", "person", "Park Geun-hye", "Park")
GOLD = {
    "text": TEXT,
    "actors": [_actor(*KIM), _actor(*PARK), _actor("KCNA", "media", "KCNA")],
    "neutral": [(TEXT.index("She"), TEXT.index("She") + 3)],
    "nonactors": [(TEXT.index("Friday"), TEXT.index("Friday") + 6)],
    "merge_ok": [],
}


def _actor_figures(*found: dict[str, Any]) -> dict[str, float | None]:
    counts, _ = score_actors.score(GOLD, {"actors": list(found)})
    return figures(counts)


def test_a_split_costs_recall_of_mentions_and_is_counted() -> None:
    reached = _actor_figures(
        _actor(*PARK), _actor("KCNA", "media", "KCNA"), _actor(*KIM[:3]), _actor("Kim", *KIM[1:2], "Kim")
    )
    assert reached["splits"] == 1
    assert reached["conflations"] == 0
    assert reached["actors f1"] == pytest.approx(100 * 6 / 7)


def test_a_conflation_and_a_weekday_are_counted() -> None:
    reached = _actor_figures(_actor("Kim Jong-un", "person", *KIM[2:], *PARK[2:]), _actor("Friday", "person", "Friday"))
    assert reached["conflations"] == 1
    assert reached["actors f1"] == pytest.approx(100 * 2 / 5)
    assert reached["actors b3"] == pytest.approx(100 * f1(0.4, 0.8))


def test_pronouns_count_neither_way() -> None:
    assert _actor_figures(_actor("Park Geun-hye", "person", *PARK[2:], "She"))["actors b3"] == pytest.approx(
        100 * 4 / 7
    )


def test_half_credit_for_the_parent_type() -> None:
    wanted = {"type": "police", "accept_types": []}
    credits = [score_actors.type_credit(wanted, kind) for kind in ("police", "organization", "court", "person")]
    assert credits == [1, 0.5, 0, 0]


def test_a_duration_without_a_date_may_be_left_out() -> None:
    wanted = [{"start": 0, "end": 8, "text": "two days", "value": "P2D", "type": "DURATION", "edtf": "", "accept": []}]
    counts, _ = score_words.score_dates({"dates": wanted}, {"timexes": []})
    assert (counts["timex_gold"], counts["date_gold"]) == (1, 0)


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    assert best_pairs([[5, 4], [4, 0]]) == [(0, 1), (1, 0)]
    assert best_pairs([[1, 2], [2, 4], [0, 5]]) == [(1, 0), (2, 1)]
    assert best_pairs([[0.0]]) == best_pairs([]) == []


@pytest.mark.parametrize(
    ("right", "found", "same"),
    [
        ("2012-05-25", "2012-05-25~", True),
        ("2012-06-04/2012-06-10", "2012-W23", True),
        ("2012-06", "2012-06-01/2012-06-30", True),
        ("2012-06", "2012-06-30", False),
        ("", "", True),
        ("", "2012", False),
        ("../2012-06-08", "2012-06-08", False),
        ("2012-13", "2012-14", False),
    ],
)
def test_dates_are_the_same_by_the_days_they_cover(right: str, found: str, same: bool) -> None:
    assert same_date([right], found) is same


def test_open_ends_have_no_day() -> None:
    first, last = days("../2012-02") or (None, None)
    assert first is None
    assert str(last) == "2012-02-29"


def test_pinning_never_lowers_a_floor() -> None:
    pinned = {"ready": 40.0, "conflations": 1.0, "actors f1": 80.0}
    new = evaluate.raised({"ready": 30.0, "conflations": 3.0, "actors f1": 90.0, "dates": None}, pinned)
    assert new == {"ready": 40.0, "conflations": 1.0, "actors f1": 88.5}


def test_pinning_keeps_the_head_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "floors.yml"
    file.write_text("# The quality floors: read this.\nfloors:\n  ready: 40\n", encoding="utf-8")
    monkeypatch.setattr(evaluate, "FLOORS", file)
    evaluate.pin({"ready": 50.0, "splits": 2.0})
    assert file.read_text(encoding="utf-8") == "# The quality floors: read this.\nfloors:\n  ready: 48.5\n  splits: 2\n"
    assert evaluate.floors() == {"ready": 48.5, "splits": 2.0}


def test_a_figure_on_the_wrong_side_of_its_floor_is_named() -> None:
    pinned = {"ready": 40.0, "conflations": 0.0, "dates": 80.0}
    assert evaluate.below({"ready": 39.9, "conflations": 2.0, "dates": 80.0}, pinned) == [
        "ready: 39.9, pinned at 40",
        "conflations: 2, pinned at 0",
    ]


def test_confidence_is_told_per_tenth() -> None:
    told = evaluate.calibration([(0.95, True, True), (1.0, True, False), (0.2, False, False)])
    assert [line.split() for line in told.splitlines()[1:]] == [
        ["0.2-0.3", "1", "0", "%", "0", "%"],
        ["0.9-1.0", "2", "100", "%", "50", "%"],
    ]


def test_titles_are_alike_by_their_words() -> None:
    assert alike("Gunmen kill the prosecutor", "A prosecutor is killed by gunmen") == 1
    assert alike("Gunmen kill the prosecutor", "Prosecutor resigns") == pytest.approx(f1(1 / 2, 1 / 3))
    assert alike("Gunmen kill the prosecutor", "") == 0


def test_totals_add_up() -> None:
    assert evaluate.total([Counter(a=1), Counter(a=2, b=1)]) == Counter(a=3, b=1)
