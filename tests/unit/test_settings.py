"""What mends a library names it, where a command by itself would take another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.settings import Settings

LINE = "Run `analyzer library repair`: it goes on."


def test_the_usual_library_needs_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().name_library(LINE) == LINE
    assert Settings(library=tmp_path / "index").name_library(LINE) == LINE


def test_another_library_is_named_as_it_is_typed() -> None:
    named = Settings(library=Path("/papers/2026")).name_library(LINE)
    assert named == "Run `analyzer library repair --library /papers/2026`: it goes on."
    named = Settings(library=Path("/my papers")).name_library(LINE)
    assert named == 'Run `analyzer library repair --library "/my papers"`: it goes on.'


def test_what_names_no_command_stays() -> None:
    line = "Update the program on this machine."
    assert Settings(library=Path("/papers")).name_library(line) == line
