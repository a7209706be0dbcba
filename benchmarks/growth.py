"""What a comparison costs once both sides are read and embedded: libraries → CPU seconds, memory.

Each comparison runs in a process of its own over a library that holds both documents; its CPU time
is that of `Analyzer.compare` alone. The child is `python -m benchmarks.growth LIBRARY OLD NEW`.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from analyzer import Analyzer
from benchmarks.documents import path_of, real_data
from benchmarks.measuring import PYTHON, Cost, run_well
from benchmarks.results import Figure

OLD, NEW = "nba2017", "nba2023"
#: the pairs of agreements, old and new, that are joined
OREGON = "oregon"
YEARS = ("2023-2025", "2025-2027")
#: calls of a comparison in one process
_CALLS = 4
RULE = (
    "both in a library with vectors and findings; CPU of Analyzer.compare, the least of the second"
    " to fourth call"
)
FIRST = (
    "both in a library with vectors and findings; CPU of the first Analyzer.compare, imports in it"
)
MEMORY = "resident pages of the whole process, every 20 ms; the library is opened in it"


def measure_growth() -> list[Figure]:
    """The long pair, and four agreements joined against one; () without the real documents."""
    if real_data() is None:
        return []
    return [*_measure_long(), *_measure_joined()]


def _measure_long() -> list[Figure]:
    on = f"{OLD} → {NEW}"
    with tempfile.TemporaryDirectory() as name:
        (first, second), cost = _compare(Path(name), path_of(OLD), path_of(NEW))
    return [
        Figure("comparison: CPU after reading and embedding", on, first, "s", "15 s", FIRST),
        Figure("comparison: CPU, later calls", on, second, "s", "", RULE),
        Figure("comparison: peak memory", on, round(cost.peak_megabytes), "MB", "1000 MB", MEMORY),
    ]


def _measure_joined() -> list[Figure]:
    pairs = oregon_pairs()
    singles: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for old, new in pairs:
            singles.append(_compare(folder, old, new)[0][1])
        joined = [folder / f"joined-{year}.txt" for year in YEARS]
        for side, path in enumerate(joined):
            texts = [pair[side].read_text(encoding="utf-8").rstrip("\f\n") for pair in pairs]
            path.write_text("\n\f".join(texts), encoding="utf-8")
        four = _compare(folder, *joined)[0][1]
    one = sum(singles) / len(singles)
    on = f"{len(pairs)} Oregon agreements joined"
    return [
        Figure("comparison: CPU of one agreement", "mean of four Oregon pairs", one, "s", "", RULE),
        Figure("comparison: CPU of four joined", on, four, "s", "", RULE),
        Figure("comparison: growth from one to four", on, four / one, "×", "5 ×", RULE),
    ]


def oregon_pairs() -> list[tuple[Path, Path]]:
    """Each older agreement with its successor."""
    folder = real_data()
    if folder is None:
        return []
    found = sorted((folder / OREGON).glob(f"*-{YEARS[0]}.txt"))
    return [(old, old.with_name(old.name.replace(*YEARS))) for old in found]


def _compare(folder: Path, old: Path, new: Path) -> tuple[tuple[float, float], Cost]:
    """CPU seconds of the first call, the least of those after it, and what their process cost."""
    folder.mkdir(exist_ok=True)
    library, output = folder / "index", folder / "cost.json"
    run_well([PYTHON, "-m", "analyzer", "ingest", str(old), str(new), "--library", str(library)])
    with Analyzer.open(library) as held:
        ids = {document.path: str(document.id) for document in held.documents()}
    names = [ids[key] for path in (old, new) for key in ids if Path(key).name == path.name]
    words = [PYTHON, "-m", "benchmarks.growth", str(library), *names]
    cost = run_well(words, output=output)
    first, *later = json.loads(output.read_text(encoding="utf-8"))
    return (first, min(later)), cost


def main() -> None:
    """The child: compare and print what each call took; what else the machine does only adds."""
    library, old, new = sys.argv[1:]
    seconds: list[float] = []
    with Analyzer.open(library) as held:
        for _ in range(_CALLS):
            started = time.process_time()
            held.compare(old, new)
            seconds.append(round(time.process_time() - started, 2))
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
