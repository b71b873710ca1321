"""Matches the entries of a word with what hangs on it: particles, objects, and the kinds of things that they name."""

import re
from collections.abc import Collection, Iterator

from generator.extract.events.apposition import is_person_noun
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects, subject
from generator.extract.events.wordlist import ANY, Entry, Words
from generator.model.vocabulary import ActorType

_PHRASAL_DEPTH = 2
_PERSONS = frozenset({"him", "her", "them"})
_IN_PHRASE = frozenset({"case", "compound", "amod", "nmod", "nummod", "conj", "mark", "obj"})
_SCORE = re.compile(r"[^.\n]{1,60}?\b\d{1,3} ?[-–] ?\d{1,3}\b")  # within the words behind the verb


def by_classes(node: Node, reading: Reading) -> Entry | None:
    """What a verb that no list gives a type tells by its subject and object ("the quake levelled")."""
    words = reading.words
    if node.lemma in words.grammar.stative:
        return None
    doer = subject(node)
    told = any(_classes(noun, words) for noun in objects(node)) or (doer is not None and _classes(doer, words))
    return best(words.verbs.get(ANY, ()), node, reading) if told else None


def hangers(node: Node, reading: Reading) -> set[str]:
    """Lemmas and words of what hangs on a verb or noun: particles, prepositions, objects and the parts of those.

    An object adds its lemma behind "=", too, and `<person>`, `<place>`, `<body>` if it is one; a
    result such as 3-1 adds `<score>`; phrases of time add nothing.
    """
    found: set[str] = set()
    for noun in objects(node) if node.pos == "VERB" else ():
        found.update((_slot(noun, reading), "=" + _counted(noun, reading.words).lemma))
        found |= _classes(noun, reading.words)
    if node.lemma in reading.words.grammar.contests and _SCORE.match(reading.document.text, node.end):
        found.add("<score>")
    doer = subject(node) if node.pos == "VERB" and not node.passive else None
    if doer is not None:
        counted = _counted(doer, reading.words)
        found.update("^" + kind for kind in (counted.lemma, _slot(doer, reading), *_classes(doer, reading.words)))
    named = _named(node, reading)
    for kid, depth in _below(node, reading):
        if depth == 1 and (kid.dep in ("conj", "parataxis", "advcl", "ccomp", "punct") or kid is named):
            continue
        found.add(kid.lemma)
        found.add(kid.lower)
        if kid.dep == "obl":
            found |= _classes(kid, reading.words)
    if node.passive or node.kid("nsubj:pass"):
        patient = subject(node)
        if patient is not None:
            found.update((patient.lemma, patient.lower))
    if node.label == "acl:relcl" and node.head is not None:
        found.add(node.head.lemma)
    return found


def _named(node: Node, reading: Reading) -> Node | None:
    """What a verb only gives a name: "called the strike irresponsible" calls no strike."""
    things = [k for k in node.kids if k.dep == "obj"] if node.lemma in reading.words.grammar.naming else []
    if not things:
        return None
    predicate = node.kid("xcomp")
    behind = any(k.pos == "ADJ" and k.dep in ("appos", "amod") and k.index > things[0].index for k in things[0].kids)
    named = len(things) > 1 or behind or (predicate is not None and predicate.pos != "VERB")
    return things[0] if named else None


def _counted(noun: Node, words: Words) -> Node:
    """What a noun that only counts stands for ("a series of earthquakes", "another of its rockets")."""
    if noun.lemma not in words.grammar.quantities:
        return noun
    return next((k for k in noun.kids if k.dep == "nmod" and k.case() == "of"), noun)


def _classes(noun: Node, words: Words) -> frozenset[str]:
    """What a noun names, or what it counts; of a name what it is called by before it ("Hurricane Oswin")."""
    noun = _counted(noun, words)
    found = words.classes.get(noun.lemma) or words.classes.get(noun.lower, frozenset())
    if found or noun.pos != "PROPN":
        return found
    before = (k for k in noun.kids if k.dep in ("compound", "nmod") and k.index < noun.index)
    return next((kinds for k in before if (kinds := words.classes.get(k.lower))), frozenset())


_SLOTS = {
    ActorType.PERSON: "<person>",
    ActorType.GROUP: "<person>",
    ActorType.PLACE: "<place>",
    ActorType.COUNTRY: "<place>",
}


def _slot(noun: Node, reading: Reading) -> str:
    """The kind of thing an object is."""
    actors = reading.actors_of(noun)
    if actors and (kind := reading.actor_type(actors[0])) is not None:
        return _SLOTS.get(kind, "<body>")
    grammar = reading.words.grammar
    if "<vehicle>" in reading.words.classes.get(noun.lemma, ()):
        return ""
    known = noun.lemma in grammar.people or noun.lemma in grammar.representatives or noun.lower in _PERSONS
    return "<person>" if known or is_person_noun(noun, grammar) else ""


def _below(node: Node, reading: Reading) -> Iterator[tuple[Node, int]]:
    passive = node.passive
    for kid in node.kids:
        if kid.index in reading.timex_of:
            continue
        if kid.dep in ("nsubj", "csubj") and not (passive or kid.label == "nsubj:pass"):
            continue
        yield kid, 1
        if kid.dep == "conj" and kid.pos == "VERB" and (kid.kid("nsubj") is not None or node.kid("obj") is not None):
            continue  # what a second verb acts on is none of the first's
        if kid.dep == "advcl":
            yield from ((below, _PHRASAL_DEPTH) for below in kid.kids if below.dep == "mark" and below.lower == "for")
        elif kid.dep in ("obj", "obl", "nsubj", "nmod", "xcomp", "conj", "ccomp"):
            fronted = kid.dep == "obl" and kid.index < node.index  # "In Lima, he called it …": no "call in"
            for below in kid.kids:
                denied = below.lower == "not" and kid.pos == "ADJ"  # "pleaded not guilty"
                part = below.dep in _IN_PHRASE or denied
                if part and not (fronted and below.dep == "case"):
                    yield below, _PHRASAL_DEPTH


def best(entries: tuple[Entry, ...], node: Node, reading: Reading, particle: Collection[str] = ()) -> Entry | None:
    """The most demanding entry whose every need hangs on the node, or is the particle behind it."""
    if not entries or not entries[0].needs:  # the most demanding one asks for nothing
        return entries[0] if entries else None
    hanging = hangers(node, reading).union(particle, reading.topics)
    return next((e for e in entries if not any(need.isdisjoint(hanging) for need in e.needs)), None)
