"""The command reference is what the commands themselves say.

Write it anew with: python tests/test_cli_reference.py
"""

from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli import main

PAGE = Path(__file__).parents[1] / "docs/guide/commands.md"
HEAD = """# Commands

`dateline COMMAND --help` says the same in the terminal. Every command exits with 0 when it is done, 1 when there were
problems (all of them are named), and 2 when it was called wrongly. `python -m generator` is the same as `dateline`.
`dateline -C FOLDER COMMAND` works on the briefing in another folder.
"""


def reference() -> str:
    """The page: each command with its usage, help and options."""
    return HEAD + "".join(_section(name, command) for name, command in sorted(main.commands.items()))


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"dateline {name}")
    usage = command.get_usage(context).removeprefix("Usage: ")
    help_text = "\n".join(line.strip() for line in (command.help or "").splitlines())
    options = "".join(_options(command, context))
    return f"\n## {name}\n\n```\n{' '.join(usage.split())}\n```\n\n{help_text}\n" + (f"\n{options}" if options else "")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record:
            yield f"- `{record[0]}`: {record[1]}\n"


def test_the_reference_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_every_command_and_option_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
