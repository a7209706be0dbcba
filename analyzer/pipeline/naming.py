"""Which document is meant: a path, an id, an unambiguous beginning of an id, a manifest name, a
title, the name of its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from analyzer.errors import UnknownDocumentError
from analyzer.pipeline.files import DOCUMENT_ENDINGS
from analyzer.records import Document

#: more candidates than this help nobody
NAMED_AT_MOST = 8


def is_path(name: str | Path) -> bool:
    """True when a file of that name is there, or when it can be nothing but a path."""
    return isinstance(name, Path) or Path(name).is_file()


def is_place(name: str | Path) -> bool:
    """True for a file or folder that is there, and for what can be nothing but a path: where many
    are named, one that is not there is refused by itself."""
    if isinstance(name, Path):
        return True
    path = Path(name)
    return bool(name) and (
        path.exists() or len(path.parts) > 1 or path.suffix.lower() in DOCUMENT_ENDINGS
    )


def find_document(documents: Sequence[Document], name: str) -> Document:
    """The document of that name. Raises UnknownDocumentError with the candidates."""
    for matches in (
        [document for document in documents if document.id == name],
        [document for document in documents if name and document.id.startswith(name)],
        [document for document in documents if document.name == name],
        [document for document in documents if document.title.casefold() == name.casefold()],
        [document for document in documents if name.casefold() in _file_names(document)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UnknownDocumentError(
                f"{name!r} names several documents: {_listed(matches)}.",
                do="Write more of the id.",
            )
    if not documents:
        raise UnknownDocumentError(
            f"There is no file {name!r}, and the library is empty.",
            do="Name a file that exists, or read documents first: analyzer ingest FOLDER.",
        )
    raise UnknownDocumentError(
        f"There is no file {name!r}, and the library holds no document of that name.",
        do=f"It holds: {_listed(documents)}. Name one of them (analyzer library shows all), or a "
        "file that is there.",
    )


def _file_names(document: Document) -> tuple[str, str]:
    """The name of its file in small letters, with its ending and without."""
    path = PurePosixPath(document.path.casefold().replace("\\", "/"))
    return path.name, path.stem


def _listed(documents: Sequence[Document]) -> str:
    names = sorted(str(document.id) for document in documents)
    more = f" and {len(names) - NAMED_AT_MOST} more" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more
