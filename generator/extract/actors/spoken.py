"""Who has been spoken of before a word, and whom its own clause bars: the ground of descriptions and pronouns."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import Draft
from generator.extract.actors.tokens import Tokens
from generator.extract.marks import Side, marks
from generator.model.document import SentenceKind

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass")
OWNING = ("nmod:poss", "poss")
CLIMB = 8  # from a pronoun to the subject of its clause
LATEST = 60  # mentions or words of one sentence that are looked back on, however long it is
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_RELATIVES = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that something later may mean; `verb` is what it is the subject of, -1 if it is none."""

    start: int
    end: int
    draft: Draft
    verb: int
    quoted: bool

    @property
    def subject(self) -> bool:
        """Whether it is the subject of a verb."""
        return self.verb >= 0


class Spoken:
    """The mentions of one text by sentence, and more as they are found."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        bounds = [mark for mark in marks(tokens.text) if not mark.single or mark.side is Side.OPEN]
        self._quote_bounds, self._quote_sides = [mark.start for mark in bounds], [mark.side for mark in bounds]
        self._seen: dict[int, list[Seen]] = {}
        for draft in cast.drafts:
            for start, end, _ in draft.mentions:
                self.see(start, end, draft)

    def see(self, start: int, end: int, draft: Draft) -> None:
        """Note a mention."""
        if self.tokens.sentences[self.tokens.sentence_of[start]].kind is SentenceKind.DATELINE:
            return  # the agency that sends a report is nobody's "it"
        verb = next((verb for k in range(start, end) if (verb := self._verb_of(k)) >= 0), -1)
        seen = self._seen.setdefault(self.tokens.sentence_of[start], [])
        insort(seen, Seen(start, end, draft, verb, self.in_quote(start)), key=lambda each: each.start)

    def _verb_of(self, token: int) -> int:
        """The verb whose subject a token is, itself or set off behind it ("A group, the Sons of Hadba, had ...")."""
        if self.tokens.deps[token] == "appos":
            token = self.tokens.heads[token]
        return self.tokens.heads[token] if self.tokens.deps[token] in SUBJECTS else -1

    def in_quote(self, token: int) -> bool:
        """Whether the nearest double quotation mark before a token opens."""
        index = bisect_right(self._quote_bounds, self.tokens.starts[token]) - 1
        return index >= 0 and self._quote_sides[index] is Side.OPEN

    def before(self, index: int, number: int) -> list[Seen]:
        """The last mentions of a sentence that stand before a token."""
        seen = self._seen.get(number, [])
        end = bisect_left(seen, index, key=lambda each: each.start)
        return seen[max(0, end - LATEST) : end]

    def subjects_beside(self, index: int, number: int) -> list[Draft]:
        """Subjects of its own clause, whom an object in it cannot mean ("Police released them")."""
        tokens = self.tokens
        if not tokens.parsed or tokens.lower[index] in _REFLEXIVE:
            return []
        if tokens.deps[index] in OWNING:  # "Nuala Carey, his deputy": not Carey's
            above = tokens.heads[tokens.heads[index]] if tokens.deps[tokens.heads[index]] == "appos" else -1
            return [each.draft for each in self.before(index, number) if each.start <= above < each.end]
        if tokens.deps[index] in SUBJECTS:
            return []
        verbs = self.governors(index)
        return [each.draft for each in self.before(index, number) if each.verb in verbs or each.start in verbs]

    def governors(self, index: int) -> set[int]:
        """The verbs above a token up to the one that has a subject; of "who" also the noun that it stands for."""
        tokens, found = self.tokens, {index}
        for _ in range(CLIMB):
            subjects = [k for k in tokens.children[index] if tokens.deps[k] in SUBJECTS]
            if subjects:
                pointing = any(tokens.lower[k] in _RELATIVES for k in subjects)
                return found | {tokens.heads[index]} if pointing else found
            index = tokens.heads[index]
            if tokens.pos[index] in ("VERB", "AUX"):
                found.add(index)
        return found
