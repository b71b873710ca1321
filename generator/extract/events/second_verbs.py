"""Hangs a second verb on the first verb of its own subject, not on the clause that happens to stand between."""

from generator.extract.events.syntax import Node, hang
from generator.extract.events.wordlist import GrammarWords


def rehang(verb: Node, grammar: GrammarWords) -> None:
    """Set right one coordinated past form without a subject."""
    first = verb.head
    if verb.dep != "conj" or first is None or verb.kid("nsubj", "aux") is not None or verb.passive_marked:
        return
    if verb.pos != "VERB" or "Tense=Past" not in verb.morph or first.index > verb.index:
        return
    if first.dep == "ccomp" and first.head is not None:
        _beside_report(verb, first, first.head, grammar)
    elif first.passive and verb.finite:
        _inside_clause(verb, first)


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
