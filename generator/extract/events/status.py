"""Reads whether an event happened, goes on, is planned, only supposed or denied: from its own auxiliaries and from what governs it."""

from dataclasses import dataclass

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import VERBAL, Node, clause_root
from generator.extract.events.triggers import Trigger
from generator.extract.events.wordlist import GrammarWords
from generator.model.vocabulary import Status

_FORESEEN = frozenset({"expect", "schedule", "plan", "slate", "set", "due", "postpone", "delay"})
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
    governed = _governed(trigger.node, grammar)
    if governed is None and trigger.noun is not None and not trigger.nominal:
        governed = None
    if governed is not None:
        return governed
    if own is not None:
        return own
    return Reality(Status.ACTUAL)


def _own(trigger: Trigger, grammar: GrammarWords, reading: Reading) -> Reality | None:
    node, noun = trigger.node, trigger.noun
    around = [node] + ([noun] if noun is not None else [])
    for each in around:
        for kid in each.kids:
            if (kid.dep in ("advmod", "det", "cc", "aux") or kid.dep == "case") and (kid.lower in grammar.negators or kid.lemma == "not"):
                return Reality(Status.NEGATED, f"“{kid.text}”")
    for kid in node.kids:
        if kid.dep in ("obj", "nsubj") and any(k.lower == "no" and k.dep == "det" for k in kid.kids):
            return Reality(Status.NEGATED, "“no”")
    if noun is not None:
        for kid in noun.kids:
            if kid.dep in ("amod", "compound") and kid.lemma in ("planned", "plan", "upcoming", "forthcoming", "proposed", "scheduled", "future", "next"):
                return Reality(Status.PLANNED, f"“{kid.text}”")
            if kid.dep == "amod" and kid.lemma in ("possible", "potential", "alleged", "likely", "attempted", "suspected", "hypothetical"):
                return Reality(Status.HYPOTHETICAL, f"“{kid.text}”")
        if trigger.nominal:
            return None
        if node.lemma in _FORESEEN:
            return Reality(Status.PLANNED, f"“{node.text}”")
    return _tense(node, grammar, reading)


def _tense(node: Node, grammar: GrammarWords, reading: Reading) -> Reality | None:
    """What auxiliaries, "going to" and conditional markers say of a verb, its conjunction partner's counting for it."""
    markers = [k for k in node.kids if k.dep == "mark"]
    if any(k.lower in grammar.conditional for k in markers):
        return Reality(Status.HYPOTHETICAL, f"“{markers[0].text}”")
    if node.dep == "xcomp" and node.head is not None and node.head.lemma == "be":
        return Reality(Status.PLANNED, f"“{node.head.text} to”")
    auxiliaries = [k for k in node.kids if k.dep == "aux"]
    if not auxiliaries and node.dep == "conj" and node.head is not None and node.head.pos == "VERB" and "VerbForm=Inf" in node.morph:
        auxiliaries = [k for k in node.head.kids if k.dep == "aux"]
    for kid in auxiliaries:
        if kid.lower in grammar.future or kid.lemma in ("will", "shall"):
            return Reality(Status.PLANNED, f"“{kid.text}”")
    for kid in auxiliaries:
        if kid.lower in grammar.doubt:
            if kid.lower in ("would", "'d", "’d") and clause_root(node).dep in ("ccomp", "conj", "parataxis", "root", "ROOT"):
                return Reality(Status.PLANNED, f"“{kid.text}”")
            return Reality(Status.HYPOTHETICAL, f"“{kid.text}”")
    if reading.headline(node) and "VerbForm=Inf" in node.morph and any(k.lower == "to" for k in markers) and node.dep in ("root", "ROOT"):
        return Reality(Status.PLANNED, "“to” in a headline")
    if node.dep == "xcomp" and node.head is not None and node.head.lemma in grammar.ongoing and node.head.lemma not in ("go",) and "Tense=Past" not in node.head.morph:
        return Reality(Status.ONGOING, f"“{node.head.text} to”")
    if "Tense=Pres" in node.morph and "VerbForm=Part" in node.morph and any(k.dep == "aux" and k.lower in ("is", "are", "am", "'s", "’s", "'re", "’re", "been") for k in auxiliaries):
        return Reality(Status.ONGOING, "present progressive")
    if node.lemma in ("continue", "remain", "keep") and "Tense=Pres" in node.morph:
        return Reality(Status.ONGOING, f"“{node.text}”")
    if "Tense=Pres" in node.morph and "VerbForm=Fin" in node.morph and not reading.headline(node) and not auxiliaries:
        return Reality(Status.ONGOING, "present tense")
    return None


def _governed(node: Node, grammar: GrammarWords) -> Reality | None:
    """What the nearest telling governor makes of an event: "plans to", "failed to", "threatened", "if"."""
    below = node
    for governor in node.climb():
        if not _governs(below, governor):
            return None
        reality = _of_governor(governor, below, grammar)
        if reality is not None:
            return reality
        below = governor
    return None


def _governs(below: Node, governor: Node) -> bool:
    """Whether a governor's meaning reaches down: complements, infinitives of nouns, objects, and clauses under a condition."""
    if below.dep in _COMPLEMENTS or below.dep == "conj" or below.dep in _NOMINAL_COMPLEMENTS:
        return True
    if below.dep == "acl":
        return "VerbForm=Inf" in below.morph or below.kid("mark") is not None
    return below.dep == "advcl" and any(k.dep == "mark" and k.lower in ("if", "unless", "whether", "to", "before", "without") for k in below.kids)


def _of_governor(governor: Node, below: Node, grammar: GrammarWords) -> Reality | None:
    if below.dep == "conj":
        return None
    if below.dep == "advcl":
        marks = {k.lower for k in below.kids if k.dep == "mark"}
        if marks & grammar.conditional:
            return Reality(Status.HYPOTHETICAL, f"“{min(marks & grammar.conditional)}”")
        infinitive = "VerbForm=Inf" in below.morph and "to" in marks
        if not infinitive or governor.lemma not in grammar.hypothetical | grammar.planned:
            return Reality(Status.HYPOTHETICAL, "purpose") if infinitive else None
    finite_fact = below.dep == "ccomp" and below.finite and not _irreal(below, grammar)
    subject_of_verb = below.dep == "nsubj" and governor.pos in VERBAL and not governor.passive
    if subject_of_verb or below.dep in ("nmod", "obl") and governor.lemma not in ("plan", "threat", "call", "attempt", "risk", "possibility", "fear", "demand", "prospect", "specter", "spectre", "danger", "proposal", "call", "talk", "lead"):
        return None
    if governor.lemma in grammar.negated and not finite_fact or governor.lemma == "deny":
        return Reality(Status.NEGATED, f"“{governor.text}”")
    infinitive = "VerbForm=Inf" in below.morph or below.dep in ("obj", "nmod", "obl", "nsubj")
    if not infinitive and finite_fact:
        return None
    if governor.lemma in grammar.hypothetical:
        return Reality(Status.HYPOTHETICAL, f"“{governor.text}”")
    if governor.lemma in grammar.planned and below.dep != "obj" or governor.lemma in ("plan", "schedule", "postpone"):
        return Reality(Status.PLANNED, f"“{governor.text}”")
    return None


def _irreal(node: Node, grammar: GrammarWords) -> bool:
    """Subjunctive clauses ("demanded that Israel ease …") have a bare verb."""
    return "VerbForm=Fin" not in node.morph and not any(k.dep in ("aux", "cop") for k in node.kids)
