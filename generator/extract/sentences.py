"""Cuts a text into what is parsed by itself: headline, dateline, paragraphs, and furniture that is no story."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from generator.extract.lexicon import Lexicon, WordList
from generator.model.document import SentenceKind, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f]+")
_ENDS_SENTENCE = tuple(".!?…:;\"”’'»)]")
_FINAL = tuple(".!?…")
_WRAP_WIDTH = 130  # no editor wraps wider; longer lines are paragraphs
_HEADLINE_WORDS = 30
_DATELINE_LENGTH = 110
_DATELINE_PARAGRAPHS = 3
_DASH = re.compile(r"\s(?:-{1,2}|[–—])\s|\s?(?:--|—)\s?|(?<=\))\.\s?[-–—]{1,2}\s|:\s")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}\b|\b\d{1,2}\s+[A-Z][a-z]{2,8}\b"
)
_DAY_FIRST = re.compile(rf"(?:{_MONTH.pattern}),?\s*(?:[12]\d{{3}})?\s*")
_DAY_AND_STOP = re.compile(  # "BHOPAL, AUG. 29. At least …"
    r"[^\W\d_a-z](?:[^\W\d_a-z]|[ .'’-]){1,30},\s"
    r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?\s+\d{1,2}[.:](?=\s)"
)
_DAY_AND_SLASHES = re.compile(  # "GENEVA, July 15. /Agency/. Russia …"
    rf"[^\W\d_a-z](?:[^\W\d_a-z]|[ .'’-]){{1,30}},\s(?:{_MONTH.pattern})[.,]?\s+/[A-Z][\w .&-]{{1,24}}/[.,]?(?=\s)"
)
_DAY_AND_DASH = re.compile(rf"\s*(?:{_MONTH.pattern})(?:{_DASH.pattern})")
_PLACE_WORD = re.compile(r"(?:[^\W\d_]|['’.\-/])+")
_BULLET = re.compile(r"[-*•·–—▪]\s|\(?\d{1,3}[.)]\s")
_BRACKETED = re.compile(r"\([A-Za-z][A-Za-z. ]{1,24}\)\s*$")  # whoever sends the report, right before the dash
_BYLINE = re.compile(r"(?:By|BY|From)\s+(?:[A-Z][\w.'’-]*|and|AND|,|in|of|\s)+$")


class Furniture(WordList):
    """Shape of `furniture.yml`."""

    lines: tuple[str, ...]
    openings: tuple[str, ...]
    opening_words: int
    marks: tuple[str, ...]
    mark_words: int
    agencies: tuple[str, ...]
    function_words: Mapping[str, tuple[str, ...]]

    @cached_property
    def _languages(self) -> Mapping[str, list[str]]:
        languages: dict[str, list[str]] = defaultdict(list)
        for code, words in self.function_words.items():
            for word in words:
                languages[word].append(code)
        return dict(languages)

    def languages_of(self, word: str) -> Sequence[str]:
        """Languages in which it is a function word; one letter proves nothing, it may label a list."""
        return self._languages.get(word, ()) if len(word) > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch that is parsed by itself; a dateline and the paragraph it opens share their number."""

    span: Span
    paragraph: int
    kind: SentenceKind = SentenceKind.BODY
    language: str = "en"


def blocks(text: str, title: str, lexicon: Lexicon) -> tuple[Block, ...]:
    """The text's blocks in order; between them stand only blanks."""
    furniture = lexicon.read("furniture", Furniture)
    paragraphs = [Block(span=span, paragraph=number) for number, span in enumerate(_paragraphs(text))]
    kinds = _kinds(text, paragraphs, title, furniture)
    told = [replace(block, kind=kind, language=_language(text, block.span, furniture)) for block, kind in kinds]
    return tuple(_split_datelines(text, told, furniture))


# --- paragraphs -----------------------------------------------------------------------------------------------------


def _paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs without outer blanks: by blank lines, by lines, or across hard-wrapped lines, as laid out."""
    lines = [_stripped(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [line for line in lines if len(line)]
    width = _wrap_width(text, lines)
    start = None
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        start = line.start if start is None else start
        if following is None or not _continues(text, line, following, width):
            yield Span(start, line.end)
            start = None


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _adjacent(text: str, line: Span, following: Span) -> bool:
    """Whether no blank line stands between the two."""
    gap = text[line.end : following.start].replace("\r\n", "\n")
    return sum(gap.count(end) for end in "\n\r\u2028\u2029\v\f") == 1


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The column at which the text is hard-wrapped, 0 if it is not: most of its inner line ends cut a sentence."""
    width = max((len(line) for line in lines), default=0)
    breaks = [line for line, following in pairwise(lines) if _adjacent(text, line, following)]
    cut = sum(not line.of(text).endswith(_ENDS_SENTENCE) and len(line) > width * 0.6 for line in breaks)
    return width if 20 < width <= _WRAP_WIDTH and len(breaks) >= 2 and cut >= 0.5 * len(breaks) else 0


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the paragraph goes on in the following line."""
    if not _adjacent(text, line, following):
        return False
    first = text[following.start : following.start + 40].split(maxsplit=1)[0]
    if width:
        return len(line) + 1 + len(first) > 0.85 * width
    return first[:1].islower() and not line.of(text).endswith(_FINAL)


# --- kinds ----------------------------------------------------------------------------------------------------------


def _kinds(
    text: str, paragraphs: Sequence[Block], title: str, furniture: Furniture
) -> Iterator[tuple[Block, SentenceKind]]:
    headline_due = True
    for number, block in enumerate(paragraphs, start=1):
        line = block.span.of(text)
        if _is_furniture(line, furniture):
            yield block, SentenceKind.FURNITURE
        elif headline_due and _is_headline(line, title, number < len(paragraphs)):
            headline_due = False
            yield block, SentenceKind.HEADLINE
        else:
            headline_due = False
            yield block, SentenceKind.BODY


def _is_headline(line: str, title: str, more_follows: bool) -> bool:
    if title and _same_words(line, title):
        return True
    if _BULLET.match(line):
        return False
    short = len(line) < 250 and len(line.split()) <= _HEADLINE_WORDS
    return more_follows and short and not line.rstrip("\"”’'»").endswith((".", "…", ":", ";", ","))


def _same_words(one: str, other: str) -> bool:
    return len(one) < 500 and _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())


def _is_furniture(line: str, furniture: Furniture) -> bool:
    if len(line) > 400:
        return False
    words = len(line.split())
    plain = line.casefold().strip().strip("[]().:!|>»•*#- ")
    return (
        plain in _folded(furniture.lines)
        or (words <= furniture.opening_words and _starts(line, furniture.openings))
        or (words <= furniture.mark_words and any(mark in line.casefold() for mark in _folded(furniture.marks)))
        or (words <= 12 and _BYLINE.match(line) is not None)
        or not any(c.isalpha() for c in line)
        or _is_table_row(line)
    )


@lru_cache(maxsize=16)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _starts(line: str, openings: tuple[str, ...]) -> bool:
    head = line.casefold().lstrip("[(*•|> -")
    return any(
        head.startswith(opening) and not (opening[-1].isalnum() and head[len(opening) : len(opening) + 1].isalnum())
        for opening in _folded(openings)
    )


def _is_table_row(line: str) -> bool:
    return (line.count("\t") >= 2 or line.count("|") >= 2) and not line.endswith(_FINAL)


# --- language -------------------------------------------------------------------------------------------------------


def _language(text: str, span: Span, furniture: Furniture) -> str:
    """The code of a language whose function words outnumber the English ones, "und" in another script, else "en"."""
    sample = text[span.start : min(span.end, span.start + 2000)]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) >= 12 and sum(c > "\u02af" for c in letters) > 0.6 * len(letters):
        return "und"
    words = _WORD.findall(sample.casefold())
    if len(words) < 8:
        return "en"
    counts = Counter(code for word in words for code in furniture.languages_of(word))
    best, count = max(counts.items(), key=lambda found: found[1], default=("en", 0))
    foreign = count >= 3 and count > 1.5 * counts["en"] and count > 0.15 * len(words)
    return best if foreign else "en"


# --- dateline -------------------------------------------------------------------------------------------------------


def _split_datelines(text: str, paragraphs: Iterable[Block], furniture: Furniture) -> Iterator[Block]:
    left = _DATELINE_PARAGRAPHS
    for block in paragraphs:
        end = 0
        if block.kind is SentenceKind.BODY and left:
            left -= 1
            end = _dateline_end(text, block.span, furniture)
        if end:
            yield replace(block, span=_stripped(text, block.span.start, end), kind=SentenceKind.DATELINE)
            block = replace(block, span=_stripped(text, end, block.span.end))
        yield block


def _dateline_end(text: str, span: Span, furniture: Furniture) -> int:
    """Where the dateline with its dash ends ("MOSCOW, June 8 (Reuters) - "), 0 if the paragraph has none."""
    head = text[span.start : min(span.end, span.start + _DATELINE_LENGTH)]
    for dash in _DASH.finditer(head):
        rest = head[dash.end() :].lstrip()
        starts_sentence = bool(rest) and (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"“‘'«")
        if starts_sentence and _is_dateline(head[: dash.start()], dash.group().strip(), furniture):
            day = _DAY_AND_DASH.match(head, dash.end())  # "BRUSSELS — June 3 — Ministers"
            return span.start + (day.end() if day else dash.end())
    if (stop := _DAY_AND_STOP.match(head) or _DAY_AND_SLASHES.match(head)) is not None:
        return span.start + stop.end()
    bracket = head.find(")")
    if (
        bracket > 0
        and _names_agency(head[: bracket + 1], furniture)
        and _is_dateline(head[: bracket + 1], "-", furniture)
    ):
        return span.start + bracket + 1
    return 0


def _is_dateline(prefix: str, dash: str, furniture: Furniture) -> bool:
    words = prefix.split()
    if not 0 < len(words) <= 12:
        return False
    agency = _names_agency(prefix, furniture) or _BRACKETED.search(prefix) is not None
    place = words[0].strip(",(")
    capitals = len(place) > 1 and place.isupper() and _PLACE_WORD.fullmatch(place) is not None
    bare = re.sub(r"\([^)]*\)", "", prefix)
    names = [word for word in _WORD.findall(_MONTH.sub("", bare)) if word not in ("de", "of", "la", "el", "and", "the")]
    if any(name[0].islower() for name in names) or len(names) > 6:
        return False
    if _DAY_FIRST.fullmatch(prefix.strip()):
        return dash != ":"
    if dash == ":" and not (prefix.endswith(")") and (_names_agency(prefix, furniture) or _MONTH.search(prefix))):
        return capitals and all(name.isupper() for name in names) and len(words) <= 3
    return agency or capitals or bool(_MONTH.search(prefix) and names)


def _names_agency(prefix: str, furniture: Furniture) -> bool:
    return any(
        f"({agency})" in prefix or f"/{agency}" in prefix or f"({agency}/" in prefix or f"({agency}," in prefix
        for agency in furniture.agencies
    ) or prefix.strip().casefold() in _folded(furniture.agencies)
