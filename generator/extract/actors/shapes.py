"""What each word list of actors holds: one shape for each YAML file, checked when it is read."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from generator.extract.lexicon import WordList
from generator.model.vocabulary import ActorType


class Country(BaseModel):
    """Names and adjectives of one country; `people` are its inhabitants, singular and plural."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


class Countries(WordList):
    """Shape of `countries.yml`: by ISO 3166-1 alpha-2 code."""

    countries: Mapping[str, Country]


class Cities(WordList):
    """Shape of `cities.yml`: by country code."""

    cities: Mapping[str, tuple[str, ...]]


class Seat(BaseModel):
    """A building or street that stands for who sits there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    country: str
    type: ActorType


class Places(WordList):
    """Shape of `places.yml`."""

    seats: Mapping[str, Seat]
    blocs: Mapping[str, tuple[str, ...]]
    peoples: tuple[str, ...]
    regions: tuple[str, ...]
    us_states: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    areas: frozenset[str]
    nouns_after: frozenset[str]
    leads: frozenset[str]


class Organizations(WordList):
    """Shape of `organizations.yml`; `known` lines read "name | alias, alias | country"."""

    known: Mapping[ActorType, tuple[str, ...]]
    heads: Mapping[ActorType, tuple[str, ...]]
    tails: frozenset[str]
    possessed: frozenset[str]
    leads: Mapping[ActorType, tuple[str, ...]]
    company_suffixes: frozenset[str]
    firm_suffixes: frozenset[str]
    run_on: frozenset[str]
    fields: frozenset[str]


class Titles(WordList):
    """Shape of `titles.yml`."""

    address: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    honorifics: tuple[str, ...]
    qualifiers: frozenset[str]
    offices: tuple[str, ...]
    labels: frozenset[str]
    person_labels: frozenset[str]
    unique_offices: frozenset[str]
    male_offices: frozenset[str]
    female_offices: frozenset[str]
    wider: Mapping[str, frozenset[str]]
    of_bodies: frozenset[str]
    of_clubs: frozenset[str]
    loose: frozenset[str]
    sides: frozenset[str]
    of_places: frozenset[str]


class Groups(WordList):
    """Shape of `groups.yml`."""

    groups: Mapping[ActorType, tuple[str, ...]]
    persons: tuple[str, ...]
    descriptions: Mapping[ActorType, frozenset[str]]
    executive: frozenset[str]
    generic: frozenset[str]
    representatives: frozenset[str]
    classifying: frozenset[str]
    vague: frozenset[str]
    nouns_after: frozenset[str]
    of_blocs: frozenset[str]
    too_wide: frozenset[str]
    standing: frozenset[str]
    functional: frozenset[str]
    subnational: frozenset[str]
    clubs: frozenset[str]
    specific: frozenset[str]
    unlike_named: frozenset[str]
    forces: frozenset[str]
    fielded: frozenset[str]
    uncounted: frozenset[str]
    ordinals: frozenset[str]
    of_any_name: frozenset[str]
    anybody: frozenset[str]
    periodicals: frozenset[str]


class GivenNames(WordList):
    """Shape of `given_names.yml`."""

    male: frozenset[str]
    female: frozenset[str]
    either: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    postnominals: frozenset[str]


class NonActors(WordList):
    """Shape of `nonactors.yml`."""

    words: frozenset[str]
    ends: frozenset[str]
    function_words: frozenset[str]
    openers: frozenset[str]
    starts: frozenset[str]
    things: frozenset[str]
    compound_ends: frozenset[str]
    currencies: frozenset[str]
    days: frozenset[str]


class Acting(WordList):
    """Shape of `acting.yml`."""

    verbs: frozenset[str]
    of_places: frozenset[str]
    addressing: frozenset[str]
    affecting: frozenset[str]
    possessed: frozenset[str]
    deeds: frozenset[str]
    addressed_by: frozenset[str]
    doubtful_capitals: frozenset[str]
    given: frozenset[str]
    phrasal: frozenset[str]
    speaking: frozenset[str]
    personal: frozenset[str]
    crowding: frozenset[str]


class CompanyWords(WordList):
    """Shape of `companies.yml`."""

    possessed: frozenset[str]
    compounds: frozenset[str]
    held: Mapping[str, frozenset[str]]
    deeds: Mapping[str, frozenset[str]]
    acquiring: frozenset[str]
