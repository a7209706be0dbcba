"""One library of the sample corpus for all tests of the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.pipeline import Analyzer

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds the sample corpus, all stages done."""
    folder = tmp_path_factory.mktemp("app") / "library"
    with Analyzer.open(folder) as analyzer:
        result = analyzer.ingest(CORPUS)
    assert not result.refusals
    return folder


@pytest.fixture
def library_setting(sample_library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The setting that makes the app open that library."""
    import streamlit as st

    monkeypatch.setenv("ANALYZER_LIBRARY", str(sample_library))
    st.cache_resource.clear()
    yield sample_library
    st.cache_resource.clear()
