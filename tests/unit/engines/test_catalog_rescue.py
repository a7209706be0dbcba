"""What a damaged catalog still tells is saved, on both sides of what is damaged."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_rescue import put_aside, salvage
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.engines.catalog_seals import seal_value

PAGE = 4096
COUNT = 60


def make_catalog(folder: Path) -> Path:
    """Rows of documents on many pages, and a note of what a user said."""
    Database(folder).close()
    path = folder / LIBRARY.file_name
    with closing(sqlite3.connect(path)) as sql, sql:
        for number in range(COUNT):
            name = f"offer-{number:02}"
            record = json.dumps({"id": name, "sha256": f"{number:064x}", "path": f"{name}.txt"})
            sql.execute(
                "INSERT INTO documents (id, path, sha256, kind, status, stages, record, reading) "
                "VALUES (?, ?, ?, '', '', '', ?, ?)",
                (name, f"{name}.txt", f"{number:064x}", record, "x" * 600),
            )
        sql.execute("INSERT INTO meta VALUES ('correction:0a', ?)", (seal_value("{}"),))
        sql.execute("INSERT INTO meta VALUES ('correction:0b', 'of no checksum')")
    return path


def test_rows_before_and_behind_a_damaged_page_are_saved(tmp_path: Path) -> None:
    path = make_catalog(tmp_path)
    data = path.read_bytes()
    start = data.index(b'"id": "offer-30"') // PAGE * PAGE
    path.write_bytes(data[:start] + bytes(PAGE) + data[start + PAGE :])
    documents, notes = salvage(tmp_path)
    saved = [of.id for of in documents]
    assert saved == sorted(saved)
    assert {"offer-00", "offer-20", "offer-40", "offer-59"} <= set(saved)
    assert "offer-30" not in saved
    assert notes == {"correction:0a": "{}"}


def test_a_catalog_is_put_aside_with_what_was_written_last(tmp_path: Path) -> None:
    path = make_catalog(tmp_path)
    late = path.with_name(f"{path.name}-wal")
    late.write_bytes(b"written last")
    making = tmp_path / "making"
    making.mkdir()
    whole = path.read_bytes()
    aside = put_aside(tmp_path, making)
    assert (aside / path.name).read_bytes() == whole
    assert (aside / late.name).read_bytes() == b"written last"
    assert not path.exists() and not late.exists()
    path.write_bytes(b"another")
    assert put_aside(tmp_path, making) != aside


def test_where_nothing_can_be_read_an_earlier_catalog_tells(tmp_path: Path) -> None:
    """But of no document whose copy is not there: it may have been removed since."""
    path = make_catalog(tmp_path)
    making = tmp_path / "making"
    making.mkdir()
    put_aside(tmp_path, making)
    path.write_bytes(b"half a catalog " * 400)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / f"{7:064x}").write_bytes(b"a copy")
    documents, notes = salvage(tmp_path)
    assert [of.id for of in documents] == ["offer-07"]
    assert notes == {"correction:0a": "{}"}
    # a whole one has the last word
    path.unlink()
    Database(tmp_path).close()
    assert salvage(tmp_path) == ((), {})
