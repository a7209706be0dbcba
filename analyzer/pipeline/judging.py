"""Clauses → findings: by cues alone, or by cues and encoder together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analyzer import findings
from analyzer.pipeline.checkup import program_version
from analyzer.pipeline.wiring import Wiring
from analyzer.records import Clause, Findings

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
    return f"{program_version()} {_data_checksum()}"


@cache
def _data_checksum() -> str:
    digest = hashlib.sha256()
    for item in sorted(files("analyzer").joinpath("data").iterdir(), key=lambda item: item.name):
        if item.is_file():
            digest.update(item.name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()
