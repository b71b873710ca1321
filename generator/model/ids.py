"""Ids that are file names and addresses at once: safe on every file system, readable, given once."""

import re
import unicodedata
from collections.abc import Container

_DROPPED = re.compile(r"(?<=\w)[.'’](?=\w|\W|$)|(?<=\d),(?=\d)")
_GAPS = re.compile(r"[\W_]+")
# Names that some system or the site engine keeps for itself.
_RESERVED = frozenset({"index", "readme", "con", "aux", "nul", "prn", "templates"}) | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def slug(text: str, limit: int = 80) -> str:
    """Lower case words joined by hyphens, at most `limit` UTF-8 bytes, cut between words; never empty."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text[: 4 * limit]) if not _accent_of_latin(c))
    folded = unicodedata.normalize("NFC", _DROPPED.sub("", plain).casefold())
    name = _cut(_GAPS.sub("-", folded).strip("-"), limit) or "untitled"
    return f"{name}-page" if name in _RESERVED else name


def unique(name: str, taken: Container[str]) -> str:
    """`name`, or `name-2`, `name-3`, ... when it is taken (ids are compared case-folded)."""
    if name.casefold() not in taken:
        return name
    number = 2
    while f"{name}-{number}".casefold() in taken:
        number += 1
    return f"{name}-{number}"


def _accent_of_latin(character: str) -> bool:
    # Accents go ("Erdoğan" is found as "erdogan"), vowel signs of other scripts stay: they carry the word.
    return "\u0300" <= character <= "\u036f"


def _cut(name: str, limit: int) -> str:
    if len(name.encode()) <= limit:
        return name
    short = name.encode()[: limit + 1].decode(errors="ignore")
    whole = short.rpartition("-")[0]
    return whole or short.encode()[:limit].decode(errors="ignore")
