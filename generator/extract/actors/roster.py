"""The actors that a text has so far, each found again by what it is: the country of a code, its government, a bloc."""

from generator.extract.actors.drafts import Draft
from generator.extract.actors.names import Name
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType


class Roster:
    """Who is there already; `new` adds another."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.drafts: list[Draft] = []
        self._keys: dict[tuple[str, str], Draft] = {}
        self._by_last_word: dict[str, list[Draft]] = {}  # last word of a country's name of several

    def keyed(self, key: tuple[str, str], text: str, kind: ActorType, name: Name) -> Draft:
        """The actor with this key; a new one where there is none yet."""
        draft = self._keys.get(key)
        if draft is None:
            draft = self._keys[key] = self.new(text, kind, name.ground, name.country)
        return draft

    def new(self, text: str, kind: ActorType, ground: str, country: str = "") -> Draft:
        """Another actor."""
        draft = Draft(text, kind, ground, country)
        self.drafts.append(draft)
        return draft

    def country(self, code: str) -> Draft:
        """The country with this code."""
        key = ("country", code)
        if key not in self._keys:
            name = self.lists.countries[code].names[0]
            draft = self._keys[key] = self.new(name, ActorType.COUNTRY, "lexicon: countries", code)
            if " " in name:
                self._by_last_word.setdefault(name.casefold().split()[-1], []).append(draft)
        return self._keys[key]

    def has_country(self, code: str) -> bool:
        """Whether the text has named this country."""
        return ("country", code) in self._keys

    def government(self, code: str, text: str, ground: str) -> Draft:
        """The government of a country, whatever it is called: authorities, regime, Kremlin."""
        key = ("government", code)
        if key not in self._keys:
            self._keys[key] = self.new(text, ActorType.GOVERNMENT, ground, code)
        return self._keys[key]

    def bloc(self, adjective: str) -> Draft | None:
        """The bloc that the text names and that this adjective belongs to ("Western" to the West)."""
        return self._keys.get(("bloc", self.lists.bloc_adjectives.get(adjective, "")))

    def state(self, code: str) -> Draft | None:
        """The government or else the country with this code, if the text has mentioned it."""
        return self._keys.get(("government", code)) or self._keys.get(("country", code)) if code else None

    def countries_ending(self, word: str) -> list[Draft]:
        """The countries of the text whose name of several words ends in this one."""
        return self._by_last_word.get(word, [])
