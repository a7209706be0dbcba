"""Checks and positions → HTML, Markdown, or the sheets of a workbook.

What fires comes first, the gravest first; then what is mitigated, with both quotes; then how each
document stands to each position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.ports import Worksheet
from analyzer.records import (
    Cell,
    Direction,
    Document,
    Risk,
    Severity,
    Standing,
    Verdict,
)
from analyzer.reports.html_page import document_line, page, place_of, quoted, table
from analyzer.reports.html_parts import shown
from analyzer.reports.markdown_parts import shown as marked
from analyzer.reports.matrix_report import line_of_cells
from analyzer.reports.naming import count_of

TITLE = "Checks and positions"
_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
DIRECTIONS = {
    Direction.WORKER: "a risk for workers",
    Direction.EMPLOYER: "a risk for the employer",
    Direction.BOTH: "a risk for both sides",
}
VERDICTS = {
    Verdict.MET: "met",
    Verdict.PARTLY: "partly met",
    Verdict.NOT_MET: "not met",
    Verdict.SILENT: "silent",
}


def _ranked(risks: Sequence[Risk]) -> list[Risk]:
    return sorted(risks, key=lambda r: (not r.fires, _ORDER.index(r.severity), r.number))


def _heading(risk: Risk) -> str:
    state = "" if risk.fires else ", overruled" if risk.correction else ", mitigated"
    if risk.fires and risk.correction:
        state = ", as a user says"
    return f"{risk.number}. {risk.name}: {DIRECTIONS[risk.direction]}, {risk.severity}{state}"


def _silence(risk: Risk) -> str:
    if risk.silence is None:
        return ""
    clauses = count_of(len(risk.silence.looked_in), "clause")
    return f"Silent: {'; '.join(risk.silence.searched_for)} ({clauses} searched)."


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────
def checks_to_html(
    documents: Sequence[Document], risks: Sequence[Risk], standings: Sequence[Standing]
) -> str:
    """The report as one HTML document."""
    parts = []
    for document in documents:
        own = _ranked([risk for risk in risks if risk.document == document.id])
        fired = sum(risk.fires for risk in own)
        parts.append(
            f"<h2>{shown(document_line(document))}</h2>\n<p>{_tell_fired(fired, len(own))}</p>\n"
        )
        parts += [_html_risk(risk) for risk in own]
        stands = [s for s in standings if s.document == document.id]
        if stands:
            head = ("Position", "Verdict", "Words")
            parts.append(f"<h3>Positions</h3>\n{table(head, [_html_standing(s) for s in stands])}")
    return page(TITLE, "".join(parts))


def _tell_fired(fired: int, found: int) -> str:
    """How many risks were found, and how many of them the text or a user takes away."""
    taken = found - fired
    rest = f"; {taken:,} of them {'is' if taken == 1 else 'are'} mitigated or overruled"
    return f"{count_of(found, 'risk')} found{rest if taken else ''}."


def _html_risk(risk: Risk) -> str:
    look = "" if risk.fires else " mitigated"
    mitigated = risk.mitigated_by
    silence = f"<p>{shown(_silence(risk))}</p>" if risk.silence else ""
    against = f"<p>Mitigated by {quoted(mitigated)}</p>" if mitigated else ""
    return (
        f'<article class="risk {risk.severity.value}{look}"><h4>{shown(_heading(risk))}</h4>'
        f"<p>{shown(risk.why)}</p><p>{quoted(risk.triggered_by)}</p>{silence}{against}</article>\n"
    )


def _html_standing(standing: Standing) -> str:
    words = "".join(f"<p>{quoted(words)}</p>" for words in standing.passages)
    if standing.silence:
        words = f"<p>looked for: {shown('; '.join(standing.silence.searched_for))}</p>"
    return (
        f'<tr><th scope="row">{shown(standing.position)}</th>'
        f'<td class="{standing.verdict.value}">{VERDICTS[standing.verdict]}</td>'
        f"<td>{words}</td></tr>"
    )


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────
def checks_to_markdown(
    documents: Sequence[Document], risks: Sequence[Risk], standings: Sequence[Standing]
) -> str:
    """The report as Markdown."""
    lines = [f"# {TITLE}", ""]
    for document in documents:
        lines += [f"## {marked(document_line(document))}", ""]
        for risk in _ranked([risk for risk in risks if risk.document == document.id]):
            lines += [f"### {_heading(risk)}", "", risk.why, ""]
            lines += [f"> {_quoted(risk.triggered_by.quote, place_of(risk.triggered_by))}", ""]
            if risk.silence:
                lines += [marked(_silence(risk)), ""]
            if risk.mitigated_by:
                words = _quoted(risk.mitigated_by.quote, place_of(risk.mitigated_by))
                lines += ["Mitigated by:", "", f"> {words}", ""]
        stands = [s for s in standings if s.document == document.id]
        if stands:
            lines += ["### Positions", "", "| Position | Verdict | Words |", "| --- | --- | --- |"]
            lines += [_marked_standing(standing) for standing in stands]
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _quoted(quote: str, place: str) -> str:
    return f"“{marked(quote)}” ({marked(place)})"


def _marked_standing(standing: Standing) -> str:
    words = "; ".join(_quoted(p.quote, place_of(p)) for p in standing.passages)
    return f"| {marked(standing.position)} | {VERDICTS[standing.verdict]} | {words} |"


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────
def checks_to_sheets(risks: Sequence[Risk], standings: Sequence[Standing]) -> tuple[Worksheet, ...]:
    """A sheet of checks and one of positions."""
    return (
        Worksheet("Checks", tuple(_risk_cells(_ranked(risks))), labels=3),
        Worksheet("Positions", tuple(_standing_cells(standings)), labels=2),
    )


def _risk_cells(risks: Sequence[Risk]) -> Iterator[Cell]:
    head = ["Document", "No.", "Check", "Whose risk", "Severity", "Fires", "Quote", "Citation"]
    head += ["Mitigated by", "Citation", "Silent on"]
    yield from line_of_cells(0, head, header=True)
    for at, risk in enumerate(risks, start=1):
        own, against = risk.triggered_by, risk.mitigated_by
        told = [str(risk.document), str(risk.number), risk.name, risk.direction.value]
        told += [risk.severity.value, "yes" if risk.fires else "no", own.quote, place_of(own)]
        told += [against.quote, place_of(against)] if against else ["", ""]
        told += ["; ".join(risk.silence.searched_for) if risk.silence else ""]
        yield from line_of_cells(at, told)


def _standing_cells(standings: Sequence[Standing]) -> Iterator[Cell]:
    yield from line_of_cells(
        0, ("Document", "Position", "Verdict", "Quote", "Citation"), header=True
    )
    at = 1
    for standing in standings:
        told = (str(standing.document), standing.position, VERDICTS[standing.verdict])
        for words in standing.passages:
            yield from line_of_cells(at, (*told, words.quote, place_of(words)))
            at += 1
        if not standing.passages:
            yield from line_of_cells(at, (*told, "", ""))
            at += 1
