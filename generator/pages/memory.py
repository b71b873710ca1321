"""What was made last time and what was asked to make it, so that only that is made again whose answers changed.

Every page is a function of the answers that `Facts` gives. While one is made, its questions are noted; next time all
questions are asked again first, and what rests on another answer is forgotten. Nothing is guessed: a page cannot depend
on a fact without having asked for it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Generic, TypeVar

Given = TypeVar("Given")
Value = TypeVar("Value")
Question = tuple[Any, ...]
"""Name of what `Facts` is asked, and what it was asked with."""
Asking = Callable[[str], Callable[..., Any]]
"""Gives the question of a name."""
Reach = Callable[[Any, Any, str], Set[str] | None]
"""What a guard gave, what it gives, name of a guarded question -> last values with which that may be answered anew."""
Within = Callable[[str], Set[str] | None]
"""The same for one guard."""
Files = tuple[str | Set[str], str | bytes | Callable[[str], bytes]]
"""An address under docs/ and what the file holds; or of files that stand as they were all their addresses, and how to
make the one of an address should it be missing."""

_NONE = object()
_FEW = 9


@dataclass(slots=True)
class _Made(Generic[Value]):
    given: object
    asked: frozenset[Question]
    value: Value


class Memory:
    """Lives from one rendering to the next. One that is not `living` serves one rendering and notes nothing."""

    def __init__(self, *, living: bool = True) -> None:
        self.living = living
        self.watching = False  # whether something is being made whose questions count
        self._asked: set[Question] = set()
        self._setting: object = _NONE
        self._clear()
        self._most = 0

    def _clear(self) -> None:
        self._made: defaultdict[str, dict[Hashable, _Made[Any]]] = defaultdict(dict)  # by kind
        self._questions: dict[Question, Question] = {}  # each is held once, however often it was asked
        self._uses: defaultdict[Question, list[tuple[str, Hashable]]] = defaultdict(list)  # what was made of its answer
        self._held: dict[str, Mapping[str, Any]] = {}  # what can be looked up
        # Answers by the name of the question; those of guards; and those that they guard
        self._answers: defaultdict[str, dict[Question, Any]] = defaultdict(dict)
        self._guards: defaultdict[str, dict[Question, Any]] = defaultdict(dict)
        self._guarded: dict[Question, defaultdict[str, dict[Question, None]]] = {}
        self._guarded_answers: dict[Question, Any] = {}
        self._all: dict[
            str, tuple[Mapping[Any, Any], list[Any]]
        ] = {}  # by kind: what was given for each, what was made
        self._doubtful: defaultdict[str, dict[Any, None]] = defaultdict(dict)  # what may not be as it was then
        self._differences: list[tuple[Mapping[Any, Any], Mapping[Any, Any], list[Any]]] = []

    def begin(
        self, setting: object, held: Mapping[str, Mapping[str, object]], asking: Asking, reach: Reach | None = None
    ) -> None:
        """Ask everything again; in another `setting` (what all pages share) nothing of the old counts.

        What can be looked up is `held` in mappings that are compared as they are; nobody may change them afterwards.
        Where the answer to a guard is the same, so are those that it guards: they are not asked; nor are those out of
        the `reach` of its change.
        """
        if not self.living:
            return
        size = len(self._guarded) + sum(map(len, self._made.values()))
        self._most = self._most or 2 * size
        if setting != self._setting or size > self._most:  # what is gone is forgotten now and then, all at once
            self._clear()
            self._setting, self._most = setting, 0
        self._differences.clear()
        before, self._held = self._held, dict(held)
        looked_up = list(_differing(before, held))
        self._forget(looked_up)
        for name, answers in self._answers.items():
            self._forget(_changed(answers, answers, asking(name)))
        for name, key in looked_up:
            within = partial(reach, before.get(name, {}).get(key), held[name].get(key)) if reach else None
            self._ask_guarded((name, key), asking, within)
        for name, answers in self._guards.items():  # asked only now, for they rest on other answers
            for guard in _changed(answers, answers, asking(name)):
                self._ask_guarded(guard, asking)

    def _ask_guarded(self, guard: Question, asking: Asking, within: Within | None = None) -> None:
        for name, questions in self._guarded.get(guard, {}).items():
            reached = within(name) if within else None
            asked = questions if reached is None else [one for one in questions if one[-1] in reached]
            self._forget(_changed(self._guarded_answers, asked, asking(name)))

    def _forget(self, changed: Iterable[Question]) -> None:
        """Forget all that was made from answers which are others now."""
        for question in changed:
            for kind, key in self._uses.get(question, ()):
                self._made[kind][key].given = _NONE
                self._doubt(kind, key)

    def note_look(self, name: str, key: str) -> None:
        """Remember that what is being made looked something up."""
        question = name, key
        self._asked.add(self._questions.setdefault(question, question))

    def note(self, question: Question, answer: Any) -> None:
        """Remember what was asked by what is being made."""
        question = self._questions.setdefault(question, question)
        self._asked.add(question)
        self._answers[question[0]][question] = answer

    def note_guarded(self, question: Question, answer: Any, guards: Iterable[Question], asking: Asking) -> None:
        """Remember a question whose answer cannot change while those of its guards do not."""
        question = self._questions.setdefault(question, question)
        self._asked.add(question)
        self._guarded_answers[question] = answer
        for guard in guards:
            if guard not in self._guarded:
                if guard[0] not in self._held:
                    self._guards[guard[0]][guard] = asking(guard[0])(*guard[1:])
                self._guarded[guard] = defaultdict(dict)
            self._guarded[guard][question[0]][question] = None

    def kept(self, kind: str, key: Hashable, given: object, make: Callable[[], Value], *, told: bool = True) -> Value:
        """What `make` gives: made anew only if what is `given` or an answer to one of its questions changed.

        Whoever uses it depends on all that it depends on, unless it is not `told` but only answers derived questions.
        """
        made: _Made[Value] | None = self._made[kind].get(key)
        if made is None or (made.given is not given and made.given != given):
            made = self._make(kind, key, given, make)
        if told and self.watching:
            self._asked |= made.asked
        return made.value

    def each(
        self, kind: str, given: Mapping[str, Given], make: Callable[[Given], Value], *, told: bool = True
    ) -> list[Value]:
        """What `make` gives for each of many, in their order: `kept` in one go, the same list where nothing changed.

        Nobody may change what is given for all afterwards.
        """
        made, new = self._made[kind], self._new(kind, given)
        for key in new:
            self._make(kind, key, given[key], partial(make, given[key]))
        given_before, before = self._all.get(kind, ({}, []))
        values = before
        if new or given_before is not given:
            values = _patched(before, new, given_before, given, made) or [made[key].value for key in given]
        self._done(kind, given, before if values == before else values)
        if told and self.watching:
            self._asked.update(*(made[key].asked for key in given))
        return self._all[kind][1]

    def page(self, uri: str, given: object, make: Callable[[], str]) -> Files:
        """A page that is made anew only if what is given or what it asked changed."""
        if not self.living:
            return uri, make()
        made = self._made["page"].get(uri)
        if made is None or (made.given is not given and made.given != given):
            return uri, self._printed("page", uri, given, make)
        return {uri}, lambda _: _encoded(make())

    def pages(self, kind: str, given: Mapping[str, Given], make: Callable[[str, Given], str]) -> Iterator[Files]:
        """Many such pages, each made of its address and what is given for it: what is anew, then all others at once."""
        new = self._new(kind, given)
        for uri in new:
            page = partial(make, uri, given[uri])
            yield uri, self._printed(kind, uri, given[uri], page) if self.living else page()
        self._done(kind, given, [])
        if len(new) < len(given):
            yield given.keys() - new if new else given.keys(), lambda uri: _encoded(make(uri, given[uri]))

    def _new(self, kind: str, given: Mapping[Any, Any]) -> list[Any]:
        """The keys of what is to be made anew, of all that is given."""
        made, before = self._made[kind], self._all.get(kind)
        doubtful: Iterable[Any] = given
        if before:
            again = (key for key in self._doubtful.get(kind, ()) if key in given)
            doubtful = dict.fromkeys(chain(self._differing(before[0], given), again))
        return [
            key
            for key in doubtful
            if (held := made.get(key)) is None or (held.given is not (one := given[key]) and held.given != one)
        ]

    def _doubt(self, kind: str, key: Hashable) -> None:
        """Whoever makes all of this kind is to look at this one again."""
        if kind in self._all:
            self._doubtful[kind][key] = None

    def _done(self, kind: str, given: Mapping[Any, Any], values: list[Any]) -> None:
        self._all[kind] = given, values
        self._doubtful.pop(kind, None)

    def _differing(self, before: Mapping[Any, Any], now: Mapping[Any, Any]) -> list[Any]:
        """The keys under which another object stands now; many kinds are made of the same, so it is found out once."""
        if before is now:
            return []
        for old, new, found in self._differences:
            if old is before and new is now:
                return found
        found = [key for key, one in now.items() if before.get(key, _NONE) is not one]
        self._differences.append((before, now, found))
        return found

    def _printed(self, kind: str, uri: str, given: object, make: Callable[[], str]) -> str:
        made: _Made[Any] = self._make(kind, uri, given, make)
        content, made.value = str(made.value), None  # its file holds it
        return content

    def _make(self, kind: str, key: Hashable, given: object, make: Callable[[], Value]) -> _Made[Value]:
        outer, self._asked = self._asked, set()
        was_watching, self.watching = self.watching, self.living
        try:
            value = make()
            before = self._made[kind].get(key)
            made = self._made[kind][key] = _Made(given, frozenset(self._asked), value)
        finally:
            self._asked, self.watching = outer, was_watching
        self._doubt(kind, key)
        name = kind, key
        for question in made.asked - before.asked if before else made.asked:
            self._uses[question].append(name)
        return made


def _patched(
    values: list[Value],
    new: Sequence[Any],
    before: Mapping[Any, Any],
    now: Mapping[Any, Any],
    made: Mapping[Any, _Made[Value]],
) -> list[Value]:
    """The values with the few `new` ones in their places; none where places may be others, or are long to look for."""
    keys = list(now) if len(new) <= _FEW else []
    if len(keys) != len(now) or list(before) != keys:
        return []
    values = values.copy()
    for key in new:
        values[keys.index(key)] = made[key].value
    return values


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _differing(before: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]) -> Iterator[Question]:
    """The look-ups that give something else than before."""
    for name, found in now.items():
        old = before.get(name, {})
        if old is found:
            continue
        look = old.get
        yield from (
            (name, key) for key, value in found.items() if (was := look(key, _NONE)) is not value and was != value
        )
        yield from ((name, key) for key in old.keys() - found.keys())


def _changed(answers: dict[Question, Any], questions: Iterable[Question], ask: Callable[..., Any]) -> list[Question]:
    """Bring the answers to these questions up to date; those that have another one now."""
    now = [(question, answers[question], ask(*question[1:])) for question in questions]
    changed = {question: new for question, before, new in now if new is not before and new != before}
    answers.update(changed)
    return list(changed)
