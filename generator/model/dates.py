"""EDTF dates (ISO 8601-2, levels 0 and 1), years before Christ included, so nothing here rests on datetime.date."""

import re
from dataclasses import dataclass

_POINT = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A point of some precision or an interval; `edtf` is its text."""

    edtf: str

    @classmethod
    def parse(cls, text: str) -> "Date":
        """Read EDTF; ValueError says what is wrong with it."""
        parts = text.split("/")
        if len(parts) > 2 or not all(p == ".." or _POINT.fullmatch(p) for p in parts):
            raise ValueError(f"{text} is not an EDTF date")
        return cls(edtf=text)

    def __str__(self) -> str:
        return self.edtf
