"""One library of the sample corpus for all tests of the app; a server of it and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sample_library import copy_sample_library

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds the sample corpus, all stages done."""
    return copy_sample_library(tmp_path_factory, "app")


@pytest.fixture
def library_setting(sample_library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The setting that makes the app open that library."""
    import streamlit as st

    from analyzer.ui import working

    monkeypatch.setenv("ANALYZER_LIBRARY", str(sample_library))
    # no test of a screen's contents depends on how busy the machine is
    monkeypatch.setattr(working, "PATIENCE", 60.0)
    st.cache_resource.clear()
    yield sample_library
    st.cache_resource.clear()


# ── a real browser ───────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def address(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app is served, started from an empty folder as an installed user would."""
    from tests.browsing import serve

    process, url = serve(sample_library, tmp_path_factory.mktemp("empty"))
    yield url
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go."""
    named = os.environ.get("ANALYZER_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a fresh browser, none of whose requests may leave this machine."""
    from tests.browsing import browse

    with browse() as opened:
        yield opened
