"""A full disk, a closed folder and a failing disk: a clear error and a readable library. A tenth of
the benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.no_room import (
    NoRoom,
    close_the_folder,
    fail_the_disk,
    fill_disks_under_uploads,
    fill_small_disks,
    limit_the_files,
)

pytestmark = pytest.mark.slow


def check(told: NoRoom) -> None:
    assert told.lost == told.unclear == told.unreadable == told.incomplete == []
    if told.left_out:
        pytest.skip("; ".join(told.left_out))
    assert told.failed


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    told = NoRoom()
    fill_small_disks(tmp_path, told, sizes=(300,))
    check(told)


def test_what_is_dropped_onto_a_full_disk_comes_in_when_there_is_room(tmp_path: Path) -> None:
    told = NoRoom()
    fill_disks_under_uploads(tmp_path, told, sizes=(480,))
    check(told)


def test_where_no_file_can_grow_it_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    told = NoRoom()
    limit_the_files(tmp_path, told, sizes=(500_000,))
    check(told)


def test_a_closed_folder_can_be_read(tmp_path: Path) -> None:
    told = NoRoom()
    close_the_folder(tmp_path, told, every=3)
    check(told)


def test_a_failing_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    told = NoRoom()
    fail_the_disk(tmp_path, told, starts=(20,))
    check(told)
