"""A page of ours reads the same whether MkDocs reads it or we do."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import many
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta
from sample import sample

from generator.model.timeline import Timeline
from generator.pages import render
from generator.pages.text import front_matter, safe
from generator.plugin import generated
from generator.plugin.generated import GeneratedPage
from generator.plugin.searching import entries

BODY = '<div class="dl-page"><p id="a&amp;b">x</p>\n\n    <p id="c">y</p></div>'


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    return _settings(tmp_path_factory.mktemp("site"), "markdown_extensions: [tables]")


def _settings(folder: Path, more: str) -> MkDocsConfig:
    file, config = folder / "mkdocs.yml", MkDocsConfig(str(folder / "mkdocs.yml"))
    (folder / "docs").mkdir(exist_ok=True)
    file.write_text(f"site_name: a\nplugins: []\n{more}\n", encoding="utf-8")
    with file.open("rb") as opened:
        config.load_file(opened)
    assert config.validate() == ([], [])
    return config


def _read(kind: type[Page], markdown: str, config: MkDocsConfig) -> dict[str, Any]:
    file = File("events/a.md", None, config.site_dir, config.use_directory_urls)
    file.content_string = markdown
    page = kind(None, file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    toc = [(heading.id, heading.level, heading.children) for heading in page.toc]
    return {"meta": page.meta, "title": page.title, "content": page.content, "toc": toc, "ids": page.present_anchor_ids}


TEXT = st.text(max_size=30) | st.text("aé #&<>'\"\\`*_{}[]|-.!:1\u00a0\u2028", max_size=12)


@given(title=TEXT.filter(str.strip), description=TEXT, tags=st.lists(TEXT, max_size=3), searched=st.booleans())
def test_any_title_reads_as_mkdocs_reads_it(
    settings: MkDocsConfig, title: str, description: str, tags: list[str], searched: bool
) -> None:
    head = front_matter(title=title, description=description, tags=tags, searched=searched, feed="data/a.xml")
    markdown = f"{head}\n# {safe(title)}\n\n{BODY}\n"
    assert _read(GeneratedPage, markdown, settings) == _read(Page, markdown, settings)


@given(title=TEXT, more=st.dictionaries(st.sampled_from(["moved", "image", "feed"]), TEXT), tags=st.lists(TEXT))
def test_a_front_matter_of_ours_is_read_as_yaml_reads_it(title: str, more: dict[str, str], tags: list[str]) -> None:
    head = str(front_matter(title=title, tags=tags, **more))
    assert generated.front_matter(head.removeprefix("---\n").removesuffix("\n---\n")) == meta.get_data(head + "x")[1]


@pytest.mark.parametrize(
    "markdown",
    [
        f"# A\n\n{BODY}\n",  # no front matter
        f'---\ntitle: "A\n  b"\n---\n\n# A\n\n{BODY}\n',  # over two lines
        f"---\ntitle: a: b\n---\n\n# A\n\n{BODY}\n",  # no YAML
        '---\ntitle: "A"\n---\n\n# A\n\nWritten *by hand*.\n',
        f'---\ntitle: "A"\n---\n\n# A\n\nFirst\n\nsecond\n\n{BODY}\n',
        f'---\ntitle: "A"\n---\n\n# A *b* [c](d)\n\n{BODY}\n',
        f'---\ntitle: "A"\n---\n\n# A &amp; b #\n\n{BODY}\n',
        f'---\ntitle: "A"\n---\n\n## A\n\n{BODY}\n',
        f'---\ntitle: "A"\n---\n\n{BODY}\n',
        f'---\r\ntitle: "A"\r\n---\r\n\r\n# A\r\n\r\n{BODY}\r\n',
    ],
)
def test_what_looks_otherwise_is_left_to_mkdocs(settings: MkDocsConfig, markdown: str) -> None:
    assert _read(GeneratedPage, markdown, settings) == _read(Page, markdown, settings)


@pytest.mark.parametrize("more", ["markdown_extensions: [smarty]", "markdown_extensions: [{toc: {permalink: true}}]"])
def test_other_extensions_have_their_way_with_the_title(tmp_path: Path, more: str) -> None:
    config, markdown = _settings(tmp_path, more), f'---\ntitle: "A"\n---\n\n# A -- b...\n\n{BODY}\n'
    assert _read(GeneratedPage, markdown, config)["content"] == _read(Page, markdown, config)["content"]


@pytest.mark.parametrize("briefing", [sample(), many(40)])
def test_no_page_of_ours_needs_the_slow_way(
    settings: MkDocsConfig, briefing: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "read_source", None)
    monkeypatch.setattr(Page, "render", None)
    for uri, content in render(briefing):
        if uri.endswith(".md") and isinstance(content, str):
            file = File(uri, None, settings.site_dir, use_directory_urls=False)
            file.content_string = content
            page = GeneratedPage(None, file, settings)
            page.read_source(settings)
            page.render(settings, Files([file]))
            assert entries(page) is not None, uri
