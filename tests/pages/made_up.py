"""Many made-up events, for measuring: the same seed makes the same briefing."""

import random

from generator.model.dates import Date, from_ordinal, ordinal
from generator.model.records import Actor, Article, Briefing, Event, EventActor, EventQuote, Evidence, Place
from generator.model.timeline import Timeline
from generator.model.vocabulary import ActorType, EventType, PublishText, Role

_WORDS = [
    "harbour",
    "council",
    "talks",
    "strike",
    "law",
    "bridge",
    "minister",
    "union",
    "guards",
    "vote",
    "price",
    "water",
    "north",
    "bank",
    "school",
    "court",
    "sea",
    "wall",
    "fire",
]


def many(count: int, seed: int = 7) -> Timeline:
    """`count` events over ten years, a fifth as many actors, one article for every ten events."""
    chance = random.Random(seed)
    actors = {f"actor-{n}": _actor(n, chance) for n in range(max(2, count // 5))}
    articles, texts, events = {}, {}, {}
    names = list(actors)
    for n in range(count):
        key = f"article-{n // 10}"
        sentence = _sentence(chance)
        texts[key] = texts.get(key, "") + sentence + ("\n\n" if n % 3 else " ")
        articles[key] = Article(
            id=key, title=f"Report {n // 10}: {_sentence(chance)[:60]}", published="2020-06-01", publisher="Wire"
        )
        event = _event(n, key, sentence, names, chance)
        events[event.id] = event
    briefing = Briefing(title="Many made-up events", publish_text=PublishText.FULL)
    return Timeline(briefing=briefing, events=events, actors=actors, articles=articles, texts=texts)


def _actor(n: int, chance: random.Random) -> Actor:
    name = f"{chance.choice(_WORDS).title()} {chance.choice(_WORDS).title()} {n}"
    return Actor(
        id=f"actor-{n}",
        name=name,
        type=chance.choice(list(ActorType)),
        country=chance.choice(("ES", "FR", "")),
        aliases=(f"Alias {n}",),
    )


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=16)).capitalize() + f" {chance.randrange(10**6)}."


def _event(n: int, article: str, sentence: str, names: list[str], chance: random.Random) -> Event:
    day = from_ordinal(ordinal((2010, 1, 1)) + chance.randrange(3650))
    date = Date.of(*day).edtf if n % 5 else Date.of(*day[:2]).edtf
    # Few actors are in most events, as in any story.
    who = {names[min(int(chance.paretovariate(0.6)) - 1, len(names) - 1)] for _ in range(3)}
    return Event(
        id=f"event-{n}",
        title=f"{' '.join(chance.choices(_WORDS, k=6)).capitalize()} {n}",
        summary=_sentence(chance),
        type=chance.choice(list(EventType)),
        date=date,
        date_text="then",
        place=Place(name=chance.choice(_WORDS).title(), country="ES"),
        actors=tuple(EventActor(actor=a, role=Role.AGENT) for a in sorted(who)),
        confidence=round(chance.random(), 2),
        evidence=(Evidence(article=article, exact=sentence, trigger=sentence.split()[2]),),
        quotes=(EventQuote(text=" ".join(chance.choices(_WORDS, k=9)), speaker=sorted(who)[0], article=article),)
        if n % 3 == 0
        else (),
    )
