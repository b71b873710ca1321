"""A new briefing on disk: the few files that a story needs before its first article. Overwrites nothing."""

import json
from importlib import resources
from pathlib import Path

from generator.model.errors import DatelineError, Problem

_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "briefing.yml": "content/briefing.yml",
    "about.md": "docs/about.md",
    "gitignore": ".gitignore",
    "settings.json": ".vscode/settings.json",
    "extensions.json": ".vscode/extensions.json",
    "seeds.md": "seeds/.about.md",
}


def create(folder: Path, title: str = "") -> Path:
    """Write the files of an empty briefing; DatelineError where the folder holds one already."""
    folder = folder.absolute()
    if (folder / "content" / "briefing.yml").exists():
        raise DatelineError(Problem(message=f"{folder} holds a briefing already", hint="choose another folder"))
    if folder.exists() and not folder.is_dir():
        raise DatelineError(Problem(message=f"{folder} is a file", hint="choose another name"))
    named = folder.name.replace("-", " ").replace("_", " ").strip()
    # JSON is YAML too: any title is quoted safely.
    words = json.dumps(title or f"{named[:1].upper()}{named[1:]}" or "Briefing", ensure_ascii=False)
    for name, place in _FILES.items():
        text = resources.files("generator").joinpath("templates", "project", name).read_text(encoding="utf-8")
        _write(folder / place, text.replace("TITLE", words))
    return folder


def _write(path: Path, text: str) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
