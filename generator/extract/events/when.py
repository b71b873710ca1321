"""Which date the words give an event: what hangs on its own first, then on its clause; `undated` goes on from there."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.extract.events.reading import Reading, top
from generator.extract.events.syntax import VERBAL, Node
from generator.extract.events.triggers import Trigger
from generator.model.dates import Date
from generator.model.document import Timex
from generator.model.vocabulary import DateBasis, EventType, TimexType

_PREMODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nummod", "nmod:unmarked", "nmod:desc", "appos"})
_MEASURES = frozenset({"for", "from", "than", "like", "down from", "up from", "compared to", "compared with"})

_OPENERS = frozenset({"on", "in", "at", "by", "from", "until", "since", "during"})
_HELD_AT = frozenset({"at", "in", "during", "on"})
_LATER_OR_EARLIER = frozenset({"before", "after", "since", "until", "till", "once", "following"})
_SHARING = frozenset({"xcomp", "advcl", "acl", "conj"})
_SIMULTANEOUS = frozenset({"while", "as", "when", "where", "by", "with", "amid", "during"})
_COMPARED = 9  # words back from a time to what it compares
_OFFSET_WORDS = 2  # "after" alone is no offset
_SENTENCE = 120  # words of a sentence looked at

_YEAR = re.compile(r"\d{4}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # an exact date in EDTF

ATTACHED, CLAUSE, SENTENCE, OFFSET, CONTEXT, NONE = range(6)


@dataclass(frozen=True, slots=True)
class Dating:
    """An event's date with the words it came from; `rank` is how firm the ground is, 0 the firmest."""

    edtf: str = ""
    text: str = ""
    basis: DateBasis = DateBasis.INFERRED
    ground: str = ""
    rank: int = NONE
    reaches_ahead: bool = False  # a length that goes on after publication ("cuts over the next four years")


Owners = Mapping[int, Sequence[Timex]]


def owners(reading: Reading, triggers: Sequence[Trigger]) -> dict[int, list[Timex]]:
    """Time expressions by the index of the event word they hang on, or of the predicate where that is none."""
    events = {t.node.index for t in triggers} | {t.core.index for t in triggers}
    at = {node.index: node for node in reading.nodes}
    covered: dict[int, list[Node]] = {}
    for node in reading.nodes:
        timex = reading.timex_of.get(node.index)
        if timex is not None:
            covered.setdefault(timex.span.start, []).append(node)
    found: dict[int, list[Timex]] = {}
    for timex in reading.document.timexes:
        nodes = covered.get(timex.span.start)
        if not nodes or _is_compared(nodes[0], at, reading):
            continue
        of_complement = timex.dates == "complement"
        owner = _complement(nodes, events) if of_complement else _owner_of(nodes, events, at, reading)
        if owner is not None:
            bare = replace(timex, bounded="") if timex.bounded and _modifies(nodes[0], owner) else timex
            found.setdefault(owner, []).append(bare)
    return found


def _modifies(first: Node, owner: int) -> bool:
    """Whether a time stands before the noun that it dates: "after the 2004 flood" is no bound on the flood."""
    return first.label in _PREMODIFIERS and first.head is not None and first.head.index == owner > first.index


def _complement(nodes: Sequence[Node], events: Collection[int]) -> int | None:
    """The event in the clause that a time opens and dates: "two days after the envoy dropped a hint"."""
    opened = (node.head for node in nodes if node.dep == "mark" and node.head is not None)
    return next((verb.index for verb in opened if verb.index in events), None)


def _is_compared(first: Node, at: Mapping[int, Node], reading: Reading) -> bool:
    """Whether the time belongs to a figure that the clause's own is set against ("down from 47 in 2022")."""
    figure = False
    for index in range(first.index - 1, max(-1, first.index - _COMPARED), -1):
        word = at.get(index)
        if word is None or word.sentence != first.sentence or word.pos in VERBAL or word.lower == ",":
            return False
        if figure and word.lower in reading.words.grammar.compared_by:
            return True
        figure = word.pos in ("NUM", "SYM")
    return False


def _owner_of(nodes: list[Node], events: set[int], at: Mapping[int, Node], reading: Reading) -> int | None:
    found = _offset_owner(nodes)
    if found is None:
        found = _before(nodes[0], events, at, reading)
    if found is None:
        found = _behind_opening(nodes[0], events, at)
    return found if found is not None else _owner(top(nodes), events)


def _behind_opening(first: Node, events: set[int], at: Mapping[int, Node]) -> int | None:
    """The main verb of a sentence that opens with the time ("On Wednesday police arrested …")."""
    before = at.get(first.index - 1)
    if before is not None and before.sentence == first.sentence and before.lower in _OPENERS:
        before = at.get(before.index - 1)
    if before is not None and before.sentence == first.sentence:
        return None
    return next((n.index for n in first.climb() if n.pos in VERBAL and n.index in events), None)


def _before(first: Node, events: set[int], at: Mapping[int, Node], reading: Reading) -> int | None:
    """The event verb right before a time phrase ("said on Monday the vote …"), whatever the parse makes of it."""
    if first.text.isdigit() and first.label in _PREMODIFIERS and first.head is not None and first.head.pos == "NOUN":
        return None  # "replaces the 1991 agreement": the year is the noun's
    index = first.index - 1
    while (word := at.get(index)) is not None and word.lower in reading.words.grammar.before_times:
        index -= 1
    verb = at.get(index)
    return index if verb is not None and verb.pos == "VERB" and index in events else None


def _offset_owner(nodes: Sequence[Node]) -> int | None:
    """For "three months after …" the event behind the preposition: the expression counts back to it."""
    last, behind = nodes[-1], nodes[-1].head
    if len(nodes) < _OFFSET_WORDS or last.lower not in ("after", "before") or last.dep not in ("mark", "case"):
        return None
    if behind is None or behind.index < last.index:
        return None
    if behind.dep == "nsubj" and behind.head is not None and behind.head.pos in VERBAL:
        behind = behind.head
    return behind.index


def _owner(node: Node, events: set[int]) -> int | None:
    """The event word above a time expression; a mere noun that it modifies keeps it to itself."""
    for governor in node.climb():
        if node.case() in _MEASURES:
            return None
        if governor.index in events:
            return governor.index
        if node.label in _PREMODIFIERS and governor.pos not in VERBAL and node.index < governor.index:
            return None
        if governor.pos in VERBAL or governor.kid("cop") is not None:
            return governor.index
        node = governor
    return None


def own_date(trigger: Trigger, reading: Reading, hanging: Owners) -> Dating:
    """The date that syntax gives an event: its own time word, or that of the clause which shares its time."""
    for times in (_of_core(trigger, reading, hanging), hanging.get(trigger.node.index, ())):
        if (dating := _stated(times, reading, ATTACHED)) is not None:
            return dating
    return (
        _shared(trigger.node, reading, hanging)
        or _of_occasion(trigger.node, reading, hanging)
        or _of_object(trigger.node, reading, hanging)
        or _of_publication(trigger.node, reading, hanging)
        or _of_occurrence(trigger.node, reading, hanging)
        or Dating()
    )


def _of_core(trigger: Trigger, reading: Reading, hanging: Owners) -> Sequence[Timex]:
    """The times on the event's own word; the year in "replaces the 1991 agreement" dates that noun, not the verb."""
    times, core = hanging.get(trigger.core.index, ()), trigger.core
    if trigger.nominal or core is trigger.node or trigger.node.lemma in reading.words.grammar.light:
        return times
    return [t for t in times if t.span.start > core.start or not _YEAR.fullmatch(t.edtf)]


def _of_object(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """A time phrase behind the object, which the parse gave to the object ("rejected the proposal in October")."""
    if node.pos != "VERB":
        return None
    for kid in node.kids:
        if kid.dep == "obj":
            behind = [t for t in hanging.get(kid.index, ()) if t.span.start > kid.start]
            if (dating := _stated(behind, reading, CLAUSE)) is not None:
                return dating
    return None


def _of_occasion(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The date of the occasion or document in the event's phrases ("in a statement issued on Monday")."""
    for kid in node.kids:
        occasion = (
            kid.dep == "obl"
            and kid.case() in _HELD_AT
            and (kid.lemma in reading.words.grammar.documents or kid.lemma in reading.words.nouns)
        )
        if not occasion and not (kid.dep == "nsubj" and kid.lemma in reading.words.grammar.documents):
            continue
        for bearer in (kid, *(k for k in kid.kids if k.dep in ("acl", "nmod"))):
            if (dating := _stated(hanging.get(bearer.index, ()), reading, CLAUSE)) is not None:
                return dating
    return None


def _of_occurrence(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The date of what happened at the same time ("attacked the convoy when it entered the town on Monday")."""
    if any(k.dep == "aux" and k.lower == "had" for k in node.kids):
        return None  # it was over by then
    for kid in node.kids:
        if kid.dep == "advcl" and kid.finite and any(k.lower == "when" for k in kid.kids):
            return _stated(hanging.get(kid.index, ()), reading, CLAUSE)
    return None


def _of_publication(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The day on which the report came out that says so.

    "According to a study published on Wednesday", "a report by the auditors, published last Friday, found".
    """
    if node.head is not None and node.dep not in ("parataxis", "ccomp"):
        return None
    grammar = reading.words.grammar
    for word in node.subtree(_SENTENCE) if node.head is None else node.head.subtree(_SENTENCE):
        if word.lemma not in grammar.published or word.finite or word.index not in hanging:
            continue
        times = hanging[word.index]
        cited = (
            word.head is not None and word.head.lemma in grammar.documents and word.head.case().startswith("according")
        )
        leads_on = bool(times) and reading.document.text[times[-1].span.end : node.start] in (", ", " ")
        if (cited or leads_on) and (dating := _stated(times, reading, CLAUSE)) is not None:
            return dating
    return None


def _stated(timexes: Sequence[Timex], reading: Reading, rank: int) -> Dating | None:
    dated = [t for t in timexes if t.edtf and t.type in (TimexType.DATE, TimexType.TIME)] or [
        t for t in timexes if t.edtf and t.type is TimexType.DURATION
    ]
    if not dated:
        return None
    chosen = min(
        dated, key=lambda t: (t.type is not TimexType.DATE, -len(t.edtf.split("/")[0]) if "/" not in t.edtf else 0)
    )
    text = chosen.span.of(reading.document.text)
    counted = f", counted from {chosen.anchor}" if chosen.anchor else ""
    edtf = (chosen.bounded or chosen.edtf).split("T")[0]
    ahead = chosen.type is TimexType.DURATION and _ends_after(chosen.edtf, reading.document.published[:10])
    return Dating(edtf, text, chosen.basis, f"“{text}”{counted}", rank, ahead)


def _ends_after(edtf: str, published: str) -> bool:
    end = Date.parse(edtf).end
    return bool(published) and end is not None and str(Date.of(*end.first)) > published


def _shared(node: Node, reading: Reading, hanging: Owners, steps: int = 4) -> Dating | None:
    """The date of the clause whose time an event shares: its governor's for participles, infinitives and conjuncts."""
    reports = reading.words.grammar.reports
    while node.head is not None and node.case() == "of" and node.head.lemma in reading.words.grammar.quantities:
        node = node.head  # "a series of demonstrations"
    governor = node.head
    if governor is None or steps <= 0:
        return _of_conjunct(node, reading, hanging)
    if node.dep == "advcl":
        marks = {k.lower for k in node.kids if k.dep == "mark"}
        if marks & _LATER_OR_EARLIER or (marks and not marks & _SIMULTANEOUS and node.finite):
            return None
    nominal = node.pos in ("NOUN", "PROPN") and node.dep in ("obj", "nsubj", "obl", "nmod")
    blamed = governor.lemma in ("responsible", "guilty", "behind")
    if (
        nominal
        and not blamed
        and (set(node.case().split()) & (_LATER_OR_EARLIER | {"about", "of", "over", "for", "against", "to"}))
    ):
        return None
    if not nominal and node.dep not in _SHARING:
        return _of_conjunct(node, reading, hanging)
    if node.dep == "conj" and governor.dep == "acl" and _behind_comma(node, reading):
        return None  # "X, who called the vote in January, alleged …": the comma ends the relative clause
    if (governor.lemma in reports and node.dep != "conj") or (nominal and _comments(governor, reading)):
        return None
    if (dating := _stated(hanging.get(governor.index, ()), reading, CLAUSE)) is not None:
        return dating
    return _shared(governor, reading, hanging, steps - 1)


def _behind_comma(node: Node, reading: Reading) -> bool:
    return reading.document.text[max(0, node.start - 2) : node.start] == ", "


_COMMENTS = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.REQUEST, EventType.STATE})


def _comments(verb: Node, reading: Reading) -> bool:
    """Whether a verb speaks of the event that is its object, so that its date is another ("condemned the attack")."""
    return any(not entry.needs and entry.type in _COMMENTS for entry in reading.words.verbs.get(verb.lemma, ()))


def _of_conjunct(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """ "Police arrested two men and charged a third on Friday": the last conjunct's date holds for the first."""
    for kid in node.kids:
        if kid.dep == "conj" and kid.pos in VERBAL and not kid.kid("nsubj"):
            return _stated(hanging.get(kid.index, ()), reading, CLAUSE)
    return None


def lies_ahead(dating: Dating, published: str) -> bool:
    """Whether a date by words is a day after publication."""
    first = dating.edtf.split("/")[0].rstrip("~?%")
    return bool(published) and DAY.fullmatch(first) is not None and first > published


def last_day(edtf: str) -> str:
    """The day an exact date names, "" for anything less exact."""
    exact = edtf.rstrip("~?%")
    return exact if DAY.fullmatch(exact) else ""
