"""Every example of the word list is a test: a journalist adds one by adding a line of YAML."""

import pytest
import spacy

from generator.extract.lexicon import Lexicon
from generator.extract.timex import annotate
from generator.extract.timex.words import Example, TimexWords
from generator.model.document import Document, Timex
from generator.model.errors import DatelineError

NLP = spacy.blank("en")
EXAMPLES = [(rule.name, example) for rule in Lexicon().read("timex", TimexWords).rules for example in rule.examples]


def read(text: str, published: str = "2012-06-08") -> tuple[Timex, ...]:
    """The time expressions of a text without a parse."""
    return annotate(Document(id="x", text=text, published=published), NLP(text), Lexicon()).timexes


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {ex.text}" for name, ex in EXAMPLES])
def test_example(name: str, example: Example) -> None:
    found = next((t for t in read(example.text, example.published) if t.rule == name), None)
    assert (f"{found.type} {found.value} {found.edtf}".strip() if found else "") == example.expect


@pytest.mark.parametrize(
    ("pattern", "means", "fault"),
    [
        ("<moons> day", "reference", "timex: rule moon: there is no word class <moons>"),
        ("{moon} day", "reference", "timex: rule moon: there is no phrase {moon}"),
        ("(moon day", "reference", "timex: rule moon: ( is not closed"),
        ("moon day]", "reference", "timex: rule moon: a ] too many"),
        ("moon day", "moonday", "timex: rule moon: moonday is no meaning; known are"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(pattern: str, means: str, fault: str) -> None:
    lexicon = Lexicon(additions={"timex": {"rules": [{"name": "moon", "pattern": pattern, "means": means}]}})
    with pytest.raises(DatelineError) as raised:
        lexicon.read("timex", TimexWords)
    (problem,) = raised.value.problems
    assert problem.message.startswith(fault)


def test_a_project_adds_a_rule_and_a_day() -> None:
    rule = {"name": "moon", "pattern": "moon [of] <holiday>", "means": "holiday"}
    lexicon = Lexicon(additions={"timex": {"rules": [rule], "words": {"holiday": {"harvest day": "09-21"}}}})
    document = Document(id="x", text="They met on the moon of Harvest Day.", published="2018-11-08")
    (timex,) = annotate(document, NLP(document.text), lexicon).timexes
    assert (timex.rule, timex.value) == ("moon", "2018-09-21")
