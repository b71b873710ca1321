"""The house layout, as an editor meets it."""

from io import StringIO

import pytest
from ruamel.yaml import YAML

from generator.model.records import Actor, Article, Briefing, Event, Record
from generator.store.writing import house, scalar

EVENT = """\
# yaml-language-server: $schema=../.schema/event.json
title: "Strike: day one"
summary: ""
type: PROTEST
status: actual
date: "2021-05-03"
date_text: Monday
date_basis: relative
place: {name: Porto, country: PT}
figures:
  - {what: strikers, text: "2,000", min: "2000", according_to: dockers-union}
actors:
  - {actor: dockers-union, role: agent}
  - {actor: port-authority, role: recipient, according_to: "a spokesman: Reis"}
evidence:
  - article: 2021-05-04-strike
    exact: "The union said: \\"We stop.\\""
    prefix: On Monday
    trigger: stop
confidence: 0.75
quotes:
  - text: We stop.
    speaker: dockers-union
tags: [ports, "2021"]
note: ""
review: open
"""

ACTOR = """\
# yaml-language-server: $schema=../.schema/actor.json
name: Null
type: person
title: ""
affiliation: ""
country: "NO"
aliases:
  - Mr Null
  - "007"
description: ""
note: ""
review: open
"""


def _event() -> Event:
    return Event(
        id="strike",
        title="Strike: day one",
        type="PROTEST",
        date="2021-05-03",
        date_text="Monday",
        date_basis="relative",
        place={"name": "Porto", "country": "PT"},
        figures=({"what": "strikers", "text": "2,000", "min": "2000", "according_to": "dockers-union"},),
        actors=(
            {"actor": "dockers-union", "role": "agent"},
            {"actor": "port-authority", "role": "recipient", "according_to": "a spokesman: Reis"},
        ),
        evidence=(
            {
                "article": "2021-05-04-strike",
                "exact": 'The union said: "We stop."',
                "prefix": "On Monday",
                "trigger": "stop",
            },
        ),
        confidence=0.75,
        quotes=({"text": "We stop.", "speaker": "dockers-union"},),
        tags=("ports", "2021"),
    )


def _actor() -> Actor:
    return Actor(id="null", name="Null", type="person", country="NO", aliases=("Mr Null", "007"))


def test_an_event() -> None:
    assert house(_event(), "../.schema/event.json") == EVENT


def test_an_actor() -> None:
    assert house(_actor(), "../.schema/actor.json") == ACTOR.replace("name: Null", 'name: "Null"')


@pytest.mark.parametrize("record", [_event(), _actor(), Article(title="A"), Briefing(title="B", exclude=("STATE",))])
def test_the_house_layout_passes_a_round_trip_byte_for_byte(record: Record) -> None:
    text = house(record, "x.json")
    reader = YAML(typ="rt")
    reader.preserve_quotes, reader.width = True, 1_000_000
    reader.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    reader.dump(reader.load(text), out)
    assert out.getvalue() == text


@pytest.mark.parametrize(
    "text",
    ["May 25", "Ama Mensah", "2018-06-08-talks", "“Terror”", "half (two)", "U.N.", "it's", "a/b", "Straße", "3 June"],
)
def test_plain_where_it_is_safe(text: str) -> None:
    assert scalar(text) == text


TYPED = ["2012", "2012-05-25", "../2012", "yes", "NO", "null", "~", "1e3", "0x1F", "12:30", ".5", "y", "NaN", "=", "<<"]
SIGNS = ["", "- a", "a: b", "a #b", " a", "a ", "a:", "|", ">", *(sign + "a" for sign in "@`%!&*?'\"{[")]


@pytest.mark.parametrize("text", [*TYPED, *SIGNS])
def test_quoted_where_it_is_not(text: str) -> None:
    assert scalar(text).startswith('"')
