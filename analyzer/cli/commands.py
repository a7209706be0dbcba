"""The commands: each opens a library or a file, calls the method of its name, prints the result."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from analyzer import wire
from analyzer.cli import printing
from analyzer.cli.assessing import check, corrections, matrix, norms
from analyzer.cli.auditing import audit
from analyzer.cli.comparing import compare, redline
from analyzer.cli.keeping import export, import_, repair, verify
from analyzer.cli.options import (
    confirm_option,
    document_option,
    guild_option,
    json_option,
    library_option,
    open_analyzer,
    own_library_option,
    password_from,
    reading_options,
    settings_from,
    topic_option,
    wants_json,
    warn_of_guild,
)
from analyzer.cli.serving import serve_app
from analyzer.errors import RefusedFileError
from analyzer.settings import Settings

REFUSED = 3
#: hits that are printed where nothing seems to answer
SHOWN_WHEN_UNSURE = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
@reading_options
@json_option
def ingest(paths: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401
    """Read files, folders or a manifest into the library; what it holds already is skipped."""
    password = password_from(options["password_file"])
    with open_analyzer(
        library=options["library"], reader=options["reader"], makes=True, steps=True
    ) as analyzer:
        result = analyzer.ingest(*paths, password=password)
    if options["as_json"]:
        printing.write_json(result.to_json())
    else:
        for item in result:
            if item.document:
                click.echo(printing.safe(f"{item.status}: {item.path} → {item.document.id}"))
    printing.print_warnings(result.warnings)
    printing.print_passed_over(result.passed_over)
    printing.print_refusals(result.refusals)
    return REFUSED if result.refusals else 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the tables out; the ending (.csv, .xlsx) says how.",
)
@reading_options
@json_option
def clauses(file: Path, **options: Any) -> int:  # noqa: ANN401
    """The clause tree of one file, without a library: with its defined terms, where each is used,
    and the cross-references that lead to no clause of it."""
    from analyzer.results import Progress
    from analyzer.wire import reading_from_json

    if options["report"]:
        from analyzer.results import Tables

        Tables.check_ending(options["report"])
    settings = settings_from(reader=options["reader"])
    printing.print_progress(Progress(f"Reading {file.name}", 0, 0))
    written = _read_clauses(file, settings, password_from(options["password_file"]))
    printing.end_progress()
    if isinstance(written, dict):
        from analyzer.wire import refusal_from_json

        if options["as_json"]:
            printing.write_json(written)
        printing.print_refusals(refusal_from_json(refusal) for refusal in written["refusals"])
        return REFUSED
    if options["as_json"]:
        printing.write_bytes(written)
        if not options["report"]:
            return 0
    reading = reading_from_json(json.loads(written))
    if options["report"]:
        saved = Tables.of(reading.clauses).save(options["report"])
        click.echo(f"report: {saved}", err=True)
    if options["as_json"]:
        return 0
    printing.print_document(reading.document)
    for clause in reading.clauses:
        printing.print_clause(clause)
    printing.print_terms(reading)
    account = reading.account
    click.echo(
        f"{account.words} words = {account.in_clauses} in {len(reading.clauses)} clauses "
        f"+ {account.set_aside} set aside"
    )
    return 0


def _read_clauses(file: Path, settings: Settings, password: str | None) -> bytes | dict[str, Any]:
    """The JSON document as the guarded child wrote it; one with a refusal in it as plain data."""
    from analyzer.pipeline import clauses_json, refused_json
    from analyzer.pipeline.page_counts import tell_pages

    watch = tell_pages(printing.print_progress, file.name)
    try:
        return clauses_json(file, settings=settings, password=password, watch=watch)
    except RefusedFileError as error:
        return refused_json(error.refusal)


@click.command()
@click.argument("files", nargs=-1)
@topic_option
@document_option
@guild_option
@click.option("--all", "everything", is_flag=True, help="Also what is below the threshold.")
@click.option("--fail-if-empty", is_flag=True, help="Exit 1 when nothing is found.")
@library_option
@confirm_option
@reading_options
@json_option
def find(files: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401
    """AI findings in the documents named (paths, folders, or names in the library), or in the
    library when none is named."""
    password = password_from(options["password_file"])
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=files, folders=True
    ) as analyzer:
        warn_of_guild(analyzer, options["guild"])
        found = analyzer.find(
            *files,
            topic=options["topic"],
            document=options["document"],
            guild=options["guild"],
            all=options["everything"],
            password=password,
        )
        if options["confirm"]:
            found = analyzer.confirm(found, password=password)
    if options["as_json"]:
        printing.write_json(found.to_json())
    else:
        documents = {document.id: document for document in found.documents}
        for finding in found:
            printing.print_finding(finding, documents.get(finding.document))
        printing.print_silences(found.silences)
    printing.print_end(len(found), found.refusals)
    if found.refusals:
        return REFUSED
    return 1 if options["fail_if_empty"] and not len(found) else 0


@click.command()
@click.argument("query")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True)
@topic_option
@document_option
@guild_option
@click.option("--kind", metavar="KIND", help="Only documents of this kind.")
@click.option("--clause-kind", metavar="KIND", help="Only clauses of this kind.")
@click.option("--as-of", metavar="DATE", help="Only documents in force on this day (YYYY-MM-DD).")
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "semantic", "lexical"]),
    default="hybrid",
    show_default=True,
)
@click.option("--fail-if-empty", is_flag=True, help="Exit 1 when nothing answers.")
@library_option
@json_option
def search(query: str, **options: Any) -> int:  # noqa: ANN401
    """Clauses of the library that answer a question, best first."""
    with open_analyzer(library=options["library"], read_only=True) as analyzer:
        warn_of_guild(analyzer, options["guild"])
        hits = analyzer.search(
            query,
            top=options["top"],
            topic=options["topic"],
            document=options["document"],
            guild=options["guild"],
            kind=options["kind"],
            clause_kind=options["clause_kind"],
            as_of=options["as_of"],
            mode=options["mode"],
        )
    printing.print_warnings(hits.warnings)
    if options["as_json"]:
        printing.write_json(hits.to_json())
    else:
        if not hits.confident:
            nearest = "; the nearest clauses:" if len(hits) else "."
            click.echo(f"Nothing in this library answers this{nearest}", err=True)
        printing.print_hits(hits[: None if hits.confident else SHOWN_WHEN_UNSURE])
    return 1 if options["fail_if_empty"] and not hits.confident else 0


@click.command()
@click.argument("file")
@click.option("--page", type=click.IntRange(1), required=True, help="PDF page, from 1.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The image file to write."
)
@click.option("--scale", type=click.FloatRange(0.5, 4), default=1.5, show_default=True)
@library_option
@reading_options
@json_option
def show(file: str, **options: Any) -> int:  # noqa: ANN401
    """A page image with the clauses' boxes drawn, and what was set aside tinted by kind: what the
    reader saw."""
    from analyzer.results import Shown

    target = options["out"] or Path(f"{Path(file).stem}-page-{options['page']}.jpg")
    Shown.check_ending(target)
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=(file,)
    ) as analyzer:
        try:
            shown = analyzer.show(
                file,
                options["page"],
                scale=options["scale"],
                password=password_from(options["password_file"]),
            )
        except RefusedFileError as error:
            return printing.tell_refused(error, wire.nothing_shown, as_json=options["as_json"])
    shown.save(target)
    if options["as_json"]:
        printing.write_json(shown.to_json(target))
    else:
        click.echo(printing.safe(f"{target}  {shown.image.width} × {shown.image.height}"))
        for item in shown.boxes:
            if item.cell:
                continue
            name = item.name
            if item.tint:
                name = f"{name.replace('_', ' ')}, set aside (tinted {item.tint})"
            click.echo(f"  {printing.safe(name)}")
    return 0


@click.group(invoke_without_command=True)
@library_option
@json_option
@click.pass_context
def library(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401
    """What the library holds."""
    context.obj = options
    if context.invoked_subcommand:
        return 0
    with open_analyzer(library=options["library"], read_only=True) as analyzer:
        held = analyzer.library()
    if options["as_json"]:
        printing.write_json(held.to_json())
        return 0
    for document in held.documents:
        printing.print_document(document)
    printing.print_refusals(held.refusals)
    click.echo(
        f"{len(held.documents)} documents, {held.clauses} clauses, {held.findings} findings, "
        f"{held.vectors} vectors by {held.encoder}"
    )
    return 0


@library.command()
@click.argument("document")
@own_library_option
@json_option
@click.pass_context
def remove(context: click.Context, /, document: str, *, as_json: bool) -> int:
    """Remove a document with its clauses, findings and the copy of its file."""
    with open_analyzer(library=context.obj["library"]) as analyzer:
        removed = analyzer.remove(document)
    if wants_json(context, as_json):
        printing.write_json(wire.envelope({"removed": wire.document_to_json(removed)}))
    else:
        click.echo(printing.safe(f"removed: {removed.id}"))
    return 0


for command in (corrections, verify, repair, export, import_):
    library.add_command(command)


@click.command()
@library_option
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
def app(**options: Any) -> int:  # noqa: ANN401
    """The Streamlit app on this library, for this machine only."""
    settings = settings_from(library=options["library"])
    return serve_app(settings.library, port=options["port"])


@click.command()
@library_option
@json_option
def doctor(**options: Any) -> int:  # noqa: ANN401
    """Versions, engines, encoder; what stops without each, and the line that installs what is
    missing."""
    from analyzer.pipeline import examine

    report = examine(settings_from(library=options["library"]))
    if options["as_json"]:
        printing.write_json(report.to_json())
        return 0
    click.echo(f"Python {report.python} ({sys.executable})")
    for part in report:
        click.echo(f"{part.name:24} {part.version or 'MISSING':14} {part.does}")
        click.echo(f"  without it: {part.without}")
        if not part.version:
            click.echo(f"  install: {part.install}")
    click.echo(f"encoder: {report.encoder}\nlibrary: {report.library}\nguard: {report.guard}")
    click.echo(
        "Nothing is missing." if report.healthy else f"Missing: {', '.join(report.missing)}."
    )
    return 0


COMMANDS = (
    ingest,
    clauses,
    find,
    search,
    compare,
    redline,
    audit,
    norms,
    matrix,
    check,
    show,
    library,
    app,
    doctor,
)
