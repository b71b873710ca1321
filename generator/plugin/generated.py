"""Pages that the generator wrote: their body is HTML already, so Markdown has only their title to read."""

import json
import re
from functools import cached_property, lru_cache
from html import unescape
from typing import Any

import yaml
from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

_FENCE, _BODY = "---\n", '\n<div class="dl-page'
_TEXT = re.compile(r'(\w+): "([^"\\]*)"')
_TEXTS = re.compile(r'(\w+): (\["[^\\]*"\])')
# One line in which no sign means anything to Markdown: what could is written as a numeric reference.
_TITLE = re.compile(r"# ((?:[^`*_{}\[\]<>&\\|#\n]|&#\d+;)+)\n\n?")
_ANCHOR = re.compile(r'\sid="([^"]*)"')
# With these a heading of plain words stays what it is, and gets its usual anchor.
_KNOWN_EXTENSIONS = frozenset({"toc", "tables", "fenced_code", "md_in_html"})


class GeneratedPage(Page):
    """A page whose front matter is quoted text and whose body is HTML; what looks otherwise is read as MkDocs does."""

    content: str | None

    def __init__(self, title: str | None, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self._body: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take front matter, title and body apart."""
        text = self.file.content_string
        head, mark, rest = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
        meta = front_matter(head) if mark and text.startswith(_FENCE) else None
        title, mark, body = rest.lstrip("\n").partition(_BODY)
        if meta is None or not mark or title.count("\n") > 3 or not body.rstrip().endswith("</div>"):
            super().read_source(config)
        else:
            self.meta, self.markdown, self._body = meta, title + "\n", mark.lstrip() + body.rstrip()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make HTML of the title; the body goes below it, unchanged."""
        found = _TITLE.fullmatch(self.markdown or "")
        title = found[1].strip() if found and self._body is not None else ""
        if self._may_print(title, config):
            self._print(title)
        else:
            super().render(config, files)
        if self._body is not None:
            self.content = f"{self.content}\n{self._body}" if self.content else self._body
            self.__dict__.pop("present_anchor_ids", None)

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        """What links can point at; looked up only when a link does."""
        return {unescape(found) for found in _ANCHOR.findall(self.content or "")}

    def _may_print(self, title: str, config: MkDocsConfig) -> bool:
        known = _KNOWN_EXTENSIONS.issuperset(config.markdown_extensions) and "toc" not in config.mdx_configs
        return known and "title" in self.meta and title.isprintable() and title != ""

    def _print(self, title: str) -> None:
        anchor = slugify(unescape(title), "-") or "_1"
        self.content = f'<h1 id="{anchor}">{title}</h1>'
        self.toc = TableOfContents([AnchorLink(title, anchor, 1)])


def front_matter(head: str) -> dict[str, Any] | None:
    """The values of a front matter that holds one to a line, in a tenth of YAML's time; None for any other."""
    values: dict[str, Any] = {}
    for line in head.split("\n"):
        if (text := _TEXT.fullmatch(line)) and line.isprintable():
            values[text[1]] = text[2]
        elif (texts := _TEXTS.fullmatch(line)) and line.isprintable():
            values[texts[1]] = json.loads(texts[2])
        elif (more := _read(line)) is not None:
            values.update(more)
        else:
            return None
    return values


@lru_cache(maxsize=1000)
def _read(line: str) -> dict[str, Any] | None:
    """A line such as `hide: [navigation, toc]`, of which there are few."""
    try:
        read = yaml.safe_load(line)
    except yaml.YAMLError:
        return None
    return read if isinstance(read, dict) else None
