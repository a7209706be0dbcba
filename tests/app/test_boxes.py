"""The boxes of a clause lie on its words, on all of them and on nothing else, as another reader
sees the page: for a seeded choice of clauses of every sample, and for clauses that share a line."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer import read
from analyzer.pipeline import Analyzer
from analyzer.records import Clause, ClauseKind
from tests.printed import Sheet, make_pdf
from tests.under_boxes import Printed, letters, words_of

pytestmark = pytest.mark.slow
CORPUS = Path(__file__).parents[2] / "corpus"
SAMPLES = sorted(CORPUS.glob("*.pdf"))
REAL = os.environ.get("ANALYZER_REAL_DATA")
#: clauses of each document, beside one of each thing that is set in its own way
CHOSEN = 5


def things_of(clause: Clause) -> Iterator[str]:
    """What of its setting makes a clause hard to box."""
    if clause.kind is ClauseKind.FOOTNOTE:
        yield "footnote"
    if clause.cells:
        yield "table"
    if len(clause.pages) > 1:
        yield "two pages"
    if len(clause.boxes) > len(clause.pages):
        yield "two columns"
    if clause.marks:
        yield "redline"


def choose(clauses: Sequence[Clause], *, seed: str, count: int = CHOSEN) -> list[Clause]:
    """A seeded choice, with one of each thing that there is."""
    boxed = [clause for clause in clauses if clause.boxes]
    chance = random.Random(seed)
    chosen = chance.sample(boxed, min(count, len(boxed)))
    for thing in ("footnote", "table", "two pages", "two columns", "redline"):
        such = [clause for clause in boxed if thing in things_of(clause)]
        chosen += chance.sample(such, min(1, len(such)))
    return chosen


def wrong_boxes(path: Path, chosen: Sequence[Clause], clauses: Sequence[Clause]) -> list[str]:
    with closing(Printed(path)) as printed:
        return [
            clause.id
            for clause in chosen
            if printed.under(clause.boxes) != words_of(clause, clauses)
        ]


def test_the_boxes_of_every_sample_lie_on_the_words(sample_library: Path) -> None:
    seen: set[str] = set()
    with Analyzer.open(sample_library, read_only=True) as library:
        for path in SAMPLES:
            document = library.document(path.stem)
            clauses = library.clauses(document=document.id)
            assert all(clause.boxes for clause in clauses if clause.text)
            chosen = choose(clauses, seed=path.stem)
            seen.update(thing for clause in chosen for thing in things_of(clause))
            assert wrong_boxes(path, chosen, clauses) == []
    assert seen == {"footnote", "table", "two pages", "two columns", "redline"}


def test_a_box_that_is_moved_lies_on_other_words() -> None:
    """The control: one line further down, and one word too narrow, are seen."""
    path = CORPUS / "press-guild-2023.pdf"
    clause = max(read(path).clauses, key=lambda each: len(each.text))
    (box,) = clause.boxes
    with closing(Printed(path)) as printed:
        assert printed.under([box]) == words_of(clause, [clause])
        down = replace(box, top=box.top + 14, bottom=box.bottom + 14)
        narrow = replace(box, x1=box.x1 - 20)
        for other in (down, narrow):
            assert printed.under([other]) != words_of(clause, [clause])


def test_clauses_that_share_a_line_have_each_their_part_of_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "1. Meals are hot and stand ready at noon on every day of work.")
        sheet.write(90, 130, "(a) (1) Boots are dry, and a second pair of them stands beside")
        sheet.write(126, 144, "the first one.")
        sheet.write(108, 170, "(2) Gloves are warm.")
        sheet.write(90, 196, "(b) (1) Hats are wide.")

    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf([draw]))
    clauses = read(path).clauses
    assert wrong_boxes(path, clauses, clauses) == []
    outer = next(clause for clause in clauses if clause.label == "(a)")
    assert letters("(a)") == words_of(outer, clauses)
    assert len(next(clause for clause in clauses if "Boots" in clause.text).boxes) == 2


@pytest.mark.skipif(not REAL, reason="ANALYZER_REAL_DATA names no folder of real documents")
def test_the_boxes_of_real_memoranda_lie_on_the_words() -> None:
    assert REAL
    for name in ("IATSE_Basic_Agreement_2024_MOA", "Local_839_Animation_Guild_MOA"):
        path = Path(REAL) / "guild" / f"{name}.pdf"
        clauses = read(path).clauses
        assert wrong_boxes(path, choose(clauses, seed=name, count=15), clauses) == []
