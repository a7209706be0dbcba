"""Findings and silences in the catalog: replaced as a whole, one document at a time."""

from __future__ import annotations

import json
from dataclasses import replace

from analyzer import wire
from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_documents import add_stage, document_row
from analyzer.engines.catalog_filter import ANY_TOPIC, clause_condition, document_condition
from analyzer.engines.catalog_rows import CLAUSE_COLUMNS, broken_seal, clause_from_row, fits
from analyzer.engines.catalog_seals import insert_sealed
from analyzer.ports import ClauseFilter
from analyzer.records import Clause, ClauseId, DocumentId, Finding, Findings, Silence, Stage


class FindingTables:
    """The part of the catalog that holds what the finder said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_findings(self, document: DocumentId, findings: Findings, *, stage: Stage) -> None:
        """Replace the document's findings and silences: stage CUES or FINDINGS."""
        with self._database.writing() as sql:
            (number,) = document_row(sql, document, "number")
            for table in ("findings", "silences"):
                sql.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
            clauses = dict(
                sql.execute("SELECT id, number FROM clauses WHERE document = ?", (number,))
            )
            insert_sealed(
                sql,
                "findings",
                (
                    (
                        number,
                        clauses[finding.clause_id],
                        finding.topic,
                        float(finding.score),
                        int(finding.asserted),
                        json.dumps(wire.finding_to_json(finding), ensure_ascii=False),
                    )
                    for finding in findings.findings
                ),
            )
            insert_sealed(
                sql,
                "silences",
                (
                    (
                        number,
                        silence.topic,
                        json.dumps(wire.silence_to_json(silence), ensure_ascii=False),
                    )
                    for silence in findings.silences
                ),
            )
            add_stage(sql, document, stage)

    def findings(
        self, only: ClauseFilter | None = None, *, asserted_only: bool = True
    ) -> tuple[Finding, ...]:
        """Findings, in reading order of their clauses; a topic in the filter limits the findings
        themselves, so that another topic of the same clause is left out."""
        topic = only.topic if only else None
        condition, values = clause_condition(_without_topic(only))
        if asserted_only:
            condition += " AND f.asserted = 1"
        if topic is not None and topic != ANY_TOPIC:
            condition += " AND f.topic = ?"
            values.append(topic)
        with self._database.reading() as sql:
            rows = sql.execute(
                f"SELECT {CLAUSE_COLUMNS}, f.seal, f.document, f.clause, f.topic, f.score, "
                "f.asserted, f.record FROM findings f "
                "JOIN clauses c ON c.number = f.clause JOIN documents d ON d.number = c.document "
                f"WHERE {condition} ORDER BY d.number, c.position, f.number",
                values,
            ).fetchall()
        clauses: dict[int, Clause] = {}
        found = []
        for row in rows:
            clause = clauses.setdefault(row[0], clauses.get(row[0]) or clause_from_row(row))
            if not fits(row[-6:], row[-7]):
                raise broken_seal(str(row[1]))
            record = {**json.loads(row[-1]), "score": row[-3]}
            found.append(wire.finding_from_json(record, clause))
        return tuple(found)

    def topics(self, only: ClauseFilter | None = None) -> dict[ClauseId, dict[str, float]]:
        """Of each clause meant that has a finding held true, the score of every topic found there;
        the clauses themselves are not loaded."""
        condition, values = clause_condition(only)
        with self._database.reading() as sql:
            rows = sql.execute(
                "SELECT c.id, f.seal, f.document, f.clause, f.topic, f.score, f.asserted, f.record "
                "FROM findings f "
                "JOIN clauses c ON c.number = f.clause JOIN documents d ON d.number = c.document "
                f"WHERE {condition} ORDER BY f.number",
                values,
            ).fetchall()
        found: dict[ClauseId, dict[str, float]] = {}
        true: set[ClauseId] = set()
        for name, sealed, *kept in rows:
            if not fits(kept, sealed):
                raise broken_seal(name)
            _, _, topic, score, asserted, _ = kept
            found.setdefault(ClauseId(name), {})[topic] = score
            if asserted:
                true.add(ClauseId(name))
        return {clause: topics for clause, topics in found.items() if clause in true}

    def silences(self, only: ClauseFilter | None = None) -> tuple[Silence, ...]:
        """Silences of the documents meant, in the order of documents."""
        condition, values = document_condition(only)
        if only is not None and only.topic is not None and only.topic != ANY_TOPIC:
            condition += " AND s.topic = ?"
            values.append(only.topic)
        with self._database.reading() as sql:
            rows = sql.execute(
                "SELECT d.id, s.seal, s.document, s.topic, s.record FROM silences s "
                f"JOIN documents d ON d.number = s.document WHERE {condition} "
                "ORDER BY d.number, s.number",
                values,
            ).fetchall()
        for name, sealed, *kept in rows:
            if not fits(kept, sealed):
                raise broken_seal(name)
        return tuple(wire.silence_from_json(json.loads(row[-1])) for row in rows)


def _without_topic(only: ClauseFilter | None) -> ClauseFilter | None:
    return replace(only, topic=None) if only else None
