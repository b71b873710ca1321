"""How complete the events are: found, typed, dated, with everybody in the right role.

A found event is paired one to one with a gold event whose evidence, or a further mention, it overlaps; type, date,
trigger and actors only break ties. `ready` is the share of gold events (core and context) found with type, date and
every required role right: what an editor can approve without a change.
"""

from collections import Counter, defaultdict
from typing import Any

from matching import Place, best_pairs, f1, place, plain, same_date, shared

Found = dict[str, Any]
Notes = dict[str, list[str]]
Roles = set[tuple[str, str]]
SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "with", "by", "and", "or", "it", "that"}
SMALL |= {"is", "are", "was", "were", "has", "had", "have", "be", "its", "his", "her"}


def score(gold: Found, found: Found) -> tuple[Counter[str], Notes]:
    """Counts to add up over articles, and what went wrong in words."""
    listed = [event for event in found["events"] if event["listed"]]
    names = names_of(gold, found)
    pairs = _paired(gold, listed, names)
    counts: Counter[str] = Counter(f"{event['tier']}_gold" for event in gold["events"])
    counts.update(events_found=len(listed), events_spare=sum(gold["events"][g]["tier"] == "optional" for g, _ in pairs))
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for g, f in pairs:
        if gold["events"][g]["tier"] != "optional":
            verdict = Verdict(gold["events"][g], listed[f], names)
            counts[f"{gold['events'][g]['tier']}_hit"] += 1
            counts.update(verdict.counts)
            for kind, words in verdict.wrong.items():
                notes[kind].append(f"{gold['events'][g]['id']}: {words}")
    notes["missed"] = [
        f"{event['tier']} {event['id']}" for g, event in enumerate(gold["events"]) if g not in dict(pairs)
    ]
    notes["missed"] = [words for words in notes["missed"] if not words.startswith("optional")]
    paired = {f for _, f in pairs}
    spurious = [event for f, event in enumerate(listed) if f not in paired]
    notes["spurious"] = [f"{event['type']} {_words(gold, event)}" for event in spurious]
    counts["untitled"] = sum(not event["title"] for event in listed)
    counts["boilerplate"] = sum(_furniture(gold, event) for event in listed)
    return counts, dict(notes)


def reliability(gold: Found, found: Found) -> list[tuple[float, bool, bool]]:
    """For each found event, listed or not: its confidence, whether it is an event, whether it is ready."""
    names = names_of(gold, found)
    events = [event for event in found["events"] if "mention_of" not in event]
    gold_of = {f: g for g, f in _paired(gold, events, names)}
    rows = []
    for f, event in enumerate(events):
        ready = f in gold_of and Verdict(gold["events"][gold_of[f]], event, names).counts["ready"]
        rows.append((event["confidence"], f in gold_of, bool(ready)))
    return rows


class Verdict:
    """One found event against its gold: `counts` to add up, `wrong` in words."""

    def __init__(self, gold: Found, event: Found, names: dict[str, str]) -> None:
        self.wrong: dict[str, str] = {}
        required, allowed, free = _wanted_roles(gold, names)
        got = roles(event, names)
        right = {actor for actor, role in got if role in allowed.get(actor, ())}
        acting = {actor for actor, role in got if role not in ("mentioned", "source")}
        mentioned = {actor for actor, role in got if role == "mentioned"} - right
        kind = event["type"] in (gold["type"], *gold["accept_types"])
        dated = same_date([gold["date"]["edtf"], *gold["date"]["accept"]], event["date"] or "")
        state = event["status"] in (gold["status"], *gold["accept_status"])
        where = not gold["place"] or _same_place(gold["place"]["name"], event["place"])
        ready = kind and dated and required <= right
        self.counts: Counter[str] = Counter(
            paired=1,
            type=kind,
            type_first=event["type"] == gold["type"],
            date=dated,
            date_first=event["date"] == gold["date"]["edtf"],
            status=state,
            role_gold=len(required),
            role_hit=len(right & required),
            role_found=len({actor for actor, _ in got} - mentioned),
            role_right=len(right),
            place_gold=bool(gold["place"]),
            place=bool(gold["place"]) and where,
            ready=ready,
            ready_strict=ready and state and where and not acting - right,
        )
        self.counts["title_likeness"] = likeness = alike(gold["headline"], event["title"])
        self._note("title", likeness >= 0.5, f"{event['title'] or 'none'} / {gold['headline']}")
        self._note("type", kind, f"{event['type']}, not {gold['type']}")
        self._note("date", dated, f"{event['date'] or 'unknown'}, not {gold['date']['edtf'] or 'unknown'}")
        self._note("status", state, f"{event['status']}, not {gold['status']}")
        self._note("place", where, f"{(event['place'] or {}).get('name')}, not {(gold['place'] or {}).get('name')}")
        extra = sorted(actor for actor in acting - right - free)
        self._note("roles", required <= right, f"lacks {', '.join(sorted(required - right))}; has {_told(got)}")
        self._note("extra", not extra, f"{', '.join(extra)} acts; has {_told(got)}")

    def _note(self, kind: str, right: bool, words: str) -> None:
        if not right:
            self.wrong[kind] = words


def alike(wanted: str, found: str) -> float:
    """F1 of the words of two titles, by their first four letters, small words apart."""
    one, other = ({word[:4] for word in plain(title).split()} - SMALL for title in (wanted, found))
    return f1(len(one & other) / len(other), len(one & other) / len(one)) if one and other else 0.0


def _told(got: Roles) -> str:
    return ", ".join(f"{actor} {role}" for actor, role in sorted(got)) or "nobody"


def _wanted_roles(gold: Found, names: dict[str, str]) -> tuple[set[str], dict[str, set[str]], set[str]]:
    """Actors that have to be there, the roles that do for each, and the actors that may be left out."""
    allowed: defaultdict[str, set[str]] = defaultdict(set)
    firm, loose = set(), set()
    for part in gold["actors"]:
        actor = names.get(part["actor"], part["actor"])
        spare = part["role"] == "mentioned" or part.get("optional", False)
        allowed[actor] |= {part["role"], *part["accept"], *(["mentioned"] if spare else [])}
        (loose if spare else firm).add(actor)
    return firm, allowed, loose - firm


def roles(event: Found, names: dict[str, str]) -> Roles:
    """Who takes part in a found event, as gold keys where known."""
    return {(names.get(plain(part["name"]), f"?{plain(part['name'])}"), part["role"]) for part in event["actors"]}


def names_of(gold: Found, found: Found) -> dict[str, str]:
    """Plain name -> gold actor: by where the found actor is mentioned, and by the gold's own names."""
    same = {key: group[0] for group in gold["merge_ok"] for key in group}
    names = {}
    for actor in found["actors"]:
        places = [place(m) for m in actor["mentions"]]
        votes = {
            a["id"]: sum(any(shared(place(m), other) for m in a["mentions"]) for other in places)
            for a in gold["actors"]
        }
        best = max(votes, key=lambda key: votes[key])
        if votes[best]:
            for name in (actor["name"], *actor["aliases"]):
                names.setdefault(plain(name), same.get(best, best))
    by_name: dict[str, str] = {}
    for actor in gold["actors"]:
        for name in (actor["id"].replace("-", " "), actor["name"], *actor["aliases"], *actor["accept_names"]):
            by_name.setdefault(plain(name), same.get(actor["id"], actor["id"]))
        for mention in actor["mentions"]:
            by_name.setdefault(plain(mention["text"]), same.get(actor["id"], actor["id"]))
    return {**names, **by_name, **same}


def _paired(gold: Found, events: list[Found], names: dict[str, str]) -> list[tuple[int, int]]:
    return best_pairs([[_likeness(wanted, event, names) for event in events] for wanted in gold["events"]])


def _likeness(gold: Found, event: Found, names: dict[str, str]) -> float:
    """Zero unless the evidence overlaps; what agrees besides breaks ties."""
    main, *others = [place(gold["evidence"]), *map(place, gold["other_mentions"])]
    evidence = _evidence(event)
    if evidence is None or not any(shared(evidence, other) for other in (main, *others)):
        return 0.0
    wanted = {names.get(part["actor"], part["actor"]) for part in gold["actors"]}
    return (
        1.0
        + 0.5 * bool(shared(main, evidence))
        + 1.0 * bool(shared(place(event["trigger"]), place(gold["trigger"])))
        + 0.6 * (event["type"] in (gold["type"], *gold["accept_types"]))
        + 0.4 * same_date([gold["date"]["edtf"], *gold["date"]["accept"]], event["date"] or "")
        + 0.6 * len(wanted & {actor for actor, _ in roles(event, names)}) / max(1, len(wanted))
    )


def _evidence(event: Found) -> Place | None:
    return place(event["evidence"][0]) if event["evidence"] else None


def _same_place(wanted: str, found: Found | None) -> bool:
    name = plain((found or {}).get("name") or "")
    return bool(name) and (name in plain(wanted) or plain(wanted) in name)


def _furniture(gold: Found, event: Found) -> bool:
    evidence = _evidence(event)
    starts = [(gold["text"].find(words), len(words)) for words in gold["boilerplate"]]
    return evidence is not None and any(shared(evidence, (at, at + length)) for at, length in starts)


def _words(gold: Found, event: Found) -> str:
    evidence = _evidence(event)
    return gold["text"][slice(*evidence)][:70] if evidence else "without evidence"
