"""What a proposal passes over: articles that it does not restate are not struck by its silence.

A finished pairing and the two documents → the clauses of articles without any counterpart in a
document that restates only what is at issue, with one line for each article.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.comparison.comparability import RESTATES_IN_PART
from analyzer.comparison.sides import Side
from analyzer.records import Clause, ClauseId, ClauseKind, Document, NotCompared


def find_not_restated(
    side: Side, partner: Sequence[int], *, document: Document, other: Document
) -> tuple[tuple[ClauseId, ...], tuple[NotCompared, ...]]:
    """Clauses of `document` in articles of which `other` says nothing; () unless it restates in
    part only."""
    if other.kind not in RESTATES_IN_PART:
        return (), ()
    clauses: list[ClauseId] = []
    lines: list[NotCompared] = []
    for top in range(len(side)):
        if not _is_article(side, top):
            continue
        below = _subtree(side, top)
        if any(partner[position] >= 0 for position in below):
            continue
        clauses += [side.clauses[position].id for position in below]
        kind = other.kind.value.replace("_", " ")
        lines.append(
            NotCompared(
                document.id,
                _describe(side.clauses[top], len(below)),
                f"not restated in the {kind}; its silence strikes nothing",
            )
        )
    return tuple(clauses), tuple(lines)


def _is_article(side: Side, position: int) -> bool:
    """The outermost clauses, and articles inside a part or a title."""
    above = side.parent[position]
    if above < 0:
        return side.clauses[position].kind is not ClauseKind.TOC
    kinds = (side.clauses[position].kind, side.clauses[above].kind)
    return kinds[0] is ClauseKind.ARTICLE and kinds[1] is not ClauseKind.ARTICLE


def _subtree(side: Side, top: int) -> list[int]:
    found = [top]
    for position in found:
        found += side.children[position]
    return sorted(found)


def _describe(clause: Clause, count: int) -> str:
    name = " ".join(part for part in (clause.citation, clause.heading) if part)
    if not name:
        words = clause.text.split()
        name = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
    return f"{name} ({count} clause{'s' if count > 1 else ''})"
