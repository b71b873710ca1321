"""Mends slips of the parser that are plain from the tree alone, before anything is read from it."""

from collections.abc import Callable, Mapping

from generator.extract.events.apposition import name_beside
from generator.extract.events.arguments import label
from generator.extract.events.asides import set_aside
from generator.extract.events.clauses import mend_clause
from generator.extract.events.loose_clauses import bind
from generator.extract.events.main_verbs import behind_content, first_of_two
from generator.extract.events.mistagged import right_tags
from generator.extract.events.second_verbs import rehang
from generator.extract.events.subjects import give_subjects
from generator.extract.events.syntax import NOMINAL, RELATIVE, VERBAL, Node, hang
from generator.extract.events.tellings import quoted_as_saying
from generator.extract.events.verbless import root_behind_noun, verb_behind_adjective, verb_between
from generator.extract.events.wordlist import GrammarWords

_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i"})
_AFTER_QUOTE = frozenset({",", "”", '"', "''", "’", "?", "!"})
_BEFORE_REPORT = frozenset({",", "”", '"', "''"})
_PURPOSE = frozenset({"so", "now", "in", "provided", "given", "such"})
_DEGREE = frozenset({"so", "such"})
_AUXILIARIES = frozenset({"be", "have", "do", "will", "shall", "would", "should", "can", "could", "may"}) | frozenset(
    {"might", "must", "ought", "need", "get"}
)
_TAIL = 15  # words of a reporting tail
_GROUP = 6  # words of a verb group behind a verb of saying
_CHAIN = 200  # governors to climb at most

Repair = Callable[[Node, Node, GrammarWords], None]


def mend(nodes: list[Node], grammar: GrammarWords) -> None:
    """Set right what can be told from the tree; each step looks at one node and its governor."""
    at = {node.index: node for node in nodes}
    for node in nodes:
        right_tags(node, at)
    for node in nodes:
        set_aside(node, at, grammar)
        _mend_one(node, grammar)
    for node in nodes:
        _find_main_verb(node, at)
    for node in nodes:
        label(node, at, grammar)
        bind(node, at)
        give_subjects(node, at, grammar)
        _plain_past(node)
        quoted_as_saying(node)
        rehang(node, grammar)
        if node.lemma in grammar.reports and node.label == "acl:relcl":
            _reported_relative(node, at)
        if node.lemma in grammar.quoting and node.finite:
            _subject_behind(node, at)
            _tail(node, at)


def _mend_one(node: Node, grammar: GrammarWords) -> None:
    mend_clause(node, grammar)
    for repair in _REPAIRS.get(node.dep, ()):
        if node.head is not None:
            repair(node, node.head, grammar)
    if len(node.kids) > 1:
        name_beside(node)


def _find_main_verb(node: Node, at: Mapping[int, Node]) -> None:
    verb = root_behind_noun(node)
    if verb is not None:
        name_beside(verb)
    verb_between(node)
    if node.pos == "VERB":
        first_of_two(node, at)
        behind_content(node, at)
    if node.pos == "ADJ" or node.lower == "close":
        verb_behind_adjective(node)


def _plain_past(node: Node) -> None:
    """A participle that tells a main clause without an auxiliary is the past tense ("condemned it and called for")."""
    if "Tense=Past|VerbForm=Part" not in node.morph or node.dep not in ("root", "conj"):
        return
    if node.pos != "VERB" or any(k.dep == "aux" or k.label in ("nsubj:pass", "obl:agent") for k in node.kids):
        return
    first = node.head if node.dep == "conj" and node.kid("nsubj") is None else node
    told = first is node or (first is not None and first.pos == "VERB" and "VerbForm=Fin" in first.morph)
    if told and first is not None and first.kid("nsubj") is not None and first.kid("aux", "nsubj:pass") is None:
        node.morph = node.morph.replace("VerbForm=Part", "VerbForm=Fin")


def _free_auxiliary(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """An auxiliary has no subject ("the council has so far paid"), and a noun is no auxiliary ("Fishermen pulled")."""
    if node.dep == "aux" and node.index < governor.index and node.lemma not in _AUXILIARIES and node.text[0].isupper():
        node.label = node.dep = "nsubj"
        node.pos = "NOUN"
    elif node.dep == "aux":
        for kid in [k for k in node.kids if k.dep in ("nsubj", "obl", "advmod", "obj")]:
            hang(kid, governor, kid.label)


def _verb_before_object(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """A verb with a subject is no adjective: "the club fired coach …"."""
    if node.pos != "VERB" or node.dep != "amod" or governor.index < node.index or node.kid("nsubj") is None:
        return
    hang(node, governor.head, governor.label)
    hang(governor, node, "obj")
    for kid in [k for k in governor.kids if k.dep in ("nmod", "obl") and k.index > governor.index]:
        if kid.case() in ("on", "in", "at", "for", "after"):
            hang(kid, node, "obl")


def _describing_participle(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """ "accuses neighbouring Sudan": Sudan is the object of accuses."""
    noun = node.kid("obj") if node.lower in grammar.attributive and node.pos == "VERB" else None
    if noun is not None and governor.pos == "VERB":
        hang(noun, governor, "obj")
        hang(node, noun, "amod")
        node.pos = "ADJ"


def _fronted_phrase(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """ "In a statement, the party said": the phrase belongs to the verb, not to the subject behind it."""
    before = node.label == "nmod" and node.index < governor.index and bool(node.case())
    if before and governor.dep == "nsubj" and governor.head is not None:
        hang(node, governor.head, "obl")


def _for_to(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """ "called for him to resign": "for" marks the clause."""
    if node.dep == "nsubj" and governor.dep in ("advcl", "xcomp", "ccomp"):
        mark = next((k for k in node.kids if k.dep == "case" and k.lower == "for"), None)
        if mark is not None:
            hang(mark, governor, "mark")


def _that_clause(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """ "announced this week that they …": the clause is what was announced, not a description of the week."""
    own = node.kid("nsubj")
    that = next((k for k in node.kids if k.lower == "that" and k.dep == "mark"), None)
    if node.dep != "acl" or that is None or own is None or governor.dep not in ("obl", "nmod", "iobj"):
        return
    if own.lower not in _PERSONAL and node.kid("obj", "xcomp", "ccomp", "cop") is None and not node.passive:
        return
    verb = next((n for n in node.climb() if n.lemma in grammar.quoting), None)
    if verb is not None and verb.kid("ccomp") is None:
        hang(node, verb, "ccomp")


def _content_clause(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """ "gave a sign that …", "warned that …": a clause behind "that" is content, of the object or of the verb."""
    that = next((k for k in node.kids if k.lower == "that" and k.dep == "mark"), None)
    if node.dep != "advcl" or that is None or node.index < governor.index or node.kid("nsubj") is None:
        return
    before = [k for k in node.kids if k.dep in ("mark", "advmod") and k.index < that.index]
    if any(k.lower in _PURPOSE for k in before) or any(k.lower in _DEGREE for k in governor.kids):
        return
    noun = governor.kid("obj")
    if noun is not None and noun.pos == "NOUN" and noun.index < that.index and governor.lemma not in grammar.quoting:
        hang(node, noun, "acl")
    elif governor.kid("ccomp") is None:
        hang(node, governor, "ccomp")


def _fronted_content(node: Node, governor: Node, grammar: GrammarWords) -> None:
    """ "Prices fell, the bank said": what stands before is the content, no adverbial."""
    fronted = node.dep == "advcl" and governor.lemma in grammar.quoting and node.index < governor.index
    if fronted and node.kid("mark") is None and node.finite and governor.kid("ccomp") is None:
        node.label = node.dep = "ccomp"


_REPAIRS: Mapping[str, tuple[Repair, ...]] = {
    "aux": (_free_auxiliary,),
    "amod": (_verb_before_object,),
    "xcomp": (_describing_participle,),
    "ccomp": (_describing_participle,),
    "conj": (_describing_participle,),
    "nmod": (_fronted_phrase,),
    "nsubj": (_for_to,),
    "acl": (_that_clause,),
    "advcl": (_describing_participle, _content_clause, _fronted_content),
}


def _reported_relative(report: Node, at: Mapping[int, Node]) -> None:
    """ "a storm which officials said had killed 20": what the relative pronoun does is behind the verb of saying."""
    pronoun = next((k for k in report.kids if k.lower in RELATIVE and k.index < report.index), None)
    verb = _verb_behind(report, at)
    if pronoun is None or verb is None or verb.head is report or report in list(verb.climb()):
        return
    noun = at.get(pronoun.index - 1)
    for kid in [k for k in verb.kids if k.dep in ("nsubj", "cc", "mark", "punct") and k.index < report.index]:
        _step_aside(verb, kid)
    hang(verb, report, "ccomp")
    hang(pronoun, verb, "nsubj")
    if noun is not None and noun.pos in NOMINAL and noun is not report and report not in list(noun.climb()):
        hang(report, noun, "acl:relcl")


def _verb_behind(report: Node, at: Mapping[int, Node]) -> Node | None:
    """The finite verb right behind a verb of saying, auxiliaries and adverbs between; None if a subject comes first."""
    index = report.index + 1
    while (word := at.get(index)) is not None and index - report.index < _GROUP:
        if word.pos == "VERB":
            return word if word.finite and all(k.index < report.index for k in word.kids if k.dep == "nsubj") else None
        if word.pos not in ("AUX", "ADV", "PART"):
            return None
        index += 1
    return None


def _step_aside(verb: Node, kid: Node) -> None:
    """Give what was read as a verb's subject the verb's own place in the tree, or that of the verb behind it."""
    if kid.dep != "nsubj":
        hang(kid, verb.head, kid.label)
        return
    later = next((k for k in verb.kids if k.dep in ("conj", "xcomp", "parataxis") and k.pos == "VERB"), None)
    heir = later if later is not None and later.kid("nsubj") is None else None
    if heir is not None:
        hang(heir, verb.head, verb.label)
        hang(kid, heir, "nsubj")
    elif kid.kid("cop") is not None or verb.head is not None:
        hang(kid, verb.head, verb.label)


def _subject_behind(verb: Node, at: dict[int, Node]) -> None:
    """ "“…,” said the minister": what follows the verb is its subject, not its object."""
    before = at.get(verb.index - 1)
    behind = (k for k in verb.kids if k.index > verb.index and k.pos in NOMINAL and k.kid("cop", "nsubj") is None)
    noun = next((k for k in behind if k.dep in ("obj", "ccomp")), None)
    quoted = before is not None and before.lower in _AFTER_QUOTE
    if quoted and verb.kid("nsubj") is None and noun is not None:
        noun.label = noun.dep = "nsubj"


def _tail(verb: Node, at: dict[int, Node]) -> None:
    """Hang a reporting tail (", police said on Monday.") on the clause it reports, whatever the parser made of it."""
    if (
        verb.head is None
        or (verb.dep == "parataxis" and verb.kid("nsubj") is not None)
        or any(k.dep in ("ccomp", "obj", "xcomp", "mark") for k in verb.kids)
    ):
        return
    subject = verb.kid("nsubj") or _noun_before(verb, at)
    if subject is None or subject.head is None or not _ends_sentence(verb, at):
        return
    phrase = [n for n in subject.subtree(60) if n.pos != "PUNCT"] or [subject]
    before = at.get(phrase[0].index - 1)
    root = _root_above(verb)
    if before is None or before.lower not in _BEFORE_REPORT or root is None or root in phrase:
        return
    hang(verb, root, "parataxis")
    if subject.head is not verb:
        hang(subject, verb, "nsubj")


def _root_above(node: Node) -> Node | None:
    above = node.head
    for _ in range(_CHAIN):
        if above is None or above.head is None:
            return above
        above = above.head
    return None


def _noun_before(node: Node, at: dict[int, Node]) -> Node | None:
    """The head of the noun phrase that ends right before a verb, or before the comma that closes an apposition."""
    last = at.get(node.index - 1)
    if last is not None and last.lower == ",":
        last = at.get(node.index - 2)
    if last is None or last.pos not in NOMINAL:
        return None
    while last.dep in ("flat", "compound", "nmod") and (head := last.head) is not None:
        if head.pos not in NOMINAL or head.index > last.index:
            break
        last = head
    return last


def _ends_sentence(node: Node, at: dict[int, Node]) -> bool:
    """Whether no further verb stands between it and the end of the sentence."""
    for index in range(node.index + 1, node.index + 1 + _TAIL):
        after = at.get(index)
        if after is None or after.lower in (".", "!", "?"):
            return True
        if after.pos in VERBAL:
            return False
    return False
