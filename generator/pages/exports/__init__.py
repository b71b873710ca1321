"""The same facts for machines: every file under `data/`, each valid for its format's own readers."""

from collections.abc import Iterator

from generator.pages.exports.feeds import feeds
from generator.pages.exports.ical import calendar
from generator.pages.exports.shards import shards
from generator.pages.exports.tables import tables
from generator.pages.exports.timelinejs import timelinejs
from generator.pages.facts import Facts
from generator.pages.memory import Files


def exports(facts: Facts, site: str) -> Iterator[Files]:
    """Address under docs/ and content of each data file; `site` is the published address, "" when unknown."""
    yield from tables(facts)
    yield from feeds(facts, site)
    yield calendar(facts, site)
    yield timelinejs(facts, site)
    yield from shards(facts)
