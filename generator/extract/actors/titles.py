"""Reads who a named person is: the title before the name, the office after it, and whose office it is."""

from dataclasses import dataclass

from generator.extract.actors.names import Name
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "my", "this", "that", "one", "another", "some", "whose"}
)
_STOPS = frozenset({",", ".", ";", ":", "(", ")", '"', "“", "”", "–", "—", "--", "!", "?"})
_LINKS = frozenset({"of", "for", "at", "to", "in", "on", "with"})
_REACH_BEFORE, _REACH_AFTER, _OFFICE_WITHIN = 10, 16, 8


@dataclass(frozen=True, slots=True)
class Title:
    """Words that say who a person is, as token bounds, with the office's head and the bounds of what it belongs to."""

    start: int
    end: int
    text: str
    office: str  # lower case
    owner: int = -1  # index of a name in the list of names: the body or country of the office
    country: str = ""


class TitleReader:
    """Reads the titles of the persons among some names."""

    def __init__(self, tokens: Tokens, lists: Lists, names: list[Name]) -> None:
        self.tokens, self.lists, self.names = tokens, lists, names
        self.ending_at = {name.end: k for k, name in enumerate(names)}
        self.name_of = {i: k for k, name in enumerate(names) for i in range(name.start, name.end)}

    def read(self, index: int) -> list[Title]:
        """All titles of the name with this index: before it, set off before it, and after it."""
        name = self.names[index]
        before = self._before(name.start)
        introduced = name.end - name.start > 1
        set_off = self._set_off_before(before.start if before else name.start) if introduced else None
        found = [before, set_off, self._after(name)]
        return [title for title in found if title]

    # --- directly before the name -------------------------------------------------------------------------------------

    def _before(self, end: int) -> Title | None:
        """ "Kenyan President", "Health Ministry spokesman", "police chief"."""
        sentence = self.tokens.sentence_of[end]
        start, office = self._office_ending(end, sentence)
        if not office:
            return None
        owner, country = -1, ""
        bare = office.endswith(".") or office.capitalize() in self.lists.titles.address  # nobody is "Paris Dr."
        while not bare and start > 0 and self.tokens.sentence_of[start - 1] == sentence and end - start < _REACH_BEFORE:
            step, owner, country = self._qualifier_ending(start, owner, country)
            if not step:
                break
            start -= step
        possessor = self._possessor_before(start)
        return Title(start, end, self._text(start, end), office, owner if owner >= 0 else possessor, country)

    def _office_ending(self, end: int, sentence: int) -> tuple[int, str]:
        lower = self.tokens.lower
        for count in (4, 3, 2, 1):
            start = end - count
            if start < 0 or self.tokens.sentence_of[start] != sentence:
                continue
            phrase = " ".join(lower[start:end])
            if phrase in self.lists.title_heads:
                return start, phrase
        return end, ""

    def _qualifier_ending(self, end: int, owner: int, country: str) -> tuple[int, int, str]:
        """How many tokens before `end` still belong to the title, and what they say about its owner."""
        tokens = self.tokens
        word, lower = tokens.words[end - 1], tokens.lower[end - 1]
        named = self.ending_at.get(end)
        if named is not None and self.names[named].type is not ActorType.PERSON:
            name = self.names[named]
            return name.end - name.start, named if owner < 0 else owner, country or name.country
        for count in (3, 2, 1):
            phrase = " ".join(tokens.words[max(0, end - count) : end])
            if count <= end and phrase in self.lists.adjectives:
                return count, owner, country or self.lists.adjectives[phrase]
        if tokens.pos[end - 1] == "VERB":  # "accused Minister X": no qualifier but a deed
            return 0, owner, country
        if lower in self.lists.title_words or word == "-":
            return 1, owner, country
        if lower in _DETERMINERS or not any(map(str.isalnum, word)) or lower in ("'s", "and"):
            return 0, owner, country
        compound = tokens.pos[end - 1] in ("NOUN", "PROPN", "ADJ") and (end - 1) not in self.name_of
        return (1 if compound and not lower.endswith("ing") else 0), owner, country

    def _possessor_before(self, start: int) -> int:
        """The name that owns the office: "Malaysia's Prime Minister"."""
        if start >= 2 and self.tokens.lower[start - 1] in ("'s", "'"):
            return self.ending_at.get(start - 1, -1)
        return -1

    # --- set off by commas --------------------------------------------------------------------------------------------

    def _set_off_before(self, start: int) -> Title | None:
        """ "The company's chief executive, Ann Lee, said": a phrase without a verb that ends in a comma."""
        tokens = self.tokens
        if start < 2 or tokens.words[start - 1] != ",":
            return None
        end = start - 1
        first = self._phrase_start(end, tokens.sentence_of[start])
        while first < end and tokens.pos[first] in ("CCONJ", "ADV", "ADP"):
            first += 1
        return self._phrase_title(first, end) if first < end else None

    def _phrase_start(self, end: int, sentence: int) -> int:
        """Where the phrase before a comma begins: after a verb, another mark or a person, unless the person owns it."""
        tokens, first = self.tokens, end
        while first > 0 and tokens.sentence_of[first - 1] == sentence and end - first < _REACH_BEFORE + 2:
            ended = tokens.words[first - 1] in _STOPS or tokens.lower[first - 1] == "by"
            if ended or tokens.pos[first - 1] in ("VERB", "AUX", "SCONJ"):
                break
            named = self.name_of.get(first - 1)
            if named is None or self.names[named].type is not ActorType.PERSON:
                first -= 1
            elif tokens.lower[first] == "'s":
                first = self.names[named].start
            else:
                break
        return first

    def _phrase_title(self, start: int, end: int) -> Title | None:
        office_start, _, office = self._first_office(start, end)
        if not office or self._holds_person(start, end):
            return None
        inner = (k for k in range(office_start - 1, start, -1) if self.tokens.lower[k] in _DETERMINERS)
        start = next(inner, start)  # "a meeting with the minister for trade, Ann Lee": she is the minister
        start += self.tokens.lower[start] in _DETERMINERS
        owner, country = self._owner_within(start, end)
        keep = self._without_possessive(start, office_start)
        return Title(keep, end, self._text(keep, end), office, owner, country)

    def _without_possessive(self, start: int, office_start: int) -> int:
        """Skip "the company's" but keep a named possessor ("Nairobi's chief negotiator")."""
        for k in range(start, office_start):
            if self.tokens.lower[k] in ("'s", "'") and self.ending_at.get(k) is None:
                return k + 1
        return start

    def _after(self, name: Name) -> Title | None:
        """ ", the Russian defence minister," or ", 54, a spokeswoman for the agency," after a name."""
        tokens, sentence = self.tokens, self.tokens.sentence_of[name.end - 1]
        start = name.end
        if not self._in_sentence(start, sentence) or tokens.words[start] not in (",", "–", "—", "("):
            return None
        start += 1
        while self._in_sentence(start, sentence) and (tokens.words[start].isdigit() or tokens.words[start] == ","):
            start += 1
        end = start
        while self._in_sentence(end, sentence) and end - start < _REACH_AFTER and tokens.words[end] not in _STOPS:
            if tokens.pos[end] in ("VERB", "AUX", "SCONJ", "PRON") or tokens.lower[end] in (
                "who",
                "whose",
                "which",
                "and",
                "said",
            ):
                break
            end += 1
        if end == start:
            return None
        return self._appositive(start, end)

    def _appositive(self, start: int, end: int) -> Title | None:
        start += self.tokens.lower[start] in _DETERMINERS
        office_start, office_end, office = self._first_office(start, min(end, start + _OFFICE_WITHIN))
        if not office or (office_end < end and office_end in self.name_of):
            return None
        before = range(start, office_start)
        if any(self.tokens.lower[k] in _LINKS for k in before):
            return None
        if (office_end < end and self.tokens.lower[office_end] not in _LINKS) or self.tokens.lower[end - 1] == "'s":
            end = office_end
        owner, country = self._owner_within(start, end)
        return Title(start, end, self._text(start, end), office, owner, country)

    # --- shared -------------------------------------------------------------------------------------------------------

    def _in_sentence(self, index: int, sentence: int) -> bool:
        return index < len(self.tokens.words) and self.tokens.sentence_of[index] == sentence

    def _first_office(self, start: int, end: int) -> tuple[int, int, str]:
        """The first office in a phrase, ahead of any "of" or "for"; the last of adjoining ones ("president-elect")."""
        best = (start, start, "")
        index = start
        while index < end:
            step, phrase = self._office_at(index, end)
            if step:
                best = (index, index + step, phrase)
            elif self.tokens.lower[index] in _LINKS and best[2]:
                break
            index += step or 1
        return best

    def _office_at(self, start: int, end: int) -> tuple[int, str]:
        for count in (4, 3, 2, 1):
            phrase = " ".join(self.tokens.lower[start : start + count])
            if start + count <= end and phrase in self.lists.offices and not self._inside_body(start, start + count):
                return count, phrase
        return 0, ""

    def _inside_body(self, start: int, end: int) -> bool:
        return any(k in self.name_of for k in range(start, end))

    def _holds_person(self, start: int, end: int) -> bool:
        return any(
            self.names[self.name_of[k]].type is ActorType.PERSON for k in range(start, end) if k in self.name_of
        ) and not any(self.tokens.lower[k] in ("'s", "to", "for", "of") for k in range(start, end))

    def _owner_within(self, start: int, end: int) -> tuple[int, str]:
        owner, country = -1, ""
        for k in range(start, end):
            index = self.name_of.get(k)
            if index is not None and self.names[index].type is not ActorType.PERSON and owner < 0:
                owner = index
            country = country or self.lists.adjectives.get(self.tokens.words[k], "")
        if owner >= 0 and not country:
            country = self.names[owner].country
        return owner, country

    def _text(self, start: int, end: int) -> str:
        address = self.lists.titles.address
        while start < end and self.tokens.words[start] in address:
            start += 1
        return self.tokens.phrase(start, end) if start < end else ""
