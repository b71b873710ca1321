"""Finds the words that name events: verbs with particles and objects, event nouns, and both together ("hold talks")."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.extract.events.causes import brings_harm, causes
from generator.extract.events.meaning import meant
from generator.extract.events.reading import Reading
from generator.extract.events.senses import best, by_classes
from generator.extract.events.syntax import Node, is_to_infinitive, objects, subject
from generator.extract.events.wordlist import Entry, Words, entries_of
from generator.model.document import Span
from generator.model.vocabulary import EventType

_GRAMMATICAL = frozenset(
    {"be", "have", "do", "will", "can", "may", "shall", "must", "would", "should", "could", "might"}
)
_ADVERBIAL = frozenset({"up", "down", "out", "off", "over", "away", "back", "apart", "aside"})


@dataclass(slots=True, eq=False)
class Trigger:
    """An event word: the node that carries the roles, the noun that carries the meaning if another, the entry."""

    node: Node  # verb, or the event noun itself
    type: EventType
    entry: str  # as written in the lexicon; "" = a verb no list knows
    noun: Node | None = None  # event noun under a light or occurrence verb
    spelled: tuple[Node, ...] = ()
    nominal: bool = field(init=False)  # a noun stands alone for the event
    core: Node = field(init=False)  # the node that names the event
    span: Span = field(init=False)  # of the verb with its particle, or the noun

    def __post_init__(self) -> None:
        self.nominal = self.noun is self.node
        self.core = self.noun or self.node
        spelled = self.spelled or (self.core,)
        self.span = Span(min(n.start for n in spelled), max(n.end for n in spelled))

    @property
    def known(self) -> bool:
        """Whether a lexicon entry, not the mere form of the word, found it."""
        return bool(self.entry)


def find(reading: Reading) -> list[Trigger]:
    """Every event word of the document, in text order."""
    found: list[Trigger] = []
    taken: set[int] = set()
    body = list(reading.body())
    for position, node in enumerate(body):
        if node.pos in ("VERB", "ADJ"):
            trigger = _verb(node, reading, body[position + 1] if position + 1 < len(body) else None)
            if trigger is not None:
                found.append(trigger)
                taken.update(n.index for n in (trigger.noun,) if n is not None)
    for node in body:
        if node.pos in ("NOUN", "PROPN") and node.index not in taken and node.index not in reading.timex_of:
            trigger = _noun(node, reading)
            if trigger is not None:
                found.append(trigger)
    return sorted(_caused(found, reading.words), key=lambda t: t.core.index)


def _caused(found: list[Trigger], words: Words) -> Iterator[Trigger]:
    """Deaths and damage are of the kind of what brought them: "a ferry sank, killing 40", "died when men attacked"."""
    strokes = {t.node.index: t.type for t in found if t.type in _STROKES and brings_harm(t.node, words)}
    for trigger in found:
        caused = not trigger.nominal and trigger.type in _HARM and trigger.node.lemma in words.grammar.harms
        kinds = {strokes.get(node.index) for node in causes(trigger.node)} if caused else set()
        if EventType.DISASTER in kinds:
            yield replace(trigger, type=EventType.DISASTER)
        elif EventType.ASSAULT in kinds and trigger.type is EventType.LIFE:
            yield replace(trigger, type=EventType.ASSAULT)
        else:
            yield trigger


_STROKES = frozenset({EventType.ASSAULT, EventType.DISASTER})
_HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.LIFE, EventType.OTHER, EventType.SANCTION})


def _verb(node: Node, reading: Reading, after: Node | None) -> Trigger | None:
    words = reading.words
    if node.pos == "ADJ" or node.kid("cop") is not None or (node.lower in ("prepared", "committed") and node.passive):
        return _willing(node, reading)
    if (node.lemma in _GRAMMATICAL and not node.kid("obj")) or node.dep in (
        "aux",
        "cop",
        "case",
        "mark",
        "fixed",
        "compound",
    ):
        return None
    if node.dep == "amod" and node.lemma not in words.verbs:
        return None
    if node.dep == "parataxis" and node.head is not None and node.head.lower == "saying":
        return None  # "was quoted as saying": only where it was heard
    if node.label == "acl" and node.lemma in words.grammar.naming and node.kid("obj", "xcomp") is not None:
        return None  # "a group called the Brotherhood"
    particle = {after.lower} if after is not None and after.lower in words.grammar.particles else set()
    spelled = (node, *(k for k in node.kids if k.label == "compound:prt"))
    entry = _entry(node, reading, particle)
    if after is not None and after not in spelled and entry is not None and _particle(after.lower, entry):
        spelled = (*spelled, after)
    typed = entry is not None and bool(entry.needs) and entry.type is not EventType.OTHER
    if (_only_aspect(node, words) and not typed) or _makes_do(node, reading):
        return None
    lent = _lent(node, reading)
    if lent is not None and _tells_more(lent[1], entry):
        noun, known = lent
        return Trigger(node, known.type, f"{node.lemma} + {known.written}", noun, spelled)
    if entry is None:
        return None if node.lemma == "have" else Trigger(node, EventType.OTHER, "", None, spelled)
    kind = meant(node, entry, reading)
    return Trigger(node, kind, entry.written, _absorbed(node, entry, words) if kind is entry.type else None, spelled)


def _entry(node: Node, reading: Reading, particle: set[str]) -> Entry | None:
    """The entry of a verb; where none gives it a type, what its subject and object tell."""
    entry = best(entries_of(reading.words.verbs, node.lemma, node.lower), node, reading, particle)
    untyped = entry is None or (entry.type is EventType.OTHER and not entry.needs)
    return (by_classes(node, reading) or entry) if untyped else entry


def _absorbed(node: Node, entry: Entry, words: Words) -> Node | None:
    """The event noun that a phrase of verb and object already holds ("launch an inquiry")."""
    needed = frozenset().union(*entry.needs)
    return next((n for n in objects(node) if n.pos == "NOUN" and n.lemma in needed and n.lemma in words.nouns), None)


def _particle(word: str, entry: Entry) -> bool:
    """Whether an entry asks for this adverb ("pull out of"), so that it belongs to the trigger."""
    return word in _ADVERBIAL and any(word in need for need in entry.needs)


def _tells_more(noun: Entry, verb: Entry | None) -> bool:
    """Whether the event noun says better than its verb what happened."""
    if verb is None or verb.type is EventType.OTHER:
        return True
    return not verb.needs and noun.type is not EventType.OTHER


def _only_aspect(node: Node, words: Words) -> bool:
    """Whether a verb only says how far the event below it got ("tried to flee"), or who saw it ("was found shot")."""
    inner = node.kid("xcomp")
    if inner is None or inner.pos != "VERB" or node.kid("obj") is not None:
        return False
    return node.lemma in words.grammar.catenative or (node.lemma == "find" and node.passive and inner.passive)


def _makes_do(node: Node, reading: Reading) -> bool:
    """Whether a verb only tells what brought about the event below it ("prompted the party to walk out")."""
    inner = node.kid("xcomp")
    if inner is None or node.lemma not in reading.words.grammar.implicative or not is_to_infinitive(inner):
        return False
    known = best(entries_of(reading.words.verbs, inner.lemma, inner.lower), inner, reading)
    return known is not None and known.type is not EventType.OTHER


def _willing(node: Node, reading: Reading) -> Trigger | None:
    """Adjectives that promise or refuse what their infinitive says ("is ready to send", "unwilling to talk")."""
    inner = node.kid("xcomp") or node.kid("advcl") or node.kid("ccomp")
    words, grammar = reading.words, reading.words.grammar
    told = {node.lemma, node.lower}
    if (grammar.willing.isdisjoint(told) and grammar.unwilling.isdisjoint(told)) or (
        inner is None and node.lemma != "opposed"
    ):
        return None
    against = bool({node.lemma, node.lower} & grammar.unwilling) or any(k.lower in grammar.negators for k in node.kids)
    if against:
        return Trigger(node, EventType.REJECT, f"{node.lower} to", None, (node,))
    entry = best(entries_of(words.verbs, inner.lemma, inner.lower), inner, reading) if inner is not None else None
    hostile = entry is not None and entry.type in (
        EventType.SANCTION,
        EventType.COERCE,
        EventType.ASSAULT,
        EventType.THREATEN,
    )
    return Trigger(node, EventType.THREATEN if hostile else EventType.AGREE, f"{node.lower} to", None, (node,))


def _lent(node: Node, reading: Reading) -> tuple[Node, Entry] | None:
    """The event noun to which a light, aspect or occurrence verb lends its grammar."""
    words, grammar = reading.words, reading.words.grammar
    if node.lemma in grammar.light or node.lemma in grammar.aspect:
        for noun in objects(node):
            if noun.pos == "NOUN" and (known := best(words.nouns.get(noun.lemma, ()), noun, reading)):
                return noun, known
    if node.lemma in reading.words.grammar.opened_with and (opening := _opening(node, reading)) is not None:
        return opening
    occurs = (node.lemma in grammar.occur and not node.kid("obj")) or (
        node.lemma in grammar.drawing and not node.passive
    )
    happening = subject(node) if occurs else None
    if happening is not None and happening.pos == "NOUN" and not _leads_over(happening, node):
        known = best(words.nouns.get(happening.lemma, ()), happening, reading)
        if known is not None and (
            known.type is not EventType.OTHER or node.lemma in ("take", "occur", "happen", "begin", "start", "end")
        ):
            return happening, known
    return None


_LINKING = frozenset({"come", "follow"})
_TOLD_BEFORE = frozenset({"the", "this", "these", "his", "her", "its", "their"})


def _leads_over(noun: Node, verb: Node) -> bool:
    """Whether a sentence only ties two things told elsewhere together ("The announcement came as sales slid")."""
    bare = all(k.lower in _TOLD_BEFORE or k.dep == "punct" for k in noun.kids) and bool(noun.kids)
    beside = [k for k in verb.kids if k.dep in ("advcl", "obl") and k.index > verb.index]
    links = {"as", "amid", "while", "after", "before"}
    return verb.lemma in _LINKING and bare and any(k.lower in links for b in beside for k in b.kids)


def _opening(node: Node, reading: Reading) -> tuple[Node, Entry] | None:
    """The event with which something begins or ends ("the crisis began with a series of protests")."""
    for kid in node.kids:
        noun = kid
        if kid.dep == "obl" and kid.case() in ("with", "in"):
            while (
                noun.lemma in reading.words.grammar.quantities
                and (inner := next((k for k in noun.kids if k.case() == "of"), None)) is not None
            ):
                noun = inner
            known = best(reading.words.nouns.get(noun.lemma, ()), noun, reading) if noun.pos == "NOUN" else None
            if known is not None and known.type is not EventType.OTHER and kid.index not in reading.timex_of:
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
    entry = best(entries, node, reading)
    return Trigger(node, entry.type, entry.written, node) if entry is not None else None
