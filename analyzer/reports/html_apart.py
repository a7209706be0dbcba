"""The end of an HTML report: what was not compared and why, and what only looks different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.reports.blocks import Entry
from analyzer.reports.contents import Contents, group_reasons, list_asides
from analyzer.reports.html_parts import entry_heading, entry_where, entry_words, fold, shown
from analyzer.reports.naming import name_clause, name_pages


def set_apart(contents: Contents) -> str:
    """What was not compared, then what binds nobody, is only numbered anew or reads as before."""
    parts = [f'<section><h2 id="apart">{contents.phrases.apart}</h2>']
    if contents.not_compared:
        rows = "".join(map(_reason, group_reasons(contents.not_compared)))
        parts.append(fold("Not compared", len(contents.not_compared), f"<ul>{rows}</ul>"))
    else:
        parts.append(f"<p>{contents.phrases.none_apart}</p>")
    parts += [
        fold(title, len(entries), "".join(map(_aside, entries)))
        for title, entries in list_asides(contents)
        if entries
    ]
    if contents.renumbered:
        parts.append(fold("Only under another number", *_renumbered(contents.renumbered)))
    if contents.unchanged:
        parts.append(fold("Unchanged", *_lines(contents.unchanged)))
    return "\n".join((*parts, "</section>\n"))


def _reason(group: tuple[str, tuple[str, ...]]) -> str:
    why, what = group
    if len(what) == 1:
        return f"<li>{shown(what[0])}: {shown(why)}</li>"
    return f"<li>{shown(why)}:{_listed(f'<li>{shown(one)}</li>' for one in what)}</li>"


def _aside(entry: Entry) -> str:
    return (
        f'<article class="change" id="change-{entry.number}"><h4>{entry_heading(entry)}</h4>'
        f"{entry_where(entry)}{entry_words(entry, short=True)}</article>"
    )


def _lines(entries: Sequence[Entry]) -> tuple[int, str]:
    """Clauses by name and page only."""
    return len(entries), _listed(
        f'<li id="change-{e.number}">{shown(name_clause(e.clause))}'
        f"{_after(name_pages(e.clause))}</li>"
        for e in entries
    )


def _renumbered(entries: Sequence[Entry]) -> tuple[int, str]:
    return len(entries), _listed(
        f'<li id="change-{e.number}">{_before(e.renamed_from)}'
        f"{shown(name_clause(e.new[0]))}{_after(name_pages(e.new[0]))}</li>"
        for e in entries
    )


def _listed(rows: Iterable[str]) -> str:
    return f"<ul>{''.join(rows)}</ul>"


def _before(name: str | None) -> str:
    return f"{shown(name)} → " if name else ""


def _after(pages: str) -> str:
    return f", {shown(pages)}" if pages else ""
