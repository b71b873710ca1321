"""What an update did to `content/`, record by record, so that the command line can say it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A person and the generator changed the same field; the person's value was kept."""

    record: str
    field: str
    kept: str
    offered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Record paths such as `events/2012-05-25-houla` by what happened to them."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # no longer found by the generator, but a person touched them
    conflicts: tuple[Conflict, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.withdrawn)

    def __add__(self, other: "Changes") -> "Changes":
        return replace(
            self,
            created=self.created + other.created,
            updated=self.updated + other.updated,
            withdrawn=self.withdrawn + other.withdrawn,
            kept=self.kept + other.kept,
            conflicts=self.conflicts + other.conflicts,
        )


def total(changes: Iterable[Changes]) -> Changes:
    """Add up the changes of several steps."""
    return sum(changes, start=Changes())


def counted(count: int, noun: str) -> str:
    """ "1 record" or "2 records"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
