"""Everything that is wrong or doubtful in `content/`, all at once: errors stop a build, warnings are for an editor."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from generator.model.dates import Date, Day, from_ordinal, ordinal
from generator.model.errors import Problem, Severity
from generator.model.records import Actor, Event, Evidence, Record
from generator.model.vocabulary import ActorType, EventType, Review, Status
from generator.store.base import document_texts, read_bases
from generator.store.common_nouns import common_nouns
from generator.store.dangling import dangling
from generator.store.faults import near, placed, spelled
from generator.store.folder import BRIEFING, CONTENT, Records, read_all, read_text
from generator.store.references import merged_ids
from generator.store.update import renames

Path_ = tuple[str | int, ...]
_YEAR = re.compile(r"(?<![\d,.-])(1\d{3}|20\d{2}|2100)(?![\d,.])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
# a day, perhaps with its ending ("3rd of May", "3. Mai"), a word that may be a month, perhaps the day after it
_DAY = re.compile(r"(?:\b(\d{1,2})(?:\.|[a-z]{2})?(?: [a-z]{2})? )?\b([^\W\d_]+)\b\.?(?: (\d{1,2})(?:[a-z]{2})?\b)?")
_NAME = re.compile(r"(?<=[\w,;:’'\"”)] )[A-Z][\w’'-]+|\d[\d,.]*\d|\d")
_WORD = re.compile(r"\d[\d,.]*\d|[\w’'-]+")


def check(root: Path) -> list[Problem]:
    """Every problem of every file, in the order of files and lines."""
    records, problems = read_all(root)
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    bases = read_bases(root, problems)
    aliases = merged_ids(records, {} if broken else renames(records, bases))
    problems += dangling(root, records, aliases)
    found = _Findings(root=root, records=records, aliases=aliases)
    found.look()
    return sorted([*problems, *found.placed()], key=lambda p: (p.where, p.line, p.column, p.message))


@dataclass(slots=True, kw_only=True)
class _Findings:
    root: Path
    records: Records
    aliases: Mapping[str, str]
    by_file: dict[str, list[tuple[Problem, Path_]]] = field(default_factory=lambda: defaultdict(list))

    def say(self, record: Record, path: Path_, message: str, rule: str, hint: str = "", error: bool = False) -> None:
        """Note a finding; its line is looked up when all are known."""
        kind = type(record).__name__.lower() + "s"
        where = BRIEFING if kind == "briefings" else f"{CONTENT}/{kind}/{getattr(record, 'id', '')}.yml"
        severity = Severity.ERROR if error else Severity.WARNING
        problem = Problem(message=message, where=where, hint=hint, rule=rule, severity=severity)
        self.by_file[where].append((problem, path))

    def placed(self) -> Iterator[Problem]:
        """The findings with their lines."""
        for where, found in self.by_file.items():
            text = read_text(self.root, where, []) or ""
            yield from placed(found, text)

    def look(self) -> None:
        """All looks, one after the other."""
        shown = [event for event in self.records.events.values() if event.review is not Review.REJECTED]
        for event in shown:
            self._dates(event)
        self._evidence(shown)
        self._titles(shown)
        self._same_events(shown)
        actors = [actor for actor in self.records.actors.values() if actor.review is not Review.REJECTED]
        self._same_names(actors)
        self._merged_ids()
        self._exclusions()

    # -- dates

    def _dates(self, event: Event) -> None:
        if not event.date:
            return
        date = Date.parse(event.date)
        wrong = contradiction(date, event.date_text, self.records.briefing.language)
        if wrong:
            message = f"date: {event.date} does not fit the words {event.date_text!r} ({wrong})"
            self.say(event, ("date",), message, "date-text", "correct the date or clear date_text")
        published = [
            (self.records.articles[e.article].published) for e in event.evidence if e.article in self.records.articles
        ]
        known = [Date.parse(day) for day in published if day]
        if known and date.first and event.status in (Status.ACTUAL, Status.ONGOING, Status.NEGATED):
            latest = max(known, key=lambda day: day.last or (9999, 12, 31))
            if latest.last and date.first > latest.last:
                message = f"date: {event.date} is after its article was published ({latest})"
                hint = "correct the date, or set status: planned"
                self.say(event, ("date",), message, "date-after-article", hint)

    # -- evidence

    def _evidence(self, events: Iterable[Event]) -> None:
        by_article: dict[str, list[tuple[Event, int, Evidence]]] = defaultdict(list)
        for event in events:
            for index, entry in enumerate(event.evidence):
                by_article[entry.article].append((event, index, entry))
        texts = document_texts(self.root)
        for article in sorted(by_article):
            text = texts.get(article)
            if text is not None:
                self._evidence_in(text, by_article[article])

    def _evidence_in(self, text: str, entries: Iterable[tuple[Event, int, Evidence]]) -> None:
        spaced = _spaced(text)
        for event, index, entry in entries:
            if _spaced(entry.exact) not in spaced:
                path: Path_ = ("evidence", index, "exact")
                hint = f"nearest: {nearest(entry.exact, text)!r}"
                self.say(event, path, f"{spelled(path)}: is not in article {entry.article}", "evidence-not-found", hint)

    # -- titles

    def _titles(self, events: Iterable[Event]) -> None:
        for event in events:
            unknown = self.unwarranted(event)
            if unknown:
                message = f"title: {', '.join(unknown)} is in no evidence of it"
                self.say(event, ("title",), message, "title-not-warranted", "add evidence, or take it out")

    def unwarranted(self, event: Event) -> list[str]:
        """Names and numbers of the title that neither evidence nor the actors' names say."""
        if not event.evidence:
            return []
        named = _NAME.findall(event.title)
        if not named:
            return []
        words = _WORD.findall(" ".join(self._warrants(event)).casefold())
        said = {part for word in words for part in (word, *word.split("-"))}
        return [name for name in named if not _is_said(name, said)]

    def _warrants(self, event: Event) -> Iterator[str]:
        for entry in event.evidence:
            yield from (entry.exact, entry.prefix, entry.suffix)
            if entry.article in self.records.articles:
                yield self.records.articles[entry.article].title
        yield from (quote.text for quote in event.quotes)
        yield from (f"{figure.text} {figure.min} {figure.max}" for figure in event.figures)
        yield f"{event.place.name if event.place else ''} {event.date_text} {event.date.replace('-', ' ')}"
        for part in event.actors:
            actor = self.records.actors.get(part.actor)
            yield f"{actor.name} {actor.title} {' '.join(actor.aliases)}" if actor else part.actor.replace("-", " ")

    # -- duplicates

    def _same_events(self, events: Iterable[Event]) -> None:
        first_of: dict[tuple[object, ...], Event] = {}
        for event in events:
            if f"events/{event.id}" in self.aliases or not event.evidence:
                continue
            entry = event.evidence[0]
            key = (entry.article, entry.exact, entry.trigger, event.type, event.status, event.title)
            first = first_of.setdefault(key, event)
            if first is not event:
                hint = f"`dateline merge event {first.id} {event.id}` makes them one"
                self.say(event, ("title",), f"tells the same as events/{first.id}", "duplicate-event", hint)

    def _same_names(self, actors: Iterable[Actor]) -> None:
        holders: dict[str, list[tuple[Actor, Path_]]] = defaultdict(list)
        for actor in actors:
            if f"actors/{actor.id}" not in self.aliases:
                holders[actor.name.casefold()].append((actor, ("name",)))
                for index, alias in enumerate(actor.aliases):
                    holders[alias.casefold()].append((actor, ("aliases", index)))
        nobody = common_nouns(self.records.actors.values())
        for claims in (held for name, held in holders.items() if name not in nobody):
            first = claims[0][0]
            for actor, path in claims[1:]:
                if actor is not first and not _told_apart(first, actor):
                    self._claimed_twice(first, actor, path)

    def _claimed_twice(self, first: Actor, actor: Actor, path: Path_) -> None:
        name = actor.name if path == ("name",) else actor.aliases[int(path[1])]
        rule = "duplicate-actor" if actor.name.casefold() == first.name.casefold() else "alias-claimed-twice"
        hint = f"`dateline merge actor {first.id} {actor.id}`, or distinct_from: [{first.id}] if they are two"
        self.say(actor, path, f"{spelled(path)}: {name} is also a name of actors/{first.id}", rule, hint)

    def _merged_ids(self) -> None:
        holder: dict[str, str] = {}
        for kind, name, record in self.records:
            for index, other in enumerate(getattr(record, "same_as", ())):
                path: Path_ = ("same_as", index)
                if other == name:
                    self.say(
                        record, path, f"{spelled(path)}: {name} names itself", "same-as", "take it out", error=True
                    )
                elif holder.setdefault(f"{kind}/{other}", name) != name:
                    message = f"{spelled(path)}: {other} is already part of {kind}/{holder[f'{kind}/{other}']}"
                    self.say(record, path, message, "same-as", "only one record can hold it", error=True)

    def _exclusions(self) -> None:
        known = {*self.records.events, *self.records.actors, *(path.partition("/")[2] for path in self.aliases)}
        known |= {member.value for member in EventType}
        for index, name in enumerate(self.records.briefing.exclude):
            if name not in known:
                path: Path_ = ("exclude", index)
                message = f"{spelled(path)}: there is no event, actor or event type {name}"
                self.say(self.records.briefing, path, message, "exclude", near(name, known))


def contradiction(date: Date, words: str, language: str = "en") -> str:
    """Why the words cannot mean the date, or "". Only what they say outright counts: a year, a month, a day."""
    first, last = date.first, date.last
    if first is None or last is None or not words:
        return ""
    if date.is_interval:  # "after 31 May" begins on 1 June: the day named may lie right outside
        first, last = from_ordinal(ordinal(first) - 1), from_ordinal(ordinal(last) + 1)
    iso = _ISO.search(words)
    if iso:
        day = int(iso[1]), int(iso[2]), int(iso[3])
        return "" if first <= day <= last else f"the words say {iso[0]}"
    years = [int(year) for year in _YEAR.findall(words)]
    if years and not any(first[0] <= year <= last[0] for year in years):
        return f"the words say {years[0]}"
    return _month_contradiction(first, last, words.casefold(), _months(language))


@lru_cache(maxsize=8)
def _months(language: str) -> Mapping[str, int]:
    """Months by their case-folded names, as the Common Locale Data Repository has them."""
    try:
        known = Locale.parse(language.replace("-", "_")).months
    except (ValueError, UnknownLocaleError):
        known = Locale.parse("en").months
    return {name.casefold(): n for form in ("format", "stand-alone") for n, name in known[form]["wide"].items()}


def _month_contradiction(first: Day, last: Day, words: str, months: Mapping[str, int]) -> str:
    said = [found for found in _DAY.finditer(words) if found[2] in months]
    # a range of days has several months, and a short name alone, such as "may", may be another word
    if len(said) != 1 or (len(said[0][2]) < 4 and not (said[0][1] or said[0][3])) or first[0] != last[0]:
        return ""
    month = months[said[0][2]]
    if not first[1] <= month <= last[1]:
        return f"the words say {said[0][2].capitalize()}"
    day = said[0][1] or said[0][3]
    if day and first == last and first[2] != int(day) and len(re.findall(r"\d+", _YEAR.sub("", words))) == 1:
        return f"the words say {said[0][0].strip().capitalize()}"
    return ""


def nearest(quote: str, text: str) -> str:
    """The sentence or line of the text that is most like the quote."""
    wanted = set(_WORD.findall(quote.casefold()))
    parts = [part.strip() for part in re.split(r"(?<=[.!?”\"])\s+|\n", text) if part.strip()]
    ranked = sorted(parts, key=lambda part: -len(wanted & set(_WORD.findall(part.casefold()))))[:5]
    return max(ranked, key=lambda part: SequenceMatcher(None, quote[:400], part[:400]).ratio(), default="")


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _is_said(name: str, said: set[str]) -> bool:
    word = name.casefold().rstrip(".,")
    bare = re.sub(r"[’']s?$", "", word)
    stem = bare[: max(4, len(bare) - 3)]
    return word in said or bare in said or (not word[0].isdigit() and any(other.startswith(stem) for other in said))


def _told_apart(one: Actor, other: Actor) -> bool:
    """By an editor; or because a capital is a place as well as another name of its government."""
    if (one.type is ActorType.PLACE) != (other.type is ActorType.PLACE):
        return True
    return other.id in one.distinct_from or one.id in other.distinct_from
