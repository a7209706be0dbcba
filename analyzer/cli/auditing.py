"""The command that holds a printed redline against its base.

Names or paths → edits on the terminal, one JSON document, or a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from analyzer import wire
from analyzer.cli import printing
from analyzer.cli.assessing import assessment_report
from analyzer.cli.options import (
    confirm_option,
    json_option,
    library_option,
    open_analyzer,
    password_from,
    reading_options,
)
from analyzer.errors import RefusedFileError

if TYPE_CHECKING:
    from analyzer.records import Audit


@click.command()
@click.argument("base")
@click.argument("proposal")
@assessment_report
@click.option(
    "--fail-on-change", is_flag=True, help="Exit 1 when anything is unmarked or misquoted."
)
@confirm_option
@library_option
@reading_options
@json_option
def audit(base: str, proposal: str, **options: Any) -> int:  # noqa: ANN401
    """What a proposal that prints its own redline changes in its base without marking it, and what
    it marks that never was; each a path or a name in the library."""
    from analyzer.assessments import check_ending

    if options["report"]:
        check_ending(options["report"])
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=(base, proposal)
    ) as analyzer:
        password = password_from(options["password_file"])
        try:
            found = analyzer.audit(base, proposal, password=password)
            if options["confirm"]:
                found = analyzer.confirm(found, password=password)
        except RefusedFileError as error:
            return printing.tell_refused(error, wire.nothing_audited, as_json=options["as_json"])
    if options["report"]:
        click.echo(f"report: {found.save(options['report'])}", err=True)
    if options["as_json"]:
        printing.write_json(found.to_json())
    elif not options["report"] and found.audit:
        _print_audit(found.audit)
    return 1 if options["fail_on_change"] and not found.is_true else 0


def _print_audit(audit: Audit) -> None:
    from analyzer.reports import AUDIT_VERDICTS, name_place, tell_audit

    click.echo(tell_audit(audit))
    for verdict, title in AUDIT_VERDICTS.items():
        edits = [edit for edit in audit.edits if edit.verdict is verdict]
        if edits:
            click.secho(f"{title} ({len(edits)})", bold=True)
        for edit in edits:
            page = f" · p. {edit.page}" if edit.page else ""
            click.echo(f"  {printing.safe(name_place(audit, edit))}{page}")
            for name, words in (("base", edit.base_words), ("printed", edit.printed_words)):
                click.echo(printing.indented(f"{name}: {words or '(no words)'}"))
    for item in audit.not_audited:
        click.echo(printing.indented(f"not audited: {item.what}: {item.why}", 2), err=True)
