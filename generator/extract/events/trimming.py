"""Makes a clause shorter by one whole phrase, never by a word that the rest leans on."""

from collections.abc import Collection

from generator.extract.events.bonds import completes, left_bare, may_go, needed
from generator.extract.events.reading import Reading
from generator.extract.events.syntax import Node

_TRIMMED = frozenset({"obl", "nmod", "advcl", "acl", "advmod", "ccomp", "conj", "appos", "xcomp"})
_IN_SUBJECT = frozenset({"obl", "nmod", "acl", "appos"})


class Trimming:
    """Finds the next phrase that a title can do without."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def without_last(self, kept: list[Node], root: Node, path: Collection[int]) -> list[Node] | None:
        """The same without the smallest phrase at its end that can go; None where nothing can."""
        words = [n for n in kept if n.dep != "punct"]
        return self._without(words[-1], kept, root, path, _TRIMMED) if words else None

    def with_short_subject(self, kept: list[Node], root: Node, path: Collection[int]) -> list[Node] | None:
        """The same with the last phrase of its subject left out, where nothing behind the verb can go."""
        doer = next((k for k in root.kids if k.dep == "nsubj" and k.index < root.index), None)
        own = {n.index for n in doer.below()} if doer is not None else set()
        for last in reversed([n for n in kept if n.index in own and n is not doer]):
            if (shorter := self._without(last, kept, root, path, _IN_SUBJECT)) is not None:
                return shorter
        return None

    def _without(
        self, last: Node, kept: list[Node], root: Node, path: Collection[int], labels: Collection[str]
    ) -> list[Node] | None:
        """The same without the smallest phrase that a word ends and that can go."""
        inside = {n.index for n in kept}
        step: Node | None = last
        while step is not None and step is not root and step.index in inside:
            gone = {n.index for n in step.subtree() if n.index in inside}
            free = (
                step.dep in labels
                and step.label != "nmod:poss"
                and step.index not in path
                and not (gone & set(path))
                and not needed(step)
            )
            free = free and step.lower not in self.reading.words.grammar.negators and not self._in_name(step)
            if free and not (completes(step) and may_go(step.head, root, path)):
                return [n for n in kept if n.index not in self._with_it(step, gone, inside)]
            step = step.head
        return None

    def _in_name(self, part: Node) -> bool:
        """Whether a word and its governor are parts of one name."""
        covering = self.reading.mention_of
        mention = covering.get(part.index)
        return mention is not None and part.head is not None and covering.get(part.head.index) is mention

    def _with_it(self, phrase: Node, gone: set[int], inside: Collection[int]) -> set[int]:
        """What goes with a phrase because it says nothing without it."""
        head = phrase.head
        pair = phrase.dep == "conj" and head is not None and head.case() == "between" and head.dep in _TRIMMED
        if head is not None and (pair or left_bare(head, gone, inside)):
            return gone | {n.index for n in head.subtree() if n.index in inside}
        return gone
