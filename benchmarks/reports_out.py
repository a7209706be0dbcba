"""Reports of papers full of payloads and control signs, opened again in a second library: nothing
that a table program computes, that leads or fetches elsewhere, or that runs (check X4).

Two invented papers with a payload in every heading and sentence → every report there is, in every
format → what was found wrong in each.
"""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import docx
import markdown_it
import python_calamine
from docx_revisions import RevisionDocument

from analyzer import Analyzer
from analyzer.records import Cell, Clause, ClauseId, ClauseKind, DocumentId, Hints, TableFacts
from analyzer.results import Tables
from benchmarks.payloads import formulas, payloads
from benchmarks.results import Figure

ADDRESS = "http://127.0.0.1:9"
RULE = "benchmarks/reports_out.py"
#: a vertical tab, an escape, an end of text, a bell, half a page feed
CONTROLS = "\x0b\x1b\x03\x07\x0c"
#: holds ids and the few words that a check stands on, so that no payload need be in it
SHORT = frozenset({"check.xlsx"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_RUNS = frozenset({"script", "iframe", "object", "embed", "base", "form", "img", "svg", "meta",
                   "link", "video", "audio", "input", "button"})  # fmt: skip


@dataclass
class Out:
    """What was written and opened again."""

    files: list[str] = field(default_factory=list)
    #: how often the words of a payload stand in a file, as words
    shown: int = 0
    wrong: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


# ── the reports ──────────────────────────────────────────────────────────────────────────────────
def words_of_payloads(*, every: int = 1) -> list[str]:
    """Every n-th payload and formula, on one line."""
    words = [re.sub(r"\s+", " ", each) for each in (*payloads(ADDRESS), *formulas(ADDRESS))]
    return words[::every]


def write_papers(folder: Path, words: list[str]) -> tuple[Path, Path]:
    """An old and a new version with a payload in every heading and sentence."""
    paths = []
    for name, change in (("old", "written"), ("new", "oral")):
        lines = ["HARBOUR AGREEMENT OF 2031", ""]
        for number, word in enumerate(words, start=1):
            duty = f"Producer shall obtain the Performer's {change} consent {word}{CONTROLS} before"
            pay = f"it makes a digital replica, and shall pay {number} dollars."
            use = f"Producer may use a digital replica {word} in perpetuity, and may train {word} a"
            lines += [f"ARTICLE {number}. {word}\n", f"1. {word} {duty} {pay}\n"]
            lines += [f"2. {use} generative artificial intelligence system {word} with it.\n"]
        path = folder / f"{name}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths[0], paths[1]


def write_reports(folder: Path, *, every: int = 1) -> Iterator[Path]:
    """Every report that there is of two such papers, in every format that it has."""
    words = words_of_payloads(every=every)
    old, new = write_papers(folder, words)
    with Analyzer.from_texts({}) as library:
        for name, path in (("old", old), ("new", new)):
            said = Hints(id=name, title=f"{name} {words[0]}", guild=words[1], employer=words[2])
            library.ingest(path, hints=said)
        for finding in library.find()[:3]:
            library.overrule_topic(finding.clause_id, finding.topic, True, note=words[0])
        compared = library.compare("old", "new")
        checked, matrix = library.check("new"), library.matrix("old", "new")
    for ending in (".html", ".md", ".json", ".docx", ".xlsx"):
        yield compared.save(folder / f"compare{ending}")
    for name, report in (("check", checked), ("matrix", matrix)):
        for ending in (".html", ".md", ".xlsx", ".json"):
            yield report.save(folder / f"{name}{ending}")
    tables = Tables.of([table_of(words)])
    for ending in (".csv", ".xlsx"):
        yield tables.save(folder / f"tables{ending}")


def table_of(words: list[str]) -> Clause:
    """A table with a payload in every cell, and one in its caption."""
    cells = tuple(
        Cell(at // 2, at % 2, f"{word}{CONTROLS}", header=at < 2) for at, word in enumerate(words)
    )
    return Clause(
        id=ClauseId("offer#table"),
        document=DocumentId("offer"),
        parent=None,
        order=0,
        kind=ClauseKind.TABLE,
        text="",
        cells=cells,
        table=TableFacts(words[0], 1, 0, (), ()),
    )


# ── opened again ─────────────────────────────────────────────────────────────────────────────────
def open_all(paths: Iterator[Path]) -> Out:
    """Open each file in another library than it was written by, and look at what it holds."""
    told = Out()
    for path in paths:
        told.files.append(path.name)
        before = told.shown
        try:
            for wrong in OPENERS[path.suffix](path, told):
                told.wrong.append(f"{path.name}: {wrong}")
            if told.shown == before and path.name not in SHORT:
                told.wrong.append(f"{path.name}: shows no payload at all")
        except Exception as error:
            told.closed.append(f"{path.name}: {type(error).__name__}: {error}")
    return told


def _open_workbook(path: Path, told: Out) -> Iterator[str]:
    yield from _look_at_parts(path)
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            for cell in row:
                told.shown += isinstance(cell, str) and "fired(" in cell
                if isinstance(cell, str) and _CONTROL.search(cell):
                    yield f"a control sign in sheet {name}"


def _open_word(path: Path, told: Out) -> Iterator[str]:
    yield from _look_at_parts(path)
    if not docx.Document(str(path)).paragraphs:
        yield "no paragraphs"
    for paragraph in RevisionDocument(io.BytesIO(path.read_bytes())).paragraphs:
        told.shown += "fired(" in paragraph.accepted_text
        if _CONTROL.search(paragraph.accepted_text):
            yield "a control sign"


def _look_at_parts(path: Path) -> Iterator[str]:
    """The XML of an office file: no formula, no link, nothing outside."""
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            yield "a broken part"
        parts = {n: archive.read(n) for n in archive.namelist() if n.endswith((".xml", ".rels"))}
    for name, data in parts.items():
        ElementTree.fromstring(data)
        text = data.decode("utf-8")
        if re.search(r"<f[ >]", text):
            yield f"a formula in {name}"
        if re.search(r"<(?:w:)?hyperlink[ >]|instrText|w:altChunk|<w:object", text):
            yield f"a link or field in {name}"
        if 'TargetMode="External"' in text:
            yield f"a relation to the outside in {name}"


class _Seen(html.parser.HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _open_page(path: Path, told: Out) -> Iterator[str]:
    yield from _look_at_page(path.read_text(encoding="utf-8"), told)


def _look_at_page(text: str, told: Out, *, own_tags: frozenset[str] = frozenset()) -> Iterator[str]:
    seen = _Seen()
    seen.feed(text)
    told.shown += sum("fired(" in words for words in seen.words)
    for tag, attributes in seen.tags:
        harmless_meta = tag == "meta" and not {"http-equiv"} & attributes.keys() - {"charset"}
        policy = (attributes.get("http-equiv") or "").lower() == "content-security-policy"
        if tag in _RUNS - own_tags and not (harmless_meta or (tag == "meta" and policy)):
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name.startswith("on"):
                yield f"<{tag} {name}>"
            if name in ("href", "src", "action", "data") and not (value or "").startswith("#"):
                yield f"<{tag} {name}={value}>"


class _Careless(markdown_it.MarkdownIt):
    """Draws every link, as some programs do."""

    def validateLink(self, url: str) -> bool:
        """Always."""
        return True


def _open_markdown(path: Path, told: Out) -> Iterator[str]:
    """As another program draws it, with markup let through and bare addresses left alone."""
    drawn = (
        _Careless("commonmark", {"html": True})
        .enable("table")
        .render(path.read_text(encoding="utf-8"))
    )
    yield from _look_at_page(drawn, told)


def _open_json(path: Path, told: Out) -> Iterator[str]:
    told.shown += json.dumps(json.loads(path.read_text(encoding="utf-8"))).count("fired(")
    yield from ()


def _open_csv(path: Path, told: Out) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                told.shown += "fired(" in cell
                if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                    yield f"a formula: {cell[:20]!r}"


OPENERS: dict[str, Callable[[Path, Out], Iterator[str]]] = {
    ".xlsx": _open_workbook,
    ".docx": _open_word,
    ".html": _open_page,
    ".md": _open_markdown,
    ".json": _open_json,
    ".csv": _open_csv,
}


def measure_reports() -> list[Figure]:
    """Check X4."""
    with tempfile.TemporaryDirectory() as scratch:
        told = open_all(write_reports(Path(scratch)))
    for each in (*told.wrong, *told.closed):
        print(f"  {each}")
    count = len(payloads("")) + len(formulas(""))
    on = f"{count} payloads, {len(CONTROLS)} control signs, {len(told.files)} files"
    return [
        Figure("X4 formulas, links, scripts, relations", on, len(told.wrong), "", "0", RULE),
        Figure("X4 files that do not open again", on, len(told.closed), "", "0", RULE),
        Figure("X4 payloads shown as words", on, told.shown, "", "over 0", RULE),
    ]
