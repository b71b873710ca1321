"""Every example of the word list is a test: a journalist adds one by adding a line of YAML."""

import pytest
import spacy

from generator.extract.lexicon import Lexicon
from generator.extract.timex import annotate
from generator.extract.timex.words import Example, TimexWords
from generator.model.document import Document, Timex

NLP = spacy.blank("en")
EXAMPLES = [(rule.name, example) for rule in Lexicon().read("timex", TimexWords).rules for example in rule.examples]


def read(text: str, published: str = "2012-06-08") -> tuple[Timex, ...]:
    """The time expressions of a text without a parse."""
    return annotate(Document(id="x", text=text, published=published), NLP(text), Lexicon()).timexes


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {ex.text}" for name, ex in EXAMPLES])
def test_example(name: str, example: Example) -> None:
    found = next((t for t in read(example.text, example.published) if t.rule == name), None)
    assert (f"{found.type} {found.value} {found.edtf}".strip() if found else "") == example.expect
