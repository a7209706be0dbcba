"""No rule, test or page of this project repeats eight words in a row of a real agreement.

Needs real documents: ANALYZER_REAL_DATA names their folder.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = 8
#: of files that we write
ENDINGS = {".py", ".toml", ".md", ".txt", ".html", ".css", ".tree"}
#: made by a tool, or held by tests of their own: locks, sample agreements, sets of questions
LEFT_OUT = {"requirements", "corpus", "benchmarks"}
# 'the', '2024'
WORD = re.compile(r"[a-z0-9]+")


def runs_of(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def is_language(run: str) -> bool:
    """False for rows of figures and single letters, which two tables may share."""
    return sum(len(word) > 1 and word.isalpha() for word in run.split()) >= RUN - 2


def our_runs() -> dict[str, str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    ours: dict[str, str] = {}
    for line in listed.stdout.splitlines():
        path = ROOT / line
        if path.suffix in ENDINGS and path.is_file() and Path(line).parts[0] not in LEFT_OUT:
            runs = runs_of(path.read_text(encoding="utf-8"))
            ours |= dict.fromkeys(filter(is_language, runs), line)
    return ours


def real_texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf" and path.parent.name in ("guild", "nba"):
            with pypdfium2.PdfDocument(path) as pdf:
                yield path.name, " ".join(page.get_textpage().get_text_range() for page in pdf)
        elif path.suffix == ".txt":
            yield path.name, path.read_text(encoding="utf-8", errors="replace")


def test_a_borrowed_sentence_would_be_noticed() -> None:
    ours = our_runs()
    own = runs_of("A mark is the note's digit or sign, raised or at the end of a word")
    assert own <= ours.keys()
    assert not runs_of("seven words in a row are few") & ours.keys()


@pytest.mark.slow
def test_no_eight_words_in_a_row_stand_in_a_real_document() -> None:
    folder = os.environ.get("ANALYZER_REAL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("ANALYZER_REAL_DATA names no folder of real documents")
    ours = our_runs()
    borrowed: dict[str, str] = {}
    read = 0
    for name, text in real_texts(Path(folder)):
        read += 1
        found = runs_of(text) & ours.keys()
        borrowed |= {run: f"{ours[run]} repeats {name}" for run in found}
    assert read > 0, f"{folder} holds no document that this test reads"
    assert borrowed == {}
