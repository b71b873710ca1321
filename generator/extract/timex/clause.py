"""The clause a time expression stands in: its verb, and whether that verb looks ahead or back.

Only a parse tells; without one `verb` is None and the context goes by cue words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from generator.extract.timex.words import TimexWords
from generator.model.document import Span

_DEPTH = 6  # verbs up the tree that an infinitive may take its direction from
_CLIMB = 12  # tokens up the tree to the predicate
_SKIPPED = 3  # words between a verb and its time ("said late on Monday")
_PRESENT = ("VBZ", "VBP")


@dataclass(frozen=True, slots=True)
class Clause:
    """A time expression's words and the predicate they hang on."""

    words: TimexWords
    time: Words | None = None
    verb: Token | None = None

    @classmethod
    def around(cls, span: Span, doc: Doc, words: TimexWords) -> "Clause":
        """The clause of an expression in a parsed text."""
        time = doc.char_span(span.start, span.end, alignment_mode="expand")
        if time is None or not len(time):
            return cls(words)
        return cls(words, time, _verb_right_before(time, words) or _predicate(time, words))

    # -------------------------------------------------------------- back
    @property
    def past(self) -> bool:
        """Whether it is told in the past tense."""
        return self.verb is not None and (self.verb.tag_ == "VBD" or any(k.tag_ == "VBD" for k in _helping(self.verb)))

    @property
    def settled(self) -> bool:
        """Whether what it tells is over: past, perfect, or a participle alone ("the deal signed by June")."""
        verb = self.verb
        if verb is None or self.past or _is_perfect(verb, self.words):
            return verb is not None
        return verb.tag_ == "VBN" and not _helping(verb) and verb.lemma_.lower() not in self.words.ahead.planned

    @property
    def timeless(self) -> bool:
        """Whether it says how things are ("today 100,000 people worship"), not what happens on the day."""
        if self.verb is None or self.ahead:
            return False
        finite = _helping(self.verb) or [self.verb]
        return all(token.tag_ in _PRESENT for token in finite) and self.verb.tag_ not in ("VBG", "VBN")

    @property
    def relative(self) -> bool:
        """Whether it only tells more of a person or thing ("whose debts have doubled since 1984")."""
        return self.verb is not None and self.verb.dep_.startswith("acl")

    @property
    def compares(self) -> bool:
        """Whether the time belongs to what is compared ("down from 47 in 2022")."""
        head = self.time.root.head if self.time is not None else None
        return head is not None and any(
            kid.lower_ in self.words.cues["passing_before"] for kid in head.children if kid.dep_ == "case"
        )

    @property
    def still_lasts(self) -> bool:
        """Whether it is in the present perfect, so that a length in it reaches up to publication."""
        token = self.time.root if self.time is not None else None
        for _ in range(_DEPTH):
            if token is None:
                break
            relatives = (kid for kid in token.children if kid.dep_.endswith("relcl"))
            if any(_is_perfect(verb, self.words) for verb in (token, *relatives)):
                return True
            token = token.head if token.head != token and not _is_main_verb(token) else None
        return False

    # -------------------------------------------------------------- ahead
    @property
    def ahead(self) -> bool:
        """Whether the verb looks ahead by itself, or shares an auxiliary or a plan with the verb it hangs on."""
        return self.verb is not None and self._looks_ahead(self.verb)

    @property
    def hopes(self) -> bool:
        """Whether it tells what may be, or might have been."""
        return self.verb is not None and any(kid.lower_ in self.words.ahead.modals for kid in self.verb.children)

    @property
    def awaits(self) -> bool:
        """Whether an exact day in it is a coming one: also "votes on Monday", "is due on Monday", "was to open"."""
        return self.verb is not None and (self.ahead or self._is_timetable(self.verb) or self._prepares())

    def _looks_ahead(self, verb: Token, depth: int = 0) -> bool:
        helping, ahead = _helping(verb), self.words.ahead
        if self._has_modal(verb):
            return True
        infinitive = _has_to(verb, self.words) and "VB" in (verb.tag_, *(kid.tag_ for kid in helping))
        if infinitive and any(kid.tag_ in _PRESENT and kid.lower_ in self.words.cues["be"] for kid in helping):
            return True  # "is to be held"
        head = verb.head
        if head != verb and depth < _DEPTH:
            if infinitive and head.lemma_.lower() in ahead.plans:
                return True
            if infinitive or (not helping and verb.dep_ in ("conj", "xcomp", "advcl") and verb.tag_ in ("VB", "VBG")):
                return head.i < verb.i and self._looks_ahead(head, depth + 1)
            if verb.tag_ == "VBG" and verb.lemma_.lower() in ahead.starting and (above := _above(verb)) is not None:
                return self._looks_ahead(above, depth + 1)  # "will drill 12 wells starting Monday"
        lemma = verb.lemma_.lower()
        if (lemma in ahead.demands and self._is_demanded(verb)) or self._is_summoned(verb):
            return True
        if verb.tag_ == "VBN" and lemma in ahead.planned:
            return not helping or any(kid.tag_ in _PRESENT for kid in helping)
        bare = verb.tag_ == "VB" and verb.dep_ == "conj" and not infinitive and not helping  # a headline's second verb
        foreseen = lemma in ahead.present or lemma in ahead.foresees or self._awaited(verb)
        return (verb.tag_ in _PRESENT or bare) and foreseen

    def _is_demanded(self, verb: Token) -> bool:
        """Whether the time is of what is called for: "called for a snap election in September"."""
        if self.time is None:
            return False
        noun, start = self.time.root.head, self.time.start
        if noun == verb and verb.pos_ == "ADJ":  # "was ready for a sixth round on Friday"
            noun = next((kid for kid in verb.children if kid.dep_ == "obl" and kid.i < start), noun)
        if noun.pos_ != "NOUN" or noun.head != verb:
            return False
        return any(kid.lower_ in self.words.ahead.arranged for kid in noun.children if kid.dep_ == "case")

    def _is_summoned(self, verb: Token) -> bool:
        """Whether it is the time of what people are called to: "summoned lawmakers to a session on Saturday"."""
        if self.time is None or verb.lemma_.lower() not in self.words.ahead.summons:
            return False
        before = (kid for kid in verb.children if kid.i < self.time.start and kid.dep_ == "obl")
        return any(kid.lemma_.lower() in self.words.ahead.gatherings for kid in (self.time.root.head, *before))

    def _awaited(self, verb: Token) -> bool:
        """ "If winds turn on Friday", "until it reopens": what a condition names in the present is still to come."""
        opening = (kid for kid in verb.children if kid.i < verb.i and kid.dep_ in ("mark", "advmod"))
        return any(kid.lower_ in self.words.ahead.conditions for kid in opening)

    def _has_modal(self, verb: Token) -> bool:
        """Will and would look ahead; could and should too, unless denied or perfect ("could not be reached")."""
        ahead = self.words.ahead
        words = {kid.lower_ for kid in verb.children}
        if words & ahead.auxiliaries:
            return True
        denied = any(kid.dep_ == "advmod" and kid.lower_ in self.words.cues["denying"] for kid in verb.children)
        return bool(words & ahead.modals) and not denied and not words & self.words.cues["have"]

    def _is_timetable(self, verb: Token) -> bool:
        """ "The deadline is Tuesday", "a vote is due on Monday", "it was to open on Monday"."""
        helping = _helping(verb)
        if _has_to(verb, self.words) and any(k.lower_ in self.words.cues["were"] for k in helping):
            return True
        copula = any(kid.dep_ == "cop" and kid.tag_ in _PRESENT for kid in helping)
        if not copula or self.time is None or any(kid.dep_ == "aux" for kid in helping):
            return verb.tag_ in _PRESENT and verb.lemma_.lower() in self.words.ahead.timetable
        named = verb.i in range(self.time.start, self.time.end) or self.time.root.dep_.startswith("nsubj")
        planned = self.words.ahead.planned  # "the minister is due in Cairo on Monday": due hangs on the place
        return named or any(token.lemma_.lower() in planned for token in (verb, *verb.children))

    def _prepares(self) -> bool:
        """ "Ahead of a summit on Sunday", "a meeting for Monday": of what is still to come, whatever the tense."""
        if self.time is None:
            return False
        before = self.time.doc[max(0, self.time.start - 1) : self.time.start].text.lower()
        after = self.time.doc[self.time.end : self.time.end + 1]
        if before in self.words.ahead.arranged:
            return not any(token.dep_ == "case" or token.tag_.startswith("NN") for token in after)
        first = self.time.root.head.left_edge.i
        opening = self.time.doc[max(0, first - 1) : first + 1]
        return first < self.time.start and any(token.lower_ in self.words.ahead.facing for token in opening)


def _verb_right_before(time: Words, words: TimexWords) -> Token | None:
    """The verb whose time follows it at once ("said on Monday the bridge …"), whatever the parse makes of it."""
    for token in _leftwards(time):
        if token.lower_ not in words.cues["on_its_way"]:
            return token if token.tag_ == "VBD" and token.pos_ == "VERB" and _takes_clause(token, time) else None
    return None


def _leftwards(time: Words) -> Iterator[Token]:
    for i in range(time.start - 1, max(-1, time.start - 1 - _SKIPPED), -1):
        yield time.doc[i]


def _takes_clause(verb: Token, time: Words) -> bool:
    """Whether the words behind the time go on with what the verb says, promises or offers."""
    return any(kid.i >= time.end and kid.dep_ in ("ccomp", "xcomp", "acl") for kid in verb.children)


def _predicate(time: Words, words: TimexWords) -> Token | None:
    """The nearest verb above the time, or whatever has a copula or an auxiliary; none that only begins behind it."""
    token = time.root
    for _ in range(_CLIMB):
        if token.head == token:
            break
        token = token.head
        if is_predicate(token) and not _begins_behind(token, time, words):
            return token
    return token if is_predicate(token) else None


def _above(verb: Token) -> Token | None:
    """The predicate over a participle that describes a noun."""
    return next((token for token in islice(verb.ancestors, _CLIMB) if is_predicate(token)), None)


def _begins_behind(verb: Token, time: Words, words: TimexWords) -> bool:
    """In "offered on Monday to mediate" the infinitive has no part in the day."""
    to = next((kid for kid in verb.children if kid.lower_ in words.cues["infinitive"]), None)
    return to is not None and to.i == time.end


def is_predicate(token: Token) -> bool:
    """Whether a clause can be built on it."""
    return token.pos_ in ("VERB", "AUX") or any(kid.dep_.startswith(("cop", "aux")) for kid in token.children)


def _helping(verb: Token) -> list[Token]:
    return [kid for kid in verb.children if kid.dep_.startswith(("aux", "cop"))]


def _has_to(verb: Token, words: TimexWords) -> bool:
    return any(kid.lower_ in words.cues["infinitive"] and kid.dep_ != "case" for kid in verb.children)


def _is_perfect(verb: Token, words: TimexWords) -> bool:
    return any(kid.lower_ in words.cues["perfect"] and kid.tag_ in _PRESENT for kid in verb.children)


def _is_main_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and not token.dep_.startswith(("acl", "xcomp"))
