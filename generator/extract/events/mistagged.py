"""Sets right words that the tagger took for another part of speech or tense, where the word itself leaves no doubt."""

from collections.abc import Mapping

from generator.extract.events.syntax import FINITE_PAST, Node, hang

_PREFIXES = frozenset({"re", "co", "pre", "un", "de", "over", "out", "counter", "mis"})
_NAMED = frozenset({"compound", "nsubj", "flat", "nmod:desc"})
_HAPPENING = frozenset({"begin", "break", "continue", "erupt", "flare", "rage", "resume", "spread", "subside"})
# Verbs whose past is spelled as their present is.
_SAME_IN_PAST = frozenset(
    {"beat", "bet", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "knit", "let", "outbid", "put", "quit", "rid"}
) | frozenset({"set", "shed", "shut", "slit", "split", "spread", "thrust", "undercut", "upset", "offset", "broadcast"})


def right_tags(node: Node, at: Mapping[int, Node]) -> None:
    """Look at one word and its neighbours."""
    if node.lower in _PREFIXES:
        _join_prefix(node, at)
    elif node.pos == "PROPN" and node.lower == node.text:
        _verb_for_name(node)
    if node.lower in _SAME_IN_PAST and node.pos == "VERB":
        _past_for_present(node)
    elif node.pos == "VERB" and node.morph.endswith("Tense=Pres|VerbForm=Fin"):
        _irregular_past(node)
    elif node.pos == "VERB" and node.dep == "csubj" and node.lower.endswith("ing"):
        _gerund_as_noun(node)
    elif node.pos == "VERB" and "VerbForm" in node.morph and "VerbForm=Fin" not in node.morph:
        _subject_for_verb(node)
        _main_behind_participle(node)


def _gerund_as_noun(word: Node) -> None:
    """ "Fighting between two gangs broke out": what breaks out or goes on is a thing with a name."""
    verb = word.head
    if verb is None or verb.lemma not in _HAPPENING or word.kid("obj", "nsubj", "aux", "xcomp") is not None:
        return
    word.pos, word.morph, word.lemma = "NOUN", "Number=Sing", word.lower
    word.label = word.dep = "nsubj"
    for kid in word.kids:
        if kid.dep == "obl":
            kid.label = kid.dep = "nmod"


def _join_prefix(prefix: Node, at: Mapping[int, Node]) -> None:
    """ "re-elected" is three words for the parser, and any of them may be its verb: let it be the last."""
    hyphen, word = at.get(prefix.index + 1), at.get(prefix.index + 2)
    if (
        hyphen is None
        or word is None
        or hyphen.text != "-"
        or not (prefix.end == hyphen.start and hyphen.end == word.start)
    ):
        return
    three = (prefix, hyphen, word)
    top = next((n for n in three if n.head not in three), None)
    if top is None:
        return
    if top is not word:
        hang(word, top.head, top.label)
    for part in (prefix, hyphen):
        for kid in [k for k in part.kids if k not in three]:
            hang(kid, word, kid.label)
    hang(hyphen, word, "punct")
    hang(prefix, word, "compound")
    prefix.pos, hyphen.pos = "X", "PUNCT"


def _verb_for_name(word: Node) -> None:
    """ "Arsenal beat Chelsea": no name is written small and has an object."""
    name = next((k for k in word.kids if k.index == word.index - 1 and k.dep in _NAMED), None)
    if name is None or word.kid("obj") is None:
        return
    word.pos, word.morph, word.lemma = "VERB", FINITE_PAST, word.lower
    name.label = name.dep = "nsubj"


def _subject_for_verb(word: Node) -> None:
    """ "Since fighting broke out": what a finite past follows at once, without a comma, is its subject."""
    verb = next((k for k in word.kids if k.index == word.index + 1 and k.dep in ("xcomp", "ccomp", "conj")), None)
    if verb is None or not word.lower.endswith("ing") or word.kid("aux", "obj", "nsubj") is not None:
        return
    if "VerbForm=Fin" not in verb.morph or verb.kid("nsubj") is not None:
        return
    hang(verb, word.head, word.label)
    for kid in [k for k in word.kids if k.dep in ("mark", "cc", "punct", "advmod")]:
        hang(kid, verb, kid.label)
    hang(word, verb, "nsubj")
    word.pos, word.morph = "NOUN", "Number=Sing"


def _main_behind_participle(word: Node) -> None:
    """ "Born in Lund in 1936, she studied there": the clause with a subject is the main one."""
    main = word.kid("parataxis")
    if word.head is not None or word.kid("nsubj", "aux", "cop") is not None or "VerbForm=Part" not in word.morph:
        return
    if main is None or main.index < word.index or main.kid("nsubj") is None or not main.finite:
        return
    if not any(k.text == "," for k in main.kids):
        return
    hang(main, None, "root")
    hang(word, main, "advcl")
    for kid in [k for k in word.kids if k.index > main.index]:
        hang(kid, main, kid.label)


def _irregular_past(verb: Node) -> None:
    """ "They shot and wounded a guard": what is neither the bare verb nor ends in -s is no present."""
    if verb.lower != verb.lemma and not verb.lower.endswith("s") and verb.text.isalpha() and not verb.text.isupper():
        verb.morph = FINITE_PAST


def _past_for_present(verb: Node) -> None:
    """ "The bank cut rates": one does not "cut" in the present, one "cuts"."""
    if "Tense=Pres" not in verb.morph or "VerbForm=Fin" not in verb.morph or verb.kid("aux") is not None:
        return
    subject = verb.kid("nsubj")
    if subject is None or subject.kid("cc") is not None:
        return
    bare_name = subject.text[0].isupper() and not subject.kids  # "Leeds", for the tagger the plural of a common noun
    counted = subject.kid("nummod", "det") is not None  # "The hijackers let 22 women go": no habit
    if bare_name or counted or subject.pos == "PROPN" or "Number=Sing" in subject.morph:
        verb.morph = FINITE_PAST
