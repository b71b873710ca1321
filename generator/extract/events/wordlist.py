"""The word lists of events (`events.yml`, `events_grammar.yml`), checked and indexed by their carrying word."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from generator.extract.actors.shapes import Countries
from generator.extract.lexicon import Lexicon, WordList, once_a_lexicon
from generator.model.vocabulary import EventType


class TypeWords(BaseModel):
    """Verbs and nouns of one event type, as `events.yml` explains them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


class EventWords(WordList):
    """Shape of `events.yml`."""

    types: Mapping[EventType, TypeWords]


class GrammarWords(WordList):
    """Shape of `events_grammar.yml`."""

    light: frozenset[str]
    occur: frozenset[str]
    drawing: frozenset[str]
    aspect: frozenset[str]
    catenative: frozenset[str]
    implicative: frozenset[str]
    willing: frozenset[str]
    unwilling: frozenset[str]
    particles: frozenset[str]
    planned: frozenset[str]
    hypothetical: frozenset[str]
    negated: frozenset[str]
    negators: frozenset[str]
    future: frozenset[str]
    doubt: frozenset[str]
    conditional: frozenset[str]
    ongoing: frozenset[str]
    reports: frozenset[str]
    relays: frozenset[str]
    stative: frozenset[str]
    states: frozenset[str]
    signifying: frozenset[str]
    representatives: frozenset[str]
    directed: Mapping[str, frozenset[str]]
    hosts: frozenset[str]
    undergo: frozenset[str]
    proposals: frozenset[str]
    obligation: frozenset[str]
    blame: frozenset[str]
    figures: Mapping[str, frozenset[str]]
    people: frozenset[str]
    no_persons: frozenset[str]
    currencies: frozenset[str]
    vague: frozenset[str]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    near: tuple[str, ...]
    times: Mapping[str, str]
    past: Mapping[str, str]
    past_of_ing: Mapping[str, str]
    quantities: frozenset[str]
    quoting: frozenset[str]
    attributive: frozenset[str]
    visits: frozenset[str]
    documents: frozenset[str]
    published: frozenset[str]
    compared_by: frozenset[str]
    traded: frozenset[str]
    bought: frozenset[str]
    responsible: frozenset[str]
    areas: frozenset[str]
    kinds: frozenset[str]
    aimed: frozenset[str]
    kin: frozenset[str]
    giving: frozenset[str]
    parts_of_places: frozenset[str]
    upon_places: frozenset[str]
    bearings: frozenset[str]
    of_countries: frozenset[str]
    venues: frozenset[str]
    gatherings: frozenset[str]
    starting: frozenset[str]
    being_there: frozenset[str]
    local_bodies: frozenset[str]
    inhabitants: frozenset[str]
    roads: frozenset[str]
    answered: Mapping[str, frozenset[str]]
    shell: frozenset[str]
    soon: frozenset[str]
    charging: frozenset[str]
    motion: frozenset[str]
    deadly: frozenset[str]
    results: frozenset[str]
    harms: frozenset[str]
    contests: frozenset[str]
    informants: frozenset[str]
    things: frozenset[str]
    also_deeds: frozenset[str]
    opened_with: frozenset[str]
    foreseen: frozenset[str]
    putting_off: frozenset[str]
    loose_adverbs: frozenset[str]
    honorifics: frozenset[str]
    leading_on: frozenset[str]
    unreal_nouns: frozenset[str]
    habitual: frozenset[str]
    before_times: frozenset[str]
    planned_adjectives: frozenset[str]
    doubtful_adjectives: frozenset[str]
    suffered: frozenset[str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    classes: Mapping[str, frozenset[str]]
    vows: frozenset[str]
    naming: frozenset[str]
    forsakes: frozenset[str]
    telling: frozenset[str]


ANY = "*"  # the verb of an entry that holds for every verb without a type of its own


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexicon entry: its type, how it is written, and what must hang on the carrying word (sets of alternatives)."""

    type: EventType
    written: str
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Entries by carrying lemma, the most demanding first, and the grammar lists."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    grammar: GrammarWords
    classes: Mapping[str, frozenset[str]]  # noun -> what it names, as entries write it ("<hazard>")
    demonyms: frozenset[str]  # "Kenyan"
    capitals: frozenset[str]  # of countries


def entries_of(listed: Mapping[str, tuple[Entry, ...]], lemma: str, form: str) -> tuple[Entry, ...]:
    """The entries of a word by its lemma, or where that is unknown ("stag" for "staged") by its form."""
    found = listed.get(lemma)
    if found is not None:
        return found
    for ending, ends in (
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ying", ("ie",)),
        ("ing", ("", "e")),
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
    ):
        if form.endswith(ending):
            stem = form[: -len(ending)]
            bare = [stem + end for end in ends] + ([stem[:-1]] if stem[-1:] == stem[-2:-1] else [])
            return next((listed[word] for word in bare if word in listed), ())
    return ()


def words(lexicon: Lexicon) -> Words:
    """The lists of a lexicon, indexed; those without a project's additions are indexed once."""
    if not (lexicon.additions.get("events") or lexicon.additions.get("events_grammar")):
        return _packaged(lexicon.language)
    return _indexed(lexicon)


@cache
def _packaged(language: str) -> Words:
    return _indexed(Lexicon(language=language))


@once_a_lexicon
def _indexed(lexicon: Lexicon) -> Words:
    listed = lexicon.read("events", EventWords)
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for kind, found in listed.types.items():
        for written in found.verbs:
            first, *rest = written.split()
            verbs[first].append(Entry(kind, written, tuple(_alternatives(word) for word in rest)))
        for written in found.nouns:
            carrier, rest = _carrier(written.split())
            nouns[carrier].append(Entry(kind, written, tuple(frozenset(word.split("|")) for word in rest)))
    grammar = lexicon.read("events_grammar", GrammarWords)
    countries = lexicon.read("countries", Countries).countries.values()
    demonyms = frozenset(word for country in countries for word in country.adjectives)
    capitals = frozenset(name for country in countries for name in country.capitals)
    return Words(_ranked(verbs), _ranked(nouns), grammar, _classes(grammar), demonyms, capitals)


def _classes(grammar: GrammarWords) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, nouns in grammar.classes.items():
        for noun in nouns:
            found[noun].add(f"<{kind}>")
    return {noun: frozenset(classes) for noun, classes in found.items()}


_MARKS = "^="


def _alternatives(word: str) -> frozenset[str]:
    """What may fill one need; a ^ or = holds for every alternative behind it."""
    mark = word[0] if word[0] in _MARKS else ""
    return frozenset(part if part[0] in _MARKS else mark + part for part in word.split("|") if part)


def _carrier(spelled: list[str]) -> tuple[str, list[str]]:
    """The noun that carries an entry: the last word, or the one before a preposition or topic ("trial ~<medicine>")."""
    if spelled[-1].startswith("~"):
        carrier, rest = _carrier(spelled[:-1])
        return carrier, [*rest, spelled[-1]]
    for position, word in enumerate(spelled):
        if word in ("of", "on", "for", "in") and position:
            return spelled[position - 1], [*spelled[: position - 1], *spelled[position:]]
    return spelled[-1], spelled[:-1]


def _ranked(entries: Mapping[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Those that ask for most come first; of two that ask for as much, words before kinds of things."""
    return {
        word: tuple(sorted(found, key=lambda e: (-len(e.needs), any(_only_kinds(need) for need in e.needs))))
        for word, found in entries.items()
    }


def _only_kinds(need: frozenset[str]) -> bool:
    return all(part[-1] == ">" and part.lstrip(_MARKS + "~")[0] == "<" for part in need)
