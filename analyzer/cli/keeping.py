"""The commands that keep a library sound and carry it: verify, repair, export, import.

The library that the option names → faults, what was mended, one file, or documents added.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from analyzer.cli import printing
from analyzer.cli.options import (
    json_option,
    naming_library,
    open_analyzer,
    own_library_option,
    password_from,
    password_option,
    settings_from,
    wants_json,
)
from analyzer.records import Document, LibraryFault
from analyzer.settings import Settings

#: the exit code of a library with faults that were not mended
DAMAGED = 2
#: and of an import that left documents out
LEFT_OUT = 3


@click.command()
@own_library_option
@json_option
@click.pass_context
def verify(context: click.Context, /, *, as_json: bool) -> int:
    """Check every row, copy, word index and vector of the library; exit 2 where something is
    damaged. Nothing is changed."""
    from analyzer.pipeline import Analyzer

    settings = settings_from(library=context.obj["library"])
    with naming_library(settings):
        found = Analyzer.verify(settings=settings, progress=printing.print_progress)
    printing.end_progress()
    if wants_json(context, as_json):
        printing.write_json(found.to_json())
    else:
        _print_faults(found.faults, settings)
        for each in found.not_checked:
            click.echo(f"not checked: {printing.safe(each)}")
        click.echo(f"{found.folder}: {'sound' if found.sound else 'damaged'}")
    return 0 if found.sound else DAMAGED


@click.command()
@password_option
@own_library_option
@json_option
@click.pass_context
def repair(context: click.Context, /, *, password_file: Path | None, as_json: bool) -> int:
    """Mend the library: what is derived is made again, what is damaged is read again from the
    library's copy of its file, and all is embedded anew where the encoder is another one. A file
    that cannot be read again is put into the library's folder not-read, never deleted. Nothing
    else may have the library open: close the app, and whatever else uses it, first (exit 5 where
    something has). Exit 2 where something could not be mended."""
    from analyzer.pipeline import Analyzer

    settings = settings_from(library=context.obj["library"])
    password = password_from(password_file)
    told = printing.print_steps()
    with naming_library(settings):
        mended = Analyzer.repair(settings=settings, password=password, progress=told)
    printing.end_progress()
    if wants_json(context, as_json):
        printing.write_json(mended.to_json())
    else:
        for each in mended.done or ("Nothing was to mend.",):
            click.echo(printing.safe(each))
        _print_faults(mended.left, settings)
    return DAMAGED if mended.left else 0


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@own_library_option
@json_option
@click.pass_context
def export(context: click.Context, /, file: Path, *, as_json: bool) -> int:
    """Write the whole library into one file, to carry it to another machine."""
    with open_analyzer(library=context.obj["library"], read_only=True) as analyzer:
        carried = analyzer.export(file)
    if wants_json(context, as_json):
        printing.write_json(carried.to_json())
    else:
        click.echo(printing.safe(f"{carried.path}: {len(carried.added)} documents"))
    return 0


@click.command(name="import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@own_library_option
@json_option
@click.pass_context
def import_(context: click.Context, /, file: Path, *, as_json: bool) -> int:
    """Add the documents of an exported library; what is held already stays as it is. The file is
    checked before anything is touched; no library is made for one that is refused."""
    from analyzer.pipeline import Analyzer

    if not Analyzer.is_there(settings_from(library=context.obj["library"]).library):
        Analyzer.check_import(file)
    with open_analyzer(library=context.obj["library"], makes=True, steps=True) as analyzer:
        carried = analyzer.import_(file)
    if wants_json(context, as_json):
        printing.write_json(carried.to_json())
    else:
        _print_documents("added", carried.added)
        _print_documents("held already", carried.held)
        _print_documents("left out, another document has its id", carried.clashes)
    return LEFT_OUT if carried.clashes else 0


def _print_faults(faults: Iterable[LibraryFault], settings: Settings) -> None:
    for fault in faults:
        click.echo(f"{fault.kind.value}: {printing.safe(fault.place)}: {printing.safe(fault.what)}")
        click.echo(f"    {printing.safe(settings.name_library(fault.do))}")


def _print_documents(said: str, documents: Iterable[Document]) -> None:
    for document in documents:
        click.echo(printing.safe(f"{said}: {document.id}"))
