"""A file as it came: bytes → Source, or a refusal.

What a file is called proves nothing: its first bytes say what it is.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from analyzer.errors import RefusedFileError
from analyzer.records import Media, RefusalCode, Source

#: '%PDF-' may stand behind this much of something else
HEAD = 1024


def open_source(path: str | Path) -> Source:
    """Read a file from disk. Raises RefusedFileError (not_found, unsupported, empty)."""
    place = Path(path)
    try:
        data = place.read_bytes()
    except FileNotFoundError as error:
        raise _refuse(
            RefusalCode.NOT_FOUND, str(path), "There is no such file.", "", "Check the name."
        ) from error
    except OSError as error:
        raise _refuse(
            RefusalCode.NOT_FOUND,
            str(path),
            "The file cannot be opened.",
            f"{error.strerror or 'The system refuses'}.",
            "Check that it is a file and that you may read it.",
        ) from error
    return source_from_bytes(data, path=str(path))


def source_from_bytes(data: bytes, *, path: str) -> Source:
    """A source from its bytes; `path` names it. Raises RefusedFileError (unsupported, empty)."""
    if not data.strip():
        raise _refuse(
            RefusalCode.EMPTY,
            path,
            "The file is empty.",
            "It has no bytes to read.",
            "Check that it is the right file and was copied whole.",
        )
    # behind more than that no reader finds the header; the code of a PDF is no text all the same
    if b"%PDF-" in data[:HEAD] or (b"%PDF-" in data and b"endobj" in data):
        media = Media.PDF
    else:
        _refuse_other_kinds(data, path)
        media = Media.TEXT
    return Source(path, data, hashlib.sha256(data).hexdigest(), media)


def reader_name(source: Source, setting: str) -> str:
    """The name of the reader for a source: 'text' for text, else what the settings say."""
    return "text" if source.media is Media.TEXT else setting


def _refuse_other_kinds(data: bytes, path: str) -> None:
    kind = _other_kind(data)
    if kind:
        raise _refuse(
            RefusalCode.UNSUPPORTED,
            path,
            f"The file is {kind}{', whatever its name says' if _is_named_readable(path) else ''}.",
            "PDF and plain text are read.",
            "Save or print it as a PDF, and read that.",
        )


def _is_named_readable(path: str) -> bool:
    return path.lower().endswith((".pdf", ".txt", ".text"))


def _other_kind(data: bytes) -> str | None:
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:4] == b"PK\x03\x04":
        return "a Word document" if b"word/" in data else "a zip archive"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "an old Word or Excel document"
    if head.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<svg")):
        return "a web page or XML"
    if head.startswith(b"{\\rtf"):
        return "a rich text document"
    if data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n":
        return "a picture"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    return "of an unknown kind" if b"\x00" in data[: 8 * HEAD] else None


def _refuse(code: RefusalCode, path: str, what: str, why: str, do: str) -> RefusedFileError:
    return RefusedFileError.because(code, path, what=what, why=why, do=do)
