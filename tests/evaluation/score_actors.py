"""How well actors were found, typed, named and kept apart.

Mentions are paired one to one; clusters are compared with CEAF (which actor is which) and B³ (are the mentions of
one actor together). A conflation is one record for two actors, a split two records for one. Actors that are optional
in the gold, and words it calls neutral, count neither for nor against.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from matching import Place, best_pairs, place, plain, shared

Found = dict[str, Any]
Mention = tuple[int, int, int]  # start, end, number of the actor
Clusters = defaultdict[int, set[Any]]  # actor -> its mentions
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
    compared = Comparison(actors, found["actors"], right, ours)
    return compared.counts(), compared.notes()


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


def _clusters(members: Iterable[tuple[Any, int]]) -> Clusters:
    clusters: Clusters = defaultdict(set)
    for mention, actor in members:
        clusters[actor].add(mention)
    return clusters


class Comparison:
    """Gold actors and found ones, each as the set of its mentions; a mention that was paired is the same in both."""

    def __init__(self, actors: list[Found], found: list[Found], right: Clusters, ours: Clusters) -> None:
        self.actors, self.found, self.right, self.ours = actors, found, right, ours
        rows, columns = sorted(right), sorted(ours)
        weights = [[2 * len(right[r] & ours[c]) / (len(right[r]) + len(ours[c])) for c in columns] for r in rows]
        self.aligned = {rows[i]: columns[j] for i, j in best_pairs(weights)}
        self.in_right = {mention: actor for actor, mentions in right.items() for mention in mentions}
        self.in_ours = {mention: actor for actor, mentions in ours.items() for mention in mentions}
        self.both = self.in_right.keys() & self.in_ours.keys()

    def splits(self) -> list[str]:
        """Gold actors in more than one found one."""
        torn = [a for a, ms in self.right.items() if len({self.in_ours[m] for m in ms & self.both}) > 1]
        return [self.actors[a]["name"] for a in torn]

    def conflations(self) -> list[str]:
        """Found actors that are more than one gold one."""
        mixed = [a for a, ms in self.ours.items() if len({self.in_right[m] for m in ms & self.both}) > 1]
        return [self.found[a]["name"] for a in mixed]

    def counts(self) -> Counter[str]:
        """What is added up over articles."""
        common = {m: len(self.right[self.in_right[m]] & self.ours[self.in_ours[m]]) for m in self.both}
        salient = [a for a in self.right if self.actors[a].get("salience", 0) >= 0.5]
        pairs = [(self.actors[a], self.found[f]) for a, f in self.aligned.items()]
        return Counter(
            actors_gold=len(self.right),
            actors_found=len(self.ours),
            actors_hit=len(pairs),
            actors_type=sum(type_credit(actor, found["type"]) for actor, found in pairs),
            actors_name=sum(_well_named(actor, found["name"]) for actor, found in pairs),
            salient_gold=len(salient),
            salient_hit=sum(a in self.aligned for a in salient),
            mentions_gold=len(self.in_right),
            mentions_found=len(self.in_ours),
            mentions_hit=len(self.both),
            b3_recall=sum(common[m] / len(self.right[self.in_right[m]]) for m in self.both),
            b3_precision=sum(common[m] / len(self.ours[self.in_ours[m]]) for m in self.both),
            splits=len(self.splits()),
            conflations=len(self.conflations()),
        )

    def notes(self) -> dict[str, list[str]]:
        """What went wrong, in words."""
        pairs = [(self.actors[a], self.found[f]) for a, f in self.aligned.items()]
        mistyped = [(actor, found) for actor, found in pairs if type_credit(actor, found["type"]) < 1]
        misnamed = [(actor, found) for actor, found in pairs if not _well_named(actor, found["name"])]
        return {
            "missed": [self.actors[a]["name"] for a in self.right if a not in self.aligned],
            "spurious": [self.found[f]["name"] for f in self.ours if f not in self.aligned.values()],
            "split": self.splits(),
            "conflated": self.conflations(),
            "type": [f"{actor['name']}: {found['type']}, not {actor['type']}" for actor, found in mistyped],
            "name": [f"{found['name']}, not {actor['name']}" for actor, found in misnamed],
        }


def type_credit(actor: Found, found: str) -> float:
    """One for a right type, half for its parent."""
    right = {actor["type"], *actor["accept_types"]}
    if found in right:
        return 1.0
    return 0.5 if PARENTS.get(found) in right or found in {PARENTS.get(kind) for kind in right} else 0.0


def _well_named(actor: Found, found: str) -> bool:
    return plain(found) in {plain(name) for name in (actor["name"], actor["aliases"][0], *actor["accept_names"])}
