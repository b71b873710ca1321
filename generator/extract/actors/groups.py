"""Finds who acts without a name: rebels, eyewitnesses, Western leaders, the Syrian authorities, a gunman."""

from dataclasses import dataclass

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import BODIES, Draft
from generator.extract.actors.names import Name
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_SUBJECTS = ("nsubj", "nsubj:outer")
_AGENTS = ("obl:agent", "agent")
_OBJECTS = ("obj", "iobj", "dobj", "dative", "obl", "nsubj:pass", "nsubjpass")
_INNER = ("compound", "amod", "nmod:desc", "flat", "fixed")  # part of another noun's phrase
_OPENERS, _CLOSERS = frozenset({'"', "“", "‘", "'", "``"}), frozenset({'"', "”", "’", "'", "''"})
_DETERMINERS = frozenset({"a", "an", "one", "another", "each", "every"})
_MAX_BEFORE = 7
_DOMINANT_SHARE, _DOMINANT_LEAST = 0.5, 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase whose head is a group noun: token bounds, the listed noun, its type."""

    start: int
    end: int
    noun: str
    type: ActorType
    plural: bool
    country: str
    owner: Draft | None
    modifier_start: int  # where the words that tell the group from others begin
    acts: bool  # subject or agent of a deed, or addressed by somebody


class GroupFinder:
    """Finds the groups of one text and gives them actors."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, names: list[Name], blocked: bytearray) -> None:
        self.tokens, self.lists, self.cast, self.blocked = tokens, lists, cast, blocked
        self.name_at = {i: k for k, name in enumerate(names) for i in range(name.start, name.end)}
        self.names = names
        self.taken = {i for k in cast.of_name for i in range(names[k].start, names[k].end)}
        self.titles = {i for d in cast.drafts for t in d.titles for i in range(t.start, t.end)}

    def find(self) -> list[Phrase]:
        """Every group phrase that acts or is addressed, in order."""
        found = []
        for sentence in self.tokens.sentences:
            if sentence.kind is SentenceKind.DATELINE:
                continue
            for index in range(sentence.start, sentence.end):
                phrase = self._phrase(index, sentence.start)
                if phrase is not None:
                    found.append(phrase)
        return found

    def _phrase(self, index: int, floor: int) -> Phrase | None:
        tokens = self.tokens
        longest = self.lists.group_lengths.get(tokens.lower[index])
        if not longest or index in self.taken or index in self.titles or self.blocked[index]:
            return None
        if tokens.pos[index] not in ("NOUN", "PROPN", "ADJ", "") or tokens.deps[index] in _INNER:
            return None
        noun_start, noun = self._noun(index, longest, floor)
        if not noun or index + 1 in self.taken:  # "aircraft maker Boeing" describes who follows
            return None
        start, country, owner, modifier = self._modifiers(noun_start, index, floor)
        singular = noun in self.lists.persons and not self._is_plural(index)
        if singular and not self._indefinite(start):
            return None
        kind = ActorType.PERSON if singular else self.lists.group_types.get(noun)
        if kind is None or (owner is not None and tokens.lower[index] in self.lists.groups.representatives):
            return None
        if kind is not ActorType.PERSON and not singular and not self._is_group_use(index, noun, start, country, owner):
            return None
        acts = self._acts(index) and not self._quoted(start, index) and not self._exemplified(index)
        if noun in self.lists.groups.too_wide and modifier == noun_start:
            acts = False
        return Phrase(start, index + 1, noun, kind, not singular, country, owner, modifier, acts)

    def _acts(self, index: int) -> bool:
        """Whether a noun is the subject or agent of a deed, or is spoken to; the parser's word, else always."""
        tokens = self.tokens
        if not tokens.parsed:
            return True
        for _ in range(10):
            if tokens.deps[index] != "conj":
                break
            index = tokens.heads[index]
        label, governor = tokens.deps[index], tokens.heads[index]
        if label in _AGENTS:
            return True
        if label in _SUBJECTS:
            return tokens.pos[governor] == "VERB" or not tokens.pos[governor]
        return label in _OBJECTS and tokens.lemmas[governor] in self.lists.acting.addressing

    def _quoted(self, start: int, index: int) -> bool:
        """ "carried out by 'terrorists'": somebody's word for them, not the article's."""
        words = self.tokens.words
        around = words[max(start - 1, 0)], words[min(index + 1, len(words) - 1)]
        return around[0] in _OPENERS and start > 0 and (around[1] in _CLOSERS or words[min(index + 2, len(words) - 1)] in _CLOSERS)

    def _exemplified(self, index: int) -> bool:
        """ "media such as ...": a class, whose members are named."""
        lower = self.tokens.lower
        return index + 1 < len(lower) and lower[index + 1] in ("such", "including", "like")

    def _noun(self, index: int, longest: int, floor: int) -> tuple[int, str]:
        lower = self.tokens.lower
        for count in range(min(longest, index + 1 - floor), 0, -1):
            phrase = " ".join(lower[index + 1 - count : index + 1])
            if phrase in self.lists.group_types or phrase in self.lists.persons:
                return index + 1 - count, phrase
        return index, ""

    def _is_plural(self, index: int) -> bool:
        tag = self.tokens.tags[index]
        return tag in ("NNS", "NNPS") or (not tag and self.tokens.lower[index].endswith("s"))

    def _indefinite(self, start: int) -> bool:
        return self.tokens.lower[start] in _DETERMINERS

    def _is_group_use(self, index: int, noun: str, start: int, country: str, owner: Draft | None) -> bool:
        """A singular body noun ("company", "court") without article or owner is no group; "the company" points back."""
        if self._is_plural(index) or noun in self.lists.groups.uncounted:
            return True
        if country or owner is not None:
            return True
        first = self.tokens.lower[start]
        if first in ("the", "this", "that", "its", "their", "his", "her"):
            return noun in self.lists.groups.standing or noun in self.lists.groups.executive
        return first in _DETERMINERS or start < index

    def _modifiers(self, noun_start: int, index: int, floor: int) -> tuple[int, str, Draft | None, int]:
        """Where the phrase begins, the country and the actor that its modifiers name, and the first one worth keeping."""
        tokens = self.tokens
        start, country, keep = noun_start, "", noun_start
        owner: Draft | None = None
        while start > floor and noun_start - start < _MAX_BEFORE:
            word, lower, pos = tokens.words[start - 1], tokens.lower[start - 1], tokens.pos[start - 1]
            named = self.name_at.get(start - 1)
            if named is not None and (start - 1) in self.taken:
                name, draft = self.names[named], self.cast.of_name[named]
                start = keep = name.start
                owner, country = owner or draft, country or name.country or draft.country
                continue
            if tokens.parsed and not start - 1 < tokens.heads[start - 1] <= index:
                break
            if word in self.lists.adjectives:
                country, keep = country or self.lists.adjectives[word], start - 1
            elif lower in self.lists.groups.classifying or (word[0].isupper() and word in self.lists.nonactors.words):
                keep = start - 1
            elif lower in ("'s", "'") and start - 1 > floor:
                start -= 1
                owner, country, begin = self._possessor(start, owner, country)
                start = keep = begin
                break
            elif word == "-" or (start > 1 and tokens.words[start - 2] == "-" and not word[0].isspace()):
                keep = start - 1 if keep == start else keep
            elif tokens.deps[start - 1] == "compound" and pos in ("NOUN", "PROPN"):
                keep = start - 1
            elif pos not in ("ADJ", "NUM", "NOUN", "PROPN") and not (lower in _ARTICLES and pos in ("DET", "PRON", "")):
                break
            start -= 1
            if lower in _ARTICLES:
                break
        return start, country, owner, keep

    def _possessor(self, stop: int, owner: Draft | None, country: str) -> tuple[Draft | None, str, int]:
        named = self.name_at.get(stop - 1)
        if named is None or named not in self.cast.of_name:
            return owner, country, stop + 1
        draft = self.cast.of_name[named]
        return draft, country or draft.country, self.names[named].start


_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "some", "many", "several", "two", "three", "other", "all", "both", "these", "those", "one", "this", "that", "any", "no", "most", "more", "few"})  # fmt: skip


def add_groups(tokens: Tokens, lists: Lists, cast: Cast, names: list[Name], blocked: bytearray) -> set[int]:
    """Add the unnamed groups to the cast; returns the tokens that names and groups cover."""
    finder = GroupFinder(tokens, lists, cast, names, blocked)
    dominant = _dominant_country(cast, names)
    drafts: dict[tuple[str, str], Draft] = {}
    phrases = finder.find()
    stems = [(_stem(lists, phrase.noun), phrase) for phrase in phrases]
    acting = {stem for stem, phrase in stems if phrase.acts}
    for stem, phrase in sorted(stems, key=lambda pair: (not (pair[1].country or pair[1].owner), pair[1].start)):
        if not phrase.acts and (stem not in acting or phrase.noun in lists.groups.too_wide) and not (phrase.country and phrase.noun in lists.groups.executive):
            continue
        draft = _group(tokens, lists, cast, drafts, stem, phrase, dominant)
        draft.add(phrase.start, phrase.end, "description")
        finder.taken.update(range(phrase.start, phrase.end))
    return finder.taken


def _stem(lists: Lists, noun: str) -> str:
    words = noun.split()
    while len(words) > 1 and words[-1] in lists.groups.generic:
        words.pop()
    last = words[-1]
    words[-1] = last[:-3] + "man" if last.endswith("men") else last[:-1] if last.endswith("s") and not last.endswith("ss") else last
    return " ".join(words)


def _group(
    tokens: Tokens, lists: Lists, cast: Cast, drafts: dict[tuple[str, str], Draft], stem: str, phrase: Phrase, dominant: str
) -> Draft:
    name = tokens.phrase(phrase.modifier_start, phrase.end)
    bloc = cast.bloc(tokens.words[phrase.modifier_start]) if phrase.end - phrase.modifier_start == 2 else None
    if bloc is not None and phrase.noun in lists.groups.of_blocs:
        return bloc
    owner = phrase.owner
    if owner is not None and owner.type in BODIES and tokens.lower[phrase.end - 2] != "'s":
        kinds = lists.groups.descriptions
        if phrase.noun in kinds.get(owner.type, ()) or phrase.noun in kinds[ActorType.ORGANIZATION]:
            return owner
    if phrase.noun in lists.groups.executive:
        code = phrase.country or (phrase.owner.country if phrase.owner else "") or dominant
        if code:
            return cast.government(code, name, f"group noun {phrase.noun}")
    side = phrase.country or (phrase.owner.name if phrase.owner else "") or name.casefold().removesuffix(phrase.noun).strip()
    for key in ((stem, side), (stem, "")):
        if key in drafts:
            return drafts[key]
    if not side:
        same = [draft for (noun, _), draft in drafts.items() if noun == stem]
        if len(same) == 1 and phrase.plural:
            return same[0]
    draft = Draft(name, phrase.type, f"group noun {phrase.noun}", phrase.country, named=False, plural=phrase.plural)
    draft.affiliation = phrase.owner
    cast.drafts.append(draft)
    drafts[stem, side] = draft
    return draft


def _dominant_country(cast: Cast, names: list[Name]) -> str:
    """The country that an article is about: half of all mentions of countries, three at least; "" if there is none."""
    counts: dict[str, int] = {}
    for index, draft in cast.of_name.items():
        if draft.type in (ActorType.COUNTRY, ActorType.GOVERNMENT) or names[index].kind == "capital":
            counts[draft.country] = counts.get(draft.country, 0) + 1
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] >= max(_DOMINANT_LEAST, _DOMINANT_SHARE * sum(counts.values())) else ""
