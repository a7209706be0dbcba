"""What a finding looks like on a terminal: its terms, and what is doubtful about them."""

from __future__ import annotations

import pytest

from analyzer.cli.printing import print_finding, print_silences
from analyzer.findings import find_by_cues
from analyzer.findings.terms import WORDS_AND_FIGURES_DIFFER
from analyzer.records import ClauseKind
from analyzer.taxonomy import load_taxonomy
from tests.clause_trees import Twig, grow


def printed(text: str, capsys: pytest.CaptureFixture[str]) -> str:
    article = Twig(
        "art", heading="Digital Replicas", kind=ClauseKind.ARTICLE, below=(Twig("a", text),)
    )
    for finding in find_by_cues(grow("d", (article,)), load_taxonomy()).findings:
        print_finding(finding, None)
    return capsys.readouterr().out


def test_a_term_stands_below_its_finding_with_unit_and_quote(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = printed("A performer is told of a scan forty-eight (48) hours in advance.", capsys)
    assert "notice.hours = 48 hours  “" in out
    assert "careful" not in out


def test_words_and_figures_that_differ_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed("A performer is told of a scan forty-eight (24) hours in advance.", capsys)
    assert "notice.hours = 24 hours" in out
    assert WORDS_AND_FIGURES_DIFFER in out


def test_silences_are_said_place_by_place(capsys: pytest.CaptureFixture[str]) -> None:
    article = Twig(
        "art",
        heading="Digital Replicas",
        kind=ClauseKind.ARTICLE,
        below=(Twig("a", "The producer shall own the scan."),),
    )
    print_silences(find_by_cues(grow("d", (article,)), load_taxonomy()).silences)
    out = capsys.readouterr().out
    assert "silent in d (1 clauses searched) on" in out
    assert "silent in d#art (1 clauses searched) on" in out
    assert "notice.hours" in out and "strike_protection" in out
    assert "owner," not in out
