"""Tracked paragraphs → a .docx file by python-docx, every change a real tracked one.

Nothing of a document becomes a field, a link or a relationship: words stand in runs of text only.
The changes and comments bear no date and the package no time, so that one comparison always gives
one file. The mark of a comment goes and comes with the paragraph that bears it.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from itertools import count
from typing import Any

from analyzer.errors import MissingLibraryError
from analyzer.ports import TrackedDocument, TrackedParagraph, TrackedRun
from analyzer.records import WordOperation

# "\x0c": signs that XML does not know
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = {WordOperation.DELETE: "w:del", WordOperation.INSERT: "w:ins"}
#: standing in, in twentieths of a point a level; and the smallest time that a zip file knows
_STEP, _NO_TIME = 360, (1980, 1, 1, 0, 0, 0)
#: of the page heads, in points
_SMALL = 8
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


class DocxWriter:
    """Makes a Word file with tracked changes."""

    def write(self, document: TrackedDocument) -> bytes:
        """The bytes of the file. Raises MissingLibraryError."""
        try:
            import docx
        except ModuleNotFoundError as error:
            raise MissingLibraryError.of("python-docx", feature="The Word report") from error
        file = docx.Document()
        _describe(file, document)
        _set_heads(file.sections[0], document)
        revisions = _Revisions(document.author, _Comments(file, document.commenter))
        body = file.element.body
        end = body.sectPr
        for paragraph in document.paragraphs:
            end.addprevious(revisions.paragraph(paragraph))
        output = io.BytesIO()
        file.save(output)
        return _without_times(output.getvalue())


def _describe(file: Any, document: TrackedDocument) -> None:  # noqa: ANN401
    facts = file.core_properties
    facts.title, facts.author, facts.comments = document.title, "", document.notice[-1]
    facts.created = facts.modified = _NO_DATE
    facts.last_modified_by = ""


def _set_heads(section: Any, document: TrackedDocument) -> None:  # noqa: ANN401
    """Everything once, on the first page; what it is on every other."""
    section.different_first_page_header_footer = bool(document.running)
    if document.running:
        _fill(section.first_page_header, document.notice)
        _fill(section.header, (document.running,))
    else:
        _fill(section.header, document.notice)


def _fill(head: Any, lines: tuple[str, ...]) -> None:  # noqa: ANN401
    from docx.shared import Pt

    for at, line in enumerate(lines):
        paragraph = head.paragraphs[0] if at == 0 else head.add_paragraph()
        run = paragraph.add_run(_UNPRINTABLE.sub(" ", line))
        run.italic, run.font.size = True, Pt(_SMALL)


class _Comments:
    """Adds comments to the file, each with its number."""

    def __init__(self, file: Any, author: str) -> None:  # noqa: ANN401
        from docx.oxml.ns import qn

        self._file, self._author, self._date = file, author, qn("w:date")

    def add(self, lines: tuple[str, ...]) -> str:
        """The number of a new comment."""
        text = "\n".join(_UNPRINTABLE.sub(" ", line) for line in lines)
        comment = self._file.comments.add_comment(text, self._author, "")
        comment._comment_elm.attrib.pop(self._date, None)
        return str(comment.comment_id)


class _Revisions:
    """Makes the elements of a paragraph; every revision gets a number of its own."""

    def __init__(self, author: str, comments: _Comments) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._make, self._name = OxmlElement, qn
        self._author = _UNPRINTABLE.sub(" ", author)
        self._comments = comments
        self._numbers = count(1)

    def paragraph(self, paragraph: TrackedParagraph) -> Any:  # noqa: ANN401
        element = self._make("w:p")
        element.append(self._properties(paragraph))
        runs = [self._run(run) for run in paragraph.runs]
        for part in self._commented(runs, paragraph) if paragraph.comment else runs:
            element.append(part)
        return element

    def _commented(self, runs: list[Any], paragraph: TrackedParagraph) -> list[Any]:
        """The runs between the marks of their comment."""
        number = self._comments.add(paragraph.comment)
        start, end, sign = (
            self._make(tag)
            for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
        )
        for mark in (start, end, sign):
            mark.set(self._name("w:id"), number)
        reference = self._make("w:r")
        reference.append(sign)
        return [start, *runs, end, self._tracked(reference, paragraph.end)]

    def _properties(self, paragraph: TrackedParagraph) -> Any:  # noqa: ANN401
        properties = self._make("w:pPr")
        if paragraph.heading:
            self._add(properties, "w:keepNext")
        self._add(properties, "w:spacing", after="120")
        self._add(properties, "w:ind", left=str(_STEP * paragraph.level))
        if paragraph.end in _TAGS:
            marks = self._add(properties, "w:rPr")
            marks.append(self._revision(_TAGS[paragraph.end]))
        return properties

    def _run(self, run: TrackedRun) -> Any:  # noqa: ANN401
        element = self._make("w:r")
        if run.bold:
            self._add(self._add(element, "w:rPr"), "w:b")
        struck = run.op is WordOperation.DELETE
        for at, text in enumerate(_UNPRINTABLE.sub(" ", run.text).split("\t")):
            if at:
                self._add(element, "w:tab")
            if text:
                words = self._make("w:delText" if struck else "w:t")
                words.text = text
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                element.append(words)
        return self._tracked(element, run.op)

    def _tracked(self, element: Any, op: WordOperation) -> Any:  # noqa: ANN401
        """The run within its revision, if it is one."""
        if op not in _TAGS:
            return element
        revision = self._revision(_TAGS[op])
        revision.append(element)
        return revision

    def _revision(self, tag: str) -> Any:  # noqa: ANN401
        revision = self._make(tag)
        revision.set(self._name("w:id"), str(next(self._numbers)))
        revision.set(self._name("w:author"), self._author)
        return revision

    def _add(self, parent: Any, tag: str, **values: str) -> Any:  # noqa: ANN401
        element = self._make(tag)
        for name, value in values.items():
            element.set(self._name(f"w:{name}"), value)
        parent.append(element)
        return element


def _without_times(package: bytes) -> bytes:
    """The same package with no time on any of its parts."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as before,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _NO_TIME), before.read(name), zipfile.ZIP_DEFLATED)
    return output.getvalue()
