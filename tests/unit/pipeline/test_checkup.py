"""The doctor names every package, and what stops without it."""

from __future__ import annotations

import sys

import pytest

from analyzer.pipeline.checkup import NEEDS, examine
from analyzer.settings import Settings

FIVE = ("sentence-transformers", "transformers", "pdfplumber", "streamlit", "faiss-cpu")


def test_five_packages_come_first() -> None:
    assert tuple(need.package for need in NEEDS[:5]) == FIVE


@pytest.mark.parametrize("package", FIVE)
def test_missing_package_is_seen(
    package: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = next(need for need in NEEDS if need.package == package)
    monkeypatch.setitem(sys.modules, need.module, None)
    part = next(part for part in examine(settings) if part.name == package)
    assert part.version is None
    assert part.without
    assert part.install == f"pip install {package}"


def test_missing_encoder_is_said(settings: Settings) -> None:
    report = examine(settings)
    assert not report.encoder_ready
    assert not report.healthy
    assert settings.encoder in report.encoder
    assert "none yet" in report.library
    assert all(part.version for part in report)


def test_guard_says_what_the_system_does_not_allow(settings: Settings) -> None:
    said = examine(settings).guard
    assert said.startswith("files are read in a child process")
    assert examine(settings).to_json()["guard"] == said
