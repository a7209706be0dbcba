"""The norms of the sample's AI article, as text that a person can read and a change shows up in.

ANALYZER_REWRITE_GOLDEN=1 writes the file anew (and fails).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer import read

HERE = Path(__file__).parent
CORPUS = Path(__file__).parents[3] / "corpus"
REWRITE = os.environ.get("ANALYZER_REWRITE_GOLDEN") == "1"
ARTICLE = "Article XXI"


def show_norms() -> Iterator[str]:
    for norm in read(CORPUS / "agreement-2023.pdf").norms:
        if norm.clause.labels[:1] != (ARTICLE,):
            continue
        yield f"{norm.clause.citation} · {norm.party} {norm.modality} · {norm.act}"
        yield from (f"    but: {exception}" for exception in norm.exceptions)
        if norm.lead_in:
            yield f"    lead-in: {norm.lead_in}"


def test_norms_of_the_ai_article() -> None:
    file = HERE / "norms.txt"
    said = "\n".join(show_norms()) + "\n"
    if REWRITE:
        file.write_text(said, encoding="utf-8")
        pytest.fail("golden files were written anew: look at them, then test without the flag")
    assert said == file.read_text(encoding="utf-8")
