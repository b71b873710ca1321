"""The development data kept outside this project, measured with the scorers that lie beside it.

`DIR/dev` holds the texts and gold, `DIR/bench` the scorers; both are described in `DIR/dev/README.md`. The extractor
runs as its users run it, `dateline annotate`, and the scorers run as programs of their own.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ENGINE = (sys.executable, "-m", "generator", "annotate")
MAIN_FIGURES = {
    "actors_score.py": ("actor_PRF", "salient_recall", "type_acc", "b3_PRF", "splits", "conflations"),
    "events_score.py": (
        *("core_recall", "event_PRF", "type_acc", "date_acc", "role_R", "ready", "value_F1", "happened_recall"),
        *("speech_recall", "agent_acc", "day_acc", "any_type_acc", "first_type_acc"),
    ),
}


def report(folder: Path) -> str:
    """One line a measure; or one that says what is missing."""
    dev, bench = folder / "dev", folder / "bench"
    if not (dev.is_dir() and bench.is_dir()):
        return f"development data: none at {folder}, nothing measured"
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary)
        questions = [*_articles(dev, folder), *_timex_texts(dev, bench, out), *_plover(dev)]
        (out / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in questions), encoding="utf-8")
        engine = _run(bench / "engine.py", str(out / "in.jsonl"), str(out), "--", *ENGINE)
        return "\n".join(["development data:", engine.strip(), *_measures(dev, bench, out)])


def _articles(dev: Path, folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted([*(dev / "gum_news").glob("*.json"), *(dev / "meantime").glob("*.json")]):
        row = json.loads(path.read_text(encoding="utf-8"))
        yield {"id": row["doc"], "text": row["text"], "published": row["published"], "title": row.get("title") or ""}
    seed = json.loads((dev / "seed_gold.json").read_text(encoding="utf-8"))
    text = (folder / seed["source"]["path"]).read_bytes().decode()
    yield {"id": seed["doc"], "text": text, "published": seed["published"], "title": seed["title"]}


def _timex_texts(dev: Path, bench: Path, out: Path) -> Iterator[dict[str, str]]:
    for name in ("meantime", "wikiwars"):
        _run(bench / "timex_score.py", "--gold", str(dev / "timex" / name), "--dump", str(out / "texts" / name))
        for path in sorted((out / "texts" / name).glob("*.txt")):
            published = path.with_suffix(".dct").read_text(encoding="utf-8").strip()[:10]
            yield {"id": path.stem, "text": path.read_bytes().decode(), "published": published, "title": ""}


def _plover(dev: Path) -> Iterator[dict[str, str]]:
    for path in sorted((dev / "plover").glob("*.txt")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            if row["event"] != "DOCUMENT":
                yield {"id": str(row["id"]), "text": row["text"], "published": "", "title": ""}


def _measures(dev: Path, bench: Path, out: Path) -> Iterator[str]:
    docs, timexes = ("--pred", str(out / "docs")), ("--pred", str(out / "timex"))
    texts = _texts(dev, out)
    seed = ("--gold", str(dev / "seed_gold.json"), *docs, "--text-dir", str(texts))
    yield from _told("actors, gum_news", bench / "actors_score.py", "score", "--gold", str(dev / "gum_news"), *docs)
    yield from _told("actors, seed", bench / "actors_score.py", "score", *seed)
    yield from _told("events, seed", bench / "events_score.py", "events", *seed)
    yield from _told("dates, gum_news", bench / "events_score.py", "dates", "--gold", str(dev / "gum_news"), *docs)
    yield from _told(
        "triggers, meantime", bench / "events_score.py", "triggers", "--gold", str(dev / "meantime"), *docs
    )
    for path in sorted((dev / "plover").glob("*.txt")):
        types = ("--gold", str(path), "--pred", str(out / "types.json"))
        yield from _told(f"types, {path.stem}", bench / "events_score.py", "types", *types)
    for name in ("meantime", "wikiwars"):
        yield (
            f"timex, {name}:\n" + _run(bench / "timex_score.py", "--gold", str(dev / "timex" / name), *timexes).strip()
        )


def _texts(dev: Path, out: Path) -> Path:
    folder = out / "articles"
    folder.mkdir()
    for line in (out / "in.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] == "seed":
            (folder / "seed.txt").write_bytes(row["text"].encode())
    return folder


def _told(name: str, scorer: Path, *arguments: str) -> Iterator[str]:
    measured = json.loads(_run(scorer, *arguments))
    wanted = {figure: measured[figure] for figure in MAIN_FIGURES[scorer.name] if figure in measured}
    yield f"{name}: " + ", ".join(f"{figure} {value}" for figure, value in wanted.items())


def _run(scorer: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(scorer), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(f"{scorer.name} {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout
