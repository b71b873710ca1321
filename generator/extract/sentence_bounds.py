"""Settles where sentences begin before a block is parsed: what the parser alone gets wrong."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from generator.extract.marks import Side, marks
from generator.model.document import SentenceKind

_JOINERS = frozenset("\u200d\ufe0e\ufe0f")  # they glue the parts of one emoji
# Shortened words that a number follows, those that a name follows, and those that stand between the sides of a case.
_BEFORE_NUMBERS = re.compile(
    r"Nos?|Nr|Arts?|[Ss]ecs?|Sect|[Ff]igs?|[Vv]ols?|Ch|[Pp]aras?|Cl|cl|Regs?|Op|Pt|Ex|Sch|App|Ord|pp?"
)
_BEFORE_NAMES = re.compile(
    r"Mrs?|Ms|Messrs|Dr|Prof|Rev|Hon|Fr|Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Brig|Reps?|Sens?|Govs?|Pres|Supt|Insp|Det"
)
_BETWEEN = frozenset({"v", "vs", "Vs"})
# Shortened words that may end a sentence, and small words that, with a capital in running text, begin the next.
_AT_THE_END = re.compile(r"(?:[A-Za-z]\.){2,}|(?:Inc|Corp|Ltd|Co|Bros|Jr|Sr|etc|Cos|Plc)\.")
_CLOCK = frozenset({"a.m.", "p.m.", "A.M.", "P.M."})
_OF_A_CLOCK = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan.", "Feb.", "Mar.",
    "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Eastern", "Central", "Pacific", "Mountain", "Atlantic", "GMT",
    "UTC", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "PST", "PDT", "PT", "BST", "CET", "CEST", "JST", "IST",
})  # fmt: skip
_OPENERS = frozenset({
    "The", "A", "An", "This", "That", "These", "Those", "There", "Here", "He", "She", "It", "They", "We", "You",
    "His", "Her", "Its", "Their", "Our", "My", "But", "And", "Or", "Yet", "So", "In", "On", "At", "From", "With",
    "By", "After", "Before", "Since", "During", "About", "Among", "Between", "Despite", "When", "While", "If", "As",
    "Although", "Though", "Because", "Once", "Until", "Unless", "However", "Meanwhile", "Also", "Then", "What",
    "Who", "How", "Why",
})  # fmt: skip


def bound(doc: Doc, kind: SentenceKind) -> Doc:
    """Settle before parsing what the parser gets wrong: headlines are whole, quotes end where their marks say."""
    if kind is not SentenceKind.BODY:
        for token in doc[1:]:
            token.is_sent_start = False
        return doc
    words, starts = words_of(doc), doc.to_array("IDX").tolist()
    text = "".join(word + " " if space else word for word, space in zip(words, doc.to_array("SPACY"), strict=True))
    closers = {mark.start for mark in marks(text) if mark.side is Side.CLOSE and not mark.single}
    for index in range(1, len(words)):
        begins = _begins_sentence(words, index, starts[index - 1] in closers, starts[index] in closers)
        if begins is not None:
            doc[index].is_sent_start = begins
    return doc


def words_of(doc: Doc) -> list[str]:
    """The tokens' texts; spaCy makes an object of each token that is asked for its own."""
    return [doc.vocab.strings[orth] for orth in doc.to_array("ORTH").tolist()]


def _begins_sentence(words: Sequence[str], index: int, after_closer: bool, closes: bool) -> bool | None:
    """Whether a sentence begins with this word; None where the parser may tell."""
    before, word = words[index - 1], words[index]
    if closes or word[0] in _JOINERS or before[-1] in _JOINERS or before[-1].isalpha():  # no stop, no new sentence
        return False
    if before in _CLOCK and word in _OF_A_CLOCK:  # "at 7 p.m. Tuesday"
        return False
    if after_closer:
        return _begins_after_closer(words[index - 2] if index > 1 else "", word)
    if word in _OPENERS and _AT_THE_END.fullmatch(before):
        return True
    if before.endswith(".") and _is_cut_short(before[:-1] or (words[index - 2] if index > 1 else ""), word):
        return False
    return False if before in (",", ";") or (before == ":" and word[0] not in '“"‘') else None


def _begins_after_closer(before: str, word: str) -> bool | None:
    """After `,”` and `?” he` the sentence goes on; after `.” The` a new one starts."""
    if before in (",", ";", ":", "—", "–") or (before in ("?", "!", "…") and word[0].islower()):
        return False
    return True if before in (".", "...") and word[0].isupper() else None


def _is_cut_short(short: str, word: str) -> bool:
    """Whether the stop before this word belongs to a shortened one: "No. 2", "Art. 5", "Brown vs. Board", "Lt. Gen"."""
    if short in _BETWEEN:
        return True
    listed = _BEFORE_NUMBERS if word[0].isdigit() else _BEFORE_NAMES
    return (word[0].isdigit() or word[0].isupper()) and listed.fullmatch(short) is not None
