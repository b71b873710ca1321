"""Hangs a second verb on the first verb of its own subject, not on the clause that happens to stand between."""

from generator.extract.events.syntax import Node, hang, is_to_infinitive
from generator.extract.events.wordlist import GrammarWords


def rehang(verb: Node, grammar: GrammarWords) -> None:
    """Set right one coordinated past form without a subject."""
    first = verb.head
    if verb.dep != "conj" or first is None or verb.kid("nsubj", "aux") is not None or verb.passive_marked:
        return
    if verb.pos != "VERB" or "Tense=Past" not in verb.morph or first.index > verb.index:
        return
    if is_to_infinitive(first) and verb.finite:
        _behind_infinitive(verb, first)
    elif first.dep in ("advcl", "parataxis") and first.head is not None:
        _behind_clause(verb, first, first.head)
    if first.dep == "ccomp" and first.head is not None:
        _beside_report(verb, first, first.head, grammar)
    elif first.passive and verb.finite:
        _inside_clause(verb, first)
    elif verb.finite:
        _beside_contrast(verb, first)


def _behind_infinitive(verb: Node, first: Node) -> None:
    """ "called for them to resign and suspended the talks": no past stands beside an infinitive."""
    above = next((n for n in first.climb() if n.pos == "VERB" and n.finite), None)
    if above is not None and above.index < first.index and verb.kid("cc") is not None:
        hang(verb, above, "conj")


def _behind_clause(verb: Node, clause: Node, main: Node) -> None:
    """ "ousted its chief after profit fell, and confirmed it": a comma before "and" leads back to the first subject."""
    joining = next((k for k in verb.kids if k.dep == "cc"), None)
    comma = any(k.text == "," and joining is not None and k.index == joining.index - 1 for k in verb.kids)
    own = clause.kid("nsubj") is not None and main.kid("nsubj") is not None
    if comma and own and verb.finite and main.finite and not main.passive and main.index < clause.index:
        hang(verb, main, "conj")


def _beside_report(verb: Node, told: Node, report: Node, grammar: GrammarWords) -> None:
    """ "denied that it had played a part and offered help": a plain past behind "had" or "would" is the speaker's."""
    plain = "VerbForm=Fin" in verb.morph and "VerbForm=Fin" in report.morph and "Tense=Past" in report.morph
    if not plain or report.lemma not in grammar.reports or report.index > told.index or told.kid("aux") is None:
        return
    joining = next((k for k in verb.kids if k.dep == "cc"), None)
    if joining is not None and joining.lower in ("and", "but"):
        hang(verb, report, "conj")


def _inside_clause(verb: Node, first: Node) -> None:
    """ "Hopes were dashed when Lind quit and joined them": who quit joined them."""
    clause = next((k for k in reversed(first.kids) if k.dep == "advcl" and k.index < verb.index), None)
    if (
        clause is None
        or not clause.finite
        or clause.passive
        or clause.kid("nsubj") is None
        or clause.index < first.index
    ):
        return
    if verb.kid("obj") is not None and not any(k.text == "," for k in verb.kids):
        hang(verb, clause, "conj")


def _beside_contrast(verb: Node, first: Node) -> None:
    """ "The US urged them to leave, while Russia warned them and blocked a vote": Russia blocked it."""
    joining = next((k for k in verb.kids if k.dep == "cc"), None)
    if joining is None or joining.lower != "and" or any(k.text == "," and k.index < verb.index for k in verb.kids):
        return
    below = (k for n in (first, *first.kids) if n.index < verb.index for k in n.kids)
    clause = next((k for k in below if k.dep == "advcl" and first.index < k.index < verb.index and _contrasts(k)), None)
    if clause is not None:
        hang(verb, clause, "conj")


def _contrasts(clause: Node) -> bool:
    while_ = next((k for k in clause.kids if k.dep in ("mark", "advmod") and k.lower in ("while", "whereas")), None)
    return while_ is not None and clause.finite and not clause.passive and clause.kid("nsubj") is not None
