"""Runs the site engine: docs/ -> site/, strictly, and the whole site or none of it."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from generator.model.errors import DatelineError, Problem

# Both engines' authors print notices at every build that are no fault of the site.
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_TEMPORARY = ".site-"


def build(root: Path, site: Path | None = None) -> Path:
    """Build the rendered pages of docs/ into `site`; on any warning the old site stays and all warnings are named."""
    target = site or root / "site"
    _restore(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f"{_TEMPORARY}new-", dir=target.parent))
    try:
        _run(root, scratch)
        scratch.chmod(0o755)
        _swap(scratch, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def address(root: Path) -> str:
    """Where the site will be published, as mkdocs.yml says in `site_url`; "" when it does not say."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        return str(load_config(config_file=str(_config_file(root))).site_url or "")
    except MkDocsException as error:
        raise DatelineError(Problem(message=str(error), where="mkdocs.yml")) from error


def serve(root: Path, address: str = "127.0.0.1:8000") -> None:
    """Show the site while it is edited; returns when interrupted."""
    os.environ.update(_QUIET)
    from mkdocs.commands.serve import serve as mkdocs_serve

    with _terminal():
        mkdocs_serve(config_file=str(_config_file(root)), dev_addr=address)


def _run(root: Path, scratch: Path) -> None:
    os.environ.update(_QUIET)
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    with _collected() as problems:
        try:
            config = load_config(config_file=str(_config_file(root)), site_dir=str(scratch), strict=True)
            _switch_off_rendering(config)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except (Abort, MkDocsException) as error:
            raise DatelineError(problems or (Problem(message=str(error), where="mkdocs.yml"),)) from error


def _switch_off_rendering(config: Any) -> None:
    """docs/ was rendered a moment ago: the plugin need not do it once more."""
    plugin = config.plugins.get("dateline")
    if plugin is not None:
        plugin.config.enabled = False


def _config_file(root: Path) -> Path:
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise DatelineError(
            Problem(
                message="there is no mkdocs.yml",
                where=str(root),
                hint="run it in a briefing's folder, or `dateline new`",
            )
        )
    return file


def _swap(new: Path, target: Path) -> None:
    """Put the new site in place of the old; if the machine stops in between, `_restore` finds the old one."""
    old = target.with_name(f"{_TEMPORARY}old-{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        with suppress(OSError):
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _restore(target: Path) -> None:
    """Mend what an interrupted run left: the old site set aside, half a new one."""
    old = target.with_name(f"{_TEMPORARY}old-{target.name}")
    if old.is_dir() and not target.exists():
        old.rename(target)
    for left in target.parent.glob(f"{_TEMPORARY}new-*"):
        shutil.rmtree(left, ignore_errors=True)


class _Collector(logging.Handler):
    """Keeps warnings of the engine as problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging for each record."""
        self.problems.append(Problem(message=record.getMessage(), where="mkdocs build"))


@contextmanager
def _collected() -> Iterator[list[Problem]]:
    log, collector = logging.getLogger("mkdocs"), _Collector()
    log.addHandler(collector)
    passed_on, log.propagate = log.propagate, False
    try:
        yield collector.problems
    finally:
        log.removeHandler(collector)
        log.propagate = passed_on


@contextmanager
def _terminal() -> Iterator[None]:
    """What the engine says goes to the terminal while it serves."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s %(message)s"))
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
