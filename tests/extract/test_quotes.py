"""Golden cases of `quotes.yml`, read with the bundled pipeline; a person's case beats a rule nobody can see."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract import Reader
from generator.model.document import Document, Quote

CASES = yaml.safe_load(Path(__file__).with_name("quotes.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def plain(document: Document, quote: Quote, expected: dict[str, Any]) -> dict[str, Any]:
    speaker = document.actor(quote.speaker).name if quote.speaker else ""
    found = {"kind": quote.kind, "speaker": speaker, "cue": quote.cue, "text": quote.span.of(document.text)}
    return {key: found[key] for key in expected} if expected else found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any], reader: Reader) -> None:
    document = reader.read(case["text"], published="2023-04-11")
    expected = [*case["quotes"], *([{}] * len(document.quotes))][: max(len(case["quotes"]), len(document.quotes))]
    found = [plain(document, quote, wanted) for quote, wanted in zip(document.quotes, expected, strict=False)]
    assert found == case["quotes"]


def test_cue_span_is_where_the_cue_stands(reader: Reader) -> None:
    document = reader.read("“It is over,” the mayor told journalists.")
    (quote,) = document.quotes
    assert quote.cue_span is not None
    assert quote.cue_span.of(document.text) == quote.cue == "told journalists"


@pytest.mark.parametrize(
    "text", ["“", "”", "‘’", "“”", '""', '" " "', "said “", "“ said", "“A “B “C", "'" * 3000, '"' * 3000]
)
def test_stray_marks_do_no_harm(text: str, reader: Reader) -> None:
    assert all(quote.span.of(text) for quote in reader.read(text).quotes)
