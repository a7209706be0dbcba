"""Redlines of words and in Word: both texts rebuilt, no word cut, no island of small words; all
accepted is the new text and all rejected the old, by two readers (checks D1, D2, D3).

Invented pairs from seeds, and where there are real documents the changes between two of them →
counts of what is not so. The two readers are docx-revisions and our own walk over the XML, which
LibreOffice joins where it is installed (tests/unit/reports).
"""

from __future__ import annotations

import io
import random
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from docx_revisions import RevisionDocument

from analyzer import Analyzer
from analyzer.comparison import Given, describe_changes
from analyzer.comparison.words import redline
from analyzer.pipeline import read_json
from analyzer.records import (
    Cell,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    Findings,
    RefusalCode,
    TableFacts,
    WordOperation,
    WordPiece,
)
from analyzer.results import Compared
from analyzer.wording.setting import fold_setting
from benchmarks.documents import path_of, real_data
from benchmarks.growth import oregon_pairs
from benchmarks.reaching import word_of
from benchmarks.results import Figure
from tests.clause_trees import Twig, compare, grow, make_document
from tests.seeded_edits import Writer, compare_edits, edit_agreement

RULE = "benchmarks/redlines.py"
CORPUS = Path(__file__).parents[1] / "corpus"
NOTHING = Findings((), ())
#: seeds of the Word files
SEEDS = range(20)
OLD, NEW = "iatse2015", "iatse2018"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: words that carry no meaning; the list is this check's own
SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "and",
     "or", "is", "are", "was", "were", "be", "been", "this", "that", "these", "those", "it", "its",
     "their", "his", "her", "any", "such"]
)  # fmt: skip
#: of thirty words, so many are changed in a pair that is edited, and in one that is rewritten
EDITED, REWRITTEN = 1, 6


# ── D1: words ────────────────────────────────────────────────────────────────────────────────────
@dataclass
class Redlined:
    """What became of the pairs."""

    pairs: int = 0
    seconds: float = 0.0
    not_rebuilt: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    islands: list[str] = field(default_factory=list)


def invented_pairs(count: int, *, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Sentences and what became of them: three in four edited, one in four rewritten."""
    writer = Writer(seed)
    chance = random.Random(seed)
    for number in range(count):
        words = writer.sentence(20, 160)
        share = REWRITTEN if number % 4 == 3 else EDITED
        new: list[str] = []
        for word in words:
            draw = chance.randrange(30)
            if draw >= share:
                new.append(word)
            elif draw % 3 == 0:
                new += [word, *writer.sentence(4, 6)[3:]]
            elif draw % 3 == 1:
                new.append(chance.choice(words))
        yield " ".join(words) + ".", " ".join(new) + "."


def look_at(pieces: Sequence[WordPiece], old: str, new: str, told: Redlined) -> None:
    """Count what is not as it should be in one redline."""
    told.pairs += 1
    case = f"{old[:40]!r} → {new[:40]!r}"
    for gone, text in ((WordOperation.INSERT, old), (WordOperation.DELETE, new)):
        kept = [piece.text for piece in pieces if piece.op is not gone]
        if "".join(kept) != text:
            told.not_rebuilt.append(case)
        if any(_cuts(one, other) for one, other in pairwise(kept)):
            told.cut.append(case)
    told.islands += [f"{case}: {text!r}" for text in _islands(pieces)]


def _cuts(before: str, after: str) -> bool:
    """True where two pieces meet within a word."""
    return bool(before and after) and before[-1].isalnum() and after[0].isalnum()


def _islands(pieces: Sequence[WordPiece]) -> Iterator[str]:
    """Words left standing between two changes that carry no meaning by themselves."""
    shown = _as_shown(pieces)
    for before, piece, after in zip(shown, shown[1:], shown[2:], strict=False):
        words = [word.strip(".,;:()“”\"'").lower() for word in piece.text.split()]
        stands = piece.op is WordOperation.EQUAL and any(words)
        if stands and set(words) <= SMALL | {""} and _speak(before) and _speak(after):
            yield piece.text


def _as_shown(pieces: Sequence[WordPiece]) -> list[WordPiece]:
    """The pieces without what differs in setting only, over which a display passes."""
    shown: list[WordPiece] = []
    for piece in pieces:
        last = shown[-1] if shown else piece
        pair = (last.op, piece.op) == (WordOperation.DELETE, WordOperation.INSERT)
        if pair and fold_setting(last.text) == fold_setting(piece.text):
            shown.pop()
            piece = replace(piece, op=WordOperation.EQUAL)
        if shown and shown[-1].op is piece.op is WordOperation.EQUAL:
            piece = replace(piece, text=shown.pop().text + piece.text)
        shown.append(piece)
    return shown


def _speak(piece: WordPiece) -> bool:
    return any(sign.isalnum() for sign in piece.text)


def redline_pairs(pairs: Iterable[tuple[str, str]]) -> Redlined:
    """Redline each pair, and look at it."""
    told = Redlined()
    for old, new in pairs:
        started = time.process_time()
        pieces = redline(old, new)
        told.seconds += time.process_time() - started
        look_at(pieces, old, new, told)
    return told


def redline_real(old: Path, new: Path, told: Redlined) -> None:
    """The changed clauses of two real agreements as the comparison tells them."""
    with Analyzer.from_texts({}) as library:
        comparison = library.compare(old, new).comparison
    for change in comparison.restated:
        sides = [[comparison.clauses[one].text for one in ids] for ids in (change.old, change.new)]
        if change.kind is ChangeKind.UNCHANGED or not all(len(side) == 1 for side in sides):
            continue
        if all(side[0] for side in sides):
            look_at(change.words, sides[0][0], sides[1][0], told)


# ── D2, D3: Word ─────────────────────────────────────────────────────────────────────────────────
def settle(data: bytes, gone: str) -> list[str]:
    """Paragraphs once every change is settled: what stands in `gone` elements is away, and a
    paragraph whose end is away runs on into the next."""
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    texts, running = [], ""
    for paragraph in body.iter(f"{W}p"):
        for element in paragraph:
            if element.tag not in (f"{W}pPr", W + gone):
                running += "".join(words_in(element))
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            texts.append(running.rstrip())
            running = ""
    return [text for text in (*texts, running) if text]


def words_in(element: ElementTree.Element) -> Iterator[str]:
    """The words within an element, struck ones too."""
    for part in element.iter():
        if part.tag in (f"{W}t", f"{W}delText", f"{W}tab"):
            yield "\t" if part.tag == f"{W}tab" else part.text or ""


def settle_by_library(data: bytes, side: str) -> list[str]:
    """The same by docx-revisions; `side` is 'accepted' or 'original'."""
    paragraphs = RevisionDocument(io.BytesIO(data)).paragraphs
    texts = (str(getattr(paragraph, f"{side}_text")).rstrip() for paragraph in paragraphs)
    return [text for text in texts if text]


def sides_of(comparison: Comparison) -> tuple[list[str], list[str]]:
    """The paragraphs that rejecting and accepting must give, in reading order, a table of contents
    last."""
    changes = comparison.restated
    return (
        _printed(comparison, [one for change in changes for one in change.old]),
        _printed(comparison, [one for change in changes for one in change.new]),
    )


def _printed(comparison: Comparison, ids: Iterable[ClauseId]) -> list[str]:
    clauses = sorted(
        (comparison.clauses[one] for one in ids),
        key=lambda clause: (clause.kind is ClauseKind.TOC, clause.order),
    )
    return [text for text in map(printed, clauses) if text]


def printed(clause: Clause) -> str:
    """A clause as a paragraph of the Word file has it."""
    return " ".join(part for part in (clause.label, clause.heading, clause.text) if part)


def inexact(comparison: Comparison) -> list[str]:
    """Which of the two texts which of the two readers does not get from the Word file."""
    data = Compared(comparison).to_docx()
    old, new = sides_of(comparison)
    got = {
        "own reader, all rejected": (settle(data, "ins"), old),
        "docx-revisions, all rejected": (settle_by_library(data, "original"), old),
        "own reader, all accepted": (settle(data, "del"), new),
        "docx-revisions, all accepted": (settle_by_library(data, "accepted"), new),
    }
    return [name for name, (found, wanted) in got.items() if found != wanted]


def inexact_of_seeds(seeds: Iterable[int]) -> list[str]:
    """Word files of seeded edits."""
    wrong = []
    for seed in seeds:
        comparison = compare_edits(edit_agreement(seed, articles=12, each=3))
        wrong += [f"seed {seed}: {each}" for each in inexact(comparison)]
    return wrong


def tracked_kinds() -> dict[str, Comparison]:
    """One comparison for each kind of change that a Word file may hold."""
    scan = Twig("a", "A scan is kept by the Guild for ten days.", "1.", "Scans")
    meal = Twig("b", "A meal is served at noon.", "2.")
    pay = Twig("c", "Pay is ten dollars a day, and a hotel.", "3.")
    note, other = (Twig("n", text, "1", kind=ClauseKind.FOOTNOTE) for text in _NOTES)

    def with_text(twig: Twig, text: str) -> Twig:
        return Twig(twig.key, text, twig.label, twig.heading, kind=twig.kind)

    return {
        "inserted words": compare([scan, meal], [with_text(scan, scan.text + " No more."), meal]),
        "deleted words": compare([scan, pay], [scan, with_text(pay, "Pay is ten dollars.")]),
        "replaced words": compare([pay], [with_text(pay, pay.text.replace("ten", "twelve"))]),
        "inserted paragraph": compare([scan, pay], [scan, meal, pay]),
        "deleted paragraph": compare([scan, meal, pay], [scan, pay]),
        "moved paragraph": compare([scan, meal, pay], [pay, scan, meal]),
        "renumbered": compare([scan, meal], [scan, Twig("b", meal.text, "4.")]),
        "heading": compare([scan], [Twig("a", scan.text, "1.", "Scans and voices")]),
        "contents": compare([_listed("Scans 2"), scan], [_listed("Scans 3"), scan, meal]),
        "footnote": compare([scan, note], [scan, other]),
        "table": _compare_tables("$10", "$12"),
        "everything": compare([scan, meal, pay, note], [other, with_text(pay, "Pay ends."), scan]),
    }


def _listed(text: str) -> Twig:
    """A table of contents."""
    return Twig("i", f"CONTENTS {text}", kind=ClauseKind.TOC)


def _compare_tables(old: str, new: str) -> Comparison:
    """A table of which one cell changed."""
    sides = []
    for name, pay in (("old", old), ("new", new)):
        texts = ("Rank", "Day", "Dancer", pay)
        cells = tuple(Cell(at // 2, at % 2, text, header=at < 2) for at, text in enumerate(texts))
        (clause,) = grow(name, [Twig("t", " ".join(texts), kind=ClauseKind.TABLE)])
        sides.append(replace(clause, cells=cells, table=TableFacts(None, 1, 1, (), ())))
    return describe_changes(
        Given(make_document("old"), sides[:1], NOTHING),
        Given(make_document("new"), sides[1:], NOTHING),
    ).about(None)


_NOTES = ("A scan of a hand is none.", "A scan of a hand or a foot is none.")


def tracked_word_files() -> dict[str, bytes]:
    """Word files with tracked changes as another program writes them, a kind each."""
    run = "</w:t></w:r>{}<w:r><w:t>"
    kinds = {
        "ins": '<w:ins w:id="1"><w:r><w:t>sixty</w:t></w:r></w:ins>',
        "del": '<w:del w:id="1"><w:r><w:delText>ninety</w:delText></w:r></w:del>',
        "move": '<w:moveFrom w:id="1"><w:r><w:t>ninety</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="2"><w:r><w:t>ninety</w:t></w:r></w:moveTo>',
        "footnote": '<w:r><w:footnoteReference w:id="1"/></w:r>',
    }
    files = {name: word_of(f"Notice is {run.format(xml)} days.") for name, xml in kinds.items()}
    end = "</w:t></w:r></w:p>{}<w:p><w:r><w:t>"
    table = '<w:tbl><w:tr><w:trPr><w:ins w:id="1"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    paragraph = '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr></w:p>'
    files["table"] = word_of(f"Notice{end.format(table)}ends.")
    files["inserted paragraph"] = word_of(f"Notice{end.format(paragraph)}ends.")
    return files


def half_read(files: dict[str, bytes]) -> list[str]:
    """Those that are neither refused by name nor read to the letter. Word files are not read: a
    reader that drops what is tracked would show neither the old text nor the new."""
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in files.items():
            path = Path(scratch) / f"{name}.docx"
            path.write_bytes(data)
            refusals = read_json(path)["refusals"]
            if not refusals or refusals[0]["code"] != RefusalCode.UNSUPPORTED.value:
                wrong.append(name)
    return wrong


def inexact_of_corpus() -> list[str]:
    """The Word file of the sample agreements, tables and notes in it."""
    with Analyzer.from_texts({}) as library:
        old, new = CORPUS / "agreement-2020.pdf", CORPUS / "agreement-2023.pdf"
        return [f"sample: {each}" for each in inexact(library.compare(old, new).comparison)]


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_redlines() -> list[Figure]:
    """Checks D1 to D3 with their full counts."""
    invented = redline_pairs(invented_pairs(1_000))
    figures = list(_word_figures("invented", invented))
    milliseconds = round(1000 * invented.seconds / invented.pairs, 2)
    on = f"invented, {invented.pairs} pairs"
    figures.append(Figure("D1 CPU a pair", on, milliseconds, "ms", "0.5", RULE))
    if real_data():
        told = Redlined()
        for old, new in ((path_of(OLD), path_of(NEW)), *oregon_pairs()):
            redline_real(old, new, told)
        figures += _word_figures(f"{OLD} → {NEW} and the Oregon pairs", told)
    wrong = [*inexact_of_seeds(SEEDS), *inexact_of_corpus()]
    on = f"{len(SEEDS)} of seeds and the sample, 2 readers, 2 sides"
    figures.append(Figure("D2 Word files that are not exact", on, len(wrong), "", "0", RULE))
    kinds = {name: inexact(comparison) for name, comparison in tracked_kinds().items()}
    missed = [name for name, told in kinds.items() if told]
    on = f"written, {len(kinds)} kinds, 2 readers, 2 sides"
    figures.append(Figure("D3 kinds that are not exact", on, len(missed), "", "0", RULE))
    files = tracked_word_files()
    read = half_read(files)
    on = f"from elsewhere, {len(files)} kinds"
    rule = "Word files are refused by name (unsupported); none is read"
    figures.append(Figure("D3 tracked files read by halves", on, len(read), "", "0", rule))
    for each in (*wrong, *(f"{name}: {kinds[name]}" for name in missed), *read):
        print(f"  {each}")
    return figures


def _word_figures(name: str, told: Redlined) -> Iterator[Figure]:
    on = f"{name}, {told.pairs} pairs"
    for each in (*told.not_rebuilt, *told.cut, *told.islands):
        print(f"  {name}: {each[:150]}")
    yield Figure("D1 texts not rebuilt", on, len(told.not_rebuilt), "", "0", RULE)
    yield Figure("D1 words cut", on, len(told.cut), "", "0", RULE)
    yield Figure("D1 islands of small words", on, len(told.islands), "", "0", RULE)
