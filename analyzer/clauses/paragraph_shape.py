"""The left edges of the paragraph that runs → does the next line fit them?"""

from __future__ import annotations

from analyzer.clauses.rows import SAME_EDGE, Row
from analyzer.records import Word

#: points by which the first lines of two paragraphs may differ
_SAME_INDENT = 2.0


class ParagraphShape:
    """The left edges of the paragraph that runs: its first line and the lines after it."""

    def __init__(self) -> None:
        self.first = 0.0
        self.hang: float | None = None
        self.body: float | None = None
        self.quoted = False
        self.restarted = False

    def weigh(self, row: Row) -> float:
        """Does this line's left edge fit the paragraph? In a quotation each paragraph bears an
        opening mark, so that a second mark opens the next one."""
        mark = 0.0
        if row.text[:1] in '“"' and (self.quoted or row.labels):
            mark = 1.4 if self.quoted else 0.8
        if self.body is None:
            return mark + self._weigh_second(row.x, labelled=bool(row.labels))
        if abs(row.x - self.body) <= SAME_EDGE:
            return mark - 0.6
        # as far in as the first line of the paragraph that runs: the next one's first line
        alike = self.first > self.body + SAME_EDGE and abs(row.x - self.first) <= _SAME_INDENT
        return mark + (2.1 if alike else 1.7)

    def _weigh_second(self, x: float, *, labelled: bool) -> float:
        shift = x - self.first
        if self.hang is not None and abs(x - self.hang) <= 9:
            return -0.8
        if shift > SAME_EDGE:
            return -0.2 if self.hang is not None else 1.3
        return -0.5 if shift < -SAME_EDGE and not labelled else 0.0

    def restart(self, row: Row) -> None:
        """The first line of text, below a label that stands alone on its line."""
        self.first, self.body, self.hang = row.x, None, None
        self.restarted = True

    def take(self, row: Row) -> None:
        """Goes on with this line, or starts a new paragraph with it."""
        if not row.boundary:
            if not self.restarted and (self.body is None or abs(row.x - self.body) > SAME_EDGE):
                self.body = row.x
            self.restarted = False
            return
        self.restarted = False
        self.first, self.body, self.hang = row.x, None, None
        self.quoted = row.text[:1] in '“"'
        if row.labels:
            after = _word_at(row, row.labels[-1].end)
            self.hang = row.x + (after.x0 - row.line.x0) if after else row.x + 36
        elif row.words[0].text in ("•", "-", "–", "○", "o", "▪", "●", "*") and len(row.words) > 1:
            self.hang = row.x + (row.words[1].x0 - row.line.x0)


def _word_at(row: Row, offset: int) -> Word | None:
    """The first word that starts at or after an offset of the row's text."""
    at = 0
    for word in row.words:
        if at >= offset:
            return word
        at += len(word.text) + 1
    return None
