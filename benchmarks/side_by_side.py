"""`python -m benchmarks.side_by_side PROCESSES FOLDER`: the eight agreements into a new library.

Only stage READ: each file through its guarded child, its clauses kept by the one writer; the
longest file first, so that no long one is left for the end.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from analyzer.pipeline.files import NamedFile
from analyzer.pipeline.library import read_files
from analyzer.pipeline.wiring import Wiring
from analyzer.settings import read_settings
from benchmarks.documents import EIGHT, path_of


def main(processes: int, folder: Path) -> int:
    """Read all; 1 when one was refused."""
    settings = replace(read_settings(), library=folder, processes=processes)
    paths = sorted(map(path_of, EIGHT), key=lambda path: path.stat().st_size, reverse=True)
    wiring = Wiring.open(folder, settings=settings)
    try:
        files = [NamedFile(path) for path in paths]
        read = list(read_files(wiring, files, report=lambda _: None))
    finally:
        wiring.close()
    return 0 if all(item.status == "added" for item in read) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
