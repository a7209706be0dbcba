"""Reads a source: a TOML header and blocks of marked-up text.

Path of a source -> `SourceText` (its `Header` and its `Block`s in order). The markup is written
down in corpus/sources/README.md.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

BLOCKS_WITH_END = ("titlepage", "table", "columns", "signatures")

# '@article XII | Safety' or '> @instruction Add a new paragraph:'
_DIRECTIVE = re.compile(r"^(?P<depth>[> ]*)@(?P<name>[a-z]+)(?:[ \n](?P<rest>.*))?$", re.DOTALL)
# '>> "(1) :: It shall be signed.'
_PARAGRAPH = re.compile(
    r"^(?P<depth>[> ]*)(?:(?P<label>[^:]{1,28}?) ::(?: |$))?(?P<text>.*)$", re.DOTALL
)


class SourceError(Exception):
    """A source that cannot be set; the text says which block and why."""


@dataclass(frozen=True, slots=True)
class Header:
    """How a document looks; lengths in points."""

    id: str
    title: str
    size: float = 12
    leading: float = 14
    left: float = 90
    right: float = 90
    top: float = 80
    bottom: float = 84
    outline: str = "articles"
    justify: bool = True
    hyphens: bool = False
    labels: str = "hanging"
    double: bool = False
    line_numbers: bool = False
    page_number: str = "{n}"
    number_from: int = 1
    number_at: str = "center"
    roman_front: bool = False
    bookmarks: bool = False
    head: str = ""
    foot: str = ""
    watermark: str = ""
    tables: str = "ruled"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source: a directive, or a paragraph where `kind` is 'paragraph'."""

    kind: str
    text: str = ""
    depth: int = 0
    label: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole source, read."""

    header: Header
    blocks: tuple[Block, ...]


def read_source(path: Path) -> SourceText:
    """Return the source at `path`; raises SourceError where its header or a block is wrong."""
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise SourceError(f"{path.name}: no header. A source begins with TOML between '+++' lines.")
    values = tomllib.loads(parts[1])
    unknown = set(values) - {field.name for field in fields(Header)}
    if unknown:
        raise SourceError(f"{path.name}: unknown header keys {sorted(unknown)}; see README.md.")
    header = Header(**values)
    return SourceText(header, tuple(_read_block(raw, path.name) for raw in _cut_blocks(parts[2])))


def _cut_blocks(body: str) -> list[str]:
    """Cut the body at blank lines, but keep '@table' and the like whole up to '@end'."""
    blocks: list[str] = []
    current: list[str] = []
    inside = False
    for line in body.splitlines():
        bare = line.lstrip("> ")
        opens = bare.startswith("@") and bare[1:].split(" ")[0] in BLOCKS_WITH_END
        if line.strip() == "@end":
            inside = False
            blocks.append("\n".join(current))
            current = []
        elif inside or line.strip():
            inside = inside or opens
            current.append(line)
        elif current:
            blocks.append("\n".join(current))
            current = []
    if current:
        blocks.append("\n".join(current))
    return blocks


def _read_block(raw: str, name: str) -> Block:
    directive = _DIRECTIVE.match(raw)
    if directive is None:
        return _read_paragraph(raw)
    kind, rest = directive["name"], directive["rest"] or ""
    depth = directive["depth"].count(">")
    if kind in BLOCKS_WITH_END:
        first, _, lines = (raw + "\n").partition("\n")
        caption = first.partition(f"@{kind}")[2].strip()
        return Block(kind, caption, depth, rows=_read_rows(kind, lines))
    if kind in ("article", "attachment", "item"):
        label, bar, title = rest.partition("|")
        if not bar:
            raise SourceError(f"{name}: '{raw[:50]}' lacks '|' between number and title.")
        return Block(kind, _join(title), depth, label=label.strip())
    before, mark, after = rest.partition(" :: ")
    if mark and len(before) < 28:
        return Block(kind, _join(after), depth, label=before)
    return Block(kind, _join(rest), depth)


def _read_paragraph(raw: str) -> Block:
    match = _PARAGRAPH.match(raw)
    if match is None:  # the pattern accepts every text
        raise SourceError(f"unreadable block: {raw[:50]}")
    label = match["label"]
    return Block(
        "paragraph",
        _join(match["text"]),
        match["depth"].count(">"),
        label=label.strip() if label else None,
    )


def _read_rows(kind: str, lines: str) -> tuple[tuple[str, ...], ...]:
    kept = lines.rstrip("\n").split("\n")
    if kind == "titlepage":
        return tuple((line.strip(),) for line in kept)
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in kept if line.strip())


def _join(text: str) -> str:
    return " ".join(text.split())
