"""The commands that judge: norms, terms side by side, checks and positions, what was overruled.

Names or paths → lines on the terminal, one JSON document, or a report.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer import wire
from analyzer.cli import printing
from analyzer.cli.options import (
    document_option,
    guild_option,
    json_option,
    library_option,
    open_analyzer,
    own_library_option,
    password_from,
    reading_options,
    topic_option,
    wants_json,
    warn_of_guild,
)
from analyzer.errors import BadRequestError, RefusedFileError
from analyzer.whole_files import whole_file

if TYPE_CHECKING:
    from analyzer.assessments import Checked, Matrix
    from analyzer.records import MatrixCell, Norm, Passage, Risk, Standing

REFUSED = 3
assessment_report = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report; its ending (.html, .md, .xlsx, .json) says which.",
)


@click.command()
@click.argument("files", nargs=-1)
@click.option("--topic", metavar="SLUG|ai", help="Only in clauses about it.")
@document_option
@guild_option
@library_option
@reading_options
@json_option
def norms(files: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401
    """Who must, may, must not do what: in the documents named (paths, folders, or names in the
    library), or in the library when none is named."""
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=files, folders=True
    ) as analyzer:
        warn_of_guild(analyzer, options["guild"])
        found = analyzer.norms(
            *files,
            document=options["document"],
            topic=options["topic"],
            guild=options["guild"],
            password=password_from(options["password_file"]),
        )
    if options["as_json"]:
        printing.write_json(found.to_json())
    else:
        for norm in found:
            _print_norm(norm)
    printing.print_end(len(found), found.refusals)
    return REFUSED if found.refusals else 0


@click.command()
@click.argument("documents", nargs=-1)
@topic_option
@guild_option
@assessment_report
@library_option
@reading_options
@json_option
def matrix(documents: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401
    """Provisions × documents, each cell a value with its quote, or silence: of the documents named
    (paths, folders, or names in the library), or of the library when none is named."""
    _check_report(options["report"])
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=documents, folders=True
    ) as analyzer:
        warn_of_guild(analyzer, options["guild"])
        found = analyzer.matrix(
            *documents,
            topic=options["topic"],
            guild=options["guild"],
            password=password_from(options["password_file"]),
        )
    _tell(found, options, _print_matrix)
    printing.print_refusals(found.refusals)
    return REFUSED if found.refusals else 0


@click.command()
@click.argument("file", required=False)
@click.option(
    "--positions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TOML file of what your side wants.",
)
@click.option(
    "--write-positions",
    type=click.Choice(["workers", "employers"]),
    help="Write a file of positions to start from, to --out or standard output.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@assessment_report
@library_option
@reading_options
@json_option
def check(file: str | None, **options: Any) -> int:  # noqa: ANN401
    """Risk checks and positions of a document (a path or a name), each with its quotes."""
    if options["write_positions"]:
        return _write_positions(options["write_positions"], options["out"])
    if file is None:
        raise BadRequestError(
            "No document is named.", do="Name a file or a document: analyzer check FILE."
        )
    _check_report(options["report"])
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=(file,)
    ) as analyzer:
        try:
            found = analyzer.check(
                file,
                positions=options["positions"],
                password=password_from(options["password_file"]),
            )
        except RefusedFileError as error:
            return printing.tell_refused(error, wire.nothing_checked, as_json=options["as_json"])
    _tell(found, options, _print_checked)
    return 0


def _check_report(report: Path | None) -> None:
    if report:
        from analyzer.assessments import check_ending

        check_ending(report)


def _tell(found: Any, options: dict[str, Any], show: Callable[[Any], None]) -> None:  # noqa: ANN401
    """Write the report that is asked for, else print."""
    if options["report"]:
        click.echo(f"report: {found.save(options['report'])}", err=True)
    if options["as_json"]:
        printing.write_json(found.to_json())
    elif not options["report"]:
        show(found)


def _write_positions(side: str, out: Path | None) -> int:
    """A starting file; one that is there is not written over."""
    from analyzer.pipeline import Analyzer

    text = Analyzer.starting_positions(side)
    if out is None:
        click.echo(text, nl=False)
        return 0
    with whole_file(out, new=True) as file:
        file.write(text.encode("utf-8"))
    click.echo(f"written: {out}", err=True)
    return 0


# ── on the terminal ──────────────────────────────────────────────────────────────────────────────
def _print_norm(norm: Norm) -> None:
    verb = "need not" if norm.lifted else norm.modality.value.replace("_", " ")
    verb = "has the right to" if norm.entitled else verb
    click.secho(
        f"{printing.safe(norm.party)} {verb}  {printing.place(norm.clause)}",
        bold=True,
    )
    click.echo(printing.indented(norm.act or norm.quote))
    if norm.condition:
        click.echo(printing.indented(f"when: {norm.condition}", 6))
    for exception in (*norm.exceptions, *norm.notes):
        click.echo(printing.indented(f"but: {exception}", 6))


def _print_matrix(found: Matrix) -> None:
    for document in found.documents:
        click.echo(f"{printing.safe(document.id)}  {printing.badge(document)}")
    from analyzer.taxonomy import load_taxonomy

    names = load_taxonomy()
    silent = []
    for row in found:
        if not any(cell.readings for cell in row.cells):
            silent.append(names.term_name(row.term))
            continue
        click.secho(f"\n{names.term_name(row.term)}", bold=True)
        for cell in row.cells:
            _print_cell(cell)
    if silent:
        click.echo("\n" + printing.indented(f"silent everywhere: {'; '.join(silent)}", 0))


def _print_cell(cell: MatrixCell) -> None:
    if not cell.readings:
        count = len(cell.silence.looked_in) if cell.silence else 0
        click.echo(f"  {printing.safe(cell.document)}: silent ({printing.searched(count)})")
    for reading in cell.readings:
        unit = f" {reading.unit}" if reading.unit else ""
        theirs = " (corrected by a user)" if reading.correction else ""
        click.echo(
            printing.safe(f"  {cell.document}: {printing.in_words(reading.value)}{unit}{theirs}")
        )
        _print_passage(reading.passage)


def _print_passage(words: Passage, before: str = "") -> None:
    click.echo(printing.indented(f"{before}“{words.quote}” {words.citation}", 6))


def _print_checked(found: Checked) -> None:
    for document in found.documents:
        click.echo(f"{printing.safe(document.id)}  {printing.badge(document)}")
    for risk in sorted(found, key=lambda risk: (not risk.fires, risk.number)):
        _print_risk(risk)
    for standing in found.standings:
        _print_standing(standing)


def _print_risk(risk: Risk) -> None:
    from analyzer.reports import DIRECTIONS

    state = "" if risk.fires else "  overruled" if risk.correction else "  mitigated"
    told = (
        f"{risk.number}. {risk.name}  [{DIRECTIONS[risk.direction]}, {risk.severity.value}]{state}"
    )
    click.secho(told, bold=risk.fires)
    _print_passage(risk.triggered_by)
    if risk.silence:
        sought = "; ".join(risk.silence.searched_for)
        count = printing.searched(len(risk.silence.looked_in))
        click.echo(f"      silent on: {sought} ({count})")
    if risk.mitigated_by:
        _print_passage(risk.mitigated_by, "but: ")


def _print_standing(standing: Standing) -> None:
    told = f"{standing.verdict.value.replace('_', ' ')}: {standing.position}"
    click.secho(printing.safe(told), bold=True)
    for words in standing.passages:
        _print_passage(words)


# ── corrections ──────────────────────────────────────────────────────────────────────────────────
@click.command()
@click.argument("document", required=False)
@own_library_option
@json_option
@click.pass_context
def corrections(context: click.Context, /, document: str | None, *, as_json: bool) -> int:
    """What a user overruled, in the library or in one document."""
    with open_analyzer(library=context.obj["library"], read_only=True) as analyzer:
        found = analyzer.corrections(document)
    if wants_json(context, as_json):
        printing.write_json(found.to_json())
        return 0
    if not len(found):
        click.echo("Nothing is overruled.", err=True)
    for each in found:
        where = each.clause or each.document
        note = f"  ({printing.safe(each.note)})" if each.note else ""
        said = f"{each.about} {each.name} = {printing.safe(str(each.value))}"
        click.echo(printing.safe(f"{each.date}  {said}  {where}{note}"))
    return 0
