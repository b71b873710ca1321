"""Names that are none: what reports call those who have no name ("police", "reporters")."""

from collections.abc import Iterable

from generator.model.records import Actor


def common_nouns(actors: Iterable[Actor]) -> frozenset[str]:
    """Names, folded, that some record writes small: two who bear one need not be the same, and seldom are."""
    return frozenset(actor.name.casefold() for actor in actors if actor.name.islower())
