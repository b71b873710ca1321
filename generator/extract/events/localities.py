"""The place that one noun phrase names, and how it is spelled: a town, a region by its word for one, a body's seat."""

from collections.abc import Callable
from itertools import islice

from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node, obliques
from generator.model.document import Place
from generator.model.vocabulary import ActorType, EventType

STRICT = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "above", "around", "off", "through", "throughout", "within"}
)
PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
_IN_NAMES = ("compound", "flat", "amod", "nummod")
_POINTING = frozenset({"the", "this", "that"})
_PEAKS = frozenset({"mount", "mt", "mt."})
# what bears a town's name without standing in it ("the Paris agreement")
_UNSEATED = frozenset({EventType.AGREE, EventType.DECIDE, EventType.STATE, EventType.REQUEST})
_TOWNS = frozenset({"capital", "city", "port", "town", "village"})
_SEATED = frozenset({ActorType.COURT})
_LONGEST = 4  # words of a name before the word for its kind
_DESCRIBING = frozenset(
    {
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "african",
        "asian",
        "european",
        "american",
        "arab",
        "baltic",
        "balkan",
        "caribbean",
        "mediterranean",
        "atlantic",
        "pacific",
    }
)
_LOOK_BACK = 500  # words in which "the town" finds the town it means

Below = Callable[[Node], Place | None]  # looks into the phrases of a noun


def located(noun: Node, reading: Reading, below: Below) -> Place | None:
    """The place a phrase names; of "Maputo in neighbouring Mozambique" the town, whatever the parser hung where."""
    if (town := _town_behind(noun, reading)) is not None:
        return town
    place = named(noun, reading, below)
    first = next((k for k in noun.kids if k.dep == "case"), None)
    before = reading.mention_of.get(first.index - 1) if place is not None and first is not None else None
    if place is None or before is None or reading.actor_type(reading.actor_at(noun)) is not ActorType.COUNTRY:
        return place
    if reading.actor_type(before.actor) is not ActorType.PLACE:
        return place
    return Place(name=before.span.of(reading.document.text), country=place.country)


def _town_behind(noun: Node, reading: Reading) -> Place | None:
    """The town of a building or a fair with a name ("the Lusail Stadium in Doha"), which tells more than its name."""
    grammar = reading.words.grammar
    if noun.lemma not in grammar.venues and noun.lemma not in grammar.gatherings:
        return None
    towns = (k for case, k in obliques(noun) if case in ("in", "near", "outside") and _is_town(k, reading))
    return next((Place(name=spelled(k, reading), country=_country(k, reading)) for k in towns), None)


def named(noun: Node, reading: Reading, below: Below) -> Place | None:
    """The named place that a noun phrase is or contains ("the village of Kalo", "western Kisumu county")."""
    if noun.index in reading.timex_of:
        return None
    if noun.lemma in reading.words.grammar.areas:
        return _of_area(noun, reading)
    if noun.lemma in reading.words.grammar.gatherings:
        return town_of(noun, reading)
    if _is_name(noun, reading) and _may_be_place(noun, reading):
        return Place(name=spelled(noun, reading), country=_country(noun, reading))
    if noun.lemma in reading.words.grammar.of_countries and (owner := noun.kid("nmod:poss")) is not None:
        return _of_country(owner, reading)
    if not _is_name(noun, reading):
        return _of_town(noun, reading)
    bodies = (node for node in _words_of(noun, reading) if _stands_in_place(node))
    return next((place for node in bodies if (place := below(node)) is not None), None)


def on_it(noun: Node, reading: Reading) -> bool:
    """Whether one is "on" it rather than in it: an island, a street, a mountain."""
    first = min((k for k in noun.kids if k.dep in ("compound", "flat")), key=lambda k: k.index, default=noun)
    return noun.lemma in reading.words.grammar.areas or first.lower in _PEAKS


def _of_town(noun: Node, reading: Reading) -> Place | None:
    """A town's name before what stands in it ("the Tiefenbach steelworks"), which a law or treaty does not."""
    entries = reading.words.nouns.get(noun.lemma, ())
    if noun.lemma in reading.words.grammar.documents or any(e.type in _UNSEATED for e in entries):
        return None
    return town_of(noun, reading)


def town_of(noun: Node, reading: Reading) -> Place | None:
    """The town whose name stands before a noun ("a Baghdad market", "Leeds police")."""
    town = next((k for k in noun.kids if k.dep in ("compound", "amod") and _is_town(k, reading)), None)
    return Place(name=spelled(town, reading), country=_country(town, reading)) if town is not None else None


def _is_town(noun: Node, reading: Reading) -> bool:
    mention = reading.mention_heads.get(noun.index)
    named_so = mention is not None and mention.form == "name" and noun.text[:1].isupper()
    return named_so and mention is not None and reading.actor_type(mention.actor) is ActorType.PLACE


def _of_country(owner: Node, reading: Reading) -> Place | None:
    """ "in Malawi's presidential election": what a whole country holds takes place there."""
    actor = reading.actors.get(reading.actor_at(owner))
    if actor is None or actor.type not in (ActorType.COUNTRY, ActorType.GOVERNMENT):
        return None
    return Place(name=spelled(owner, reading), country=actor.country)


def _words_of(noun: Node, reading: Reading) -> list[Node]:
    """A name and the names inside it, on the last of which its place may hang ("Institute for Chemistry in Mainz")."""
    mention = reading.mention_of.get(noun.index)
    return [noun] if mention is None else [noun] + [k for k in noun.kids if reading.mention_of.get(k.index) is mention]


def _is_name(noun: Node, reading: Reading) -> bool:
    capital = noun.text[:1].isupper() or noun.text[:1].isdigit()
    return capital and (noun.pos == "PROPN" or reading.actor_type(reading.actor_at(noun)) in PLACES)


def _of_area(noun: Node, reading: Reading) -> Place | None:
    """ "the town of Kalo", "Kisumu county", and "the town" where the text has told its name."""
    inner = next((k for k in noun.kids if _names_area(k, reading)), None)
    within = inner is not None and reading.actor_type(reading.actor_at(inner)) is ActorType.COUNTRY
    if (inner is None or within) and (name := _before_area(noun, reading)) is not None:
        return name  # "the Saratov region of Russia", but "the Bavarian city of Fürth"
    if inner is not None:
        return Place(name=spelled(inner, reading), country=_country(inner, reading) or _country(noun, reading))
    if (beside := _after_area(noun, reading)) is not None:
        return beside
    if noun.pos == "PROPN" and reading.actor_type(reading.actor_at(noun)) is ActorType.PLACE:
        return Place(name=spelled(noun, reading), country=_country(noun, reading))
    pointing = any(k.dep == "det" and k.lower in _POINTING for k in noun.kids)
    told = any(k.dep in ("amod", "acl") or (k.dep == "nmod" and k.index not in reading.timex_of) for k in noun.kids)
    return _named_before(noun, reading) if pointing and not told else None


def _after_area(noun: Node, reading: Reading) -> Place | None:
    """ "the Qatari capital, Doha", "the town Kalo", whatever the parser hung the name on."""
    after = reading.document.text[noun.end : noun.end + 3]
    step = 2 if after[:1] == "," else 1
    mention = reading.mention_of.get(noun.index + step)
    if mention is None or mention.form != "name" or mention.span.start > noun.end + 2:
        return None
    actor = reading.actors.get(mention.actor)
    if actor is None or actor.type is not ActorType.PLACE:
        return None
    return Place(name=mention.span.of(reading.document.text), country=actor.country)


def _before_area(noun: Node, reading: Reading) -> Place | None:
    """ "Upper Nile state", "the Santa Inés gold mine": the capitals before the word, and it."""
    parts: list[Node] = []
    for node in reading.before(noun, _LONGEST):
        if node.dep not in _IN_NAMES or noun not in list(islice(node.climb(), _LONGEST)):
            break
        if node.index in reading.timex_of or node.lower in _DESCRIBING:
            break
        parts.append(node)
    while parts and (not parts[-1].text[:1].isupper() or parts[-1].text in reading.words.demonyms):
        parts.pop()
    if not parts:
        return None
    first = parts[-1]
    name = " ".join(node.text for node in (*reversed(parts), noun))
    return Place(name=name, country=_country(first, reading) or _country(noun, reading))


def _names_area(kid: Node, reading: Reading) -> bool:
    if kid.index in reading.timex_of:
        return False  # "in prison Thursday"
    beside = kid.dep in ("appos", "flat") or (kid.dep == "nmod" and kid.label != "nmod:poss" and kid.case() == "of")
    return beside and _is_name(kid, reading)


def _named_before(noun: Node, reading: Reading) -> Place | None:
    """The last "town of X" before "the town", or the last town named; before "the capital" the last one of those."""
    for node in reading.before(noun, _LOOK_BACK):
        if _may_mean(noun, node, reading):
            return Place(name=spelled(node, reading), country=_country(node, reading))
        same = node.kids if node.lemma == noun.lemma else ()
        inner = next((k for k in same if _names_area(k, reading)), None)
        if inner is not None:
            return Place(name=spelled(inner, reading), country=_country(inner, reading) or _country(node, reading))
    return None


def _may_mean(noun: Node, named_before: Node, reading: Reading) -> bool:
    """Whether "the city" may stand for a town named before it: where something was, not whose it was."""
    if noun.lemma not in _TOWNS or not _is_town(named_before, reading) or named_before.sentence == noun.sentence:
        return False
    return noun.lemma != "capital" or named_before.text in reading.words.capitals


def _may_be_place(noun: Node, reading: Reading) -> bool:
    """Whether no actor of another kind claims a proper noun."""
    kind = reading.actor_type(reading.actor_at(noun))
    if kind is ActorType.COURT:  # "at Leeds Crown Court", not "at the Supreme Court"
        return noun.kid("det") is None and noun.case() == "at"
    return kind is None or kind in PLACES or kind is ActorType.GOVERNMENT


def _stands_in_place(noun: Node) -> bool:
    """Whether a body's name is followed by where it is ("at the Max Planck Institute in Mainz")."""
    return any(case in ("in", "near", "outside") for case, _ in obliques(noun))


def spelled(noun: Node, reading: Reading) -> str:
    """The words of a place's name, its own place before it included ("Cebu's Pier 4")."""
    mention = reading.mention_of.get(noun.index)
    if mention is not None and mention.form == "name" and reading.actor_type(mention.actor) in PLACES | _SEATED:
        return mention.span.of(reading.document.text)
    owner = noun.kid("nmod:poss")
    if owner is not None and reading.actor_type(reading.actor_at(owner)) in PLACES:
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
