"""Mends what the parser made of telling: who speaks, what is said, and what only stands beside it."""

from collections.abc import Mapping

from generator.extract.events.syntax import FINITE_PAST, NOMINAL, RELATIVE, Node, hang
from generator.extract.events.wordlist import GrammarWords

_OPENING = frozenset({"“", '"', "``", "«"})
_PHRASE = 40  # words of a noun phrase that are looked at
_QUOTED_AS = frozenset({"cited", "cites", "quoted", "quotes"})
_CLOSING_MARKS = frozenset({"”", '"', "''", "’"})
_SPEAKER = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_LONGEST_SPEAKER = 9


def mend_telling(node: Node, grammar: GrammarWords) -> None:
    """Set right one verb that names, informs or quotes, and what hangs on it."""
    if node.lemma in grammar.naming:
        _given_name(node)
    elif node.lemma in grammar.telling:
        _told_clause(node)
    elif node.lemma in grammar.quoting:
        _tail_with_two_subjects(node)
        _subject_as_object(node)
        _speaker_before_participle(node)
        _report_between(node)


def _given_name(verb: Node) -> None:
    """ "called the verdict “a good day”": what stands in quotation marks behind the object is what it is called."""
    noun = verb.kid("obj")
    said = next((k for k in noun.kids if k.dep == "appos" and k.pos in NOMINAL), None) if noun is not None else None
    if said is not None and any(k.text in _OPENING for k in said.kids):
        hang(said, verb, "xcomp")


def _told_clause(verb: Node) -> None:
    """ "told the jury he had left": a clause with subject and object of its own is what the hearer was told."""
    hearer = verb.kid("iobj", "obj")
    if hearer is None or verb.kid("ccomp") is not None:
        return
    clause = next((k for k in hearer.kids if k.dep == "acl" and k.index > hearer.index), None)
    if clause is None or clause.pos != "VERB" or not clause.finite:
        return
    own = clause.kid("nsubj")
    whole = clause.kid("obj", "ccomp", "xcomp", "cop") is not None or clause.passive
    if own is not None and own.lower not in RELATIVE and whole:
        hang(clause, verb, "ccomp")


def _tail_with_two_subjects(verb: Node) -> None:
    """ "A ferry capsized off Cebu, the coast guard said": the first subject belongs to the verb behind it."""
    own = [k for k in verb.kids if k.dep == "nsubj"]
    told = next((k for k in own[0].kids if k.dep == "acl" and lacks_subject(k)), None) if len(own) == 2 else None
    if told is None or not own[0].index < told.index < own[1].index < verb.index or verb.kid("ccomp") is not None:
        return
    hang(told, verb.head, verb.label)
    hang(own[0], told, "nsubj")
    hang(verb, told, "parataxis")
    told.morph = FINITE_PAST


def quoted_as_saying(verb: Node) -> None:
    """ "State radio quoted the minister as saying that …": the minister says it, the radio is where it was heard."""
    if verb.lower not in _QUOTED_AS:
        return
    saying = next((k for k in verb.kids if k.lower in ("saying", "telling") and k.kid("mark") is not None), None)
    speakers = [k for k in verb.kids if k.dep == ("nsubj" if verb.passive else "obj")]
    if saying is None or not speakers or saying.dep not in ("advcl", "xcomp"):
        return
    hang(saying, verb.head, verb.label)
    hang(speakers[0], saying, "nsubj")
    for name in speakers[1:]:
        hang(name, speakers[0], "appos")
    saying.pos, saying.morph = "VERB", FINITE_PAST
    for mark in [k for k in saying.kids if k.dep == "mark"]:
        hang(mark, verb, "dep")
    for kid in [k for k in verb.kids if k.dep in ("ccomp", "punct", "cc") or k.index > saying.index]:
        hang(kid, saying, kid.label)
    hang(verb, saying, "parataxis")


def _speaker_before_participle(verb: Node) -> None:
    """ "“…,” said Ann Lee, the chief nurse, fighting back tears": she said it, however she looked."""
    beside = next((k for k in verb.kids if k.dep in ("ccomp", "xcomp", "advcl") and _only_beside(k, verb)), None)
    if beside is None:
        return
    speaker = beside.kid("nsubj")
    if speaker is not None and speaker.index < beside.index and verb.kid("nsubj") is None:
        hang(speaker, verb, "nsubj")
    if beside.kid("nsubj") is None:
        beside.label = beside.dep = "advcl"


def _only_beside(clause: Node, verb: Node) -> bool:
    """Whether a participle behind a comma tells what the speaker does meanwhile, not what is said."""
    if clause.index < verb.index or not clause.lower.endswith("ing") or clause.finite:
        return False
    comma = any(k.text == "," and verb.index < k.index < clause.index for k in (*clause.kids, *verb.kids))
    return clause.kid("aux", "mark") is None and (comma or clause.kid("nsubj") is not None)


def _subject_as_object(verb: Node) -> None:
    """ "said the head of the bank, Ann Lee, had resigned": what was taken for an object did what comes after."""
    noun = verb.kid("obj")
    if noun is None or noun.index < verb.index or noun.pos not in NOMINAL:
        return
    told = next((k for k in verb.kids if k.dep == "parataxis" and k.index > noun.index and k.pos == "VERB"), None)
    if told is None or told.kid("nsubj", "csubj", "mark", "cc", "expl") is not None:
        return
    first = min((k.index for k in told.kids if k.dep == "aux"), default=told.index)
    closing = any(k.text == "," and k.index == first - 1 for k in (*told.kids, *verb.kids, *noun.subtree(_PHRASE)))
    if closing and (told.finite or told.kid("aux") is not None):
        hang(told, verb, "ccomp")
        hang(noun, told, "nsubj")


def _report_between(verb: Node) -> None:
    """ "agreed to buy it, the firms said on Monday, in a deal …": a report between commas is no content."""
    above, noun = verb.head, verb.kid("nsubj")
    if verb.dep != "ccomp" or above is None or noun is None or above.index > noun.index or not verb.finite:
        return
    first = noun.subtree(_PHRASE)[0].index
    if not any(k.text == "," and k.index == first - 1 for k in above.kids) or verb.kid("mark", "ccomp", "obj", "xcomp"):
        return
    hang(verb, above, "parataxis")
    for kid in [k for k in verb.kids if k.dep == "obl" and any(p.text == "," and p.index < k.index for p in k.kids)]:
        hang(kid, above, "obl")


def lacks_subject(verb: Node) -> bool:
    """Whether a past form has neither a subject nor an auxiliary."""
    return verb.pos == "VERB" and "Tense=Past" in verb.morph and verb.kid("nsubj", "aux") is None


def speaker_behind_quotation(verb: Node, at: Mapping[int, Node]) -> None:
    """ "“…,” the new chairman said": what stands between the mark and the verb speaks, nothing before the mark."""
    index = verb.index - 1
    while (word := at.get(index)) is not None and word.pos in _SPEAKER and verb.index - index < _LONGEST_SPEAKER:
        index -= 1
    mark, last = at.get(index), at.get(verb.index - 1)
    own = verb.kid("nsubj")
    if last is not None and last.text == "," and own is None:
        _named_behind_quotation(verb, at)
        return
    if mark is None or last is None or mark.lower not in _CLOSING_MARKS or last.pos not in NOMINAL:
        return
    if own is not None and own.index > mark.index and verb.dep != "conj":
        return
    speaker = last
    while speaker.head is not None and mark.index < speaker.head.index < verb.index:
        speaker = speaker.head
    _say(verb, speaker, own if own is not None and own.index < mark.index else None)


def _named_behind_quotation(verb: Node, at: Mapping[int, Node]) -> None:
    """ "“…,” Ann Lee, head of the union, told them": whose name stands right behind the mark speaks."""
    for index in range(verb.index - 2, max(0, verb.index - _PHRASE), -1):
        word = at.get(index)
        if word is None or (word.pos == "VERB" and word.finite):
            return
        if word.lower in _CLOSING_MARKS:
            name = at.get(index + 1)
            if name is not None and name.pos == "PROPN" and at[index - 1].lower in (",", "?", "!", "."):
                _say(verb, _top_before(name, verb.index), None)
            return


def _top_before(word: Node, end: int) -> Node:
    """The head of the phrase that a word begins."""
    top = word
    while top.head is not None and word.index < top.head.index < end and top.head.pos in NOMINAL:
        top = top.head
    return top


def _say(verb: Node, speaker: Node, other: Node | None) -> None:
    """Make one noun the subject of a verb of saying; what was its subject is what is said."""
    if verb in speaker.below():
        return
    if other is not None:
        hang(other, verb, "ccomp" if other.kid("cop") is not None else "dep")
    if speaker.head is not verb or speaker.dep != "nsubj":
        hang(speaker, verb, "nsubj")
    if verb.dep == "conj" and verb.head is not None:
        hang(verb, verb.head, "parataxis")
