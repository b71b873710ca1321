"""All records of a briefing at once, read-only: what the pages are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.document import Document
from generator.model.records import Actor, Article, Briefing, Event
from generator.model.review import Corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Records by id, the text of each article, and what extraction marked in it (article id -> Document)."""

    briefing: Briefing
    events: Mapping[str, Event] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    marks: Mapping[str, object] = field(default_factory=dict)
    """Path (`events/<id>`, `documents/<article>`) -> what is another when that file is; may be left out."""
    corrections: tuple[Corrected, ...] = ()  # what people corrected, newest first, where it was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the generator wrote last, record by record, under the ids the files have now (a person may rename them).

    Records a person deleted or rejected are here too, so that a mention still finds them and they stay away.
    """

    events: Mapping[str, Event] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    found_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # actor id -> articles that name it
    deleted: frozenset[str] = frozenset()  # paths such as `events/2012-05-25-houla` whose file a person removed
    aliases: Mapping[str, str] = field(default_factory=dict)  # merged or renamed path -> the path that holds it now
