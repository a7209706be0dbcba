"""Options that several commands share, and how they become settings and an open Analyzer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from analyzer.cli import printing
from analyzer.errors import AnalyzerError, BadRequestError
from analyzer.settings import READERS, Settings, read_settings

if TYPE_CHECKING:
    from analyzer.pipeline import Analyzer

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
LIBRARY_HELP = "Folder of the library (default: index, or the setting 'library')."
library_option = click.option(
    "--library", type=click.Path(file_okay=False, path_type=Path), help=LIBRARY_HELP
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


def _take_library(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        context.obj = {**context.obj, "library": folder}


#: --library, said of a command of `library` as well as of `library` itself
own_library_option = click.option(
    "--library",
    type=click.Path(file_okay=False, path_type=Path),
    help=LIBRARY_HELP,
    expose_value=False,
    callback=_take_library,
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


@contextmanager
def naming_library(settings: Settings) -> Iterator[None]:
    """An error that says what mends the library says which one, where it is not the usual one."""
    try:
        yield
    except AnalyzerError as error:
        error.do = settings.name_library(error.do)
        raise


@contextmanager
def open_analyzer(
    *,
    library: Path | None = None,
    reader: str | None = None,
    names: Sequence[str] = (),
    folders: bool = False,
    read_only: bool = False,
    makes: bool = False,
    steps: bool = False,
) -> Iterator[Analyzer]:
    """The library that the options name; one in memory where the `names` are all files, or, where
    the command takes `folders`, files and folders. One that is missing is told, and made only where
    the command `makes` it; where there are `names` and no library is, there is an empty one, so
    that a file that is not there is told. How far it is stands on a terminal's last line until it
    is closed; the `steps` of what takes long are told in a file too."""
    from analyzer.pipeline import Analyzer
    from analyzer.pipeline.naming import is_path, is_place

    files_only = bool(names) and all(map(is_place if folders else is_path, names))
    settings = settings_from(library=library, reader=reader)
    missing = not makes and not Analyzer.is_there(settings.library)
    with naming_library(settings):
        opened = (
            Analyzer.from_texts({}, settings=settings)
            if files_only or (missing and names and library is None)
            else Analyzer.open(settings.library, settings=settings, read_only=read_only or missing)
        )
        with opened as analyzer:
            analyzer.watch(printing.print_steps() if steps else printing.print_progress)
            try:
                yield analyzer
            finally:
                printing.end_progress()


def warn_of_guild(analyzer: Analyzer, guild: str | None) -> None:
    """Say that no document of the library is of that guild: an empty answer would read like a
    silence."""
    if guild is None:
        return
    from analyzer.pipeline.questions import is_of_guild

    documents = analyzer.documents()
    if not any(is_of_guild(document, guild) for document in documents):
        held = sorted({document.guild for document in documents if document.guild})
        there = f" There are: {'; '.join(held)}." if held else ""
        printing.print_warnings([f"No document of the library is of the guild {guild!r}.{there}"])
