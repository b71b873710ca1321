"""Read the gold articles: annotation written with words of the text becomes annotation with offsets.

A gold file (`gold/*.yml`, described in `gold/README.md`) never holds a number of characters: it quotes the text. This
module looks the quotes up, checks everything that can be checked and returns plain values. As a command it writes
JSON with offsets, the form that scorers outside this project read:

    python tests/evaluation/gold.py FOLDER
"""

import calendar
import datetime
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.model.vocabulary import ActorType, EventType, Role, Status

FOLDER = Path(__file__).parent / "gold"
TIERS = ("core", "context", "optional")
PRONOUNS = re.compile(
    r"\b(?:I|me|we|us|you|he|him|she|her|it|they|them|his|hers|its|their|our|my|who|whom|whose|which|that|"
    r"himself|herself|itself|themselves|anybody|nobody|somebody|everybody|everyone|someone)\b",
    re.IGNORECASE,
)
CALENDAR_WORDS = re.compile(rf"\b(?:{'|'.join([*calendar.day_name, *calendar.month_name[1:]])})\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Place = tuple[int, int]
Gold = dict[str, Any]


class GoldError(ValueError):
    """Every fault of a gold file at once."""


class Loader(yaml.BaseLoader):
    """YAML where every scalar is text, and a key given twice is a fault."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise GoldError(f"{node.start_mark}: given twice: {', '.join(sorted(twice))}")
        return super().construct_mapping(node, deep)


class Finder:
    """Looks quotes up in a text and collects what it does not find."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[str] = []

    def all(self, words: str) -> list[Place]:
        """Every occurrence of "words", or the numbered ones of "words #1,3"."""
        words, _, numbers = words.partition(" #")
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        wanted = [int(n) - 1 for n in numbers.split(",")] if numbers else range(len(found))
        if not found or any(n >= len(found) for n in wanted):
            self.faults.append(f"not in the text: {words} {'#' * bool(numbers)}{numbers}")
            return []
        return [found[n] for n in wanted]

    def one(self, words: str, within: Place | None = None) -> Place:
        """The occurrence of "words" or of "first words ... last words"; it has to be the only one."""
        low, high = within or (0, len(self.text))
        head, dots, tail = words.partition(" ... ")
        places = [p for p in self.all(head) if low <= p[0] and p[1] <= high] if not dots else self._ranges(head, tail)
        if len(places) != 1:
            self.faults.append(f"{len(places)} times in the text: {words}")
            return (0, 0)
        return places[0]

    def _ranges(self, head: str, tail: str) -> list[Place]:
        starts = [m.start() for m in re.finditer(re.escape(head), self.text)]
        ends = [self.text.find(tail, start + len(head)) for start in starts]
        return [(start, end + len(tail)) for start, end in zip(starts, ends, strict=True) if end >= 0]


def alternatives(written: str) -> list[str]:
    """`a | b | unknown` -> ["a", "b", ""]; the first is the best answer."""
    return ["" if part == "unknown" else part for part in (p.strip() for p in written.split("|"))]


def names() -> list[str]:
    """The gold articles there are."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def load(name: str) -> Gold:
    """One article's gold with offsets; GoldError lists everything that is wrong with the file."""
    written = yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader)
    find = Finder(written["text"])
    gold = {
        "schema": "dateline-gold/1",
        "doc": name,
        "published": written["published"],
        "title": written["title"],
        "apart": written.get("apart") == "true",
        "text": find.text,
        "actors": list(_actors(written["actors"], find)),
        "dates": [_date(row, find) for row in _numbered(written["dates"])],
        "quotes": [_quote(row, find) for row in written.get("quotes", [])],
        "events": [_event(row, find) for row in written["events"]],
        "merge_ok": written.get("merge_ok", []),
        "boilerplate": written.get("boilerplate", []),
    }
    _mark_salient(gold)
    calendar_words = [m.span() for m in CALENDAR_WORDS.finditer(find.text)]
    gold["nonactors"] = _places(written.get("nonactors", []), find) + calendar_words
    gold["neutral"] = _places(written.get("neutral", []), find) + [m.span() for m in PRONOUNS.finditer(find.text)]
    faults = find.faults + list(_check(gold))
    if faults:
        raise GoldError(f"{name}.yml:\n  " + "\n  ".join(faults))
    return gold


def _mark_salient(gold: Gold) -> None:
    """Salient is who has to be in a core event: those whom an article cannot do without."""
    firm = {p["actor"] for event in gold["events"] if event["tier"] == "core" for p in event["actors"] if _firm(p)}
    for actor in gold["actors"]:
        actor["salience"] = float(actor["id"] in firm)


def _firm(part: Gold) -> bool:
    return part["role"] != "mentioned" and not part.get("optional")


def _places(rows: list[str], find: Finder) -> list[Place]:
    return [place for row in rows for place in find.all(row)]


def _numbered(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The same words twice mean the first and the second occurrence, unless numbered by hand."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["text"]] = seen.get(row["text"], 0) + 1
        repeated = sum(other["text"] == row["text"] for other in rows) > 1
        yield {**row, "text": f"{row['text']} #{seen[row['text']]}"} if repeated else row


def _actors(rows: dict[str, dict[str, Any]], find: Finder) -> Iterator[Gold]:
    mentions = _mentions(rows, find)
    for key, row in rows.items():
        kinds = alternatives(row["type"])
        aliases = [words.partition(" #")[0] for words in row.get("names", [])]
        yield {
            **{field: row[field] for field in ("name", "title", "affiliation", "country") if field in row},
            "id": key,
            "type": kinds[0],
            "accept_types": kinds[1:],
            "accept_names": row.get("accept", []),
            "aliases": list(dict.fromkeys([*aliases, row["name"]])),
            "required": row.get("optional") != "true",
            "mentions": mentions[key],
        }


def _mentions(rows: dict[str, dict[str, Any]], find: Finder) -> dict[str, list[Gold]]:
    """Every mention by actor; of names and of descriptions alike, longer quotes claim their characters first."""
    mentions: dict[str, list[Gold]] = {key: [] for key in rows}
    for kind in ("names", "described"):
        taken: list[Place] = []
        wanted = [(words, key) for key, row in rows.items() for words in row.get(kind, [])]
        for words, key in sorted(wanted, key=lambda want: -len(want[0].partition(" #")[0])):
            free = [place for place in find.all(words) if not any(overlaps(place, other) for other in taken)]
            if not free:
                find.faults.append(f"{key}: no free occurrence of {words}")
            taken += free
            mentions[key] += [_span(place, find) | {"named": kind == "names"} for place in free]
    return {key: sorted(places, key=lambda mention: mention["start"]) for key, places in mentions.items()}


def overlaps(one: Place, other: Place) -> bool:
    """Whether two ranges share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _span(place: Place, find: Finder) -> Gold:
    return {"start": place[0], "end": place[1], "text": find.text[slice(*place)]}


def _date(row: dict[str, str], find: Finder) -> Gold:
    """TIMEX3 value and EDTF; where only the value is given, EDTF is the calendar part of it."""
    value = row.get("value", "")
    point = value.partition("T")[0] if re.match(r"\d{4}", value) else ""
    edtf, *accept = alternatives(row["edtf"]) if "edtf" in row else [re.sub(r"(\d)T.*", r"\1", point)]
    kind = row.get("type") or _timex_type(value)
    return _span(_first(find.all(row["text"])), find) | {"edtf": edtf, "accept": accept, "value": value, "type": kind}


def _timex_type(value: str) -> str:
    if re.match(r"P[TX\d]", value):
        return "DURATION"
    return "TIME" if re.match(r"\d{4}-\d\d-\d\dT", value) else "DATE"


def _first(places: list[Place]) -> Place:
    return places[0] if places else (0, 0)


def _quote(row: dict[str, str], find: Finder) -> Gold:
    return _span(find.one(row["text"]), find) | {"speaker": row["speaker"]}


def _event(row: dict[str, Any], find: Finder) -> Gold:
    evidence = find.one(row["evidence"])
    (kind, *kinds), (status, *statuses) = alternatives(row["type"]), alternatives(row.get("status", "actual"))
    edtf, *accept = alternatives(row["date"])
    place, _, country = row.get("place", "").partition(", ")
    return {
        "id": row["id"],
        "tier": row["tier"],
        "headline": row["title"],
        "type": kind,
        "accept_types": kinds,
        "status": status,
        "accept_status": statuses,
        "date": {"edtf": edtf, "accept": accept},
        "place": {"name": place, "country": country} if place else None,
        "actors": [_participant(actor, role) for actor, role in row["actors"].items()],
        "figures": row.get("figures", {}),
        "trigger": _span(find.one(row["trigger"], within=evidence), find),
        "evidence": _span(evidence, find),
        "other_mentions": [_span(find.one(words), find) for words in row.get("also", [])],
    }


def _participant(actor: str, written: str) -> Gold:
    """`agent|speaker|none according to KEY`: the roles that do, `none` where the actor may be left out."""
    roles, _, claimant = written.partition(" according to ")
    role, *accept = [role for role in alternatives(roles) if role != "none"]
    part: Gold = {"actor": actor, "role": role, "accept": accept}
    if "none" in alternatives(roles):
        part["optional"] = True
    return part | ({"according_to": claimant} if claimant else {})


def _check(gold: Gold) -> Iterator[str]:
    """What looking up the quotes does not find out."""
    known = {actor["id"] for actor in gold["actors"]}
    for actor in gold["actors"]:
        yield from _unknown(actor["id"], [actor["type"], *actor["accept_types"]], ActorType)
    for quote in gold["quotes"]:
        if quote["speaker"] not in known:
            yield f"speaker {quote['speaker']} is no actor"
    for event in gold["events"]:
        yield from _check_event(event, known)
    for date in gold["dates"]:
        yield from _check_date(date)
    published = datetime.date.fromisoformat(gold["published"])
    for found in re.finditer(r"\b(\w+day), (\d+ \w+ \d{4}|\w+ \d+, \d{4})", gold["text"]):
        if found[1] == published.strftime("%A") and str(published.year) not in found[0]:
            yield f"{found[0]} disagrees with the publication date"


def _unknown(where: str, values: list[str], vocabulary: Any) -> Iterator[str]:
    for value in values:
        if value not in list(vocabulary):
            yield f"{where}: {value} is no {vocabulary.__name__}"


def _check_event(event: Gold, known: set[str]) -> Iterator[str]:
    yield from _unknown(event["id"], [event["type"], *event["accept_types"]], EventType)
    yield from _unknown(event["id"], [event["status"], *event["accept_status"]], Status)
    if event["tier"] not in TIERS:
        yield f"{event['id']}: {event['tier']} is no tier"
    for part in event["actors"]:
        yield from _unknown(event["id"], [part["role"], *part["accept"]], Role)
        if not {part["actor"], part.get("according_to", part["actor"])} <= known:
            yield f"{event['id']}: {part['actor']} is no actor"
    for edtf in (event["date"]["edtf"], *event["date"]["accept"]):
        if edtf and not re.fullmatch(r"(?:\.\.|[\d-]+(?:-W\d\d)?[~?%]?)(?:/(?:\.\.|[\d-]+[~?%]?))?", edtf):
            yield f"{event['id']}: {edtf} is no date"


def _check_date(date: Gold) -> Iterator[str]:
    """A weekday in the words has to fall on that day."""
    days = [day for day in calendar.day_name if re.search(rf"\b{day}\b(?!s)", date["text"])]
    if len(days) == 1 and DAY.fullmatch(date["edtf"]):
        fell_on = datetime.date.fromisoformat(date["edtf"]).strftime("%A")
        if fell_on != days[0]:
            yield f"{date['text']} = {date['edtf']} is a {fell_on}"


def main(folder: Path) -> None:
    """Write every article's gold as JSON, and its text, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names():
        gold = load(name)
        (folder / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
        tiers = [event["tier"] for event in gold["events"]]
        counts = [f"{len(gold['text'].split())} words", f"{len(gold['actors'])} actors", f"{len(gold['dates'])} dates"]
        print(f"{name}:", ", ".join([*counts, *(f"{tiers.count(tier)} {tier} events" for tier in TIERS)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
