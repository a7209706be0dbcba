"""Jobs and refusals in the catalog: what is on its way into the library, and what was not read."""

from __future__ import annotations

import json
from typing import Any

from analyzer import wire
from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_rows import broken_seal
from analyzer.records import DocumentId, Job, JobState, Refusal, Stage

_COLUMNS = "id, path, state, document, stages, detail, done, total, refusal"


class JobTable:
    """The part of the catalog that holds jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_job(self, path: str, *, document: DocumentId | None = None) -> Job:
        """A new job, waiting; `document`: of a file that the library holds already."""
        waiting = JobState.WAITING
        with self._database.writing() as sql:
            cursor = sql.execute(
                "INSERT INTO jobs VALUES (NULL, ?, ?, ?, '', '', 0, 0, NULL)",
                (path, waiting.value, document),
            )
            return Job(id=cursor.lastrowid or 0, path=path, state=waiting, document=document)

    def update_job(self, job: int, **changes: Any) -> None:  # noqa: ANN401
        """Change fields of a job: state, document, stages, detail, done, total, refusal."""
        values = {name: _column(name, value) for name, value in changes.items()}
        setting = ", ".join(f"{name} = ?" for name in values)
        with self._database.writing() as sql:
            sql.execute(f"UPDATE jobs SET {setting} WHERE id = ?", (*values.values(), job))

    def jobs(self, *, states: frozenset[JobState] | None = None) -> tuple[Job, ...]:
        """Jobs, newest first."""
        wanted = sorted(states if states is not None else JobState)
        with self._database.reading() as sql:
            rows = sql.execute(
                f"SELECT {_COLUMNS} FROM jobs WHERE state IN ({', '.join('?' * len(wanted))}) "
                "ORDER BY id DESC",
                wanted,
            ).fetchall()
        return tuple(_job(row) for row in rows)

    def refusals(self) -> tuple[Refusal, ...]:
        """Files refused and not read since: the newest job of the path was refused, and no
        document came from it later."""
        with self._database.reading() as sql:
            rows = sql.execute(
                "SELECT j.refusal FROM jobs j WHERE j.refusal IS NOT NULL AND j.state = ? "
                "AND NOT EXISTS (SELECT 1 FROM jobs n WHERE n.path = j.path AND n.id > j.id) "
                "ORDER BY j.id",
                (JobState.REFUSED.value,),
            ).fetchall()
        try:
            return tuple(wire.refusal_from_json(json.loads(row[0])) for row in rows)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise broken_seal("The list of jobs") from error


def _column(name: str, value: Any) -> Any:  # noqa: ANN401
    match name:
        case "state":
            return JobState(value).value
        case "stages":
            return " ".join(Stage(stage).value for stage in value)
        case "refusal":
            return value and json.dumps(wire.refusal_to_json(value), ensure_ascii=False)
        case "document" | "detail" | "done" | "total":
            return value
        case _:
            raise TypeError(f"A job has no field {name!r} that can be changed.")


def _job(row: tuple[Any, ...]) -> Job:
    try:
        if any(isinstance(value, bytes) for value in row):
            raise ValueError("bytes for words")
        return _read_job(row)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise broken_seal("The list of jobs") from error


def _read_job(row: tuple[Any, ...]) -> Job:
    number, path, state, document, stages, detail, done, total, refusal = row
    return Job(
        id=number,
        path=path,
        state=JobState(state),
        document=DocumentId(document) if document else None,
        stages=tuple(Stage(stage) for stage in stages.split()),
        detail=detail,
        done=done,
        total=total,
        refusal=wire.refusal_from_json(json.loads(refusal)) if refusal else None,
    )
