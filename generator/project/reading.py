"""One run over the articles: which are known, which must be read, and all their documents when that is done."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from generator import articles
from generator.model.document import Document
from generator.model.errors import DatelineError, Problem, Severity
from generator.model.records import Article
from generator.model.source import Source
from generator.model.timeline import Base, Timeline
from generator.store import Store

if TYPE_CHECKING:
    from generator.extract import Reader

Say = Callable[[str], None]
_BATCH = 16  # articles that the reader is given at once


@dataclass(slots=True)
class Reading:
    """Articles of one run. An article is known by its file and its digest; its id is given once."""

    root: Path
    store: Store
    timeline: Timeline
    base: Base
    engine: str
    asked: Sequence[Path]  # files to be looked at; what else is known is taken as it was read last
    say: Say
    published: str = ""  # the day given on the command line for the files asked for
    drafts: dict[str, Article] = field(default_factory=dict)  # what the files say of themselves, by id
    used: dict[str, Article] = field(default_factory=dict)  # the same as people corrected it: what is read with
    problems: list[Problem] = field(default_factory=list)
    read: set[str] = field(default_factory=set)  # articles whose documents were gone through
    _by_file: dict[str, Article] = field(init=False)
    _by_digest: dict[str, Article] = field(init=False)

    def __post_init__(self) -> None:
        records = self.timeline.articles.values()
        self._by_file = {article.file: article for article in records if article.file}
        left = (article for article in self._by_file.values() if not (self.root / article.file).exists())
        self._by_digest = {article.sha256: article for article in left if article.sha256}

    def sources(self) -> Iterator[Source]:
        """What must be read, one after the other; what was read before is only noted."""
        asked = frozenset(self.asked)
        files = sorted(asked.union(self._known_files()))
        for number, path in enumerate(files, 1):
            try:
                source = self._unread(path, path in asked)
            except DatelineError as error:
                self.problems += error.problems
                continue
            if source is not None:
                self.say(f"reading {source.article.file} ({number} of {len(files)})")
                yield source

    def documents(self, reader: "Reader") -> Iterator[Document]:
        """Read what must be read. An article that breaks the reader is named, and the rest goes on."""
        sources = self.sources()
        while batch := list(islice(sources, _BATCH)):
            done = 0
            try:
                for document in reader.read_many(batch):
                    done += 1
                    yield document
            except DatelineError:
                raise
            except Exception:
                for source in batch[done:]:
                    yield from self._alone(reader, source)

    def _alone(self, reader: "Reader", source: Source) -> Iterator[Document]:
        try:
            yield from reader.read_many([source])
        except Exception as error:
            message = f"could not be read ({type(error).__name__}: {error})"
            hint = "please report this article: it shows a fault of dateline"
            self.problems.append(Problem(message=message, where=source.article.file, hint=hint))

    def keep(self, document: Document) -> None:
        """Write the marks down at once: an interrupted run goes on where it stopped."""
        from generator.extract.timex.publication import contradictions

        article = self.drafts[document.id]
        self.store.remember(document, sha256=article.sha256, engine=self.engine)
        doubts = (*document.warnings, *contradictions(document))
        self.problems += (Problem(message=text, where=article.file, severity=Severity.WARNING) for text in doubts)

    def __iter__(self) -> Iterator[Document]:
        """Every document in order of publication, read from disk each time, so that only one is held."""
        for article in sorted(self.drafts, key=lambda id_: (self.used[id_].published or "9999", id_)):
            document = self.store.document(article, self.drafts[article].sha256, self.engine)
            if document is not None:
                self.read.add(article)
                yield document

    def undated(self) -> Iterator[Problem]:
        """A warning for each article without a day of publication, with the command that mends it."""
        yield from (undated(article) for article in self.used.values() if not article.published)

    def _known_files(self) -> Iterator[Path]:
        return (file for file in map(self.root.joinpath, self._by_file) if file.is_file())

    def _unread(self, path: Path, asked: bool) -> Source | None:
        sha256 = articles.digest(path, self.root)
        where = path.relative_to(self.root).as_posix()
        # A file that was moved is known by its bytes.
        ours = self._by_file.get(where) or self._by_digest.get(sha256)
        if ours is not None:
            draft = self.base.articles.get(ours.id, ours).model_copy(update={"file": where, "sha256": sha256})
            used = self._used(draft, ours)
            if not asked or self._is_read(used):
                self._note(draft, used)
                return None
        source = articles.read(path, self.root)
        draft = self._draft(source, ours)
        used = self._used(draft, ours)
        self._note(draft, used)
        # An interrupted run may have left the document of an article that has no record yet.
        return None if self._is_read(used) else replace(source, article=used)

    def _note(self, draft: Article, used: Article) -> None:
        self.drafts[draft.id], self.used[draft.id] = draft, used

    def _is_read(self, used: Article) -> bool:
        """Whether this engine read this text with this title and this day of publication."""
        document = self.store.document(used.id, used.sha256, self.engine)
        if document is None:
            return False
        return document.title == used.title and (document.published == used.published or not used.published)

    def _draft(self, source: Source, ours: Article | None) -> Article:
        article = source.article.model_copy(update={"published": published(source)})
        if ours is not None:
            return article.model_copy(update={"id": ours.id})
        taken = {id_.casefold() for id_ in (*self.timeline.articles, *self.base.articles, *self.drafts)}
        day = self.published or article.published
        named = articles.identified(article.model_copy(update={"published": day}), taken)
        return article.model_copy(update={"id": named.id})

    def _used(self, draft: Article, ours: Article | None) -> Article:
        """The draft under the words of an editor; a day of publication that an editor took out stays out."""
        said = {"title": ours.title, "published": ours.published} if ours else {}
        base = self.base.articles.get(draft.id)
        if not said.get("published") and not (base and base.published):
            said.pop("published", None)
        if self.published:
            said["published"] = self.published
        return draft.model_copy(update=said)


def published(source: Source) -> str:
    """The day of publication: front matter or page metadata, dateline, file name, address, in that order."""
    from generator.extract.timex.publication import date_in_name, dateline_date

    article = source.article
    if article.published:
        return article.published
    found = dateline_date(source.text) or date_in_name(Path(article.file).name) or date_in_name(article.url)
    return str(found or "")


def undated(article: Article) -> Problem:
    """The warning for an article without a day of publication."""
    return Problem(
        message="no publication date found: words such as “Friday” or “last month” stay without a date",
        where=article.file,
        hint=f"dateline extract --published YYYY-MM-DD {article.file}",
        severity=Severity.WARNING,
        rule="undated-article",
    )
