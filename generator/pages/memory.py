"""What was made last time and what was asked to make it, so that only that is made again whose answers changed.

Every page is a function of the answers that `Facts` gives. While one is made, its questions are noted; next time all
questions are asked again first, and a page none of whose answers changed is left as it stands. Nothing is guessed: a
page cannot depend on a fact without having asked for it.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Question = tuple[Any, ...]
"""Name of a method of `Facts`, and what it was asked with."""

_NONE = object()


@dataclass(slots=True)
class _Made(Generic[Value]):
    inputs: tuple[object, ...]
    asked: frozenset[Question]
    value: Value
    round: int  # the last rendering in which it was looked at, and found to hold


class Memory:
    """Lives from one rendering to the next. One that is not `living` serves one rendering and notes nothing."""

    def __init__(self, *, living: bool = True) -> None:
        self.living = living
        self.watching = False  # whether something is being made whose questions count
        self._asked: set[Question] = set()
        self._setting: object = _NONE
        self._made: dict[Hashable, _Made[Any]] = {}
        self._answers: dict[str, dict[Question, Any]] = {}  # by the name of the question
        self._guarded: dict[Question, dict[Question, Any]] = {}  # by the question that guards them
        self._guards: dict[Question, Any] = {}
        self._changed: set[Question] = set()
        self._most = 0
        self._round = 0

    def begin(self, setting: object, asking: Callable[[str], Callable[..., Any]]) -> None:
        """Ask everything again; in another `setting` (what all pages share) nothing of the old counts.

        `asking` gives the question of a name. Where the answer to a guard is the same, so are those that it guards:
        they are not asked.
        """
        size = len(self._made) + len(self._guards)
        self._most = self._most or 2 * size
        if setting != self._setting or size > self._most:  # what is gone is forgotten now and then, all at once
            self._made, self._answers, self._guarded, self._guards = {}, {}, {}, {}
            self._setting, self._most = setting, 0
        self._changed, self._round = set(), self._round + 1
        for name, answers in self._answers.items():
            self._changed |= _changed(answers, {name: asking(name)})
        asks = {name: asking(name) for name in {guard[0] for guard in self._guards}}
        for guard in _changed(self._guards, asks):
            answers = self._guarded[guard]
            self._changed |= _changed(answers, {name: asking(name) for name in {question[0] for question in answers}})

    def note(self, question: Question, answer: Any) -> None:
        """Remember what was asked by what is being made."""
        self._asked.add(question)
        self._answers.setdefault(question[0], {})[question] = answer

    def note_guarded(self, question: Question, answer: Any, guard: Question, ask: Callable[..., Any]) -> None:
        """Remember a question whose answer cannot change while that of its guard does not."""
        self._asked.add(question)
        if guard not in self._guards:
            self._guards[guard], self._guarded[guard] = ask(*guard[1:]), {}
        self._guarded[guard][question] = answer

    def kept(
        self, name: Hashable, inputs: tuple[object, ...], make: Callable[[], Value], *, told: bool = True
    ) -> Value:
        """What `make` gives: made anew only if `inputs` or an answer to one of its questions changed.

        Whoever uses it depends on all that it depends on, unless it is not `told` but only answers derived questions.
        """
        made: _Made[Value] | None = self._made.get(name)
        if made is None or self._is_stale(made, inputs):
            value, asked = self._watched(make)
            made = self._made[name] = _Made(inputs, asked, value, self._round)
        if told and self.watching:
            self._asked |= made.asked
        return made.value

    def page(self, uri: str, inputs: tuple[object, ...], make: Callable[[], str]) -> str | Callable[[], bytes]:
        """A page's content; where nothing changed, how to make it, in case that its file is no longer there."""
        if not self.living:
            return make()
        made: _Made[None] | None = self._made.get(uri)
        if made is not None and not self._is_stale(made, inputs):
            return lambda: make().encode("utf-8", "replace")
        content, asked = self._watched(make)
        self._made[uri] = _Made(inputs, asked, None, self._round)
        return content

    def _is_stale(self, made: _Made[Any], inputs: tuple[object, ...]) -> bool:
        if made.inputs != inputs:
            return True
        if made.round != self._round and not self._changed.isdisjoint(made.asked):
            return True
        made.round = self._round
        return False

    def _watched(self, make: Callable[[], Value]) -> tuple[Value, frozenset[Question]]:
        outer, self._asked = self._asked, set()
        was_watching, self.watching = self.watching, self.living
        try:
            return make(), frozenset(self._asked)
        finally:
            self._asked, self.watching = outer, was_watching


def _changed(answers: dict[Question, Any], asks: Mapping[str, Callable[..., Any]]) -> set[Question]:
    """Bring the answers up to date; returns the questions that have another one now."""
    changed = set()
    for question, before in answers.items():
        now = asks[question[0]](*question[1:])
        if now is not before and now != before:
            changed.add(question)
            answers[question] = now
    return changed
