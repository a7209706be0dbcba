"""The articles of the sample that deal with AI, or only look like it, as trees: path, kind, heading
and first words of each clause. ANALYZER_REWRITE_GOLDEN=1 writes the file anew (and fails)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.clauses import split_clauses
from analyzer.documents import describe, open_source
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import Clause, DocumentKind, Hints

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "corpus"
GOLDEN = HERE / "ai_articles.txt"
REWRITE = os.environ.get("ANALYZER_REWRITE_GOLDEN") == "1"
FIRST = 6
#: the first label of the article, and the directive that opens it in its source
ARTICLES = (
    ("writers-2024", DocumentKind.AGREEMENT, "Article 12", "@article 12 "),
    ("crew-2024", DocumentKind.MEMORANDUM, "Item 9", "@item 9. "),
    ("games-2025", DocumentKind.AGREEMENT, "Article VIII", "@article VIII "),
    ("newsroom-2025", DocumentKind.AGREEMENT, "Article 11", "@article 11 "),
    ("service-2022", DocumentKind.AGREEMENT, "Article 9", "@article 9 "),
    ("summary-2023", DocumentKind.SUMMARY, "F", "@item F. "),
)


def article_of(name: str, kind: DocumentKind, label: str) -> tuple[Clause, ...]:
    source = open_source(CORPUS / f"{name}.pdf")
    pages = read_pages(source, load("reader", "pdfium")())
    reading = split_clauses(pages, describe(source, pages, Hints(id=name, kind=kind)))
    assert reading.account.balanced
    return tuple(clause for clause in reading.clauses if clause.labels[:1] == (label,))


def show_articles() -> Iterator[str]:
    for name, kind, label, _ in ARTICLES:
        yield f"=== {name}"
        for clause in article_of(name, kind, label):
            words = " ".join(clause.text.split()[:FIRST])
            yield " | ".join((" > ".join(clause.labels), clause.kind, clause.heading or "-", words))


def test_the_trees_are_as_written_down() -> None:
    said = "\n".join(show_articles()) + "\n"
    if REWRITE:
        GOLDEN.write_text(said, encoding="utf-8")
        pytest.fail("the golden file was written anew: look at it, then test without the flag")
    assert said == GOLDEN.read_text(encoding="utf-8")


def paragraphs_of(name: str, opening: str) -> list[str]:
    """The blocks of the article in its source; a centred number and title count as one."""
    source = (CORPUS / "sources" / f"{name}.txt").read_text(encoding="utf-8")
    body = source[source.index(opening) :]
    end = body.index("\n@" + opening[1:].split(" ")[0])
    blocks = [block for block in body[:end].split("\n\n") if block.strip()]
    return [block for block in blocks if not block.startswith('@center "ARTICLE')]


@pytest.mark.parametrize(("name", "kind", "label", "opening"), ARTICLES)
def test_every_paragraph_is_a_clause_of_its_article(
    name: str, kind: DocumentKind, label: str, opening: str
) -> None:
    assert len(article_of(name, kind, label)) == len(paragraphs_of(name, opening))
