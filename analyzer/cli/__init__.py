"""The command line: one command per Analyzer method, same names; errors become exit codes.

Nothing heavy is imported before a command needs it, so that `analyzer --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from analyzer.cli.commands import COMMANDS
from analyzer.cli.printing import print_error
from analyzer.errors import AnalyzerError

VERSION_PACKAGE = "guild-contract-clause-analyzer"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=VERSION_PACKAGE, prog_name="analyzer")
def analyzer() -> None:
    """Read guild agreements and proposals, find and compare their clauses about AI.

    A document is named by a path, else by its id, an unambiguous beginning of the id, its
    manifest name, its title or the name of its file. Exit codes: 0 done, 1 a difference or
    nothing found where asked to say so, 2 usage, 3 some files refused, 4 library and encoder do
    not fit, 5 library locked, 130 interrupted. With --json a command that ends in 2, 4 or 5 before
    it has an answer writes nothing to standard output; what, why and what to do stand on standard
    error.
    """


for command in COMMANDS:
    analyzer.add_command(command)


def main() -> NoReturn:
    """Run one command; an AnalyzerError ends with its exit code and a sentence, never a trace."""
    try:
        code = analyzer.main(prog_name="analyzer", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except SystemExit:
        # Click's end where nobody reads on (`analyzer clauses FILE | head`): 1 would mean more.
        sys.exit(0)
    except AnalyzerError as error:
        print_error(error)
        sys.exit(error.exit_code)
    except OSError as error:
        place = error.filename or "a file"
        print_error(
            AnalyzerError(
                f"{place}: it cannot be read or written.",
                why=f"{error.strerror or error}.",
                do="Name another place, or see to the folder, its rights and the room on the disk.",
            )
        )
        sys.exit(AnalyzerError.exit_code)
    sys.exit(code if isinstance(code, int) else 0)
