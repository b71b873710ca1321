"""Finds the words that name events: verbs with their particles and objects, event nouns, and both together ("hold talks")."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects, subject
from generator.extract.events.wordlist import Entry, Words
from generator.model.document import Span
from generator.model.vocabulary import EventType

_GRAMMATICAL = frozenset({"be", "have", "do", "will", "can", "may", "shall", "must", "would", "should", "could", "might"})
_PHRASAL_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: the node whose grammar carries roles, the noun that carries the meaning if another, and the entry that knew it."""

    node: Node  # verb, or the event noun itself
    type: EventType
    entry: str  # as written in the lexicon; "" = a verb no list knows
    noun: Node | None = None  # event noun under a light or occurrence verb
    spelled: tuple[Node, ...] = ()

    @property
    def nominal(self) -> bool:
        """Whether a noun stands alone for the event."""
        return self.noun is self.node

    @property
    def core(self) -> Node:
        """The node that names the event."""
        return self.noun or self.node

    @property
    def known(self) -> bool:
        """Whether a lexicon entry, not the mere form of the word, found it."""
        return bool(self.entry)

    def span(self, reading: Reading) -> Span:
        """The verb with its particle, or the noun."""
        return reading.span(self.spelled or (self.core,))


def find(reading: Reading) -> list[Trigger]:
    """Every event word of the document, in text order."""
    found: list[Trigger] = []
    taken: set[int] = set()
    body = list(reading.body())
    for node in body:
        if node.pos == "VERB":
            trigger = _verb(node, reading.words)
            if trigger is not None:
                found.append(trigger)
                taken.update(n.index for n in (trigger.noun,) if n is not None)
    for node in body:
        if node.pos in ("NOUN", "PROPN") and node.index not in taken and node.index not in reading.timex_of:
            trigger = _noun(node, reading)
            if trigger is not None:
                found.append(trigger)
    return sorted(found, key=lambda t: t.core.index)


def _verb(node: Node, words: Words) -> Trigger | None:
    if node.lemma in _GRAMMATICAL and not node.kid("obj") or node.dep in ("aux", "cop", "case", "mark", "fixed", "compound"):
        return None
    if node.dep == "amod" and node.lemma not in words.verbs:
        return None
    hanging = hangers(node)
    spelled = (node, *(k for k in node.kids if k.label == "compound:prt"))
    entry = best(words.verbs.get(node.lemma, ()), hanging)
    lent = _lent(node, words)
    if lent is not None and (entry is None or not entry.needs or entry.type is EventType.OTHER):
        noun, known = lent
        return Trigger(node, known.type, f"{node.lemma} + {known.written}", noun, spelled)
    if entry is not None:
        return Trigger(node, entry.type, entry.written, None, spelled)
    return Trigger(node, EventType.OTHER, "", None, spelled)


def _lent(node: Node, words: Words) -> tuple[Node, Entry] | None:
    """The event noun to which a light, aspect or occurrence verb lends its grammar."""
    grammar = words.grammar
    if node.lemma in grammar.light or node.lemma in grammar.aspect:
        for noun in objects(node):
            if noun.pos == "NOUN" and (known := best(words.nouns.get(noun.lemma, ()), hangers(noun))):
                return noun, known
    if node.lemma in grammar.occur and not node.kid("obj") and (noun := subject(node)) is not None and noun.pos == "NOUN":
        known = best(words.nouns.get(noun.lemma, ()), hangers(noun))
        if known is not None and (known.type is not EventType.OTHER or node.lemma in ("take", "occur", "happen", "begin", "start", "end")):
            return noun, known
    return None


def _noun(node: Node, reading: Reading) -> Trigger | None:
    words = reading.words
    entries = words.nouns.get(node.lemma) or words.nouns.get(node.lower)
    if not entries or node.dep in ("compound", "flat", "fixed", "amod"):
        return None
    if node.pos == "PROPN" and not (reading.headline(node) or node.text.islower()):
        return None
    if node.index in reading.mention_of:
        return None
    entry = best(entries, hangers(node))
    return Trigger(node, entry.type, entry.written, node) if entry is not None else None


def hangers(node: Node) -> set[str]:
    """Lemmas and words of what hangs on a verb or noun: particles, prepositions, objects and, one step down, their parts."""
    found: set[str] = set()
    for kid, depth in _below(node):
        if depth == 1 and kid.dep in ("conj", "parataxis", "advcl", "ccomp", "punct"):
            continue
        found.add(kid.lemma)
        found.add(kid.lower)
    if node.passive or node.kid("nsubj:pass"):
        patient = subject(node)
        if patient is not None:
            found.update((patient.lemma, patient.lower))
    if node.label == "acl:relcl" and node.head is not None:
        found.add(node.head.lemma)
    return found


def _below(node: Node) -> Iterator[tuple[Node, int]]:
    passive = node.passive
    for kid in node.kids:
        if kid.dep in ("nsubj", "csubj") and not (passive or kid.label == "nsubj:pass"):
            continue
        yield kid, 1
        if kid.dep in ("obj", "obl", "nsubj", "nmod", "xcomp", "conj", "ccomp"):
            for below in kid.kids:
                if below.dep in ("case", "compound", "amod", "nmod", "conj", "mark", "obj"):
                    yield below, _PHRASAL_DEPTH


def best(entries: tuple[Entry, ...], hanging: set[str]) -> Entry | None:
    """The most demanding entry whose every need hangs there."""
    return next((e for e in entries if all(need & hanging for need in e.needs)), None)
