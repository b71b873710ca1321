"""Where it happened, only if the text names it: in the clause's own phrases, its subject's, or the lead's dateline."""

from collections.abc import Iterator

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, objects, obliques, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import Place, SentenceKind
from generator.model.vocabulary import ActorType

_STRICT = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "above", "around", "off", "through", "throughout", "within"}
)
_ALONG = _STRICT | {"on", "along"}  # what also stands before a part of a place ("on the outskirts of Mosul")
_MOVING = _STRICT | frozenset({"on", "to", "into", "from", "over"})
# "The talks came after a bombing in Basra": what stands behind these is another event's place
_ELSEWHERE = frozenset({"after", "before", "following", "since", "despite", "about", "against", "amid"})
_PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
_IN_NAMES = ("compound", "flat", "amod", "nummod")
_AT_ONCE = frozenset({"when", "as", "while"})
_POINTING = frozenset({"the", "this", "that"})
_DEPTH = 2
_LOOK_BACK = 500  # words in which "the town" finds the town it means
_NEAR_BY = 40  # words in which "there" finds its place
_LONGEST_DATELINE = 4


def place_of(trigger: Trigger, reading: Reading) -> Place | None:
    """The place in the phrases of the event noun, then of its verb, then of the verb it stands under."""
    if _moves(trigger, reading) or trigger.node.lemma in reading.words.grammar.upon_places:
        for noun in objects(trigger.node):
            if (place := _named(noun, reading)) is not None:
                return place
    for node in _bearers(trigger):
        moving = _moves(trigger, reading) or node.lemma in reading.words.grammar.motion
        if (place := _below(node, reading, _DEPTH, moving)) is not None:
            return place
    return _of_subject(trigger, reading) or _there(trigger, reading) or _of_dateline(trigger, reading)


def _moves(trigger: Trigger, reading: Reading) -> bool:
    motion = reading.words.grammar.motion
    return trigger.core.lemma in motion or trigger.node.lemma in motion or trigger.entry.partition(" ")[0] in motion


def _bearers(trigger: Trigger) -> list[Node]:
    bearers = [trigger.core, trigger.node]
    node = trigger.node
    if trigger.nominal and node.head is not None and node.dep in ("obj", "obl", "nsubj", "nmod"):
        bearers.append(node.head)
    bearers += [k for k in trigger.node.kids if k.dep in ("obj", "iobj")]
    if node.dep in ("xcomp", "conj", "advcl") and node.head is not None:
        bearers.append(node.head)
    bearers += [k for k in node.kids if k.dep == "advcl" and any(w.lower in _AT_ONCE for w in k.kids)]
    return list(dict.fromkeys(bearers))


def _below(node: Node, reading: Reading, depth: int, moving: bool = False) -> Place | None:
    """The first named place in a node's prepositional phrases, or in phrases inside them ("in seas off Masbate")."""
    if (place := _beside(node, reading)) is not None:
        return place
    for case, noun in obliques(node):
        last = case.split()[-1]
        leading = last == "to" and any(n.lemma in reading.words.grammar.roads for n in (node, *node.kids))
        if (leading or last in (_MOVING if moving else _STRICT)) and (place := _located(noun, reading)) is not None:
            return place
        inner = depth and last not in _ELSEWHERE and noun.pos == "NOUN" and noun.index not in reading.timex_of
        if inner and (place := _inside(noun, last, reading, depth - 1)) is not None:
            return place
    return None


def _beside(node: Node, reading: Reading) -> Place | None:
    """A place told by its bearing ("40 km north of Quito"), or one that the parse hung on a time, which is nowhere."""
    bearings = reading.words.grammar.bearings
    for word in (node, *node.kids):
        if word.lemma in bearings and word.dep in ("advmod", "obj", "obl", "nmod"):
            of = (_located(k, reading) for case, k in obliques(word) if case == "of")
        elif word is not node and word.index in reading.timex_of:
            of = (_located(k, reading) for case, k in obliques(word) if case in _STRICT)
        else:
            continue
        if (place := next((p for p in of if p is not None), None)) is not None:
            return place
    return None


def _inside(noun: Node, case: str, reading: Reading, depth: int) -> Place | None:
    """A place in the phrases of a noun: "a camp near Faya", "the main square of Chala", "a suit filed in Delaware"."""
    grammar = reading.words.grammar
    for inner, k in obliques(noun):
        part = inner == "of" and case in _ALONG and noun.lemma in grammar.parts_of_places
        if part and (place := _located(k, reading)) is not None:
            return place
    found = _below(noun, reading, depth)
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
        local = (case in _STRICT and not topic) or lives
        if local and (place := _located(k, reading)) is not None:
            return place
    return None


def _there(trigger: Trigger, reading: Reading) -> Place | None:
    """What "there" points back to: the last place named."""
    node = trigger.node
    if not any(k.lower == "there" and k.dep == "advmod" for k in node.kids):
        return None
    for before in reading.before(node, _NEAR_BY):
        actor = reading.actors.get(reading.actor_at(before))
        if actor is not None and actor.type in _PLACES and before.pos == "PROPN":
            return Place(name=_spelled(before, reading), country=actor.country)
    return None


# --- one phrase -------------------------------------------------------------------------------------------------------


def _located(noun: Node, reading: Reading) -> Place | None:
    """The place a phrase names; of "Maputo in neighbouring Mozambique" the town, whatever the parser hung where."""
    place = _named(noun, reading)
    first = next((k for k in noun.kids if k.dep == "case"), None)
    before = reading.mention_of.get(first.index - 1) if place is not None and first is not None else None
    if place is None or before is None or reading.actor_type(reading.actor_at(noun)) is not ActorType.COUNTRY:
        return place
    if reading.actor_type(before.actor) is not ActorType.PLACE:
        return place
    return Place(name=before.span.of(reading.document.text), country=place.country)


def _named(noun: Node, reading: Reading) -> Place | None:
    """The named place that a noun phrase is or contains ("the village of Kalo", "western Kisumu county")."""
    if noun.index in reading.timex_of:
        return None
    if noun.lemma in reading.words.grammar.areas:
        return _of_area(noun, reading)
    if _is_name(noun, reading) and _may_be_place(noun, reading):
        return Place(name=_spelled(noun, reading), country=_country(noun, reading))
    if noun.lemma in reading.words.grammar.of_countries and (owner := noun.kid("nmod:poss")) is not None:
        return _of_country(owner, reading)
    if not _is_name(noun, reading):
        return None
    bodies = (node for node in _words_of(noun, reading) if _stands_in_place(node, reading))
    return next((place for node in bodies if (place := _below(node, reading, 0)) is not None), None)


def _of_country(owner: Node, reading: Reading) -> Place | None:
    """ "in Malawi's presidential election": what a whole country holds takes place there."""
    actor = reading.actors.get(reading.actor_at(owner))
    if actor is None or actor.type not in (ActorType.COUNTRY, ActorType.GOVERNMENT):
        return None
    return Place(name=_spelled(owner, reading), country=actor.country)


def _words_of(noun: Node, reading: Reading) -> list[Node]:
    """A name and the names inside it, on the last of which its place may hang ("Institute for Chemistry in Mainz")."""
    mention = reading.mention_of.get(noun.index)
    return [noun] if mention is None else [noun] + [k for k in noun.kids if reading.mention_of.get(k.index) is mention]


def _is_name(noun: Node, reading: Reading) -> bool:
    return noun.pos == "PROPN" or (noun.text[:1].isupper() and reading.actor_type(reading.actor_at(noun)) in _PLACES)


def _of_area(noun: Node, reading: Reading) -> Place | None:
    """ "the town of Kalo", "Kisumu county", and "the town" where the text has told its name."""
    inner = next((k for k in noun.kids if _names_area(k, reading)), None)
    if inner is not None:
        return Place(name=_spelled(inner, reading), country=_country(inner, reading) or _country(noun, reading))
    if noun.pos == "PROPN" and reading.actor_type(reading.actor_at(noun)) is ActorType.PLACE:
        return Place(name=_spelled(noun, reading), country=_country(noun, reading))
    named = [
        k for k in noun.kids if k.dep in ("compound", "flat") and k.pos == "PROPN" and k.index not in reading.timex_of
    ]
    if named:
        name = " ".join(k.text for k in [*named, noun])
        return Place(name=name, country=_country(named[0], reading) or _country(noun, reading))
    pointing = any(k.dep == "det" and k.lower in _POINTING for k in noun.kids)
    told = any(k.dep in ("amod", "acl") or (k.dep == "nmod" and k.index not in reading.timex_of) for k in noun.kids)
    return _named_before(noun, reading) if pointing and not told else None


def _names_area(kid: Node, reading: Reading) -> bool:
    beside = kid.dep in ("appos", "flat") or (kid.dep == "nmod" and kid.label != "nmod:poss" and kid.case() == "of")
    return beside and _is_name(kid, reading)


def _named_before(noun: Node, reading: Reading) -> Place | None:
    """The last "town of X" before "the town"."""
    for node in reading.before(noun, _LOOK_BACK):
        same = node.kids if node.lemma == noun.lemma else ()
        inner = next((k for k in same if _names_area(k, reading)), None)
        if inner is not None:
            return Place(name=_spelled(inner, reading), country=_country(inner, reading) or _country(node, reading))
    return None


def _may_be_place(noun: Node, reading: Reading) -> bool:
    """Whether no actor of another kind claims a proper noun."""
    kind = reading.actor_type(reading.actor_at(noun))
    return kind is None or kind in _PLACES or kind is ActorType.GOVERNMENT


def _stands_in_place(noun: Node, reading: Reading) -> bool:
    """Whether a body's name is followed by where it is ("at the Max Planck Institute in Mainz")."""
    return any(case in ("in", "near", "outside") for case, _ in obliques(noun))


def _spelled(noun: Node, reading: Reading) -> str:
    """The words of a place's name, its own place before it included ("Cebu's Pier 4")."""
    mention = reading.mention_of.get(noun.index)
    if mention is not None and mention.form == "name" and reading.actor_type(mention.actor) in _PLACES:
        return mention.span.of(reading.document.text)
    owner = noun.kid("nmod:poss")
    if owner is not None and reading.actor_type(reading.actor_at(owner)) in _PLACES:
        return reading.span([owner, noun, *_parts(noun)]).of(reading.document.text)
    return " ".join(k.text for k in _parts(noun))


def _parts(noun: Node) -> list[Node]:
    return [
        k
        for k in noun.subtree(12)
        if k is noun or (k.head is noun and k.dep in _IN_NAMES and (k.text[:1].isupper() or k.pos == "NUM"))
    ]


def _country(noun: Node, reading: Reading) -> str:
    """The country of the larger place that qualifies a place ("Santa Fe, New Mexico"), or of its own actor."""
    larger = (k for k in noun.kids if k.dep == "appos")
    for node in (*larger, noun, *noun.subtree(12)):
        actor = reading.actors.get(reading.actor_at(node))
        if actor is not None and actor.country:
            return actor.country
    return ""


# --- the dateline -----------------------------------------------------------------------------------------------------


def _of_dateline(trigger: Trigger, reading: Reading) -> Place | None:
    """The city of the dateline, for what the lead's main clause tells without a place; not if it names a city."""
    node = trigger.node
    if trigger.nominal or node.sentence != reading.lead or not _is_told(node, reading):
        return None
    local = (k for k in node.below() if k.pos == "PROPN" and k.case() in _STRICT)
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
        if actor is not None and actor.type in _PLACES:
            yield Place(name=actor.name.title() if actor.name.isupper() else actor.name, country=actor.country)
            continue
        words = sentence.span.of(reading.document.text).partition(",")[0].partition("(")[0].split()
        if words and len(words) <= _LONGEST_DATELINE and all(word.isupper() and word.isalpha() for word in words):
            yield Place(name=" ".join(words).title())
