"""What can be wrong, said once: what happened, where, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the command with exit code 1; a warning is only said."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault; `where` is a path relative to the project, `line` and `column` count from 1 (0 = unknown)."""

    message: str
    where: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""

    def __str__(self) -> str:
        place = ":".join([self.where, *(str(n) for n in (self.line, self.column) if n)]) if self.where else ""
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class DatelineError(Exception):
    """Carries every problem found, never only the first; printed by `cli` and `plugin` alone."""

    def __init__(self, problems: Iterable[Problem] | Problem | str, hint: str = "") -> None:
        if isinstance(problems, str):
            problems = Problem(message=problems, hint=hint)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
