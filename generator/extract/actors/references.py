"""Resolves what points back: definite descriptions ("the envoy", "the company") and pronouns, where the ground is firm.

A description resolves to the one actor of the text that its noun fits; a pronoun to the one person or body that the
sentence and the two before it offer, the subject first. Where two would do, nothing is marked.
"""

from collections.abc import Callable
from dataclasses import dataclass

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import BODIES, Draft
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_ARTICLES = frozenset({"the", "this", "that"})
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT, _THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
_PRONOUNS = _HE | _SHE | _IT | _THEY
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass")
_REACH = 2  # sentences back
_DESCRIPTION_REACH = 6
_PLURALS = frozenset({ActorType.GROUP, ActorType.ARMED_GROUP, ActorType.POLICE, ActorType.MILITARY, ActorType.MEDIA})


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that a pronoun may mean."""

    start: int
    draft: Draft
    subject: bool


class Referrer:
    """Adds the descriptions and pronouns of one text to its cast, in reading order."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, taken: set[int]) -> None:
        self.tokens, self.lists, self.cast, self.taken = tokens, lists, cast, taken
        self.by_sentence: dict[int, list[Seen]] = {}
        for draft in cast.drafts:
            for start, end, form in draft.mentions:
                self._see(start, end, draft)
        self.kinds: dict[str, list[ActorType]] = {}
        for kind, nouns in lists.groups.descriptions.items():
            for noun in nouns:
                self.kinds.setdefault(noun, []).append(kind)
        self.holders = self._holders()
        self.titles = {i for d in cast.drafts for t in d.titles for i in range(t.start, t.end)}

    def _see(self, start: int, end: int, draft: Draft) -> None:
        subject = any(self.tokens.deps[k] in _SUBJECTS for k in range(start, end))
        seen = self.by_sentence.setdefault(self.tokens.sentence_of[start], [])
        seen.append(Seen(start, draft, subject))
        seen.sort(key=lambda each: each.start)

    def _holders(self) -> dict[str, list[Draft]]:
        """Last word of an office -> the persons who are said to hold it."""
        found: dict[str, list[Draft]] = {}
        for draft in self.cast.drafts:
            if draft.type is ActorType.PERSON:
                for office in {title.office.split()[-1] for title in draft.titles if title.office}:
                    found.setdefault(office, []).append(draft)
        return found

    def refer(self) -> None:
        """Read the text once, from its first sentence to its last."""
        tokens = self.tokens
        for number, sentence in enumerate(tokens.sentences):
            if sentence.kind is not SentenceKind.BODY:
                continue
            for index in range(sentence.start, sentence.end):
                lower = tokens.lower[index]
                if index in self.taken:
                    continue
                if lower in _PRONOUNS:
                    self._mark(index, index + 1, self._pronoun(index, lower, number), "pronoun")
                elif lower in _ARTICLES and index + 1 < sentence.end:
                    self._describe(index, sentence.end, number)

    def _mark(self, start: int, end: int, draft: Draft | None, form: str) -> None:
        if draft is not None:
            draft.add(start, end, form)
            self._see(start, end, draft)

    # --- descriptions -------------------------------------------------------------------------------------------------

    def _describe(self, start: int, floor_end: int, number: int) -> None:
        """ "the veteran envoy": an article, adjectives and a noun that fits one actor of the text."""
        end = self._noun_end(start, floor_end)
        if end < 0 or any(k in self.taken or k in self.titles for k in range(start, end)):
            return
        noun = self.tokens.lower[end - 1]
        draft = self._holder(noun, start) or self._body(noun, start, number)
        self._mark(start, end, draft, "description")

    def _noun_end(self, start: int, limit: int) -> int:
        tokens = self.tokens
        for index in range(start + 1, min(limit, start + 5)):
            lower, pos = tokens.lower[index], tokens.pos[index]
            follows = tokens.lower[index + 1] if index + 1 < limit else ""
            if (lower in self.holders or lower in self.kinds) and pos in ("NOUN", "PROPN", ""):
                inner = tokens.deps[index] in ("compound", "amod", "nmod:desc") or follows in ("'s", "'") and False
                return -1 if inner or follows in ("of", "for", "that", "which", "who", "-") else index + 1
            if pos not in ("ADJ", "NOUN", "PROPN", "NUM", ""):
                return -1
        return -1

    def _holder(self, noun: str, start: int) -> Draft | None:
        """The person who is said to hold this office: the only one, or the only one spoken of just now."""
        holders = [d for d in self.holders.get(noun, []) if d.last_before(start) >= 0]
        return self._only(holders, start)

    def _body(self, noun: str, start: int, number: int) -> Draft | None:
        kinds = self.kinds.get(noun)
        if not kinds:
            return None
        if kinds == [ActorType.COUNTRY]:
            return None
        named = [d for d in self.cast.drafts if d.named and d.type in kinds and d.last_before(start) >= 0]
        exact = [d for d in named if d.name.casefold().endswith(noun)]
        return self._only(exact or named, start)

    def _only(self, drafts: list[Draft], start: int) -> Draft | None:
        if len(drafts) == 1:
            near = self._distance(drafts[0], start) <= _DESCRIPTION_REACH
            return drafts[0] if near else None
        recent = [d for d in drafts if self._distance(d, start) <= 1]
        return recent[0] if len(recent) == 1 else None

    def _distance(self, draft: Draft, token: int) -> int:
        last = draft.last_before(token)
        return self.tokens.sentence_of[token] - self.tokens.sentence_of[last] if last >= 0 else 10**6

    # --- pronouns -----------------------------------------------------------------------------------------------------

    def _pronoun(self, index: int, lower: str, number: int) -> Draft | None:
        if lower in _HE or lower in _SHE:
            return self._by_gender(index, "m" if lower in _HE else "f", number)
        if lower in _THEY:
            return self._recent(index, number, lambda d: d.plural or (not d.named and d.type in _PLURALS), strict=True)
        if lower in _IT and self._is_body_use(index):
            return self._recent(index, number, lambda d: d.type in BODIES or d.type is ActorType.COUNTRY, strict=True)
        return None

    def _is_body_use(self, index: int) -> bool:
        """ "it" is a body only as subject of a verb of will; "its" as its owner then too."""
        tokens = self.tokens
        if tokens.deps[index] in ("nmod:poss", "poss"):
            return True
        verb = tokens.heads[index]
        return tokens.deps[index] in _SUBJECTS and tokens.lemmas[verb] in self.lists.acting.verbs and tokens.lemmas[verb] != "be"

    def _by_gender(self, index: int, gender: str, number: int) -> Draft | None:
        found = self._recent(index, number, lambda d: d.type is ActorType.PERSON and d.gender in ("", gender))
        if found is not None and not found.gender and found.named:
            found.gender = gender
        return found

    def _recent(self, index: int, number: int, fits: Callable[[Draft], bool], strict: bool = False) -> Draft | None:
        """The one fitting actor before a token; of several the subject of the nearest sentence that has one."""
        for back in range(_REACH + 1):
            seen = [each for each in self.by_sentence.get(number - back, []) if each.start < index and fits(each.draft)]
            if not seen:
                continue
            drafts = list({id(each.draft): each.draft for each in seen}.values())
            if len(drafts) == 1:
                return drafts[0]
            subjects = list({id(each.draft): each.draft for each in seen if each.subject}.values())
            return subjects[0] if len(subjects) == 1 else None
        return None


def add_references(tokens: Tokens, lists: Lists, cast: Cast, taken: set[int]) -> None:
    """Add descriptions and pronouns that point back to one actor."""
    Referrer(tokens, lists, cast, taken).refer()
