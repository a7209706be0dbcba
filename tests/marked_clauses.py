"""Marked clauses from one line of print: '(a) Pay {-two-} {+three+} dollars.'"""

from __future__ import annotations

import re

from analyzer.records import Clause, ClauseId, ClauseKind, DocumentId, MarkKind, MarkSpan

KINDS = {"-": MarkKind.DELETED, "+": MarkKind.INSERTED}
# "{-struck words-}", "{+underlined+}"
MARKED = re.compile(r"\{([-+])(.*?)\1\}")


def read_print(printed: str) -> tuple[str, tuple[MarkSpan, ...]]:
    """The marked text and its spans."""
    text, spans, at = "", [], 0
    for match in MARKED.finditer(printed):
        text += printed[at : match.start()]
        spans.append(MarkSpan(KINDS[match[1]], len(text), len(text) + len(match[2]), 1))
        text += match[2]
        at = match.end()
    return text + printed[at:], tuple(spans)


def one_side(printed: str, without: MarkKind) -> str:
    """The words as they read without those marked so."""
    sign = next(sign for sign, kind in KINDS.items() if kind is without)
    kept = MARKED.sub(lambda match: "" if match[1] == sign else match[2], printed)
    return " ".join(kept.split())


def make_clause(text: str, *, label: str = "", heading: str = "", order: int = 0) -> Clause:
    """A clause of that print; label, heading and text may each bear marks."""
    marked, marks = read_print(" ".join(part for part in (label, heading, text) if part))
    now = {part: one_side(part, MarkKind.DELETED) for part in (label, heading, text)}
    was = one_side(label, MarkKind.INSERTED)
    return Clause(
        ClauseId(f"memo#{order}"),
        DocumentId("memo"),
        None,
        order,
        ClauseKind.CLAUSE,
        now[text],
        label=now[label] or was or None,
        old_label=was if was and now[label] not in ("", was) else None,
        labels=(f"Item {order}", *([now[label] or was] if label else ())),
        citation=f"Item {order}{now[label] or was}",
        heading=now[heading] or None,
        old_text=one_side(text, MarkKind.INSERTED) if marks else None,
        marked_text=marked if marks else None,
        marks=marks,
    )
