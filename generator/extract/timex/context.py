"""What a time expression is read against: the publication date, the story so far, and the clause it stands in."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from generator.extract.timex.clause import Clause
from generator.extract.timex.moments import Moment
from generator.extract.timex.patterns import Match, plain
from generator.extract.timex.words import TimexWords
from generator.model.document import Span

_BOUNDARY = re.compile(r"(\S{0,12})[.!?][\"')\]]?\s+(?=[^a-z])|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|'ll|\d+")
_LETTERS = re.compile(r"[^\W_]+")
_NEAR = 800  # characters within which a long-gone date still sets the time of what follows
_LONG_GONE = 330  # days
_REACH = 90  # characters of the clause looked at when there is no parse


def _is_short(word: str, known: frozenset[str]) -> bool:
    """Whether a period after the word belongs to it: an initial or a known abbreviation."""
    word = word.lower().lstrip("(\"'“‘")
    return (len(word) == 1 and word.isalpha()) or word in known


@dataclass(slots=False)
class Context:
    """Grows while a document is read from its beginning to its end."""

    text: str
    doc: Doc
    words: TimexWords
    published: Moment | None
    month_first: bool = True  # whether 08/06/2018 is August
    narrative: bool = False  # a text about the past, told along its own dates
    from_today: bool = False  # news: its beginning names a day as seen from publication
    daily: bool = False  # told from a day of its own, as news is: it says "Friday", "yesterday"
    story: Moment | None = None  # the date the story stands at
    story_unit: str = "D"  # how fine the expression was that set it
    story_end: int = -1
    named: tuple[Moment, str, int] | None = None  # the date named last, how fine, and where
    day_told: Moment | None = None  # the last single day named
    reported: tuple[Moment, int] | None = None  # the quarter named last, and where
    ongoing: list[Moment] = field(default_factory=list)  # when what still lasts at publication began
    asides: frozenset[int] = frozenset()  # offsets of dates that do not move the story
    matches: list[Match] = field(default_factory=list)  # the longest match at each place, in order
    _clauses: dict[Span, Clause] = field(default_factory=dict)
    _opened: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def plain(self) -> str:
        """The text in lower case with ASCII digits and hyphens, offset for offset."""
        return plain(self.text)

    @cached_property
    def _parsed(self) -> bool:
        return bool(self.doc.has_annotation("DEP"))

    @cached_property
    def _starts(self) -> list[int]:
        short = self.cue("abbreviations")
        ends = (found.end() for found in _BOUNDARY.finditer(self.text) if not _is_short(found[1] or "", short))
        return [0, *ends, len(self.text) + 1]

    def sentence(self, at: int) -> Span:
        """The sentence around an offset, by its punctuation (the same with and without a parse)."""
        number = bisect_right(self._starts, at, hi=len(self._starts) - 1) - 1
        return Span(self._starts[number], self._starts[number + 1])

    def before(self, at: int, length: int = 40) -> str:
        """Plain text before an offset, no further than its sentence."""
        return self.plain[max(self.sentence(at).start, at - length) : at]

    def after(self, at: int, length: int = 40) -> str:
        """Plain text from an offset on, no further than its sentence."""
        return self.plain[at : min(self.sentence(max(at - 1, 0)).end, at + length)]

    def word_before(self, at: int) -> str:
        """The word that ends right before an offset."""
        found = re.search(r"([^\W_]+(?:'[^\W\d_]+)?)[ (\"-]{0,2}$", self.before(at, 30))
        return found[1] if found else ""

    def word_after(self, at: int) -> str:
        """The word that begins right after an offset."""
        found = re.match(r"[ \"-]{0,2}([^\W_]+)", self.after(at, 30))
        return found[1] if found else ""

    def follows(self, at: int, cue: str) -> bool:
        """Whether a word or phrase of the cue begins right after an offset."""
        text = self.after(at, 30).lstrip(' "-')
        first = _LETTERS.match(text)
        if first is None or first[0] not in self._openings(cue):
            return False
        return any(
            text.startswith(words) and not text[len(words) : len(words) + 1].isalnum() for words in self.cue(cue)
        )

    def _openings(self, cue: str) -> frozenset[str]:
        """The first words of a cue's phrases: a text that begins with none of them needs no closer look."""
        if cue not in self._opened:
            found = (_LETTERS.match(words) for words in self.cue(cue))
            self._opened[cue] = frozenset(first[0] for first in found if first)
        return self._opened[cue]

    def comes_after(self, at: int, cue: str) -> bool:
        """Whether a word or phrase of the cue ends right before an offset."""
        return any(re.search(rf"(?<!\w){re.escape(words)} $", self.before(at, 30)) for words in self.cue(cue))

    def cue(self, name: str) -> frozenset[str]:
        """A word list of the language's `cues`."""
        return self.words.cues.get(name, frozenset())

    # -------------------------------------------------------------- the date counted from
    @property
    def base(self) -> Moment | None:
        """What partial dates are completed from: publication, in a narrative the story's date, else nothing."""
        if self.story and (self.narrative or (self.published is None and not self.daily)):
            return self.story
        return self.published

    def history(self, match: Match) -> bool:
        """Whether this place tells the past along its own dates: a whole text of history, or near a date long gone."""
        if self.narrative:
            return self.story is not None
        if self.story is None or self.published is None or match.span.start - self.story_end > _NEAR:
            return False
        if "\n" in self.plain[self.story_end : match.span.start]:
            return False
        gone = self.published.ordinal - self.story.ordinal
        return gone > _LONG_GONE and self.story.month > 0 and not self.ahead(match.span)

    def anaphor(self, at: int) -> tuple[Moment | None, str]:
        """What "that month" and "a year earlier" look back to: the date named last if near, else publication."""
        if self.narrative and self.story:
            return self.story, self.story_unit
        if self.named and (self._near(at, self.named[2]) or self._goes_on(at, self.named[2])):
            return self.named[0], self.named[1]
        return self.published, "D"

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether a sentence begins here in the paragraph of the date ("In 1995 … . … . The following year …")."""
        opens = self.sentence(at).start == at
        return opens and at - end < _NEAR and "\n" not in self.plain[end:at]

    def named_here(self, at: int) -> Moment | None:
        """The date named last in this sentence, before this place."""
        return self.named[0] if self.named and self.sentence(at).start <= self.named[2] <= at else None

    def definite(self, at: int) -> tuple[Moment | None, str]:
        """What "the year" is part of: a date named in the sentence, the story's if near, else publication."""
        if self.named and self.named_here(at):
            return self.named[0], self.named[1]
        if self.story and (self.narrative or self._near(at, self.story_end)):
            return self.story, self.story_unit
        return self.published, "D"

    def quarter(self, at: int) -> Moment | None:
        """The quarter that the accounts here are of: the one named last, if in this sentence or the one before."""
        return self.reported[0] if self.reported and self._near(at, self.reported[1]) else None

    def quarter_here(self, at: int) -> Moment | None:
        """The quarter named before this place in its own sentence."""
        here = self.sentence(at)
        return self.reported[0] if self.reported and here.start <= self.reported[1] <= at else None

    def _near(self, at: int, end: int) -> bool:
        """Whether what ended there stands in this sentence or the one before."""
        here = self.sentence(at).start
        return end >= (self.sentence(here - 1).start if here else 0)

    def tell(self, moment: Moment, unit: str, span: Span) -> None:
        """A date is named; the story comes to it unless it is named in passing."""
        self.named = moment, unit, span.end
        if moment.day and unit == "D":
            self.day_told = moment
        if unit == "Q" or (moment.month and self.comes_after(span.start, "quarter_ended")):
            self.reported = Moment(moment.year, moment.month), span.end
        far = self.published is not None and abs(self.published.ordinal - moment.ordinal) >= _LONG_GONE
        if self.narrative or not far or not self._in_passing(span):  # near publication it makes no difference
            self.story, self.story_unit, self.story_end = moment, unit, span.end

    def _in_passing(self, span: Span) -> bool:
        """Since 1984, than in 2016, who was elected in 2009, will open in 2020: the story does not stand there."""
        if self._preposition(span) in self.cue("passing_before"):
            return True
        clause = self.clause(span)
        return clause.ahead or clause.relative or clause.compares

    def range_year(self, match: Match) -> tuple[int, int, int] | None:
        """Year, month, day of the date that a range runs up to: in "March to June 1945" March has that year too."""
        at = bisect_left(self.matches, match.span.end, key=lambda other: other.span.start)
        for other in self.matches[at : at + 2]:
            joint = self.plain[match.span.end : other.span.start]
            year, month = other.get("year"), self.words.words["month"].get(other.get("month"), "")
            if joint not in self.cue("range") or not month:
                return None
            if year:
                return int(year), int(month), int("".join(filter(str.isdigit, other.get("dom"))) or 31)
            match = other
        return None

    # -------------------------------------------------------------- direction
    def clause(self, span: Span) -> Clause:
        """The clause around an expression."""
        if span not in self._clauses:
            self._clauses[span] = Clause.around(span, self.doc, self.words) if self._parsed else Clause(self.words)
        return self._clauses[span]

    def ahead(self, span: Span, *, exact: bool = False) -> bool:
        """Whether the clause around looks to the future: by its verb where there is a parse, else by cue words.

        `exact` for a single day, which more verbs look forward to than to a month ("the court sits on Monday").
        """
        clause, ahead = self.clause(span), self.words.ahead
        if exact and clause.hopes and self.comes_after(span.start, "soonest"):
            return True  # "could have been removed as early as Friday"
        if self._preposition(span) in self.cue("past_before"):
            return False  # "will appeal, as she has been held since the weekend"
        if clause.verb is None:
            cues = ahead.words | ahead.modals
            return any(word in cues for word in _WORD.findall(self._nearby(span)))
        if self._preposition(span) in ahead.prepositions:
            return clause.verb.lemma_.lower() in ahead.defer or not clause.settled
        return clause.awaits if exact else clause.ahead

    def _preposition(self, span: Span) -> str:
        """The word before an expression, its article left out."""
        word = self.word_before(span.start)
        if word not in self.cue("articles"):
            return word
        return self.word_before(self.plain.rindex(word, 0, span.start))

    def _nearby(self, span: Span) -> str:
        left = self._clause_end.split(self.before(span.start, _REACH))[-1]
        return left + " " + self._clause_end.split(self.after(span.end, _REACH))[0]

    @cached_property
    def _clause_end(self) -> "re.Pattern[str]":
        links, that = ("|".join(map(re.escape, sorted(self.cue(name)))) for name in ("clause_links", "clause_that"))
        return re.compile(rf"[;:—()\n]|, (?:{links}) | (?:{that}) ")

    def token(self, at: int) -> Token | None:
        """The token that covers an offset."""
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def past(self, span: Span) -> bool:
        """Whether the clause is told in the past; without a parse, whether the text is history."""
        clause = self.clause(span)
        return clause.past if clause.verb is not None else self.narrative

    def nowadays(self, span: Span) -> bool:
        """Whether the clause says how things are ("today 100,000 people worship"), not what happens on the day."""
        return self.clause(span).timeless

    def of_today(self, span: Span) -> bool:
        """Whether the clause speaks from the day of publication: in the present or of what is to come."""
        clause = self.clause(span)
        return clause.timeless or clause.ahead

    def told(self, span: Span) -> bool:
        """Whether the clause tells what was: by its verb, without a parse by the lack of cues that look ahead."""
        clause = self.clause(span)
        return clause.past if clause.verb is not None else not self.ahead(span)

    def still_lasts(self, span: Span) -> bool:
        """Whether the clause is in the present perfect, so that a length in it reaches up to publication."""
        if self.clause(span).still_lasts:
            return True
        words = set(_WORD.findall(self.before(span.start, _REACH) + " " + self.after(span.end, _REACH)))
        return bool(words & self.cue("perfect")) and bool(words & self.cue("lasting"))
