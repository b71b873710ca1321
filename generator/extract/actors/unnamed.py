"""Adds persons who act without a name and are nobody whom the text names: "the mayor", "his wife"."""

from generator.extract.actors.cast import Cast
from generator.extract.actors.descriptions import Descriptions
from generator.extract.actors.drafts import Draft
from generator.extract.actors.spoken import SUBJECTS, Spoken
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_NOMINAL = ("ADJ", "NOUN", "PROPN", "NUM", "")
_OBJECTS = ("obj", "iobj", "dobj", "dative", "nsubj:pass", "nsubjpass")
_INNER = ("compound", "amod", "nmod:desc", "flat", "appos")
_LONGEST = 7  # words from an article to its noun


class Unnamed:
    """Makes the persons without a name of one text; whoever is met again is the same."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, spoken: Spoken, descriptions: Descriptions) -> None:
        self.tokens, self.lists, self.cast = tokens, lists, cast
        self.spoken, self.descriptions = spoken, descriptions
        self._relations: dict[tuple[int, str], Draft] = {}

    def holder(self, article: int, limit: int, number: int) -> tuple[int, Draft | None]:
        """The end of "the mayor", who acts here, and the person; None where somebody named may be meant."""
        noun = self._noun(article, limit)
        if noun < 0 or not self._acts(noun):
            return noun, None
        lower = self.tokens.lower[noun]
        if self.descriptions.may_be_known(article + 1, noun):
            return noun, None
        if lower in self.lists.groups.anybody and self._somebody_named(article, number, lower):
            return noun, None
        draft = self._new(self.tokens.phrase(article + 1, noun + 1), lower)
        self.descriptions.add(draft, lower)
        return noun + 1, draft

    def relation(self, pronoun: int, limit: int, owner: Draft) -> tuple[int, Draft | None]:
        """The end of "his wife", who acts here, and the person, one for each owner."""
        noun = self._noun(pronoun, limit)
        lower = self.tokens.lower[noun]
        speaks_for = lower in self.lists.groups.representatives and owner.type is not ActorType.PERSON
        if noun < 0 or not self._acts(noun) or speaks_for or not owner.named:
            return noun, None
        found = self._relations.get((id(owner), lower))
        if found is None:
            name = f"{self._called(owner)}'s {self.tokens.phrase(pronoun + 1, noun + 1)}"
            found = self._relations[id(owner), lower] = self._new(name, lower)
            found.affiliation = owner
        return noun + 1, found

    def _new(self, name: str, noun: str) -> Draft:
        draft = self.cast.new(name, ActorType.PERSON, f"unnamed {noun}")
        draft.named, draft.gender = False, self.lists.office_gender(noun)
        return draft

    @staticmethod
    def _called(owner: Draft) -> str:
        form = max(owner.forms, key=lambda form: owner.forms[form], default=owner.name)
        return form.split()[-1] if owner.type is ActorType.PERSON else owner.name

    def _noun(self, opener: int, limit: int) -> int:
        """The person's noun that heads the phrase behind an article or pronoun, -1 where it heads none."""
        tokens = self.tokens
        for index in range(opener + 1, min(limit, opener + _LONGEST)):
            if index in self.descriptions.covered or index in self.descriptions.titles:
                return -1
            if tokens.deps[index] not in _INNER and tokens.lower[index] in self.lists.persons:
                named = index + 1 < limit and index + 1 in self.descriptions.covered
                return index if tokens.tags[index] in ("NN", "NNP") and not named else -1
            if tokens.words[index] == "-":
                continue
            if tokens.pos[index] not in _NOMINAL or tokens.lower[index] in self.lists.groups.ordinals:
                return -1
        return -1

    def _acts(self, noun: int) -> bool:
        """Whether somebody is the subject of a deed of will, or somebody's deed is done to them."""
        tokens, acting = self.tokens, self.lists.acting
        label, verb = tokens.deps[noun], tokens.lemmas[tokens.heads[noun]]
        if any(tokens.deps[k] == "appos" for k in tokens.children[noun]):
            return False
        if label in _OBJECTS:
            return verb in acting.addressing or verb in acting.affecting
        return label in (*SUBJECTS, "obl:agent") and verb != "be" and (verb in acting.verbs or verb in acting.personal)

    def _somebody_named(self, token: int, number: int, noun: str) -> bool:
        """Whether "the man" may be a person named just before."""
        gender = self.lists.office_gender(noun)
        seen = (each for back in (0, 1, 2) for each in self.spoken.before(token, number - back))
        return any(
            each.draft.named
            and each.draft.type is ActorType.PERSON
            and each.draft.gender in ("", gender or each.draft.gender)
            for each in seen
        )
