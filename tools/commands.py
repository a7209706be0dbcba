"""Write docs/commands.md: the help of every command, as the program prints it.

The click commands of `analyzer.cli` → one page. `make docs` writes it; a test compares.
"""

import sys
from collections.abc import Iterator

import click
from click.testing import CliRunner

from tools.environment import ROOT

PAGE = ROOT / "docs" / "commands.md"
INTRODUCTION = """\
# Commands

Written by `make docs` from the program itself; do not edit.
"""
WIDTH = 100


def commands_page() -> str:
    """Return the page: the program's own help, then each command's, in the order it lists them."""
    from analyzer.cli import analyzer

    parts = [INTRODUCTION]
    for words in command_lines(analyzer):
        answer = CliRunner().invoke(
            analyzer, [*words, "--help"], prog_name="analyzer", terminal_width=WIDTH
        )
        heading = " ".join(["analyzer", *words])
        parts.append(f"## {heading}\n```text\n{answer.output.rstrip()}\n```\n")
    return "\n".join(parts)


def command_lines(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words that call a group and each command in it, outermost first."""
    yield words
    for name in sorted(group.commands):
        command = group.commands[name]
        if isinstance(command, click.Group):
            yield from command_lines(command, (*words, name))
        else:
            yield (*words, name)


def main() -> int:
    """Write the page."""
    PAGE.write_text(commands_page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
