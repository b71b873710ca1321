"""A file or folder -> articles: text, Markdown with front matter, saved web pages; whatever encoding they came in.

Nothing is ever fetched: an address stands only in the metadata of a page that somebody saved.
"""

import codecs
import hashlib
import html
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.model.errors import DatelineError, Problem
from generator.model.ids import slug, unique
from generator.model.records import Article
from generator.model.source import Source

_HTML = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "an image"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {
    "title": ("title", "headline"),
    "published": ("published", "date", "date_published", "publication_date", "pubdate"),
    "publisher": ("publisher", "site", "site_name", "source", "publication"),
    "url": ("url", "link", "canonical", "original"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
}


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The article files among `paths`, folders searched in order, without hidden files and a saved page's pictures."""
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def is_address(name: str) -> bool:
    """Whether this is a web address rather than a file."""
    return bool(re.match(r"https?://", name, re.IGNORECASE))


def digest(path: Path, root: Path) -> str:
    """SHA-256 of the file's bytes: what tells whether an article changed."""
    return hashlib.sha256(_bytes(path, _where(path, root))).hexdigest()


def copied(path: Path, folder: Path) -> Path:
    """The copy of the file in `folder`, byte for byte, under its own name or the next free one; made once."""
    raw = _bytes(path, path.as_posix())
    number = 1
    while True:
        copy = folder / (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}")
        if not copy.exists():
            folder.mkdir(parents=True, exist_ok=True)
            partial = copy.with_name(f".{copy.name}.part")
            partial.write_bytes(raw)
            partial.replace(copy)
            return copy
        if copy.read_bytes() == raw:
            return copy
        number += 1


def read(path: Path, root: Path) -> Source:
    """The article in `path`; its `file` is told relative to `root`. DatelineError for an empty or binary file."""
    where = _where(path, root)
    raw = _bytes(path, where)
    fields, text = _parsed(_decoded(raw, where), path.suffix.lower())
    if not any(character.isalnum() for character in text):
        raise DatelineError(Problem(message="has no article text", where=where, hint="empty files are skipped"))
    fields["title"] = fields.get("title") or _title(text) or path.stem
    article = Article(**fields, file=where, sha256=hashlib.sha256(raw).hexdigest())
    return Source(article=article, text=text)


def identified(article: Article, taken: Container[str]) -> Article:
    """The article with its id: publication date and title, given once; `taken` holds case-folded ids."""
    name = slug(f"{article.published} {article.title}")
    return article.model_copy(update={"id": unique(name, taken)})


def iso_date(text: str) -> str:
    """The calendar day that a metadata value names, as YYYY-MM-DD; "" when it names none or several."""
    text = text.strip()[:64]
    if match := re.match(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?!\d)", text):
        return "-".join(match.groups()) if _is_day(*map(int, match.groups())) else ""
    if re.match(r"\d{1,2}[/.-]\d{1,2}[/.-]", text):
        return ""  # 10/06/2012 is June here and October there
    return _spelled_day(text)


def _spelled_day(text: str) -> str:
    from datetime import datetime  # a page's own date only: days that the calendar module can hold

    from dateutil import parser

    try:
        # Parsed twice over different days, so that a missing day, month or year shows.
        one, two = (parser.parse(text, default=datetime(*day)) for day in ((1996, 1, 1), (2000, 2, 2)))
    except (ValueError, OverflowError, TypeError):
        return ""
    return one.date().isoformat() if one.date() == two.date() else ""


def _is_day(year: int, month: int, day: int) -> bool:
    from calendar import monthrange

    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _where(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _bytes(path: Path, where: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DatelineError(Problem(message=f"cannot be read: {error.strerror or error}", where=where)) from error


def _inside(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith("_files"))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def _decoded(raw: bytes, where: str) -> str:
    for magic, kind in _KINDS:
        if raw.startswith(magic):
            raise DatelineError(Problem(message=f"is {kind}, not text", where=where, hint="save its text instead"))
    text = _as_text(raw).removeprefix("\ufeff")
    if len(_CONTROL.findall(text)) > len(text) // 1000:
        raise DatelineError(Problem(message="is binary, not text", where=where, hint="save its text instead"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_text(raw: bytes) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, errors="replace")
    for encoding in filter(None, ("utf-8", _declared(raw), _wide(raw), _western(raw))):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(raw)


def _declared(raw: bytes) -> str:
    match = _CHARSET.search(raw[:4096])
    name = match.group(1).decode("ascii").lower() if match else ""
    # Pages that claim Latin-1 are read as browsers read them.
    return "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark shows itself by a zero in every second byte."""
    head = raw[:4096]
    if head.count(0) * 3 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _western(raw: bytes) -> str:
    """Windows-1252 (which holds Latin-1's letters) while the rare byte is foreign, as in English or German text."""
    foreign = sum(byte >= 0x80 for byte in raw[:65536])
    return "cp1252" if foreign * 10 < min(len(raw), 65536) else ""


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:262144]).best()
    return raw.decode(best.encoding if best else "latin-1", errors="replace")


def _parsed(text: str, suffix: str) -> tuple[dict[str, str], str]:
    """What the file says of itself, and its plain text."""
    if suffix in _HTML or re.match(r"\s*(<!doctype html|<html)", text[:200], re.IGNORECASE):
        return _page(text)
    fields, body = _front_matter(text)
    body = _plain(body) if suffix in _MARKDOWN else body
    title = fields.get("title", "")
    return fields, _titled(title, body) if title else body


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        loaded = yaml.load(match.group(1), Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text  # three dashes are also a ruler: what is no YAML is text
    if not isinstance(loaded, Mapping) or any(" " in str(key).strip() for key in loaded):
        return {}, text
    return _fields(loaded), text[match.end() :].lstrip("\n")


def _fields(loaded: Mapping[Any, Any]) -> dict[str, str]:
    lowered = {str(key).strip().lower(): value for key, value in loaded.items()}
    found = {name: next(filter(None, (_words(lowered.get(key)) for key in keys)), "") for name, keys in _KEYS.items()}
    found["published"] = iso_date(found["published"])
    return {name: value for name, value in found.items() if value}


def _words(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())[:500]
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(part) for part in value[:20] if isinstance(part, str))))
    if isinstance(value, Mapping):
        return _words(value.get("name"))
    return ""


def _page(markup: str) -> tuple[dict[str, str], str]:
    """A saved web page: its main text, a blank line between paragraphs, and its metadata."""
    import trafilatura  # takes a third of a second: only who reads pages waits for it

    dates = {"extensive_search": False, "original_date": True}
    page: Any = trafilatura.bare_extraction(
        markup, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dates
    )
    if page is None:
        return {}, _bare(markup)
    said = {"title": page.title, "date": page.date, "site": page.sitename, "url": page.url, "author": page.author}
    fields = _fields({**said, "lang": page.language or _language(markup)})
    body = "\n\n".join(line.strip() for line in (page.text or "").splitlines() if line.strip())
    return fields, _titled(fields.get("title", ""), body)


def _language(markup: str) -> str:
    match = re.search(r"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", markup[:4096])
    return match.group(1).lower() if match else ""


def _bare(markup: str) -> str:
    without = re.sub(r"<(script|style)\b[^>]{0,500}>[^<]*</\1\s*>", " ", markup, flags=re.IGNORECASE)
    blocks = re.sub(r"</?(?:p|div|h[1-6]|li|br|tr|article|section)\b[^<>]*>", "\n\n", without, flags=re.IGNORECASE)
    text = html.unescape(re.sub(r"<[^<>]*>", "", blocks))
    return re.sub(r"\n\s*\n", "\n\n", text).strip()


_MARKUP = (
    (re.compile(r"<!--(?:(?!<!--).){0,2000}?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?){1,9})", re.MULTILINE), ""),
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)"), r"\1"),
    (re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*_\n]{1,500})(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
)


def _plain(markdown: str) -> str:
    """Markdown without its marks: headings, quotes, links, emphasis; the words stay as they are."""
    for pattern, kept in _MARKUP:
        markdown = pattern.sub(kept, markdown)
    return markdown


def _titled(title: str, body: str) -> str:
    """The body under its headline, which is put on top where the file keeps it apart."""
    head = " ".join(body[: len(title) + 200].split()).casefold()
    return body if not title or head.startswith(" ".join(title.split()).casefold()) else f"{title}\n\n{body}"


_DATELINE = re.compile(r"[A-Z]{2}[^\n–—]{1,90}?\s(?:-{1,2}|–|—|_)\s+(?=\S)")
_STOP = re.compile(r"(?<=[a-z]{3})[.!?][”\"]?\s+(?=\S)")


def _title(text: str) -> str:
    """The headline in its own case; where a paragraph stands on top, its first sentence, cut between words."""
    line = " ".join(next(line for line in text.splitlines() if any(map(str.isalnum, line)))[:2000].split())
    if len(line) > 160 or (line.endswith(".") and not line.endswith("..")):
        line = _STOP.split(_DATELINE.sub("", line, count=1) if _DATELINE.match(line) else line, maxsplit=1)[0]
        line = (line[:1].upper() + line[1:]).removesuffix(".")
    if len(line) <= 160:
        return line
    return line[:120].rpartition(" ")[0].rstrip(",;:–— ") + "…"
