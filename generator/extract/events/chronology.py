"""The dates of an article's happenings in the order told: by their words, by each other, by how far the telling is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from generator.extract.events import undated, when
from generator.extract.events.candidate import Candidate, depth
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node
from generator.extract.events.when import Dating
from generator.model.dates import Date, ordinal
from generator.model.document import Timex
from generator.model.vocabulary import EventType, Status

_LEAD_SENTENCES = 1  # sentences after the first in which the perfect still tells the day's news
_THE_DAY_BEFORE = frozenset({"yesterday", "last night"})  # as a morning paper tells its news
_OPENING = 3  # sentences after the lead in which a story may name its day
_ONE_OCCASION = 7  # days before publication from which on a speaker's next saying belongs to the same occasion
_OF_LATE = 62  # days
_BACKGROUND = 21  # days before the day of the news that a paragraph may go on at when somebody speaks in it
_ANSWERS = frozenset({EventType.STATE, EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT, EventType.REQUEST})
Hanging = Mapping[int, Sequence[Timex]]


class Happening(Protocol):
    """What dating asks of the mentions of one happening."""

    members: list[Candidate]
    primary: Candidate
    dating: Dating


@dataclass(slots=True)
class _Telling:
    """How far a report has come, which dates what it tells without a date."""

    story: str = ""  # the day of the news; a saying dated by its words carries it on
    paragraph: int = -1
    told: str = ""  # date of the event told last in that paragraph
    sentence: int = -1  # of that event
    tellers: frozenset[str] = frozenset()  # who acts or speaks in it
    of_content: bool = False  # that event is what somebody says, so the date is not that of any saying
    said: dict[str, str] = field(default_factory=dict)  # the day of each speaker's last saying


def date(happenings: Sequence[Happening], reading: Reading, hanging: Hanging) -> None:
    """Dates that need other events' dates, then bounds from context; in text order."""
    dates = _counted(happenings, reading, hanging)
    published = reading.document.published[:10]
    telling = _Telling(story=_story_day(happenings, reading))
    for h in happenings:
        if h.dating.edtf:
            _go_on(telling, h, reading)
            continue
        h.dating = undated.from_context(_context(h, dates, reading, hanging, telling), published)
        if h.dating.ground == undated.SAME_SPEAKER:
            _go_on_speaking(telling, h)


def _counted(happenings: Sequence[Happening], reading: Reading, hanging: Hanging) -> dict[int, Dating]:
    """Closes what the words leave open and counts from one event to another; the dates by the index of a word."""
    published = reading.document.published[:10]
    dates: dict[int, Dating] = {}
    for h in happenings:
        _note(h, dates)
    for h in happenings:
        h.dating = undated.closed(h.dating, h.primary.reality.status, published)
        status = h.primary.reality.status
        if undated.comes_later(h.dating, status, published) or undated.came_before(h.dating, status, published):
            h.dating = Dating()
        if h.dating.rank > when.CLAUSE:
            counted = (
                undated.offset_from_day(m.trigger, reading)
                or undated.offset_date(m.trigger, reading, hanging, dates)
                or undated.offset_below(m.trigger, reading, hanging, dates)
                or undated.hours_apart(m.trigger, reading, dates)
                for m in h.members
            )
            h.dating = next((d for d in counted if d is not None), h.dating)
            _note(h, dates)
    return dates


def _go_on(telling: _Telling, h: Happening, reading: Reading) -> None:
    """What a date by words makes of the dates that follow."""
    if h.dating.rank > when.CLAUSE or not _dated_where_told(h):
        return
    if _told(h, reading):
        telling.paragraph, telling.told = reading.sentences[h.primary.sentence].paragraph, h.dating.edtf
        telling.tellers, telling.sentence = h.primary.acting, h.primary.sentence
        telling.of_content = _is_content(h.primary.trigger.node)
    day, published = when.last_day(h.dating.edtf), reading.document.published[:10]
    if not day or day > published or not _is_saying(h, reading):
        return
    _go_on_speaking(telling, h)
    if telling.story and day > telling.story:
        telling.story = day


def _is_content(node: Node) -> bool:
    """Whether a clause, or the one it is coordinated with, is what somebody says."""
    while node.dep == "conj" and node.head is not None:
        node = node.head
    return node.dep == "ccomp"


def _dated_where_told(h: Happening) -> bool:
    """Whether the date is of the telling mention, or of another in its sentence ("died when a bus fell on Monday")."""
    return any(m.dating is h.dating for m in h.members if m.sentence == h.primary.sentence)


def _go_on_speaking(telling: _Telling, h: Happening) -> None:
    telling.said.update(dict.fromkeys(h.primary.acting, h.dating.edtf))


def _is_saying(h: Happening, reading: Reading) -> bool:
    """Whether somebody said something, once, in the plain past."""
    node = h.primary.trigger.node
    return (
        h.primary.reality.status is Status.ACTUAL
        and node.lemma in reading.words.grammar.reports
        and (h.primary.speech or h.primary.type is not EventType.OTHER)  # "divers found a body" reports nothing
        and not node.perfect
        and not node.present
        and depth(node) == 0
    )


def _same_speaker(h: Happening, telling: _Telling, reading: Reading) -> str:
    """The day of the last saying by who speaks here: reports tell what one person said on one occasion."""
    published = reading.document.published[:10]
    if not published or not _is_saying(h, reading):
        return ""
    days = {telling.said.get(actor, "") for actor in h.primary.acting}
    day = days.pop() if len(days) == 1 else ""
    return day if _is_of_late(day, published, _ONE_OCCASION) else ""


def _habitual(one: Candidate, reading: Reading) -> bool:
    habitual = reading.words.grammar.habitual
    return bool(one.iterations) or any(k.dep == "advmod" and k.lower in habitual for k in one.trigger.node.kids)


def _told(h: Happening, reading: Reading) -> bool:
    """Whether an event carries the story on: a main clause, or what a source says in one, in the plain past."""
    node, published = h.primary.trigger.node, reading.document.published[:10]
    main = depth(node) == 0
    if node.perfect or not (main or (node.dep == "ccomp" and depth(node) == 1)):
        return False
    return undated.carries_on(h.dating, h.primary.reality.status, main=main, published=published)


def _story_day(happenings: Sequence[Happening], reading: Reading) -> str:
    """The day of the news: the last that the lead names, else yesterday where a sentence soon after names that.

    "" where there is none.
    """
    published, story, sentence = reading.document.published[:10], "", -1
    for h in happenings:
        if h.primary.sentence > reading.lead + _OPENING or (story and h.primary.sentence > sentence):
            break
        dating = h.primary.dating if h.primary.dating.rank <= when.SENTENCE else h.dating
        day = _news(h, dating)
        if day and (_leads(h, reading, dating) if not story else story < day <= published):
            story, sentence = day, h.primary.sentence  # "crashed on Sunday, and who reached it on Monday found nobody"
    return story


def _news(h: Happening, dating: Dating) -> str:
    """The exact day that words give what happened; "" for none."""
    exact = h.dating.rank <= when.SENTENCE and "/" not in h.dating.edtf and h.primary.reality.status is Status.ACTUAL
    return when.last_day(dating.edtf) if exact else ""


def _leads(h: Happening, reading: Reading, dating: Dating) -> bool:
    """Whether a main clause of the lead tells it, or one that speaks of yesterday."""
    main = h.primary.depth == 0 or _tells_when(h)
    return main and (h.primary.sentence <= reading.lead or dating.text.lower() in _THE_DAY_BEFORE)


def _tells_when(h: Happening) -> bool:
    """Whether the lead tells it to say when its main clause was ("38 died when a train hit another on Wednesday")."""
    return h.primary.depth == 1 and h.primary.trigger.node.dep == "advcl"


def _carried(h: Happening, telling: _Telling, reading: Reading) -> str:
    """The date of the event told before it in its paragraph, if this one may go on at it.

    An answer to what somebody told is younger than that; a stand on what was done in some week or month of late is
    of the day of the news, whereas a mere remark belongs to the occasion.
    """
    if telling.paragraph != reading.sentences[h.primary.sentence].paragraph:
        return ""
    if _then(h.primary.trigger.node):
        return telling.told
    news = telling.story or reading.document.published[:10]
    answers = h.primary.depth == 0 and (h.primary.type in _ANSWERS or _is_saying(h, reading))
    remark = _is_saying(h, reading) and h.primary.type in (EventType.STATE, EventType.REJECT)
    if news and remark and not _is_of_late(telling.told, news, _BACKGROUND):
        return ""  # what was long ago is background: who comments on it speaks now
    others = h.primary.acting and telling.tellers and not h.primary.acting & telling.tellers
    if answers and others and h.primary.sentence != telling.sentence:
        return ""  # somebody else speaks up
    stand = h.primary.type in _ANSWERS and h.primary.type is not EventType.STATE
    looked_back = stand and _is_late_stretch(telling.told, reading.document.published[:10])
    return "" if answers and (telling.of_content or looked_back) else telling.told


def _then(verb: Node) -> bool:
    """Whether a verb goes on from what was told before ("The ministry then called the move a blow")."""
    return any(k.lower == "then" and k.dep == "advmod" and k.index < verb.index for k in verb.kids)


def _is_late_stretch(edtf: str, published: str) -> bool:
    """Whether a date is a week or a month, no day, not long before publication."""
    return not when.last_day(edtf) and _is_of_late(edtf, published, _OF_LATE)


def _is_of_late(edtf: str, published: str, days: int) -> bool:
    """Whether a date ends at most so many days before publication, which may be no exact day, or long before Christ."""
    if not edtf or not when.DAY.fullmatch(published):
        return False
    end, now = Date.parse(edtf).last, Date.parse(published).last
    return end is not None and now is not None and ordinal(now) - ordinal(end) <= days


def _context(
    h: Happening, dates: Mapping[int, Dating], reading: Reading, hanging: Hanging, telling: _Telling
) -> undated.Context:
    node = h.primary.trigger.node
    return undated.Context(
        status=h.primary.reality.status, perfect=node.perfect, habitual=_habitual(h.primary, reading),
        lead=h.primary.sentence <= reading.lead + _LEAD_SENTENCES and depth(node) <= 1,
        counted=undated.counts_from_unknown(h.primary.trigger, hanging, dates),
        before=undated.told_after(h.primary.trigger, dates, reading.document.published[:10]),
        speaker=_same_speaker(h, telling, reading),
        cause=_known(h, dates, reading) if h.primary.speech else "",
        paragraph=_carried(h, telling, reading), story=telling.story,
    )  # fmt: skip


def _note(h: Happening, dates: dict[int, Dating]) -> None:
    if h.dating.edtf:
        for m in h.members:
            dates[m.trigger.node.index] = dates[m.trigger.core.index] = h.dating


def _known(h: Happening, dates: Mapping[int, Dating], reading: Reading) -> str:
    """The latest exact day among the late events that a statement's sentence speaks of, not of who speaks."""
    published, node = reading.document.published[:10], h.primary.trigger.node
    spoken = [n for kid in node.kids if kid.dep != "nsubj" for n in kid.below(120)]
    days = [when.last_day(dates[n.index].edtf) for n in (node, *spoken) if n.index in dates]
    return max((d for d in days if d and d <= published and _is_of_late(d, published, _OF_LATE)), default="")
