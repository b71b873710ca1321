"""Where it happened, only if the text names it: in the clause's own phrases, its subject's, or the lead's dateline."""

from collections.abc import Container, Iterator
from functools import partial

from generator.extract.events.apposition import is_person_noun
from generator.extract.events.localities import PLACES, STRICT, located, named, on_it, spelled, town_of
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects, obliques, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import Place, SentenceKind
from generator.model.vocabulary import ActorType
from generator.model.vocabulary import EventType as T

_ALONG = STRICT | {"on", "along"}  # what also stands before a part of a place ("on the outskirts of Mosul")
_MOVING = STRICT | frozenset({"on", "to", "into", "over"})
# "The talks came after a bombing in Basra": what stands behind these is another event's place
_ELSEWHERE = frozenset({"after", "before", "following", "since", "despite", "about", "against", "amid"})
_TOPICS = _ELSEWHERE | {"for", "of", "on", "to", "with"}  # "called for an end to the war in Yemen"
_WORDS = frozenset({T.STATE, T.ACCUSE, T.REQUEST, T.REJECT, T.THREATEN, T.SUPPORT})  # whose objects are their topics
_UNPLACED = _WORDS | {T.BUSINESS}  # what a dateline tells no place of: it happens by word and letter
_AT_ONCE = frozenset({"when", "as", "while"})
_DEPTH = 2
_NEAR_BY = 40  # words in which "there" finds its place
_LONGEST_DATELINE = 4


def place_of(trigger: Trigger, reading: Reading) -> Place | None:
    """The place in the phrases of the event noun, then of its verb, then of the verb it stands under."""
    if _moves(trigger, reading) or trigger.node.lemma in reading.words.grammar.upon_places:
        for noun in objects(trigger.node):
            if (place := named(noun, reading, partial(_below, reading=reading, depth=0))) is not None:
                return place
    if trigger.nominal and trigger.type is T.ASSAULT and (place := _taken(trigger.core, reading)) is not None:
        return place
    for noun in objects(trigger.node):
        if (place := _held_in(noun, reading)) is not None:
            return place
    if (place := _where(trigger.node, reading)) is not None:
        return place
    barred = _TOPICS if trigger.type in _WORDS and not trigger.nominal else _ELSEWHERE
    for node in _bearers(trigger, reading):
        moving = _moves(trigger, reading) or node.lemma in reading.words.grammar.motion
        if (place := _below(node, reading, _DEPTH, moving, barred)) is not None:
            return place
    return _of_subject(trigger, reading) or _there(trigger, reading) or _of_dateline(trigger, reading)


def _where(node: Node, reading: Reading) -> Place | None:
    """The place that a clause with "where" tells more of ("from Khartoum, where he opened a bridge")."""
    clause = next((n for n in (node, *node.climb()) if n.dep == "acl"), None)
    if clause is None or clause.head is None or not any(k.lower == "where" for k in clause.kids):
        return None
    return _at(clause.head, reading) if node is clause or node.head is clause else None


def _taken(event: Node, reading: Reading) -> Place | None:
    """What an assault named by a noun was upon: "the capture of Goma", "the shelling of Aleppo"."""
    targets = (noun for case, noun in obliques(event) if case == "of")
    places = (noun for noun in targets if reading.actor_type(reading.actor_at(noun)) in PLACES)
    return next((place for noun in places if (place := _at(noun, reading)) is not None), None)


def _held_in(noun: Node, reading: Reading) -> Place | None:
    """The place of an object that is a part of it or a contest there ("lined the streets of Lima", "the Oslo Open")."""
    grammar = reading.words.grammar
    if noun.lemma in grammar.parts_of_places:
        return _inside(noun, "in", reading, 0)
    return town_of(noun, reading) if noun.lemma in grammar.gatherings else None


def _moves(trigger: Trigger, reading: Reading) -> bool:
    motion = reading.words.grammar.motion
    return trigger.core.lemma in motion or trigger.node.lemma in motion or trigger.entry.partition(" ")[0] in motion


def _bearers(trigger: Trigger, reading: Reading) -> list[Node]:
    bearers = [trigger.core, trigger.node]
    node = trigger.node
    hangs = node.dep == "nsubj" or (trigger.nominal and node.dep in ("obj", "obl", "nmod"))
    if hangs and node.head is not None:
        bearers += _around(node, node.head, reading)
    bearers += [k for k in node.kids if k.dep in ("obj", "iobj") or (k.dep == "xcomp" and k.pos == "ADJ")]
    bearers += [k for k in node.kids if k.dep == "advmod" and k.index > node.index]  # "ran aground in …"
    if node.dep in ("xcomp", "conj", "advcl") and node.head is not None and not _apart(node, reading):
        gone = reading.words.grammar.motion  # "cut short a trip to Niger and chaired a meeting"
        shared = (k for k in node.head.kids if k.dep == "obj" and node.dep == "conj" and k.lemma not in gone)
        bearers += [node.head, *shared]
    for clause in (k for k in node.kids if k.dep == "advcl" and any(w.lower in _AT_ONCE for w in k.kids)):
        bearers += [clause, *(k for k in clause.kids if k.dep == "obj")]
    return list(dict.fromkeys([*bearers, *_while_there(node, reading)]))


def _around(noun: Node, head: Node, reading: Reading) -> list[Node]:
    """What an event noun hangs on, past a noun that only counts it ("a second round of talks will be held")."""
    if noun.dep == "nmod" and head.lemma in reading.words.grammar.quantities and head.head is not None:
        head = head.head
    return [head, *(k for k in head.kids if k.dep == "obj" and k is not noun)]


def _apart(node: Node, reading: Reading) -> bool:
    """Whether a further verb has a time of its own, so that it may have another place too ("and rose in 1988")."""
    dated = any(k.index in reading.timex_of for k in node.kids if k.dep in ("obl", "advmod"))
    return node.dep == "conj" and dated


def _while_there(node: Node, reading: Reading) -> Iterator[Node]:
    """Participles that say what the doer did there at the time ("Speaking in Oslo, she …", "Leaders meeting in …").

    So does the progressive of a clause about who it happened to: "The men, who were manning a roadblock in Oslo, …".
    """
    doer = subject(node)
    for clause in (*node.kids, *(doer.kids if doer is not None else ())):
        if clause.dep not in ("advcl", "acl") or not clause.lower.endswith("ing"):
            continue
        meanwhile = clause.label == "acl:relcl" and clause.kid("aux") is not None and not clause.present
        if meanwhile or (clause.lemma in reading.words.grammar.being_there and clause.kid("nsubj") is None):
            yield clause
            yield from objects(clause) if meanwhile else ()


def _below(
    node: Node, reading: Reading, depth: int, moving: bool = False, barred: Container[str] = _ELSEWHERE
) -> Place | None:
    """The first named place in a node's prepositional phrases, or in phrases inside them ("in seas off Masbate")."""
    if (place := _by_time(node, reading)) is not None:
        return place
    start, starting = None, reading.words.grammar.starting
    for case, noun in obliques(node):
        last = case.split()[-1]
        if last == "from" and (goal := noun.kid("nmod")) is not None and moving and goal.case() in ("to", "into"):
            return _at(goal, reading)
        if last == "from" and _starts(node, starting):
            start = start or _at(noun, reading) or (_inside(noun, "in", reading, depth - 1) if depth else None)
        if _reaches(last, node, noun, reading, moving) and (place := _at(noun, reading)) is not None:
            return place
        inner = depth and (last not in barred or _met(last, noun, reading)) and _holds_more(noun, reading)
        if inner and (place := _inside(noun, last, reading, depth - 1)) is not None:
            return place
    return _by_bearing(node, reading) or start


def _starts(node: Node, starting: Container[str]) -> bool:
    """Whether "from" tells where a verb, or the verb of its object, happens: "took off from Oslo"."""
    verbs = [n for n in (node, node.head) if n is not None]
    return any(
        n.lemma in starting or any(k.label == "compound:prt" and k.lower == "off" for k in n.kids) for n in verbs
    )


def _met(case: str, noun: Node, reading: Reading) -> bool:
    """Whether "against" or "before" names people, who are there ("brought before a magistrate in Lima")."""
    person = noun.lemma in reading.words.grammar.people or is_person_noun(noun, reading.words.grammar)
    return case in ("against", "before") and (person or bool(reading.actor_at(noun)))


def _holds_more(noun: Node, reading: Reading) -> bool:
    """Whether a place may stand in a noun's own phrases."""
    if noun.index in reading.timex_of:
        return False
    return noun.pos in ("NOUN", "SYM", "NUM") or noun.lemma in reading.words.grammar.parts_of_places


def _reaches(case: str, node: Node, noun: Node, reading: Reading, moving: bool) -> bool:
    """Whether a preposition may name the place of what a verb or noun tells."""
    if case == "to" and any(n.lemma in reading.words.grammar.roads for n in (node, *node.kids)):
        return True
    if (
        case == "in"
        and node.lemma in reading.words.grammar.published
        and reading.actor_type(reading.actor_at(noun)) is None
    ):
        return False  # a journal
    if case == "into" and node.pos == "VERB":
        return True
    return case in (_MOVING if moving else STRICT) or (case == "on" and on_it(noun, reading))


def _by_time(node: Node, reading: Reading) -> Place | None:
    """A place that the parse hung on a time, which is nowhere ("on Monday in Lima")."""
    times = (k for k in node.kids if k.index in reading.timex_of)
    found = (_at(k, reading) for time in times for case, k in _behind(time) if case in STRICT)
    return next((place for place in found if place is not None), None)


def _by_bearing(node: Node, reading: Reading) -> Place | None:
    """A place told by its bearing ("40 km north of Quito")."""
    bearings = reading.words.grammar.bearings
    words = (w for w in (node, *node.kids) if w.lemma in bearings and w.dep in ("advmod", "obj", "obl", "nmod"))
    found = (_at(k, reading) for word in words for case, k in obliques(word) if case == "of")
    return next((place for place in found if place is not None), None)


def _at(noun: Node, reading: Reading) -> Place | None:
    """The place that a phrase names."""
    return located(noun, reading, partial(_below, reading=reading, depth=0))


def _behind(time: Node) -> Iterator[tuple[str, Node]]:
    """What hangs on a time with its preposition, be it that the time took both apart ("in Lima five years ago")."""
    yield from obliques(time)
    cases = [k for k in time.kids if k.dep == "case"]
    for kid in time.below(6):
        if kid.pos == "PROPN" and any(c.end + 1 == kid.start for c in cases):
            yield next(c.lower for c in cases if c.end + 1 == kid.start), kid


def _inside(noun: Node, case: str, reading: Reading, depth: int) -> Place | None:
    """A place in the phrases of a noun: "a camp near Faya", "the main square of Chala", "a suit filed in Delaware"."""
    grammar = reading.words.grammar
    for inner, k in obliques(noun):
        part = inner == "of" and case in _ALONG and noun.lemma in grammar.parts_of_places
        if part and (place := _at(k, reading)) is not None:
            return place
    found = _below(noun, reading, depth, noun.lemma in grammar.motion)
    if found is not None or (noun.lemma not in grammar.documents and noun.lemma not in reading.words.nouns):
        return found
    participles = (k for k in noun.kids if k.dep == "acl" and k.pos == "VERB")
    return next((p for k in participles if (p := _below(k, reading, 0)) is not None), None)


def _of_subject(trigger: Trigger, reading: Reading) -> Place | None:
    """Where the doer is: "Rescuers in southern Peru", "A court in Oslo", not the topic of "The crisis in Peru"."""
    noun = None if trigger.nominal else subject(trigger.node)
    if noun is None:
        return None
    for case, k in obliques(noun):
        topic = not reading.actor_at(noun) and reading.actor_type(reading.actor_at(k)) is ActorType.COUNTRY
        lives = case == "of" and noun.lemma in reading.words.grammar.inhabitants
        local = (case in STRICT and not topic) or lives
        if local and (place := _at(k, reading) or _inside(k, case, reading, 0)) is not None:
            return place
    return town_of(noun, reading) if noun.lemma in reading.words.grammar.local_bodies else None


def _there(trigger: Trigger, reading: Reading) -> Place | None:
    """What "there" points back to: the last place named."""
    node, doer = trigger.node, subject(trigger.node)
    beside = (*node.kids, *(doer.kids if doer is not None else ()))  # "dock workers there joined the strike"
    if not any(k.lower == "there" and k.dep == "advmod" for k in beside):
        return None
    for before in reading.before(node, _NEAR_BY):
        actor = reading.actors.get(reading.actor_at(before))
        if actor is not None and actor.type in PLACES and before.pos == "PROPN":
            return Place(name=spelled(before, reading), country=actor.country)
    return None


# --- the dateline -----------------------------------------------------------------------------------------------------


def _of_dateline(trigger: Trigger, reading: Reading) -> Place | None:
    """The city of the dateline, for what the lead's main clause tells without a place; not if it names a city."""
    node = trigger.node
    if trigger.nominal or trigger.type in _UNPLACED or node.sentence != reading.lead or not _is_told(node, reading):
        return None
    local = (k for k in node.below() if k.pos == "PROPN" and k.case() in STRICT)
    if any(reading.actor_type(reading.actor_at(k)) is ActorType.PLACE for k in local):
        return None
    return next(_datelines(reading), None)


def _is_told(node: Node, reading: Reading) -> bool:
    """A main clause, or what a source that stands behind it says ("Police arrested three men, officials said")."""
    if node.head is None:
        return True
    said = node.head.head is None and node.head.lemma in reading.words.grammar.reports
    return node.dep == "ccomp" and said and node.start < node.head.start


def _datelines(reading: Reading) -> Iterator[Place]:
    for number, sentence in enumerate(reading.sentences):
        if number > reading.lead:
            return
        if sentence.kind is not SentenceKind.DATELINE:
            continue
        mentioned = next((m for m in reading.document.mentions if sentence.span.start <= m.span.start), None)
        actor = (
            reading.actors.get(mentioned.actor) if mentioned is not None and mentioned.span in sentence.span else None
        )
        if actor is not None and actor.type in PLACES:
            yield Place(name=actor.name.title() if actor.name.isupper() else actor.name, country=actor.country)
            continue
        words = sentence.span.of(reading.document.text).partition(",")[0].partition("(")[0].split()
        if words and len(words) <= _LONGEST_DATELINE and all(word.isupper() and word.isalpha() for word in words):
            yield Place(name=" ".join(words).title())
