"""The library of the sample corpus, made once for all processes that run the tests."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from analyzer.file_locks import try_lock
from analyzer.pipeline import Analyzer

CORPUS = Path(__file__).parents[1] / "corpus"


def copy_sample_library(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder with a library of its own that holds the sample corpus, all stages done; whoever
    asks first makes the one that is copied."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    made = shared / "sample-library"
    with (shared / "sample-library.lock").open("ab") as lock:
        while not try_lock(lock):
            time.sleep(0.2)
        if not made.exists():
            with Analyzer.open(shared / "sample-library.new") as analyzer:
                result = analyzer.ingest(CORPUS)
            assert not result.refusals
            (shared / "sample-library.new").rename(made)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp(name) / "library"))
