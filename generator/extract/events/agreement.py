"""Whether two mentions can be one happening: nothing told of either contradicts the other."""

from collections.abc import Sequence

from generator.extract.events.candidate import Candidate
from generator.extract.events.reading import Reading
from generator.extract.events.when import CLAUSE
from generator.model.vocabulary import Status

_COMPARED = 12  # mentions of a set that are compared with those of another


class Groups:
    """Disjoint sets of candidates, each kept under its first member."""

    def __init__(self, found: Sequence[Candidate], reading: Reading) -> None:
        self.found, self.reading = found, reading
        self._parent = list(range(len(found)))
        self._members = {index: [index] for index in range(len(found))}

    def root(self, index: int) -> int:
        """The member that stands for the set."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Make two sets one; the earlier member stands for it."""
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._parent[high] = low
            self._members[low] += self._members.pop(high)

    def agree(self, one: int, other: int) -> bool:
        """Whether nothing told in one set contradicts the other: day and place of every mention."""
        mine, theirs = self._members[self.root(one)][:_COMPARED], self._members[self.root(other)][:_COMPARED]
        return all(_compatible_facts(self.found[i], self.found[j], self.reading) for i in mine for j in theirs)

    def members(self) -> list[list[int]]:
        """All sets, members in text order."""
        return [sorted(found) for _, found in sorted(self._members.items())]


def different_dates(one: Candidate, other: Candidate) -> bool:
    """Whether the words of both name a date, and not the same."""
    firm = one.dating.rank <= CLAUSE and other.dating.rank <= CLAUSE
    return (
        firm
        and bool(one.dating.edtf)
        and bool(other.dating.edtf)
        and not _compatible(one.dating.edtf, other.dating.edtf)
    )


def different_counts(one: Candidate, other: Candidate) -> bool:
    """Whether both count the same thing, and not alike: "a quake killed 10 and a storm killed three" are two."""
    mine, theirs = {f.what: f.text for f in one.figures}, {f.what: f.text for f in other.figures}
    return any(mine[what] != theirs[what] for what in mine.keys() & theirs.keys())


def _compatible(one: str, other: str) -> bool:
    one, other = one.rstrip("~?%"), other.rstrip("~?%")
    if "/" in one or "/" in other:
        return True
    return one.startswith(other) or other.startswith(one)


def _compatible_facts(one: Candidate, other: Candidate, reading: Reading) -> bool:
    """Neither another day nor another place; a country holds every place in it."""
    if different_dates(one, other):
        return False
    here, there = one.place, other.place
    if here is None or there is None or here.name in there.name or there.name in here.name:
        return True
    wide = here.name in reading.countries or there.name in reading.countries
    return wide and here.country == there.country


def compatible_actors(one: Candidate, other: Candidate) -> bool:
    """No contradiction: what the noun names itself must be among what the earlier mention names, if it names any."""
    mine, theirs = one.acting | one.targets, other.acting | other.targets
    return not mine or not theirs or bool(mine & theirs)


def opposed(one: Status, other: Status) -> bool:
    """Whether two statuses differ by more than that one is done and the other still goes on."""
    told = {Status.ACTUAL, Status.ONGOING}
    return one is not other and not (one in told and other in told)
