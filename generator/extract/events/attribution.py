"""Who reports an event: the speech verb or "according to" around it, and claims in a phrase ("what X says were …")."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, subject

_SOURCE_CASES = frozenset({"according to", "according", "per", "citing"})
_REACH = 16  # words within which "what X says were Y" completes


@dataclass(frozen=True, slots=True)
class Frame:
    """A report around an event: the verb (None for "according to"), who speaks, and the words that name the speaker."""

    verb: Node | None
    speakers: tuple[str, ...]
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An actor that somebody else only says took part."""

    actors: tuple[str, ...]
    according_to: str


def frames(node: Node, reading: Reading) -> Iterator[Frame]:
    """The reports that an event stands in, the nearest first."""
    reports = reading.words.grammar.reports
    below = node
    yield from _sources(node, reading)
    for governor in (node, *node.climb()):
        if governor is not node:
            said = below.dep in ("ccomp", "parataxis") or (
                below.dep in ("advcl", "xcomp") and below.index < governor.index
            )
            if said and governor.lemma in reports and governor.pos == "VERB":
                yield _frame(governor, reading)
            yield from _sources(governor, reading)
        for kid in governor.kids:
            if kid is not below and kid.dep == "parataxis" and kid.lemma in reports and kid is not node:
                yield _frame(kid, reading)
        below = governor


def _frame(verb: Node, reading: Reading) -> Frame:
    noun = subject(verb)
    if noun is None:
        return Frame(verb, ())
    return Frame(verb, tuple(reading.actors_of(noun)), phrase(noun))


def _sources(node: Node, reading: Reading) -> Iterator[Frame]:
    for kid in node.kids:
        if kid.dep in ("obl", "nmod", "advcl") and kid.case() in _SOURCE_CASES:
            yield Frame(None, tuple(reading.actors_of(kid)), phrase(kid))
        elif kid.lemma in ("accord", "according") and (noun := kid.kid("obl", "nmod", "obj")) is not None:
            yield Frame(None, tuple(reading.actors_of(noun)), phrase(noun))


def phrase(noun: Node, limit: int = 8) -> str:
    """The short words of a noun phrase: modifiers before the noun and the noun, without a leading article."""
    kept = [
        k
        for k in noun.subtree(40)
        if k.index <= noun.index and noun.index - k.index < limit and (k is noun or _leads_to(k, noun))
    ]
    if kept and kept[0].lower in ("the", "a", "an"):
        kept = kept[1:]
    return " ".join(k.text for k in kept)


def _leads_to(kid: Node, noun: Node) -> bool:
    return kid.head is noun and kid.dep in ("compound", "amod", "nummod", "det", "flat")


def claimed_in(node: Node, reading: Reading) -> Claim | None:
    """The claim in "by what the police call a street gang": who says it and whom it names."""
    what = next((k for k in _after(node, reading) if k.lower == "what" and _preceded_by_preposition(k, reading)), None)
    if what is None:
        return None
    window = _window(what, reading)
    verb = next(
        (
            k
            for k in window
            if k.lemma in reading.words.grammar.reports or k.lemma in ("call", "describe", "term", "label")
        ),
        None,
    )
    if verb is None:
        return None
    speakers = [m.actor for k in window if k.index < verb.index and (m := reading.mention_of.get(k.index))]
    named = [
        m.actor
        for k in window
        if k.index > verb.index and (m := reading.mention_of.get(k.index)) and m.actor not in speakers
    ]
    if not speakers or not named:
        return None
    return Claim((_last_phrase_actor(window, verb, reading) or named[0],), speakers[-1])


def _last_phrase_actor(window: list[Node], verb: Node, reading: Reading) -> str:
    """The actor of the widest mention after the verb, so that "pro-X fighters" wins over the name inside it."""
    mentions = [m for k in window if k.index > verb.index and (m := reading.mention_of.get(k.index))]
    return max(mentions, key=lambda m: len(m.span)).actor if mentions else ""


def _after(node: Node, reading: Reading) -> list[Node]:
    return [k for k in _slice(node.index + 1, node.index + 1 + _REACH, reading) if k.sentence == node.sentence]


def _window(what: Node, reading: Reading) -> list[Node]:
    found = []
    for k in _slice(what.index + 1, what.index + 1 + _REACH, reading):
        if k.sentence != what.sentence or k.lower in (",", ".", ";"):
            break
        found.append(k)
    return found


def _slice(first: int, last: int, reading: Reading) -> list[Node]:
    by_index = reading.nodes
    low = _position(first, by_index)
    found = []
    for node in by_index[low : low + (last - first)]:
        if node.index >= last:
            break
        found.append(node)
    return found


def _position(index: int, nodes: tuple[Node, ...]) -> int:
    low, high = 0, len(nodes)
    while low < high:
        middle = (low + high) // 2
        if nodes[middle].index < index:
            low = middle + 1
        else:
            high = middle
    return low


def _preceded_by_preposition(node: Node, reading: Reading) -> bool:
    before = _slice(node.index - 1, node.index, reading)
    return bool(before) and before[0].lower in ("by", "with", "in", "of", "from", "against", "as")
