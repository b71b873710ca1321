"""An actor in the making, and the ways in which its names are compared."""

import re
import unicodedata
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import lru_cache

from generator.extract.actors.titles import Title
from generator.extract.actors.tokens import Tokens
from generator.model.records import Actor
from generator.model.vocabulary import ActorType

_WORD = re.compile(r"[^\W_]+")
_LONGEST_SHORT = 9  # letters of a short form
_ARTICLES = ("the ", "a ", "an ")
BODIES = frozenset(ActorType) - {ActorType.PERSON, ActorType.PLACE, ActorType.COUNTRY, ActorType.GROUP}


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making; `mentions` are (first token, end token, form)."""

    name: str
    type: ActorType
    ground: str
    country: str = ""
    named: bool = True
    forms: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    affiliation: "Draft | None" = None
    gender: str = ""
    record: Actor | None = None
    plural: bool = False

    def add(self, start: int, end: int, form: str, text: str = "") -> None:
        """Another mention, in order of place, with its words if it is a name."""
        insort(self.mentions, (start, end, form))
        if form == "name":
            self.forms[text] = self.forms.get(text, 0) + 1

    def may_be_called(self, short: str) -> bool:
        """Whether "Wada", "Ofcom" or "MoD" is made of letters of its name, in their order."""
        letters, short = iter(folded(self.name).replace(" ", "")), short.lower()
        fits = 2 < len(short) <= _LONGEST_SHORT and short[0] == folded(self.name)[:1]
        return fits and all(letter in letters for letter in short)

    def last_before(self, token: int) -> int:
        """The first token of the last mention before a token, -1 if none."""
        index = bisect_left(self.mentions, (token, 0, ""))
        return self.mentions[index - 1][0] if index else -1


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, no accents, no possessive, no article, words parted by single blanks."""
    plain = plain_letters(text.replace("’", "'")).removesuffix("'s")
    plain = " ".join(_WORD.findall(plain.replace(".", "").replace("'s", "").replace("'", "")))
    return next((plain[len(a) :] for a in _ARTICLES if plain.startswith(a)), plain)


def plain_letters(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))


def head_token(tokens: Tokens, start: int, end: int) -> int:
    """The token of a phrase whose head lies outside it; the last one without a parse."""
    if not tokens.parsed:
        return end - 1
    for index in range(start, end):
        head = tokens.heads[index]
        if not start <= head < end or head == index:
            return index
    return end - 1
