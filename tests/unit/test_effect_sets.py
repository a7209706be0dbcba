"""The labelled effects: as many as said, only names of the list in their head, unseen as said."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analyzer.records import Favors, Severity

SETS = Path(__file__).resolve().parents[2] / "benchmarks" / "sets"
# '# duty_weakened        what somebody had to do'
NAME = re.compile(r"^# ([a-z]+(?:_[a-z]+)?) {3,}\S", re.M)
NAMES = frozenset(NAME.findall((SETS / "effects.toml").read_text(encoding="utf-8")))


def rows_of(file: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((SETS / file).read_text(encoding="utf-8"))[key]
    return rows


SETS_OF_ROWS = [
    pytest.param("effects.toml", "pair", 120, 60, id="ours"),
    pytest.param("effects_real.toml", "change", 60, 30, id="real"),
    pytest.param("effects_fresh.toml", "change", 60, 30, id="fresh"),
    pytest.param("effects_second_fresh.toml", "change", 60, 30, id="second fresh"),
    pytest.param("effects_third_fresh.toml", "change", 60, 30, id="third fresh"),
]
REAL_SETS = (
    "effects_real.toml",
    "effects_fresh.toml",
    "effects_second_fresh.toml",
    "effects_third_fresh.toml",
)


@pytest.mark.parametrize(("file", "key", "count", "unseen"), SETS_OF_ROWS)
def test_rows_and_unseen_rows_are_as_many_as_said(
    file: str, key: str, count: int, unseen: int
) -> None:
    rows = rows_of(file, key)
    assert len(rows) == count
    assert sum(row["unseen"] for row in rows) == unseen


@pytest.mark.parametrize(("file", "key"), [tuple(row.values[:2]) for row in SETS_OF_ROWS])
def test_labels_are_of_the_closed_lists(file: str, key: str) -> None:
    for row in rows_of(file, key):
        names = [effect["name"] for effect in row["effects"]]
        assert names
        assert {*names, *row["may"]} <= NAMES
        assert not set(names) & set(row["may"])
        for effect in row["effects"]:
            Favors(effect["favors"])
            Severity(effect["severity"])
            Favors(effect.get("or_favors", effect["favors"]))


def test_every_name_of_the_list_is_asked_for_in_both_halves() -> None:
    halves = {True: Counter[str](), False: Counter[str]()}
    for row in rows_of("effects.toml", "pair"):
        halves[row["unseen"]].update(effect["name"] for effect in row["effects"])
    assert len(NAMES) == 28
    assert set(halves[True]) == set(halves[False]) == NAMES


def test_no_pair_stands_twice_and_every_pair_differs() -> None:
    rows = rows_of("effects.toml", "pair")
    assert len({row["new"] for row in rows}) == len({row["old"] for row in rows}) == len(rows)
    assert all(row["old"] != row["new"] for row in rows)


@pytest.mark.parametrize("file", REAL_SETS)
def test_real_rows_quote_at_most_six_words_of_a_document(file: str) -> None:
    for row in rows_of(file, "change"):
        for side in ("old", "new"):
            place = row[side]
            assert len(re.findall(r"[A-Za-z0-9]+", place["starts"])) <= 6
            assert bool(place["starts"]) == (place["page"] > 0)
        assert row["old"]["starts"] or row["new"]["starts"]


def places_of(file: str) -> set[tuple[str, int, str]]:
    held = tomllib.loads((SETS / file).read_text(encoding="utf-8"))
    sides = [row[side] for row in held["change"] for side in ("old", "new")]
    return {
        (held["documents"][side["document"]], side["page"], side["starts"])
        for side in sides
        if side["starts"]
    }


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(REAL_SETS, 2)))
def test_no_place_of_one_real_set_stands_in_another(one: str, other: str) -> None:
    places, others = places_of(one), places_of(other)
    assert min(len(places), len(others)) > 90
    assert places & others == set()
