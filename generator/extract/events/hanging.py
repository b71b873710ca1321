"""Which event word a time expression hangs on, whatever the parse made of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.extract.events.name_parts import top
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import VERBAL, Node, is_to_infinitive
from generator.extract.events.triggers import Trigger
from generator.model.dates import Date
from generator.model.document import Timex
from generator.model.vocabulary import TimexType

_PREMODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nummod", "nmod:unmarked", "nmod:desc", "appos"})
_MEASURES = frozenset({"for", "from", "than", "like", "down from", "up from", "compared to", "compared with"})
_OPENERS = frozenset({"on", "in", "at", "by", "from", "until", "since", "during"})
_LOOKING_BACK = frozenset({"after", "following", "since", "despite"})
_EARLIER = frozenset({"earlier", "before", "previously", "ago"})
_AS = frozenset({"as", "than"})
_APART = 4  # words
_COMPARED = 9  # words back from a time to what it compares
_SPANS = frozenset({"decade", "decades", "years", "months", "weeks", "days", "century", "centuries"})
_OFFSET_WORDS = 2  # "after" alone is no offset

Owners = Mapping[int, Sequence[Timex]]


def owners(reading: Reading, triggers: Sequence[Trigger]) -> dict[int, list[Timex]]:
    """Time expressions by the index of the event word they hang on, or of the predicate where that is none."""
    events = {t.node.index for t in triggers} | {t.core.index for t in triggers}
    at = {node.index: node for node in reading.nodes}
    covered: dict[int, list[Node]] = {}
    for node in reading.nodes:
        timex = reading.timex_of.get(node.index)
        if timex is not None:
            covered.setdefault(timex.span.start, []).append(node)
    found: dict[int, list[Timex]] = {}
    for timex in reading.document.timexes:
        nodes = covered.get(timex.span.start)
        if not nodes:
            continue
        when = _clause_of(nodes[-1], at)
        if when is not None:
            found.setdefault(when, []).append(replace(timex, bounded=""))
        if _is_compared(nodes[0], at, reading) or _since_record(nodes):
            continue
        of_complement = timex.dates == "complement"
        owner = _complement(nodes, events) if of_complement else _owner_of(nodes, events, at, reading)
        if owner is not None and owner != when:
            bare = replace(timex, bounded="") if timex.bounded and _modifies(nodes[0], owner) else timex
            found.setdefault(owner, []).append(bare)
    return found


def _clause_of(last: Node, at: Mapping[int, Node]) -> int | None:
    """The verb of the clause that tells what was then: "since Monday, when he declared himself the winner"."""
    behind = at.get(last.index + 1)
    if behind is not None and behind.text == ",":
        behind = at.get(behind.index + 1)
    verb = behind.head if behind is not None and behind.lower == "when" else None
    return verb.index if verb is not None and verb.pos in VERBAL and verb.index > last.index else None


def _modifies(first: Node, owner: int) -> bool:
    """Whether a time stands before the noun that it dates: "after the 2004 flood" is no bound on the flood."""
    return first.label in _PREMODIFIERS and first.head is not None and first.head.index == owner > first.index


def _complement(nodes: Sequence[Node], events: Collection[int]) -> int | None:
    """The event in the clause that a time opens and dates: "two days after the envoy dropped a hint"."""
    opened = (node.head for node in nodes if node.dep == "mark" and node.head is not None)
    return next((verb.index for verb in opened if verb.index in events), None)


def _is_compared(first: Node, at: Mapping[int, Node], reading: Reading) -> bool:
    """Whether the time belongs to a figure that the clause's own is set against ("down from 47 in 2022")."""
    figure = False
    before = at.get(first.index - 2) if (case := at.get(first.index - 1)) is not None and case.pos == "ADP" else None
    if before is not None and before.lower in _AS and before.sentence == first.sentence:
        return True  # "twice as many as in January"
    for index in range(first.index - 1, max(-1, first.index - _COMPARED), -1):
        word = at.get(index)
        if word is None or word.sentence != first.sentence or word.pos in VERBAL or word.lower == ",":
            return False
        if figure and word.lower in reading.words.grammar.compared_by:
            return word.dep != "fixed"  # "more than 5,000" compares nothing
        figure = word.pos in ("NUM", "SYM")
    return False


def _since_record(nodes: list[Node]) -> bool:
    """Whether a time tells since when there was none like it ("its biggest drop since 2008", "the first since May")."""
    time = top(nodes)
    noun = time.head
    if time.case() not in ("since", "in", "for") or noun is None or noun.pos not in ("NOUN", "NUM", "PROPN"):
        return False
    counted = time.case() == "since" or any(n.lower in _SPANS for n in nodes)
    return counted and any("Degree=Sup" in k.morph or k.lower in ("first", "only") for k in noun.kids)


def _owner_of(nodes: list[Node], events: set[int], at: Mapping[int, Node], reading: Reading) -> int | None:
    found = _offset_owner(nodes)
    if found is None:
        found = _looked_back_on(nodes, events, at)
    if found is None:
        found = _before(nodes[0], events, at, reading)
    if found is None:
        found = _before_content(nodes, events, at)
    if found is None:
        found = _behind_opening(nodes[0], events, at)
    if found is None:
        found = _owner(top(nodes), events, reading)
    if found is not None and (found not in events or _is_far_participle(at.get(found), nodes[0])):
        found = _verb_behind(nodes[-1], events, at) or found
    return found


def _is_far_participle(owner: Node | None, first: Node) -> bool:
    """Whether a participle that describes a noun stands well before a time ("people camping outside the city …")."""
    doing = owner is not None and owner.label == "acl" and owner.lower.endswith("ing")
    return doing and owner is not None and owner.index < first.index - _APART


def _verb_behind(last: Node, events: set[int], at: Mapping[int, Node]) -> int | None:
    """The finite verb right behind a time that hangs on no event ("people camping there on Monday rejected it")."""
    word = at.get(last.index + 1)
    while word is not None and word.pos == "ADV" and word.sentence == last.sentence:
        word = at.get(word.index + 1)
    told = word is not None and word.pos == "VERB" and "VerbForm=Fin" in word.morph and word.sentence == last.sentence
    return word.index if told and word is not None and word.index in events else None


def _looked_back_on(nodes: Sequence[Node], events: set[int], at: Mapping[int, Node]) -> int | None:
    """The event noun right before a look back ("leaked after an earthquake two days earlier")."""
    noun = at.get(nodes[0].index - 1)
    if noun is None or noun.index not in events or noun.pos != "NOUN" or nodes[-1].lower not in _EARLIER:
        return None
    return noun.index if set(noun.case().split()) & _LOOKING_BACK else None


def _behind_opening(first: Node, events: set[int], at: Mapping[int, Node]) -> int | None:
    """The main verb of a sentence that opens with the time ("On Wednesday police arrested …")."""
    before = at.get(first.index - 1)
    if before is not None and before.sentence == first.sentence and before.lower in _OPENERS:
        before = at.get(before.index - 1)
    if before is not None and before.sentence == first.sentence:
        return None
    return next((n.index for n in first.climb() if n.pos in VERBAL and n.index in events), None)


def _before(first: Node, events: set[int], at: Mapping[int, Node], reading: Reading) -> int | None:
    """The event verb right before a time phrase ("said on Monday the vote …"), whatever the parse makes of it."""
    if first.text.isdigit() and first.label in _PREMODIFIERS and first.head is not None and first.head.pos == "NOUN":
        return None  # "replaces the 1991 agreement": the year is the noun's
    index = first.index - 1
    while (word := at.get(index)) is not None and word.lower in reading.words.grammar.before_times:
        index -= 1
    verb = at.get(index)
    return index if verb is not None and verb.pos == "VERB" and index in events else None


def _before_content(nodes: Sequence[Node], events: set[int], at: Mapping[int, Node]) -> int | None:
    """The verb of saying whose content the word behind a time opens ("told them a week earlier that he …")."""
    that = at.get(nodes[-1].index + 1)
    content = that.head if that is not None and that.lower == "that" and that.dep == "mark" else None
    verb = content.head if content is not None and content.dep == "ccomp" else None
    return verb.index if verb is not None and verb.index in events and verb.index < nodes[0].index else None


def _offset_owner(nodes: Sequence[Node]) -> int | None:
    """For "three months after …" the event behind the preposition: the expression counts back to it."""
    last, behind = nodes[-1], nodes[-1].head
    if len(nodes) < _OFFSET_WORDS or last.lower not in ("after", "before") or last.dep not in ("mark", "case"):
        return None
    if behind is None or behind.index < last.index:
        return None
    if behind.dep == "nsubj" and behind.head is not None and behind.head.pos in VERBAL:
        behind = behind.head
    return behind.index


def _is_length(node: Node, reading: Reading) -> bool:
    timex = reading.timex_of.get(node.index)
    counted = node.kid("nummod") is not None or any(k.lower in ("a", "an") for k in node.kids)
    return timex is not None and timex.type is TimexType.DURATION and counted


def _done(timex: Timex, published: str) -> bool:
    """Whether a time was over before publication, so that no infinitive looks forward to it."""
    last = Date.parse(timex.edtf).last if timex.edtf else None
    return last is not None and bool(published) and str(Date.of(*last)) < published


def _charged_with(noun: Node, reading: Reading) -> bool:
    """Whether a noun only says of what somebody is charged: "charged with manslaughter on Monday"."""
    verb = noun.head if noun.dep == "obl" and noun.case() in ("with", "of", "for") else None
    return verb is not None and verb.pos == "VERB" and verb.lemma in reading.words.grammar.charging


def _owner(node: Node, events: set[int], reading: Reading) -> int | None:
    """The event word above a time expression; a mere noun that it modifies keeps it to itself."""
    timex = reading.timex_of.get(node.index)
    over = timex is not None and _done(timex, reading.document.published[:10])
    runs_up_to = node.case() in ("to", "until", "through")  # "the six months to June 30"
    for governor in node.climb():
        measures = node.case() in _MEASURES and node.pos not in ("NUM", "PRON", "DET")
        if measures and (runs_up_to or not _is_length(node, reading)):  # "suspended for nine months on Friday"
            return None
        if is_to_infinitive(governor) and governor.dep == "acl" and over:
            node = governor  # "declined an invitation to join last month"
            continue
        if governor.index in events and not _charged_with(governor, reading):
            return governor.index
        if node.label in _PREMODIFIERS and governor.pos not in VERBAL and node.index < governor.index:
            return None
        if governor.pos in VERBAL or governor.kid("cop") is not None:
            return governor.index
        node = governor
    return None
