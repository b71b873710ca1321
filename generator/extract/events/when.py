"""Which date the words give an event: what hangs on its own first, then on its clause; `undated` goes on from there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.extract.events.hanging import Owners
from generator.extract.events.reading import Reading
from generator.extract.events.status import deadline_of
from generator.extract.events.syntax import VERBAL, Node
from generator.extract.events.triggers import Trigger
from generator.model.dates import Date
from generator.model.document import Timex
from generator.model.vocabulary import DateBasis, EventType, TimexType

_HELD_AT = frozenset({"at", "in", "during", "on"})
_LATER_OR_EARLIER = frozenset({"before", "after", "since", "until", "till", "once", "following"})
_SHARING = frozenset({"xcomp", "advcl", "acl", "conj"})
_SIMULTANEOUS = frozenset({"while", "as", "when", "where", "by", "with", "amid", "during"})
_SENTENCE = 120  # words of a sentence looked at
_PHRASE = 30  # words of a noun phrase looked at

DAY = re.compile(r"\d{4}-\d\d-\d\d")  # an exact date in EDTF
_CALENDAR = re.compile(r"\d{4}(-\d\d){0,2}")

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


def own_date(trigger: Trigger, reading: Reading, hanging: Owners) -> Dating:
    """The date that syntax gives an event: its own time word, or that of the clause which shares its time."""
    for times in (_of_core(trigger, reading, hanging), hanging.get(trigger.node.index, ())):
        if (dating := _stated(times, reading, ATTACHED)) is not None:
            return dating
    return (
        _by_deadline(trigger.node, reading, hanging)
        or _shared(trigger.node, reading, hanging)
        or _of_opening(trigger.node, reading, hanging)
        or _from_then_on(trigger.node, reading, hanging)
        or _of_occasion(trigger.node, reading, hanging)
        or _of_object(trigger.node, reading, hanging)
        or _of_publication(trigger.node, reading, hanging)
        or _of_occurrence(trigger.node, reading, hanging)
        or _up_to(trigger.node, reading, hanging)
        or Dating()
    )


def _by_deadline(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    if node.head is None or deadline_of(node) is None:
        return None
    dating = _stated(hanging.get(node.head.index, ()), reading, CLAUSE)
    return replace(dating, edtf=f"../{dating.edtf}") if dating is not None and "/" not in dating.edtf else dating


def _of_core(trigger: Trigger, reading: Reading, hanging: Owners) -> Sequence[Timex]:
    """The times on the event's own word; the year in "replaces the 1991 agreement" dates that noun, not the verb."""
    times, core = hanging.get(trigger.core.index, ()), trigger.core
    if trigger.nominal or core is trigger.node or trigger.node.lemma in reading.words.grammar.light:
        return times
    return [t for t in times if t.span.start > core.start or last_day(t.edtf)]


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


def _of_opening(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The date of what the sentence opens with, done at the same time ("Giving evidence on Tuesday, he told …")."""
    for clause in node.kids:
        if clause.dep != "advcl" or clause.index > node.index or clause.finite or not clause.lower.endswith("ing"):
            continue
        if any(k.dep in ("mark", "aux") for k in clause.kids):
            continue  # "after leaving on Tuesday", "having left on Tuesday"
        for word in (clause, *(k for k in clause.kids if k.dep in ("obj", "obl"))):
            if (dating := _stated(hanging.get(word.index, ()), reading, CLAUSE)) is not None:
                return dating
    return None


def _from_then_on(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The time that a mere "beginning" or "starting" names ("will be let back in starting in May")."""
    for clause in node.kids:
        bare = clause.lower in ("beginning", "starting", "effective") and not any(k.dep == "obj" for k in clause.kids)
        if bare and clause.index > node.index and (dating := _stated(hanging.get(clause.index, ()), reading, CLAUSE)):
            return dating
    return None


def _of_occasion(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The date of the occasion or document in the event's phrases ("in a statement issued on Monday")."""
    within = [k for noun in node.kids if noun.dep == "obj" for k in noun.kids if k.dep == "nmod" and k.case() == "at"]
    for kid in (*node.kids, *within, *_documents_below(node, reading)):
        occasion = (
            kid.dep in ("obl", "nmod")
            and kid.case() in _HELD_AT
            and (kid.lemma in reading.words.grammar.documents or kid.lemma in reading.words.nouns)
        )
        if not occasion and not (kid.dep == "nsubj" and kid.lemma in reading.words.grammar.documents):
            continue
        beside = kid.head.kids if kid.dep == "nmod" and kid.head is not None else []
        behind = [k for k in (*kid.kids, *beside) if k.index > kid.index and k.dep in ("acl", "nmod")]
        second = [c for k in behind if k.dep == "acl" for c in k.kids if c.dep == "conj"]  # "smuggled and published"
        for bearer in (kid, *behind, *second):
            if (dating := _stated(hanging.get(bearer.index, ()), reading, CLAUSE)) is not None:
                return dating
    return None


def _documents_below(node: Node, reading: Reading) -> list[Node]:
    """A document inside the object of a claim ("claimed responsibility for the attack in a letter sent on Monday")."""
    noun = node.kid("obj") if node.lemma in reading.words.grammar.reports else None
    inner = noun.below(_PHRASE) if noun is not None else []
    return [n for n in inner if n.dep == "nmod" and n.lemma in reading.words.grammar.documents]


def _of_occurrence(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """The date of what happened meanwhile ("found a letter when they searched his house in May")."""
    if node.pos != "VERB" or not node.finite or any(k.dep == "aux" and k.lower == "had" for k in node.kids):
        return None  # "had left when …": it was over by then
    for clause in node.below(_SENTENCE):
        meanwhile = clause.dep == "advcl" and clause.finite and clause.index > node.index
        opened = meanwhile and any(k.lower in ("when", "as", "while") for k in clause.kids if k.index < clause.index)
        if opened and _reaches(clause, node) and (times := hanging.get(clause.index)):
            return _stated(times, reading, SENTENCE)
    return None


def _reaches(clause: Node, verb: Node) -> bool:
    """Whether a clause hangs on a verb, or on a participle inside its object."""
    for above in clause.climb():
        if above is verb:
            return True
        if above.finite or above.dep not in ("acl", "obj", "nmod", "obl"):
            return False
    return False


def _up_to(node: Node, reading: Reading, hanging: Owners) -> Dating | None:
    """What a clause bounds: "have died since war broke out on April 15", "studied in Lund before moving in 1962"."""
    for clause in (k for k in node.kids if k.dep == "advcl"):
        marks = {k.lower for k in clause.kids if k.dep == "mark"}
        other = _stated(hanging.get(clause.index, ()), reading, CLAUSE)
        if other is None or "/" in other.edtf:
            continue
        day, published = last_day(other.edtf), reading.document.published[:10]
        if "since" in marks and node.perfect and day and day <= published:
            return replace(other, edtf=f"{day}/{published}")
        if "after" in marks and not day and other.edtf <= published[: len(other.edtf)]:
            return replace(other, edtf=f"{other.edtf}/{published}")
        if "before" in marks and not day:  # what came before a day was as a rule on that day
            return replace(other, edtf=f"../{other.edtf}")
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
    """Whether a date by words, a day, month or year, begins after publication."""
    first = dating.edtf.split("/")[0].rstrip("~?%")
    return bool(published) and _CALENDAR.fullmatch(first) is not None and first > published[: len(first)]


def last_day(edtf: str) -> str:
    """The day an exact date names, "" for anything less exact."""
    exact = edtf.rstrip("~?%")
    return exact if DAY.fullmatch(exact) else ""
