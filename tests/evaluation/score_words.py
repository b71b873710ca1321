"""How well time expressions and quotes were read.

Time expressions are paired by overlap. Value F1 is TempEval-3's: the TIMEX3 value has to be the same text. Date F1
asks what an editor sees: does the EDTF date cover the right days. A duration without a date may be left out there.
"""

from collections import Counter
from typing import Any

from matching import place, plain, same_date, shared

Found = dict[str, Any]
Notes = dict[str, list[str]]


def score_dates(gold: Found, found: Found) -> tuple[Counter[str], Notes]:
    """Counts of time expressions, by TIMEX3 value and by EDTF date."""
    counts, values = _score_values(gold["dates"], found["timexes"])
    dated, dates = _score_edtf(gold["dates"], [timex for timex in found["timexes"] if timex["edtf"]])
    return counts + dated, {"value": values, "edtf": dates}


def _score_values(wanted: list[Found], found: list[Found]) -> tuple[Counter[str], list[str]]:
    pairs = _paired(wanted, found)
    right = {w for w, f in pairs if wanted[w]["value"] == found[f]["value"]}
    counts = Counter(
        timex_gold=len(wanted),
        timex_found=len(found),
        timex_hit=len(pairs),
        timex_exact=sum(place(wanted[w]) == place(found[f]) for w, f in pairs),
        timex_type=sum(wanted[w]["type"] == found[f]["type"] for w, f in pairs),
        timex_value=len(right),
    )
    notes = [f"{wanted[w]['text']}: {found[f]['value']}, not {wanted[w]['value']}" for w, f in pairs if w not in right]
    notes += [f"missed {timex['text']}" for w, timex in enumerate(wanted) if w not in dict(pairs)]
    extra = len(found) - len(pairs)
    return counts, notes + ([f"{extra} too many"] if extra else [])


def _score_edtf(wanted: list[Found], found: list[Found]) -> tuple[Counter[str], list[str]]:
    pairs = dict(_paired(wanted, found))
    asked = [w for w, timex in enumerate(wanted) if w in pairs or "" not in (timex["edtf"], *timex["accept"])]
    right = [w for w in asked if w in pairs and _right(wanted[w], found[pairs[w]])]
    wrong = [w for w in asked if w not in right]
    counts = Counter(date_gold=len(asked), date_found=len(found), date_right=len(right))
    return counts, [
        f"{wanted[w]['text']}: {found[pairs[w]]['edtf'] if w in pairs else 'missed'}, not {wanted[w]['edtf']}"
        for w in wrong
    ]


def _right(wanted: Found, found: Found) -> bool:
    return same_date([wanted["edtf"], *wanted["accept"]], found["edtf"])


def _paired(wanted: list[Found], found: list[Found]) -> list[tuple[int, int]]:
    """One to one: exact spans first, then the largest overlap."""
    close = [
        (place(one) != place(other), -shared(place(one), place(other)), abs(one["start"] - other["start"]), w, f)
        for w, one in enumerate(wanted)
        for f, other in enumerate(found)
        if shared(place(one), place(other))
    ]
    pairs: dict[int, int] = {}
    for *_, w, f in sorted(close):
        if w not in pairs and f not in pairs.values():
            pairs[w] = f
    return sorted(pairs.items())


def score_quotes(gold: Found, found: Found, names: dict[str, str]) -> tuple[Counter[str], Notes]:
    """Counts of verbatim quotes; a quote is found when most of its words are covered by one that was marked."""
    counts: Counter[str] = Counter(quotes_gold=len(gold["quotes"]))
    notes: Notes = {"missed": [], "speaker": []}
    for quote in gold["quotes"]:
        best = max(found["quotes"], key=lambda other: shared(place(quote), place(other)), default=None)
        if best is None or 2 * shared(place(quote), place(best)) < quote["end"] - quote["start"]:
            notes["missed"].append(quote["text"][:50])
            continue
        speaker = names.get(plain(best["speaker"]), best["speaker"])
        right = speaker == names.get(quote["speaker"], quote["speaker"])
        counts.update(quotes_hit=1, quotes_speaker=right)
        if not right:
            notes["speaker"].append(f"{quote['text'][:40]}: {speaker or 'nobody'}, not {quote['speaker']}")
    return counts, notes
