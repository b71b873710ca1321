import csv
import io
import json
from datetime import date
from urllib.parse import unquote

import feedparser
import icalendar
import jsonschema
import pytest
from PIL import Image
from sample import sample
from test_pages import odd, pages

from generator.model.timeline import Timeline
from generator.model.vocabulary import PublishText
from generator.pages import render
from generator.pages.exports.ical import calendar
from generator.pages.facts import gather

SITE = "https://example.org/b/"
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "home_page_url": {"type": "string", "format": "uri"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text", "url"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
TIMELINEJS = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text"],
                "properties": {
                    "start_date": {
                        "type": "object",
                        "required": ["year"],
                        "additionalProperties": {"type": "string", "pattern": r"^-?\d+$"},
                    },
                    "end_date": {"type": "object", "required": ["year"]},
                },
            },
        }
    },
}


@pytest.fixture(params=["sample", "odd"])
def made(request: pytest.FixtureRequest) -> dict[str, str]:
    return pages(sample() if request.param == "sample" else odd(), site=SITE)


def test_atom_feeds_are_read_without_complaint(made: dict[str, str]) -> None:
    feeds = [uri for uri in made if uri.endswith(".xml")]
    assert len(feeds) > 3
    for uri in feeds:
        feed = feedparser.parse(made[uri])
        assert not feed.bozo, (uri, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        assert all(entry.link.startswith(SITE + "events/") and entry.updated_parsed for entry in feed.entries)


def test_the_feed_starts_with_what_became_known_last() -> None:
    feed = feedparser.parse(pages(site=SITE)["data/feed.xml"])
    assert feed.entries[0].title.startswith("7–30 June 2019")
    assert feed.entries[-1].title.endswith("Authority makes a pay offer")


def test_json_feed_fulfils_its_specification(made: dict[str, str]) -> None:
    jsonschema.validate(json.loads(made["data/feed.json"]), JSON_FEED)


def test_timelinejs_fulfils_its_format_and_holds_no_markup_of_others(made: dict[str, str]) -> None:
    read = json.loads(made["data/timelinejs.json"])
    jsonschema.validate(read, TIMELINEJS)
    assert all("<img" not in event["text"]["headline"] + event["text"]["text"] for event in read["events"])


def test_the_calendar_is_read_and_uncertain_dates_span_the_days_they_may_be() -> None:
    text = pages(site=SITE)["data/timeline.ics"]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = {str(e["SUMMARY"]): e for e in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    sure = read["Dock workers return to work after all-night talks"]
    assert (sure["DTSTART"].dt, sure["DTEND"].dt, sure["STATUS"]) == (date(2019, 6, 7), date(2019, 6, 8), "CONFIRMED")
    week = read["Strikers walk out over pay (3–7 June 2019)"]
    assert (week["DTSTART"].dt, week["DTEND"].dt, week["STATUS"]) == (date(2019, 6, 3), date(2019, 6, 8), "TENTATIVE")
    assert read["Parliament to vote on a new port law (7–30 June 2019)"]["STATUS"] == "TENTATIVE"


def test_the_calendar_of_odd_records_is_read_and_leaves_out_years_it_cannot_hold() -> None:
    read = icalendar.Calendar.from_ical(str(calendar(gather(odd()), "")[1])).walk("VEVENT")
    assert read and all(1 <= e["DTSTART"].dt.year <= 9999 for e in read)
    assert len({str(e["UID"]) for e in read}) == len(read)


def test_csv_has_one_row_per_event_and_runs_no_formula(made: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(made["data/events.csv"])))
    assert len(rows) == len(json.loads(made["data/events.json"]))
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_formula_in_a_title_is_text_in_a_spreadsheet() -> None:
    timeline = sample()
    event = timeline.events["undated-pay-offer"].model_copy(update={"title": '=HYPERLINK("http://x")'})
    rows = csv.DictReader(
        io.StringIO(pages(Timeline(briefing=timeline.briefing, events={"e": event}))["data/events.csv"])
    )
    assert next(rows)["title"].startswith("'=")


def test_json_lines_and_json_say_the_same_and_know_their_pages(made: dict[str, str]) -> None:
    whole = json.loads(made["data/events.json"])
    assert [json.loads(line) for line in made["data/events.jsonl"].splitlines()] == whole
    for event in whole:
        name = event["url"].removeprefix("events/").removesuffix(".html")
        assert json.loads(made[f"data/events/{unquote(name)}.json"]) == event


def test_hidden_texts_stay_out_of_every_data_file() -> None:
    for uri, text in pages(sample(PublishText.NONE), site=SITE).items():
        if uri.startswith("data/"):
            assert "picket line on May 25" not in text and "won back our shifts" not in text, uri


def test_json_ld_describes_events_and_their_corrections() -> None:
    page = pages()["events/2019-05-25-picket-charged.md"]
    found = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert found["@type"] == "Event" and found["startDate"] == "2019-05-25"
    assert found["location"] == {
        "@type": "Place",
        "name": "Port Alba",
        "address": {"@type": "PostalAddress", "addressCountry": "ES"},
    }
    assert found["subjectOf"]["isBasedOn"][0]["@type"] == "NewsArticle"
    (correction,) = found["subjectOf"]["correction"]
    assert correction == {
        "@type": "CorrectionComment",
        "text": "The number of injured was given as 14; it is 12.",
        "datePublished": "2019-06-10",
    }


def test_rows_for_the_filter_are_scripts_with_every_event(made: dict[str, str]) -> None:
    rows = json.loads(made["data/rows/all.js"].removeprefix("dateline.rows(").rstrip().removesuffix(")"))["rows"]
    assert len(rows) == len(json.loads(made["data/events.json"]))
    names = json.loads(made["data/rows/index.js"].removeprefix("dateline.index(").rstrip().removesuffix(")"))
    assert all(0 <= n < len(names["actors"]) for row in rows for n in row[7])


def test_cards_are_pictures_of_the_agreed_size() -> None:
    drawn = {uri: content for uri, content in render(odd()) if callable(content)}
    assert drawn
    for uri, draw in list(drawn.items())[:3]:
        picture = Image.open(io.BytesIO(draw()))
        assert picture.size == (1200, 630) and picture.format == "PNG", uri
