"""Python's search for garbage, held off while hundreds of thousands of values are made that all stay.

Looking for garbage among them is a fifth of the time of reading.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, keep: bool = False) -> Iterator[None]:
    """No search inside; what is there afterwards is left out of all later ones where it is to `keep`."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        if keep:
            gc.freeze()
