"""Headings of clauses in a library: embedded with the clauses, and in a library of before too."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.pipeline import Analyzer
from analyzer.pipeline.stages import is_embedded_otherwise
from analyzer.records import DocumentId
from analyzer.settings import Settings
from analyzer.vectors.embedding import key_of
from tests.encoding import LetterEncoder

AGREEMENT = DocumentId("agreement-2023")
HEADINGS = ("DIGITAL REPLICAS. Consent", "DIGITAL REPLICAS. Use")


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> LetterEncoder:
    encoder = LetterEncoder()
    monkeypatch.setattr("analyzer.pipeline.wiring.make_encoder", lambda settings: encoder)
    return encoder


def forget_headings(library: Analyzer, encoder: LetterEncoder) -> None:
    """The library as a program of before left it."""
    library.catalog.drop_vectors(encoder.fingerprint, map(key_of, HEADINGS))
    library.catalog.drop_meta(f"headings:{document.id}" for document in library.documents())


def are_there(library: Analyzer, encoder: LetterEncoder) -> bool:
    keys = set(map(key_of, HEADINGS))
    return library.catalog.known_vectors(encoder.fingerprint, keys).keys() == keys


def test_headings_are_embedded_with_their_clauses(
    letters: LetterEncoder, papers: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers / "agreement.txt")
        assert are_there(library, letters)
        again = len(letters.encoded)
        library.ingest(papers / "agreement.txt")
        assert len(letters.encoded) == again


@pytest.mark.parametrize("by", ["repair", "ingest"])
def test_a_library_of_before_is_sound_and_gets_its_headings(
    letters: LetterEncoder, papers: Path, settings: Settings, by: str
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        forget_headings(library, letters)
        assert library.search("may a replica be used in another picture?", top=1)
    assert Analyzer.verify(settings=settings).sound
    if by == "repair":
        repaired = Analyzer.repair(settings=settings)
        assert repaired.done == ("The headings of 2 documents were embedded.",)
    with Analyzer.open(settings=settings) as library:
        if by == "ingest":
            library.ingest(papers)
        assert are_there(library, letters)
        assert not is_embedded_otherwise(library._wiring, AGREEMENT)
    assert Analyzer.verify(settings=settings).sound


def test_a_hit_tells_what_it_stands_under(
    letters: LetterEncoder, papers: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        hit = library.search("a meal break of thirty minutes", top=1)[0]
        assert hit.headings == ("MEALS",)
        assert hit.why == "words and meaning"
        about = library.search("written consent before a digital replica is made", top=1)[0]
        assert about.headings == ("DIGITAL REPLICAS",)
        assert about.why == "words, meaning and topic"
        library.overrule_topic(about.clause.id, "consent", value=False)
        for topic in about.topics:
            library.overrule_topic(about.clause.id, topic, value=False)
        again = library.search("written consent before a digital replica is made", top=4)
        assert next(h for h in again if h.clause.id == about.clause.id).why == "words and meaning"


def test_a_damaged_heading_is_embedded_again(
    letters: LetterEncoder, papers: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        spoiled = {key_of(HEADINGS[0]): b"\0\0\x80\x40" * letters.dimension}
        library.catalog.save_vectors(letters.fingerprint, spoiled)
    assert not Analyzer.verify(settings=settings).sound
    Analyzer.repair(settings=settings)
    assert Analyzer.verify(settings=settings).sound
