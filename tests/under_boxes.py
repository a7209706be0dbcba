"""What stands under the boxes of a clause on its printed page, read by pdfplumber alone.

A PDF and boxes as the app draws them → the letters and figures under them, sorted; the same of the
words that a clause is said to have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber

from analyzer.ports import PageImage
from analyzer.records import Box, Clause, ClauseKind
from analyzer.ui import page_view

SCALE = 1.5
# 'left:11.27%;top:20.00%;width:70.10%;height:3.05%'
_DRAWN = re.compile(r"left:(-?[\d.]+)%;top:(-?[\d.]+)%;width:(-?[\d.]+)%;height:(-?[\d.]+)%")


class Printed:
    """The pages of a PDF, each read once, when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._pdf = pdfplumber.open(path)
        self._pages: dict[int, tuple[float, float, list[dict[str, Any]]]] = {}

    def close(self) -> None:
        """Let the file go."""
        self._pdf.close()

    def under(self, boxes: Sequence[Box]) -> str:
        """The signs whose middle lies in one of these, once the app has drawn them in percent."""
        found = []
        for page in dict.fromkeys(box.page for box in boxes):
            width, height, _ = self._page(page)
            image = PageImage(b"", round(width * SCALE), round(height * SCALE), SCALE)
            there = [box for box in boxes if box.page == page]
            html = page_view._boxes_html(image, there)
            assert len(_DRAWN.findall(html)) == len(there)
            found.append(self.under_drawn(page, html))
        return letters("".join(found))

    def under_drawn(self, page: int, html: str) -> str:
        """The signs whose middle lies in one of the boxes that the app has drawn on this page."""
        width, height, signs = self._page(page)
        wide, high = width / 100, height / 100
        drawn = [tuple(map(float, each)) for each in _DRAWN.findall(re.sub(r"\s", "", html))]
        return letters(
            "".join(
                sign["text"]
                for sign in signs
                if any(
                    left * wide <= (sign["x0"] + sign["x1"]) / 2 <= (left + across) * wide
                    and top * high <= (sign["top"] + sign["bottom"]) / 2 <= (top + down) * high
                    for left, top, across, down in drawn
                )
            )
        )

    def _page(self, number: int) -> tuple[float, float, list[dict[str, Any]]]:
        if number not in self._pages:
            page = self._pdf.pages[number - 1]
            # a watermark runs aslant over the words of others
            level = [sign for sign in page.chars if abs(sign["matrix"][1]) < 0.01]
            self._pages[number] = (float(page.width), float(page.height), level)
            page.close()
        return self._pages[number]


def letters(text: str) -> str:
    """Letters and figures, sorted: what a box holds has no order, and hyphens at line ends go."""
    return "".join(sorted(re.findall(r"[^\W_]", text.casefold())))


def words_of(clause: Clause, clauses: Iterable[Clause]) -> str:
    """All that is printed of a clause: label, heading, words, cells, and the marks of its notes."""
    notes = [
        each.label or ""
        for each in clauses
        if each.kind is ClauseKind.FOOTNOTE and each.parent == clause.id
    ]
    if clause.cells:
        parts = [each.text for each in clause.cells]
        notes += [note for each in clause.cells for note in each.notes]
        return letters(" ".join([clause.label or "", clause.heading or "", *parts, *notes]))
    whole = clause.marked_text or " ".join(
        filter(None, (clause.label, clause.heading, clause.text))
    )
    return letters(" ".join([whole, *notes]))
