"""Which date belongs to which event: attachment, sharing, occasions, offsets, and what context leaves open."""

import pytest

from generator.extract import Reader
from generator.extract.events.undated import Context, from_context
from generator.model.document import EventMention
from generator.model.vocabulary import DateBasis, Status

READER = Reader()
PUBLISHED = "2012-06-08"  # a Friday


def dated(text: str, trigger: str, published: str = PUBLISHED) -> EventMention:
    document = READER.read(text, published=published)
    for event in document.events:
        if trigger in {span.of(text) for span in (event.trigger, *event.other_triggers)}:
            return event
    raise AssertionError(f"no event at {trigger}")


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Police arrested two men on Wednesday.", "arrested", "2012-06-06"),
        ("On Wednesday police arrested two men and charged a third.", "charged", "2012-06-06"),
        ("The minister said on Monday the bridge had collapsed.", "said", "2012-06-04"),
        ("Norway rejected the proposal in October.", "rejected", "2011-10"),
        ("In a statement issued on Monday, the party condemned the attack.", "condemned", "2012-06-04"),
        ("The bank cut 400 jobs in 2009.", "cut", "2009"),
        ("Rebels left the town on May 25.", "left", "2012-05-25"),
        ("Talks will resume on June 12.", "resume", "2012-06-12"),
        ("Rebels left the town before May 25.", "left", "../2012-05-24"),
        ("Rebels left the town after May 25.", "left", "2012-05-26/2012-06-08"),
        ("The firm paid two ministers between 2003 and 2006.", "paid", "2003/2006"),
        ("Rebels attacked the town before dawn on Sunday.", "attacked", "2012-06-03"),
        ("The troops will leave the town by June 20.", "leave", "2012-06-08/2012-06-20"),
        ("Police arrested the singer when she landed in Oslo on Wednesday.", "arrested", "2012-06-06"),
        # what a when-clause tells is of the very day it explains
        ("Police have surrounded the house since Monday, when he declared war.", "declared", "2012-06-04"),
        ("It was the third crash since 1996, when 64 people died in a fire.", "died", "1996"),
        # opening gerunds are done at the same time
        ("Giving evidence on Tuesday, builder Jan Lee told the court that he had warned them.", "told", "2012-06-05"),
        # plans, deadlines, conditions
        ("The court has until June 18 to rule on the complaint.", "rule", "2012-06-08/2012-06-18"),
        ("Judges will on 4 September begin hearing the case of the miners.", "hearing", "2012-09-04"),
        ("Refugees will be allowed to return beginning in December.", "return", "2012-12"),
        ("Rosa Lind is to present her plan at the annual meeting on July 5.", "present", "2012-07-05"),
        # lengths and reasons
        (
            "The club was suspended for nine months on Wednesday because two players bribed a referee.",
            "suspended",
            "2012-06-06",
        ),
        ("The storm killed more than 5,000 people in Honduras last October.", "killed", "2011-10"),
        ("Water had leaked from the plant after an explosion two days earlier.", "explosion", "2012-06-06"),
        (
            "In a letter smuggled out of prison and published on Monday, Ana Costa accused the judge.",
            "accused",
            "2012-06-04",
        ),
        ("The editor left the country after he was beaten in March 2010.", "left", "2010-03/2012-06-08"),
        ("France declined an invitation to join the talks last month.", "declined", "2012-05"),
    ],
)
def test_what_hangs_on_the_event(text: str, trigger: str, edtf: str) -> None:
    event = dated(text, trigger)
    assert event.date == edtf and event.date_text


@pytest.mark.parametrize(
    ("text", "main", "aside", "edtf"),
    [
        ("The firm, founded in 1901, filed for bankruptcy on Monday.", "filed", "founded", "1901"),
        ("The bridge, built in 1932 and closed last year, collapsed on Monday.", "collapsed", "closed", "2011"),
        ("The minister, arrested in May, denied the charges on Monday.", "denied", "arrested", "2012-05"),
        ("Officials said the dam, completed in 1978, burst on Monday.", "burst", "completed", "1978"),
        (
            "The mayor said on Monday that work on a new bridge, begun two years ago, has stopped.",
            "said",
            "begun",
            "2010",
        ),
    ],
)
def test_what_commas_set_aside_has_its_own_date(text: str, main: str, aside: str, edtf: str) -> None:
    assert dated(text, main).date == "2012-06-04"
    assert dated(text, aside).date == edtf


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("The trial resumes on June 20, two days after the judge returns.", "returns", "2012-06-18"),
        ("The singer died on Monday, three days after she resigned.", "resigned", "2012-06-01"),
        ("Five years after its launch, the store overtook its rival in February.", "launch", "2007~"),
    ],
)
def test_a_length_counts_from_the_day_beside_it(text: str, trigger: str, edtf: str) -> None:
    assert dated(text, trigger).date == edtf


def test_the_year_before_a_noun_is_its_own() -> None:
    text = "The river flooded the town. A fund set up after the 2004 flood paid out $5 million."
    assert dated(text, "flood").date == "2004"
    assert dated(text, "flooded").date == "2012-06-08~"


def test_the_present_of_a_day_to_come_is_a_plan() -> None:
    assert dated("The court meets on June 19.", "meets").status is Status.PLANNED
    assert dated("The court meets every week.", "meets").status is Status.ONGOING


def test_a_clause_bounds_what_hangs_on_it() -> None:
    assert dated("At least 400 people have been killed since fighting broke out on May 15.", "killed").date == (
        "2012-05-15/2012-06-08"
    )
    assert dated("She studied in Lund before moving to Oslo in 1962.", "studied").date == "../1962"
    born = "Born in Lund in 1936, she taught there before moving to Oslo in 1962."
    assert [dated(born, word).date for word in ("Born", "taught")] == ["1936", "../1962"]


def test_who_comments_on_what_was_long_ago_speaks_now() -> None:
    text = "The firm reported a loss on Thursday.\n\nIt cut 3,000 jobs in January. Chief Lena Park said it would grow."
    assert dated(text, "said").date == "2012-06-07"


def test_what_would_have_been_is_no_plan() -> None:
    assert dated("The cabinet would have resigned.", "resigned").status is Status.HYPOTHETICAL
    assert dated("The cabinet said it would resign.", "resign").status is Status.PLANNED


def test_how_long_a_rank_holds_is_no_date() -> None:
    text = "A bomb killed six people on Monday. It was the deadliest bombing in the city since 2009."
    assert dated(text, "bombing").date == "2012-06-04"
    assert dated("The bank raised rates, its first increase since 2009.", "raised").date == "2012-06-08~"


def test_the_telling_goes_on_from_a_date_in_an_after_clause() -> None:
    text = "At least 20 people drowned after a ferry capsized on Saturday. Fishermen rescued 110 others."
    assert dated(text, "rescued").date == "2012-06-02"


def test_the_saying_has_its_own_date() -> None:
    text = "Egypt condemned on Thursday the attack that killed six people on Monday."
    assert dated(text, "condemned").date == "2012-06-07"
    assert dated(text, "killed").date == "2012-06-04"


def test_a_date_names_its_basis() -> None:
    event = dated("Police arrested two men on Wednesday.", "arrested")
    assert (event.date_text, event.date_basis) == ("Wednesday", DateBasis.RELATIVE)
    assert dated("Police arrested two men on May 25, 2010.", "arrested").date_basis is DateBasis.EXPLICIT


def test_the_day_a_length_is_counted_from_is_not_the_events() -> None:
    assert dated("The minister will resign a week from Monday.", "resign").date == "2012-06-18"


def test_a_length_that_goes_on_does_not_date_what_has_happened() -> None:
    assert dated("The firm announced 300 job cuts over the next four years.", "announced").date == "2012-06-08~"
    assert dated("Rebels have killed hundreds of people in the past three months.", "killed").date == "2012-03/2012-06"


def test_a_figure_compared_with_leaves_its_time_to_itself() -> None:
    assert dated("The party won 36 seats on Sunday, down from 47 in 2008.", "won").date == "2012-06-03"
    assert dated("The party won 36 seats, down from 47 in 2008.", "won").date == "2012-06-08~"


def test_a_report_dates_what_it_found() -> None:
    text = "The bank ignored its own rules, according to a report published on Wednesday."
    assert dated(text, "ignored").date == "2012-06-06"
    assert dated("The report, published on Wednesday, criticized the bank.", "criticized").date == "2012-06-06"


def test_a_month_or_a_plan_does_not_date_the_sentence_that_follows() -> None:
    text = "The company said it had fired the manager in 1997. Its rival sued the company."
    assert dated(text, "sued").date == "2012-06-08~"
    text = "Officials said divers could arrive by Thursday. Police arrested three men."
    assert dated(text, "arrested").date == "2012-06-08~"
    text = "Police said rebels attacked the town on Monday. Soldiers arrested three men."
    assert dated(text, "arrested").date == "2012-06-04"


def test_counted_from_an_event_without_a_date_an_event_has_only_its_bound() -> None:
    text = "One clerk testified last month. The other died two days after he was indicted."
    assert dated(text, "died").date == "../2012-06-08"


def test_what_came_before_is_bounded_by_what_came_after_it() -> None:
    text = "The governor resigned on Wednesday after protesters stormed the parliament."
    assert dated(text, "stormed").date == "../2012-06-06"
    text = "One clerk testified last month. The other died two days after he was indicted."
    assert dated(text, "indicted").date == "../2012-06-08"


def test_the_day_of_the_lead_is_the_day_of_the_story() -> None:
    text = (
        "Rebels attacked the town of Kalva yesterday, killing six people.\n\nSoldiers arrested three men."
        "\n\nThe president has condemned the attack.\n\nThe government banned the group today."
    )
    assert dated(text, "arrested").date == "2012-06-07"
    assert dated(text, "condemned").date == "../2012-06-08"
    assert dated(text, "banned").date == "2012-06-08"


@pytest.mark.parametrize(
    ("context", "edtf"),
    [
        (Context(status=Status.ACTUAL), "2012-06-08~"),
        (Context(status=Status.ACTUAL, perfect=True), "../2012-06-08"),
        (Context(status=Status.ACTUAL, perfect=True, lead=True), "2012-06-08~"),
        (Context(status=Status.ACTUAL, perfect=True, lead=True, habitual=True), "../2012-06-08"),
        (Context(status=Status.ACTUAL, cause="2012-06-06"), "2012-06-06/2012-06-08"),
        (Context(status=Status.ACTUAL, cause="2012-06-08"), "2012-06-08"),
        (Context(status=Status.ACTUAL, paragraph="2012-06-03"), "2012-06-03"),
        (Context(status=Status.ACTUAL, counted=True, paragraph="2012-06-03"), "../2012-06-08"),
        (Context(status=Status.ACTUAL, story="2012-06-07"), "2012-06-07"),
        (Context(status=Status.ACTUAL, before="2012-06-06", paragraph="2012-06-03"), "../2012-06-06"),
        (Context(status=Status.ONGOING), "2012-06-08"),
        (Context(status=Status.PLANNED), "2012-06-08/.."),
        (Context(status=Status.HYPOTHETICAL), ""),
    ],
)
def test_what_context_leaves_open(context: Context, edtf: str) -> None:
    assert from_context(context, PUBLISHED).edtf == edtf
    assert from_context(context, "").edtf == ""


def test_a_dated_saying_carries_the_news_on_from_the_day_of_the_lead() -> None:
    text = (
        "A factory burned down in Ghent on Wednesday.\n\nThe blast damaged two houses.\n\n"
        "The owner will rebuild, the company said on Friday.\n\nThe mayor ordered an inquiry."
    )
    assert dated(text, "damaged").date == "2012-06-06"
    assert dated(text, "ordered").date == "2012-06-08~"


def test_a_speaker_speaks_on_one_occasion() -> None:
    text = (
        "A judge opened the trial of the minister on Friday.\n\n"
        "Prosecutor Ana Costa told the court on Monday that the minister took bribes.\n\n"
        "She said he had bought two flats.\n\nThe minister said he was innocent."
    )
    said = [e for e in READER.read(text, published=PUBLISHED).events if e.trigger.of(text) == "said"]
    assert {e.date for e in said} == {"2012-06-04", "2012-06-08~"}


def test_an_answer_is_younger_than_what_it_answers() -> None:
    text = "The ministry said a patrol crossed the border on Sunday and ambushed its troops. Chad denied the charge."
    assert dated(text, "denied").date == "2012-06-08~"


def test_a_plan_for_the_end_of_the_year_begins_at_publication() -> None:
    assert dated("The firm plans to sell its wind farm by the end of the year.", "sell").date == "2012-06-08/2012"


@pytest.mark.parametrize("published", ["2012-06", "2012", "-0044-03-15", "0001-01-01", "9999-12-31"])
def test_a_day_of_publication_may_be_inexact_or_of_any_age(published: str) -> None:
    text = (
        "The minister said on Wednesday that he was ill. The minister said he would stay.\n\n"
        "Last week the port was closed. The union condemned the plan."
    )
    assert dated(text, "condemned", published)


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Shares plunged 14%, their biggest drop since October 2008.", "plunged", "2012-06-08~"),
        ("The council withdrew permission for two of them in October.", "withdrew", "2011-10"),
        ("She told colleagues a week ago that Lind had offered her a flat.", "told", "2012-05-28/2012-06-03"),
        ("Police found cartridges when they searched his house on Monday.", "found", "2012-06-04"),
        ("The firm posted a first-quarter loss of $4 million.", "posted", "2012-06-08~"),
        (
            "The group claimed responsibility for the attack in a fax sent to a newspaper on June 4.",
            "claimed",
            "2012-06-04",
        ),
    ],
)
def test_whose_time_it_is(text: str, trigger: str, edtf: str) -> None:
    assert dated(text, trigger).date == edtf


def test_who_else_speaks_up_is_heard_on_the_day_of_the_news() -> None:
    text = (
        "Police broke up protests on Thursday.\n\nIn an address on Wednesday night, President Ann Lee offered talks. "
        "Spokesman Bo Ek accused the opposition of lying. On May 25 the ministry banned rallies. "
        "The mayor then called the ban a blow."
    )
    assert dated(text, "accused").date == "2012-06-07"
    assert dated(text, "called").date == "2012-05-25"


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        ("Visiting the camp on Monday, envoy Tor Berg promised more aid.", "promised", "2012-06-04"),
        ("The director was arrested on Monday and will be charged with fraud.", "charged", "2012-06-08/.."),
        ("The club was suspended on Wednesday because two players bribed a referee.", "bribed", "../2012-06-06"),
        ("Hallam reported a profit of 21 million for the six months to May 31.", "reported", "2012-06-08~"),
        (
            "Farmers camping outside the capital for a fortnight on Wednesday rejected the offer.",
            "rejected",
            "2012-06-06",
        ),
        (
            "At least 38 people died when an express rammed a train on Wednesday.\n\nThe minister ordered an inquiry.",
            "ordered",
            "2012-06-06",
        ),
        (
            "The firm has sacked its chief.\n\nHe said yesterday he had warned the board.\n\nCounsel accused him.",
            "accused",
            "2012-06-07",
        ),
    ],
)
def test_a_day_named_nearby_dates_what_follows_or_does_not(text: str, trigger: str, edtf: str) -> None:
    assert dated(text, trigger).date == edtf
