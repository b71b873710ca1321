"""Problems as other programs read them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator.model.errors import Problem, Severity

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects {where, line, column, severity, rule, message, hint}."""
    names = ("where", "line", "column", "severity", "rule", "message", "hint")
    return json.dumps([{name: getattr(problem, name) for name in names} for problem in problems], indent=1) + "\n"


def as_sarif(problems: Sequence[Problem], version: str) -> str:
    """SARIF 2.1.0, which git hosts show beside the lines of a change."""
    rules = sorted({problem.rule or "problem" for problem in problems})
    driver = {"name": "dateline", "version": version, "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules) for problem in problems],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _result(problem: Problem, rules: list[str]) -> dict[str, Any]:
    rule = problem.rule or "problem"
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": "error" if problem.severity is Severity.ERROR else "warning",
        "message": {"text": text},
    }
    if problem.where:
        place: dict[str, Any] = {"artifactLocation": {"uri": problem.where}}
        if problem.line:
            place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
        result["locations"] = [{"physicalLocation": place}]
    return result
