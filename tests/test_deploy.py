"""Publishing whole or not at all: to a folder, to a real bare repository on disk, by rsync."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import deploy
from generator.deploy import Publication, publish
from generator.model.errors import DatelineError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    built(project, "one")
    return project


def built(project: Path, words: str) -> Path:
    site = project / "site"
    (site / "events").mkdir(parents=True, exist_ok=True)
    (site / "index.html").write_text(words)
    (site / "events" / "a.html").write_text("<p>a</p>")
    (site / "sitemap.xml").write_text(f"<lastmod>{words}</lastmod>")
    (site / ".gitignore").write_text("events/\n")
    return site


def git(folder: Path, *words: str) -> str:
    person = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "A"}
    env = {**os.environ, **person, "GIT_COMMITTER_EMAIL": "a@b.example"}
    done = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def published(root: Path, target: str, *, force: bool = False) -> str:
    return "\n".join(publish(Publication(site=root / "site", target=target, root=root, force=force)))


def test_a_folder_is_replaced_whole_and_only_when_it_differs(root: Path) -> None:
    assert "published 4 files" in published(root, "public")
    assert (root / "public/events/a.html").read_text() == "<p>a</p>"
    assert "no changes" in published(root, "public")
    built(root, "two")
    (root / "site/events/a.html").unlink()
    assert "published 3 files" in published(root, "public")
    assert (root / "public/index.html").read_text() == "two" and not (root / "public/events/a.html").exists()
    assert sorted(path.name for path in root.iterdir()) == ["content", "public", "site"]


def test_the_day_of_the_build_alone_is_no_change(root: Path) -> None:
    published(root, "public")
    (root / "site/sitemap.xml").write_text("<lastmod>tomorrow</lastmod>")
    assert "no changes" in published(root, "public")


def test_a_swap_without_exchange_leaves_no_ruins(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(root, "public")
    built(root, "two")
    monkeypatch.setattr(deploy, "_exchanged", lambda one, other: False)
    published(root, "public")
    assert (root / "public/index.html").read_text() == "two"
    assert sorted(path.name for path in root.iterdir()) == ["content", "public", "site"]


def test_a_failed_copy_leaves_the_target_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(root, "public")
    built(root, "two")

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(OSError, match="No space"):
        published(root, "public")
    assert (root / "public/index.html").read_text() == "one"


@pytest.mark.parametrize("target", [".", "..", "content", "site", "site/inner", "/", "-x", ""])
def test_the_project_itself_is_no_target(root: Path, target: str) -> None:
    with pytest.raises(DatelineError):
        published(root, target)
    assert (root / "content").is_dir() and (root / "site/index.html").is_file()


def test_a_folder_with_other_files_is_not_overwritten_unasked(root: Path) -> None:
    (root / "public").mkdir()
    (root / "public/thesis.txt").write_text("mine")
    with pytest.raises(DatelineError, match="did not publish"):
        published(root, "public")
    assert (root / "public/thesis.txt").read_text() == "mine"
    assert "published" in published(root, "public", force=True)


def test_without_a_built_site_there_is_nothing_to_publish(root: Path) -> None:
    (root / "site/index.html").unlink()
    with pytest.raises(DatelineError, match="dateline build"):
        published(root, "public")


@pytest.fixture
def remote(root: Path) -> Path:
    bare = root.parent / "remote.git"
    git(root.parent, "init", "--quiet", "--bare", str(bare))
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "remote", "add", "origin", str(bare))
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Begin")
    return bare


def test_a_branch_gets_the_whole_site_and_keeps_its_history(root: Path, remote: Path) -> None:
    assert "published 4 files to gh-pages" in published(root, "gh-pages")
    assert "no changes" in published(root, "gh-pages")
    built(root, "two")
    (root / "site/events/a.html").unlink()
    published(root, "gh-pages")
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert names == [".dateline", ".gitignore", ".nojekyll", "index.html", "sitemap.xml"]
    assert git(remote, "show", "gh-pages:index.html") == "two"
    assert git(remote, "rev-list", "--count", "gh-pages") == "2"
    assert git(root, "rev-parse", "HEAD") in git(remote, "log", "-1", "--format=%B", "gh-pages")


def test_the_project_s_own_index_and_branches_are_not_touched(root: Path, remote: Path) -> None:
    before = git(root, "status", "--porcelain"), git(root, "branch", "--all")
    published(root, "gh-pages")
    assert (git(root, "status", "--porcelain"), git(root, "branch", "--all")) == before


def test_another_remote_branch_and_domain(root: Path, remote: Path) -> None:
    published(root, f"git:{remote}#pages")
    clone = root.parent / "clone"
    git(root.parent, "clone", "--quiet", "--branch", "pages", str(remote), str(clone))
    (clone / "CNAME").write_text("briefing.example\n")
    git(clone, "add", "CNAME")
    git(clone, "commit", "--quiet", "-m", "Name the domain")
    git(clone, "push", "--quiet")
    built(root, "two")
    published(root, f"{remote}#pages")
    assert git(remote, "show", "pages:CNAME") == "briefing.example"


def test_a_newer_publication_of_somebody_else_is_not_overwritten_unasked(root: Path, remote: Path) -> None:
    published(root, "gh-pages")
    colleague = root.parent / "colleague"
    shutil.copytree(root, colleague)
    git(colleague, "commit", "--quiet", "--allow-empty", "-m", "A newer record")
    built(colleague, "newer")
    published(colleague, "gh-pages")
    built(root, "older")
    with pytest.raises(DatelineError, match="which this project does not contain"):
        published(root, "gh-pages")
    assert git(remote, "show", "gh-pages:index.html") == "newer"
    assert "replacing" in published(root, "gh-pages", force=True)
    assert git(remote, "rev-list", "--count", "gh-pages") == "3"


def test_a_branch_that_is_no_publication_is_not_overwritten_unasked(root: Path, remote: Path) -> None:
    git(root, "push", "--quiet", "origin", "main:gh-pages")
    with pytest.raises(DatelineError, match="did not publish"):
        published(root, "gh-pages")


def test_a_push_that_loses_the_race_says_so(root: Path, remote: Path) -> None:
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho somebody was faster >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(DatelineError, match="gh-pages is as it was"):
        published(root, "gh-pages")
    assert git(remote, "for-each-ref") == ""


def test_no_remote_is_said_with_the_remedy(root: Path) -> None:
    git(root, "init", "--quiet")
    with pytest.raises(DatelineError, match="git remote add origin"):
        published(root, "gh-pages")


FAKE = """#!/bin/sh
echo "$@" >> "$LOG"
test -n "$NOTHING" || echo ">f.st...... index.html"
"""


def test_rsync_is_called_once_for_the_plan_and_once_for_the_deed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = root.parent / "bin/rsync"
    fake.parent.mkdir()
    fake.write_text(FAKE)
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent), prepend=os.pathsep)
    monkeypatch.setenv("LOG", str(root.parent / "log"))
    assert "published 1 changes" in published(root, "me@host.example:www")
    plan, deed = (root.parent / "log").read_text().splitlines()
    assert "--dry-run" in plan and "--dry-run" not in deed
    assert deed.endswith(f"{root}/site/ me@host.example:www/") and "--delay-updates" in deed
    monkeypatch.setenv("NOTHING", "1")
    assert "no changes" in published(root, "rsync://host.example/www")


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
def test_real_rsync(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = root.parent / "shell"  # stands for ssh: runs the far end on this machine
    shell.write_text('#!/bin/sh\nshift\nshift\nexec "$@"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    (root.parent / "far").mkdir()
    published(root, f"me@host.example:{root.parent / 'far'}")
    assert (root.parent / "far/index.html").read_text() == "one"


def test_a_missing_rsync_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DatelineError, match="rsync is not installed"):
        published(root, "rsync://host.example/www")
