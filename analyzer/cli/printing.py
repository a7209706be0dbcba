"""How results look on a terminal, and how one JSON document is written without a second copy.

Results go to standard output, progress, warnings and errors to standard error.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from analyzer import wire
from analyzer.errors import AnalyzerError, RefusedFileError
from analyzer.records import (
    Change,
    Clause,
    Confirmation,
    Document,
    Evidence,
    Finding,
    Hit,
    ProvisionTerm,
    Reading,
    Refusal,
    RefusalCode,
    Scalar,
    Silence,
)

if TYPE_CHECKING:
    from analyzer.results import Progress, ProgressCallback

WIDTH = 96
#: of a long stage, between two lines of progress that go to a file; of what is counted otherwise
STEP, STEPS = 1000, {"pages": 100}
#: files named of those that were passed over
_NAMED = 10
#: what could move the cursor, recolour a terminal or turn the order of signs
_COMMANDS = (*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F))
_TURNS = (*_COMMANDS, 0x2028, 0x2029, *range(0x2066, 0x206A))
#: halves of a character, which stand for bytes of a file name that are no text
_HALVES = range(0xD800, 0xE000)
_SHOWN = {
    **dict.fromkeys(_TURNS),
    **dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys(_HALVES, "\N{REPLACEMENT CHARACTER}"),
}
#: the same signs within a JSON string, where they may stand as numbers: "\u202e"
_IN_JSON = re.compile("[" + "".join(chr(code) for code in _TURNS if code > 126) + "\ud800-\udfff]")


def safe(text: str) -> str:
    """Words of a document or a name, in one line and without what commands a terminal: a line end
    in a file's name would forge a line of ours."""
    return text.translate(_SHOWN)


def harmless_json(text: str) -> str:
    """The same JSON, with what a terminal would obey written as numbers."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_json(document: Mapping[str, Any], stream: TextIO | None = None) -> None:
    """Write one JSON document, long lists and maps item by item."""
    out = stream or sys.stdout
    separator = "{"
    for key, value in document.items():
        out.write(f"{separator}{json.dumps(key)}: ")
        _write_value(value, out)
        separator = ",\n "
    out.write("}\n")


def write_bytes(document: bytes) -> None:
    """Pass on a JSON document as the guarded child wrote it; a terminal gets it harmless."""
    if sys.stdout.isatty():
        sys.stdout.write(harmless_json(document.decode("utf-8", "replace")))
    else:
        sys.stdout.buffer.write(document)
    sys.stdout.flush()


def _write_value(value: Any, out: TextIO) -> None:  # noqa: ANN401
    if isinstance(value, list) and value:
        _write_items(map(_dump, value), "[]", out)
    elif isinstance(value, dict) and value:
        pairs = (f"{json.dumps(k)}: {_dump(v)}" for k, v in value.items())
        _write_items(pairs, "{}", out)
    else:
        out.write(_dump(value))


def _dump(value: Any) -> str:  # noqa: ANN401
    return harmless_json(json.dumps(value, ensure_ascii=False))


def _write_items(items: Iterable[str], brackets: str, out: TextIO) -> None:
    out.write(brackets[0])
    for at, item in enumerate(items):
        out.write(",\n  " if at else "\n  ")
        out.write(item)
    out.write(brackets[1])


def print_error(error: AnalyzerError) -> None:
    """What, why, what to do, on standard error."""
    click.secho(f"error: {safe(error.what)}", fg="red", err=True)
    for part in (error.why, error.do):
        if part:
            click.echo(f"  {safe(part)}", err=True)


def print_refusals(refusals: Iterable[Refusal]) -> None:
    """Each refused file with its code, on standard error."""
    for refusal in refusals:
        click.secho(f"refused ({refusal.code}): {safe(refusal.path)}", fg="yellow", err=True)
        click.echo(f"  {safe(refusal.what)} {safe(refusal.why)} {safe(refusal.do)}", err=True)


def print_end(found: int, refusals: tuple[Refusal, ...]) -> None:
    """Refused files, and that nothing was found, on standard error: silence could mean either."""
    print_refusals(refusals)
    if any(r.code is RefusalCode.NOT_FOUND and not Path(r.path).suffix for r in refusals):
        click.echo("  A document that the library holds is named with --document.", err=True)
    if not found and not refusals:
        click.echo("Nothing is found.", err=True)


def print_warnings(warnings: Iterable[str]) -> None:
    """Each warning, on standard error."""
    for warning in warnings:
        click.echo(f"warning: {safe(warning)}", err=True)


def print_passed_over(paths: Sequence[str]) -> None:
    """How many files of a folder were not opened for their endings, and which, on standard
    error."""
    if not paths:
        return
    names = ", ".join(Path(path).name for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    files = "file is" if len(paths) == 1 else "files are"
    told = f"{len(paths):,} {files} passed over, with endings of no document: {names}{more}"
    click.echo(safe(told), err=True)


def tell_refused(
    error: RefusedFileError, nothing: Callable[[], wire.Json], *, as_json: bool
) -> int:
    """Tell of a refused file, with the JSON that `nothing` gives; the exit code."""
    end_progress()
    if as_json:
        write_json(wire.envelope(nothing(), refusals=(error.refusal,)))
    print_refusals((error.refusal,))
    return error.exit_code


def print_progress(progress: Progress) -> None:
    """One line that is overwritten on a terminal; nothing in a pipe."""
    if not _on_terminal():
        return
    counted = _counted(progress)
    # a line that wraps could not be cleared
    room = shutil.get_terminal_size().columns - len(counted) - 1
    click.echo(f"\r\033[K{safe(progress.what)[:room]}{counted}", nl=False, err=True)


def print_steps() -> ProgressCallback:
    """For what may take an hour: as `print_progress` on a terminal; elsewhere a line of its own
    for each file and stage, and in a long stage one each `STEP`, told at once."""
    last: list[Progress] = []

    def tell(progress: Progress) -> None:
        if _on_terminal():
            print_progress(progress)
            return
        before = last[0] if last else None
        step = STEPS.get(progress.unit, STEP)
        if before and before.what == progress.what and progress.done < before.done + step:
            return
        last[:] = [progress]
        click.echo(safe(f"{progress.what}{_counted(progress)}"), err=True)

    return tell


def _counted(progress: Progress) -> str:
    return f" {progress.done}/{progress.total} {progress.unit}" if progress.total else " …"


def end_progress() -> None:
    """Clear the line of `print_progress`."""
    if _on_terminal():
        click.echo("\r\033[K", nl=False, err=True)


def _on_terminal() -> bool:
    return sys.stderr.isatty()


def badge(document: Document) -> str:
    """Kind and status as they are shown beside every quote."""
    force = "" if document.status == "ratified" else ", not in force"
    if document.status in ("unknown", "expired", "superseded"):
        force = ""
    sample = ", invented sample" if document.sample else ""
    return f"[{document.kind.replace('_', ' ')}, {document.status}{force}{sample}]"


def place(clause: Clause) -> str:
    """Citation and pages, printed label first where there is one."""
    pages = ", ".join(str(page) for page in clause.pages)
    labels = ", ".join(clause.page_labels)
    where = f"p. {pages}" + (f" (printed {labels})" if labels else "") if pages else "no page"
    return safe(f"{clause.citation or clause.id} · {where}")


def indented(text: str, depth: int = 4) -> str:
    """Text wrapped to the terminal's width."""
    pad = " " * depth
    return textwrap.fill(safe(text), WIDTH, initial_indent=pad, subsequent_indent=pad)


def print_document(document: Document) -> None:
    """One document of a library."""
    pages = "1 page" if document.pages == 1 else f"{document.pages:,} pages"
    click.echo(f"{safe(document.id)}  {badge(document)}  {pages}")
    click.echo(indented(document.title, 2))
    guess = f"  (guessed: {', '.join(document.guessed)})" if document.guessed else ""
    said = f"  guild {document.guild or '?'} · effective {document.effective or '?'} · "
    click.echo(safe(f"{said}stages {', '.join(document.stages) or 'none'}{guess}"))


def print_clause(clause: Clause) -> None:
    """One clause, indented by its depth."""
    depth = max(0, len(clause.labels) - 1) * 2
    heading = f"{clause.heading} — " if clause.heading and clause.text else clause.heading or ""
    label = f"{clause.label} " if clause.label else ""
    click.secho(f"{' ' * depth}{place(clause)} [{clause.kind.replace('_', ' ')}]", dim=True)
    click.echo(indented(f"{label}{heading}{clause.text}", depth + 2))


def print_terms(reading: Reading) -> None:
    """Each defined term with its clause and how many others use it; then the cross-references that
    lead nowhere in the document."""
    citations = {clause.id: safe(clause.citation or clause.id) for clause in reading.clauses}
    for item in reading.definitions:
        where = citations[item.defined_in]
        click.echo(f"defined: “{safe(item.term)}” in {where}, used in {len(item.used_in)} clauses")
    for clause, reference in reading.unresolved_references():
        click.echo(f"leads nowhere here: “{safe(reference.quote)}” in {citations[clause]}")


def print_finding(finding: Finding, document: Document | None) -> None:
    """One finding with its evidence and terms, in the words of the screens."""
    from analyzer.taxonomy import load_taxonomy

    names = load_taxonomy()
    mark = "" if finding.asserted else " (below the threshold)"
    told = f"{names.topic_name(finding.topic)}  {finding.score:.2f}{mark}  {finding.document}  "
    click.secho(safe(told) + (badge(document) if document else ""), bold=True)
    click.echo(f"  {place(finding.clause)}")
    for evidence in finding.evidence:
        click.echo(indented(f"“{evidence.quote}”{_verdict(evidence)}"))
    for term in finding.terms:
        unit = f" {term.unit}" if term.unit else ""
        quoted = f"“{term.quote}”{_verdict(term)}"
        value = in_words(term.value)
        click.echo(indented(f"{names.term_name(term.name)}: {value}{unit}  {quoted}"))
        if term.warning:
            click.echo(indented(f"  careful: {term.warning}"))


def in_words(value: Scalar) -> str:
    """A value as it is read: True → 'yes', 'before_creation' → 'before creation'."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


def _verdict(item: Evidence | ProvisionTerm) -> str:
    """What a second reading says of a quote; '' while nobody looked."""
    if item.confirmed is Confirmation.DIFFERS:
        return f"  (a second reading differs: “{item.second}”)"
    return "  ✓" if item.confirmed is Confirmation.YES else ""


def searched(clauses: int) -> str:
    """How much was searched for what is not said."""
    if not clauses:
        return "no AI clause to search"
    return f"{clauses} {'clause' if clauses == 1 else 'clauses'} searched"


def print_silences(silences: Iterable[Silence]) -> None:
    """What each document and article is silent on, and how much was searched."""
    from analyzer.taxonomy import load_taxonomy

    known = load_taxonomy()
    places: dict[str, list[Silence]] = {}
    for silence in silences:
        places.setdefault(silence.article or silence.document, []).append(silence)
    for where, here in places.items():
        click.echo(f"silent in {safe(where)} ({searched(len(here[0].looked_in))}) on")
        for kind, names in (
            ("topics", [known.topic_name(each.topic) for each in here if each.topic]),
            ("terms", [known.term_name(each.term) for each in here if each.term]),
        ):
            if names:
                click.echo(indented(f"{kind}: {'; '.join(names)}"))


def print_hits(hits: Sequence[Hit]) -> None:
    """The hits of a search, best first; words that an earlier one has, as the versions of an
    agreement do, are not printed again."""
    printed: dict[str, int] = {}
    for rank, hit in enumerate(hits, start=1):
        earlier = printed.setdefault(hit.clause.full_text, rank)
        title = f"{hit.document.title} ({hit.document.id})"
        click.secho(safe(f"{rank}. {title}  {badge(hit.document)}"), bold=True)
        click.echo(f"   {place(hit.clause)}")
        if hit.headings:
            click.echo(indented(" › ".join(hit.headings), 3))
        click.echo(indented(hit.clause.full_text if earlier == rank else f"as {earlier}.", 5))
        topics = ", ".join(topic.replace("_", " ") for topic in hit.topics)
        about = f"; about {topics}" if topics else ""
        click.secho(indented(f"found by {hit.why}{about}", 3), dim=True)


def print_change(change: Change, said: Iterable[str] = ()) -> None:
    """One change: kind, citations, redline with [-old-] and {+new+}, and what is said of it."""
    kinds = ", ".join([change.counted, *change.also]).replace("_", " ")
    citations = dict.fromkeys((change.old_citation, change.new_citation))
    places = " → ".join(part for part in citations if part)
    topics = f"  [{', '.join(change.topics)}]" if change.topics else ""
    click.secho(f"{kinds}: {safe(places)}{topics}", bold=True)
    shown = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    for pieces in (change.heading_words or (), change.words):
        text = "".join(shown[piece.op].format(piece.text) for piece in pieces)
        if text:
            click.echo(indented(text))
    for line in said:
        click.echo(indented(f"· {line}", 6))
