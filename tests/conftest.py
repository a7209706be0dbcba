"""The order of the tests: the files that take longest come first, so that no process is left alone
with one of them at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

LONG = ("slow", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that hold a slow test before the others; within a file nothing moves."""
    long: set[Path] = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)
