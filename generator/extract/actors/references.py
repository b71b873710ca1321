"""Resolves what points back: definite descriptions ("the envoy", "the company") and pronouns, where the ground is firm."""

from generator.extract.actors.cast import Cast
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists


def add_references(tokens: Tokens, lists: Lists, cast: Cast, taken: set[int]) -> None:
    """Add descriptions and pronouns that point back to one actor."""
