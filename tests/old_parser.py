"""What an old parser of PDFs did with a name that a file gave it (CVE-2025-64512), as a control: if
our file reached such a parser, the marker would be there.
"""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path


class _Touch:
    """Makes a file when it is loaded."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self._marker), "w")


def write_trap(folder: Path, marker: Path) -> Path:
    """A file that makes the marker when it is loaded; gives the name without the endings that the
    parser added."""
    trap = folder / "trap"
    with gzip.open(f"{trap}.pickle.gz", "wb") as file:
        file.write(pickle.dumps(_Touch(marker)))
    return trap


def load_as_it_did(name: str) -> None:
    """Open the name with those endings, and load whatever is there."""
    with gzip.open(f"{name}.pickle.gz", "rb") as file:
        pickle.loads(file.read())
