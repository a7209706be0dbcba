"""What a document was taken for, overruled: what is said is kept, and the file is read again only
where its clauses would be others.

Document + hints → the document as it is then, brought to its last stage.
"""

from __future__ import annotations

from analyzer.clauses import are_split_alike
from analyzer.documents import describe_as_said
from analyzer.errors import BadRequestError, RefusedFileError
from analyzer.pipeline import stages
from analyzer.pipeline.corrections import correction_of, keep_correction, put_back
from analyzer.pipeline.files import lay_over
from analyzer.pipeline.library import finish_cheap_stages, finish_documents
from analyzer.pipeline.page_counts import tell_pages
from analyzer.pipeline.reading import read_bytes
from analyzer.pipeline.wiring import Wiring
from analyzer.records import Document, Hints
from analyzer.results import Progress, ProgressCallback


def correct(
    wiring: Wiring,
    document: Document,
    hints: Hints,
    *,
    progress: ProgressCallback | None = None,
) -> Document:
    """Keep what is now said of a document of the library; it is read again with that where its
    clauses would be others. Raises BadRequestError where another one has the id that is asked
    for."""
    report = progress or _say_nothing
    data = wiring.catalog.file(document.id)
    if hints.id and any(d.id == hints.id != document.id for d in wiring.catalog.documents()):
        raise BadRequestError(
            f"The library holds another document {hints.id!r}.", do="Give an id that none has."
        )
    # The id stays unless another one is asked for: links and comparisons name it.
    corrected = lay_over(Hints(id=str(document.id)), hints)
    assert corrected is not None
    before = correction_of(wiring.catalog, data)
    keep_correction(wiring.catalog, data, corrected)
    try:
        read = _take_as_corrected(wiring, document, data, report)
    except RefusedFileError:
        put_back(wiring.catalog, data, before)
        raise
    if read.id != document.id:
        stages.forget_judged(wiring, document.id)
    finish_cheap_stages(wiring, read.id)
    finish_documents(wiring, [read], report)
    return stages.document_of(wiring, read.id)


def _take_as_corrected(
    wiring: Wiring, document: Document, data: bytes, report: ProgressCallback
) -> Document:
    """Take it for all that is corrected; again where somebody corrected more meanwhile."""
    while True:
        said = correction_of(wiring.catalog, data)
        before = stages.document_of(wiring, document.id)
        hints = lay_over(wiring.catalog.hints(document.id), said) or Hints()
        now = describe_as_said(before, hints)
        reading = None
        if not are_split_alike(stages.clauses_of(wiring, document.id), before, now):
            reading = read_bytes(
                data,
                path=document.path,
                reader=wiring.settings.reader,
                hints=hints,
                watch=tell_pages(report, document.title),
            )
        if correction_of(wiring.catalog, data) != said:
            continue
        if reading:
            return stages.keep(wiring, reading, data, hints=hints, replaces=document.id)
        wiring.catalog.describe(now, hints)
        return stages.document_of(wiring, document.id)


def _say_nothing(_: Progress) -> None:
    """The progress callback of those who want none."""
