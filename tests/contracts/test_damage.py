"""A library outlives kill -9, a turned byte and a crowd: a tenth of the benchmark."""

from pathlib import Path

import pytest

from benchmarks.damage import crowd, flip_bytes, misfits
from benchmarks.killing import kill_while_indexing, kill_while_reading

pytestmark = pytest.mark.slow


def test_a_killed_ingest_loses_and_doubles_nothing(tmp_path: Path) -> None:
    told = kill_while_reading(tmp_path, kills=20, papers=3)
    assert told.kills == 20
    assert told.acknowledged and told.halfway
    assert (told.lost, told.doubled, told.unsound, told.orphans, told.outliving) == (0, 0, 0, 0, 0)
    assert told.complete


def test_a_killed_index_is_made_again(tmp_path: Path) -> None:
    told = kill_while_indexing(tmp_path, kills=3)
    assert (told.lost, told.unsound) == (0, 0)


def test_a_turned_byte_is_told_or_harmless_and_can_be_mended(tmp_path: Path) -> None:
    flipped = flip_bytes(tmp_path, count=24, repair_each=3)
    assert (flipped.wrong_text, flipped.internal, flipped.not_mended) == (0, 0, 0), flipped.cases
    assert flipped.told and flipped.harmless


def test_writers_and_readers_do_not_hinder_each_other(tmp_path: Path) -> None:
    told = crowd(tmp_path, writers=2, readers=3, seconds=4)
    assert told.errors == []
    assert told.writes and told.reads
    assert told.searches and told.by_vectors


def test_a_library_of_another_make_says_what_mends_it(tmp_path: Path) -> None:
    for kind, (code, said) in misfits(tmp_path).items():
        assert code == 4, kind
        mends = "analyzer library repair --library " in said
        assert mends or "Update the program" in said, said
