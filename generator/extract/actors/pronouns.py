"""Resolves pronouns to the one person or body that the sentence and the two before it offer, the subject first."""

from collections.abc import Callable

from generator.extract.actors.drafts import BODIES, Draft
from generator.extract.actors.spoken import CLIMB, LATEST, OWNING, SUBJECTS, Seen, Spoken
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT, _THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
PRONOUNS = _HE | _SHE | _IT | _THEY
_PLURALS = frozenset({ActorType.GROUP, ActorType.ARMED_GROUP, ActorType.POLICE, ActorType.MILITARY, ActorType.MEDIA})
_REACH = 2  # sentences back for a pronoun

Fits = Callable[[Draft], bool]


class Pronouns:
    """Finds whom the pronouns of one text mean; `covered` are the tokens of mentions."""

    def __init__(self, tokens: Tokens, lists: Lists, spoken: Spoken, covered: set[int]) -> None:
        self.tokens, self.lists, self.spoken, self.covered = tokens, lists, spoken, covered

    def read(self, index: int, number: int) -> Draft | None:
        """Whom a pronoun means, None where that is in doubt."""
        lower = self.tokens.lower[index]
        if lower in _HE or lower in _SHE:
            return self._by_gender(index, "m" if lower in _HE else "f", number)
        if lower in _THEY:
            fits: Fits = lambda draft: draft.plural or (not draft.named and draft.type in _PLURALS)  # noqa: E731
            return None if self._other_plural(index) else self._recent(index, number, fits)
        if self._is_body_use(index):
            found = self._recent(index, number, _may_be_it)
            return None if found is not None and self._other_body(index, number, found) else found
        return None

    def _other_body(self, index: int, number: int, found: Draft) -> bool:
        """Whether a body without a mention is what "it" rather means ("The ministry rejected a report by …. It …")."""
        tokens = self.tokens
        sentence = tokens.sentences[max(0, number - 1)]
        if tokens.deps[index] not in SUBJECTS or index > tokens.sentences[number].start or not number:
            return False
        if any(each.subject and each.draft is found for each in self.spoken.before(index, number - 1)):
            return False
        return any(
            tokens.deps[k] in SUBJECTS and tokens.lower[k] in self.lists.description_kinds and k not in self.covered
            for k in range(sentence.start, min(sentence.end, sentence.start + LATEST))
        )

    def _is_body_use(self, index: int) -> bool:
        """ "it" is a body only as the subject of a verb of will; "its" may be anybody's."""
        tokens = self.tokens
        head = tokens.heads[index]
        verb = tokens.lemmas[head]
        particle = next((tokens.lower[k] for k in tokens.children[head] if tokens.deps[k] == "compound:prt"), "")
        willing = verb in self.lists.acting.verbs or f"{verb} {particle}" in self.lists.acting.phrasal
        acts = tokens.deps[index] in ("nsubj", "nsubj:outer") and willing and verb != "be"
        return acts or tokens.deps[index] in OWNING

    def _other_plural(self, index: int) -> bool:
        """Whether a plural noun that is no actor stands before "they" in its sentence and might be meant."""
        tokens = self.tokens
        start = max(tokens.sentences[tokens.sentence_of[index]].start, index - LATEST)
        return any(tokens.tags[k] == "NNS" and k not in self.covered for k in range(start, index))

    def _by_gender(self, index: int, gender: str, number: int) -> Draft | None:
        found = self._recent(index, number, lambda d: d.type is ActorType.PERSON and d.gender in ("", gender))
        if found is not None and not found.gender and found.named:
            found.gender = gender
        return found

    def _recent(self, index: int, number: int, fits: Fits) -> Draft | None:
        """The one fitting actor before a token; of several the subject of the nearest sentence that has any."""
        barred = self.spoken.subjects_beside(index, number)
        for back in range(_REACH + 1):
            seen = self._fitting(index, number - back, fits, barred)
            own = [each for each in seen if not back and each.verb in self._clause_of(index)]
            if own and self.tokens.deps[index] in OWNING:
                return self._best(own, True)
            if seen:
                others = [each for each in seen if not each.subject] if barred and not back else []
                return self._best(seen, back < _REACH and not others) or (self._best(others, False) if others else None)
        return None

    def _fitting(self, index: int, number: int, fits: Fits, barred: list[Draft]) -> list[Seen]:
        """Who is spoken of in a sentence before a token and may be meant by it."""
        outside = not self.spoken.in_quote(index)
        return [
            each
            for each in self.spoken.before(index, number)
            if not (outside and each.quoted) and fits(each.draft) and each.draft not in barred
            if each.draft.name or not self._within(index, each.start)
        ]

    def _clause_of(self, index: int) -> set[int]:
        """The verbs of the clause in which somebody owns something: "She signed it without asking her ministers"."""
        return self.spoken.governors(index) if self.tokens.deps[index] in OWNING else set()

    def _best(self, seen: list[Seen], subject_counts: bool) -> Draft | None:
        """The only one, else the only subject; None if that is somebody without a name."""
        drafts = list(dict.fromkeys(each.draft for each in seen))
        if len(drafts) > 1 and subject_counts:
            subjects = [each for each in seen if each.subject]
            drafts = list(dict.fromkeys(each.draft for each in subjects if not self._is_told_of(each, subjects)))
            drafts = (
                [draft for draft in drafts if draft.named] if len({each.verb for each in subjects}) == 1 else drafts
            )
        return drafts[0] if len(drafts) == 1 and drafts[0].name else None

    def _is_told_of(self, each: Seen, subjects: list[Seen]) -> bool:
        """ "Ama Mensah said the minister took bribes": the minister is only in what somebody else says."""
        above = self.tokens.heads[each.verb]
        return (
            not each.draft.named and self.tokens.deps[each.verb] == "ccomp" and any(s.verb == above for s in subjects)
        )

    def _within(self, index: int, noun: int) -> bool:
        """Whether a pronoun stands in what is said of a noun, which it then cannot mean ("the man he beat")."""
        for _ in range(CLIMB):
            index = self.tokens.heads[index]
            if index == noun:
                return True
        return False


def _may_be_it(draft: Draft) -> bool:
    """A body, a country, or a group with a name of its own ("the Sons of Hadba")."""
    one = draft.type is ActorType.GROUP and draft.named and not draft.plural
    return one or draft.type in BODIES or draft.type is ActorType.COUNTRY
