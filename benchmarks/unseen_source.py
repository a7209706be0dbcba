"""A typed agreement of the unseen set: its text → blocks, each with the path that the typist meant.

A block is a paragraph of lines. `>>(b) :: text` is labelled, two levels below the outermost;
`>> :: text` is unnumbered there; `(b)&(1)` prints two labels on one line; `=` before a label sets
the line in the middle; `@word rest` is a directive. In a text {-struck-}, {+inserted+},
__underlined__, **bold**, //italic//, ^7 a raised digit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

# '>>(b)&(1) :: text', '=ARTICLE 4 – :: TITLE', '> :: text'
PARAGRAPH = re.compile(r"(=?)(>*)(.*?) ?:: ?(.*)", re.DOTALL)
# '@table Day rates'
DIRECTIVE = re.compile(r"@(\w+) ?([^\n]*)(?:\n(.*))?", re.DOTALL)
# '{-two-}', '{+three+}', '__Rest.__', '**Rest.**', '//Add//', '^7'
DRESSED = re.compile(r"\{-(.+?)-\}|\{\+(.+?)\+\}|__(.+?)__|\*\*(.+?)\*\*|//(.+?)//|\^(\d+)", re.S)


class Dress(StrEnum):
    """How a piece of text is set."""

    PLAIN = "plain"
    STRUCK = "struck"
    INSERTED = "inserted"
    UNDERLINED = "underlined"
    BOLD = "bold"
    ITALIC = "italic"
    RAISED = "raised"


DRESSES = (
    Dress.STRUCK,
    Dress.INSERTED,
    Dress.UNDERLINED,
    Dress.BOLD,
    Dress.ITALIC,
    Dress.RAISED,
)
Piece = tuple[str, Dress]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`word` is empty) or a directive; `path` is the label path that was meant."""

    word: str
    text: str
    rest: str = ""
    depth: int = 0
    labels: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    centred: bool = False

    @property
    def starts(self) -> str:
        """The first eight words after the label, as they now read."""
        return " ".join(plain(self.text).split()[:8])


@dataclass(slots=True)
class _Path:
    """The labels above the next paragraph."""

    steps: list[tuple[int, str]] = field(default_factory=list)
    unnumbered: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def enter(self, depth: int, labels: tuple[str, ...]) -> tuple[str, ...]:
        self.steps = [step for step in self.steps if step[0] < depth]
        for at, label in enumerate(labels):
            self.steps.append((depth + at, clean(label)))
        above = tuple(label for _, label in self.steps)
        if labels:
            return above
        self.unnumbered[above] += 1
        return (*above, f"¶{self.unnumbered[above]}")

    def leave(self, named: str) -> None:
        """An unnumbered attachment: what follows is numbered anew."""
        self.steps = [(-1, f"¶ {named}")]


def read_blocks(text: str) -> tuple[Block, ...]:
    """Every block of a source, in order."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    path = _Path()
    for typed in re.split(r"\n{2,}", text.strip()):
        directive = DIRECTIVE.fullmatch(typed)
        if directive:
            word, said, rest = directive.groups()
            if word == "attachment":
                path.leave(plain(said))
            yield Block(word, said, rest or "", path=tuple(label for _, label in path.steps))
            continue
        match = PARAGRAPH.fullmatch(typed)
        if match is None:
            raise ValueError(f"neither a paragraph nor a directive: {typed[:60]!r}")
        centred, deep, label, body = match.groups()
        labels = tuple(part for part in label.split("&") if part)
        yield Block(
            "",
            body if "/\n" in body[:2] else " ".join(body.split()),
            depth=len(deep),
            labels=labels,
            path=path.enter(len(deep), labels),
            centred=bool(centred),
        )


def clean(label: str) -> str:
    """'“ARTICLE IV –' → 'Article IV'."""
    bare = label.strip('“”" –—').rstrip(".:")
    first, space, rest = bare.partition(" ")
    return f"{first.title()}{space}{rest}" if space else bare


def dress(text: str) -> tuple[Piece, ...]:
    """A text in pieces of one dress each."""
    pieces: list[Piece] = []
    at = 0
    for match in DRESSED.finditer(text):
        pieces.append((text[at : match.start()], Dress.PLAIN))
        pieces.append((match[match.lastindex or 0], DRESSES[(match.lastindex or 1) - 1]))
        at = match.end()
    pieces.append((text[at:], Dress.PLAIN))
    return tuple(piece for piece in pieces if piece[0])


def plain(text: str) -> str:
    """The text as it now reads: struck words and note marks left out."""
    kept = (said for said, how in dress(text) if how not in (Dress.STRUCK, Dress.RAISED))
    return " ".join("".join(kept).replace("/\n", " ").split())
