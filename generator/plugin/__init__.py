"""The MkDocs plugin: on `mkdocs build` and `mkdocs serve` it renders content/ into docs/ first.

Under `serve` a faulty record does not stop the server: its problems stand on top of every page until they are mended.
"""

import logging
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.model.errors import DatelineError, Problem
from generator.pages import OWNED
from generator.plugin.frames import Frames
from generator.plugin.generated import GeneratedPage
from generator.plugin.searching import entries
from generator.plugin.templates import Templates
from generator.project import Project
from generator.sync import is_in

# With these alone nothing but our theme decides what stands around a page.
_KNOWN_PLUGINS = frozenset({"material/search", "material/offline", "dateline"})
_THEME, _WHOLE = "main.html", "whole.html"
log = logging.getLogger("dateline")  # not below "mkdocs", whose strict mode counts errors and would stop the server


class DatelineConfig(Config):
    """`enabled: false` builds what lies in docs/ without rendering it anew."""

    enabled = config_options.Type(bool, default=True)


class DatelinePlugin(BasePlugin[DatelineConfig]):
    """Lives as long as the server does, so that a fault found in one rebuild is shown until the next."""

    def __init__(self) -> None:
        self.serving = False
        self.problems: tuple[Problem, ...] = ()
        self._templates = Templates()
        self._frames = Frames()
        self._framed = False
        self._in_navigation: frozenset[str] = frozenset()
        self._content: str | None = None
        self._project: Project | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember which command runs; also keeps this object for all rebuilds."""
        self.serving = command == "serve"

    def _hasten(self, config: MkDocsConfig) -> MkDocsConfig:
        """Spare the theme work that it has done before; first of all, for the search asks for its words."""
        config.theme.get_env = self._templates.quicker(config.theme.get_env)
        return config

    def _render(self, config: MkDocsConfig) -> MkDocsConfig:
        """Render the records; a fault stops a build and is shown by a server."""
        if self.config.enabled:
            self.problems = ()
            try:
                root = _root(config)
                if self._project is None or self._project.root != root:
                    self._project = Project(root, living=self.serving)  # remembers what it made of what
                self._project.pages(site=config.site_url or "", editing=root.as_uri() if self.serving else "")
            except DatelineError as error:
                self._fault(error, config)
        return config

    on_config = CombinedEvent(event_priority(100)(_hasten), _render)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take our own pages out of MkDocs' hands.

        With a fault at the very first start there are no pages yet: then the message gets a place of its own.
        """
        if not self.problems or files.get_file_from_path("index.md"):
            titles = dict(_titles(config.nav))
            for file in files.documentation_pages():
                if is_in(file.src_uri, OWNED) and (file.src_uri in titles or file.inclusion.is_not_in_nav()):
                    GeneratedPage(titles.get(file.src_uri), file, config)
            return files
        for file in files.documentation_pages():
            files.remove(file)
        files.append(File.generated(config, "index.md", content=f"# {config.site_name}\n"))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember which pages the navigation shows as the current one: no frame fits them."""
        self._in_navigation = frozenset(page.file.src_uri for page in nav.pages)
        self._framed = _only_ours(config)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Draw every kind of page anew, once; and give MkDocs less to copy."""
        _link(files)
        self._frames.begin(env.get_template(_THEME))
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A page outside the navigation is put into a frame that all of its kind share."""
        if isinstance(page, GeneratedPage) and self._framed and page.file.src_uri not in self._in_navigation:
            page.meta["template"] = _WHOLE
        return html

    def _index(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Tell the search index about a page of ours, and keep the page from its slow parser."""
        index = _search_index(config)
        found = entries(page) if isinstance(page, GeneratedPage) and index is not None else None
        if found is not None:
            index.entries += found
            self._content, page.content = page.content, ""
        return context

    def _frame(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give the page its content back, and what stands around it."""
        if self._content is not None:
            page.content, self._content = self._content, None
        if page.meta.get("template") == _WHOLE:
            context["whole"] = self._frames.whole(context)
        return context

    on_page_context = CombinedEvent(event_priority(100)(_index), event_priority(-100)(_frame))

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
        docs, content = Path(config.docs_dir), _root(config) / "content"
        server.unwatch(str(docs))
        _look_often(server, content)
        for path in _hand_written(docs, {docs / place for place in OWNED}):
            server.watch(str(path))
        server.watch(str(content))
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


def _only_ours(config: MkDocsConfig) -> bool:
    theme = config.theme
    return (
        theme.name == "dateline"
        and not (theme.custom_dir or config.hooks)
        and _KNOWN_PLUGINS.issuperset(config.plugins)
    )


def _titles(nav: Any) -> Iterator[tuple[str, str | None]]:
    """The pages that mkdocs.yml puts into the navigation, with the titles it gives them."""
    if isinstance(nav, str):
        yield nav.lstrip("/"), None
    elif isinstance(nav, list):
        for part in nav:
            yield from _titles(part)
    elif isinstance(nav, dict):
        for title, part in nav.items():
            yield from [(part.lstrip("/"), title)] if isinstance(part, str) else _titles(part)


def _link(files: Files) -> None:
    """Put our own files for machines into the site without copying: there may be one for each event.

    They are replaced, never written to, so nobody minds that two names lead to one file. MkDocs leaves alone what it
    finds to be the same file.
    """
    for file in files:
        if not file.is_documentation_page() and is_in(file.src_uri, OWNED) and file.inclusion.is_included():
            target = Path(file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(file.abs_src_path, target)
            except OSError:  # another disk, or one that knows no links
                return


def _search_index(config: MkDocsConfig) -> Any:
    """Material's index, unless it is switched off or cuts Chinese text into words, which only itself can do."""
    search = config.plugins.get("material/search")
    from material.plugins.search import plugin as material

    return search.search_index if search and search.config.enabled and not material.jieba else None


def _look_often(server: LiveReloadServer, content: Path) -> None:
    """Look for edits ten times a second instead of twice, less often where thousands of records are to be looked at."""
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    files = sum(len(files) for _, _, files in os.walk(content))
    server.observer = type(server.observer)(timeout=min(0.5, max(0.1, files / 10_000)))
    for path in watched:
        server.watch(path)


def _hand_written(docs: Path, generated: set[Path]) -> list[Path]:
    """The topmost files and folders of docs/ that hold no generated file."""
    found: list[Path] = []
    for path in sorted(docs.iterdir()) if docs.is_dir() else []:
        if path in generated:
            continue
        inner = [place for place in generated if path in place.parents]
        found += [path] if not inner else _hand_written(path, generated)
    return found
