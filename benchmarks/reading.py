"""The first reader against a plain pdfplumber: the same words, and how much sooner.

Words are compared page by page as bags; turned ones (watermarks) are left out on both sides, words
are parted at dotted leaders, and what has no letter or figure (bullets, leaders) is left out.
pdfplumber is well set (`x_tolerance_ratio=.15`) for the comparison, and as it comes for the race.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from time import process_time

from analyzer.engines import load
from analyzer.ports import PageReader
from analyzer.records import Word
from benchmarks.documents import EIGHT, path_of, real_data
from benchmarks.results import Figure

# 'Auditions......12'
_LEADERS = re.compile(r"\.{4,}")
#: pages of a long document that are compared; all of a short one
PAGES_COMPARED = 120
#: a race over so many pages is run once
LONG_RACE = 100
#: documents of forty pages and more
LONG_ENOUGH = ("tag2024", "local52", "iatse2024", "iatse2015", "iatse2018", "nba2023")


def measure_words_and_race() -> list[Figure]:
    """Words against pdfplumber on all eight agreements; the race on the longer ones."""
    if real_data() is None:
        return []
    shares = {key: compare_words(path_of(key)) for key in EIGHT}
    races = {key: race(path_of(key)) for key in LONG_ENOUGH}
    ours, theirs = (sum(times) for times in zip(*races.values(), strict=True))
    figures = [
        Figure("words of the reader against pdfplumber, F1", key, round(share, 5), "", "0.999")
        for key, share in shares.items()
    ]
    figures += [
        Figure("words, boxes and rules: times faster than pdfplumber", key, round(b / a, 1), "×")
        for key, (a, b) in races.items()
    ]
    name = "words, boxes and rules: times faster than pdfplumber"
    rule = "CPU of one process each way, imports not counted"
    return [*figures, Figure(name, "all of these", round(theirs / ours, 1), "×", "12 ×", rule)]


def compare_words(path: Path) -> float:
    """F1 of the words of both readers, page by page."""
    common = ours = theirs = 0
    data = path.read_bytes()
    with (
        load("reader", "pdfium")().open(data, path=path.name) as one,
        load("reader", "pdfplumber")().open(data, path=path.name) as other,
    ):
        step = max(1, one.page_count // PAGES_COMPARED)
        for number in range(1, one.page_count + 1, step):
            mine, plain = (_words(file.page(number).words) for file in (one, other))
            common += (mine & plain).total()
            ours, theirs = ours + mine.total(), theirs + plain.total()
    return 2 * common / max(1, ours + theirs)


def race(path: Path) -> tuple[float, float]:
    """CPU seconds of our reader (words, boxes, styles, rules) and of pdfplumber's words alone:
    the median of three races, of a long document one. What earlier figures left in memory is kept
    from the collector, which would look it through again and again, for both alike."""
    data = path.read_bytes()
    reader: PageReader = load("reader", "pdfium")()
    pages = _read_all(reader, data)  # both libraries are loaded, the file is in memory
    next(_plumber_words(path))
    gc.collect()
    gc.freeze()
    ours, theirs = [], []
    for _ in range(3 if pages < LONG_RACE else 1):
        started = process_time()
        _read_all(reader, data)
        ours.append(process_time() - started)
        started = process_time()
        for _words_of_page in _plumber_words(path):
            pass
        theirs.append(process_time() - started)
    gc.unfreeze()
    return median(ours), median(theirs)


def _read_all(reader: PageReader, data: bytes) -> int:
    with reader.open(data, path="") as file:
        for number in range(1, file.page_count + 1):
            file.page(number)
        return file.page_count


def _plumber_words(path: Path) -> Iterator[int]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            yield len(page.extract_words())
            page.close()


def _words(words: Iterable[Word]) -> Counter[str]:
    return Counter(
        part.rstrip(".")
        for word in words
        if not word.style.angle
        for part in _LEADERS.split(word.text)
        if any(map(str.isalnum, part))
    )
