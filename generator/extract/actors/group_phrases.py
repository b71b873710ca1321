"""Finds the phrases whose head is a group noun, whose group it is, and whether it acts: "the Kenyan authorities"."""

from dataclasses import dataclass

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import Draft
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
POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_ARTICLES = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "some", "many", "several", "other"}
) | frozenset({"all", "both", "these", "those", "one", "this", "that", "any", "no", "most", "more", "few"})
_NOMINAL = ("ADJ", "NUM", "NOUN", "PROPN", "")
_ANSWERABLE = frozenset({"responsible", "guilty", "liable", "behind"})
_COPULAS = frozenset({"is", "are", "was", "were", "as"})
_CLAIM_WORDS = 10
_QUANTITIES = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"}) | frozenset(
    {"group", "crowd", "mob", "gang", "band", "handful", "pair", "couple", "number", "majority", "convoy"}
)
_CLAUSE_OPENERS = frozenset({"after", "before", "since", "until"})
_TO_VERB = 5  # words from a subject to its verb
_AGE = 4  # from "26" to "old" in "26-year-old"
_MAX_BEFORE = 7
_MAX_CONJUNCTS = 10


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase whose head is a group noun: token bounds, the listed noun, its type, and who it belongs to."""

    start: int
    end: int
    noun: str
    type: ActorType
    plural: bool
    owned: "Owned"
    acts: bool  # subject or agent of a deed, or addressed by somebody


@dataclass(slots=True)
class Owned:
    """What the words before a group noun tell: whose it is, and where what is worth keeping begins."""

    start: int
    keep: int
    country: str = ""
    owner: Draft | None = None


class GroupFinder:
    """Finds the group phrases of one text; `covered` are the tokens of names."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast, blocked: bytearray, covered: set[int]) -> None:
        self.tokens, self.lists, self.blocked, self.covered = tokens, lists, blocked, covered
        self.named_at = {end - 1: (start, draft) for draft in cast.drafts for start, end, _ in draft.mentions}
        self.named_types = {draft.type for draft in cast.drafts}
        self.name_words = {word for draft in cast.drafts for form in draft.forms for word in form.casefold().split()}
        self.titles = {k for draft in cast.drafts for title in draft.titles for k in range(title.start, title.end)}

    def find(self) -> list[Phrase]:
        """Every group phrase, in order."""
        lower, lengths = self.tokens.lower, self.lists.group_lengths
        sentences = (s for s in self.tokens.sentences if s.kind is not SentenceKind.DATELINE)
        ends = ((index, s.start) for s in sentences for index in range(s.start, s.end) if lower[index] in lengths)
        found = (self._phrase(index, lengths[lower[index]], floor) for index, floor in ends)
        return [phrase for phrase in found if phrase is not None]

    def _phrase(self, index: int, longest: int, floor: int) -> Phrase | None:
        tokens = self.tokens
        if not self._may_head(index):
            return None
        noun_start, noun = self._noun(index, longest, floor)
        if not noun:
            return None
        owned = self._owned(noun_start, index, floor)
        kind, plural = self._kind(noun, index, owned)
        if kind is None or (owned.owner is not None and tokens.lower[index] in self.lists.groups.representatives):
            return None
        acts = self._acts(index) or self._claimed(owned.start)
        acts = acts and not self._quoted(owned.start, index) and not self._exemplified(index)
        wide = noun in self.lists.groups.too_wide and owned.keep == noun_start and tokens.deps[index] not in _AGENTS
        return Phrase(owned.start, index + 1, noun, kind, plural, owned, acts and (not wide or self._crowds(index)))

    def _crowds(self, index: int) -> bool:
        """ "3,000 people marched", "hundreds of people gathered": who did what only many do together."""
        tokens = self.tokens
        counting = tokens.heads[index] if tokens.lower[tokens.heads[index]] in _QUANTITIES else index
        if tokens.deps[counting] not in _SUBJECTS:
            return False
        verbs, verb = [tokens.heads[counting]], tokens.heads[counting]
        while (verb := next((k for k in tokens.children[verb] if tokens.deps[k] == "conj"), -1)) >= 0:
            verbs.append(verb)  # "cried, embraced and chanted"
        return any(tokens.lemmas[k] in self.lists.acting.crowding for k in verbs)

    def _may_head(self, index: int) -> bool:
        """Whether a noun is no name, title or date, nor describes the name after it ("aircraft maker Boeing")."""
        tokens = self.tokens
        if index in self.covered or index + 1 in self.covered or index in self.titles or self.blocked[index]:
            return False
        inner = tokens.deps[index] in _INNER and not self._fields(index)
        return (tokens.pos[index] in _NOMINAL or self._opens(index)) and not inner

    def _opens(self, index: int) -> bool:
        """ "Fishermen pulled survivors": the parser took a sentence's first word for an auxiliary."""
        tokens = self.tokens
        return tokens.deps[index] == "aux" and tokens.tags[index] == "VBZ" and tokens.words[index][0].isupper()

    def _fields(self, index: int) -> bool:
        """ "Navy helicopters joined": a force behind its machines and men, which act for it."""
        tokens, groups = self.tokens, self.lists.groups
        noun = tokens.heads[index]
        return noun == index + 1 and tokens.lower[index] in groups.forces and tokens.lower[noun] in groups.fielded

    def _noun(self, index: int, longest: int, floor: int) -> tuple[int, str]:
        """Where the listed noun that ends here begins, and the noun."""
        lower = self.tokens.lower
        for count in range(min(longest, index + 1 - floor), 0, -1):
            phrase = " ".join(lower[index + 1 - count : index + 1])
            if phrase in self.lists.group_types or phrase in self.lists.persons:
                return index + 1 - count, phrase
        return index, ""

    def _kind(self, noun: str, index: int, owned: Owned) -> tuple[ActorType | None, bool]:
        """The group's type and whether it is several; None where the noun names no group here."""
        tag = self.tokens.tags[index]
        misread = tag == "VBZ" and (self.tokens.pos[index] == "NOUN" or self._opens(index))
        plural = misread or tag in ("NNS", "NNPS") or (not tag and self.tokens.lower[index].endswith("s"))
        if noun in self.lists.persons and not plural:
            somebody = self.tokens.lower[owned.start] in _DETERMINERS or owned.owner is not None
            return (ActorType.PERSON if somebody else None), False
        used = plural or self._is_group_use(noun, index, owned)
        return (self.lists.group_types.get(noun) if used else None), True

    def _is_group_use(self, noun: str, index: int, owned: Owned) -> bool:
        """A singular body noun ("company", "court") is a group with an article or owner; "the company" points back."""
        groups = self.lists.groups
        if noun in groups.uncounted or owned.country or owned.owner is not None:
            return True
        first = self.tokens.lower[owned.start]
        if first in POINTING:
            free = noun in groups.unlike_named or not self._names_such(noun)
            if noun in groups.executive or (noun in groups.standing and free):
                return True
            head = noun.split()[-1]  # "the planning committee", "the fire service": it says itself which
            return owned.keep < index and head in groups.functional and not self._names_such_a(head)
        return first in _DETERMINERS or owned.start < index or self._fields(index)

    def _names_such(self, noun: str) -> bool:
        """Whether the text names a body that "the court" may point back to."""
        return self.lists.group_types.get(noun) in self.named_types

    def _names_such_a(self, noun: str) -> bool:
        """Whether a body of the text bears this very noun in its name."""
        return noun in self.name_words

    # --- whether it acts ----------------------------------------------------------------------------------------------

    def _acts(self, index: int) -> bool:
        """Whether a noun is the subject or agent of a deed, or is spoken to; without a parse it is taken to."""
        tokens = self.tokens
        if not tokens.parsed:
            return True
        for _ in range(_MAX_CONJUNCTS):
            if tokens.deps[index] != "conj":
                break
            index = tokens.heads[index]
        counting = tokens.heads[index]
        if self._fields(index) or (
            tokens.deps[index] == "nmod" and (tokens.lower[counting] in _QUANTITIES or tokens.pos[counting] == "NUM")
        ):
            index = counting
        label, governor = tokens.deps[index], tokens.heads[index]
        if (label == "aux" and tokens.pos[index] == "NOUN") or self._opens(index) or self._opens_clause(index):
            return True
        if label in _SUBJECTS:
            acting = tokens.pos[governor] in ("VERB", "") or tokens.lower[governor] in _ANSWERABLE
            return acting or self._described(governor, index)
        if self._clefted(index):
            return True
        if label == "ROOT":  # "Dockers decided this week that ...": a verb read as a participle behind its subject
            after = index + 1
            return after < len(tokens.deps) and tokens.deps[after] == "acl" and tokens.heads[after] == index
        verb = tokens.lemmas[governor]
        addressed = (
            label in _OBJECTS
            and tokens.lower[index] != "inquiry"
            and (verb in self.lists.acting.addressing or verb in self.lists.acting.affecting)
        )
        faced = label in ("obl", "nmod") and self._faces(index)
        return label in _AGENTS or addressed or faced or (label in ("obl", "nmod") and self._done_by(index, governor))

    def _faces(self, index: int) -> bool:
        """ "used batons against 600 students"."""
        tokens = self.tokens
        return any(tokens.lower[k] == "against" and tokens.deps[k] == "case" for k in tokens.children[index])

    def _done_by(self, index: int, verb: int) -> bool:
        """ "arrested and questioned by detectives": "by" names who did it."""
        tokens = self.tokens
        by = any(tokens.lower[k] == "by" and tokens.deps[k] == "case" for k in tokens.children[index])
        return by and (tokens.tags[verb] == "VBN" or tokens.pos[verb] == "NOUN")  # "an attempt by officers"

    def _clefted(self, index: int) -> bool:
        """ "It was the army that opened fire"."""
        tokens = self.tokens
        below = {tokens.deps[k]: tokens.lower[k] for k in tokens.children[index]}
        return "cop" in below and "acl:relcl" in below and "it" in (below.get("expl"), below.get("nsubj"))

    def _described(self, adjective: int, index: int) -> bool:
        """ "Troops loyal to the king crushed …": no predicate, for no "are" stands before the adjective."""
        tokens = self.tokens
        behind = tokens.pos[adjective] == "ADJ" and adjective == index + 1
        return behind and not any(tokens.deps[k] == "cop" for k in tokens.children[adjective])

    def _opens_clause(self, index: int) -> bool:
        """ "after border guards fired on a boat": read as a phrase with a participle, though it is a clause."""
        tokens = self.tokens
        opened = any(tokens.lower[k] in _CLAUSE_OPENERS for k in tokens.children[index] if tokens.deps[k] == "case")
        if tokens.deps[index] not in ("obl", "nmod") or not opened:
            return False
        for after in range(index + 1, min(index + _TO_VERB, len(tokens.words))):
            if tokens.tags[after] in ("VBD", "VBN"):
                return tokens.deps[after] in ("acl", "advcl")
            if tokens.pos[after] not in ("ADP", "DET", "PROPN", "NOUN", "ADJ"):
                return False
        return False

    def _claimed(self, start: int) -> bool:
        """ "by what the army says were rebel gunmen": somebody names them as the doers."""
        before = self.tokens.lower[max(0, start - _CLAIM_WORDS) : start]
        if not before or before[-1] not in _COPULAS or "what" not in before:
            return False
        return before.index("what") > 0 and before[before.index("what") - 1] in ("by", "with")

    def _quoted(self, start: int, index: int) -> bool:
        """ "the work of 'vandals'": somebody's word for them, not the article's."""
        words = self.tokens.words
        after = words[index + 1 : index + 3]
        return start > 0 and words[start - 1] in _OPENERS and not _CLOSERS.isdisjoint(after)

    def _exemplified(self, index: int) -> bool:
        """ "media such as ...": a class, whose members are named."""
        return self.tokens.lower[index + 1 : index + 2] in (["such"], ["including"], ["like"])

    # --- the words before the noun ------------------------------------------------------------------------------------

    def _owned(self, noun_start: int, index: int, floor: int) -> Owned:
        """Read the words before the noun, from right to left."""
        tokens = self.tokens
        owned = Owned(noun_start, noun_start)
        while owned.start > floor and noun_start - owned.start < _MAX_BEFORE:
            before = owned.start - 1
            if tokens.lower[before] == "old" and tokens.words[before - 1] == "-":
                owned.start = self._age(before, floor)
                continue
            if self.blocked[before]:  # "Last Friday police ...": a time is no part of a name
                break
            if before in self.named_at:
                self._take_name(owned, before)
            elif tokens.lower[before] in ("'s", "'"):
                if before - 1 in self.named_at:
                    self._take_name(owned, before - 1)
                elif before - 1 > floor and self._owned_by_many(before - 1, index):
                    owned.start = owned.keep = before - 1
                    continue
                break
            elif (tokens.parsed and not before < tokens.heads[before] <= index) or not self._take_word(owned, before):
                break
        return owned

    def _owned_by_many(self, owners: int, index: int) -> bool:
        """ "the pilots' union", "a farmers' association": whose it is tells which."""
        plural = self.tokens.tags[owners] == "NNS" and self.tokens.words[owners].islower()
        return plural and self.tokens.lower[index] in self.lists.groups.functional

    def _age(self, old: int, floor: int) -> int:
        """Where "26-year-old" begins."""
        start = old - _AGE
        whole = start >= floor and self.tokens.words[old - 3] == "-"
        return start if whole else old

    def _take_name(self, owned: Owned, last: int) -> None:
        start, draft = self.named_at[last]
        owned.start = owned.keep = start
        owned.owner = owned.owner or draft
        owned.country = owned.country or draft.country

    def _take_word(self, owned: Owned, before: int) -> bool:
        """Add a modifier to the phrase; False where the phrase ends."""
        tokens, lists = self.tokens, self.lists
        word, lower, pos = tokens.words[before], tokens.lower[before], tokens.pos[before]
        if lower in _ARTICLES and pos in ("DET", "PRON", "ADJ", ""):
            owned.start = before
            return False
        if word in lists.adjectives:
            owned.country = owned.country or lists.adjectives[word]
        elif pos not in _NOMINAL and word != "-" and not self._second_part(before):
            return False
        if self._is_telling(before, word, lower):
            owned.keep = before
        owned.start = before
        return True

    def _second_part(self, index: int) -> bool:
        """ "anti-doping agency", not "Communist-led federation"."""
        return (
            self.tokens.words[index - 1] == "-" and self.tokens.lower[index] not in self.lists.nonactors.compound_ends
        )

    def _is_telling(self, before: int, word: str, lower: str) -> bool:
        """Whether a modifier tells this group from others: "armed men", "Kurdish rebels", "dock workers"."""
        lists, tokens = self.lists, self.tokens
        if word in lists.adjectives or lower in lists.groups.classifying or word in lists.nonactors.words:
            return True
        return word == "-" or tokens.words[before + 1] == "-" or tokens.deps[before] == "compound"
