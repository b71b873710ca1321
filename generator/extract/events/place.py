"""Where it happened, only if the text names it."""

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, obliques
from generator.extract.events.triggers import Trigger
from generator.model.document import Place
from generator.model.vocabulary import ActorType

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "around",
        "off",
        "throughout",
        "within",
        "on",
        "to",
        "into",
        "from",
        "over",
    }
)
_STRICT = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "off", "throughout", "within"})


# "The talks came after a bombing in Basra": what stands behind these is another event's place
_ELSEWHERE = frozenset({"after", "before", "following", "since", "despite", "about", "against", "amid"})
_PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})


def place_of(trigger: Trigger, reading: Reading) -> Place | None:
    """The place in the phrases of the event noun, then of its verb, then of the verb it stands under."""
    if trigger.node.lemma in reading.words.grammar.motion:
        for noun in trigger.node.kids:
            if (noun.dep == "obj" or noun.label == "nsubj:pass") and (place := _named(noun, reading)):
                return place
    for node in _bearers(trigger):
        if (place := _below(node, reading, 2)) is not None:
            return place
    return None


def _below(node: Node, reading: Reading, depth: int) -> Place | None:
    """The first named place in a node's prepositional phrases, or in phrases inside them ("in seas off Masbate")."""
    for case, noun in obliques(node):
        if case.split()[-1] in (
            _LOCATIVE if node.lemma in reading.words.grammar.motion or node.pos == "NOUN" else _STRICT
        ) and (place := _named(noun, reading)):
            return place
        if (
            depth
            and case.split()[-1] not in _ELSEWHERE
            and noun.pos == "NOUN"
            and noun.index not in reading.timex_of
            and (place := _below(noun, reading, depth - 1))
        ):
            return place
    return None


def _bearers(trigger: Trigger) -> list[Node]:
    bearers = [trigger.core, trigger.node]
    node = trigger.node
    if trigger.nominal and node.head is not None and node.dep in ("obj", "obl", "nsubj", "nmod"):
        bearers.append(node.head)
    bearers += [k for k in trigger.node.kids if k.dep == "obj"]
    if node.dep in ("xcomp", "conj", "advcl") and node.head is not None:
        bearers.append(node.head)
    return bearers


def _named(noun: Node, reading: Reading) -> Place | None:
    """The named place that a noun phrase is or contains ("the village of Kalo", "western Kisumu county")."""
    if noun.index in reading.timex_of:
        return None
    key = _place_actor(noun, reading)
    named = [
        k for k in noun.kids if k.dep in ("compound", "flat") and k.pos == "PROPN" and k.index not in reading.timex_of
    ]
    if noun.lemma in reading.words.grammar.areas:
        inner = next(
            (
                k
                for k in noun.kids
                if k.dep in ("nmod", "appos", "flat")
                and k.label != "nmod:poss"
                and (k.case() in ("of", "") or k.dep != "nmod")
                and k.pos == "PROPN"
            ),
            None,
        )
        if inner is not None:
            return Place(name=_spelled(inner), country=_country(inner, reading) or _country(noun, reading))
        if named:
            return Place(
                name=" ".join(k.text for k in [*named, noun]),
                country=_country(named[0], reading) or _country(noun, reading),
            )
        return None
    if noun.pos == "PROPN" and (key or reading_is_place(noun, reading)):
        return Place(name=_spelled(noun), country=_country(noun, reading))
    return None


def _place_actor(noun: Node, reading: Reading) -> bool:
    mention = reading.mention_of.get(noun.index)
    return mention is not None and reading.actor_type(mention.actor) in _PLACES


def reading_is_place(noun: Node, reading: Reading) -> bool:
    """Whether no actor of another kind claims a proper noun."""
    mention = reading.mention_of.get(noun.index)
    return (
        mention is None
        or reading.actor_type(mention.actor) in _PLACES
        or reading.actor_type(mention.actor) is ActorType.GOVERNMENT
    )


def _spelled(noun: Node) -> str:
    parts = [
        k
        for k in noun.subtree(12)
        if k is noun or (k.head is noun and k.dep in ("compound", "flat") and k.pos == "PROPN")
    ]
    return " ".join(k.text for k in parts)


def _country(noun: Node, reading: Reading) -> str:
    """The country of a place's actor, or of the larger place that qualifies it ("Kisumu, Kenya")."""
    for node in (noun, *noun.subtree(12)):
        mention = reading.mention_of.get(node.index)
        if mention is not None and (actor := reading.actors.get(mention.actor)) is not None and actor.country:
            return actor.country
    return ""
