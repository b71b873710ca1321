"""Problems for machines: JSON, and SARIF 2.1.0, which code hosts show beside the changed lines."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from generator.model.errors import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(problems: Sequence[Problem], form: str) -> str:
    """All problems as one JSON document, in the form `json` or `sarif`."""
    told = [asdict(problem) for problem in problems] if form == "json" else _sarif(problems)
    return json.dumps(told, ensure_ascii=False, indent=2)


def _sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    rules = sorted({problem.rule or "record" for problem in problems})
    driver = {"name": "dateline", "rules": [{"id": rule} for rule in rules]}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(problem) for problem in problems]}],
    }


def _result(problem: Problem) -> dict[str, Any]:
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    region = {"startLine": max(problem.line, 1)} | ({"startColumn": problem.column} if problem.column else {})
    where = {"artifactLocation": {"uri": problem.where, "uriBaseId": "%SRCROOT%"}, "region": region}
    return {
        "ruleId": problem.rule or "record",
        "level": str(problem.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": where}] if problem.where else [],
    }
