"""Pages as the second reader saw them, kept by the file's sha256 and the page, each with its seal.

(sha256, page) → the words as JSON. A page whose seal does not fit is read again: it is no truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_seals import open_value, seal_value
from analyzer.errors import LibraryDamagedError


class SecondTable:
    """The part of the catalog that remembers second readings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def second_pages(self, sha256: str, pages: Iterable[int]) -> dict[int, str]:
        """Those of the pages that are kept."""
        found: dict[int, str] = {}
        with self._database.reading() as sql:
            for page in sorted(set(pages)):
                row = sql.execute(
                    "SELECT words FROM second WHERE sha256 = ? AND page = ?", (sha256, page)
                ).fetchone()
                if row:
                    try:
                        found[page] = open_value("second reading", row[0])
                    except LibraryDamagedError:
                        continue
        return found

    def save_second(self, sha256: str, pages: Mapping[int, str]) -> None:
        """Keep pages of a file that the library holds."""
        with self._database.writing() as sql:
            sql.executemany(
                "INSERT OR REPLACE INTO second SELECT ?, ?, ? "
                "WHERE EXISTS (SELECT 1 FROM documents WHERE sha256 = ?)",
                [(sha256, page, seal_value(words), sha256) for page, words in pages.items()],
            )
