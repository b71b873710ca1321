"""What a rule's words mean: one function for each `means` of the list, from words to a TIMEX3 value and EDTF.

A meaning may refuse (None): then the next shorter reading at that place is tried. Values follow TimeML as news
corpora write it; EDTF follows what readers would say the expression covers.
"""

from generator.extract.timex.meanings import (
    accounts,
    dates,
    days,
    feasts,
    lengths,
    offsets,
    periods,
    seasons,
    sets,
    years,
)
from generator.extract.timex.reading import MEANINGS

__all__ = [
    "MEANINGS",
    "accounts",
    "dates",
    "days",
    "feasts",
    "lengths",
    "offsets",
    "periods",
    "seasons",
    "sets",
    "years",
]
