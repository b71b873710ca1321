"""Tells a capital that stands for its government from the city: by the verb, the possessed noun, the preposition."""

from dataclasses import replace

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import head_token
from generator.extract.actors.names import Name
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Entry, Lists
from generator.model.vocabulary import ActorType

_SEAT = "Brussels"
_UNION = ("European Union", "European Commission", "European Parliament", "European Council")
_SUBJECT = ("nsubj", "csubj", "nsubj:outer", "agent")
_OBJECT = ("obj", "iobj", "dobj", "dative")


def settle_places(tokens: Tokens, lists: Lists, names: list[Name]) -> list[Name]:
    """The names, with each capital that acts or is addressed turned into its country."""
    countries = {name.country for name in names if name.kind == "country"}
    countries |= {code for word in tokens.words if (code := lists.adjectives.get(word))}
    names = [_undoubted(tokens, lists, name, countries) for name in names]
    union = _union(names)
    settled = (_settled(tokens, lists, name, union) if name.kind in ("capital", "bloc") else name for name in names)
    return [name for name in settled if name is not None]


def _undoubted(tokens: Tokens, lists: Lists, name: Name, countries: set[str]) -> Name:
    """ "Hamilton won the race": who acts is no government of a country that the text does not name."""
    doubtful = name.kind == "capital" and tokens.phrase(name.start, name.end) in lists.acting.doubtful_capitals
    if not doubtful or name.country in countries or not acts(tokens, lists, name.start, name.end):
        return name
    person = tokens.names[name.start] == "PER"
    return Name(name.start, name.end, ActorType.PERSON if person else None, "a capital's name, of somebody else")


def _union(names: list[Name]) -> Entry | None:
    """The union that "Brussels" stands for, where the text speaks of it or of its bodies and not of the country."""
    told = {name.entry.name: name.entry for name in names if name.entry is not None}
    return None if "Belgium" in told else next((told[one] for one in _UNION if one in told), None)


def _settled(tokens: Tokens, lists: Lists, name: Name, union: Entry | None) -> Name | None:
    acting = tokens.parsed and acts(tokens, lists, name.start, name.end)
    if name.kind == "bloc":
        return name if acting or not tokens.parsed else None
    if not acting or not name.country:
        return name
    if union is not None and name.entry is not None and name.entry.name == _SEAT:
        return replace(name, type=union.type, entry=union, country="", ground=f"{_SEAT} acts")
    country = lists.countries[name.country]
    entry = Entry(kind="country", name=country.names[0], type=ActorType.COUNTRY, country=name.country)
    return replace(name, type=ActorType.COUNTRY, entry=entry, ground=f"{name.entry.name if name.entry else ''} acts")


def acts(tokens: Tokens, lists: Lists, start: int, end: int) -> bool:
    """Whether a phrase is somebody with a will rather than a place, by where it stands in the clause."""
    head = head_token(tokens, start, end)
    if tokens.deps[head] == "conj":
        head = _first_conjunct(tokens, head)
    label, governor = tokens.deps[head], tokens.heads[head]
    if tokens.lemmas[governor] == "have":
        governor = _participle(tokens, governor)
    verb = tokens.lemmas[governor]
    if label in ("nsubj:pass", "nsubjpass"):
        return verb in lists.acting.addressing
    if label in _SUBJECT:
        return verb not in lists.acting.of_places and tokens.pos[governor] in ("VERB", "")
    if label in _OBJECT:
        return verb in lists.acting.addressing
    if label in ("nmod:poss", "poss"):
        return tokens.lower[governor] in lists.acting.possessed or verb in lists.acting.possessed
    case = {tokens.lower[k] for k in tokens.children[head] if tokens.deps[k] in ("case", "prep")}
    if label == "obl:agent":
        return True
    if label in ("obl", "nmod") and case & lists.acting.addressed_by:
        return not case & {"near"}
    if label == "nmod" and case == {"from"} and tokens.lower[governor] in lists.acting.given:
        return True
    return label in ("obl", "nmod") and bool(case & {"on"}) and verb in lists.acting.addressing


def _participle(tokens: Tokens, auxiliary: int) -> int:
    """The verb of a "has" that the parser took for the main verb ("Nairobi has, in principle, accepted")."""
    for index in range(auxiliary + 1, min(auxiliary + 7, len(tokens.words))):
        if tokens.tags[index] == "VBN" and tokens.sentence_of[index] == tokens.sentence_of[auxiliary]:
            return index
        if tokens.pos[index] in ("NOUN", "PROPN", "PRON", "ADP"):
            break
    return auxiliary


def _first_conjunct(tokens: Tokens, index: int) -> int:
    for _ in range(20):
        if tokens.deps[index] != "conj":
            return index
        index = tokens.heads[index]
    return index


def add_adjectives(tokens: Tokens, lists: Lists, cast: Cast, covered: set[int]) -> None:
    """Let "Russian" mean Russia before what a state does or has, and wherever the text names Russia."""
    for index, word in enumerate(tokens.words):
        if word[0].islower() or index in covered or tokens.sentence_of[index] < 0:
            continue
        code = lists.adjectives.get(word, "")
        if code and tokens.deps[index] in ("amod", "compound", "nmod:desc"):
            noun = tokens.heads[index]
            owned = tokens.lower[noun] in lists.acting.deeds
            if tokens.lower[noun] in lists.nonactors.currencies:
                continue
            if noun not in covered and (owned or cast.has_country(code)):
                cast.country(code).add(index, index + 1, "description")
                covered.add(index)
