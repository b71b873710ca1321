"""The store of one project: what the flow calls."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from generator.model.changes import Changes
from generator.model.document import Document
from generator.model.errors import DatelineError, Problem, Severity
from generator.model.records import Actor, Article, Briefing, Event
from generator.model.review import Corrected, Waiting
from generator.model.timeline import Base, Timeline
from generator.model.vocabulary import Review
from generator.store import reshape
from generator.store.base import (
    BASE,
    Bases,
    OnDemand,
    document_marks,
    documents,
    read_bases,
    read_document,
    texts_of,
    write_document,
)
from generator.store.check import check
from generator.store.collecting import uncollected
from generator.store.corrections import candidates, read_history
from generator.store.corrections import corrections as derived_corrections
from generator.store.dangling import dangling
from generator.store.faults import line_of
from generator.store.folder import BRIEFING, CONTENT, KINDS, Records, read_all, read_record, read_text
from generator.store.journal import Group, Journal, Replacement, Say
from generator.store.references import merged_ids, united
from generator.store.reshape import Revision
from generator.store.review import waiting
from generator.store.schemas import schemas
from generator.store.shelf import Shelf
from generator.store.update import Extraction, plan_update, renames


class Store:
    """Records under `root/content`. `say` is told what takes time; `patience` = seconds to wait for another run.

    One that is `living` also keeps what it worked out, for the next time that it is asked.
    """

    def __init__(self, root: Path, say: Say | None = None, patience: float = 60, *, living: bool = False) -> None:
        self.root = root
        self.journal = Journal(root / BASE, say, patience)
        self._shelf = Shelf(living=living)

    def load(self, *, corrections: bool = False) -> Timeline:
        """Every record, merged ids followed; DatelineError carries every fault of every file.

        `corrections` adds what people corrected, derived from base and git: for pages, not for each look.
        Rejected records are included (their `review` says so): they are known, but not to be shown.
        """
        records, aliases = self._sound()
        corrected = self._corrections(records) if corrections else ()
        records = united(records, aliases, self._shelf)
        read = documents(self.root)
        return Timeline(
            briefing=records.briefing,
            corrections=corrected,
            texts=texts_of(read),
            documents=read,
            marks={**records.marks, **document_marks(self.root)},
            events=records.events,
            actors=records.actors,
            articles=records.articles,
        )

    def sources(self, timeline: Timeline) -> Mapping[str, str]:
        """The YAML of its events and actors as it stands, by path, read when it is asked for."""
        names = frozenset(path for path in timeline.marks if path.startswith(("events/", "actors/")))
        return OnDemand(names, lambda path: read_text(self.root, f"{CONTENT}/{path}.yml", []), keep=1)

    def _read(self) -> tuple[Records, list[Problem]]:
        return read_all(self.root, self._shelf)

    def briefing(self) -> Briefing | None:
        """The settings of the whole briefing; None where they cannot be read."""
        return read_record(self.root, BRIEFING, Briefing, [])

    def records(self) -> Records:
        """The records as typed, or DatelineError with every fault, dangling references included."""
        return self._sound()[0]

    def _sound(self) -> tuple[Records, Mapping[str, str]]:
        """Records without an error, and the ids that were merged, or renamed by a person since the last run."""
        self.settle()
        with uncollected():
            records, problems = self._read()
            aliases = self._shelf.kept("merged", (records.events, records.actors), lambda: merged_ids(records))
            broken = dangling(self.root, records, aliases, self._shelf)
        if broken and not problems and (self.root / BASE).exists():
            aliases = merged_ids(records, renames(records, self._bases()))
            broken = dangling(self.root, records, aliases, self._shelf)
        errors = [problem for problem in (*problems, *broken) if problem.severity is Severity.ERROR]
        if errors:
            raise DatelineError(sorted(errors, key=lambda fault: (fault.where, fault.line, fault.column)))
        return records, aliases

    def base(self) -> Base:
        """What the generator wrote last, under the ids that the files have now."""
        self.settle()
        records, bases = self._read()[0], self._bases()
        moved = renames(records, bases)
        held: dict[str, dict[str, object]] = {kind: {} for kind in KINDS}
        named = {
            moved.get(f"actors/{name}", f"actors/{name}")[7:]: base.articles for name, base in bases["actors"].items()
        }
        for kind, shape in KINDS.items():
            for name, base in bases[kind].items():
                now = moved.get(f"{kind}/{name}", f"{kind}/{name}").partition("/")[2]
                written, mine = shape.model_validate({"id": now, **base.fields}), records.of(kind).get(now)
                held[kind][now] = mine if written == mine else written  # most are as they were written: held once
        deleted = {f"{kind}/{name}" for kind in KINDS for name in held[kind] if name not in records.of(kind)}
        aliases = merged_ids(records, moved)
        gone = frozenset(deleted - aliases.keys())
        return Base(found_in=named, deleted=gone, aliases=aliases, **held)  # type: ignore[arg-type]

    def document(self, article: str, sha256: str, engine: str) -> Document | None:
        """What this engine marked in this very text when it was read before; None = to be read."""
        return read_document(self.root, article, sha256, engine)

    def remember(self, document: Document, *, sha256: str, engine: str) -> bool:
        """Keep what was marked in one article at once, so that an interrupted run need not read it again."""
        return write_document(self.root, document, sha256, engine)

    def update(
        self,
        *,
        events: Mapping[str, Event],
        actors: Mapping[str, Actor],
        articles: Mapping[str, Article],
        documents: Iterable[Document] = (),
        read: Collection[str] = (),
        engine: str = "",
        found_in: Mapping[str, Collection[str]] | None = None,
    ) -> Changes:
        """Merge a new extraction into the files, three ways; drafts are keyed by the ids that `resolve` gave them.

        `read` names every article whose marks the drafts come from, freshly read or remembered: only about these does
        silence count. `found_in` gives the articles that name an actor, else its events tell. `documents` (those
        freshly read) are kept for the next run; each needs its article in `articles`.
        """
        for document in documents:
            self.remember(document, sha256=articles[document.id].sha256, engine=engine)
        drafts = {"events": events, "actors": actors, "articles": articles}
        theirs = Extraction(drafts=drafts, read=frozenset(read), found_in=found_in or _found_in(events))
        with self.journal.held():
            self._follow_renames()
            records, bases = self.records(), self._bases()
            plan = plan_update(self.root, records, bases, merged_ids(records), theirs)
            self.journal.replace([*plan.groups, *self._schema_groups()])
        return plan.changes

    def check(self) -> list[Problem]:
        """Every problem of every file, errors and warnings, in the order of files and lines."""
        self.settle()
        return check(self.root)

    def waiting(self, *, unseen: bool = False) -> list[Waiting]:
        """What waits for an editor, most useful first, each with its file and line; `unseen`: for a first look too."""
        held, read = (self.records(), self._bases()), documents(self.root)
        return waiting(*held, read, lambda *of: line_of(self.root, *of), unseen=unseen)

    def corrections(self) -> list[Corrected]:
        """What people corrected, newest first; the git history of the project, if it has one, says when and why."""
        return list(self._corrections(self.records()))

    def _corrections(self, records: Records) -> tuple[Corrected, ...]:
        bases = self._bases()
        touched = candidates(records, bases, self._shelf)
        history = read_history(self.root, touched, self._shelf)
        return tuple(derived_corrections(records, bases, history, touched, self._shelf))

    def take(self, kind: str, name: str, field: str) -> Changes:
        """Settle a conflict for the new reading: the field says what the generator offered."""
        return self.reshape(lambda revision: reshape.take(revision, kind, name, field))

    def reshape(self, *steps: Callable[[Revision], None]) -> Changes:
        """Carry out steps of `generator.store.reshape` as one change: all files or none."""
        with self.journal.held():
            revision = Revision(root=self.root, records=self.records(), bases=self._bases())
            for step in steps:
                step(revision)
            self._replace_together(revision.group())
        return revision.changes()

    def merge(self, kind: str, keep: str, absorb: str) -> Changes:
        """Make `absorb` a part of `keep`; its id still resolves. `kind` is `events` or `actors`."""
        return self.reshape(lambda revision: reshape.merge(revision, kind, keep, absorb))

    def split(self, actor: str, aliases: Iterable[str], new: str) -> Changes:
        """Make aliases of an actor another actor with the id `new`."""
        return self.reshape(lambda revision: reshape.split(revision, actor, tuple(aliases), new))

    def rename(self, kind: str, old: str, new: str) -> Changes:
        """Give a record another id; the old one still resolves."""
        return self.reshape(lambda revision: reshape.rename(revision, kind, old, new))

    def judge(self, kind: str, name: str, verdict: Review, note: str = "") -> Changes:
        """Approve, reject or reopen an event or actor, with a remark if one is given."""
        return self.reshape(lambda revision: reshape.judge(revision, kind, name, verdict, note))

    def add(self, record: Event | Actor) -> Changes:
        """Write a record of a person's own under its `id`; no later extraction touches it."""
        return self.reshape(lambda revision: reshape.add(revision, record))

    def _follow_renames(self) -> None:
        """Files that a person renamed keep their identity: base, references and marks follow."""
        records, problems = self._read()
        bases = self._bases() if not any(p.severity is Severity.ERROR for p in problems) else {}
        for old, new in renames(records, bases).items() if bases else ():
            revision = Revision(root=self.root, records=records, bases=bases)
            kind, _, name = old.partition("/")
            reshape.moved_to(revision, kind, name, revision.record(kind, new.partition("/")[2]))
            self._replace_together(revision.group())
            records, bases = self._read()[0], self._bases()

    def _replace_together(self, group: Group) -> None:
        for path in self.journal.replace([group]):
            where = path.relative_to(self.root).as_posix()
            raise DatelineError(
                Problem(message="was saved meanwhile; nothing was changed", where=where, hint="run it again")
            )

    def settle(self) -> None:
        """Finish a change that was interrupted; wait for a run that is in the middle of one."""
        if self.journal.pending:
            with self.journal.held():
                pass

    def _bases(self) -> Bases:
        problems: list[Problem] = []
        bases = read_bases(self.root, problems, self._shelf)
        if problems:
            raise DatelineError(problems)
        return bases

    def _schema_groups(self) -> list[list[Replacement]]:
        groups = []
        for address, text in schemas().items():
            path = self.root / address
            old = path.read_bytes() if path.exists() else None
            groups.append([Replacement(path=path, old=old, new=text.encode("utf-8"))])
        return groups


def _found_in(events: Mapping[str, Event]) -> dict[str, set[str]]:
    """Actor id -> articles whose events name it."""
    found: dict[str, set[str]] = {}
    for event in events.values():
        articles = {evidence.article for evidence in event.evidence}
        for part in event.actors:
            found.setdefault(part.actor, set()).update(articles)
    return found
