"""One untrusted file, read through the guard: path or bytes → Reading, page image, or refusal.

The bytes are opened by nobody in this process; only `analyzer.intake` in its child does that.
"""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analyzer import intake, wire
from analyzer.assessments import ReadFile
from analyzer.confirming import SeenWord
from analyzer.engines import load
from analyzer.errors import RefusedFileError
from analyzer.pipeline.files import leads_out
from analyzer.ports import Limits, Overlay, PageImage, PageWatch
from analyzer.records import Hints, Reading, Refusal, RefusalCode
from analyzer.settings import Settings, read_settings

#: nothing larger is taken into memory, let alone read
LARGEST_FILE = 512 << 20


def read(
    path: str | Path,
    *,
    reader: str | None = None,
    password: str | None = None,
    hints: Hints | None = None,
    settings: Settings | None = None,
) -> ReadFile:
    """Read and split one file, without a library; its norms come with it. Raises
    RefusedFileError."""
    data = load_bytes(path)
    chosen = reader or (settings or read_settings()).reader
    reading = read_bytes(data, path=str(path), reader=chosen, hints=hints, password=password)
    return ReadFile.of(reading)


def read_bytes(
    data: bytes,
    *,
    path: str,
    reader: str,
    hints: Hints | None = None,
    password: str | None = None,
    watch: PageWatch | None = None,
) -> Reading:
    """Read and split the bytes of a file; `path` is for its name and for messages."""
    return reading_of(
        answer_bytes(data, path=path, reader=reader, hints=hints, password=password, watch=watch)
    )


def answer_bytes(
    data: bytes,
    *,
    path: str,
    reader: str,
    hints: Hints | None = None,
    password: str | None = None,
    watch: PageWatch | None = None,
) -> bytes:
    """What the child answers, for `reading_of`: the part of reading that needs no turn in this
    process; `watch` is told that it begins. Raises RefusedFileError."""
    if watch:
        watch(0, 0)
    request = intake.read_request(path, reader=reader, hints=hints, password=password)
    limits = Limits.for_size(len(data))
    answer: bytes = _guard().answer(request, data, limits=limits, watch=watch)
    return answer


def reading_of(answer: bytes) -> Reading:
    """The records of a child's answer."""
    return wire.reading_from_json(json.loads(answer)["reading"])


def clauses_json(
    path: str | Path,
    *,
    reader: str | None = None,
    password: str | None = None,
    settings: Settings | None = None,
    watch: PageWatch | None = None,
) -> bytes:
    """The document of `analyzer clauses --json` as the child wrote it: nothing is taken apart and
    put together again, so that a long agreement costs this process only the text itself. Raises
    RefusedFileError."""
    data = load_bytes(path)
    chosen = reader or (settings or read_settings()).reader
    request = intake.clauses_request(str(path), reader=chosen, password=password)
    limits = Limits.for_size(len(data))
    answer: bytes = _guard().answer(request, data, limits=limits, watch=watch)
    return answer


def read_json(
    path: str | Path, *, settings: Settings | None = None, password: str | None = None
) -> wire.Json:
    """The document of `analyzer clauses` as plain data, a refusal in it and not raised."""
    try:
        answer: wire.Json = json.loads(clauses_json(path, settings=settings, password=password))
    except RefusedFileError as error:
        return refused_json(error.refusal)
    return answer


def refused_json(refusal: Refusal) -> wire.Json:
    """The document of `analyzer clauses` for a file that was refused."""
    nothing: wire.Json = {
        "document": None,
        "clauses": [],
        "set_aside": [],
        "account": None,
        "outline": None,
        "warnings": [],
        "definitions": [],
        "references_unresolved": [],
    }
    return wire.envelope(nothing, refusals=(refusal,))


def render_bytes(
    data: bytes,
    *,
    path: str,
    page: int,
    scale: float,
    overlays: Sequence[Overlay] = (),
    password: str | None = None,
) -> PageImage:
    """Draw one page with boxes on it. Raises RefusedFileError."""
    request = intake.render_request(
        path, page=page, scale=scale, overlays=overlays, password=password
    )
    drawn = _guard().run(request, data, limits=Limits.for_size(len(data)))
    image = base64.b64decode(drawn["image"])
    return PageImage(image, drawn["width"], drawn["height"], drawn["scale"])


def wait_for_pages() -> None:
    """From now on a child waits for the next page to draw: for programs that draw many."""
    load("guard", "process").wait_for_pages()


def second_words(
    data: bytes, *, path: str, pages: Sequence[int], password: str | None = None
) -> dict[int, list[SeenWord]]:
    """The words of some pages as the second reader sees them. Raises RefusedFileError,
    MissingLibraryError."""
    request = intake.words_request(path, pages=pages, password=password)
    answer = _guard().run(request, data, limits=Limits.for_size(len(data)))
    return {
        int(number): [SeenWord(*word) for word in words]
        for number, words in answer["pages"].items()
    }


def missing_limits() -> tuple[str, ...]:
    """What the guarded child cannot give up on this system; () where the guard is whole."""
    answer = _guard().run(intake.limits_request(), b"", limits=Limits())
    return tuple(answer["missing"])


def load_bytes(path: str | Path, *, within: Path | None = None) -> bytes:
    """The bytes of a file; `within`: a folder that a link may not lead out of. Raises
    RefusedFileError when there are none to be had, or more than are read."""
    file = Path(path)
    try:
        check_link(file, within)
        with open(file, "rb", opener=_open_at_once) as opened:
            facts = os.fstat(opened.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise RefusedFileError.because(RefusalCode.UNSUPPORTED, str(path), **_NO_FILE)
            # no more than that, whatever the system says of its size
            data = b"" if facts.st_size > LARGEST_FILE else opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RefusedFileError.because(
            RefusalCode.NOT_FOUND,
            str(path),
            what="The file cannot be opened.",
            why=f"{error.strerror or type(error).__name__}.",
            do="Check the name, and that you may read the file.",
        ) from error
    size = max(facts.st_size, len(data))
    if size > LARGEST_FILE:
        raise RefusedFileError.because(
            RefusalCode.TOO_LARGE,
            str(path),
            what="The file was not read.",
            why=f"It has {size >> 20} MB; more than {LARGEST_FILE >> 20} MB is not read.",
            do="Split it.",
        )
    return data


_LEADS_OUT = {
    "what": "The link was not followed.",
    "why": "It leads to a file outside the folder that was named.",
    "do": "Name that file itself if you trust it, or copy it into the folder.",
}
_NO_FILE = {
    "what": "There is no file to read.",
    "why": "It is a pipe, a device or a socket: reading it might never end.",
    "do": "Name the document's own file.",
}


def check_link(path: Path, within: Path | None) -> None:
    """Raise RefusedFileError where a link leads out of the folder that it was found in."""
    if leads_out(path, within):
        raise RefusedFileError.because(RefusalCode.UNSAFE, str(path), **_LEADS_OUT)


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for somebody to write into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _guard() -> Any:  # noqa: ANN401
    return load("guard", "process")()
