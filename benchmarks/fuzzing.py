"""Whatever hypothesis makes up, through our own parsers: text into clauses, two texts into a
redline, two clause trees into reports, a manifest into named files (check H3).

A count → how many inputs each parser saw, and what came out uncaught or lost words. Errors of ours
(a refusal, a mistake in a manifest) are answers; anything else is not.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from analyzer import intake
from analyzer.comparison import Given, describe_changes
from analyzer.comparison.words import redline
from analyzer.documents import source_from_bytes
from analyzer.errors import ManifestError, RefusedFileError
from analyzer.pipeline.manifest import read_manifest
from analyzer.records import Findings, Reading, WordOperation
from analyzer.results import Compared
from benchmarks.results import Figure

RULE = "benchmarks/fuzzing.py"
#: parts of the whole count: parsing is cheap, comparing and reporting are not
SHARES = {"clauses": 0.4, "redline": 0.4, "manifest": 0.1, "reports": 0.1}
NONE = Findings((), ())
_SIGNS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_PRINTED = st.sampled_from(
    [*"\n\t \x0c\x0b\x00\r\u202e\u2028\ufeff•—", "\n\n", "\n\n\n", "    ", "* * *", "_____",
     "ARTICLE I", "Article 2.", "SECTION 3", "Item 29.", "1.", "1.1", "(a)", "(i)", "(A)", "[XX]",
     "[1]", "1)", "§ 12", "NOTE:", "1 2 3", "....... 12", "TABLE OF CONTENTS", "IN WITNESS WHEREOF",
     "“Digital Replica” means", "shall", "may not", "$1,250.00", "10%", "forty-eight (48) hours",
     "See Section 3(a)", "a", "of", "the", "Artificial intelligence"]
)  # fmt: skip
PAPERS = st.lists(_PRINTED | _SIGNS, max_size=40).map(" ".join) | st.binary(max_size=400).map(
    lambda raw: raw.decode("latin-1")
)
_TOML = st.sampled_from(
    [*"\n1[]{}=\x00#", "[[document]]", "[document]", "'''", '"""', "true", "2026-07-01",
     "path = ", '"a.txt"', "'../a'", "id = ", "kind = ", '"agreement"', "status = ", "sample = ",
     "effective = ", '"2026-13-01"']
)  # fmt: skip
MANIFESTS = st.lists(_TOML | _SIGNS, max_size=25).map("".join)


@dataclass
class Fuzzed:
    """What became of the made-up inputs."""

    runs: dict[str, int] = field(default_factory=dict)
    uncaught: list[str] = field(default_factory=list)


def read_text(text: str) -> Reading | None:
    """The clauses of a made-up paper; None where it is refused. No word may be lost."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        reading = intake.read_file(source_from_bytes(data, path="paper.txt"), reader="pdfium")
    except RefusedFileError:
        return None
    assert reading.account.balanced, "words are lost"
    return reading


def _redline(pair: tuple[str, str]) -> None:
    old, new = pair
    pieces = redline(old, new)
    assert "".join(p.text for p in pieces if p.op is not WordOperation.INSERT) == old
    assert "".join(p.text for p in pieces if p.op is not WordOperation.DELETE) == new


def _manifest(text: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "manifest.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            files = read_manifest(path)
        except ManifestError:
            return
        assert all(file.path.resolve().is_relative_to(Path(scratch).resolve()) for file in files)


def _reports(pair: tuple[str, str]) -> None:
    old, new = (read_text(text) for text in pair)
    if old is None or new is None:
        return
    comparison = describe_changes(
        Given(old.document, old.clauses, NONE), Given(new.document, new.clauses, NONE)
    ).about(None)
    compared = Compared(comparison)
    for kind in ("html", "markdown"):
        assert compared.report(kind)
    assert docx.Document(io.BytesIO(compared.to_docx())).paragraphs


WORKS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], object]]] = {
    "clauses": (PAPERS, read_text),
    "redline": (st.tuples(PAPERS, PAPERS), _redline),
    "manifest": (MANIFESTS, _manifest),
    "reports": (st.tuples(PAPERS, PAPERS), _reports),
}


def fuzz(count: int) -> Fuzzed:
    """So many inputs in all, each parser its share."""
    told = Fuzzed()
    for name, share in SHARES.items():
        told.runs[name] = 0
        try:
            _runs(told, name, round(count * share))()
        except HypothesisException:
            raise
        except Exception as error:
            notes = " ".join(getattr(error, "__notes__", ()))
            told.uncaught.append(f"{name}: {type(error).__name__}: {error} {notes}")
    return told


def _runs(told: Fuzzed, name: str, count: int) -> Callable[[], None]:
    strategy, work = WORKS[name]
    quiet = tuple(HealthCheck)

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=quiet)
    @given(strategy)
    def run(made: Any) -> None:  # noqa: ANN401
        told.runs[name] += 1
        work(made)

    return run


def measure_fuzzing(count: int = 5_000) -> list[Figure]:
    """Check H3 with its full count."""
    told = fuzz(count)
    for case in told.uncaught:
        print(f"  {case}")
    on = ", ".join(f"{runs} {name}" for name, runs in told.runs.items())
    return [
        Figure("H3 runs", on, sum(told.runs.values()), "", f"at least {count}", RULE),
        Figure("H3 uncaught, or words lost", on, len(told.uncaught), "", "0", RULE),
    ]
