"""Whether a wording can stand as a title: it begins with who or what, ends on a word that closes, and agrees."""

import re
from collections.abc import Sequence

from generator.extract.events.syntax import Node

_BE = frozenset({"was", "were", "is", "are", "has", "have", "had", "be", "been", "being"})
# What leads on to words that were left out.
_OPEN = frozenset({
    "where", "which", "who", "whom", "whose", "that", "when", "while", "being", "and", "or", "but", "of", "their",
    "its", "his", "her", "beginning", "starting", "the", "a", "an", "than", "as", "with", "by", "for", "from", "among",
})  # fmt: skip
_PART_OF = re.compile(r"(?:\w+ ){1,2}of (?:them|which|whom|these|those)\b", re.IGNORECASE)
_TORN = re.compile(r"(?:^|\s)['’]s\s|,\s*,|\(\s*\)")


def closed(text: str) -> str:
    """The wording without the words at its end that lead on to what was left out."""
    words = text.split(" ")
    while len(words) > 2 and words[-1].lower().rstrip(",") in _OPEN:
        words.pop()
    return " ".join(words).rstrip(" ,;:")


def without_stray_comma(text: str, verb: str) -> str:
    """The wording without a comma between its subject and its verb ("Ann Lee, thanked her")."""
    return re.sub(rf"^([^,]+), (?={re.escape(verb)}\b)", r"\1 ", text)


def sound(text: str) -> bool:
    """Whether it begins with somebody or something and holds no torn genitive."""
    words = text.split(" ")
    first, second = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    if first in _BE or (first == "there" and second not in _BE):
        return False
    return _TORN.search(text) is None and _PART_OF.match(text) is None


def agrees(doer: Node, verb: Node, kept: Sequence[Node]) -> bool:
    """Whether a plural verb has kept its several doers ("A general were sentenced")."""
    told = (verb, *(k for k in verb.kids if k.dep in ("aux", "cop")))
    if not any(word.lower in ("were", "are", "have") for word in told) or "Number=Sing" not in doer.morph:
        return True
    inside = {node.index for node in kept}
    others = [k for k in doer.kids if k.dep == "conj"]
    return not others or any(k.index in inside for k in others)
