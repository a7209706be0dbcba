"""Words of a clause → its text, with line-end hyphens settled and every word's place kept.

Whether a hyphen at a line's end is part of the word is put to the vote of the document's own
vocabulary; where it does not say, the hyphen stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from analyzer.records import MarkKind, MarkSpan, OffsetMap, Pages, Word

#: hyphens that are drawn only because the line ended there
#: 'perform-ance', 'obliga-tions': no word of its own, so the hyphen only ends the line
_ENDING = re.compile(
    r"(?:[ae]nc(?:es?|y|ies)|[ts]ion(?:s|al|ed|ing|ally)?|ments?|ness|it(?:y|ies)|ings?"
    r"|[ts]ive(?:ly|s)?|[aeiu]bly|ously|izations?)(?![\w-])"
)
_SOFT = "\u00ad\ufffe\x02"
#: parts of one printed word lie no farther apart, in points
TOUCHING = 0.6
#: only words that end so may be joined to the next
_MAY_JOIN = frozenset(["-", *_SOFT])
# 'co-operate', 'pre'
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")

Row = tuple[int, int, int, float, float, float, float]


class Piece(NamedTuple):
    """A word of a clause, or what is left of it when a label took its beginning."""

    word: Word
    page: int
    text: str
    #: the last word of its line
    ends_line: bool = False
    #: False for the second clause that shares a printed word
    counted: bool = True


class Vocabulary:
    """How often the document prints each word, hyphenated or not."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts

    @classmethod
    def from_pages(cls, pages: Pages) -> Vocabulary:
        """Counts words that do not end a line (there a hyphen proves nothing)."""
        texts: list[str] = []
        for line in pages.lines():
            texts += [word.text for word in line.words]
            if line.words and texts[-1].endswith("-"):
                texts.pop()
        counts = Counter(texts)
        folded: Counter[str] = Counter()
        for text, count in counts.items():
            for match in _WORD.findall(text):
                folded[match.lower()] += count
        return cls(folded)

    def joins(self, left: str, right: str) -> bool:
        """True when the document writes the two parts as one word without a hyphen."""
        head, tail = _last_word(left.rstrip("-")), _first_word(right)
        if not head or not tail or not tail[0].islower():
            return False
        joined, hyphened = self._counts[head + tail], self._counts[f"{head}-{tail}"]
        return joined > hyphened or (not hyphened and bool(_ENDING.match(tail)))


def _last_word(text: str) -> str:
    found = _WORD.findall(text)
    return found[-1].lower() if found else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found[0] if found else ""


def join_pieces(pieces: Sequence[Piece], vocabulary: Vocabulary) -> tuple[str, list[Row]]:
    """(text, rows of an OffsetMap)."""
    if not pieces:
        return "", []
    words = [piece.word for piece in pieces]
    texts = [piece.text for piece in pieces]
    x0s = [
        word.x0 if text is word.text else _left_edge(word, text)
        for word, text in zip(words, texts, strict=True)
    ]
    glues = [" "] * len(pieces)
    for at, text in enumerate(texts):
        if text[-1:] in _MAY_JOIN:
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            texts[at], glues[at] = _settle_hyphen(pieces[at], following, vocabulary)
    glues[-1] = ""
    lengths = list(map(len, texts))
    starts = [0, *accumulate(map(add, lengths, map(len, glues)))]
    rows = zip(
        starts[:-1],
        map(add, starts, lengths),
        [piece.page for piece in pieces],
        x0s,
        [word.top for word in words],
        [word.x1 for word in words],
        [word.bottom for word in words],
        strict=True,
    )
    return "".join(chain.from_iterable(zip(texts, glues, strict=True))), list(rows)


def _left_edge(word: Word, text: str) -> float:
    """Where what is left of a word begins, when a label took its beginning."""
    if text == word.text or not word.text:
        return word.x0
    return word.x1 - (word.x1 - word.x0) * len(text) / len(word.text)


def _settle_hyphen(
    piece: Piece, following: Piece | None, vocabulary: Vocabulary
) -> tuple[str, str]:
    """(the word as it is read, what stands between it and the next)."""
    text = piece.text
    if text[-1:] in _SOFT and len(text) > 1:
        bare = text.rstrip(_SOFT)
        joined = following is not None and piece.ends_line
        return (bare, "") if joined else (bare + "-", "")
    if piece.ends_line and following is not None and len(text) > 1 and text.endswith("-"):
        if text.endswith("--") or not following.text[:1].isalnum() or not text[-2].isalnum():
            return text, " "
        if vocabulary.joins(text, following.text):
            return text[:-1], ""
        return text, ""
    return text, " "


def offsets_of(rows: Sequence[Row]) -> OffsetMap:
    """Packed rows."""
    return OffsetMap.from_rows(list(rows))


def join_marked(
    pieces: Sequence[Piece], vocabulary: Vocabulary
) -> tuple[str, tuple[MarkSpan, ...]]:
    """All words, old and new, in print order, with the runs that are struck or underlined."""
    text, rows = join_pieces(pieces, vocabulary)
    spans: list[MarkSpan] = []
    for piece, row in zip(pieces, rows, strict=True):
        kind = piece.word.mark
        if kind is None:
            continue
        last = spans[-1] if spans else None
        if (
            last is not None
            and last.kind is kind
            and last.page == piece.page
            and not text[last.end : row[0]].strip()
        ):
            spans[-1] = MarkSpan(kind, last.start, row[1], piece.page)
        else:
            spans.append(MarkSpan(kind, row[0], row[1], piece.page))
    return text, tuple(spans)


def without(pieces: Iterable[Piece], mark: MarkKind) -> list[Piece]:
    """The pieces that do not bear a mark: the new reading without struck, the old without
    inserted words. A figure of which only the end is changed ('202' with '1' struck and '4' new)
    is one word in both."""
    pieces = list(pieces)
    if not any([piece.word.mark for piece in pieces]):
        return pieces
    kept: list[Piece] = []
    touching = False
    for at, piece in enumerate(pieces):
        touching = touching and _touch(pieces[at - 1].word, piece.word)
        if piece.word.mark is mark:
            continue
        if touching and _is_figure_in_parts(kept[-1], piece):
            kept[-1] = _join_parts(kept[-1], piece)
        else:
            kept.append(piece)
        touching = True
    return kept


def _touch(left: Word, right: Word) -> bool:
    return (
        abs(right.x0 - left.x1) < TOUCHING and left.top < right.bottom and right.top < left.bottom
    )


def _is_figure_in_parts(left: Piece, right: Piece) -> bool:
    """True for two parts of a figure of which one is changed and the other is not."""
    changed = (left.word.mark is None) is not (right.word.mark is None)
    digits = left.text[-1:].isdigit() and right.text[:1].isdigit()
    return changed and digits and not right.word.style.superscript


def _join_parts(left: Piece, right: Piece) -> Piece:
    text = left.text + right.text
    x0 = _left_edge(left.word, left.text)
    word = replace(left.word, text=text, x0=x0, x1=right.word.x1)
    return Piece(word, left.page, text, right.ends_line, left.counted)
