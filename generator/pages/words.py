"""The words that the site says, from one catalogue, and dates and countries through Babel."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from generator.model.dates import Date
from generator.model.vocabulary import EventType, Role


class Words:
    """Looks up a dotted key of the catalogue and fills in its braces; an unknown key is a KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language if _has_catalogue(language) else "en"
        self.locale = _locale(language)
        self._catalogue = _catalogue(self.language)
        self._found: dict[str, Any] = {}  # by key: there are few hundred

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and (self.language, self.locale) == (other.language, other.locale)

    def __hash__(self) -> int:
        return hash((self.language, self.locale))

    def __call__(self, key: str, **values: object) -> str:
        """The words under this key."""
        text = self._at(key)
        if not isinstance(text, str):
            raise KeyError(key)
        return text.format(**values) if values else text

    def count(self, key: str, n: int) -> str:
        """The words under this key for this number."""
        text = self._at(f"{key}.{'one' if n == 1 else 'other'}")
        return str(text).format(n=f"{n:,}")

    def kind(self, type_: EventType) -> str:
        """An event type as readers know it."""
        return self(f"types_of_event.{type_.value}")

    def role(self, role: Role, type_: EventType) -> str:
        """What an actor does in an event of this type."""
        roles: Mapping[str, str] = self._at(f"roles.{role.value}")
        return roles.get(type_.value, roles["default"])

    def figure(self, what: str) -> str:
        """What was counted; words of the record itself where the catalogue has none."""
        known: Mapping[str, str] = self._at("figures")
        return known.get(what, what.replace("_", " "))

    def date(self, date: Date | str, *, weekday: bool = False, before: bool = False) -> str:
        """A date as readers write it; "" stays ""."""
        return _in_words(str(date), self.locale, weekday, before) if date else ""

    def month(self, number: int) -> str:
        """A month's name, short, where its year is named already."""
        return str(get_month_names("abbreviated", "stand-alone", self.locale)[number])

    def country(self, code: str) -> str:
        """The country's name in the site's language, or the code itself."""
        return _countries(self.locale).get(code.upper(), code)

    def _at(self, key: str) -> Any:
        if key not in self._found:
            place: Any = self._catalogue
            for part in key.split("."):
                place = place[part]
            self._found[key] = place
        return self._found[key]


@lru_cache(maxsize=20_000)
def _in_words(edtf: str, locale: str, weekday: bool, before: bool) -> str:
    return Date.parse(edtf).words(locale, weekday=weekday, before=before)


@cache
def _catalogue(language: str) -> Mapping[str, Any]:
    file = resources.files("generator").joinpath("templates", f"words.{language}.yml")
    loaded: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return loaded


def _has_catalogue(language: str) -> bool:
    return language.isalpha() and resources.files("generator").joinpath("templates", f"words.{language}.yml").is_file()


@cache
def _locale(language: str) -> str:
    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return "en"


@cache
def _countries(locale: str) -> Mapping[str, str]:
    return dict(Locale.parse(locale).territories)
