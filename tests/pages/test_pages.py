import html
import posixpath
import re
import time
from dataclasses import replace
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from made_up import many
from sample import TEXT, document, evidence, sample

from generator.model.records import Actor, Article, Briefing, Correction, Event, EventActor, Evidence, Figure, Place
from generator.model.review import Corrected
from generator.model.timeline import Timeline
from generator.model.vocabulary import ActorType, DateBasis, EventType, PublishText, Review, Role
from generator.pages import OWNED, render
from generator.pages.accounts import conflict
from generator.pages.dating import explanation
from generator.pages.evidence import locate, passage
from generator.pages.facts import gather
from generator.pages.links import edit_link, report_link


def pages(timeline: Timeline | None = None, **settings: str) -> dict[str, str]:
    return {uri: content for uri, content in render(timeline or sample(), **settings) if isinstance(content, str)}


def test_every_record_has_its_page_and_every_page_lies_in_an_owned_place() -> None:
    made = pages()
    for uri in (
        "index.md",
        "events/2019-06-07-strike-ends.md",
        "actors/tomas-reyes.md",
        "articles/strike-ends.md",
        "timeline/2019.md",
        "places/port-alba-es.md",
    ):
        assert uri in made
    assert "events/rejected-event.md" not in made
    assert all(any(uri == place or uri.startswith(f"{place}/") for place in OWNED) for uri in made)


def test_related_events_equally_near_stand_in_order_of_time() -> None:
    for n in range(12):  # actors come in a set: its order is another one for other names
        two = [f"one-{n}", f"two-{n}"]
        days = {"mid": two, "before": two[1:], "later": two[:1]}
        dates = {"before": "2020-03-01", "mid": "2020-03-02", "later": "2020-03-03"}
        events = {
            id_: Event(id=id_, title=id_, date=dates[id_], actors=tuple(EventActor(actor=name) for name in names))
            for id_, names in days.items()
        }
        actors = {name: Actor(id=name, name=name, type=ActorType.PERSON) for name in two}
        page = pages(Timeline(briefing=Briefing(title="T"), events=events, actors=actors))["events/mid.md"]
        related = page[page.index("with the same actors") - 400 :]
        assert related.index("before.html") < related.index("later.html")


def test_rendering_twice_gives_the_same_bytes() -> None:
    assert pages() == pages()


def test_the_event_page_says_how_its_date_came_about() -> None:
    page = pages()["events/2019-06-05-solé-calls-talks.md"]
    assert "“Wednesday”, counted from publication on Friday, 7 June 2019" in page
    assert "Wednesday, 5 June 2019" in page


@pytest.mark.parametrize(
    ("basis", "text", "expected"),
    [
        (DateBasis.EXPLICIT, "May 25", "“May 25”; the year follows from publication on Friday, 7 June 2019"),
        (DateBasis.EXPLICIT, "May 25, 2019", "“May 25, 2019”, as the text has it"),
        (DateBasis.PUBLICATION, "", "the day of publication, Friday, 7 June 2019"),
        (DateBasis.INFERRED, "", "bounds drawn from the context and from publication on Friday, 7 June 2019"),
    ],
)
def test_each_basis_has_its_own_sentence(basis: DateBasis, text: str, expected: str) -> None:
    event = Event(
        title="x",
        date="2019-05-25",
        date_text=text,
        date_basis=basis,
        evidence=(evidence("The dispute began last March.", "began"),),
    )
    assert explanation(event, gather(sample())) == expected


def test_a_date_counted_from_another_date_names_that_one() -> None:
    timeline = sample()
    (timex,) = (t for t in timeline.documents["strike-ends"].timexes if t.span.of(TEXT) == "last March")
    moved = replace(
        timeline, documents={"strike-ends": replace(document(), timexes=(replace(timex, anchor="2019-05-25"),))}
    )
    event = moved.events["2018-03-dispute-begins"]
    assert explanation(event, gather(moved)) == "“last March”, counted from Saturday, 25 May 2019"


def test_without_a_publication_date_a_relative_date_says_why_it_is_open() -> None:
    event = Event(title="x", date="", date_text="on Friday", evidence=(Evidence(article="a", exact="x"),))
    timeline = Timeline(briefing=Briefing(title="b"), events={"e": event}, articles={"a": Article(title="a")})
    assert "cannot be resolved" in explanation(event, gather(timeline))


def test_conflicting_accounts_stand_side_by_side_and_are_claims() -> None:
    page = pages()["events/2019-05-25-picket-charged.md"]
    assert "accounts conflict" in page
    assert "names harbour guards: attacks" in page and "names Dock Workers’ Union: attacks" in page
    assert "says Tomás Reyes" in page


def test_a_single_attributed_claim_is_no_conflict() -> None:
    one = Event(title="x", actors=(EventActor(actor="a", role=Role.AGENT, according_to="b"),))
    assert not conflict(one)
    told = (Figure(what="dead", text="9", according_to="a"), Figure(what="dead", text="9", according_to="b"))
    assert not conflict(Event(title="x", figures=told))


def test_the_source_sentence_is_marked_inside_its_paragraph() -> None:
    page = pages()["events/2019-05-25-picket-charged.md"]
    assert "union leader Tomás Reyes told reporters on Friday. <mark>He said 40 people" in page.replace("  ", " ")
    assert "<b>charged</b>" in page
    assert "paragraph 3" in page


def test_excerpts_show_the_evidence_alone_and_none_shows_nothing() -> None:
    excerpt = pages(sample(PublishText.EXCERPTS))
    assert "told reporters on Friday. " not in excerpt["events/2019-05-25-picket-charged.md"]
    assert "Only the sentences that events rest on" in excerpt["articles/strike-ends.md"]
    assert "union leader" not in excerpt["articles/strike-ends.md"]
    hidden = pages(sample(PublishText.NONE))
    for uri, text in hidden.items():
        assert "picket line on May 25" not in text, uri
        assert "won back our shifts" not in text, uri


def test_the_article_page_marks_events_actors_dates_and_quotes() -> None:
    page = pages()["articles/strike-ends.md"]
    assert 'class="dl-m dl-m-event" href="../events/2019-05-25-picket-charged.html"' in page
    assert 'class="dl-m dl-m-actor" href="../actors/tomas-reyes.html"' in page
    assert 'data-m="date"' in page and 'data-m="quote"' in page
    assert 'id="e-2019-06-strikers-walk-out"' in page


def test_marks_that_overlap_keep_the_text_whole() -> None:
    page = pages()["articles/strike-ends.md"]
    body = page[page.index('class="dl-text"') : page.index("<aside")]
    shown = html.unescape(re.sub(r"<[^>]+>", "", body.partition(">")[2]))
    for paragraph in TEXT.split("\n\n")[1:]:
        assert paragraph.strip() in shown


def test_links_lead_to_pages_that_exist() -> None:
    made = dict(render(sample(repository="https://github.com/a/b")))
    built = {uri.removesuffix(".md") + ".html" if uri.endswith(".md") else uri for uri in made}
    for uri, text in made.items():
        if not uri.endswith(".md") or not isinstance(text, str):
            continue
        for url in (html.unescape(found).partition("#")[0] for found in re.findall(r'href="([^"]+)"', text)):
            if url and not url.startswith(("http", "mailto:", "file:")):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(url)))
                assert target in built, f"{uri}: {url}"


def test_merged_ids_lead_on() -> None:
    made = pages()
    assert (
        yaml.safe_load(made["events/2019-06-07-strike-over.md"].split("\n---")[0])["moved"]
        == "2019-06-07-strike-ends.html"
    )
    assert "tomas-reyes.html" in made["actors/t-reyes.md"]


def test_silent_corrections_are_not_listed() -> None:
    page = pages()["corrections/index.md"]
    assert "it is 12" in page and "typo" not in page


def test_a_place_that_is_no_actor_is_plain_text() -> None:
    assert "parliament of the islands" in pages()["events/2019-06-port-law-vote.md"]


def test_long_lists_show_a_hundred_and_have_a_page_for_each_period() -> None:
    timeline = many(450)
    made = pages(timeline)
    parts = {uri: text for uri, text in made.items() if uri.startswith("actors/actor-0/")}
    listed = [id_ for text in parts.values() for id_ in re.findall(r'class="dl-item[^>]* id="([^"]+)"', text)]
    own = {event.id for event in timeline.events.values() if any(part.actor == "actor-0" for part in event.actors)}
    assert len(listed) == len(own) > 100 and set(listed) == own
    assert max(text.count('class="dl-item') for text in made.values()) <= 100
    assert made["index.md"].count('class="dl-item') == made["actors/actor-0.md"].count('class="dl-item') == 100


def test_a_long_list_leads_to_its_periods_and_each_of_them_back_and_on() -> None:
    made = pages(many(450))
    own, year = (html.unescape(made[uri]) for uri in ("actors/actor-0.md", "actors/actor-0/2012.md"))
    count = re.search(r'<p class="dl-meta">(\d+) events', own)
    assert count and f"The newest 100 of {count[1]} events are listed here." in own
    assert '<p><a href="actor-0/2019.html">2019</a>' in own
    name = re.search("^# (.*)$", own, re.M)
    assert name and f"# {name[1]}: 2012\n" in year
    assert '<a href="../actor-0.html">Newest</a>' in year and '<span aria-current="page">2012</span>' in year
    assert 'href="2014.html">2014' in year and 'href="2010.html">2010' in year and "2009" not in year
    assert "exclude: true" in year.split("---")[1]  # what stands here is found by its own pages


def test_the_periods_of_a_full_year_are_read_in_order_of_time() -> None:
    days = [f"2012-{month:02d}-{n % 20 + 1:02d}" for month in range(1, 13) for n in range(40 if month < 4 else 12)]
    events = {f"e{n:03d}": Event(id=f"e{n:03d}", title="t", date=date) for n, date in enumerate(days)}
    made = pages(Timeline(briefing=Briefing(title="T"), events=events))
    year, autumn = made["timeline/2012.md"], made["timeline/2012/2012-10--2012-12.md"]
    assert "The first 100 of 228 events are listed here." in year and 'id="e000"' in year
    march = '<a href="2012/2012-03.html" aria-label="March 2012">Mar</a> <a href="2012/2012-04--2012-06.html"'
    assert '<b>2012</b> <a href="2012/2012-01.html"' in year and march in year
    assert '<span aria-current="page">Beginning</span><a href="2012/2012-03.html">March 2012</a>' in year
    assert "# October – December 2012\n" in autumn and "<span>36 events</span>" in autumn
    assert '<a href="../index.html">Timeline</a></li><li><a href="../2012.html">2012</a>' in autumn


def test_the_number_of_links_to_other_pages_does_not_grow_with_the_number_of_events() -> None:
    def links(count: int) -> float:
        found = [
            text.count("<a ") for uri, text in pages(many(count)).items() if re.match(r"events/event-\d+\.md", uri)
        ]
        return max(found)

    assert links(300) <= links(60) + 8


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_event_make_whole_pages(count: int) -> None:
    timeline = sample()
    few = Timeline(briefing=timeline.briefing, events=dict(list(timeline.events.items())[:count]))
    assert ("No events yet" in pages(few)["index.md"]) == (count == 0)


_ODD = {
    "title": "T" * 300,
    "date": "-0043-03-15",
    "markdown": "# **x** [a](javascript:alert(1)) `c` <img src=x onerror=alert(1)> {{ 7*7 }} {% if %}",
    "arabic": "محمد عبد الله",
    "chinese": "习近平",
    "cyrillic": "Сергей Лавров",
    "emoji": "👩‍🚒 Fire & <b>",
}


def odd() -> Timeline:
    """Everything that has ever broken a page."""
    actors = {
        f"a-{key}": Actor(id=f"a-{key}", name=name, aliases=(name,), description=name, type=ActorType.PERSON)
        for key, name in _ODD.items()
    }
    events: dict[str, Event] = {}
    for n, date in enumerate(
        (
            "0033",
            "-0043-03-15",
            "",
            "2019-06-07",
            "../2012-06-07",
            "2012-06-01/..",
            "201X",
            "2012-05~",
            "Y12012",
            "2012-21",
        )
    ):
        key = f"Event-{n}" if n % 2 else f"event-{n - 1}" if n else "EVENT-1"
        text = list(_ODD.values())[n % len(_ODD)]
        events[key] = Event(
            id=key,
            title=text,
            summary=text,
            date=date,
            note=text,
            place=Place(name=text, country="XX"),
            tags=(text,),
            actors=(
                EventActor(actor=list(actors)[n % len(actors)], role=Role.AGENT, according_to=text),
                EventActor(actor=text),
            ),
            evidence=(Evidence(article="art", exact=text, trigger=text[:3]),),
            figures=(Figure(what=text, text=text, according_to=text),),
            corrections=(Correction(text=text),),
            type=EventType.OTHER,
        )
    events["bare"] = Event(id="bare", title="Bare")
    article = Article(
        id="art",
        title=_ODD["markdown"],
        url="javascript:alert(1)",
        publisher=_ODD["emoji"],
        language='"><x',
        file=_ODD["markdown"],
    )
    briefing = Briefing(
        title=_ODD["markdown"],
        description=_ODD["markdown"],
        publish_text=PublishText.FULL,
        repository="javascript:alert(1)",
    )
    return Timeline(
        briefing=briefing,
        events=events,
        actors=actors,
        articles={"art": article},
        texts={"art": "\n\n".join(_ODD.values())},
        corrections=tuple(
            Corrected(record=f"events/{key}", field=field, before=text, after=text[::-1], why=text)
            for key, text in zip(events, _ODD.values(), strict=False)
            for field in ("title", "actors", "figures", "place", "type", "date")
        ),
    )


def test_odd_records_open_no_tag_and_run_no_script() -> None:
    for uri, text in pages(odd()).items():
        if uri.endswith(".md"):
            assert "<img" not in text, uri
            assert not re.search(r'href="\s*javascript', text, re.IGNORECASE), uri
            assert "& <b>" not in text, uri


def test_ids_that_differ_only_in_case_get_pages_of_their_own() -> None:
    made = [uri.casefold() for uri in pages(odd())]
    assert len(made) == len(set(made))


def test_locating_evidence_prefers_the_place_its_surroundings_name() -> None:
    text = "It rained. He left. Then she came. He left. All was still."
    found = locate(Evidence(article="a", exact="He left.", prefix="came.", suffix="All"), text)
    assert found and found.start == text.rindex("He left.")
    assert locate(Evidence(article="a", exact="Never said."), text) is None
    loose = Evidence(article="a", exact="Then  she\ncame.")
    wrapped = passage(loose, text, locate(loose, text))
    assert wrapped.head == "Then she came." and wrapped.before.endswith("He left. ")


def test_locating_stays_fast_on_hostile_text() -> None:
    start = time.process_time()
    locate(Evidence(article="a", exact="a " * 2000 + "b"), "a " * 20_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/edit/main/content/events/x.yml"),
        ("https://github.com/a/b/tree/live", "https://github.com/a/b/edit/live/content/events/x.yml"),
        ("https://gitlab.example.org/a/b.git", "https://gitlab.example.org/a/b/-/edit/main/content/events/x.yml"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/_edit/main/content/events/x.yml"),
        ("https://git.example.org/{path}?edit", "https://git.example.org/content/events/x.yml?edit"),
        ("", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_edit_links_for_git_hosts(repository: str, expected: str) -> None:
    assert edit_link(gather(sample(repository=repository)), "content/events/x.yml") == expected


def test_live_preview_links_to_the_local_file() -> None:
    assert "file:///p/content/actors/tomas-reyes.yml" in pages(editing="file:///p")["actors/tomas-reyes.md"]


def test_report_links_name_the_page() -> None:
    mail = report_link(Briefing(title="b", report="desk@example.org"), "A & B", "events/x.html")
    assert mail == "mailto:desk@example.org?subject=A%20%26%20B&body=events%2Fx.html"
    issue = report_link(Briefing(title="b", repository="https://github.com/a/b"), "T", "p")
    assert issue == "https://github.com/a/b/issues/new?title=T&body=p"
    assert report_link(Briefing(title="b"), "T", "p") == ""


def test_every_word_of_the_catalogue_is_used_and_every_used_one_is_there() -> None:
    package = Path(str(resources.files("generator")))
    catalogue = yaml.safe_load((package / "templates/words.en.yml").read_text("utf-8"))
    sources = "".join(p.read_text("utf-8") for p in [*package.glob("pages/**/*.py"), *package.glob("templates/*.j2")])
    counted = {
        "counts",
        "kinds",
        "roles",
        "types_of_event",
        "about",
        "families",
        "figures",
        "status",
        "review",
        "certainty",
        "dated",
        "filter",
        "data",
        "band",
    }
    named = {part: keys for part, keys in catalogue.items() if part not in counted}
    unused = [
        f"{part}.{key}"
        for part, keys in named.items()
        for key in keys
        if key not in sources and not key.startswith("layer_")
    ]
    assert not unused


def test_yaml_of_records_can_be_taken_along() -> None:
    made = pages(sources={"events/2019-06-07-strike-ends": "title: x\n"})
    assert made["data/events/2019-06-07-strike-ends.yml"] == "title: x\n"
    assert "../data/events/2019-06-07-strike-ends.yml" in made["events/2019-06-07-strike-ends.md"]


def test_no_dated_event_is_missing_from_the_band() -> None:
    """Bars that find no lane become marks; what lies far off is counted at the edge."""
    many_open = {
        f"e{n}": Event(id=f"e{n}", title=f"Open {n}", date="../2012-06-08" if n else "2012-06-01") for n in range(9)
    }
    page = pages(Timeline(briefing=Briefing(title="b"), events=many_open))["index.md"]
    figure = page[page.index("<figure") : page.index("</figure>")]
    clustered = sum(int(n) for n in re.findall(r'y="-17">(\d+)<', figure))
    assert figure.count("data-id=") + clustered == 9


def test_a_summary_that_repeats_the_title_is_not_printed_again() -> None:
    told = (("Envoys met in Geneva.", False), ("Envoys met in Geneva for talks on grain.", True), ("", False))
    for summary, more in told:
        event = Event(id="talks", title="Envoys met in Geneva", summary=summary, date="2020-03-02")
        files = pages(Timeline(briefing=Briefing(title="T"), events={"talks": event}))
        assert ("dl-lead" in files["events/talks.md"]) is more
        assert ("dl-sum" in files["index.md"]) is more


@pytest.mark.parametrize("shared", [False, True])
def test_the_sentence_of_a_rejected_event_leaves_with_it_unless_another_event_rests_on_it(shared: bool) -> None:
    timeline = sample(PublishText.EXCERPTS)
    gone = timeline.events["2019-06-strikers-walk-out"]
    sentence = gone.evidence[0].exact
    events = {**timeline.events, gone.id: gone.model_copy(update={"review": Review.REJECTED})}
    if shared:
        other = events["2019-06-port-law-vote"]
        events[other.id] = other.model_copy(update={"evidence": (*other.evidence, *gone.evidence)})
    held = {uri: text for uri, text in pages(replace(timeline, events=events)).items() if sentence in text}
    assert bool(held) is shared
    assert not any(gone.id in uri for uri in pages(replace(timeline, events=events)))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("The port reopened", "1 June 2019: The port reopened."),
        ("The port reopened…", "1 June 2019: The port reopened…"),
        ("Ana Solé: “Who pays?”", "1 June 2019: Ana Solé: “Who pays?”"),
        ("Ana Solé: “We pay”", "1 June 2019: Ana Solé: “We pay”."),
    ],
)
def test_the_latest_titles_end_in_one_stop(title: str, told: str) -> None:
    event = Event(id="e", title=title, date="2019-06-01")
    home = pages(Timeline(briefing=Briefing(title="T"), events={"e": event}))["index.md"]
    assert f">{told}<" in html.unescape(home)
