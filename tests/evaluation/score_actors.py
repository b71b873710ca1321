"""How well actors were found, typed, named and kept apart.

Mentions are paired one to one; clusters are compared with CEAF (which actor is which) and B³ (are the mentions of
one actor together). A conflation is one record for two actors, a split two records for one. Actors that are optional
in the gold, and words it calls neutral, count neither for nor against.
"""

import re
from collections import Counter, defaultdict
from typing import Any

from matching import Place, best_pairs, place, plain, shared

Found = dict[str, Any]
Mention = tuple[int, int, int]  # start, end, number of the actor
BODIES = ("country", "government", "igo", "ngo", "armed_group", "military", "police", "party", "company", "media")
PARENTS = dict.fromkeys((*BODIES, "court", "religious"), "organization")


def score(gold: Found, found: Found) -> tuple[Counter[str], dict[str, list[str]]]:
    """Counts to add up over articles, and what went wrong in words."""
    actors, wanted = _merged(gold, found)
    mentions = sorted((*place(m), n) for n, actor in enumerate(found["actors"]) for m in actor["mentions"])
    pairs = _paired(wanted, mentions, gold["text"])
    wanted_of = {f: w for w, f in pairs}
    counted = [n for n, (_, _, actor) in enumerate(wanted) if actors[actor]["required"]]
    kept = [
        n
        for n, mention in enumerate(mentions)
        if (actors[wanted[wanted_of[n]][2]]["required"] if n in wanted_of else not _is_free(mention[:2], wanted, gold))
    ]
    right = _clusters((("w", n), wanted[n][2]) for n in counted)
    ours = _clusters((("w", wanted_of[n]) if n in wanted_of else ("f", n), mentions[n][2]) for n in kept)
    return _counted(actors, found["actors"], right, ours)


def _merged(gold: Found, found: Found) -> tuple[list[Found], list[Mention]]:
    """Gold actors and their named mentions; two actors that may be kept as one are one where they were."""
    actors = [dict(actor) for actor in gold["actors"]]
    wanted = [(*place(m), n) for n, actor in enumerate(actors) for m in actor["mentions"] if m["named"]]
    number = {actor["id"]: n for n, actor in enumerate(actors)}
    mentions = sorted((*place(m), n) for n, actor in enumerate(found["actors"]) for m in actor["mentions"])
    for group in gold["merge_ok"]:
        members = [number[key] for key in group]
        owners = defaultdict(set)
        for w, f in _paired(wanted, mentions, gold["text"]):
            owners[mentions[f][2]].add(wanted[w][2])
        if any(len(owner & set(members)) > 1 for owner in owners.values()):
            keep = min(members, key=lambda n: (not actors[n]["required"], n))
            actors[keep]["accept_types"] = [t for n in members for t in (actors[n]["type"], *actors[n]["accept_types"])]
            actors[keep]["accept_names"] = [
                name for n in members for name in (actors[n]["name"], *actors[n]["accept_names"], *actors[n]["aliases"])
            ]
            wanted = [(start, end, keep if n in members else n) for start, end, n in wanted]
    return actors, wanted


def _paired(wanted: list[Mention], found: list[Mention], text: str) -> list[tuple[int, int]]:
    """Mentions that are the same: half of the capitalised words covered and little beyond the name, closest first."""
    close = []
    for w, (start, end, _) in enumerate(wanted):
        words = [
            (start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end]) if m[0] != m[0].lower()
        ]
        for f, (low, high, _) in enumerate(found):
            common = shared((start, end), (low, high))
            covered = 2 * sum(shared(word, (low, high)) for word in words) >= sum(b - a for a, b in words)
            if common and covered and (high - low) - common <= max(12, (high - low) / 2):
                close.append((-common / (end - start + high - low - common), w, f))
    pairs: dict[int, int] = {}
    for _, w, f in sorted(close):
        if w not in pairs and f not in pairs.values():
            pairs[w] = f
    return sorted(pairs.items())


def _is_free(mention: Place, wanted: list[Mention], gold: Found) -> bool:
    """Whether a mention without a counterpart is no fault: in neutral words, or another actor inside a longer name."""
    if any(shared(mention, tuple(other)) for other in gold["nonactors"]):
        return False
    unnamed = [place(m) for actor in gold["actors"] for m in actor["mentions"] if not m["named"]]
    if any(start <= mention[0] and mention[1] <= end for start, end in (*gold["neutral"], *unnamed)):
        return True
    known = {plain(name) for actor in gold["actors"] for name in (actor["name"], *actor["aliases"])}
    inside = any(start <= mention[0] and mention[1] <= end and mention != (start, end) for start, end, _ in wanted)
    return inside and plain(gold["text"][slice(*mention)]) in known


def _clusters(members: Any) -> dict[int, set[Any]]:
    clusters: defaultdict[int, set[Any]] = defaultdict(set)
    for mention, actor in members:
        clusters[actor].add(mention)
    return clusters


def _counted(
    actors: list[Found], found: list[Found], right: dict[int, set[Any]], ours: dict[int, set[Any]]
) -> tuple[Counter[str], dict[str, list[str]]]:
    rows, columns = sorted(right), sorted(ours)
    weights = [[2 * len(right[r] & ours[c]) / (len(right[r]) + len(ours[c])) for c in columns] for r in rows]
    aligned = {rows[i]: columns[j] for i, j in best_pairs(weights)}
    owner_right = {m: a for a, ms in right.items() for m in ms}
    owner_ours = {m: a for a, ms in ours.items() for m in ms}
    both = owner_right.keys() & owner_ours.keys()
    common = {m: len(right[owner_right[m]] & ours[owner_ours[m]]) for m in both}
    splits = [actors[a]["name"] for a in rows if len({owner_ours[m] for m in right[a] & both}) > 1]
    conflated = [found[a]["name"] for a in columns if len({owner_right[m] for m in ours[a] & both}) > 1]
    salient = [a for a in rows if actors[a].get("salience", 0) >= 0.5]
    counts = Counter(
        actors_gold=len(rows),
        actors_found=len(columns),
        actors_hit=len(aligned),
        actors_type=sum(type_credit(actors[a], found[f]["type"]) for a, f in aligned.items()),
        actors_name=sum(_well_named(actors[a], found[f]["name"]) for a, f in aligned.items()),
        salient_gold=len(salient),
        salient_hit=sum(a in aligned for a in salient),
        mentions_gold=len(owner_right),
        mentions_found=len(owner_ours),
        mentions_hit=len(both),
        b3_recall=sum(common[m] / len(right[owner_right[m]]) for m in both),
        b3_precision=sum(common[m] / len(ours[owner_ours[m]]) for m in both),
        splits=len(splits),
        conflations=len(conflated),
    )
    notes = {
        "missed": [actors[a]["name"] for a in rows if a not in aligned],
        "spurious": [found[f]["name"] for f in columns if f not in aligned.values()],
        "split": splits,
        "conflated": conflated,
        "type": [
            f"{actors[a]['name']}: {found[f]['type']}, not {actors[a]['type']}"
            for a, f in aligned.items()
            if type_credit(actors[a], found[f]["type"]) < 1
        ],
        "name": [
            f"{found[f]['name']}, not {actors[a]['name']}"
            for a, f in aligned.items()
            if not _well_named(actors[a], found[f]["name"])
        ],
    }
    return counts, notes


def type_credit(actor: Found, found: str) -> float:
    """One for a right type, half for its parent."""
    right = {actor["type"], *actor["accept_types"]}
    if found in right:
        return 1.0
    return 0.5 if PARENTS.get(found) in right or found in {PARENTS.get(kind) for kind in right} else 0.0


def _well_named(actor: Found, found: str) -> bool:
    return plain(found) in {plain(name) for name in (actor["name"], actor["aliases"][0], *actor["accept_names"])}
