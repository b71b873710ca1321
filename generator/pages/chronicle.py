"""The events in order of time and by what they name, brought up to date from rendering to rendering."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import permutations
from typing import Generic, TypeVar

from generator.model.records import Event, EventActor
from generator.model.vocabulary import Role
from generator.pages.ordering import in_time, month_of, place_key, year_name

Keys = Callable[[Event], Iterable[str]]


class Index:
    """Which events name what: under each key those that do, oldest first."""

    def __init__(self, keys: Keys) -> None:
        self.found: dict[str, tuple[Event, ...]] = {}
        self._keys = keys
        self._positions: dict[str, dict[str, int]] = {}

    def update(self, gone: Mapping[str, Event], new: Sequence[Event]) -> None:
        """Take out the events that are `gone`, by id, and put in the `new` ones, which come in order of time."""
        left, arrived = self._by_key(gone.values()), self._by_key(new)
        touched = left.keys() | arrived.keys()
        self.found = dict(self.found) if touched else self.found  # what was looked up in stays as it was
        for key in touched:
            self._put(key, left.get(key, []), arrived.get(key, []))

    def _by_key(self, events: Iterable[Event]) -> Mapping[str, list[Event]]:
        found: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            for key in dict.fromkeys(self._keys(event)):
                found[key].append(event)
        return found

    def _put(self, key: str, left: list[Event], arrived: list[Event]) -> None:
        stay = list(self.found.get(key, ()))
        for event in left:  # looked for by halves: to look at each of thousands takes longer than all else
            del stay[bisect_left(stay, in_time(event), key=in_time)]
        for event in arrived if stay else ():
            insort(stay, event, key=in_time)
        self.found[key] = tuple(stay or arrived)
        if not self.found[key]:
            del self.found[key]
        if sorted(map(in_time, left)) != list(map(in_time, arrived)):
            self._positions.pop(key, None)

    def position(self, key: str, event: str) -> int:
        """Which one an event is of those under the key."""
        if key not in self._positions:
            self._positions[key] = {there.id: n for n, there in enumerate(self.found[key])}
        return self._positions[key][event]


What = TypeVar("What", bound=Hashable)


class Tally(Generic[What]):
    """How often something is the case of all events together: under each key what, and the number of its events."""

    def __init__(self, said: Callable[[Event], Iterable[tuple[str, What]]]) -> None:
        self.found: dict[str, Mapping[What, int]] = {}
        self._said = said

    def update(self, gone: Mapping[str, Event], new: Sequence[Event]) -> None:
        """Take off what the events say that are `gone`, add what the `new` ones say."""
        changes: defaultdict[str, Counter[What]] = defaultdict(Counter)
        for events, by in ((gone.values(), -1), (new, 1)):
            for event in events:
                for key, what in self._said(event):
                    changes[key][what] += by
        self.found = dict(self.found)  # what was looked up in stays as it was
        for key, change in changes.items():
            if any(change.values()):
                counts = Counter(self.found.get(key, {}))
                counts.update(change)
                self.found[key] = {what: n for what, n in counts.items() if n}
            if not self.found.get(key):
                self.found.pop(key, None)


class Chronicle:
    """Indexes of all shown events; an event that did not change is not looked at again."""

    def __init__(self) -> None:
        self._forget({})

    def _forget(self, called: Mapping[str, str]) -> None:
        self._called, self._shown = called, dict[str, Event]()
        self.all = Index(lambda event: ("",))
        self.by_year = Index(_years)
        self.by_type = Index(lambda event: (event.type.value,))
        self.by_place = Index(lambda event: (place_key(event.place),) if event.place and event.place.name else ())
        self.by_article = Index(lambda event: (evidence.article for evidence in event.evidence))
        self.by_actor = Index(lambda event: (called[part.actor] for part in event.actors if part.actor in called))
        self.by_speaker = Index(
            lambda event: (called[quote.speaker] for quote in event.quotes if quote.speaker in called)
        )
        self.claimed = Index(
            lambda event: (called[part.actor] for part in event.actors if part.actor in called and is_claim(part))
        )
        self.met = Tally(lambda event: permutations({called[p.actor] for p in event.actors if p.actor in called}, 2))
        self.done = Tally(
            lambda event: (
                (called[part.actor], (part.role, event.type)) for part in event.actors if part.actor in called
            )
        )

    def update(self, shown: dict[str, Event], called: Mapping[str, str]) -> None:
        """Bring all indexes up to date with the events that are `shown`; `called` = actors by each id of theirs."""
        if called != self._called:
            self._forget(called)
        before, self._shown = self._shown, {}  # should this be interrupted, all is made anew next time
        if not before:
            self._forget(called)
        gone = {id_: event for id_, event in before.items() if shown.get(id_) is not event}
        new = sorted((event for id_, event in shown.items() if before.get(id_) is not event), key=in_time)
        for index in vars(self).values() if gone or new else ():
            if isinstance(index, Index | Tally):
                index.update(gone, new)
        self._shown = shown


def is_claim(part: EventActor) -> bool:
    """Whether an actor does something only as somebody else says."""
    return bool(part.according_to) and part.role is not Role.MENTIONED


def _years(event: Event) -> Iterable[str]:
    month = month_of(event.when)
    return (year_name(month[0]) if month else "undated",)
