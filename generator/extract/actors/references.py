"""Resolves what points back: definite descriptions ("the envoy", "the company") and pronouns, where the ground is firm.

A description resolves to the one actor of the text that its noun fits; a pronoun to the one person or body that the
sentence and the two before it offer, the subject first. Where two would do, nothing is marked.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import BODIES, Draft
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.extract.marks import Side, marks
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_ARTICLES = frozenset({"the", "this", "that"})
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT, _THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
_PRONOUNS = _HE | _SHE | _IT | _THEY
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass")
_OWNING = ("nmod:poss", "poss")
_INNER = ("compound", "amod", "nmod:desc")
_NOMINAL = ("ADJ", "NOUN", "PROPN", "NUM", "")
_SPECIFIED = frozenset({"of", "for", "that", "which", "who", "-"})  # "the head of the bank" says itself which head
_PLURALS = frozenset({ActorType.GROUP, ActorType.ARMED_GROUP, ActorType.POLICE, ActorType.MILITARY, ActorType.MEDIA})
_REACH = 2  # sentences back for a pronoun
_DESCRIPTION_REACH = 10
_NAMING_REACH = 40  # for a noun that is part of the name, or an office that one person of the text holds
_WINDOWS = (1, 3)  # sentences in which just one of several has been spoken of
_LATEST = 60  # mentions or words of one sentence that are looked back on, however long it is
_OF_ANY_KIND = frozenset({"company", "firm", "club", "union", "newspaper"})  # a name may tell no kind
_NO_KIND = ("language model", "it has an office", "behind which")  # grounds that do not tell what a body is
_INNER_BODIES = frozenset({"board", "panel", "committee", "council", "department", "court"})  # parts of others
_LONGEST_DESCRIPTION = 5
_MANY = 40  # bodies of a kind beyond which no description of that kind is looked up

Fits = Callable[[Draft], bool]


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that something later may mean."""

    start: int
    draft: Draft
    subject: bool
    quoted: bool


class Referrer:
    """Adds the descriptions and pronouns of one text to its cast, in reading order."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, covered: set[int]) -> None:
        self.tokens, self.lists, self.covered = tokens, lists, covered
        bounds = [mark for mark in marks(tokens.text) if not mark.single or mark.side is Side.OPEN]
        self._quote_bounds, self._quote_sides = [mark.start for mark in bounds], [mark.side for mark in bounds]
        self._seen: dict[int, list[Seen]] = {}
        for draft in cast.drafts:
            for start, end, _ in draft.mentions:
                self._see(start, end, draft)
        self._kinds = lists.description_kinds
        self._by_type: dict[ActorType, list[Draft]] = {}
        for draft in cast.drafts:
            if draft.named:
                self._by_type.setdefault(draft.type, []).append(draft)
        self._by_last_word = self._headed(cast)
        self._holders = self._office_holders(cast)
        self._known = {*self._holders, *self._kinds, *(self.lists.titles.wider if self._holders else ())}
        self._titles = {k for draft in cast.drafts for title in draft.titles for k in range(title.start, title.end)}

    def _see(self, start: int, end: int, draft: Draft) -> None:
        if self.tokens.sentences[self.tokens.sentence_of[start]].kind is SentenceKind.DATELINE:
            return  # the agency that sends a report is nobody's "it"
        subject = any(self.tokens.deps[k] in _SUBJECTS for k in range(start, end))
        seen = self._seen.setdefault(self.tokens.sentence_of[start], [])
        insort(seen, Seen(start, draft, subject, self._in_quote(start)), key=lambda each: each.start)

    def _in_quote(self, token: int) -> bool:
        """Whether the nearest double quotation mark before a token opens."""
        index = bisect_right(self._quote_bounds, self.tokens.starts[token]) - 1
        return index >= 0 and self._quote_sides[index] is Side.OPEN

    def _headed(self, cast: Cast) -> dict[str, list[Draft]]:
        """Last word of a body's name, or the last before "of" -> the bodies: "bank" of the European Central Bank."""
        found: dict[str, list[Draft]] = {}
        for draft in cast.drafts:
            if draft.named and draft.type in BODIES:
                for word in {word for form in (draft.name, *draft.forms) for word in _heads(form.split())}:
                    if word in self.lists.head_words or word.lower() in self._kinds:
                        found.setdefault(word.lower(), []).append(draft)
        return found

    def _office_holders(self, cast: Cast) -> dict[str, list[Draft]]:
        """Last word of an office -> the persons who are said to hold it."""
        found: dict[str, list[Draft]] = {}
        for draft in cast.drafts:
            if draft.type is ActorType.PERSON and draft.named:
                for office in {title.office.split()[-1] for title in draft.titles if title.office}:
                    found.setdefault(office, []).append(draft)
        return found

    def refer(self) -> None:
        """Read the text once, from its first sentence to its last."""
        for number, sentence in enumerate(self.tokens.sentences):
            if sentence.kind is not SentenceKind.BODY or sentence.capitals:
                continue
            for index in range(sentence.start, sentence.end):
                lower = self.tokens.lower[index]
                if index in self.covered:
                    continue
                if lower in _PRONOUNS:
                    self._mark(index, index + 1, self._pronoun(index, lower, number), "pronoun")
                elif lower in _ARTICLES:
                    self._describe(index, sentence.end, number)

    def _mark(self, start: int, end: int, draft: Draft | None, form: str) -> None:
        if draft is not None:
            draft.add(start, end, form)
            self._see(start, end, draft)
            self.covered.update(range(start, end))

    # --- descriptions -------------------------------------------------------------------------------------------------

    def _describe(self, start: int, limit: int, number: int) -> None:
        """ "the veteran envoy": an article, adjectives and a noun that fits one actor of the text."""
        end = self._description_end(start, limit)
        if end < 0 or any(k in self.covered or k in self._titles for k in range(start, end + 1)):
            return
        noun = self.tokens.lower[end - 1]
        barred = self._subjects_beside(end - 1, number)
        said = self.tokens.words[start + 1 : end - 1]
        holders = [d for d in self._holders_of(noun) if d not in barred and self._agrees(d, said)]
        draft = self._one(holders, start, _NAMING_REACH if noun in self.lists.titles.unique_offices else 0)
        self._mark(start, end, draft or self._body(noun, start, barred), "description")

    def _holders_of(self, noun: str) -> list[Draft]:
        """The persons with this office; else those with one that it includes ("diplomat" for an envoy)."""
        exact = self._holders.get(noun, [])
        narrower = self.lists.titles.wider.get(noun, frozenset()) if not exact else frozenset()
        return exact or list(dict.fromkeys(d for office in narrower for d in self._holders.get(office, ())))

    def _agrees(self, draft: Draft, said: list[str]) -> bool:
        """Whether "the French foreign minister" fits: every word of office or country said is true of the person."""
        titles = " ".join(title.text.lower() for title in draft.titles)
        for word in said:
            code = self.lists.adjectives.get(word)
            if (code and code != draft.country) or (
                word.lower() in self.lists.title_words and word.lower() not in titles
            ):
                return False
        return True

    def _description_end(self, start: int, limit: int) -> int:
        tokens = self.tokens
        for index in range(start + 1, min(limit, start + _LONGEST_DESCRIPTION)):
            lower, pos = tokens.lower[index], tokens.pos[index]
            known = lower in self._known or lower in self._by_last_word
            if known and pos in ("NOUN", "PROPN", ""):
                follows = tokens.lower[index + 1] if index + 1 < limit else ""
                if tokens.deps[index] not in _INNER:
                    charged = follows == "of" and tokens.tags[index + 2 : index + 3] == ["VBG"]  # "accused the firm of"
                    return -1 if follows in _SPECIFIED and not charged else index + 1
            if pos not in _NOMINAL:
                return -1
        return -1

    def _body(self, noun: str, start: int, barred: list[Draft]) -> Draft | None:
        kinds = self._kinds.get(noun, [])
        exact = [draft for draft in self._by_last_word.get(noun, []) if draft not in barred]
        if any(draft.last_before(start) >= 0 for draft in exact):
            return self._one(exact, start, _NAMING_REACH)
        if not kinds or kinds == [ActorType.COUNTRY]:
            return None
        drafts = [draft for kind in kinds for draft in self._by_type.get(kind, ())[: _MANY + 1]]
        if len(drafts) > _MANY:
            return None
        named = [d for d in drafts if d not in barred and d.last_before(start) >= 0 and self._may_be(noun, d)]
        if not named and noun in _OF_ANY_KIND:
            untyped = self._by_type.get(ActorType.ORGANIZATION, ())[: _MANY + 1]
            named = [d for d in untyped if d.ground in _NO_KIND and d not in barred]
        return self._one(named, start)

    def _may_be(self, noun: str, draft: Draft) -> bool:
        """Whether "the museum" may be this body: its name says so, or nothing tells what else it is."""
        firm = draft.ground.startswith(("head noun", "lexicon", "first word")) or noun in _INNER_BODIES
        told = noun in self.lists.groups.specific and firm
        return not told or any(noun in form.casefold().split() for form in (draft.name, *draft.forms))

    def _one(self, drafts: list[Draft], start: int, reach: int = 0) -> Draft | None:
        """The only one, if it was spoken of lately, or the only one spoken of just now."""
        earlier = [draft for draft in drafts[: _MANY + 1] if draft.last_before(start) >= 0]
        if len(earlier) == 1:
            return earlier[0] if self._distance(earlier[0], start) <= (reach or _DESCRIPTION_REACH) else None
        for window in _WINDOWS:
            recent = [draft for draft in earlier if self._distance(draft, start) <= window]
            if recent:
                return recent[0] if len(recent) == 1 else None
        return None

    def _distance(self, draft: Draft, token: int) -> int:
        return self.tokens.sentence_of[token] - self.tokens.sentence_of[draft.last_before(token)]

    # --- pronouns -----------------------------------------------------------------------------------------------------

    def _pronoun(self, index: int, lower: str, number: int) -> Draft | None:
        if lower in _HE or lower in _SHE:
            return self._by_gender(index, "m" if lower in _HE else "f", number)
        if lower in _THEY:
            fits: Fits = lambda draft: draft.plural or (not draft.named and draft.type in _PLURALS)  # noqa: E731
            return None if self._other_plural(index) else self._recent(index, number, fits)
        if self._is_body_use(index):
            return self._recent(index, number, lambda d: d.type in BODIES or d.type is ActorType.COUNTRY)
        return None

    def _is_body_use(self, index: int) -> bool:
        """ "it" is a body only as the subject of a verb of will; "its" may be anybody's."""
        tokens = self.tokens
        head = tokens.heads[index]
        verb = tokens.lemmas[head]
        particle = next((tokens.lower[k] for k in tokens.children[head] if tokens.deps[k] == "compound:prt"), "")
        willing = verb in self.lists.acting.verbs or f"{verb} {particle}" in self.lists.acting.phrasal
        acts = tokens.deps[index] in ("nsubj", "nsubj:outer") and willing and verb != "be"
        return acts or tokens.deps[index] in _OWNING

    def _other_plural(self, index: int) -> bool:
        """Whether a plural noun that is no actor stands before "they" in its sentence and might be meant."""
        tokens = self.tokens
        start = max(tokens.sentences[tokens.sentence_of[index]].start, index - _LATEST)
        return any(tokens.tags[k] == "NNS" and k not in self.covered for k in range(start, index))

    def _by_gender(self, index: int, gender: str, number: int) -> Draft | None:
        found = self._recent(index, number, lambda d: d.type is ActorType.PERSON and d.gender in ("", gender))
        if found is not None and not found.gender and found.named:
            found.gender = gender
        return found

    def _recent(self, index: int, number: int, fits: Fits) -> Draft | None:
        """The one fitting actor before a token; of several the subject of the nearest sentence that has any."""
        barred = self._subjects_beside(index, number)
        outside = not self._in_quote(index)
        for back in range(_REACH + 1):
            seen = [
                each
                for each in self._before(index, number - back)
                if not (outside and each.quoted) and fits(each.draft) and each.draft not in barred
            ]
            if seen and back < _REACH:
                drafts = list(dict.fromkeys(each.draft for each in seen))
                subjects = list(dict.fromkeys(each.draft for each in seen if each.subject))
                best = drafts if len(drafts) == 1 else subjects
                return best[0] if len(best) == 1 else None
            if seen:
                return seen[0].draft if all(each.draft is seen[0].draft for each in seen) else None
        return None

    def _subjects_beside(self, index: int, number: int) -> list[Draft]:
        """Subjects of the sentence, whom an object in it cannot mean ("Police released them")."""
        tokens = self.tokens
        if not tokens.parsed or tokens.deps[index] in (*_SUBJECTS, *_OWNING) or tokens.lower[index] in _REFLEXIVE:
            return []
        return [each.draft for each in self._before(index, number) if each.subject]

    def _before(self, index: int, number: int) -> list[Seen]:
        """The last mentions of a sentence that stand before a token."""
        seen = self._seen.get(number, [])
        end = bisect_left(seen, index, key=lambda each: each.start)
        return seen[max(0, end - _LATEST) : end]


def _heads(words: list[str]) -> set[str]:
    """The words that may head a name of several: the last, and the one before "of" or "for"."""
    inner = {words[k - 1] for k in range(1, len(words)) if words[k] in ("of", "for", "on")}
    return {words[-1], *inner} if len(words) > 1 else set()


def add_references(tokens: Tokens, lists: Lists, cast: Cast, covered: set[int]) -> None:
    """Add descriptions and pronouns that point back to one actor."""
    Referrer(tokens, lists, cast, covered).refer()
