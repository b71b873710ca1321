"""The flow, told once: articles -> documents -> records -> pages -> site -> target. Only this package knows the order.

Stages are imported where they are needed, so that `dateline check` does not wait for a language model.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.model.changes import Changes, counted
from generator.model.errors import DatelineError, Problem, Severity
from generator.model.vocabulary import Review

if TYPE_CHECKING:
    from generator.extract import Reader
    from generator.model.records import Actor, Briefing, Event
    from generator.model.review import Waiting
    from generator.model.timeline import Base, Timeline
    from generator.pages import Memory
    from generator.project.reading import Reading
    from generator.project.settled import State
    from generator.store import Store
    from generator.store.reshape import Revision
    from generator.sync import Synced

Say = Callable[[str], None]
Draft = TypeVar("Draft", "Event", "Actor")

SEEDS = "seeds"
DOCS = "docs"
SITE = "site"
BRIEFING = "content/briefing.yml"


def _silent(line: str) -> None:
    del line


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extraction did: how many articles were read anew, of how many; what changed; what is to be said."""

    read: int
    articles: int
    changes: Changes
    problems: tuple[Problem, ...] = ()


class Project:
    """One briefing on disk. `say` is told what goes on, line by line.

    One that is `living` (under `serve`) remembers from one rendering to the next what it made, and of what.
    """

    def __init__(self, root: Path, say: Say = _silent, *, living: bool = False) -> None:
        self.root = root
        self.say = say
        self._living = living
        self._memory: Memory | None = None

    @classmethod
    def find(cls, start: Path, say: Say = _silent) -> "Project":
        """The project that holds `start`: the nearest folder upwards with mkdocs.yml and content/briefing.yml."""
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / "mkdocs.yml").is_file() and (folder / BRIEFING).is_file():
                return cls(folder, say)
        raise DatelineError(Problem(message=f"there is no briefing in {start} or above", hint="dateline new FOLDER"))

    # -- articles -> records -----

    def extract(self, paths: Sequence[str] = (), published: str = "") -> Extracted:
        """Read what is new or changed, bring all mentions together, and merge the drafts into content/."""
        from generator.project.settled import settled

        self._store.settle()
        briefing = self._store.briefing()
        told = settled(self.root, self._engine(briefing)) if briefing and not paths and not published else None
        if told is not None:  # nothing changed since all was done
            return Extracted(read=0, articles=told[0], changes=Changes(), problems=told[1])
        return self._extract(paths, published)

    def _extract(self, paths: Sequence[str], published: str) -> Extracted:
        store, before = self._store, self._state()
        timeline, base = store.load(), store.base()
        refused: list[Problem] = []
        reading = self._reading(store, timeline, base, list(self._asked(paths, timeline, refused)), published)
        count = 0
        for document in reading.documents(self._reader(timeline, base)):
            reading.keep(document)
            count += 1
        changes = self._resolve(store, timeline, base, reading)
        if published:
            changes += self._dated(store, reading, published)
        problems = (*refused, *reading.problems, *reading.undated())
        if before is not None and not paths and not published:
            self._settle(before, reading)
        return Extracted(read=count, articles=len(reading.drafts), changes=changes, problems=problems)

    def _state(self) -> "State | None":
        from generator.project.settled import state

        try:
            return state(self.root)
        except ValueError:
            return None

    def _settle(self, before: "State", reading: "Reading") -> None:
        """Note that all is done, unless something is wrong or lies where the next run would not see it change."""
        from generator.project.settled import settle

        wrong = any(problem.severity is Severity.ERROR for problem in reading.problems)
        if not wrong and all(article.file.startswith(f"{SEEDS}/") for article in reading.drafts.values()):
            written, again = self._store.journal.written, tuple(reading.undated())
            settle(self.root, reading.engine, before, written, len(reading.drafts), again)

    def _resolve(self, store: "Store", timeline: "Timeline", base: "Base", reading: "Reading") -> Changes:
        from generator.resolve import Known, resolve

        resolution = resolve(reading, Known(events=timeline.events, actors=timeline.actors, base=base))
        return store.update(
            events={event.id: _held(event, base.events) for event in resolution.events},
            actors={actor.id: _held(actor, base.actors) for actor in resolution.actors},
            articles=reading.drafts,
            read=reading.read,
            engine=reading.engine,
            found_in=resolution.found_in,
        )

    def _reading(
        self, store: "Store", timeline: "Timeline", base: "Base", asked: list[Path], published: str = ""
    ) -> "Reading":
        from generator.project.reading import Reading

        engine = self._engine(timeline.briefing)
        return Reading(self.root, store, timeline, base, engine, asked, self.say, published)

    def _dated(self, store: "Store", reading: "Reading", published: str) -> Changes:
        """The day given on the command line is an editor's word: it goes into the record, where it stays."""
        asked = {path.relative_to(self.root).as_posix() for path in reading.asked}
        ids = [id_ for id_, article in reading.drafts.items() if article.file in asked]

        def date(revision: "Revision") -> None:
            for id_ in ids:
                revision.put("articles", revision.record("articles", id_), published=published)

        return store.reshape(date)

    def _asked(self, paths: Sequence[str], timeline: "Timeline", refused: list[Problem]) -> Iterator[Path]:
        """The files to look at: all of seeds/, or those named, copied there first where they lie elsewhere."""
        from generator import articles

        if not paths:
            yield from articles.find([self.root / SEEDS])
        for path in paths:
            if articles.is_address(path):
                yield self._saved_page(path, timeline)
            else:
                for file in articles.find([Path(path).resolve()]):
                    yield from [file] if file.is_relative_to(self.root) else self._adopted(file, refused)

    def _adopted(self, file: Path, refused: list[Problem]) -> Iterator[Path]:
        """The copy in seeds/. What cannot be read is not copied: every later run would complain of it again."""
        from generator import articles

        if file.is_file():
            try:
                articles.read(file, self.root)
            except DatelineError as error:
                refused += error.problems
                return
        yield articles.copied(file, self.root / SEEDS)

    def _saved_page(self, address: str, timeline: "Timeline") -> Path:
        for article in timeline.articles.values():
            if article.url == address and article.file:
                return self.root / article.file
        hint = f"save the page as HTML in {SEEDS}/ and run dateline extract"
        raise DatelineError(Problem(message=f"{address} is not fetched: dateline never uses the network", hint=hint))

    def _reader(self, timeline: "Timeline", base: "Base") -> "Reader":
        from generator.extract import Reader
        from generator.extract.lexicon import Lexicon

        # Only what a person wrote or changed teaches: what the machine wrote itself would confirm its own mistakes.
        taught = tuple(
            actor
            for id_, actor in timeline.actors.items()
            if actor != base.actors.get(id_) and actor.review is not Review.REJECTED
        )
        lexicon = Lexicon(language=timeline.briefing.language, additions=self._additions(), known=taught)
        return Reader(model=self._model(timeline.briefing), lexicon=lexicon)

    def _engine(self, briefing: "Briefing") -> str:
        from generator.project.engine import engine

        return engine(self._model(briefing), self._additions())

    def _model(self, briefing: "Briefing") -> str:
        """The language model: a folder of the project, the name of an installed pipeline, or "" for the bundled one."""
        named = briefing.extract.model
        folder = self.root / named
        return str(folder) if named and folder.is_dir() else named

    def _additions(self) -> Mapping[str, Mapping[str, Any]]:
        """The project's own word lists, which extend the packaged ones."""
        from generator.extract.lexicon import OWN_LISTS, additions

        file = self.root / OWN_LISTS
        return additions(file.read_text(encoding="utf-8")) if file.is_file() else {}

    # -- records -> site -> target -----

    def check(self) -> list[Problem]:
        """Every fault of every record."""
        return self._store.check()

    def report(self, problems: Sequence[Problem], form: str) -> str:
        """Problems for machines: `json`, or `sarif`, which code hosts show beside the changed lines."""
        from generator import __version__
        from generator.store.reports import as_json, as_sarif

        return as_json(problems) if form == "json" else as_sarif(problems, __version__)

    def pages(self, *, site: str = "", editing: str = "") -> "Synced":
        """Render every page of the briefing into docs/; `site` is its published address, for feeds."""
        from generator.pages import OWNED, Memory, render
        from generator.store.collecting import uncollected
        from generator.sync import sync

        with uncollected(keep=self._living):
            timeline = self._store.load(corrections=True)
            sources = self._store.sources(timeline)
            # What was being made when a disk was full may not be there: then all is made anew next time
            memory, self._memory = self._memory or Memory(living=self._living), None
            made = render(timeline, site=site, editing=editing, sources=sources, memory=memory)
            synced = sync(self.root / DOCS, made, OWNED)
            self._memory = memory if self._living else None
            return synced

    def build(self) -> Path:
        """Render and build the site; returns its front page."""
        from generator.build import address, build

        self.pages(site=address(self.root))
        self.say("building the site")
        return build(self.root) / "index.html"

    def serve(self, address: str) -> None:
        """Show the site while it is edited, until interrupted."""
        from generator.build import serve

        self._store.load()  # a briefing that cannot even be read is better told before a server starts
        serve(self.root, address)

    def deploy(self, *, force: bool = False) -> Iterator[str]:
        """Check, render, build, and publish to the briefing's target; yields what happens."""
        from generator.deploy import Publication, publish

        timeline = self._store.load()
        site = self.build().parent
        target = timeline.briefing.target
        yield from publish(Publication(site=site, target=target, root=self.root, force=force))

    # -- an editor's commands -----

    def waiting(self) -> "list[Waiting]":
        """What waits for an editor, most useful first; last the events that only await a first look."""
        return self._store.waiting(unseen=True)

    def take(self, path: str, field: str) -> Changes:
        """Settle a conflict: the field of `events/<id>` says what the articles say now."""
        kind, _, name = path.partition("/")
        return self._store.take(kind, name, field)

    def merge(self, kind: str, keep: str, absorbed: str) -> Changes:
        """Make one record of two; the id of the absorbed one still resolves."""
        return self._store.merge(f"{kind}s", keep, absorbed)

    def split(self, actor: str, aliases: Sequence[str], new: str = "") -> Changes:
        """Make an actor of its own from aliases of another."""
        from generator.model.ids import slug, unique

        taken = {id_.casefold() for id_ in self._store.load().actors}
        return self._store.split(actor, aliases, new or unique(slug(aliases[0]), taken))

    def rename(self, kind: str, old: str, new: str) -> Changes:
        """Give a record another id; the old one still resolves."""
        return self._store.rename(f"{kind}s", old, new)

    def judge(self, kind: str, name: str, verdict: str, note: str = "") -> Changes:
        """Approve or reject an event or actor, or open it again."""
        return self._store.judge(f"{kind}s", name, Review(verdict), note)

    def add_event(self, fields: Mapping[str, Any]) -> str:
        """Write an event by hand: the generator never touches it. Returns its id."""
        from generator.resolve import event_id

        timeline = self._store.load()
        taken = {id_.casefold() for id_ in timeline.events}
        event = _event(fields)
        id_ = event_id(event.date, event.title, taken)
        self._store.add(event.model_copy(update={"id": id_}))
        return id_

    # -- around the flow -----

    def status(self) -> Iterator[str]:
        """Where the briefing stands, each with the command that comes next."""
        from collections import Counter

        store = self._store
        timeline, base = store.load(), store.base()
        reading = self._reading(store, timeline, base, list(self._asked((), timeline, [])))
        reading.say = _silent
        unread = sum(1 for _ in reading.sources())
        yield (
            f"{timeline.briefing.title}: {counted(len(timeline.articles), 'article')}, "
            f"{counted(len(timeline.events), 'event')}, {counted(len(timeline.actors), 'actor')}"
        )
        yield f"{counted(unread, 'article')} to be read: dateline extract" if unread else "every article is read"
        yield from map(str, (*reading.problems, *reading.undated()))
        waiting = self.waiting()
        grounds = Counter(str(one.reasons[0].ground) for one in waiting if one.record)
        first = grounds.pop("first look", 0)
        told = ", ".join(f"{count} {ground}" for ground, count in grounds.most_common())
        if told:
            yield f"{counted(grounds.total(), 'record')} to look at ({told}): dateline review"
        if first:
            await_ = "awaits" if first == 1 else "await"
            yield f"{counted(first, 'event')} {await_} a first look, the least certain first: dateline review"
        yield from () if told or first else ("nothing waits",)
        for one in waiting:
            yield from (
                f"{one.where}:{reason.line}: {reason.text}"
                for reason in one.reasons
                if reason.field and "conflict" in reason.ground
            )
        yield self._site_state()
        yield f"target: {timeline.briefing.target}"

    def _site_state(self) -> str:
        front = self.root / SITE / "index.html"
        if not front.exists():
            return "the site is not built: dateline build"
        built = front.stat().st_mtime
        content = (path for path in (self.root / "content").rglob("*.yml"))
        newer = sum(path.stat().st_mtime > built for path in content)
        return (
            f"{counted(newer, 'record')} changed since the site was built: dateline build"
            if newer
            else f"the site is built: {front}"
        )

    @classmethod
    def create(
        cls, folder: Path, articles: Sequence[str], title: str = "", say: Say = _silent
    ) -> tuple["Project", Extracted]:
        """A new briefing with these articles read; nothing that exists is overwritten."""
        from generator import articles as sources
        from generator.scaffold import create

        files = list(sources.find(Path(name).resolve() for name in articles))
        missing = [Problem(message="there is no such file", where=str(file)) for file in files if not file.is_file()]
        if missing:
            raise DatelineError(missing)
        project = cls(create(folder, title), say)
        refused: list[Problem] = []
        for file in files:
            list(project._adopted(file, refused))
        extracted = project.extract()
        return project, replace(extracted, problems=(*refused, *extracted.problems))

    @cached_property
    def _store(self) -> "Store":
        from generator.store import Store

        return Store(self.root, self.say, living=self._living)


def _held(draft: Draft, written: Mapping[str, Draft]) -> Draft:
    """The record as written last where the draft says the same: then it need not be held twice."""
    before = written.get(draft.id)
    return before if before is not None and before == draft else draft


def _event(fields: Mapping[str, Any]) -> "Event":
    from pydantic import ValidationError

    from generator.model.records import Event
    from generator.store.faults import faults

    try:
        return Event.model_validate(fields)
    except ValidationError as error:
        raise DatelineError(problem for problem, _ in faults(error, Event)) from error
