"""Golden cases read with the bundled language model, and history told along its own dates."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extract.lexicon import Lexicon
from generator.extract.parse import load, parse
from generator.extract.sentences import blocks
from generator.extract.timex import annotate
from generator.model.document import Document, Timex

CASES = yaml.load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
LEXICON = Lexicon()


def read(text: str, published: str) -> tuple[Timex, ...]:
    doc = parse(load(), [(text, blocks(text, "", LEXICON))])[0]
    return annotate(Document(id="x", text=text, published=published), doc, LEXICON).timexes


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = read(case["text"], case["published"])
    lines = [f"{t.span.of(case['text'])} | {t.type} {t.value} | {t.edtf}".strip() for t in found]
    assert lines == case["expect"]


HISTORY = """The war began on 1 September 1939. In October 1939 the city fell. On 9 April 1940 the fleet
sailed, and in May 1940 the army followed. The line broke on 10 May 1940. In June 1940 the capital was lost. On 22 June
1940 an armistice was signed. In September 1940 the bombing began.

By February the tide had turned. On 30 March a fleet was sunk, and twelve days later the port surrendered. The previous
year had been worse. In December the enemy declared war."""


def test_history_is_told_along_its_own_dates() -> None:
    found = {t.span.of(HISTORY): t.value for t in read(HISTORY, "2009-12-19")}
    assert found["February"] == "1941-02"
    assert found["30 March"] == "1941-03-30"
    assert found["twelve days later"] == "1941-04-11"
    assert found["The previous\nyear"] == "1940"
    assert found["December"] == "1941-12"


def test_a_past_date_sets_the_time_of_what_follows_it_in_news() -> None:
    text = "The bridge fell on 3 May 2009. In August the mayor resigned. On Monday the new bridge opened."
    assert [t.value for t in read(text, "2012-06-08")] == ["2009-05-03", "2009-08", "2012-06-04"]


def test_an_offset_dates_what_it_is_counted_to() -> None:
    text = "The talks came two days after the minister dropped a hint."
    (timex,) = read(text, "2012-06-08")
    assert (timex.value, timex.edtf, timex.anchor, timex.dates) == ("P2D", "2012-06-06", "2012-06-08", "complement")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It was signed before 8 June 2012.", "../2012-06-07"),
        ("It was signed prior to 8 June 2012.", "../2012-06-07"),
        ("It was signed by 8 June 2012.", "../2012-06-08"),
        ("It has held since 8 June 2012.", "2012-06-08/.."),
        ("It was signed after 8 June 2012.", "2012-06-09/.."),
        ("It was signed around May 2012.", "2012-05~"),
        ("It was signed before the summer of 2011.", "../2011-05-31"),
        ("It was signed before 2012.", "../2011-12-31"),
        ("It was signed on 8 June 2012.", "2012-06-08"),
        ("It will soon be signed.", ""),
        ("It was signed in May and June.", "2012-05"),
    ],
)
def test_prepositions_bound_a_date(text: str, edtf: str) -> None:
    assert read(text, "2012-06-20")[0].bounded == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("He paid them between 1993 and 1996.", "1993/1996"),
        ("It rained from 3 May to 8 June 2012.", "2012-05-03/2012-06-08"),
        ("The town was held from March 2011 until June 2012.", "2011-03/2012-06"),
        ("She was minister (2001-2004).", "2001/2004"),
        ("It rained between Monday and Wednesday.", "2012-06-18/2012-06-20"),
    ],
)
def test_two_dates_are_the_ends_of_one_stretch(text: str, edtf: str) -> None:
    assert [timex.bounded for timex in read(text, "2012-06-20")] == [edtf, edtf]
