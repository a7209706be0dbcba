"""Redlines of words and in Word: a tenth of the benchmark, and redlines that are told to be bad."""

from __future__ import annotations

from analyzer.records import WordOperation, WordPiece
from benchmarks.redlines import (
    Redlined,
    half_read,
    inexact,
    inexact_of_seeds,
    invented_pairs,
    look_at,
    redline_pairs,
    tracked_kinds,
    tracked_word_files,
)

EQUAL, DELETE, INSERT = WordOperation.EQUAL, WordOperation.DELETE, WordOperation.INSERT


def test_pairs_are_rebuilt_without_cut_words_and_islands() -> None:
    told = redline_pairs(invented_pairs(100))
    assert told.pairs == 100
    assert told.not_rebuilt == told.cut == told.islands == []


def test_bad_redlines_are_told() -> None:
    told = Redlined()
    cut = (WordPiece(DELETE, "nine"), WordPiece(INSERT, "six"), WordPiece(EQUAL, "ty days"))
    look_at(cut, "ninety days", "sixty days", told)
    assert told.cut and not told.not_rebuilt
    island = (
        WordPiece(DELETE, "scan"), WordPiece(INSERT, "cast"), WordPiece(EQUAL, " of the "),
        WordPiece(DELETE, "dancer"), WordPiece(INSERT, "singer"),
    )  # fmt: skip
    look_at(island, "scan of the dancer", "cast of the singer", told)
    assert told.islands
    look_at((WordPiece(EQUAL, "a meal"),), "a meal", "a hot meal", told)
    assert len(told.not_rebuilt) == 1


def test_word_files_of_seeded_edits_are_exact() -> None:
    assert inexact_of_seeds(range(40, 42)) == []


def test_every_kind_of_tracked_change_is_exact() -> None:
    told = {name: inexact(comparison) for name, comparison in tracked_kinds().items()}
    assert len(told) >= 11
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


def test_a_tracked_word_file_from_elsewhere_is_refused_and_never_half_read() -> None:
    assert half_read(tracked_word_files()) == []
