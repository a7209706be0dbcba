"""Second readings of a library's quotes: kept by file and page, gone with the file, in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from analyzer.pipeline import Analyzer
from analyzer.pipeline.reading import second_words
from analyzer.records import Confirmation
from analyzer.settings import Settings
from tests.printed import Sheet, make_pdf


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, Path]:
    """An agreement and its successor, a page each."""

    def draw(words: str) -> bytes:
        def lines(sheet: Sheet) -> None:
            sheet.write(72, 80, "ARTICLE 1. DIGITAL REPLICAS")
            sheet.write(72, 110, f"1. {words}")
            sheet.write(72, 140, "2. Meals are hot and stand ready at noon on every day.")

        return make_pdf([lines])

    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    old.write_bytes(draw("Consent to a digital replica is given in writing before it is made."))
    new.write_bytes(draw("Consent to a digital replica is given at hire, once and for all."))
    return old, new


def test_every_quote_is_confirmed_and_its_page_read_once(
    papers: tuple[Path, Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        document = library.ingest(papers[0])[0].document
        assert document is not None
        found = library.find()
        assert {e.confirmed for f in found for e in f.evidence} == {Confirmation.NOT_CHECKED}
        confirmed = library.confirm(found)
        assert len(confirmed) == len(found) > 0
        assert {e.confirmed for f in confirmed for e in f.evidence} == {Confirmation.YES}
        assert {t.confirmed for f in confirmed for t in f.terms} == {Confirmation.YES}
        first = confirmed.to_json()["findings"][0]["evidence"][0]
        assert (first["confirmed"], first["second"]) == ("yes", None)

        def nobody(*_: object, **__: object) -> None:
            raise AssertionError("read again")

        monkeypatch.setattr("analyzer.pipeline.confirming.second_words", nobody)
        assert library.confirm(found).to_json() == confirmed.to_json()
        library.remove(str(document.id))
        assert library.catalog.second_pages(document.sha256, [1]) == {}


def test_files_that_are_named_directly_leave_no_words_behind(
    papers: tuple[Path, Path], settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as library:
        found = library.confirm(library.find(papers[0]))
        assert {e.confirmed for f in found for e in f.evidence} == {Confirmation.YES}
        assert library.catalog.second_pages(found.documents[0].sha256, [1]) == {}


def test_the_words_of_changes_are_confirmed_and_what_differs_is_reported(
    papers: tuple[Path, Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        compared = library.confirm(library.compare(*papers))
        said = compared.comparison.confirmed
        assert {each.confirmed for each in said} == {Confirmation.YES}
        assert {each.clause.partition("#")[2] for each in said} == {"art-1-1"}
        assert "A second reading gives the same words of 2 of 2 clauses" in compared.report(
            "markdown"
        )

        def misread(data: bytes, *, path: str, pages: Sequence[int], **_: object) -> object:
            return {
                page: [w._replace(text=w.text.replace("hire,", "fire,"), bare="") for w in words]
                for page, words in second_words(data, path=path, pages=pages).items()
            }

        monkeypatch.setattr("analyzer.pipeline.confirming.second_words", misread)
        doubted = library.confirm(library.compare(*papers))
        for kind in ("markdown", "html"):
            assert "two readings differ" in doubted.report(kind)
        (differing,) = [c for c in doubted.to_json()["confirmed"] if c["confirmed"] == "differs"]
        assert "fire," in differing["second"]


def test_quotes_are_confirmed_one_by_one_in_their_order(
    papers: tuple[Path, Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers[0])
        first, *_, last = [clause for clause in library.clauses() if clause.text]
        quotes = [(last, 0, 5), (first, 0, len(first.text)), (last, 0, 0)]
        told = library.confirm_quotes(quotes)
        assert [each.clause for each in told] == [last.id, first.id, last.id]
        yes, unchecked = Confirmation.YES, Confirmation.NOT_CHECKED
        assert [each.confirmed for each in told] == [yes, yes, unchecked]
        assert told[2].why
        monkeypatch.setattr("analyzer.pipeline.confirming.second_words", _without)
        assert library.confirm_quotes(quotes) == told, "the pages were kept"


def test_without_the_second_reader_nothing_is_checked_and_the_reason_told(
    papers: tuple[Path, Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        compared = library.compare(*papers)
        monkeypatch.setattr("analyzer.pipeline.confirming.second_words", _without)
        said = library.confirm(compared).comparison.confirmed
    assert {each.confirmed for each in said} == {Confirmation.NOT_CHECKED}
    assert all(each.why and "pip install pdfplumber" in each.why for each in said)


def _without(*_: object, **__: object) -> object:
    from analyzer.errors import MissingLibraryError

    raise MissingLibraryError.of("pdfplumber", feature="The second reader")
