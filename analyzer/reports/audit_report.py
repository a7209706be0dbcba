"""An audit → HTML, Markdown, or the sheets of a workbook: what is not marked first, then what is
quoted wrongly, then what is marked and true, then what was not held against the base.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ports import Worksheet
from analyzer.records import Audit, AuditEdit, AuditVerdict, Cell, ClauseId, Confirmation
from analyzer.reports.html_page import document_line, page, table
from analyzer.reports.html_parts import shown
from analyzer.reports.markdown_parts import shown as marked
from analyzer.reports.matrix_report import line_of_cells
from analyzer.reports.naming import count_of, name_clause
from analyzer.reports.opening import tell_confirmed

TITLE = "Audit of a printed redline"
#: in the order in which they are shown
AUDIT_VERDICTS = {
    AuditVerdict.UNMARKED: "Different and not marked",
    AuditVerdict.MISQUOTED: "Marked, but not so in the base",
    AuditVerdict.MARKED: "Marked and true",
}
_HEAD = ("Place", "Words of the base", "Words as printed", "Page")
NO_WORDS = "no words"


def tell_audit(audit: Audit) -> str:
    """How many edits of each verdict; what a second reading says, where one was asked for."""
    counts = audit.summary
    unmarked = count_of(counts["unmarked"], "difference")
    verb = "is" if counts["unmarked"] == 1 else "are"
    told = (
        f"{unmarked} {verb} not marked, {count_of(counts['misquoted'], 'mark')} misquote the base, "
        f"{count_of(counts['marked'], 'edit')} {'is' if counts['marked'] == 1 else 'are'} marked "
        "and true."
    )
    differing = (
        f"Look at the page of {_name(audit, each.clause)}: the second reading is “{each.second}”."
        for each in audit.confirmed
        if each.confirmed is Confirmation.DIFFERS
    )
    return " ".join((told, *tell_confirmed(audit.confirmed, "in which edits stand"), *differing))


def name_place(audit: Audit, edit: AuditEdit) -> str:
    """The clause of the proposal, and the base's where it has another citation."""
    printed, base = _name(audit, edit.proposal), _name(audit, edit.base)
    if not printed:
        return f"{base} (base), not printed"
    return printed if base in ("", printed) else f"{printed}; base: {base}"


def _name(audit: Audit, clause: ClauseId | None) -> str:
    return name_clause(audit.clauses[clause]) if clause and clause in audit.clauses else ""


def _of(audit: Audit, verdict: AuditVerdict) -> list[AuditEdit]:
    return [edit for edit in audit.edits if edit.verdict is verdict]


def _page(edit: AuditEdit) -> str:
    return str(edit.page) if edit.page else ""


def audit_to_html(audit: Audit) -> str:
    """The report as one HTML document."""
    opening = (
        f"<p><strong>Base:</strong> {shown(document_line(audit.base))}<br>"
        f"<strong>Proposal:</strong> {shown(document_line(audit.proposal))}</p>\n"
        f"<p>sha256 {shown(audit.base.sha256)}; {shown(audit.proposal.sha256)}</p>\n"
        f"<p><strong>{shown(tell_audit(audit))}</strong></p>\n"
    )
    parts = [opening]
    for verdict, title in AUDIT_VERDICTS.items():
        edits = _of(audit, verdict)
        parts.append(f"<h2>{title} ({len(edits):,})</h2>\n")
        if edits:
            parts.append(table(_HEAD, [_html_row(audit, edit) for edit in edits]))
    if audit.not_audited:
        rows = "".join(
            f"<li>{shown(item.what)}: {shown(item.why)}</li>" for item in audit.not_audited
        )
        parts.append(f"<h2>Not held against the base</h2>\n<ul>{rows}</ul>\n")
    return page(TITLE, "".join(parts))


def _html_row(audit: Audit, edit: AuditEdit) -> str:
    words = "".join(
        f"<td>{f'<q>{shown(said)}</q>' if said else f'<em>{NO_WORDS}</em>'}</td>"
        for said in (edit.base_words, edit.printed_words)
    )
    place = shown(name_place(audit, edit))
    return f'<tr><th scope="row">{place}</th>{words}<td>{_page(edit)}</td></tr>'


def audit_to_markdown(audit: Audit) -> str:
    """The report as Markdown."""
    lines = [f"# {TITLE}", "", f"**Base**: {marked(document_line(audit.base))}", ""]
    lines += [f"**Proposal**: {marked(document_line(audit.proposal))}", ""]
    lines += [f"**{marked(tell_audit(audit))}**", ""]
    for verdict, title in AUDIT_VERDICTS.items():
        edits = _of(audit, verdict)
        lines += [f"## {title} ({len(edits):,})", ""]
        if not edits:
            continue
        lines += [f"| {' | '.join(_HEAD)} |", f"|{' --- |' * len(_HEAD)}"]
        for edit in edits:
            said = [
                f"“{marked(words)}”" if words else f"*{NO_WORDS}*"
                for words in (edit.base_words, edit.printed_words)
            ]
            cells = [marked(name_place(audit, edit)), *said, _page(edit)]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    if audit.not_audited:
        lines += ["## Not held against the base", ""]
        lines += [f"* {marked(item.what)}: {marked(item.why)}" for item in audit.not_audited]
    return "\n".join(lines).rstrip("\n") + "\n"


def audit_to_sheets(audit: Audit) -> tuple[Worksheet, ...]:
    """A sheet of edits, and one of what was not held against the base."""
    return (
        Worksheet("Edits", tuple(_edit_lines(audit)), labels=2),
        Worksheet("Not audited", tuple(_aside_lines(audit)), labels=1),
    )


def _edit_lines(audit: Audit) -> Iterator[Cell]:
    yield from line_of_cells(0, ("Verdict", *_HEAD, "Base", "Proposal"), header=True)
    ordered = [edit for verdict in AUDIT_VERDICTS for edit in _of(audit, verdict)]
    for row, edit in enumerate(ordered, 1):
        told = (AUDIT_VERDICTS[edit.verdict], name_place(audit, edit))
        words = (edit.base_words, edit.printed_words, _page(edit))
        ids = (str(edit.base or ""), str(edit.proposal or ""))
        yield from line_of_cells(row, (*told, *words, *ids))


def _aside_lines(audit: Audit) -> Iterator[Cell]:
    yield from line_of_cells(0, ("Document", "What", "Why"), header=True)
    for row, item in enumerate(audit.not_audited, 1):
        yield from line_of_cells(row, (str(item.document), item.what, item.why))
