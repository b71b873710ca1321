"""The word lists of actors, indexed once for each lexicon."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.extract.actors.shapes import (
    Acting,
    Cities,
    CompanyWords,
    Countries,
    GivenNames,
    Groups,
    NonActors,
    Organizations,
    Places,
    Titles,
)
from generator.extract.lexicon import Lexicon, once_a_lexicon
from generator.model.records import Actor
from generator.model.vocabulary import ActorType

_FIRST_WORD_ENDS = re.compile(r"[\s,'’/&-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a listed name stands for.

    `kind` is known, organization, seat, bloc, country, people, adjective, capital, place or nonactor.
    """

    kind: str
    name: str  # the fullest listed form: aliases of one body share it
    type: ActorType | None = None
    country: str = ""
    record: Actor | None = None


class Phrases:
    """Listed names by their first word, the longest first; matched against the text, whatever its tokens."""

    def __init__(self, listed: Iterable[tuple[str, Entry]]) -> None:
        self._by_first: dict[str, dict[str, Entry]] = defaultdict(dict)
        for phrase, entry in listed:
            plain = phrase.replace("’", "'")
            for first in {plain.split(" ", 1)[0], _FIRST_WORD_ENDS.split(plain, maxsplit=1)[0]}:
                self._by_first[first].setdefault(plain, entry)
        self._ordered = {
            first: sorted(phrases.items(), key=lambda pair: -len(pair[0])) for first, phrases in self._by_first.items()
        }

    def starting_with(self, word: str) -> list[tuple[str, Entry]]:
        """Phrases whose first word this is."""
        return self._ordered.get(word, [])


class Lists:
    """All word lists that actors are read with."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.countries = lexicon.read("countries", Countries).countries
        self.places = lexicon.read("places", Places)
        self.organizations = lexicon.read("organizations", Organizations)
        self.titles = lexicon.read("titles", Titles)
        self.groups = lexicon.read("groups", Groups)
        self.given = lexicon.read("given_names", GivenNames)
        self.nonactors = lexicon.read("nonactors", NonActors)
        self.acting = lexicon.read("acting", Acting)
        self.companies = lexicon.read("companies", CompanyWords)
        self._cities = lexicon.read("cities", Cities).cities
        self.known = lexicon.known

    @cached_property
    def phrases(self) -> Phrases:
        """Every listed name; an editor's come first and win."""
        return Phrases(self._listed())

    @cached_property
    def capital_phrases(self) -> Phrases:
        """The same in capitals, for headlines set so; short ones would be taken for words ("WHO", "IS")."""
        return Phrases(
            (phrase.upper(), entry)
            for phrase, entry in self._listed()
            if (len(phrase) > 3 or phrase.lower() not in self.nonactors.function_words) and entry.kind != "adjective"
        )

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """Adjective or inhabitant ("Kenyan", "Kenyans") -> country code; the first country listed has it."""
        found: dict[str, str] = {}
        for code, country in self.countries.items():
            for word in (*country.adjectives, *country.people):
                found.setdefault(word, code)
        return found

    @cached_property
    def bloc_adjectives(self) -> dict[str, str]:
        """ "Western" -> "West"."""
        return {adjective: name for name, adjectives in self.places.blocs.items() for adjective in adjectives}

    @cached_property
    def peoples(self) -> frozenset[str]:
        """Peoples and inhabitants in one word: "Kurds", "Iraqis"."""
        inhabitants = (word for country in self.countries.values() for word in country.people if word.endswith("s"))
        return frozenset(word for word in (*self.places.peoples, *inhabitants) if " " not in word)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Every title, office or qualifier in lower case, whole phrases."""
        titles = self.titles
        return frozenset(
            word.casefold() for word in (*titles.address, *titles.honorifics, *titles.offices, *titles.qualifiers)
        )

    @cached_property
    def title_heads(self) -> frozenset[str]:
        """Titles and offices that may stand directly before a name, in lower case."""
        titles = self.titles
        return frozenset(word.casefold() for word in (*titles.address, *titles.honorifics, *titles.offices))

    @cached_property
    def capital_titles(self) -> frozenset[str]:
        """Titles that may open a run of capitals; "Star Wars" and "Head Start" begin with other people's offices."""
        titles = self.titles
        long = (office for office in titles.offices if " " in office or "-" in office)
        return frozenset(
            word.casefold() for word in (*titles.address, *titles.honorifics, *titles.unique_offices, *long)
        )

    @cached_property
    def offices(self) -> frozenset[str]:
        """Offices and honorifics in lower case: "minister", "prime minister", "dr."."""
        return frozenset(word.casefold() for word in (*self.titles.offices, *self.titles.honorifics))

    @cached_property
    def head_types(self) -> dict[str, ActorType]:
        """Last word of an organisation's name -> its type."""
        found: dict[str, ActorType] = {}
        for kind, heads in self.organizations.heads.items():
            for head in heads:
                found.setdefault(head, kind)
        return found

    @cached_property
    def head_words(self) -> frozenset[str]:
        """The last words of those: "front" of a Liberation Front, not "house"."""
        return frozenset(head.split()[-1] for head in self.head_types)

    @cached_property
    def description_kinds(self) -> dict[str, list[ActorType]]:
        """Noun of a description ("the company") -> the types that it fits."""
        found: dict[str, list[ActorType]] = {}
        for kind, nouns in self.groups.descriptions.items():
            for noun in nouns:
                found.setdefault(noun, []).append(kind)
        return found

    @cached_property
    def lead_types(self) -> dict[str, ActorType]:
        """First word of an organisation's name -> its type."""
        return {word: kind for kind, leads in self.organizations.leads.items() for word in leads}

    @cached_property
    def noun_types(self) -> dict[str, ActorType]:
        """Singular noun for a body ("airline", "rebel group") -> its type, for names that stand beside it."""
        groups = self.groups
        found = {noun: kind for kind, nouns in reversed(list(groups.descriptions.items())) for noun in nouns}
        found |= {noun: kind for noun, kind in self.group_types.items() if " " in noun and not noun.endswith("s")}
        found |= dict.fromkeys(groups.clubs, ActorType.ORGANIZATION)
        return {
            n: k for n, k in found.items() if k not in (ActorType.COUNTRY, ActorType.GROUP) and n not in groups.vague
        }

    @cached_property
    def group_types(self) -> dict[str, ActorType]:
        """Group noun (one or more words) -> type."""
        return {noun: kind for kind, nouns in reversed(list(self.groups.groups.items())) for noun in nouns}

    @cached_property
    def group_lengths(self) -> dict[str, int]:
        """Last word of a group noun -> how many words its longest phrase has."""
        longest: dict[str, int] = {}
        for noun in (*self.group_types, *self.persons):
            parts = noun.split()
            longest[parts[-1]] = max(longest.get(parts[-1], 0), len(parts))
        return longest

    @cached_property
    def persons(self) -> frozenset[str]:
        """Nouns for one person who acts without a name."""
        return frozenset((*self.groups.persons, *(office for office in self.titles.offices if " " not in office)))

    def gender(self, given: str) -> str:
        """ "m", "f" or "" by a given name."""
        if given in self.given.either:
            return ""
        male, female = given in self.given.male, given in self.given.female
        return "" if male == female else "m" if male else "f"

    def office_gender(self, office: str) -> str:
        """ "m", "f" or "" by an office or form of address: "spokesman", "Mrs."."""
        titles, last = self.titles, office.split()[-1] if office else ""
        if office in titles.male_offices or last in titles.male_offices or last.capitalize() in titles.male:
            return "m"
        female = office in titles.female_offices or last in titles.female_offices
        return "f" if female or last.capitalize() in titles.female else ""

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name."""
        return word in self.given.male or word in self.given.female or word in self.given.either

    def _listed(self) -> Iterator[tuple[str, Entry]]:
        yield from self._known()
        yield from self._organizations()
        yield from self._countries()
        yield from self._places()
        for word in self.nonactors.words:
            yield word, Entry(kind="nonactor", name=word)

    def _known(self) -> Iterator[tuple[str, Entry]]:
        for record in self.known:
            entry = Entry(kind="known", name=record.name, type=record.type, country=record.country, record=record)
            for form in (record.name, *record.aliases):
                if form.strip():
                    yield form, entry

    def _organizations(self) -> Iterator[tuple[str, Entry]]:
        for kind, lines in self.organizations.known.items():
            for line in lines:
                name, aliases, country = (part.strip() for part in f"{line} | | ".split("|")[:3])
                entry = Entry(kind="organization", name=name, type=kind, country=country)
                for form in (name, *(alias.strip() for alias in aliases.split(","))):
                    if form:
                        yield form, entry
        for name, seat in self.places.seats.items():
            yield name, Entry(kind="seat", name=name, type=seat.type, country=seat.country)
        for name in self.places.blocs:
            yield name, Entry(kind="bloc", name=name, type=ActorType.GROUP)
        for name in self.places.peoples:
            yield name, Entry(kind="people", name=name, type=ActorType.GROUP)

    def _countries(self) -> Iterator[tuple[str, Entry]]:
        for code, country in self.countries.items():
            entry = Entry(kind="country", name=country.names[0], type=ActorType.COUNTRY, country=code)
            for form in country.names:
                yield form, entry
            for form in country.adjectives:
                yield form, Entry(kind="adjective", name=form, country=code)
            for form in country.people:
                yield form, Entry(kind="people", name=form, type=ActorType.GROUP, country=code)
            for form in country.capitals:
                yield form, Entry(kind="capital", name=form, type=ActorType.PLACE, country=code)

    def _places(self) -> Iterator[tuple[str, Entry]]:
        for name, forms in self.places.us_states.items():
            for form in (name, *forms):
                yield form, Entry(kind="place", name=name, type=ActorType.PLACE, country="US")
        for name in self.places.regions:
            yield name, Entry(kind="place", name=name, type=ActorType.PLACE)
        for code, names in self._cities.items():
            for name in names:
                yield name, Entry(kind="place", name=name, type=ActorType.PLACE, country=code)


@once_a_lexicon
def lists(lexicon: Lexicon) -> Lists:
    """The lists of this lexicon, indexed once."""
    return Lists(lexicon)
