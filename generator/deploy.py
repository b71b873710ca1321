"""The built site -> its target, whole or not at all: a folder, a branch of a git remote, or rsync.

Progress is yielded line by line. Nothing is force-pushed, and what dateline did not publish is not overwritten unasked.
"""

import ctypes
import filecmp
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.errors import DatelineError, Problem

_MARK = ".dateline"  # stands in every published site: this folder or branch is ours to replace
_VOLATILE = frozenset({"sitemap.xml", "sitemap.xml.gz"})  # they hold the day of the build: alone they are no news
_TRAILER = "Dateline-Project"
_REMOTE = re.compile(r"(?:rsync:(?!//))?[\w.-]+@[\w.-]+:\S+|rsync://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What goes where: the built site, the target as the briefing names it, and the project it was built from."""

    site: Path
    target: str
    root: Path
    force: bool = False


def publish(publication: Publication) -> Iterator[str]:
    """Bring the site to its target, yielding what happens; DatelineError leaves the target as it was."""
    if not (publication.site / "index.html").is_file():
        raise _fault("there is no built site to publish", "dateline build")
    if not publication.target or publication.target.startswith("-"):
        raise _fault(f"{publication.target!r} is no target", "set `target:` in content/briefing.yml, e.g. public")
    yield from _publisher(publication.target)(publication)


def _publisher(target: str) -> Callable[[Publication], Iterator[str]]:
    if target.partition("#")[0] == "gh-pages" or target.startswith("git:") or _is_git_address(target):
        return _to_branch
    return _by_rsync if _REMOTE.fullmatch(target) else _to_folder


def _is_git_address(target: str) -> bool:
    address = target.partition("#")[0]
    return address.endswith(".git") or address.startswith(("git@", "ssh://", "git://", "https://", "http://"))


# -- a folder -----


def _to_folder(publication: Publication) -> Iterator[str]:
    target = (publication.root / Path(publication.target).expanduser()).resolve()
    _check_folder(target, publication)
    if target.is_dir() and _equal(publication.site, target):
        yield f"no changes in {target}"
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        fresh = Path(beside, "site")
        shutil.copytree(publication.site, fresh)
        (fresh / _MARK).write_text("published by dateline\n")
        _swap(fresh, target)
    yield f"published {_count(publication.site)} files to {target}"


def _check_folder(target: Path, publication: Publication) -> None:
    site = publication.site.resolve()
    inside = (publication.root / part for part in ("content", "docs", "seeds", "generator", "tests", ".git"))
    held = (publication.root.resolve(), site, *(path.resolve() for path in inside))
    if any(target == path or path.is_relative_to(target) for path in held) or target.is_relative_to(site):
        raise _fault(f"{target} holds the project itself", "choose a folder of its own as `target:`")
    if target.exists() and not target.is_dir():
        raise _fault(f"{target} is a file", "choose a folder as `target:`")
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).exists() and not publication.force:
        raise _fault(f"{target} holds files that dateline did not publish", "empty it, or deploy with --force")


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the target's place; what stood there lies where the fresh one was."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged(fresh, target):
        aside = fresh.with_name("before")
        target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            aside.rename(target)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux), so that no reader meets an empty place."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    here = -100  # AT_FDCWD
    exchange = 2  # RENAME_EXCHANGE
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {_MARK}


def _count(folder: Path) -> int:
    return len(_files(folder))


def _equal(one: Path, other: Path) -> bool:
    names = _files(one)
    if names != _files(other):
        return False
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in sorted(names - _VOLATILE))


# -- a branch of a git remote -----


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repository:
    """A git folder of our own beside the project: the project's index and work tree are never touched."""

    folder: Path
    site: Path

    def git(self, *words: str, given: str = "") -> str:
        """What git answers, run on the site's files with a repository and an index of its own."""
        places = {
            "GIT_DIR": str(self.folder),
            "GIT_WORK_TREE": str(self.site),
            "GIT_INDEX_FILE": str(self.folder / "i"),
        }
        return _run(["git", *words], self.site, places, given).strip()

    def tip(self, remote: str, branch: str) -> str:
        """The commit that the branch stands at, fetched; "" where there is no such branch yet."""
        if not self.git("ls-remote", "--heads", "--", remote, f"refs/heads/{branch}"):
            return ""
        self.git("fetch", "--quiet", "--depth=1", "--", remote, f"refs/heads/{branch}")
        return self.git("rev-parse", "FETCH_HEAD")

    def tree(self, parent: str) -> str:
        """The site as a git tree, with what hosting needs."""
        self.git("add", "--all", "--force", ".")
        self._put(_MARK, "published by dateline\n")
        self._put(".nojekyll", "")  # else GitHub leaves out names that begin with an underscore
        domain = self.git("ls-tree", "--name-only", parent, "CNAME") if parent else ""
        if domain and not (self.site / "CNAME").exists():
            self._put("CNAME", self.git("show", f"{parent}:CNAME") + "\n")
        return self.git("write-tree")

    def _put(self, name: str, text: str) -> None:
        blob = self.git("hash-object", "-w", "--stdin", given=text)
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")


def _to_branch(publication: Publication) -> Iterator[str]:
    remote, branch = _remote(publication)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        _run(["git", "init", "--quiet", "--bare", folder], publication.root)
        repository = _Repository(folder=Path(folder), site=publication.site.resolve())
        parent = repository.tip(remote, branch)
        tree = repository.tree(parent)
        if parent and not _news(repository, parent, tree):
            yield f"no changes on {branch} of {remote}"
            return
        if parent:
            yield from _check_parent(repository, publication, parent, branch)
        commit = _commit(repository, publication, tree, parent)
        _push(repository, remote, branch, commit)
        yield f"published {_count(publication.site)} files to {branch} of {remote} ({commit[:10]})"


def _remote(publication: Publication) -> tuple[str, str]:
    """Address and branch of `gh-pages`, `git:upstream#pages` or `git@host:owner/name.git`."""
    name, _, branch = publication.target.partition("#")
    name = name.removeprefix("git:")
    if name == "gh-pages":
        name = "origin"
    try:
        address = _run(["git", "remote", "get-url", "--", name], publication.root).strip()
    except DatelineError:
        address = name
    if address == "origin":
        raise _fault("the project has no git remote named origin", "git remote add origin ADDRESS")
    local = publication.root / address
    return (str(local.resolve()) if local.exists() else address), branch or "gh-pages"


def _news(repository: _Repository, parent: str, tree: str) -> bool:
    changed = repository.git("diff-tree", "-r", "--name-only", "--no-renames", parent, tree).splitlines()
    return bool(set(changed) - _VOLATILE)


def _check_parent(repository: _Repository, publication: Publication, parent: str, branch: str) -> Iterator[str]:
    """Refuse to replace what this project does not know; with --force, say what is replaced."""
    fault = _foreign(repository, publication, parent)
    if fault and not publication.force:
        raise _fault(f"{branch} {fault}", "look at it first (git pull), then deploy with --force")
    if fault:
        yield f"replacing: {branch} {fault}; it stays in the branch's history"


def _foreign(repository: _Repository, publication: Publication, parent: str) -> str:
    """Why the last commit is somebody else's, "" when it is ours."""
    if not repository.git("ls-tree", "--name-only", parent, _MARK):
        return "holds something that dateline did not publish"
    trailer = f"--format=%(trailers:key={_TRAILER},valueonly)"
    source = repository.git("log", "-1", trailer, parent).strip()
    if source and not _is_ours(source, publication.root):
        return f"was published from {source[:10]}, which this project does not contain"
    return ""


def _is_ours(commit: str, root: Path) -> bool:
    try:
        _run(["git", "merge-base", "--is-ancestor", commit, "HEAD"], root)
    except DatelineError:
        return False
    return True


def _commit(repository: _Repository, publication: Publication, tree: str, parent: str) -> str:
    try:
        source = _run(["git", "rev-parse", "HEAD"], publication.root).strip()
    except DatelineError:  # no repository, or one without a commit
        source = ""
    message = "Publish the briefing" + (f"\n\n{_TRAILER}: {source}" if source else "")
    names = {
        f"GIT_{who}_{what.upper()}": _identity(publication.root, what)
        for who in ("AUTHOR", "COMMITTER")
        for what in ("name", "email")
    }
    parents = ["-p", parent] if parent else []
    places = {"GIT_DIR": str(repository.folder), **names}
    return _run(["git", "commit-tree", tree, *parents, "-m", message], repository.site, places).strip()


def _identity(root: Path, what: str) -> str:
    try:
        return _run(["git", "config", f"user.{what}"], root).strip()
    except DatelineError:
        return {"name": "dateline", "email": "dateline@localhost"}[what]


def _push(repository: _Repository, remote: str, branch: str, commit: str) -> None:
    try:
        repository.git("push", "--quiet", "--", remote, f"{commit}:refs/heads/{branch}")
    except DatelineError as error:
        left = Problem(message=f"{branch} is as it was", hint="if somebody published meanwhile, deploy again")
        raise DatelineError([*error.problems, left]) from error


# -- rsync -----


def _by_rsync(publication: Publication) -> Iterator[str]:
    target = publication.target.removeprefix("rsync:") if "://" not in publication.target else publication.target
    # --delay-updates renames all files at the end: readers see the old site or the new one.
    command = ["rsync", "--archive", "--checksum", "--delete-after", "--delay-updates", "--itemize-changes"]
    ends = [f"{publication.site.resolve()}/", target.rstrip("/") + "/"]
    planned = _run([*command, "--dry-run", *ends], publication.root).splitlines()
    changed = [line for line in planned if line[:1] in "<>*c" and line.rpartition(" ")[2] not in _VOLATILE]
    if not changed:
        yield f"no changes at {target}"
        return
    _run([*command, *ends], publication.root)
    yield f"published {len(changed)} changes to {target}"


# -- the outside world -----


def _run(command: list[str], folder: Path, places: dict[str, str] | None = None, given: str = "") -> str:
    own = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name == "GIT_SSH_COMMAND"
    }
    env = {**own, "LC_ALL": "C", **(places or {})}
    try:
        done = subprocess.run(command, cwd=folder, env=env, input=given, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise _fault(f"{command[0]} is not installed", f"install {command[0]}, or choose another target") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise _fault(f"{' '.join(command[:2])}: {said[-1].removeprefix('fatal: ')}")
    return done.stdout


def _fault(message: str, hint: str = "") -> DatelineError:
    return DatelineError(Problem(message=message, where="deploy", hint=hint))
