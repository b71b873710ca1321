"""Resolves what points back: definite descriptions ("the envoy", "the company") and pronouns, where the ground is firm.

Where two actors would do, nothing is marked. Persons without a name are seen too, so that "he" is not somebody else.
"""

from generator.extract.actors.cast import Cast
from generator.extract.actors.descriptions import Descriptions
from generator.extract.actors.drafts import Draft
from generator.extract.actors.pronouns import PRONOUNS, Pronouns
from generator.extract.actors.spoken import OWNING, Spoken
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.unnamed import Unnamed
from generator.extract.actors.wordlists import Lists
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_ARTICLES = frozenset({"the", "this", "that"})
_NAMING = ("appos", "flat", "compound")
_SAID_OF_OTHERS = ("compound", "amod", "nmod:desc", "appos", "flat", "ROOT")


class Referrer:
    """Adds the descriptions and pronouns of one text to its cast, in reading order."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, covered: set[int]) -> None:
        self.tokens, self.lists, self.covered = tokens, lists, covered
        self.spoken = Spoken(tokens, cast)
        self.descriptions = Descriptions(tokens, lists, cast, self.spoken, covered)
        self.unnamed = Unnamed(tokens, lists, cast, self.spoken, self.descriptions)
        self.pronouns = Pronouns(tokens, lists, self.spoken, covered)

    def refer(self) -> None:
        """Read the text once, from its first sentence to its last."""
        for number, sentence in enumerate(self.tokens.sentences):
            if sentence.kind is not SentenceKind.BODY or sentence.capitals:
                continue
            for index in range(sentence.start, sentence.end):
                if index not in self.covered:
                    self._read(index, sentence.end, number)

    def _read(self, index: int, limit: int, number: int) -> None:
        lower = self.tokens.lower[index]
        if lower in PRONOUNS:
            owner = self.pronouns.read(index, number)
            self._mark(index, index + 1, owner, "pronoun")
            if owner is not None and self.tokens.deps[index] in OWNING:
                self._mark(index + 1, *self.unnamed.relation(index, limit, owner), "description")
        elif lower in _ARTICLES:
            end, draft = self.descriptions.read(index, limit, number)
            if draft is None:
                end, draft = self.unnamed.holder(index, limit, number)
            self._mark(index, end, draft, "description")
        elif lower in self.lists.persons and self._is_somebody(index):
            unnamed = Draft("", ActorType.PERSON, "", named=False, gender=self.lists.office_gender(lower))
            self.spoken.see(index, index + 1, unnamed)

    def _mark(self, start: int, end: int, draft: Draft | None, form: str) -> None:
        if draft is not None:
            draft.add(start, end, form)
            self.spoken.see(start, end, draft)
            self.covered.update(range(start, end))

    def _is_somebody(self, index: int) -> bool:
        """Whether a person's noun is somebody whom the text does not name, and whom "he" may mean: "a farmer"."""
        tokens = self.tokens
        if tokens.tags[index] != "NN" or tokens.deps[index] in _SAID_OF_OTHERS or index in self.descriptions.titles:
            return False
        if index + 1 in self.covered or any(
            tokens.deps[k] in _NAMING and k in self.covered for k in tokens.children[index]
        ):
            return False
        return not any(tokens.deps[k] in ("cop", *OWNING) or tokens.lower[k] == "as" for k in tokens.children[index])


def add_references(tokens: Tokens, lists: Lists, cast: Cast, covered: set[int]) -> None:
    """Add descriptions and pronouns that point back to one actor."""
    Referrer(tokens, lists, cast, covered).refer()
