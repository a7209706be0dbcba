"""The commands that tell changes: between two documents, or by a document's own marks.

Names or paths → changes on the terminal, one JSON document, or a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from analyzer import wire
from analyzer.cli import printing
from analyzer.cli.options import (
    confirm_option,
    json_option,
    library_option,
    open_analyzer,
    password_from,
    reading_options,
    report_options,
)
from analyzer.errors import RefusedFileError
from analyzer.records import Change, Comparison, Confirmation, Favors, Severity

if TYPE_CHECKING:
    from analyzer.pipeline import Analyzer
    from analyzer.results import Compared

_Command = TypeVar("_Command", bound=Callable[..., object])


def effect_options(command: _Command) -> _Command:
    """Add --effect, --severity and --favors: only changes that have such an effect."""
    for option in (
        click.option(
            "--favors",
            type=click.Choice([side.value for side in Favors]),
            help="Only what favours it.",
        ),
        click.option(
            "--severity",
            type=click.Choice([level.value for level in Severity]),
            help="Only what weighs so much.",
        ),
        click.option(
            "--effect",
            metavar="NAME",
            help="Only what has it: duty_weakened; a wrong name lists them all.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--topic",
    metavar="SLUG|ai",
    help="Only what is about it on either side, with what that leans on.",
)
@effect_options
@confirm_option
@report_options
@library_option
@reading_options
@json_option
def compare(old: str, new: str, **options: Any) -> int:  # noqa: ANN401
    """Changes between two documents, each a path or a name in the library: struck words stand in
    [-…-], new ones in {+…+}, and below them what the change means and whom it favours."""
    return _tell(
        (old, new),
        lambda analyzer, password: analyzer.compare(
            old, new, topic=options["topic"], password=password
        ),
        options,
    )


@click.command()
@click.argument("file")
@click.option("--topic", metavar="SLUG|ai", help="Only what is about it.")
@effect_options
@confirm_option
@report_options
@library_option
@reading_options
@json_option
def redline(file: str, **options: Any) -> int:  # noqa: ANN401
    """The words that a document strikes and underlines itself, as changes: struck words stand in
    [-…-], new ones in {+…+}."""
    return _tell(
        (file,),
        lambda analyzer, password: analyzer.redline(
            file, topic=options["topic"], password=password
        ),
        options,
    )


def _tell(
    names: tuple[str, ...],
    ask: Callable[[Analyzer, str | None], Compared],
    options: Mapping[str, Any],
) -> int:
    """Ask for the changes and tell them; the exit code, also for a file that is refused."""
    if options["report"]:  # before the work, not after it
        from analyzer.results import Compared

        Compared.check_ending(options["report"])
    password = password_from(options["password_file"])
    with open_analyzer(
        library=options["library"], reader=options["reader"], names=names
    ) as analyzer:
        try:
            compared = ask(analyzer, password)
            if options["confirm"]:
                compared = analyzer.confirm(compared, password=password)
        except RefusedFileError as error:
            return printing.tell_refused(error, wire.nothing_compared, as_json=options["as_json"])
    return _tell_changes(compared, options)


def _tell_changes(compared: Compared, options: Mapping[str, Any]) -> int:
    """Write the report that is asked for, else print; the exit code."""
    asked = {name: options[name] for name in ("effect", "severity", "favors")}
    if any(asked.values()):
        compared = compared.only(**asked)
    comparison = compared.comparison
    if options["report"]:
        click.echo(f"report: {compared.save(options['report'])}", err=True)
    printed = not options["as_json"] and not options["report"]
    for warning in compared.warnings:
        click.echo(printing.safe(warning), err=not printed)
    if printed or options["report"]:
        for line in _count(comparison):
            click.echo(printing.safe(line), err=not printed)
    if options["as_json"]:
        printing.write_json(compared.to_json())
    elif printed:
        _print_changes(comparison)
    return 1 if options["fail_on_change"] and compared.has_changes else 0


def _print_changes(comparison: Comparison) -> None:
    from analyzer.reports import group_reasons, list_context

    for change in comparison.restated:
        if change.kind != "unchanged":
            printing.print_change(change, tuple(_say_of(change, comparison)))
    for row in list_context(comparison):
        click.echo(printing.safe(f"context: {row.title}; {row.place}"))
    for why, what in group_reasons(comparison.not_compared):
        click.echo(printing.indented(f"not compared: {'; '.join(what)}: {why}", 2), err=True)


def _count(comparison: Comparison) -> Iterator[str]:
    """How many changes of each kind, and what a second reading says of them."""
    from analyzer.reports import tell_confirmed

    counts = (f"{count} {kind.replace('_', ' ')}" for kind, count in comparison.summary.items())
    yield ", ".join(counts) or "no change"
    yield from tell_confirmed(comparison.confirmed)


def _say_of(change: Change, comparison: Comparison) -> Iterator[str]:
    """What stands below the words of a change: a bare heading that came or went, what the change
    means, and where a second reading sees other words."""
    from analyzer.reports import list_meanings

    concerned = (*change.old, *change.new)
    if not change.words and not change.heading_words:
        signs = "{}" if change.old and change.new else "[-{}-]" if change.old else "{{+{}+}}"
        yield from (signs.format(comparison.clauses[name].full_text) for name in concerned)
    yield from list_meanings(change, every_weight=True)
    for item in comparison.confirmed:
        if item.clause in concerned and item.confirmed is Confirmation.DIFFERS:
            yield f"a second reading differs: “{item.second}”"
