"""One page per article: its text with everything marked that was read out of it."""

from collections.abc import Iterator
from functools import partial

from generator.model.records import Article
from generator.model.vocabulary import PublishText
from generator.pages.exports.jsonld import article_description
from generator.pages.facts import Facts
from generator.pages.links import edit_link, report_link
from generator.pages.marks import LAYERS, Marked, in_text_order, marked_text
from generator.pages.memory import Files
from generator.pages.printer import Link, Printer
from generator.pages.text import script, web_address


def article_pages(printer: Printer) -> Iterator[Files]:
    """Every article."""
    facts = printer.facts
    given = facts.addressed("articles/{}.md", facts.article_stems, facts.named_articles)
    return printer.pages("articles", given, partial(_page, printer=printer))


def _page(uri: str, named: tuple[str, Article], printer: Printer) -> str:
    (key, article), facts, words = named, printer.facts, printer.facts.words
    text = marked_text(key, facts)
    return printer.page(
        uri,
        "article",
        title=article.title,
        description=", ".join(_about(article, facts)),
        tags=(words("event.article"), words.date(article.published)),
        a=article,
        crumbs=[Link(name=words("site.articles"), url="index.html")],
        about=_about(article, facts),
        layers=_layers(text, facts),
        note=_note(facts.publishes(key), facts),
        language=article.language
        if article.language.replace("-", "").isalnum() and article.language != facts.words.language
        else "",
        paragraphs=text.paragraphs,
        entries=[printer.headline(event) for event in in_text_order(key, facts)],
        details=_details(key, article, facts) + _corrections(key, printer),
        jsonld=script(article_description(key, article, facts, facts.notices_of(f"articles/{key}"))),
    )


def _about(article: Article, facts: Facts) -> list[str]:
    words = facts.words
    published = (
        words("article.published", date=words.date(article.published))
        if article.published
        else words("article.unpublished")
    )
    return [
        part
        for part in (article.publisher, words("article.by", author=article.author) if article.author else "", published)
        if part
    ]


def _note(shown: PublishText, facts: Facts) -> str:
    return {PublishText.EXCERPTS: facts.words("article.excerpts"), PublishText.NONE: facts.words("article.none")}.get(
        shown, ""
    )


def _layers(text: Marked, facts: Facts) -> list[dict[str, str]]:
    return [{"key": layer, "name": facts.words(f"article.layer_{layer}")} for layer in LAYERS if layer in text.layers]


def _corrections(key: str, printer: Printer) -> list[dict[str, str]]:
    name = printer.facts.words("event.corrections")
    return [
        {"name": name, "text": ": ".join(filter(None, (c["date"], c["text"]))), "url": ""}
        for c in printer.corrections_of(f"articles/{key}")
    ]


def _details(key: str, article: Article, facts: Facts) -> list[dict[str, str]]:
    words, url = facts.words, web_address(article.url)
    details = [{"name": words("article.original"), "text": url, "url": url}] if url else []
    if article.file:
        text = words("article.fingerprint", file=article.file.rpartition("/")[2], sha=article.sha256[:12])
        details.append({"name": words("data.file"), "text": text, "url": ""})
    page = f"articles/{facts.article_stem(key)}.html"
    links = (
        ("edit", edit_link(facts, f"content/articles/{key}.yml")),
        ("report", report_link(facts.timeline.briefing, article.title, page)),
    )
    return details + [
        {"name": words("event.record"), "text": words(f"event.{label}"), "url": link} for label, link in links if link
    ]
