"""One outside library or file format a file, and the table that names them.

(kind, name) → (module, class, extra). `load` imports the module only when it is asked for, so that
nothing heavy is loaded by a command that does not need it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from analyzer.errors import BadRequestError, MissingLibraryError


class Engine(NamedTuple):
    """Where an engine is, and the package without which it does not work."""

    module: str
    name: str
    package: str


ENGINES: dict[tuple[str, str], Engine] = {
    ("reader", "pdfium"): Engine("read_pdf_pdfium", "PdfiumReader", "pypdfium2"),
    ("reader", "pdfplumber"): Engine("read_pdf_pdfplumber", "PdfplumberReader", "pdfplumber"),
    ("reader", "text"): Engine("read_text", "TextReader", ""),
    ("tables", "pdfplumber"): Engine("table_pdfplumber", "PdfplumberTables", "pdfplumber"),
    ("workbook", "xlsxwriter"): Engine("workbook_xlsxwriter", "XlsxWorkbook", "xlsxwriter"),
    ("tracked", "docx"): Engine("word_python_docx", "DocxWriter", "python-docx"),
    ("renderer", "pdfium"): Engine("render_pdfium", "PdfiumRenderer", "pypdfium2"),
    ("encoder", "onnx"): Engine("encoder_onnx", "OnnxEncoder", "onnxruntime"),
    ("encoder", "sentence-transformers"): Engine(
        "encoder_sentence_transformers", "SentenceTransformersEncoder", "sentence-transformers"
    ),
    #: (name, cache folder) → Encoder, by whichever engine the encoder needs
    ("encoder", "any"): Engine("encoder_choice", "open_encoder", ""),
    ("store", "faiss"): Engine("store_faiss", "FaissStore", "faiss-cpu"),
    ("store", "numpy"): Engine("store_numpy", "NumpyStore", "numpy"),
    ("neighbours", "faiss"): Engine("neighbours_faiss", "FaissNeighbours", "faiss-cpu"),
    ("neighbours", "numpy"): Engine("neighbours_numpy", "NumpyNeighbours", "numpy"),
    ("catalog", "sqlite"): Engine("catalog_sqlite", "SqliteCatalog", ""),
    ("cache", "sqlite"): Engine("catalog_vectors", "CachedVectors", ""),
    ("guard", "process"): Engine("guard_process", "ProcessGuard", ""),
}


def load(kind: str, name: str) -> Any:  # noqa: ANN401
    """The engine's class. Raises MissingLibraryError with the line that installs it."""
    if (kind, name) not in ENGINES:
        known = ", ".join(n for k, n in ENGINES if k == kind)
        raise BadRequestError(f"There is no {kind} called {name!r}.", do=f"Use one of: {known}.")
    engine = ENGINES[kind, name]
    try:
        module = import_module(f"analyzer.engines.{engine.module}")
    except ModuleNotFoundError as error:
        if engine.package and not (error.name or "").startswith("analyzer"):
            raise MissingLibraryError.of(engine.package, feature=f"The {kind} {name}") from error
        raise
    return getattr(module, engine.name)
