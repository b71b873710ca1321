"""Which names of a text are the same person: the same words, given name and surname, or a surname that one alone bears.

Two people never share a record: the same surname with another given name is another person, and a bare surname that
two of them bear is given to one only if the article leaves no doubt.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.extract.actors.drafts import Draft, plain_letters
from generator.extract.actors.titles import Title
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists

_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ash)[-']")
_RECENT_SENTENCES = 3
_SHORTEST_VARIANT = 5

Words = tuple[str, ...]


class Persons:
    """The persons of one text by the words of their names."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists = tokens, lists
        self._by_last: dict[str, list[tuple[Words, Draft]]] = defaultdict(list)
        self._by_first: dict[str, list[tuple[Words, Draft]]] = defaultdict(list)
        self._known: set[int] = set()

    def add(self, words: Words, draft: Draft) -> None:
        """Another form of a person's name."""
        self._by_last[words[-1]].append((words, draft))
        self._by_first[words[0]].append((words, draft))
        self._known.add(id(draft))

    def __contains__(self, draft: Draft) -> bool:
        return id(draft) in self._known

    def words(self, text: str) -> Words:
        """Folded words of a person's name without "Jr.", with "al-Rashid" as "rashid" and "Tae-young" as "taeyoung"."""
        kept = (word for word in text.split() if word not in self.lists.given.suffixes and word.strip('",“”'))
        plain = (_ARABIC_ARTICLE.sub("", plain_letters(word).removesuffix("'s").strip('.,"“”')) for word in kept)
        words = [word.replace("-", "").replace("'", "") for word in plain if word.strip("-'")]
        for index in range(len(words) - 2, -1, -1):  # "Tomás Ó Briain": part of the surname, no initial
            if words[index] == "o" and "." not in text:
                words[index : index + 2] = ["o" + words[index + 1]]
        return tuple(words)

    def same(self, words: Words, gender: str) -> Draft | None:
        """The person whose full name this is too, in another spelling or length."""
        found = [
            (known, draft)
            for known, draft in self._by_last.get(words[-1], ())
            if _same(words, known) and not (gender and draft.gender and gender != draft.gender)
        ]
        exact = [draft for known, draft in found if known == words]
        drafts = exact[:1] or list(dict.fromkeys(draft for _, draft in found))
        if drafts:
            if len(drafts) == 1 and not exact:
                self.add(words, drafts[0])
            return drafts[0] if len(drafts) == 1 else None  # "J. Smith" of two Smiths is neither
        joined = "".join(words)
        return next((draft for known, draft in self._by_first.get(words[0], ()) if "".join(known) == joined), None)

    def bearers(self, words: Words, gender: str = "") -> list[Draft]:
        """Persons whose surname this is; else whose given name, or family name put first."""
        if not words:
            return []
        found = self._by_last.get(words[-1]) or self._by_first.get(words[0]) or []
        fitting = [draft for _, draft in found if not (gender and draft.gender and gender != draft.gender)]
        return list(dict.fromkeys(fitting))

    def surname_bearers(self, words: Words) -> list[Draft]:
        """Persons of several names whose last this is."""
        found = self._by_last.get(words[-1], []) if words else []
        return list(dict.fromkeys(draft for known, draft in found if len(known) > 1))

    def the_one(self, bearers: list[Draft], token: int) -> Draft | None:
        """Which bearer of a name is meant: the only one, or the only one spoken of just now; None in doubt."""
        if len(bearers) == 1:
            return bearers[0]
        earlier = [draft for draft in bearers if draft.last_before(token) >= 0]
        if len(earlier) == 1:
            return earlier[0]
        called = [draft for draft in earlier if any(" " not in form for form in draft.forms)]
        if len(called) == 1:  # the paper has used the bare surname for one of them already
            return called[0]
        sentence_of, here = self.tokens.sentence_of, self.tokens.sentence_of[token]
        recent = [draft for draft in earlier if here - sentence_of[draft.last_before(token)] < _RECENT_SENTENCES]
        return recent[0] if len(recent) == 1 else None

    def gender(self, words: Words, titles: Iterable[Title]) -> str:
        """ "m" or "f" by a title or office, else by the given name."""
        for title in titles:
            said = self.lists.office_gender(title.office)
            if said:
                return said
        return self.lists.gender(words[0].title()) if len(words) > 1 else ""


def _same(one: Words, other: Words) -> bool:
    """Whether two full names with one surname are one person's."""
    if one == other:
        return True
    if len(other) < 2:
        return False
    first, second = one[0], other[0]
    if first == second or _spelling_variants(first, second):
        return not (len(one) == len(other) > 2 and one[1][0] != other[1][0])  # "George H. Bush" is not "George W. Bush"
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long[-len(short) :] == short


def _spelling_variants(one: str, other: str) -> bool:
    """ "Elizabeth" and "Elisabeth", "Kristen" and "Kristin": one inner letter apart, five letters or more."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_VARIANT or len(long) - len(short) > 1 or one[0] != other[0] or one[-1] != other[-1]:
        return False
    at = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
