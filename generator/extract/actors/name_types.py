"""Settles what each name is before actors are made: a person by an office beside it, and one string one type."""

from generator.extract.actors.companies import Companies
from generator.extract.actors.drafts import head_token
from generator.extract.actors.names import Name
from generator.extract.actors.titles import Title
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_MAX_TITLED = 4
_TOWN_PREPOSITIONS = frozenset({"in", "near", "outside", "off", "inside", "around"})
_BESIDE = frozenset({"near", "outside", "off"})
_MAY_BE_TOWN = frozenset({ActorType.PERSON, ActorType.ORGANIZATION, ActorType.PLACE, None})
_UNSURE = ("language model", "capitals")
_LIKE_BODIES = ("behind which", "it has an office")
_SHORT = 2  # letters of initials that may be a person's
_LONGEST_TOWN = 2
_LONGEST_FIRM = 3


class NameTypes:
    """The types of the names of one text, and which words are surnames or places only."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists = tokens, lists
        self._companies = Companies(tokens, lists)
        self.only_places: set[str] = set()  # words that are read as places and nowhere as a body
        self._surnames: dict[str, int] = {}  # surname -> where it first stands in a full name
        self._first_listed: dict[str, int] = {}  # a listed name -> where it, in any form, first stands

    def settle(self, names: list[Name], titles: dict[int, list[Title]]) -> None:
        """Give persons their type by their titles, and one string one type wherever it stands."""
        by_text: dict[str, list[Name]] = {}
        held: set[str] = set()  # names that an office stands beside
        for index, name in enumerate(names):
            if name.entry is not None:
                continue
            if self._is_person_by_title(name, titles.get(index, [])):
                name.type, name.ground = ActorType.PERSON, f"title {titles[index][0].text}"
            text = self.tokens.phrase(name.start, name.end)
            by_text.setdefault(text, []).append(name)
            if any(title.office not in self.lists.titles.loose for title in titles.get(index, ())):
                held.add(text)
        self._note_surnames(names)
        for text, same in by_text.items():
            if not self._is_told(same, text in held):
                self._retype(same)
            if _is_place(same):
                self.only_places.add(text)
            _agree(same)
            if all(name.type is ActorType.PLACE for name in same):
                self.only_places.add(text)
        sure = (n for n in names if n.ground.startswith("suffix") or n.ground in _LIKE_BODIES)
        bodies = {self.tokens.words[name.start] for name in sure}
        for text, same in by_text.items():
            self._named_after(same, text, bodies)

    def _named_after(self, same: list[Name], text: str, bodies: set[str]) -> None:
        """ "Orion Lund", where "Orion" alone has a coach or "Orion SA" is a firm: no person with that given name."""
        first, _, rest = text.partition(" ")
        guessed = all(name.type is ActorType.PERSON and name.ground in _UNSURE for name in same)
        if rest and guessed and first in bodies and not self.lists.is_given(first):
            for name in same:
                name.type, name.ground = ActorType.ORGANIZATION, "named as a body is"

    def _is_told(self, same: list[Name], held: bool) -> bool:
        """Whether the words beside one of the mentions tell a company, or another body, of what is only guessed.

        Somebody with an office is none by what is said of companies.
        """
        first = same[0]
        if first.end - first.start > _LONGEST_FIRM or self.lists.is_given(self.tokens.words[first.start]):
            return False
        if self.tokens.words[first.end - 1] in self._surnames and first.end - first.start == 1:
            return False
        if any(name.type not in _MAY_BE_TOWN or name.ground not in _UNSURE for name in same):
            return False
        told = next((said for name in same if (said := self._companies.set_off(name.end))), None)
        if told is None and not held:
            told = next((said for name in same if (said := self._companies.told(name))), None)
        if told is None or any(self._companies.is_he_or_she(name) for name in same):
            return False
        for name in same:
            name.type, name.ground = told
        return True

    def _retype(self, same: list[Name]) -> None:
        """Correct the model's guess about one string by what stands around it everywhere."""
        kind, ground = ActorType.ORGANIZATION, self._like_a_body(same)
        if self._always_located(same) or any(self._is_governed(name) for name in same):
            kind, ground = ActorType.PLACE, "behind a preposition of place"
        elif not ground:
            ground = self._speaks(same)
        for name in same if ground else ():
            name.type, name.ground = kind, ground

    def _is_governed(self, name: Name) -> bool:
        """ "the mayor of Sofia", "the Bishop of Durham": where somebody holds office; unsure names only."""
        lower, start = self.tokens.lower, name.start
        of = start > 1 and lower[start - 1] == "of" and lower[start - 2] in self.lists.titles.of_places
        return of and name.type in _MAY_BE_TOWN and (name.ground in _UNSURE or name.ground.startswith("a capital"))

    def _speaks(self, same: list[Name]) -> str:
        """ "Corvan Peak declined to comment": what is called like a place, and does what no place does."""
        tokens = self.tokens
        if same[0].end - same[0].start == 1 or any(name.type is not ActorType.PLACE for name in same):
            return ""
        if any(name.start and tokens.lower[name.start - 1] in _TOWN_PREPOSITIONS for name in same):
            return ""
        heads = [head_token(tokens, name.start, name.end) for name in same if tokens.parsed]
        verbs = (tokens.lemmas[tokens.heads[head]] for head in heads if tokens.deps[head] == "nsubj")
        return next((f"subject of {verb}" for verb in verbs if verb in self.lists.acting.speaking), "")

    def _is_person_by_title(self, name: Name, titles: list[Title]) -> bool:
        """Whether an office beside a name outweighs the model's label: never one with a body's head."""
        if not titles or name.type is ActorType.PERSON or name.ground not in ("language model", "capitals"):
            return False
        directly = any(title.end == name.start for title in titles)
        firm = any(title.office not in self.lists.titles.loose for title in titles)
        if name.type is None:
            return firm or (directly and self._companies.told(name) is None)
        return firm and (name.end - name.start > 1 or directly) and name.end - name.start <= _MAX_TITLED

    def _note_surnames(self, names: list[Name]) -> None:
        """Where each surname first stands in a full name, and each listed name first of all."""
        for name in names:
            if name.entry is not None:
                self._first_listed.setdefault(name.entry.name, name.start)
            elif name.type is ActorType.PERSON and name.end - name.start > 1:
                self._surnames.setdefault(self.tokens.words[name.end - 1], name.start)

    def _always_located(self, same: list[Name]) -> bool:
        """Whether what the model is unsure of stands behind "in", "near", "outside" and nowhere else."""
        first = same[0]
        if first.end - first.start > _LONGEST_TOWN or self.lists.is_given(self.tokens.words[first.start]):
            return False
        if self.tokens.words[first.end - 1] in self._surnames:
            return False
        kinds = {name.type for name in same}
        if not kinds <= _MAY_BE_TOWN or any(name.ground not in _UNSURE for name in same):
            return False
        wanted = _TOWN_PREPOSITIONS if kinds - {ActorType.ORGANIZATION} else _BESIDE  # one is "in" a company too
        return all(name.start > 0 and self.tokens.lower[name.start - 1] in wanted for name in same)

    def _like_a_body(self, same: list[Name]) -> str:
        """Why what the model takes for a person in one word is a body: ", which", or it has a chief executive."""
        first, word = same[0], self.tokens.words[same[0].start]
        if first.end - first.start == 1 and word.isupper() and len(word) > _SHORT and self._acts(same):
            return "acronym"
        if any(name.type not in (ActorType.PERSON, None) or name.ground not in _UNSURE for name in same):
            return ""
        if any(self._has_a_holder(name) for name in same):
            return "it has an office"
        longest = 2 if self._owns_a_clause(same) else 1
        if first.end - first.start > longest or self.lists.is_given(word) or word in self._surnames:
            return ""
        after = [tuple(self.tokens.lower[name.end : name.end + 3]) for name in same]
        if any(words[:2] == (",", "which") for words in after):
            return "behind which"
        owning = any(words[:1] == ("'s",) and self._office_follows(words[1:]) for words in after)
        return "it has an office" if owning else ""

    def _owns_a_clause(self, same: list[Name]) -> bool:
        """ "Silver Peak, which owns the airline, objected": a subject behind whose comma "which" stands."""
        tokens = self.tokens
        behind = (name for name in same if tokens.lower[name.end : name.end + 2] == [",", "which"])
        return any(tokens.deps[head_token(tokens, name.start, name.end)] == "nsubj" for name in behind)

    def _acts(self, same: list[Name]) -> bool:
        """Whether the model takes initials for a person or a place that does something: they are a body's."""
        kinds = {name.type for name in same}
        if any(name.ground != "language model" for name in same) or not kinds <= _MAY_BE_TOWN:
            return False
        tokens = self.tokens
        acting = any(tokens.deps[n.start] == "nsubj" and tokens.pos[tokens.heads[n.start]] == "VERB" for n in same)
        return ActorType.PERSON in kinds or acting

    def _has_a_holder(self, name: Name) -> bool:
        """ "Otelor coach Istvan Balog": whose coach is named behind it is no person."""
        words, end = self.tokens.words, name.end
        if end + 1 >= len(words) or not words[end + 1][0].isupper() or words[end].lower() != words[end]:
            return False
        return words[end] in self.lists.titles.of_bodies or words[end] in self.lists.titles.of_clubs

    def _office_follows(self, words: tuple[str, ...]) -> bool:
        return " ".join(words) in self.lists.titles.of_bodies or bool(words and words[0] in self.lists.titles.of_bodies)

    def is_surname(self, name: Name) -> bool:
        """Whether a listed firm's name is the surname of a person whom the text names in full before it."""
        if name.entry is None or name.kind != "organization" or name.end - name.start > 1:
            return False
        introduced = self._surnames.get(self.tokens.words[name.start], name.start)
        return (
            introduced < self._first_listed.get(name.entry.name, name.start) and self.tokens.names[name.start] != "ORG"
        )


def _is_place(same: list[Name]) -> bool:
    """Whether one string is read as a place, and nowhere as a body; a lone label of a person then gives way."""
    kinds = [name.type for name in same if name.type is not None]
    if kinds.count(ActorType.PLACE) <= len(kinds) / 2 or not set(kinds) <= {ActorType.PLACE, ActorType.PERSON}:
        return False
    for name in same:
        if name.type is ActorType.PERSON and name.ground == "language model":
            name.type = ActorType.PLACE
    return True


def _agree(same: list[Name]) -> None:
    """Give all mentions of one string the type that has the firmest ground among them."""
    guessed = [name for name in same if name.type is not None]
    firm = [name for name in guessed if name.ground != "language model"]
    for name in same if guessed else ():
        if name.type is None or (firm and name.ground == "language model"):
            best = (firm or guessed)[0]
            name.type, name.ground = best.type, best.ground
