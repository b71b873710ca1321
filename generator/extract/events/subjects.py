"""Gives verbs the subjects that the parser hung elsewhere: behind "after", behind a quotation, behind an "and"."""

from collections.abc import Mapping

from generator.extract.events.loose_clauses import is_span
from generator.extract.events.syntax import NOMINAL, VERBAL, Node, by_index, hang
from generator.extract.events.tellings import speaker_behind_quotation
from generator.extract.events.wordlist import GrammarWords

_CLAUSE_OPENERS = frozenset({"after", "before", "since", "until"})
_OWNED_BY = frozenset({"of", "for", "at", "from"})
_BETWEEN = 2  # an adverb or auxiliary between a subject and its verb
_FREE = frozenset({"advcl", "conj", "parataxis", "acl", "ccomp"})
_UNJOINED = frozenset({"nmod", "appos", "flat", "list", "dep"})
_PHRASE = 40  # words of a noun phrase that are looked at


def give_subjects(node: Node, at: Mapping[int, Node], grammar: GrammarWords) -> None:
    """Mend one node that lacks its subject, or that is the subject of the wrong word."""
    if node.pos in VERBAL:
        if node.lemma in grammar.quoting and node.finite:
            speaker_behind_quotation(node, at)
        _second_clause(node)
        _second_subject(node, at)
        _closed_relative(node, at)
        _name_before_apposition(node, at)
        _subject_behind_place(node, at)
        _name_behind_object(node, at)
    elif node.kids and node.pos in NOMINAL:
        clause_behind_preposition(node)
        _name_before_of(node)
        _coordinated(node, at)
    if node.dep == "csubj" and node.lower in grammar.attributive:
        _described_subject(node)
    elif node.dep == "csubj" and node.lower.endswith("ing"):
        _opening_gerund(node)


def _closed_relative(verb: Node, at: Mapping[int, Node]) -> None:
    """ "Lee, who is minister and has led it since 2014, said": what stands before the closing comma is told of her."""
    noun, comma = verb.kid("nsubj"), at.get(verb.index - 1)
    clause = noun.kid("acl:relcl") if noun is not None else None
    if noun is None or clause is None or comma is None or comma.text != "," or not clause.index < comma.index:
        return
    verbs = (k for k in noun.kids if k.dep == "conj" and k.pos == "VERB")
    second = next((k for k in verbs if clause.index < k.index < comma.index), None)
    if second is not None:
        hang(second, clause, "conj")
    last = second or clause
    for kid in [k for k in verb.kids if last.index < k.index < comma.index and k.dep in ("obl", "advmod", "nmod")]:
        hang(kid, last, kid.label)


def _opening_gerund(gerund: Node) -> None:
    """ "Giving evidence on Tuesday, Jan Lee said": no clause has a comma before its verb, so who stands there acts."""
    verb = gerund.head
    if verb is None or not verb.finite or gerund.index > verb.index:
        return
    behind = [k for k in gerund.kids if k.pos in NOMINAL and k.index > gerund.index and k.dep != "obj" and not k.case()]
    noun = next((k for k in behind if min(k.below(_PHRASE), key=by_index).text == ","), None)
    if noun is not None and verb.kid("nsubj") is None:
        hang(noun, verb, "nsubj")
        hang(gerund, verb, "advcl")


def _coordinated(noun: Node, at: Mapping[int, Node]) -> None:
    """ "A general and six officers were sentenced": what stands behind "and" is no apposition."""
    if noun.dep != "appos" or noun.head is None:
        return
    joint = at.get(min(n.index for n in noun.below(_PHRASE)) - 1)
    if joint is not None and joint.lower in ("and", "or") and joint.dep == "cc":
        noun.label = noun.dep = "conj"
        hang(joint, noun, "cc")


def _described_subject(participle: Node) -> None:
    """ "Neighbouring Sudan closed the border": Sudan closed it."""
    noun, verb = participle.kid("obj"), participle.head
    if noun is not None and verb is not None:
        hang(noun, verb, "nsubj")
        hang(participle, noun, "amod")
        participle.pos = "ADJ"


def clause_behind_preposition(noun: Node) -> None:
    """ "after guards fired on a boat": a clause with its subject, not a phrase that a participle describes."""
    above = noun.head
    if above is None or noun.dep not in ("obl", "nmod", "nsubj", "obj"):
        return
    opener = next((k for k in noun.kids if k.dep == "case" and k.lower in _CLAUSE_OPENERS), None)
    if opener is None:
        return
    if noun.dep == "nsubj" or _told_by(noun, above):
        noun.label = noun.dep = "nsubj"
        _open_clause(above, opener)
        return
    beside = (k for k in above.kids if k.dep in ("advcl", "conj", "parataxis") and k.index > noun.index)
    verb = next((k for k in (*noun.kids, *beside) if _lacks_subject(k)), None)
    if verb is None and noun.kid("appos") is not None:
        verb, above = _behind_apposition(noun), next((n for n in noun.climb() if n.pos == "VERB"), above)
        if verb is None:
            return
    elif verb is None or verb.index - _end_before(noun, verb) > _BETWEEN or not _acts(verb):
        return
    hang(verb, above, "advcl")
    hang(opener, verb, "mark")
    hang(noun, verb, "nsubj")
    for kid in [k for k in noun.kids if k.label == "nmod:unmarked"]:
        hang(kid, verb, "obl")


def _told_by(noun: Node, verb: Node) -> bool:
    """ "after profit fell by half": the parser took "after profit" for a phrase of "fell"."""
    loose = verb.dep in ("parataxis", "advcl", "conj") and verb.finite and noun.index < verb.index
    return loose and verb.pos == "VERB" and verb.kid("nsubj", "mark", "cc", "punct", "expl") is None


def _open_clause(verb: Node, opener: Node) -> None:
    """ "came two days after the envoy dropped a hint": the word before the subject opens the clause."""
    hang(opener, verb, "mark")
    if verb.dep in ("parataxis", "conj") and verb.head is not None:
        hang(verb, verb.head, "advcl")


def _behind_apposition(noun: Node) -> Node | None:
    """ "after the Greens, a junior partner, broke ranks": the verb behind the comma that closes the apposition."""
    end = noun.subtree(_PHRASE)[-1].index
    loose = (k for n in noun.climb() for k in n.kids if k.dep in ("parataxis", "conj", "advcl") and k.pos == "VERB")
    verb = next((k for k in loose if end < _begins(k) <= end + _BETWEEN and "Tense=Past" in k.morph), None)
    if verb is None or verb.kid("nsubj", "mark", "cc") is not None:
        return None
    return verb if verb.kid("aux") is None or verb.kid("aux:pass") is not None else None


def _begins(verb: Node) -> int:
    return min([verb.index, *(k.index for k in verb.kids if k.dep == "aux")])


def _lacks_subject(verb: Node) -> bool:
    before = (k for k in verb.kids if k.index < verb.index)
    joined = verb.dep in ("conj", "parataxis") and verb.finite and not any(k.dep in ("cc", "punct") for k in before)
    told = verb.pos == "VERB" and (verb.dep in ("acl", "advcl") or joined) and verb.label != "acl:relcl"
    return told and "Tense=Past" in verb.morph and verb.kid("nsubj", "mark", "aux") is None


def _acts(verb: Node) -> bool:
    """Whether a past form is no passive participle: it has an object, or its conjunct has one."""
    if verb.kid("aux:pass", "obl:agent") is not None:
        return False
    if "VerbForm=Fin" in verb.morph:  # "told them by telephone" is no passive
        return True
    return not verb.passive_marked and any(
        k.kid("obj") is not None for k in (verb, *verb.kids) if k is verb or (k.dep == "conj" and k.pos == "VERB")
    )


def _end_before(noun: Node, verb: Node) -> int:
    """The last token of a noun phrase ahead of a verb."""
    return max((n.index for n in noun.below(40) if n.index < verb.index), default=noun.index)


def _second_clause(verb: Node) -> None:
    """ "killed 12 rebels and four soldiers were wounded": a clause that "and" joins is no content of the first."""
    own = verb.kid("nsubj") if verb.dep in ("ccomp", "advcl", "dep") else None
    joining = next((k for k in own.kids if k.dep == "cc" and k.index < own.index), None) if own is not None else None
    if joining is None or verb.head is None or verb.head.index > joining.index or verb.kid("mark", "cc") is not None:
        return
    hang(joining, verb, "cc")
    verb.label = verb.dep = "conj"


def _second_subject(verb: Node, at: Mapping[int, Node]) -> None:
    """ "scored twice on Sunday and captain Stanev added a third": the noun between "and" and a finite verb did it."""
    free = verb.dep in _FREE and verb.kid("nsubj", "mark", "csubj") is None
    noun = _phrase_before(verb, at) if free and verb.finite else None
    if (
        noun is None
        or noun.dep not in ("conj", "obj")
        or noun.kid("cc") is None
        or noun.head is None
        or verb in noun.climb()
    ):
        return
    above = next((n for n in noun.climb() if n.pos == "VERB" and n is not verb), None)
    if above is None or verb.kid("cc") is not None or any(n is verb for n in above.climb()):
        return
    joining = noun.kid("cc")
    hang(verb, above, "conj")
    hang(noun, verb, "nsubj")
    if joining is not None:
        hang(joining, verb, "cc")


def _subject_behind_place(verb: Node, at: Mapping[int, Node]) -> None:
    """ "In Lima, Foreign Minister Ana Costa telephoned": she does not hang on Lima."""
    if (
        not verb.finite
        or verb.kid("nsubj", "csubj", "expl") is not None
        or verb.dep not in ("root", "ccomp", "parataxis")
    ):
        return
    last = at.get(verb.index - 1 - sum(k.dep in ("aux", "advmod") and k.index < verb.index for k in verb.kids))
    end = last.index - 1 if last is not None and last.lower == "," else verb.index - 1
    for place in [k for k in verb.kids if k.dep == "obl" and k.index < verb.index and k.case()]:
        behind = (k for k in place.kids if k.pos in ("NOUN", "PROPN") and k.index > place.index and not k.case())
        found = [k for k in behind if k.dep in _UNJOINED or (k.dep == "conj" and k.kid("cc") is None)]
        times = [k for k in found if is_span(k)]  # "In Lima, police last week arrested them"
        noun = next((k for k in found if k not in times and _reaches(k, place, end - _words(times))), None)
        if noun is not None:
            for clause in [k for k in place.kids if k.label == "acl:relcl" and k.index > noun.index]:
                hang(clause, noun, clause.label)
            hang(noun, verb, "nsubj")
            return


def _words(nouns: list[Node]) -> int:
    return sum(len(noun.below(_PHRASE)) for noun in nouns)


def _reaches(noun: Node, place: Node, end: int) -> bool:
    """Whether a phrase goes on to the verb, a relative clause that was hung on the place or time before it included."""
    clauses = [k for k in place.kids if k.label == "acl:relcl" and k.index > noun.index]
    return max(n.subtree(_PHRASE)[-1].index for n in (noun, *clauses)) >= end


def _name_before_apposition(verb: Node, at: Mapping[int, Node]) -> None:
    """ "Colm Brady, a father of three, was found": the parser took the apposition for the subject."""
    fronted = (k for k in verb.kids if k.dep == "obl" and k.pos == "PROPN" and k.index < verb.index)
    name = next((k for k in fronted if not k.case()), None)
    own = verb.kid("nsubj") if name is not None else None
    if name is None or own is None:
        return
    first = own.subtree(20)[0]
    if not name.index < first.index < verb.index:
        return
    comma, closing = at.get(first.index - 1), [k for k in own.kids if k.lower == "," and k.index > own.index]
    if comma is not None and comma.lower == "," and closing and first.lower in ("a", "an", "the"):
        hang(name, verb, own.label)
        hang(own, name, "appos")


def _name_behind_object(verb: Node, at: Mapping[int, Node]) -> None:
    """ "They freed his brother, Wayne Holt, on Monday": the name behind the comma is the brother's."""
    noun = verb.kid("obj")
    if noun is None or noun.pos != "NOUN":
        return
    for kid in verb.kids:
        loose = kid.dep == "dep" or (kid.dep == "obl" and not kid.case())
        first = min((k.index for k in kid.kids if k.dep == "compound"), default=kid.index)
        comma = at.get(first - 1) if loose and kid.pos == "PROPN" else None
        if comma is not None and comma.lower == "," and noun.index == comma.index - 1:
            hang(kid, noun, "appos")
            return


def _phrase_before(verb: Node, at: Mapping[int, Node]) -> Node | None:
    """The head of the noun phrase that ends right before a verb and its auxiliaries."""
    first = min((k.index for k in verb.kids if k.dep == "aux" and k.index < verb.index), default=verb.index)
    last = at.get(first - 1)
    if last is not None and last.dep == "obl" and last.case():  # "the minister on Monday ordered"
        last = at.get(last.subtree(_PHRASE)[0].index - 1)
    if last is not None and last.text == ",":  # "and the city's police chief, Chu, was dismissed"
        name = at.get(last.index - 1)
        while name is not None and name.dep in ("flat", "compound") and name.head is not None:
            name = name.head
        last = name.head if name is not None and name.dep == "appos" else None
    if last is None or last.pos not in ("NOUN", "PROPN", "NUM"):
        return None
    while last.dep in ("flat", "compound") and (head := last.head) is not None and head.index < verb.index:
        last = head
    return last


def _name_before_of(noun: Node) -> None:
    """ "Professor Ann Lee of Kent University said": she said it; the parser took the last name for the head."""
    if noun.pos != "PROPN" or noun.head is None:
        return
    inner = next((k for k in noun.kids if k.dep == "compound" and _owned(k)), None)
    if inner is None:
        return
    case = _owned(inner)
    before = [k for k in noun.kids if k.dep in ("compound", "flat") and case is not None and k.index < case.index]
    if not before or case is None:
        return
    name = before[0]
    hang(name, noun.head, noun.label)
    hang(noun, name, "nmod")
    hang(case, noun, "case")
    for kid in [k for k in noun.kids if k.index < case.index or (k.label == "acl:relcl" and k.index > noun.index)]:
        hang(kid, name, kid.label)


def _owned(node: Node) -> Node | None:
    return next((k for k in node.kids if k.dep == "case" and k.lower in _OWNED_BY), None)
