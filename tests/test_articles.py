"""Articles in every shape they come in: text, Markdown, saved pages, old encodings, broken files."""

import time
from pathlib import Path

import pytest

from generator.articles import find, identified, iso_date, read
from generator.model.errors import DatelineError
from generator.model.records import Article
from generator.model.source import Source

PAGE = """<!doctype html><html lang="en"><head><title>Port strike ends | Harbour News</title>
<meta property="og:title" content="Port strike ends"><meta property="og:site_name" content="Harbour News">
<meta property="article:published_time" content="2019-03-04T08:00:00Z"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://news.example/2019/port-strike"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Port strike ends</h1>
<p>Dockers in Gdansk returned to work on Monday after a strike of nine days over pay.</p>
<p>“We got what we asked for,” said union leader Jan Kowalski on Sunday.</p>
<p>The port authority said that ships would be unloaded by Friday.</p></article>
<footer>Leave a comment</footer></body></html>"""


def source(tmp_path: Path, content: bytes | str, name: str = "a.txt") -> Source:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(file, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding_reads_the_same(tmp_path: Path, encoding: str) -> None:
    text = "Café owner “freed”\n\nA court in Besançon freed Zoë Müller on Friday – after 12 days.\n"
    assert source(tmp_path, text.encode(encoding)).text == text


def test_latin_1_reads(tmp_path: Path) -> None:
    text = "Mayor of Málaga resigns\n\nThe mayor, José Núñez, resigned on Friday.\n"
    assert source(tmp_path, text.encode("latin-1")).text == text


def test_foreign_code_pages_are_guessed(tmp_path: Path) -> None:
    text = "Президент прибыл в Осло. Переговоры начались в пятницу утром и продолжались весь день.\n" * 5
    assert source(tmp_path, text.encode("cp1251")).text == text


def test_line_ends_are_one_character_and_the_file_stays(tmp_path: Path) -> None:
    raw = b"Title\r\n\r\nOne.\rTwo.\r\n"
    assert source(tmp_path, raw).text == "Title\n\nOne.\nTwo.\n"
    assert (tmp_path / "a.txt").read_bytes() == raw


def test_text_speaks_for_its_title_and_digest(tmp_path: Path) -> None:
    article = source(tmp_path, "\n  Mine reopens \n\nThe mine reopened.\n").article
    assert (article.title, article.file, article.published) == ("Mine reopens", "a.txt", "")
    assert len(article.sha256) == 64


def test_a_paragraph_on_top_is_cut_for_a_title(tmp_path: Path) -> None:
    title = source(tmp_path, "The mine reopened on Friday, " * 20).article.title
    assert title.endswith("…") and len(title) <= 121


def test_markdown_front_matter_and_marks(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Mine: reopened'\ndate: 2020-05-01 10:00\nauthors: [Ann Lee, Bo Ek]\nsource: Daily\n---\n\n"
        "## Today\n\n> The **mine** in [Kiruna](https://x.example/a) reopened on _Friday_ at snake_case_town.\n"
    )
    read_in = source(tmp_path, text, "a.md")
    assert read_in.article.title == "Mine: reopened"
    assert (read_in.article.published, read_in.article.publisher) == ("2020-05-01", "Daily")
    assert read_in.article.author == "Ann Lee, Bo Ek"
    assert read_in.text == ("Mine: reopened\n\nToday\n\nThe mine in Kiruna reopened on Friday at snake_case_town.\n")


def test_a_ruler_is_no_front_matter(tmp_path: Path) -> None:
    text = "---\nThe mine reopened: “at last”\n---\nMore.\n"
    assert "at last" in source(tmp_path, text, "a.md").text


def test_saved_page(tmp_path: Path) -> None:
    read_in = source(tmp_path, PAGE, "a.html")
    article = read_in.article
    assert (article.title, article.published, article.publisher) == ("Port strike ends", "2019-03-04", "Harbour News")
    assert (article.url, article.language) == ("https://news.example/2019/port-strike", "en")
    assert read_in.text.startswith("Port strike ends\n\nDockers in Gdansk returned")
    assert "Leave a comment" not in read_in.text


def test_tiny_page_still_has_its_words(tmp_path: Path) -> None:
    assert source(tmp_path, "<html><body><p>Mine &amp; mill.</p><p>Two.</p>", "a.html").text == "Mine & mill.\n\nTwo."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no article text"),
        (b" \n\t\n", "has no article text"),
        (b"\x00\x01\x02\x03" * 50, "is binary"),
        (bytes(range(256)) * 10, "is binary"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"<html></html>", "has no article text"),
    ],
)
def test_empty_and_binary_files_are_named(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(DatelineError, match=f"^a.txt: {said}"):
        source(tmp_path, content)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"gone\.txt: cannot be read"):
        read(tmp_path / "gone.txt", tmp_path)


def test_five_megabytes_in_any_shape_take_no_quadratic_time(tmp_path: Path) -> None:
    begin = time.process_time()
    shapes = (
        ("a.txt", "The mine reopened. \n", 5_000_000),
        ("b.md", "[a](_*_[[<!-- ", 500_000),
        ("c.htm", "<p><b ", 500_000),
    )
    for name, unit, size in shapes:
        source(tmp_path, unit * (size // len(unit)), name)
    assert time.process_time() - begin < 8


def test_find_goes_into_folders_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", ".git/x", "page_files/logo.png", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.name for path in find([tmp_path])] == ["1.md", "2.txt"]


def test_two_articles_with_one_title_get_two_ids() -> None:
    article = Article(title="Mine reopens", published="2020-05-01")
    first = identified(article, set())
    assert first.id == "2020-05-01-mine-reopens"
    assert identified(article, {first.id}).id == "2020-05-01-mine-reopens-2"
    assert identified(Article(title="Mine reopens"), set()).id == "mine-reopens"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-06-08T10:00:00Z", "2012-06-08"),
        ("20120608", "2012-06-08"),
        ("8 June 2012", "2012-06-08"),
        ("June 8, 2012 3:15 pm", "2012-06-08"),
        ("10/06/2012", ""),
        ("June 2012", ""),
        ("Friday", ""),
        ("2012-13-45", ""),
        ("0000-00-00", ""),
        ("garbage", ""),
        ("", ""),
    ],
)
def test_iso_date(text: str, day: str) -> None:
    assert iso_date(text) == day


def test_a_paragraph_without_a_headline_gives_its_first_sentence(tmp_path: Path) -> None:
    text = "OSTBY, May 2, 2011 (AP) - The mayor of Ostby resigned on Monday. He was tired.\n\nThe council met.\n"
    assert source(tmp_path, text).article.title == "The mayor of Ostby resigned on Monday"
