"""Mends clauses that the parser took for something else: infinitives, plain pasts, told content, measured nouns."""

from generator.extract.events.syntax import FINITE_PAST, NOMINAL, RELATIVE, Node, hang, is_to_infinitive
from generator.extract.events.tellings import lacks_subject, mend_telling
from generator.extract.events.wordlist import GrammarWords

_FREE = frozenset({"root", "ccomp", "conj", "parataxis", "advcl"})
_BE = frozenset({"is", "are", "was", "were", "am", "'s", "’s", "'re", "’re"})


def mend_clause(node: Node, grammar: GrammarWords) -> None:
    """Set right one word and what hangs on it."""
    if node.dep == "conj" and node.pos in ("PROPN", "NUM"):
        _set_off(node)
    elif node.dep == "xcomp" and node.pos == "PROPN":
        _name_as_predicate(node)
    if node.pos == "VERB":
        _imperative(node)
        _second_infinitive(node)
        _name_before(node)
        _simple_past(node)
        _infinitive(node, grammar)
        _relative_beside_subject(node)
        _measured(node)
    elif node.pos == "NOUN":
        _infinitive_as_noun(node, grammar)
        _present_as_noun(node, grammar)
        _phase_as_noun(node, grammar)
    elif node.pos == "ADJ":
        _phase_as_noun(node, grammar)
    mend_telling(node, grammar)


def _simple_past(verb: Node) -> None:
    """ "the charity counted 38 deaths": with a subject and no auxiliary a past form is no participle."""
    if (
        (verb.dep not in _FREE and verb.label != "acl:relcl")
        or "VerbForm=Part" not in verb.morph
        or "Tense=Past" not in verb.morph
    ):
        return
    if verb.kid("aux", "cop") is not None or verb.passive_marked:
        return
    second = verb.dep == "conj" and verb.kid("obj") is not None and verb.head is not None and verb.head.finite
    if second or any(k.label in ("nsubj", "nsubj:outer") for k in verb.kids):
        verb.morph = FINITE_PAST


def _set_off(node: Node) -> None:
    """ "The director of the bank, Ama Mensah, …", "Mensah, 47, …": no further member of a list but a name, an age."""
    head = node.head
    comma = any(k.text == "," and k.index < node.index for k in node.kids)
    if head is None or not comma or node.kid("cc") is not None or sum(k.dep == "conj" for k in head.kids) > 1:
        return
    if node.pos == "NUM" and head.pos == "PROPN":
        node.label = node.dep = "appos"
    elif node.pos == "PROPN" and head.pos == "NOUN":
        while head.dep == "nmod" and head.head is not None and head.head.pos == "NOUN":
            head = head.head
        hang(node, head, "appos")


_BECOMING = frozenset({"be", "become", "remain", "seem", "appear", "stay", "turn", "feel", "look", "sound"})


def _name_as_predicate(name: Node) -> None:
    """ "Lind, who appointed Mr Mensah in May": a name that no object stands before is the object."""
    verb = name.head
    if verb is None or verb.lemma in _BECOMING or verb.passive or name.index < verb.index:
        return
    if verb.kid("obj", "iobj") is None and name.kid("case", "mark", "cop", "nsubj", "aux") is None:
        name.label = name.dep = "obj"


def _name_before(verb: Node) -> None:
    """ "Forward said that …": a name right before a finite verb without a subject is its subject."""
    if not verb.finite or verb.kid("nsubj", "csubj", "expl") is not None:
        return
    name = next((k for k in verb.kids if k.index == verb.index - 1 and k.pos == "PROPN"), None)
    if name is not None and name.dep in ("advmod", "obl", "vocative", "discourse", "dep") and not name.case():
        name.label = name.dep = "nsubj"


def _imperative(word: Node) -> None:
    """ "Work on the bridge stopped", "Support had crumbled": a noun that was taken for an order."""
    if "Mood=Imp" not in word.morph:
        return
    main = next((k for k in word.kids if k.dep == "parataxis" and k.index > word.index and lacks_subject(k)), None)
    if main is None and word.dep != "nsubj":
        return
    word.pos, word.morph = "NOUN", "Number=Sing"
    for kid in [k for k in word.kids if k.dep == "obl"]:
        kid.label = kid.dep = "nmod"
    if main is not None:
        hang(main, word.head, word.label)
        hang(word, main, "nsubj")


def _second_infinitive(verb: Node) -> None:
    """ "would cut jobs and save money": a bare form that shares an auxiliary is no order and no present tense."""
    first = verb.head
    bare = verb.dep == "conj" and verb.lower == verb.lemma and ("Mood=Imp" in verb.morph or "Tense=Pres" in verb.morph)
    if not bare or first is None or "VerbForm=Inf" not in first.morph or verb.kid("nsubj", "aux", "mark") is not None:
        return
    if first.kid("aux") is not None:
        verb.morph = "VerbForm=Inf"


def _infinitive(verb: Node, grammar: GrammarWords) -> None:
    """ "is to hold", "is due to appear": the infinitive is a verb of its own, not a predicate noun or a subject."""
    if not is_to_infinitive(verb):
        return
    if verb.dep == "xcomp" and verb.text[:1].isupper() and verb.head is not None:  # "are to fly to Sana"
        _place_after_to(verb, verb.head)
        return
    be = verb.kid("cop")
    if be is not None and be.lower in _BE:
        be.label = be.dep = "aux"
    elif verb.dep == "csubj" and verb.head is not None and verb.head.lemma in grammar.planned | grammar.foreseen:
        verb.label = verb.dep = "xcomp"


def _place_after_to(name: Node, verb: Node) -> None:
    """A capital behind "to" is where somebody goes."""
    name.pos, name.morph, name.label, name.dep = "PROPN", "Number=Sing", "obl", "obl"
    for kid in list(name.kids):
        if kid.dep == "mark":
            kid.label = kid.dep = "case"
        elif kid.dep in ("obl", "punct"):
            hang(kid, verb, kid.label)


def _infinitive_as_noun(noun: Node, grammar: GrammarWords) -> None:
    """ "is scheduled to debate": nothing but "to" stands before it, so it is no noun."""
    planner, before = noun.head, [k for k in noun.kids if k.index < noun.index]
    if noun.dep != "obl" or planner is None or planner.lemma not in grammar.foreseen or not planner.passive:
        return
    if len(before) == 1 and before[0].lower == "to" and "Plur" not in noun.morph:
        noun.pos, noun.morph, noun.label, noun.dep = "VERB", "VerbForm=Inf", "xcomp", "xcomp"
        before[0].label = before[0].dep = "mark"


def _present_as_noun(noun: Node, grammar: GrammarWords) -> None:
    """ "The Labour Party plans to nominate her": with no other verb in the sentence the planning is the verb."""
    inner = noun.kid("acl", "xcomp") if noun.dep in ("root", "ccomp") else None
    if inner is None or inner.index < noun.index or not is_to_infinitive(inner) or noun.kid("cop", "nsubj", "case"):
        return
    beside = (k for k in noun.kids if k.index == noun.index - 1 and k.dep == "compound")
    name = next((k for k in beside if k.pos == "PROPN" or (noun.kid("det") or k.kid("det")) is not None), None)
    if (
        name is None
        or (noun.lemma not in grammar.planned and noun.lemma not in grammar.hypothetical)
        or "Plur" not in noun.morph
    ):
        return
    noun.pos, noun.morph = "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"
    hang(name, noun, "nsubj")
    hang(inner, noun, "xcomp")
    for kid in [k for k in noun.kids if k.index < name.index]:
        hang(kid, name, kid.label)


def _phase_as_noun(word: Node, grammar: GrammarWords) -> None:
    """ "Talks resume on Monday", "Polls open": behind a bare plural a word of beginning or ending is the verb."""
    noun = next((k for k in word.kids if k.index == word.index - 1 and k.dep in ("compound", "nsubj")), None)
    if (
        word.dep != "root"
        or noun is None
        or (word.lower not in grammar.aspect and word.lower not in grammar.occur)
        or word.kid("cop", "obj")
    ):
        return
    if "Number=Plur" not in noun.morph or any(k is not noun and k.index < word.index for k in word.kids):
        return
    word.pos, word.morph, word.lemma = "VERB", "Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin", word.lower
    noun.label = noun.dep = "nsubj"
    for kid in [k for k in word.kids if k.dep == "nmod"]:
        hang(kid, word, "obl")


def _relative_beside_subject(verb: Node) -> None:
    """ "Shares, which closed at 291p, jumped": what a relative clause describes does what comes after."""
    own = [k for k in verb.kids if k.dep == "nsubj"]
    main = next((k for k in verb.kids if k.dep in ("conj", "parataxis") and _lone(k, verb)), None)
    if main is None or not own or own[-1].lower not in RELATIVE:
        return
    noun, rootless = own[0] if len(own) == 2 else verb.head, verb.label == "acl:relcl"
    if noun is None or noun.pos not in NOMINAL or noun.lower in RELATIVE or (len(own) == 1 and not rootless):
        return
    if len(own) == 1 and noun.head is not None:
        return
    hang(main, verb.head if len(own) == 2 else None, verb.label if len(own) == 2 else "root")
    hang(noun, main, "nsubj")
    hang(verb, noun, "acl:relcl")


def _lone(later: Node, verb: Node) -> bool:
    """Whether a finite verb behind another has neither a subject nor an "and"."""
    acts = later.finite or (later.kid("obj") is not None and "Tense=Past" in later.morph and not later.passive_marked)
    return later.index > verb.index and later.pos == "VERB" and acts and later.kid("nsubj", "cc") is None


def _measured(verb: Node) -> None:
    """ "A magnitude 6.1 earthquake struck": of two subjects without a comma the first measures the second."""
    own = [k for k in verb.kids if k.dep == "nsubj" and k.pos == "NOUN"]
    if len(own) != 2 or not 0 < own[1].index - own[0].index < 3 or any(k.text == "," for k in own[1].kids):
        return
    measure, thing = own
    for kid in [k for k in measure.kids if k.index < measure.index]:
        hang(kid, thing, kid.label)
    hang(measure, thing, "compound")
