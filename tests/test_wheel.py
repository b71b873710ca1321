"""A wheel carries everything it needs: built offline, installed elsewhere, it starts a briefing and builds its site."""

import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def run(*words: str | Path, folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(list(map(str, words)), cwd=folder, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", dist, folder=ROOT)
    return next(dist.glob("dateline-*.whl"))


def test_the_wheel_carries_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "generator/lexicons/en/timex.yml",
        "generator/templates/event.md.j2",
        "generator/templates/project/mkdocs.yml",
        "generator/theme/mkdocs_theme.yml",
        "generator/language/pipeline/config.cfg",
    ):
        assert needed in names
    assert any(name.endswith("licenses/LICENSES/CC-BY-SA-4.0.txt") for name in names)
    assert not any(name.startswith(("tests/", "content/", "seeds/")) for name in names)


def test_installed_elsewhere_it_starts_and_builds_a_briefing(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    packages = next(home.glob("lib/python*/site-packages"))
    # The dependencies of this environment, without the checkout itself (a .pth file in a .pth folder is not followed).
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-compile",
        "--no-deps",
        "--no-index",
        "--target",
        packages,
        wheel,
        folder=tmp_path,
    )
    python = home / "bin/python"
    (tmp_path / "report.txt").write_text(
        "Flood in Lund\n\nMayor Ann Lee closed the bridge in Lund on Friday, police said.\n"
    )
    run(python, "-m", "generator", "new", "story", "report.txt", folder=tmp_path)
    story = tmp_path / "story"
    said = run(python, "-m", "generator", "build", folder=story)
    assert "index.html" in said and (story / "site/index.html").is_file()
    where = run(python, "-c", "import generator; print(generator.__file__)", folder=story)
    assert where.startswith(str(home))
