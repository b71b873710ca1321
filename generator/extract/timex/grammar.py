"""The compiled grammar of a language's list, made once."""

from generator.extract.timex.patterns import Grammar
from generator.extract.timex.words import TimexWords

_KNOWN: dict[int, tuple[TimexWords, Grammar]] = {}
_MOST = 8


def grammar_of(words: TimexWords) -> Grammar:
    """Compiled once for each list: lists come out of the lexicon's cache, so that identity tells them apart."""
    known = _KNOWN.get(id(words))
    if known is None or known[0] is not words:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        _KNOWN[id(words)] = known = (words, Grammar(words))
    return known[1]
