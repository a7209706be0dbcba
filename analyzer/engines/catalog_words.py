"""The full text of a library: stemmed words of heading, text and the headings above, by BM25.

The query is plain words, never syntax: each word is quoted, and a clause that holds any of them
answers. Words that stand everywhere are left out of the query, unless it has no others.
"""

from __future__ import annotations

import re

from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_documents import FULL_TEXT, add_stage, document_row, forget_words
from analyzer.engines.catalog_filter import clause_condition
from analyzer.ports import ClauseFilter
from analyzer.records import ClauseId, DocumentId, Stage

#: how much a word counts in the clause's heading, in its text, in the headings above it
WEIGHTS = "1.0, 1.0, 0.5"
# may the studio keep the scan?  →  may, the, studio, keep, the, scan
WORD = re.compile(r"[^\W_]+")
_STOPPED = (
    "a about after all also an and any are as at be because been before but by can could did do "
    "does each for from had has have he her his how i if in into is it its may me more most must "
    "my no nor not of on or our shall she should so some such than that the their them then there "
    "these they this those to under until up upon was we were what when where whether which while "
    "who whom whose why will with would you your"
)
STOP_WORDS = frozenset(_STOPPED.split())


class WordTable:
    """The part of the catalog that makes words searchable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index_words(self, document: DocumentId) -> None:
        """Make the document's words searchable: stage LEXICAL. A table is found by its cells."""
        with self._database.writing() as sql:
            (number,) = document_row(sql, document, "number")
            forget_words(sql, number)
            sql.execute(
                "INSERT INTO full_text (rowid, heading, body, above) "
                f"SELECT {FULL_TEXT} FROM clauses WHERE document = ?",
                (number,),
            )
            add_stage(sql, document, Stage.LEXICAL)

    def lexical(
        self, query: str, *, top: int, only: ClauseFilter | None = None
    ) -> list[tuple[ClauseId, float]]:
        """Clauses by BM25 over stemmed words, best first, higher when closer; [] for a query
        without words."""
        wanted = query_words(query)
        if not wanted or top < 1:
            return []
        condition, values = clause_condition(only)
        match = " OR ".join(f'"{word}"' for word in wanted)
        with self._database.reading() as sql:
            rows = sql.execute(
                f"SELECT c.id, -bm25(full_text, {WEIGHTS}) AS closeness FROM full_text "
                "JOIN clauses c ON c.number = full_text.rowid "
                "JOIN documents d ON d.number = c.document "
                f"WHERE full_text MATCH ? AND {condition} "
                "ORDER BY closeness DESC, d.number, c.position LIMIT ?",
                [match, *values, top],
            ).fetchall()
        return [(ClauseId(clause), score) for clause, score in rows]


def query_words(query: str) -> tuple[str, ...]:
    """The words that are looked for, each once, in the order of the query."""
    words = list(dict.fromkeys(WORD.findall(query.lower())))
    telling = [word for word in words if word not in STOP_WORDS and len(word) > 1]
    return tuple(telling or words)
