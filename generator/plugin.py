"""The MkDocs plugin: on `mkdocs build` and `mkdocs serve` it renders content/ into docs/ first.

Under `serve` a faulty record does not stop the server: its problems stand on top of every page until they are mended.
"""

import logging
import re
from html import escape
from pathlib import Path
from types import CodeType
from typing import Any, Literal

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.model.errors import DatelineError, Problem
from generator.pages import OWNED
from generator.project import Project

_BODY, _MARK = '\n<div class="dl-page', "dateline-body"
# Our templates never nest these elements in one of their own kind.
_NOT_SEARCHED = re.compile(
    r"<(aside|section|figure|nav|ul|dl|script)\b[^>]*(?:data-search-exclude|ld\+json).*?</\1>", re.S
)
log = logging.getLogger("dateline")  # not below "mkdocs", whose strict mode counts errors and would stop the server


class _Compiled(BytecodeCache):
    """Theme templates as compiled before: MkDocs makes a new environment, and would compile anew, for each rebuild."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


class DatelineConfig(Config):
    """`enabled: false` builds what lies in docs/ without rendering it anew."""

    enabled = config_options.Type(bool, default=True)


class DatelinePlugin(BasePlugin[DatelineConfig]):
    """Lives as long as the server does, so that a fault found in one rebuild is shown until the next."""

    def __init__(self) -> None:
        self.serving = False
        self.problems: tuple[Problem, ...] = ()
        self._bodies: dict[str, str] = {}
        self._whole: str | None = None
        self._compiled = _Compiled()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember which command runs; also keeps this object for all rebuilds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Render the records; a fault stops a build and is shown by a server."""
        if self.config.enabled:
            self.problems = ()
            try:
                root = _root(config)
                Project(root).pages(site=config.site_url or "", editing=root.as_uri() if self.serving else "")
            except DatelineError as error:
                self._fault(error, config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """With a fault at the very first start there are no pages yet: give the message a place of its own."""
        if not self.problems or files.get_file_from_path("index.md"):
            return files
        for file in files.documentation_pages():
            files.remove(file)
        files.append(File.generated(config, "index.md", content=f"# {config.site_name}\n"))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compile the theme once a server, not once a rebuild."""
        env.bytecode_cache = self._compiled
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Spare the Markdown parser what is HTML already: the body of a generated page goes around it, unchanged."""
        head, sign, body = markdown.partition(_BODY)
        if not sign or head.count("\n") > 3 or not body.rstrip().endswith("</div>"):
            return markdown
        self._bodies[page.file.src_uri] = sign.lstrip() + body.rstrip()
        return f"{head}\n\n<div>{_MARK}</div>\n"

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the body back."""
        body = self._bodies.pop(page.file.src_uri, None)
        return html if body is None else html.replace(f"<div>{_MARK}</div>", body)

    def _shorten(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Leave out what the search index leaves out anyway before its slow parser reads the page."""
        if '<div class="dl-page' in (page.content or ""):
            self._whole = page.content
            page.content = _NOT_SEARCHED.sub("", page.content or "")
        return context

    def _lengthen(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the page its content back."""
        if self._whole is not None:
            page.content, self._whole = self._whole, None
        return context

    on_page_context = CombinedEvent(event_priority(100)(_shorten), event_priority(-100)(_lengthen))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the problems on top of the page."""
        if not self.problems:
            return output
        said = escape("\n".join(map(str, self.problems)))
        before, main, after = output.partition('<main class="md-main"')
        return f'{before}<div class="dl-fault" role="alert">{said}</div>{main}{after}'

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the records, and of docs/ only what people write: generated files must not start a second rebuild."""
        if not self.config.enabled:
            return server
        docs, root = Path(config.docs_dir), _root(config)
        server.unwatch(str(docs))
        for path in _hand_written(docs, {docs / place for place in OWNED}):
            server.watch(str(path))
        server.watch(str(root / "content"))
        return server

    def _fault(self, error: DatelineError, config: MkDocsConfig) -> None:
        if not self.serving:
            raise PluginError(str(error)) from error
        self.problems = error.problems
        if not (Path(config.docs_dir) / "index.md").exists():
            config.nav = None
        for problem in error.problems:
            log.error("%s", problem)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or config.docs_dir).resolve().parent


def _hand_written(docs: Path, generated: set[Path]) -> list[Path]:
    """The topmost files and folders of docs/ that hold no generated file."""
    found: list[Path] = []
    for path in sorted(docs.iterdir()) if docs.is_dir() else []:
        if path in generated:
            continue
        inner = [place for place in generated if path in place.parents]
        found += [path] if not inner else _hand_written(path, generated)
    return found
