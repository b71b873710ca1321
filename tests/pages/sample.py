"""A small made-up briefing with every kind of record and of trouble, built by hand."""

from generator.model.document import ActorMention, Document, DocumentActor, Quote, Span, Timex
from generator.model.records import (
    Actor,
    Article,
    Briefing,
    Correction,
    Event,
    EventActor,
    EventQuote,
    Evidence,
    Figure,
    Place,
)
from generator.model.review import Corrected
from generator.model.timeline import Timeline
from generator.model.vocabulary import ActorType, DateBasis, EventType, PublishText, Review, Role, Status, TimexType

# ruff: noqa: E501 - an article has long lines

TEXT = """Harbour strike ends after talks in Port Alba

Dock workers in Port Alba went back to work on Friday after all-night talks with the Harbour Authority, the union said. Minister Ana Solé had called the talks on Wednesday.

“We have won back our shifts,” union leader Tomás Reyes told reporters on Friday. He said 40 people had been injured when guards charged a picket line on May 25.

The Harbour Authority said 12 people were hurt and blamed strikers for the violence. Strikers walked out earlier this week over pay.

The dispute began last March. Parliament is to vote on a new port law by the end of June.
"""


def evidence(words: str, trigger: str, article: str = "strike-ends") -> Evidence:
    return Evidence(article=article, exact=words, trigger=trigger)


def _events() -> list[Event]:
    picket = "He said 40 people had been injured when guards charged a picket line on May 25."
    return [
        Event(
            id="2018-03-dispute-begins",
            title="Dispute over shifts begins in Port Alba",
            type=EventType.PROTEST,
            status=Status.ONGOING,
            date="2018-03",
            date_text="last March",
            date_basis=DateBasis.RELATIVE,
            place=Place(name="Port Alba", country="ES"),
            actors=(EventActor(actor="dock-workers-union", role=Role.AGENT),),
            evidence=(evidence("The dispute began last March.", "began"),),
            confidence=0.71,
        ),
        Event(
            id="2019-05-25-picket-charged",
            title="Guards charge a picket line at the harbour",
            type=EventType.ASSAULT,
            summary="Dozens were hurt when guards charged a picket line; accounts of who began it differ.",
            date="2019-05-25",
            date_text="May 25",
            date_basis=DateBasis.EXPLICIT,
            place=Place(name="Port Alba", country="ES"),
            actors=(
                EventActor(actor="harbour-guards", role=Role.AGENT, according_to="tomas-reyes"),
                EventActor(actor="dock-workers-union", role=Role.AGENT, according_to="harbour-authority"),
                EventActor(actor="dock-workers-union", role=Role.RECIPIENT, according_to="tomas-reyes"),
            ),
            figures=(
                Figure(what="injured", text="40", min="40", max="40", according_to="tomas-reyes"),
                Figure(what="injured", text="12", min="12", max="12", according_to="harbour-authority"),
            ),
            evidence=(
                evidence(picket, "charged"),
                evidence(
                    "The Harbour Authority said 12 people were hurt and blamed strikers for the violence.", "hurt"
                ),
            ),
            confidence=0.83,
            corrections=(
                Correction(date="2019-06-10", text="The number of injured was given as 14; it is 12."),
                Correction(text="typo", silent=True),
            ),
            note="Two accounts of the same morning.",
        ),
        Event(
            id="2019-06-strikers-walk-out",
            title="Strikers walk out over pay",
            type=EventType.PROTEST,
            date="2019-06-03/2019-06-07",
            date_text="earlier this week",
            date_basis=DateBasis.RELATIVE,
            actors=(EventActor(actor="dock-workers-union", role=Role.AGENT),),
            evidence=(evidence("Strikers walked out earlier this week over pay.", "walked out"),),
            confidence=0.64,
        ),
        Event(
            id="2019-06-05-solé-calls-talks",
            title="Minister Solé calls both sides to talks",
            type=EventType.REQUEST,
            date="2019-06-05",
            date_text="Wednesday",
            date_basis=DateBasis.RELATIVE,
            actors=(
                EventActor(actor="ana-sole", role=Role.AGENT),
                EventActor(actor="harbour-authority", role=Role.RECIPIENT),
            ),
            evidence=(evidence("Minister Ana Solé had called the talks on Wednesday.", "called"),),
            confidence=0.9,
            review=Review.APPROVED,
        ),
        Event(
            id="2019-06-07-strike-ends",
            title="Dock workers return to work after all-night talks",
            type=EventType.AGREE,
            summary="The union and the Harbour Authority ended the strike after talks through the night.",
            date="2019-06-07",
            date_text="Friday",
            date_basis=DateBasis.RELATIVE,
            place=Place(name="Port Alba", country="ES"),
            actors=(
                EventActor(actor="dock-workers-union", role=Role.AGENT),
                EventActor(actor="harbour-authority", role=Role.AGENT),
                EventActor(actor="tomas-reyes", role=Role.SPEAKER),
            ),
            quotes=(
                EventQuote(
                    text="We have won back our shifts",
                    speaker="tomas-reyes",
                    cue="told reporters",
                    article="strike-ends",
                ),
            ),
            evidence=(
                evidence(
                    "Dock workers in Port Alba went back to work on Friday after all-night talks with the Harbour Authority, the union said.",
                    "went back",
                ),
            ),
            confidence=0.97,
            same_as=("2019-06-07-strike-over",),
        ),
        Event(
            id="2019-06-port-law-vote",
            title="Parliament to vote on a new port law",
            type=EventType.DECIDE,
            status=Status.PLANNED,
            date="2019-06-07/2019-06-30",
            date_text="by the end of June",
            date_basis=DateBasis.RELATIVE,
            actors=(EventActor(actor="parliament of the islands", role=Role.AGENT),),
            evidence=(evidence("Parliament is to vote on a new port law by the end of June.", "vote"),),
            confidence=0.55,
        ),
        Event(id="undated-pay-offer", title="Authority makes a pay offer", type=EventType.OTHER, confidence=0.3),
        Event(id="rejected-event", title="Not a thing", review=Review.REJECTED),
    ]


def _actors() -> list[Actor]:
    return [
        Actor(
            id="dock-workers-union",
            name="Dock Workers’ Union",
            type=ActorType.ORGANIZATION,
            country="ES",
            aliases=("the union", "Strikers"),
        ),
        Actor(
            id="harbour-authority",
            name="Harbour Authority",
            type=ActorType.GOVERNMENT,
            country="ES",
            description="Runs the port.",
        ),
        Actor(id="harbour-guards", name="harbour guards", type=ActorType.GROUP),
        Actor(
            id="tomas-reyes",
            name="Tomás Reyes",
            type=ActorType.PERSON,
            title="union leader",
            affiliation="dock-workers-union",
            country="ES",
            same_as=("t-reyes",),
        ),
        Actor(
            id="ana-sole",
            name="Ana Solé",
            type=ActorType.PERSON,
            title="Minister",
            country="ES",
            aliases=("Minister Solé",),
        ),
    ]


def document(text: str = TEXT) -> Document:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Document(
        id="strike-ends",
        text=text,
        published="2019-06-07",
        actors=(
            DocumentActor(key="reyes", name="Tomás Reyes", type=ActorType.PERSON),
            DocumentActor(key="authority", name="Harbour Authority", type=ActorType.GOVERNMENT),
            DocumentActor(key="sole", name="Ana Solé", type=ActorType.PERSON),
        ),
        mentions=(
            ActorMention(span=span("union leader Tomás Reyes"), actor="reyes"),
            ActorMention(span=span("Minister Ana Solé"), actor="sole"),
            ActorMention(span=span("The Harbour Authority"), actor="authority"),
        ),
        timexes=(
            Timex(
                span=span("Friday"),
                type=TimexType.DATE,
                value="2019-06-07",
                edtf="2019-06-07",
                basis=DateBasis.RELATIVE,
                anchor="2019-06-07",
            ),
            Timex(span=span("May 25"), type=TimexType.DATE, value="2019-05-25", edtf="2019-05-25"),
            Timex(
                span=span("last March"),
                type=TimexType.DATE,
                value="2018-03",
                edtf="2018-03",
                basis=DateBasis.RELATIVE,
                anchor="2019-06-07",
            ),
        ),
        quotes=(Quote(span=span("We have won back our shifts,"), speaker="reyes", cue="told reporters"),),
    )


def sample(shown: PublishText = PublishText.FULL, **briefing: object) -> Timeline:
    """The made-up briefing; its one article is shown as asked."""
    settings = {
        "title": "The Port Alba dock strike",
        "description": "How the strike at the harbour began and ended.",
        "publish_text": shown,
    }
    article = Article(
        id="strike-ends",
        title="Harbour strike ends after talks in Port Alba",
        published="2019-06-07",
        publisher="Island Wire",
    )
    return Timeline(
        briefing=Briefing.model_validate(settings | briefing),
        events={event.id: event for event in _events()},
        actors={actor.id: actor for actor in _actors()},
        articles={"strike-ends": article},
        texts={"strike-ends": TEXT},
        documents={"strike-ends": document()},
        corrections=(
            Corrected(
                record="events/2019-05-25-picket-charged",
                when="2019-06-10",
                why="The number of injured was given as 14; it is 12.",
            ),
            Corrected(record="events/2019-05-25-picket-charged", why="typo", silent=True),
        ),
    )
