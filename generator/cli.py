"""The command line: options, exit codes, printing. What is done is told in `project`."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from generator.model.changes import Changes, counted
from generator.model.errors import DatelineError, Problem, Severity
from generator.project import Extracted, Project

_FORMATS = click.Choice(["text", "json", "sarif"])
_KINDS = click.Choice(["event", "actor"])


class _Teller:
    """Says what goes on, on stderr; of counted lines at most one a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, line: str) -> None:
        now = time.monotonic()
        if not line.startswith("reading ") or now - self._last > 1:
            click.echo(line, err=True)
            self._last = now


class _Commands(click.Group):
    """Prints every problem and turns it into an exit code: a traceback is always our bug."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            _print(error.problems)
        except KeyboardInterrupt:
            click.echo("\ninterrupted: every file is whole, and the same command goes on where it stopped", err=True)
        except BrokenPipeError:
            # The reader of our output has left; Python would complain once more while closing it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            _print([Problem(message=error.strerror or str(error), where=str(error.filename or ""))])
        raise click.exceptions.Exit(1)


def _print(problems: Iterable[Problem]) -> None:
    for problem in problems:
        mark = "warning: " if problem.severity is Severity.WARNING else ""
        click.echo(f"{mark}{problem}", err=True)


def _finish(problems: Sequence[Problem]) -> None:
    _print(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline")
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder of the briefing, or one inside it (default: here).",
)
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Turn news articles into a searchable timeline site.

    Every date is resolved, every claim tied to the sentence it came from, every record a YAML file you can correct.
    Begin with: dateline new NAME ARTICLE..., then dateline build inside the new folder.
    """
    ctx.obj = folder


def _project(ctx: click.Context) -> Project:
    return Project.find(ctx.obj, _Teller())


# -- the flow -----


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("articles", nargs=-1)
@click.option("--title", default="", help="Title of the briefing (default: from the folder's name).")
@click.pass_context
def new(ctx: click.Context, folder: Path, articles: tuple[str, ...], title: str) -> None:
    """Start a briefing in FOLDER, with the ARTICLEs (text, Markdown, saved web pages) copied into it and read.

    The folder may exist, but must not hold a briefing yet. Nothing in it is overwritten.
    """
    project, extracted = Project.create(folder, articles, title, _Teller())
    _say_extracted(extracted)
    click.echo(f"The briefing is in {project.root}. Next: cd {folder} && dateline build")
    _finish(extracted.problems)


@main.command()
@click.argument("articles", nargs=-1)
@click.option(
    "--published",
    default="",
    metavar="YYYY-MM-DD",
    help="Day of publication of the ARTICLEs named, where they do not say it.",
)
@click.pass_context
def extract(ctx: click.Context, articles: tuple[str, ...], published: str) -> None:
    """Read articles into content/: one YAML record per event, actor and article.

    Without ARTICLEs, all of seeds/ is looked at and only what is new or changed is read. Files from elsewhere are
    copied into seeds/ first; nothing is fetched from the network. Your corrections stay: no later reading overwrites
    them.
    """
    if published and not _is_date(published):
        raise click.BadParameter("write it as in 2012-06-08", param_hint="--published")
    if published and not articles:
        raise click.UsageError("--published needs the articles it is meant for")
    extracted = _project(ctx).extract(articles, published)
    _say_extracted(extracted)
    _finish(extracted.problems)


@main.command()
@click.option(
    "--format", "form", type=_FORMATS, default="text", help="How problems are printed; json and sarif are for machines."
)
@click.pass_context
def check(ctx: click.Context, form: str) -> None:
    """Look for mistakes in the records, all at once, each with file and line."""
    project = _project(ctx)
    problems = project.check()
    if form != "text":
        click.echo(project.report(problems, form))
    else:
        _print(problems)
        click.echo(_counted(problems))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(1)


@main.command()
@click.pass_context
def build(ctx: click.Context) -> None:
    """Check the records, render the pages and build the site into site/."""
    index = _project(ctx).build()
    click.echo(f"The site is built: open {index}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", metavar="HOST:PORT", show_default=True, help="Where to serve.")
@click.pass_context
def serve(ctx: click.Context, address: str) -> None:
    """Show the site while you edit: a saved record is on screen about a second later. Stop with Ctrl-C."""
    _project(ctx).serve(address)


@main.command()
@click.option(
    "--force", is_flag=True, help="Replace what dateline did not publish, or what somebody else published since."
)
@click.pass_context
def deploy(ctx: click.Context, force: bool) -> None:
    """Check, build and publish the site to the briefing's target, whole or not at all.

    The target stands in content/briefing.yml: a folder (public), a branch of a git remote (gh-pages,
    git:upstream#pages, git@host:owner/name.git), or rsync (user@host:path, rsync://host/module).
    """
    for line in _project(ctx).deploy(force=force):
        click.echo(line)


@main.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say where the briefing stands: what is unread, what waits for an editor, and which command comes next."""
    for line in _project(ctx).status():
        click.echo(line)


@main.command()
@click.option("--explain", is_flag=True, help="Add the grounds of each annotation: trigger, rule, date anchor.")
@click.option(
    "--model", default="", help="Language model: a folder or an installed spaCy pipeline (default: the bundled one)."
)
@click.argument("source", type=click.File("rb"), default="-")
def annotate(source: Any, explain: bool, model: str) -> None:
    """Read JSON Lines from SOURCE or standard input, write JSON Lines to standard output.

    A line asks {"id", "text", "published"?, "title"?}; the answer holds timexes, actors, quotes and events with offsets
    into that text. A line that cannot be read is reported with its number, the rest goes on, and the exit code is 1.
    """
    from generator.project.annotating import annotated

    failed = False
    for line, problem in annotated(source, explain=explain, model=model):
        if problem is None:
            click.echo(line)
        else:
            failed = True
            _print([problem])
    if failed:
        raise click.exceptions.Exit(1)


# -- an editor's commands: each is a plain edit of YAML that git shows clearly -----


@main.command()
@click.option("--list", "only_list", is_flag=True, help="Only print the list, also in a terminal.")
@click.option("--limit", default=20, show_default=True, help="How many to list.")
@click.pass_context
def review(ctx: click.Context, only_list: bool, limit: int) -> None:
    """Go through what most needs an editor: conflicts, doubles, disputes, missing dates, doubtful readings.

    Last come the events that nobody has looked at yet, the least certain first.

    In a terminal each is shown with keys to approve, reject, open in $EDITOR, or go on; elsewhere the list is printed,
    each with the file and line to open.
    """
    from generator.review import Review, listed

    project = _project(ctx)
    waiting = project.waiting()
    if only_list or not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("\n".join(listed(waiting, limit)) or "nothing waits")
    else:
        Review(project).run(waiting)


@main.command()
@click.argument("kind", type=_KINDS)
@click.argument("keep")
@click.argument("absorbed", nargs=-1, required=True)
@click.pass_context
def merge(ctx: click.Context, kind: str, keep: str, absorbed: tuple[str, ...]) -> None:
    """Make one record of several: the ABSORBED ones go into KEEP.

    Their ids still resolve, their pages redirect, and later readings follow.
    """
    for name in absorbed:
        _say_changed(_project(ctx).merge(kind, keep, name))


@main.command()
@click.argument("kind", type=click.Choice(["actor"]))
@click.argument("actor")
@click.argument("aliases", nargs=-1, required=True)
@click.option("--id", "new", default="", help="Id of the new actor (default: from the first alias).")
@click.pass_context
def split(ctx: click.Context, kind: str, actor: str, aliases: tuple[str, ...], new: str) -> None:
    """Make an actor of its own from ALIASES that were wrongly given to ACTOR.

    Events that name only the new one go over to it, and later readings keep the two apart.
    """
    _say_changed(_project(ctx).split(actor, aliases, new))


@main.command()
@click.argument("kind", type=click.Choice(["event", "actor", "article"]))
@click.argument("old")
@click.argument("new")
@click.pass_context
def rename(ctx: click.Context, kind: str, old: str, new: str) -> None:
    """Give a record the id NEW; references follow, and the id OLD still resolves."""
    _say_changed(_project(ctx).rename(kind, old, new))


@main.command()
@click.argument("kind", type=_KINDS)
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--note", default="", help="Why, for whoever reads the record later.")
@click.pass_context
def reject(ctx: click.Context, kind: str, names: tuple[str, ...], note: str) -> None:
    """Say that an event or actor is none: it leaves the site and never comes back."""
    for name in names:
        _say_changed(_project(ctx).judge(kind, name, "rejected", note))


@main.command("add-event")
@click.argument("title")
@click.option("--date", default="", help="EDTF: 2012-06-08, 2012-06, 2012-06-04/2012-06-07, ../2012-06-08.")
@click.option("--type", "type_", default="OTHER", help="CONSULT, ASSAULT, STATE, ... (default: OTHER).")
@click.option("--status", default="actual", help="actual, ongoing, planned, hypothetical or negated.")
@click.option("--place", default="", help="Where it happened.")
@click.option(
    "--actor", "actors", multiple=True, metavar="ID[:ROLE]", help="Who took part; may be given several times."
)
@click.option("--article", default="", help="Id of the article that reports it.")
@click.option("--quote", default="", help="The sentence of that article.")
@click.option("--note", default="", help="A remark, shown on the page.")
@click.pass_context
def add_event(ctx: click.Context, /, title: str, date: str, type_: str, actors: tuple[str, ...], **more: str) -> None:
    """Write an event that no article was read to tell; the generator never touches it."""
    parts = [(name, role or "mentioned") for name, _, role in (actor.partition(":") for actor in actors)]
    fields: dict[str, Any] = {
        "title": title,
        "date": date,
        "type": type_.upper(),
        "status": more["status"],
        "actors": [{"actor": name, "role": role} for name, role in parts],
        "note": more["note"],
        "review": "approved",
    }
    if more["place"]:
        fields["place"] = {"name": more["place"]}
    if more["article"]:
        fields["evidence"] = [{"article": more["article"], "exact": more["quote"]}]
    click.echo(f"content/events/{_project(ctx).add_event(fields)}.yml")


def _say_changed(changes: Changes) -> None:
    for words, paths in (("new", changes.created), ("changed", changes.updated), ("gone", changes.withdrawn)):
        for path in paths:
            click.echo(f"{words}: content/{path}.yml")


def _is_date(text: str) -> bool:
    from generator.model.dates import Date

    try:
        return Date.parse(text).precision == "day"
    except ValueError:
        return False


def _say_extracted(extracted: Extracted) -> None:
    seen = counted(extracted.articles, "article")
    click.echo(f"{seen}, {extracted.read} of them read now: {_changed(extracted.changes)}")


def _changed(changes: Changes) -> str:
    said = (
        counted(len(changes.created), "new record") if changes.created else "",
        f"{len(changes.updated)} updated" if changes.updated else "",
        f"{len(changes.withdrawn)} withdrawn" if changes.withdrawn else "",
        f"{counted(len(changes.conflicts), 'conflict')} with your corrections (yours stay; dateline status lists them)"
        if changes.conflicts
        else "",
    )
    return ", ".join(filter(None, said)) or "no record changed"


def _counted(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}" if problems else "no problems found"
