"""Sets every source of the sample corpus as a PDF: `python corpus/typeset.py [NAME…]`."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from corpus.typesetting.blocks import set_pages  # noqa: E402
from corpus.typesetting.paint import paint  # noqa: E402
from corpus.typesetting.source import read_source  # noqa: E402


def typeset(names: list[str], target: Path = HERE) -> list[tuple[Path, int]]:
    """Set the named sources, or all, into `target`; returns each PDF and its number of pages."""
    made = []
    for path in sorted((HERE / "sources").glob("*.txt")):
        if names and path.stem not in names:
            continue
        flow = set_pages(read_source(path))
        pdf = target / f"{path.stem}.pdf"
        paint(flow, pdf)
        pages = len(flow.sheets) - (0 if flow.sheet.lines else 1)
        made.append((pdf, pages))
    return made


def main() -> None:
    """Set the sources named on the command line and say how many pages each has."""
    made = typeset(sys.argv[1:])
    for pdf, pages in made:
        sys.stdout.write(f"{pdf.name}: {pages} pages, {pdf.stat().st_size // 1024} KB\n")
    sys.stdout.write(f"together: {sum(pages for _, pages in made)} pages\n")


if __name__ == "__main__":
    main()
