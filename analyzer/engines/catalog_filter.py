"""A ClauseFilter as the condition of a query: filter → (SQL, values).

The condition speaks of `d` (documents) and `c` (clauses), and calls `casefold`, which the database
brings: SQLite's own `lower` knows no letters but those of English. A guild is named by any part of
its name, in any case. A document is in force on a day when it has begun, has not ended, and is no
mere offer or claim; of a document without a first day nobody can say so, and it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.ports import ClauseFilter
from analyzer.records import NOT_BINDING_KINDS, NOT_BINDING_STATUSES

#: stands for any topic
ANY_TOPIC = "ai"
Condition = tuple[str, list[str]]


def document_condition(only: ClauseFilter | None) -> Condition:
    """What the filter asks of the document."""
    parts: list[str] = []
    values: list[str] = []
    if only is None:
        return "1", values
    if only.documents is not None:
        parts.append(_one_of("d.id", sorted(only.documents), values))
    if only.document_kinds is not None:
        parts.append(_one_of("d.kind", sorted(only.document_kinds), values))
    if only.guild is not None:
        parts.append("instr(casefold(coalesce(d.guild, '')), casefold(?)) > 0")
        values.append(only.guild)
    if only.as_of is not None:
        parts.append("d.effective <= ? AND (d.expires IS NULL OR d.expires >= ?)")
        values += [only.as_of, only.as_of]
        parts.append("NOT " + _one_of("d.kind", sorted(NOT_BINDING_KINDS), values))
        parts.append("NOT " + _one_of("d.status", sorted(NOT_BINDING_STATUSES), values))
    return " AND ".join(parts) or "1", values


def clause_condition(only: ClauseFilter | None) -> Condition:
    """What the filter asks of the clause and its document; a topic is met by a finding held
    true."""
    condition, values = document_condition(only)
    parts = [condition]
    if only is not None and only.clauses is not None:
        parts.append(_one_of("c.id", sorted(only.clauses), values))
    if only is not None and only.kinds is not None:
        parts.append(_one_of("c.kind", sorted(only.kinds), values))
    if only is not None and only.worded:
        parts.append("(c.text <> '' OR c.cell_words IS NOT NULL)")
    if only is not None and only.topic is not None:
        topic = ""
        if only.topic != ANY_TOPIC:
            topic = " AND f.topic = ?"
            values.append(only.topic)
        parts.append(f"c.number IN (SELECT f.clause FROM findings f WHERE f.asserted = 1{topic})")
    return " AND ".join(parts), values


def _one_of(column: str, wanted: Iterable[str], values: list[str]) -> str:
    listed = [str(value) for value in wanted]
    values += listed
    return f"{column} IN ({', '.join('?' * len(listed))})"
