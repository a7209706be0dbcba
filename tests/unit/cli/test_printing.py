"""What a finding looks like on a terminal: its terms, and what is doubtful about them."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from analyzer.cli.printing import (
    harmless_json,
    in_words,
    print_document,
    print_end,
    print_finding,
    print_hits,
    print_silences,
    print_steps,
    safe,
)
from analyzer.findings import find_by_cues
from analyzer.findings.terms import WORDS_AND_FIGURES_DIFFER
from analyzer.records import ClauseKind, Document, DocumentId, Hit, Refusal, RefusalCode
from analyzer.results import Progress
from analyzer.taxonomy import load_taxonomy
from tests.clause_trees import Twig, grow
from tests.readings import CONSENT, SCANS, make_clause


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
    assert "How many hours ahead the worker is told: 48 hours  “" in out
    assert "careful" not in out


def test_words_and_figures_that_differ_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed("A performer is told of a scan forty-eight (24) hours in advance.", capsys)
    assert "How many hours ahead the worker is told: 24 hours" in out
    assert WORDS_AND_FIGURES_DIFFER in out


def test_a_hit_says_what_it_stands_under_and_why_it_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = Document(DocumentId("summary"), "s.pdf", "0", "Summary for Members")
    texts = (CONSENT, SCANS, CONSENT)
    hits = [
        Hit(
            make_clause("summary", order, text),
            document,
            0.974,
            1.0,
            0.5,
            topics=("use_limits", "consent"),
            why="words, meaning and topic",
            headings=("Digital Replicas", "Use in Other Pictures."),
        )
        for order, text in enumerate(texts)
    ]
    print_hits(hits)
    out = capsys.readouterr().out
    assert out.startswith("1. Summary for Members (summary)  [other, unknown")
    assert out.count("Digital Replicas › Use in Other Pictures.") == 3
    assert out.count("found by words, meaning and topic; about use limits, consent") == 3
    assert "974" not in out and "use_limits" not in out
    assert out.count("The Producer shall obtain") == 1
    assert "3. Summary" in out and "     as 1.\n" in out


def test_silences_are_said_place_by_place(capsys: pytest.CaptureFixture[str]) -> None:
    article = Twig(
        "art",
        heading="Digital Replicas",
        kind=ClauseKind.ARTICLE,
        below=(Twig("a", "The producer shall own the scan."),),
    )
    print_silences(find_by_cues(grow("d", (article,)), load_taxonomy()).silences)
    out = capsys.readouterr().out
    assert "silent in d (1 clause searched) on" in out
    assert "silent in d#art (1 clause searched) on" in out
    said = " ".join(out.split())
    assert "How many hours ahead the worker is told;" in said
    assert load_taxonomy().topic_name("strike_protection") in said
    assert "notice.hours" not in said and "strike_protection" not in said
    assert "Who owns the replica" not in said


def test_a_value_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert [in_words(value) for value in (True, False, "before_creation", 48)] == [
        "yes", "no", "before creation", "48",
    ]  # fmt: skip
    out = printed(CONSENT, capsys)
    assert "When consent is taken: before creation  “" in out
    assert "consent." not in out and "before_creation" not in out


@pytest.mark.parametrize(
    "sign",
    ["\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x9d", "\x07", "\x08", "\x7f", "\r", "\n", "\x85",
     "\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\u2029", "\udcff"],
)  # fmt: skip
def test_nothing_of_a_name_commands_the_terminal_or_forges_a_line(sign: str) -> None:
    shown = safe(f"offer{sign}.pdf")
    assert shown.isprintable()
    shown.encode("utf-8")
    text = json.dumps(f"offer{sign}.pdf", ensure_ascii=False)
    harmless = harmless_json(text)
    assert harmless.isprintable()
    assert json.loads(harmless) == json.loads(text)


def test_words_of_any_language_are_left_as_they_are() -> None:
    for words in ("Ünïcödé 合同", "לחם", "é ﬁ — “quoted” § 12"):
        assert safe(words) == harmless_json(words) == words


def test_an_empty_answer_says_that_it_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    print_end(3, ())
    assert capsys.readouterr().err == ""
    print_end(0, ())
    assert capsys.readouterr().err == "Nothing is found.\n"


@pytest.mark.parametrize(("path", "hinted"), [("proposal-2026", True), ("proposal.pdf", False)])
def test_a_name_that_is_no_file_leads_to_the_library(
    path: str, hinted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    refusal = Refusal(path, RefusalCode.NOT_FOUND, "No file.", "It is not there.", "Look again.")
    print_end(0, (refusal,))
    said = capsys.readouterr().err
    assert ("--document" in said) == hinted
    assert "Nothing is found" not in said


def test_the_steps_of_long_work_are_told_in_a_file_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BufferedWriter(_Raw(file))))
    tell = print_steps()
    told = [
        (Progress("a.pdf: reading", 0, 2, "files"), "a.pdf: reading 0/2 files"),
        (Progress("b\u202e\n.pdf: reading", 1, 2, "files"), "b .pdf: reading 1/2 files"),
        (Progress("files read", 2, 2, "files"), "files read 2/2 files"),
        (Progress("A: embedding clauses", 128, 3000, "clauses"), "A: embedding clauses 128/3000"),
        (Progress("A: embedding clauses", 256, 3000, "clauses"), None),
        (Progress("A: embedding clauses", 1128, 3000, "clauses"), "A: embedding clauses 1128/3000"),
        (Progress("A: finding AI clauses", 0, 0), "A: finding AI clauses …"),
        (Progress("B: finding AI clauses", 0, 0), "B: finding AI clauses …"),
    ]
    for progress, line in told:
        before = len(file.getvalue())
        tell(progress)
        added = file.getvalue()[before:].decode()
        assert added == "" if line is None else added.startswith(line) and added.endswith("\n")


class _Raw(io.RawIOBase):
    """What has left the program, as a file gets it."""

    def __init__(self, to: io.BytesIO) -> None:
        self._to = to

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401
        return self._to.write(data)


@pytest.mark.parametrize(("pages", "told"), [(1, "1 page\n"), (2, "2 pages\n")])
def test_pages_of_a_document_are_counted(
    pages: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_document(Document(DocumentId("d"), "letter.pdf", "0" * 64, "Letter", pages=pages))
    assert told in capsys.readouterr().out
