"""Resolves definite descriptions ("the envoy", "the company") to the one actor of the text that the noun fits."""

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import BODIES, Draft
from generator.extract.actors.spoken import Spoken
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_INNER = ("compound", "amod", "nmod:desc")
_RANKED = ("JJS", "RBS")  # "the youngest minister" is a new one
_NOMINAL = ("ADJ", "NOUN", "PROPN", "NUM", "")
_NAMING = ("NOUN", "PROPN")  # "the bus driver" is not "a truck driver"
_SPECIFIED = frozenset(
    {"of", "for", "that", "which", "who", "behind", "-"}
)  # "the head of the bank" says itself which head
_WHOLE_GOVERNMENTS = frozenset({"government", "administration", "regime"})
_PARTS_OF_GOVERNMENT = ("Ministry", "Department", "Agency", "Office", "Bureau", "Council", "Commission", "Authority")
_DESCRIPTION_REACH = 10
_NAMING_REACH = 40  # for a noun that is part of the name, or an office that one person of the text holds
_WINDOWS = (1, 3)  # sentences in which just one of several has been spoken of
_OF_ANY_KIND = frozenset({"company", "firm", "club", "union", "newspaper"})  # a name may tell no kind
_TOPICS = frozenset({"company", "firm", "group", "club", "bank", "airline", "maker", "carmaker", "retailer"})
_OFTEN = 3  # mentions before a text is about somebody
_NO_KIND = ("language model", "it has an office", "behind which")  # grounds that do not tell what a body is
_INNER_BODIES = frozenset({"board", "panel", "committee", "council", "department", "court"})  # parts of others
_LONGEST_DESCRIPTION = 7
_MANY = 40  # bodies of a kind beyond which no description of that kind is looked up


class Descriptions:
    """Finds what the descriptions of one text mean; `covered` are the tokens of mentions."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, spoken: Spoken, covered: set[int]) -> None:
        self.tokens, self.lists, self.spoken, self.covered = tokens, lists, spoken, covered
        self._kinds = lists.description_kinds
        self._by_type: dict[ActorType, list[Draft]] = {}
        for draft in cast.drafts:
            if draft.named:
                self._by_type.setdefault(draft.type, []).append(draft)
        self._by_last_word = self._headed(cast)
        self._unnamed: dict[str, list[Draft]] = {}  # "agency" -> "Norway's anti-trust agency"
        for draft in cast.drafts:
            if not draft.named and draft.type in BODIES and not draft.plural:
                self._unnamed.setdefault(draft.name.split()[-1].lower(), []).append(draft)
        self._holders = self._office_holders(cast)
        self._known = {*self._holders, *self._kinds, *(self.lists.titles.wider if self._holders else ())}
        self.titles = {k for draft in cast.drafts for title in draft.titles for k in range(title.start, title.end)}

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
        """Last word of an office, or of what somebody without a name is called -> the persons."""
        found: dict[str, list[Draft]] = {}
        for draft in cast.drafts:
            if draft.type is ActorType.PERSON:
                offices = {title.office.split()[-1] for title in draft.titles if title.office}
                for office in offices if draft.named else {draft.name.split()[-1].lower()}:
                    found.setdefault(office, []).append(draft)
        return found

    def read(self, start: int, limit: int, number: int) -> tuple[int, Draft | None]:
        """ "the veteran envoy": an article, adjectives and a noun that fits one actor of the text."""
        end = self._description_end(start, limit)
        if end < 0 or any(k in self.covered or k in self.titles for k in range(start, end + 1)):
            return end, None
        noun = self.tokens.lower[end - 1]
        barred = self.spoken.subjects_beside(end - 1, number)
        holders = [d for d in self._holders_of(noun) if d not in barred and self._agrees(d, start + 1, end - 1)]
        draft = self._one(holders, start, _NAMING_REACH if noun in self.lists.titles.unique_offices else 0)
        return end, draft or self._body(noun, start, barred)

    def may_be_known(self, start: int, noun: int) -> bool:
        """Whether somebody of the text holds this office, so that "the minister" may be that person."""
        return any(self._agrees(draft, start, noun) for draft in self._holders_of(self.tokens.lower[noun]))

    def add(self, draft: Draft, noun: str) -> None:
        """Somebody without a name who was met first here."""
        self._holders.setdefault(noun, []).append(draft)
        self._known.add(noun)

    def _holders_of(self, noun: str) -> list[Draft]:
        """The persons with this office; else those with one that it includes ("diplomat" for an envoy)."""
        exact = self._holders.get(noun, [])
        narrower = self.lists.titles.wider.get(noun, frozenset()) if not exact else frozenset()
        return exact or list(dict.fromkeys(d for office in narrower for d in self._holders.get(office, ())))

    def _agrees(self, draft: Draft, start: int, noun: int) -> bool:
        """Whether "the French foreign minister" fits: every word of office or country said is true of the person."""
        titles = " ".join((*(title.text.lower() for title in draft.titles), "" if draft.named else draft.name.lower()))
        sides = self.lists.titles.sides
        for index in range(start, noun):
            word = self.tokens.words[index]
            code, lower = self.lists.adjectives.get(word), word.lower()
            known = lower in titles or (lower in sides and sides.isdisjoint(titles.split()))
            telling = lower in self.lists.title_words or (not draft.named and self.tokens.pos[index] in _NAMING)
            if (code and code != draft.country) or (telling and not known):
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
            if tokens.words[index] == "-":
                continue
            if pos not in _NOMINAL or tokens.tags[index] in _RANKED or lower in self.lists.groups.ordinals:
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
        named += [d for d in self._unnamed.get(noun, ()) if d not in barred]
        if not named and noun in _OF_ANY_KIND:
            untyped = self._by_type.get(ActorType.ORGANIZATION, ())[: _MANY + 1]
            named = [d for d in untyped if d.ground in _NO_KIND and d not in barred]
        return self._one(named, start) or (self._subject_of_text(named, start) if noun in _TOPICS else None)

    def _subject_of_text(self, drafts: list[Draft], start: int) -> Draft | None:
        """The one that the text is about: named first, lately, and far more often than any other that fits."""
        named = sorted(drafts, key=lambda draft: -self._times(draft, start))[:2]
        if len(named) < 2 or named[0].mentions[0] != min(draft.mentions[0] for draft in drafts):
            return None
        often = self._times(named[0], start) >= max(_OFTEN, 2 * self._times(named[1], start))
        return named[0] if often and self._distance(named[0], start) <= _WINDOWS[-1] else None

    def _times(self, draft: Draft, start: int) -> int:
        return sum(first < start for first, _, _ in draft.mentions)

    def _may_be(self, noun: str, draft: Draft) -> bool:
        """Whether "the museum" may be this body: its name says so, or nothing tells what else it is."""
        firm = draft.ground.startswith(("head noun", "lexicon", "first word")) or noun in _INNER_BODIES
        told = noun in self.lists.groups.specific and firm
        if noun in _WHOLE_GOVERNMENTS and draft.ground.startswith("head noun"):
            return not draft.ground.endswith(_PARTS_OF_GOVERNMENT)
        if noun == "agency" and draft.type is ActorType.MEDIA and draft.ground.startswith("head noun"):
            return draft.ground.endswith(("Agency", "News", "Press", "Wire", "Newswire"))
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


def _heads(words: list[str]) -> set[str]:
    """The words that may head a name of several: the last, and the one before "of" or "for"."""
    inner = {words[k - 1] for k in range(1, len(words)) if words[k] in ("of", "for", "on")}
    return {words[-1], *inner} if len(words) > 1 else set()
