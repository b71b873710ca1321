"""Reads whether an event happened, goes on, is planned, supposed or denied, from its auxiliaries and its governors."""

from dataclasses import dataclass

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import VERBAL, Node, clause_root
from generator.extract.events.triggers import Trigger
from generator.extract.events.wordlist import GrammarWords
from generator.model.vocabulary import Status

_TOLD = frozenset({"ccomp", "conj", "parataxis", "root"})  # clauses in which "would" is the future of the past
_IS = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "been"})
_FINITE_BE = _IS - {"been"} | {"was", "were"}
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj"})
_NOMINAL_COMPLEMENTS = frozenset({"obj", "nsubj", "obl", "nmod"})


@dataclass(frozen=True, slots=True)
class Reality:
    """A status and the word that gave it."""

    status: Status
    ground: str = ""


def status_of(trigger: Trigger, reading: Reading) -> Reality:
    """The status of an event; what governs it counts before its own tense, the nearest governor first."""
    grammar = reading.words.grammar
    own = _own(trigger, grammar, reading)
    if own is not None and own.status in (Status.NEGATED, Status.HYPOTHETICAL):
        return own
    governed = _governed(trigger.node, reading)
    if governed is None and trigger.noun is not None and not trigger.nominal:
        governed = None
    if governed is not None:
        return governed
    if own is not None:
        return own
    return Reality(Status.ACTUAL)


def _own(trigger: Trigger, grammar: GrammarWords, reading: Reading) -> Reality | None:
    """What hangs on the event's own words: negation, adjectives, then tense."""
    node, noun = trigger.node, trigger.noun
    denied = _negation(node, grammar) or (_negation(noun, grammar) if noun is not None else None)
    if denied is not None:
        return denied
    put_off = node.lemma in grammar.putting_off and not trigger.nominal  # an act in itself, whatever it acts on
    if noun is not None and not put_off and (described := _described(noun, grammar)) is not None:
        return described
    if trigger.nominal:
        return None
    lent = noun is not None and "+" in trigger.entry  # "set fire to" sets no date
    if lent and node.lemma in grammar.foreseen and not put_off and node.kid("compound:prt") is None:
        return Reality(Status.PLANNED, f"“{node.text}”")
    return _conditional(node, grammar) or _ahead(node, grammar, reading) or _going_on(node, grammar, reading)


def _negation(node: Node, grammar: GrammarWords) -> Reality | None:
    for kid in node.kids:
        if kid.dep in ("advmod", "det", "cc", "aux", "case") and (kid.lower in grammar.negators or kid.lemma == "not"):
            return Reality(Status.NEGATED, f"“{kid.text}”")
        if kid.dep in ("obj", "nsubj") and any(k.lower == "no" and k.dep == "det" for k in kid.kids):
            return Reality(Status.NEGATED, "“no”")
    return None


def _described(noun: Node, grammar: GrammarWords) -> Reality | None:
    """What an adjective makes of an event noun: a planned visit, an alleged attack."""
    for kid in noun.kids:
        if kid.dep in ("amod", "compound") and kid.lemma in grammar.planned_adjectives:
            return Reality(Status.PLANNED, f"“{kid.text}”")
        if kid.dep == "amod" and kid.lemma in grammar.doubtful_adjectives:
            return Reality(Status.HYPOTHETICAL, f"“{kid.text}”")
    return None


def _conditional(node: Node, grammar: GrammarWords) -> Reality | None:
    mark = next((k for k in node.kids if k.dep == "mark" and k.lower in grammar.conditional), None)
    return Reality(Status.HYPOTHETICAL, f"“{mark.text}”") if mark is not None else None


def _auxiliaries(node: Node) -> list[Node]:
    """A verb's auxiliaries; a bare second conjunct has those of the first ("will meet and talk")."""
    own = [k for k in node.kids if k.dep == "aux"]
    shares = node.dep == "conj" and node.head is not None and node.head.pos == "VERB" and "VerbForm=Inf" in node.morph
    return [k for k in node.head.kids if k.dep == "aux"] if not own and shares and node.head is not None else own


def _ahead(node: Node, grammar: GrammarWords, reading: Reading) -> Reality | None:
    """Future and doubt: will, would, may, "is to", and the infinitive of a headline."""
    if node.dep == "xcomp" and node.head is not None and node.head.lemma == "be":
        return Reality(Status.PLANNED, f"“{node.head.text} to”")
    if (deadline := deadline_of(node)) is not None:
        return Reality(Status.PLANNED, f"“{deadline.text}” to do it")
    auxiliaries = _auxiliaries(node)
    be = next((k for k in auxiliaries if k.lower in _FINITE_BE), None)
    if be is not None and any(k.dep == "mark" and k.lower == "to" for k in node.kids):
        return Reality(Status.PLANNED, f"“{be.text} to”")
    if (will := next((k for k in auxiliaries if k.lower in grammar.future), None)) is not None:
        return Reality(Status.PLANNED, f"“{will.text}”")
    if (may := next((k for k in auxiliaries if k.lower in grammar.doubt), None)) is not None:
        counterfactual = any(k.lower == "have" for k in auxiliaries)  # "would have resigned"
        would = may.lower in ("would", "'d", "’d") and clause_root(node).dep in _TOLD and not counterfactual
        return Reality(Status.PLANNED if would else Status.HYPOTHETICAL, f"“{may.text}”")
    infinitive = "VerbForm=Inf" in node.morph and any(k.dep == "mark" and k.lower == "to" for k in node.kids)
    if reading.headline(node) and infinitive and node.dep == "root":
        return Reality(Status.PLANNED, "“to” in a headline")
    return None


def deadline_of(node: Node) -> Node | None:
    """The day up to which something can be done: "the court has until 18 December to rule"."""
    head = node.head
    if node.dep != "xcomp" or head is None or head.lemma != "have" or not head.present:
        return None
    days = (k for k in head.kids if k.dep == "obl" and k.case() in ("until", "till"))
    return next((k for k in days if k.index < node.index), None)


def _going_on(node: Node, grammar: GrammarWords, reading: Reading) -> Reality | None:
    """The present: "is investigating", "continues to", "accuses"."""
    head = node.head
    if node.dep == "xcomp" and head is not None and head.lemma in grammar.ongoing and "Tense=Past" not in head.morph:
        return Reality(Status.ONGOING, f"“{head.text} to”")
    if "Tense=Pres" not in node.morph:
        return None
    if "VerbForm=Part" in node.morph and any(k.dep == "aux" and k.lower in _IS for k in node.kids):
        return Reality(Status.ONGOING, "present progressive")
    finite = "VerbForm=Fin" in node.morph and not any(k.dep == "aux" for k in node.kids)
    return Reality(Status.ONGOING, "present tense") if finite and not reading.headline(node) else None


def _governed(node: Node, reading: Reading) -> Reality | None:
    """What the nearest telling governor makes of an event: "plans to", "failed to", "threatened", "if"."""
    below, grammar = node, reading.words.grammar
    for governor in node.climb():
        if not _reaches(below):
            return None
        reality = _of_governor(governor, below, grammar) or _of_phase(governor, below, reading)
        if reality is not None:
            return reality
        below = governor
    return None


def _reaches(below: Node) -> bool:
    """Whether a governor's meaning reaches down: to complements, objects, and clauses under a condition."""
    if below.dep in _COMPLEMENTS or below.dep == "conj" or below.dep in _NOMINAL_COMPLEMENTS:
        return True
    if below.dep == "acl":
        return "VerbForm=Inf" in below.morph or below.kid("mark") is not None
    return below.dep == "advcl" and any(
        k.dep == "mark" and k.lower in ("if", "unless", "whether", "to", "before", "without") for k in below.kids
    )


def _of_governor(governor: Node, below: Node, grammar: GrammarWords) -> Reality | None:
    if below.dep == "conj":
        return None
    if below.dep == "advcl":
        return _of_clause(governor, below, grammar)
    if below.dep == "nsubj" and governor.pos in VERBAL and not governor.passive:
        return None
    if below.dep in ("nmod", "obl") and governor.lemma not in grammar.unreal_nouns:
        return None
    if (
        governor.lemma in ("have", "be", "remain")
        and below.dep == "xcomp"
        and any(k.lower == "yet" for k in governor.kids)
    ):
        return Reality(Status.NEGATED, "“yet to”")  # "has yet to decide"
    fact = below.dep == "ccomp" and below.finite and not _irreal(below)
    if governor.lemma == "deny" or (governor.lemma in grammar.negated and not fact):
        return Reality(Status.NEGATED, f"“{governor.text}”")
    return None if fact else _supposed(governor, below, grammar)


def _of_phase(governor: Node, below: Node, reading: Reading) -> Reality | None:
    """What is said of a beginning holds for what begins: "will start hearing the case", "did not manage to leave"."""
    grammar = reading.words.grammar
    if below.dep != "xcomp" or governor.pos not in VERBAL or governor.lemma not in grammar.catenative:
        return None
    return _negation(governor, grammar) or _conditional(governor, grammar) or _ahead(governor, grammar, reading)


def _of_clause(governor: Node, below: Node, grammar: GrammarWords) -> Reality | None:
    """Conditions, purposes, and infinitives that the parser took for purposes ("threatened to")."""
    marks = {k.lower for k in below.kids if k.dep == "mark"}
    if marks & grammar.conditional:
        return Reality(Status.HYPOTHETICAL, f"“{min(marks & grammar.conditional)}”")
    if "VerbForm=Inf" not in below.morph or "to" not in marks:
        return None
    if governor.lemma in grammar.hypothetical or governor.lemma in grammar.planned:
        return _supposed(governor, below, grammar)
    return Reality(Status.HYPOTHETICAL, "purpose")


def _supposed(governor: Node, below: Node, grammar: GrammarWords) -> Reality | None:
    """What words of plan and doubt make of what hangs on them."""
    if governor.lemma in grammar.foreseen and governor.passive and not any(k.lower == "had" for k in governor.kids):
        return Reality(Status.PLANNED, f"“{governor.text}”")
    if governor.lemma in grammar.hypothetical:
        return Reality(Status.HYPOTHETICAL, f"“{governor.text}”")
    if (governor.lemma in grammar.planned and below.dep != "obj") or governor.lemma in grammar.foreseen:
        return Reality(Status.PLANNED, f"“{governor.text}”")
    return None


def _irreal(node: Node) -> bool:
    """Subjunctive clauses ("demanded that Israel ease …") have a bare verb."""
    return "VerbForm=Fin" not in node.morph and not any(k.dep in ("aux", "cop") for k in node.kids)
