"""Guild contract clause analyzer: reads agreements and proposals, finds and compares their clauses
about artificial intelligence.

The front door: every name loads on first use, so that `import analyzer` needs neither torch nor
FAISS. Nothing inside the package imports it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.errors import AnalyzerError, RefusedFileError
    from analyzer.pipeline import Analyzer, read
    from analyzer.records import (
        Audit,
        AuditEdit,
        Change,
        Clause,
        Comparison,
        Correction,
        Document,
        Finding,
        Hints,
        Hit,
        MatrixRow,
        Norm,
        ProvisionTerm,
        Reading,
        Refusal,
        Risk,
        Silence,
        Standing,
    )
    from analyzer.settings import Settings

_HOME = {
    "Analyzer": "analyzer.pipeline",
    "AnalyzerError": "analyzer.errors",
    "Audit": "analyzer.records",
    "AuditEdit": "analyzer.records",
    "Change": "analyzer.records",
    "Clause": "analyzer.records",
    "Comparison": "analyzer.records",
    "Correction": "analyzer.records",
    "Document": "analyzer.records",
    "Finding": "analyzer.records",
    "Hints": "analyzer.records",
    "Hit": "analyzer.records",
    "MatrixRow": "analyzer.records",
    "Norm": "analyzer.records",
    "ProvisionTerm": "analyzer.records",
    "Reading": "analyzer.records",
    "Refusal": "analyzer.records",
    "Risk": "analyzer.records",
    "RefusedFileError": "analyzer.errors",
    "Settings": "analyzer.settings",
    "Silence": "analyzer.records",
    "Standing": "analyzer.records",
    "read": "analyzer.pipeline",
}

__all__ = [
    "Analyzer",
    "AnalyzerError",
    "Audit",
    "AuditEdit",
    "Change",
    "Clause",
    "Comparison",
    "Correction",
    "Document",
    "Finding",
    "Hints",
    "Hit",
    "MatrixRow",
    "Norm",
    "ProvisionTerm",
    "Reading",
    "Refusal",
    "RefusedFileError",
    "Risk",
    "Settings",
    "Silence",
    "Standing",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'analyzer' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
