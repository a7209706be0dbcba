"""Clauses → findings: by cues alone, or by cues and encoder together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer import findings
from analyzer.pipeline.checkup import program_version
from analyzer.pipeline.wiring import Wiring
from analyzer.records import Clause, Findings
from analyzer.taxonomy import data_fingerprint

if TYPE_CHECKING:
    from analyzer.ports import Vectors


def judge(wiring: Wiring, clauses: Sequence[Clause], *, vectors: Vectors | None) -> Findings:
    """Findings and silences of one document's clauses; `vectors` None: by cues alone."""
    if vectors is None:
        return findings.find_by_cues(clauses, wiring.taxonomy)
    return findings.find(clauses, wiring.taxonomy, vectors, encoder=wiring.encoder)


def finder_fingerprint() -> str:
    """The version of the program and a checksum of all data that findings are made by: where it is
    another one, they are made anew."""
    return f"{program_version()} {data_fingerprint()}"
