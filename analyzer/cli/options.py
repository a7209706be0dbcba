"""Options that several commands share, and how they become settings and an open Analyzer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from analyzer.cli import printing
from analyzer.errors import BadRequestError
from analyzer.settings import READERS, Settings, read_settings

if TYPE_CHECKING:
    from analyzer.pipeline import Analyzer

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
library_option = click.option(
    "--library",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the library (default: index, or the setting 'library').",
)
confirm_option = click.option(
    "--confirm", is_flag=True, help="Hold every quote against a second reading of its page."
)
topic_option = click.option("--topic", metavar="SLUG", help="Only this topic.")
guild_option = click.option("--guild", metavar="NAME", help="Only documents of this guild.")
document_option = click.option("--document", metavar="ID", help="Only this document.")
password_option = click.option(
    "--password-file",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="File whose first line opens an encrypted PDF.",
)


def wants_json(context: click.Context, as_json: bool) -> bool:
    """--json, said of `library` or of its own command."""
    return bool(context.obj["as_json"] or as_json)


def reading_options(command: Command) -> Command:
    """--reader and --password-file, for commands that read files."""
    command = click.option(
        "--reader", type=click.Choice(READERS), help="Which library reads PDF pages."
    )(command)
    return password_option(command)


def report_options(command: Command) -> Command:
    """--report and --fail-on-change, for commands that tell changes."""
    command = click.option("--fail-on-change", is_flag=True, help="Exit 1 when anything changed.")(
        command
    )
    return click.option(
        "--report",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write a report; its ending (.html, .md, .json, .docx, .xlsx) says which.",
    )(command)


def settings_from(*, library: Path | None = None, reader: str | None = None) -> Settings:
    """Settings with what the command line says laid over them."""
    settings = read_settings()
    if library is not None:
        settings = replace(settings, library=library)
    return replace(settings, reader=reader) if reader else settings


def password_from(file: Path | None) -> str | None:
    """The first line of a password file. Raises BadRequestError when it is empty or no text."""
    if file is None:
        return None
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BadRequestError(
            f"{file}: the password file is no text.", do="Write the password in UTF-8."
        ) from error
    if not lines or not lines[0]:
        raise BadRequestError(
            f"{file}: the password file is empty.", do="Write the password on its first line."
        )
    return lines[0]


def names_files_only(names: Sequence[str]) -> bool:
    """True where files and folders are named and nothing else: no library is opened."""
    from analyzer.pipeline.naming import is_place

    return bool(names) and all(map(is_place, names))


@contextmanager
def open_analyzer(
    *,
    library: Path | None = None,
    reader: str | None = None,
    read_only: bool = False,
    files_only: bool = False,
) -> Iterator[Analyzer]:
    """The library that the options name; `files_only`: one in memory, for files named directly.
    How far it is stands on a terminal's last line until it is closed."""
    from analyzer.pipeline import Analyzer

    settings = settings_from(library=library, reader=reader)
    opened = (
        Analyzer.from_texts({}, settings=settings)
        if files_only
        else Analyzer.open(settings.library, settings=settings, read_only=read_only)
    )
    with opened as analyzer:
        analyzer.watch(printing.print_progress)
        try:
            yield analyzer
        finally:
            printing.end_progress()
