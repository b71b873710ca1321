"""Makes foreign text harmless: one escape that holds in Markdown, in HTML and in attributes alike."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

# Numeric references instead of backslashes: they read the same in a Markdown line, a raw HTML block and an attribute.
# Inside a line these can mean something; what means something only where a line begins or ends is caught there.
_SPECIAL = {ord(c): f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]|"}
_MEANS = re.compile("[" + re.escape("".join(map(chr, _SPECIAL))) + "]")
_AT_THE_EDGE = re.compile(r"^\s*[-+#=~:]|^\s*\d+[.)]|#\s*$")
_UNSEEN = [
    *range(0x20),
    0x7F,
    *range(0x80, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    0xFFFE,
    0xFFFF,
]
_DROPPED = dict.fromkeys(_UNSEEN, "") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_CLEANED = {code: new for code, new in _DROPPED.items() if code not in (9, 10, 13)}
_DROPPED_ONLY = {code: new for code, new in _DROPPED.items() if not chr(code).isspace()}
_HEAD = _DROPPED | {ord("<"): "‹", ord(">"): "›", ord('"'): "”", ord("\\"): "∖", ord("{"): "(", ord("}"): ")"}
_RESERVED = frozenset(
    {"index", "readme", "con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
)
_LONGEST = 80
_GAP = re.compile(r"\s+")
# Letters that no accent can be taken from, as keyboards without them write them
_LETTERS = str.maketrans("øØłŁđĐıħĦ", "oOlLdDihH") | str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)


def safe(value: object) -> str:
    """Escape a value for any place of a page; what is `Markup` already passes."""
    if type(value) is Markup:
        return value
    return _escaped(value if type(value) is str else str(value))


@lru_cache(maxsize=50_000)  # names and titles come again on many pages
def _escaped(text: str) -> Markup:
    line = _GAP.sub(" ", text.translate(_DROPPED_ONLY)) if not text.isprintable() else text
    escaped = line.translate(_SPECIAL) if _MEANS.search(line) else line
    return Markup(_AT_THE_EDGE.sub(_referenced, escaped))


def _referenced(found: re.Match[str]) -> str:
    return re.sub(r"[^\w\s]", lambda sign: f"&#{ord(sign.group())};", found.group())


def plain(value: str, longest: int = 300) -> str:
    """Text for the page head, which the theme prints unescaped: nothing in it can open a tag or close an attribute."""
    line = " ".join(value.split())
    if not line.isprintable() or _MEANS.search(line):
        line = line.translate(_HEAD)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def unaccented(names: Iterable[str]) -> list[str]:
    """The names as a keyboard without accents writes them, for search; none of those that have no accent."""
    written = ((name, "" if name.isascii() else _without_accents(name.translate(_LETTERS))) for name in names)
    return list(dict.fromkeys(bare for name, bare in written if bare and bare != name))


def _without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))


def clean(value: str) -> str:
    """The text without characters that no file format accepts; for feeds and data files."""
    return value if value.isprintable() else value.translate(_CLEANED)


def front_matter(
    *, title: str, description: str = "", tags: Iterable[str] = (), searched: bool = True, **more: str
) -> Markup:
    """The YAML head of a page; JSON strings are valid YAML, and nothing is left to guess for its reader."""
    lines = {"title": plain(title), "description": plain(description, 200), **{k: plain(v) for k, v in more.items()}}
    head = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in lines.items() if text]
    chips = [plain(tag, 60) for tag in tags if tag]
    if chips:
        head.append(f"tags: {json.dumps(chips, ensure_ascii=False)}")
    if not searched:
        head.append("search: {exclude: true}")
    return Markup("---\n" + "\n".join([*head, "hide: [navigation, toc]"]) + "\n---\n")


def script(value: object) -> Markup:
    """JSON that can stand inside `<script>`: no `</script>`, no comment can be opened."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    for character, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, code)
    return Markup(clean(text))


def web_address(url: str) -> str:
    """The address if a reader may safely follow it (http, https, mailto), else ""."""
    return url.strip() if re.match(r"(https?://|mailto:)\S+$", url.strip(), re.IGNORECASE) else ""


@lru_cache(maxsize=50_000)
def stem(identifier: str) -> str:
    """A file name for this id: safe on every disk, at most 80 bytes, readable where it can be."""
    name = re.sub(r"[^\w-]+", "-", unicodedata.normalize("NFC", identifier)).strip("-_")
    short = name.encode()[:_LONGEST].decode(errors="ignore").rstrip("-")
    if short == identifier and short.casefold() not in _RESERVED:
        return short
    return f"{short}-{_mark(identifier)}" if short != name or not short or short.casefold() in _RESERVED else short


def stems(identifiers: Iterable[str]) -> dict[str, str]:
    """A file name for each id, different from all others even where the disk ignores case."""
    plain = {identifier: stem(identifier) for identifier in identifiers}
    taken = {name.casefold() for name in plain.values()}
    if len(taken) == len(plain):
        return plain
    taken.clear()
    names: dict[str, str] = {}
    for identifier in sorted(plain):
        name = stem(identifier)
        if name.casefold() in taken:
            name = f"{name}-{_mark(identifier)}"
        taken.add(name.casefold())
        names[identifier] = name
    return names


@lru_cache(maxsize=50_000)
def address(folder: str, name: str) -> str:
    """Where the built page of a file name lies, from the top of the site."""
    return f"{folder}/{quote(name)}.html"


def _mark(identifier: str) -> str:
    return hashlib.sha256(identifier.encode(errors="surrogatepass")).hexdigest()[:6]
