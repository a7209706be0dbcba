"""What the program stands on: packages, engines and encoder; and where an answer came from.

Settings → results.Doctor; an open library → provenance, for a paper's appendix.
"""

from __future__ import annotations

import importlib.util
import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from analyzer.errors import AnalyzerError
from analyzer.pipeline.health import is_there
from analyzer.pipeline.reading import missing_limits
from analyzer.pipeline.wiring import Wiring, make_encoder
from analyzer.results import Doctor, Part
from analyzer.settings import Settings

PROGRAM = "guild-contract-clause-analyzer"


@dataclass(frozen=True, slots=True)
class Need:
    """A package: the module it is imported by, what it does, what stops without it."""

    package: str
    module: str
    does: str
    without: str


#: the five packages that the project is built around come first
NEEDS = (
    Need(
        "sentence-transformers",
        "sentence_transformers",
        "loads the encoder, and runs any other one that is named",
        "an encoder that is not exported yet cannot be prepared",
    ),
    Need(
        "transformers",
        "transformers",
        "brings the tokenizer and the network that is exported",
        "an encoder that is not exported yet cannot be prepared",
    ),
    Need(
        "pdfplumber",
        "pdfplumber",
        "the second, independent reader (--reader pdfplumber); the cells of ruled tables",
        "only pdfium reads PDFs, and nothing checks it; cells are found by columns",
    ),
    Need(
        "streamlit",
        "streamlit",
        "draws the app",
        "analyzer app does not start; every other command works",
    ),
    Need(
        "faiss-cpu",
        "faiss",
        "finds the nearest clauses, exactly",
        "search by meaning stops; --mode lexical works",
    ),
    Need(
        "pypdfium2",
        "pypdfium2",
        "reads words, fonts, boxes and lines of a PDF and draws its pages",
        "no page images; PDFs are read with --reader pdfplumber",
    ),
    Need(
        "onnxruntime",
        "onnxruntime",
        "runs the encoder",
        "nothing is embedded: AI clauses are found by cues, search goes by words",
    ),
    Need(
        "torch",
        "torch",
        "runs the network while it is exported",
        "an encoder that is not exported yet cannot be prepared",
    ),
    Need("numpy", "numpy", "computes with vectors", "nothing is embedded, compared or found"),
    Need("rapidfuzz", "rapidfuzz", "compares words", "nothing is compared"),
    Need("pydantic", "pydantic", "checks manifests and the taxonomy", "nothing is found"),
    Need("xlsxwriter", "xlsxwriter", "writes tables as a workbook", "--report takes .csv only"),
    Need(
        "python-docx",
        "docx",
        "writes Word files with tracked changes",
        "--report takes no .docx",
    ),
    Need("pandas", "pandas", "gives results as frames", "to_frame() stops"),
)


def examine(settings: Settings) -> Doctor:
    """Look at everything, change nothing but the encoder's exported copy."""
    encoder, ready = _encoder_state(settings)
    return Doctor(
        tuple(_part(need) for need in NEEDS),
        encoder=encoder,
        encoder_ready=ready,
        library=_library_state(settings),
        guard=_guard_state(),
        python=platform.python_version(),
    )


def _part(need: Need) -> Part:
    return Part(
        name=need.package,
        version=installed_version(need),
        does=need.does,
        without=need.without,
        install=f"pip install {need.package}",
    )


def installed_version(need: Need) -> str | None:
    """The version of a package that can be imported; None when it cannot."""
    if need.module in sys.modules and sys.modules[need.module] is None:
        return None
    try:
        if importlib.util.find_spec(need.module) is None:
            return None
        return metadata.version(need.package)
    except (ImportError, ValueError, metadata.PackageNotFoundError):
        return None


def _encoder_state(settings: Settings) -> tuple[str, bool]:
    try:
        encoder = make_encoder(settings)
    except (AnalyzerError, ImportError) as error:
        return f"{settings.encoder}: {error}", False
    return f"{encoder.fingerprint}, {encoder.dimension} dimensions", True


#: what holds on every system
_WEAKER = (
    "what holds is the time by the clock, the size of the answer, and the number of pages and words"
)


def _guard_state() -> str:
    try:
        missing = missing_limits()
    except AnalyzerError as error:
        return f"does not start: {error}"
    if missing:
        lacking = " and ".join(missing)
        return f"files are read in a child process, on this system without {lacking}; {_WEAKER}"
    return "files are read in a child process with limits on memory and time, without a network"


def _library_state(settings: Settings) -> str:
    if not is_there(settings.library):
        return f"{settings.library}: none yet"
    try:
        wiring = Wiring.open(settings.library, settings=settings, read_only=True)
    except AnalyzerError as error:
        return f"{settings.library}: {error}"
    try:
        return f"{settings.library}: {len(wiring.catalog.documents())} documents"
    finally:
        wiring.close()


def trace(wiring: Wiring) -> dict[str, Any]:
    """Versions, encoder, settings and file hashes: what somebody needs to get the same answers."""
    encoder, reason = wiring.encoder_or_reason()
    settings = wiring.settings
    return {
        "program": program_version(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {
            need.package: version for need in NEEDS if (version := installed_version(need))
        },
        "encoder": {
            "name": settings.encoder,
            "fingerprint": encoder.fingerprint if encoder else None,
            "missing": reason,
        },
        "settings": {
            "library": str(wiring.folder) if wiring.folder else None,
            "reader": settings.reader,
            "processes": settings.processes,
        },
        "documents": [
            {
                "id": str(document.id),
                "path": document.path,
                "sha256": document.sha256,
                "stages": [stage.value for stage in document.stages],
            }
            for document in wiring.catalog.documents()
        ],
    }


def program_version() -> str | None:
    """The version of this program; None where it runs without being installed."""
    return _version_of(PROGRAM)


def _version_of(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
