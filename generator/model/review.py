"""What waits for an editor, and what an editor corrected."""

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why something waits, most useful first."""

    CONFLICT = "conflict"  # edited by a person, and read differently since
    DUPLICATE = "duplicate"  # may be the same as another record
    DISPUTED = "disputed"  # accounts differ
    UNDATED = "undated"
    LOW_CONFIDENCE = "low confidence"
    UNSEEN = "first look"  # nobody has approved or rejected it yet, and nothing speaks against it
    UNLISTED = "unlisted"  # marked in an article, but not sure enough for a record


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground, in words, with the line to open."""

    ground: Ground
    text: str
    line: int = 1
    field: str = ""  # of a conflict
    other: str = ""  # record path of a possible duplicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record that waits for an editor (or a sentence of an article that has no record yet)."""

    record: str  # path such as `events/2012-05-25-houla`, "" for an unlisted mention
    title: str
    where: str  # file, relative to the project
    reasons: tuple[Reason, ...]
    weight: float  # the more, the sooner

    @property
    def line(self) -> int:
        """The line of its first reason."""
        return self.reasons[0].line


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One correction that readers may see; `before` and `after` are words, "" = nothing stood or stands there."""

    record: str
    field: str = ""  # "" = the record as a whole
    before: str = ""
    after: str = ""
    when: str = ""  # ISO date, "" = unknown or not yet committed
    why: str = ""
    silent: bool = False
