"""The doctor names every package, and what stops without it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analyzer import read
from analyzer.engines import guard_process
from analyzer.errors import RefusedFileError
from analyzer.pipeline.checkup import NEEDS, examine
from analyzer.ports import Limits
from analyzer.records import RefusalCode
from analyzer.settings import Settings
from tests.printed import make_pdf

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


#: the child that reads files, on a system that knows no limits of address space
UNLIMITED = (
    "import runpy, sys; sys.modules['resource'] = None; "
    "runpy.run_module('analyzer.intake', run_name='__main__')"
)


def test_where_there_are_no_limits_the_weaker_guard_is_named_and_holds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "without memory" not in examine(settings).guard
    monkeypatch.setattr(guard_process, "COMMAND", (sys.executable, "-c", UNLIMITED))
    told = examine(settings).guard
    assert "on this system without memory and time limits" in told
    for weaker in ("time by the clock", "size of the answer", "number of pages and words"):
        assert weaker in told
    # and what is named does hold
    pages = tmp_path / "pages.pdf"
    pages.write_bytes(make_pdf([lambda sheet: sheet.body()] * 3))
    monkeypatch.setattr(Limits, "for_size", lambda size: Limits(pages=2))
    with pytest.raises(RefusedFileError) as caught:
        read(pages)
    assert caught.value.refusal.code is RefusalCode.TOO_MANY_PAGES
    monkeypatch.setattr(Limits, "for_size", lambda size: Limits(wall_seconds=0))
    with pytest.raises(RefusedFileError) as caught:
        read(pages)
    assert caught.value.refusal.code is RefusalCode.TOO_SLOW
    monkeypatch.setattr(Limits, "for_size", lambda size: Limits())
    assert read(pages).clauses
