"""One untrusted file, read in a process of its own: `python -m analyzer.intake`.

Standard input: one JSON line (the request, with its limits), then the bytes of the file. Standard
output: one JSON document; ahead of it, where that is asked for, how many pages are read. Nothing
else of this program runs here, and nothing of the file leaves but plain data.

    read    → {"reading": …}                          what the library keeps
    clauses → the document of `analyzer clauses`      passed through to the command line as it is
    render  → {"image": base64, "width", "height", "scale"}
    words   → {"pages": {"5": [[word, bare, x0, top, x1, bottom], …]}}     a second reading
    limits  → {"missing": […]}                        limits that this system does not know
    no      → {"refusal": …}, exit code 3; {"error": …}, exit code 4: not the file's fault
"""

from __future__ import annotations

import base64
import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from analyzer import wire
from analyzer.engines import load
from analyzer.engines.guard_pages import count_line
from analyzer.errors import AnalyzerError, RefusedFileError
from analyzer.ports import Limits, Overlay, PageWatch
from analyzer.records import Hints, Media, Reading, RefusalCode, Source, Word

Request = Mapping[str, Any]
ANSWERED, REFUSED, FAILED = 0, 3, 4
REQUEST_BYTES = 8 << 20
#: Reading makes millions of small records and few circles: looked for as often as Python does by
#: itself they cost a tenth of the time. With the first reader this seldom is enough; pdfplumber's
#: parser leaves circles behind, and would take twice the memory, but for the few pages of a second
#: reading.
COLLECTED_EVERY, OTHERWISE_EVERY = 1_000_000, 50_000
#: seconds of reading before pages are counted aloud, and between two counts
COUNTED_EVERY = 0.5
#: a sign stands raised when its foot is higher by so much of its size
RAISED = 0.2


# ── requests, as the parent makes them ───────────────────────────────────────────────────────────
def read_request(
    path: str, *, reader: str, hints: Hints | None = None, password: str | None = None
) -> dict[str, Any]:
    """Ask for a Reading; `clauses_request` asks for the same as the interface shows it."""
    said = wire.hints_to_json(hints) if hints else None
    return {"work": "read", "path": path, "reader": reader, "hints": said, "password": password}


def clauses_request(
    path: str, *, reader: str, hints: Hints | None = None, password: str | None = None
) -> dict[str, Any]:
    """Ask for the JSON document of `analyzer clauses`."""
    asked = read_request(path, reader=reader, hints=hints, password=password)
    return {**asked, "work": "clauses"}


def render_request(
    path: str,
    *,
    page: int,
    scale: float,
    overlays: Iterable[Overlay] = (),
    password: str | None = None,
) -> dict[str, Any]:
    """Ask for a page image with boxes on it."""
    drawn = [
        {
            "boxes": [wire.box_to_json(box) for box in item.boxes],
            "color": item.color,
            "fill": item.fill,
        }
        for item in overlays
    ]
    asked = {"work": "render", "path": path, "page": page, "scale": scale, "overlays": drawn}
    return {**asked, "password": password}


def words_request(
    path: str, *, pages: Iterable[int], password: str | None = None
) -> dict[str, Any]:
    """Ask the second reader for the words of some pages."""
    return {
        "work": "words",
        "path": path,
        "reader": "pdfplumber",
        "pages": sorted(pages),
        "password": password,
    }


def limits_request() -> dict[str, Any]:
    """Ask which limits this system does not know."""
    return {"work": "limits", "path": ""}


# ── the works ────────────────────────────────────────────────────────────────────────────────────
def read_file(
    source: Source,
    *,
    reader: str,
    hints: Hints | None = None,
    password: str | None = None,
    limits: Limits | None = None,
    watch: PageWatch | None = None,
) -> Reading:
    """Source → words → pages → document → clauses. Raises RefusedFileError."""
    from analyzer.clauses import split_clauses
    from analyzer.documents import describe, reader_name
    from analyzer.pages import read_pages

    engine = load("reader", reader_name(source, reader))()
    pages = read_pages(
        source,
        engine,
        password=password,
        limits=limits,
        tables=load("tables", "pdfplumber")(),
        watch=watch,
    )
    document = describe(source, pages, hints)
    return split_clauses(pages, document)


def _answer_reading(request: Request, data: bytes, limits: Limits) -> Iterator[str]:
    reading = _read(request, data, limits)
    yield '{"reading":'
    yield from wire.reading_pieces(reading, private=True)
    yield "}"


def _answer_clauses(request: Request, data: bytes, limits: Limits) -> Iterator[str]:
    reading = _read(request, data, limits)
    yield from wire.reading_pieces(reading, enveloped=True)


def _read(request: Request, data: bytes, limits: Limits) -> Reading:
    from analyzer.documents import source_from_bytes

    said = request["hints"]
    return read_file(
        source_from_bytes(data, path=request["path"]),
        reader=request["reader"],
        hints=wire.hints_from_json(said) if said else None,
        password=request["password"],
        limits=limits,
        watch=request["watch"],
    )


def _answer_image(request: Request, data: bytes, limits: Limits) -> Iterator[str]:
    from analyzer.documents import source_from_bytes

    source = source_from_bytes(data, path=request["path"])
    if source.media is not Media.PDF:
        raise RefusedFileError.because(
            RefusalCode.UNSUPPORTED,
            source.path,
            what="There is no page image.",
            why="Only a PDF has pages that can be drawn.",
            do="Read its clauses instead.",
        )
    overlays = [
        Overlay(
            tuple(wire.box_from_json(box) for box in item["boxes"]), item["color"], item["fill"]
        )
        for item in request["overlays"]
    ]
    image = load("renderer", "pdfium")().render(
        data,
        page=request["page"],
        scale=request["scale"],
        overlays=overlays,
        password=request["password"],
    )
    drawn = {"width": image.width, "height": image.height, "scale": image.scale}
    yield json.dumps({"image": base64.b64encode(image.data).decode("ascii"), **drawn})


def _answer_words(request: Request, data: bytes, limits: Limits) -> Iterator[str]:
    engine = load("reader", request["reader"])()
    seen: dict[str, list[list[Any]]] = {}
    with engine.open(data, path=request["path"], password=request["password"]) as opened:
        for number in request["pages"]:
            if opened.has_page(number):
                page = opened.page(number, most=limits.page_words)
                seen[str(number)] = [
                    [
                        word.text,
                        _without_raised(page.characters.get(at, ())) or word.text,
                        *(round(edge, 2) for edge in (word.x0, word.top, word.x1, word.bottom)),
                    ]
                    for at, word in enumerate(page.words[: limits.page_words])
                    if not word.style.angle  # letters of a watermark lie over the words
                ]
    yield json.dumps({"pages": seen}, ensure_ascii=False)


def _without_raised(characters: Sequence[Word]) -> str:
    """A word without the raised signs of notes that are set close to it: 'System' of 'System1'."""
    foot = max((character.bottom for character in characters), default=0.0)
    return "".join(c.text for c in characters if foot - c.bottom < RAISED * c.style.size)


def _answer_limits(request: Request, data: bytes, limits: Limits) -> Iterator[str]:
    yield json.dumps({"missing": request["missing"]})


WORKS: dict[str, Callable[[Request, bytes, Limits], Iterator[str]]] = {
    "read": _answer_reading,
    "clauses": _answer_clauses,
    "render": _answer_image,
    "words": _answer_words,
    "limits": _answer_limits,
}


# ── the child ────────────────────────────────────────────────────────────────────────────────────
def main() -> int:
    """Take one request from standard input, answer on standard output; returns the exit code."""
    with _only_output() as output:
        if os.environ.get("ANALYZER_READY"):
            _load_renderer()
        request = json.loads(sys.stdin.buffer.readline(REQUEST_BYTES))
        limits = Limits(**request.pop("limits"))
        path = str(request["path"])
        try:
            request["missing"] = _prepare(request, limits)
            request["watch"] = _Aloud(output) if request.get("counts") else None
            data = sys.stdin.buffer.read()
            for piece in WORKS[request["work"]](request, data, limits):
                output.write(piece.encode("utf-8", errors="replace"))
            return ANSWERED
        except RefusedFileError as error:
            code, said = REFUSED, {"refusal": wire.refusal_to_json(error.refusal)}
        except AnalyzerError as error:
            name = type(error).__name__
            told = {"type": name, "what": error.what, "why": error.why, "do": error.do}
            code, said = FAILED, {"error": told}
        except Exception as error:  # whatever a hostile file makes a library raise
            refusal = _too_large(path, limits) if _is_starved(error) else _unforeseen(path, error)
            code, said = REFUSED, {"refusal": refusal}
        # On a line of its own: part of an answer may stand before it.
        output.write(b"\n" + json.dumps(said).encode())
        return code


class _Aloud:
    """Says how many pages are read, ahead of the answer, of a file that takes longer than a
    moment."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._next = time.monotonic() + COUNTED_EVERY
        self._told = False

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next and not (self._told and done == total):
            return
        self._next, self._told = now + COUNTED_EVERY, True
        self._output.write(count_line(done, total))
        self._output.flush()


def _is_starved(error: Exception) -> bool:
    """True when memory ran out. Where that happens inside an import, Python says SystemError (an
    error that was lost) and the system's loader ImportError."""
    if isinstance(error, MemoryError | SystemError):
        return True
    # 'failed to map segment from shared object', 'cannot allocate memory in static TLS block'
    return isinstance(error, ImportError | OSError) and any(
        words in str(error).lower() for words in ("failed to map", "cannot allocate memory")
    )


def _load_renderer() -> None:
    """All that draws a page, before there is one to draw."""
    from analyzer import documents  # noqa: F401

    load("renderer", "pdfium").load_libraries()


def _prepare(request: Request, limits: Limits) -> tuple[str, ...]:
    """Load the program's own code while it can still be compiled to disk, then give up the rest;
    returns what the system does not allow."""
    from analyzer.engines import guard_limits

    if request["work"] == "render":
        load("renderer", "pdfium")
    elif request["work"] == "words":
        load("reader", request["reader"])
    elif request["work"] != "limits":
        from analyzer import clauses, documents, pages  # noqa: F401

        load("reader", request["reader"])
    parent = os.environ.get("ANALYZER_PARENT")
    if parent:
        guard_limits.die_with_parent(int(parent))
    few = request["work"] == "words" or request.get("reader") == "pdfium"
    gc.set_threshold(COLLECTED_EVERY if few else OTHERWISE_EVERY)
    return guard_limits.confine(limits)


def _only_output() -> Any:  # noqa: ANN401
    """Standard output for this module alone: what a library prints goes nowhere."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return output


def _too_large(path: str, limits: Limits) -> wire.Json:
    return {
        "path": path,
        "code": RefusalCode.TOO_LARGE.value,
        "what": "The file was not read.",
        "why": f"Reading it needs more memory than the {limits.memory_bytes >> 20} MB that a file "
        "of its size may use.",
        "do": "Split the file, or print it to a new PDF and read that.",
    }


def _unforeseen(path: str, error: Exception) -> wire.Json:
    """Name the kind and place of an error that no step foresaw, never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "unknown"
    return {
        "path": path,
        "code": RefusalCode.DAMAGED.value,
        "what": "The file was not read.",
        "why": f"The reader came upon something that it does not know "
        f"({type(error).__name__} in {place}).",
        "do": "Print it to a new PDF and read that.",
    }


if __name__ == "__main__":
    sys.exit(main())
