"""What is dropped in a real browser leaves Streamlit's store of uploads."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.uploads import drop_files
from tests.browsing import BROWSER, NO_BROWSER

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)
SIZE = 3_000_000


def test_uploads_leave_the_store_once_they_are_in_the_inbox(tmp_path: Path) -> None:
    held = drop_files(tmp_path, size=SIZE, files=2)
    assert SIZE <= held.most < 2 * SIZE, "one at a time, each let go before the next"
    assert held.now == 0
