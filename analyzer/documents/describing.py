"""What a document is, told from its title page: source + pages + hints → Document.

What a hint says stands; everything else is a guess and is named in `guessed`. Cues are data
(kinds.toml): what the document calls itself, where, and how it looks there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from pathlib import PurePath

from analyzer.documents.dates import find_term
from analyzer.documents.parties import Parties, find_parties
from analyzer.records import (
    Document,
    DocumentId,
    DocumentKind,
    Hints,
    Line,
    LineRole,
    MarkKind,
    Pages,
    SetAsideKind,
    Source,
    Status,
)

#: lines of the title page that are looked at; pages for the parties, and for the case of words
TITLE_LINES, FEWEST_TITLE_LINES = 24, 4
FRONT_PAGES = 4
WORD_PAGES = 24
#: a line of more words is prose
LONGEST_TITLE_LINE = 12
LONGEST_TITLE = 140

_STATUS = {
    DocumentKind.PROPOSAL: Status.PROPOSED,
    DocumentKind.PACKAGE: Status.PROPOSED,
    DocumentKind.LAST_OFFER: Status.PROPOSED,
    DocumentKind.COUNTERPROPOSAL: Status.COUNTERED,
    DocumentKind.TENTATIVE_AGREEMENT: Status.TENTATIVE,
    DocumentKind.PRESS_CLAIM: Status.ALLEGED,
}
_BINDING = frozenset({DocumentKind.AGREEMENT, DocumentKind.MEMORANDUM, DocumentKind.SIDELETTER})
# 'draft: subject to ratification'
_NOT_YET = re.compile(r"\b(?:draft|subject to ratification|tentative)\b", re.IGNORECASE)
# 'MOA 2024 (00326962-5).DOCX'  'Microsoft Word - deal.doc'
_FILE_NAME = re.compile(r"\.\w{2,5}\b|\d{6,}|_|^microsoft|^untitled", re.IGNORECASE)
# 'This Page Intentionally Left Blank'
_BLANK = re.compile(r"\bintentionally (?:left )?blank\b", re.IGNORECASE)
# 'between the Department'
_BETWEEN = re.compile(r"^(?:by and )?between\b", re.IGNORECASE)
# 'July 3, 2024'  '9/3/24'
_DATE_LINE = re.compile(r"(?:[A-Z][a-z]+\.? \d{1,2}, |\d{1,2}[/.-]\d{1,2}[/.-])\d{2,4}")
# 'by and between'  'TABLE OF CONTENTS'  'this agreement, made'
_TITLE_ENDS = re.compile(
    r"^(?:by and )?between\b|^(?:table of )?contents\b|^this (?:\S+ )?(?:agreement|memorandum)\b"
    r"|^(?:preamble|whereas|witnesseth|article|effective|dated?)\b|^[(\[]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KindCue:
    """A row of kinds.toml."""

    kind: DocumentKind
    weight: float
    patterns: tuple[re.Pattern[str], ...]


@cache
def kind_cues() -> tuple[KindCue, ...]:
    """What documents call themselves."""
    rows = tomllib.loads(
        resources.files("analyzer.data").joinpath("kinds.toml").read_text(encoding="utf-8")
    )["kind"]
    return tuple(
        KindCue(
            DocumentKind(row["kind"]),
            row["weight"],
            tuple(re.compile(pattern, re.IGNORECASE) for pattern in row["patterns"]),
        )
        for row in rows
    )


def describe(source: Source, pages: Pages, hints: Hints | None = None) -> Document:
    """The document of a source: hints first, then what its title page says."""
    guess = _guess(source, pages)
    taken = {field.name: getattr(guess, field.name) for field in fields(Guess)}
    nothing = (None, Status.UNKNOWN, DocumentKind.OTHER)
    document = Document(
        id=DocumentId(own_id(source)),
        path=source.path,
        sha256=source.sha256,
        pages=len(pages.pages),
        guessed=tuple(name for name, value in taken.items() if value not in nothing),
        **taken,
    )
    return describe_as_said(document, hints) if hints else document


def describe_as_said(document: Document, hints: Hints) -> Document:
    """The same document with what is now said of it; what is said is guessed no more."""
    left = tuple(name for name in document.guessed if name not in hints.said)
    return replace(document, **hints.said, guessed=left)


def own_id(source: Source) -> str:
    """The slug of the file's name and the first 8 digits of its sha256."""
    slug = re.sub(r"[^a-z0-9]+", "-", PurePath(source.path).stem.lower()).strip("-")
    return f"{slug or 'document'}-{source.sha256[:8]}"


# ── guessing ─────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Guess:
    """What the title page says, field by field of a Document."""

    title: str
    kind: DocumentKind
    status: Status
    guild: str | None
    employer: str | None
    effective: str | None
    expires: str | None
    offered_by: str | None


def _guess(source: Source, pages: Pages) -> Guess:
    block = title_block(pages)
    metadata = _own_title(pages)
    stem = PurePath(source.path).stem
    kind = guess_kind(block, extra=(metadata or "", stem.replace("_", " ").replace("-", " ")))
    front = [_live_text(line) for line in _front_lines(pages, FRONT_PAGES)]
    parties: Parties = find_parties([metadata or "", *front], words=_words_in_use(pages))
    live = _live_text if pages.redline else _text
    effective, expires = find_term([live(line) for line in pages.lines()])
    return Guess(
        title=guess_title(block, metadata, stem),
        kind=kind,
        status=_guess_status(kind, pages, block, dated=expires is not None),
        guild=parties.guild,
        employer=parties.employer,
        effective=effective,
        expires=expires,
        offered_by=parties.offered_by if kind in _STATUS else None,
    )


def _own_title(pages: Pages) -> str | None:
    """What the file calls itself: its metadata or first bookmark, where they read like a title."""
    first = next((mark.title for mark in pages.bookmarks if mark.page in (1, None)), None)
    for title in (pages.title, first):
        if title and not _FILE_NAME.search(title) and any(_matches(c, title) for c in kind_cues()):
            return title
    return None


def title_block(pages: Pages) -> tuple[Line, ...]:
    """The first lines of the document that are neither contents nor a blank page's note."""
    block: list[Line] = []
    for page in pages.pages:
        lines = [line for line in page.lines if line.role is not LineRole.TOC]
        block += [line for line in lines if not _BLANK.search(line.text)]
        if len(block) >= FEWEST_TITLE_LINES:
            break
    return tuple(block[:TITLE_LINES])


def guess_kind(block: Sequence[Line], *, extra: Sequence[str] = ()) -> DocumentKind:
    """What the title block calls the document; `extra` are weaker witnesses."""
    best, chosen = 0.0, DocumentKind.OTHER
    for cue in kind_cues():
        score = max(
            (
                cue.weight * _prominence(at, line)
                for at, line in enumerate(block)
                if _matches(cue, line.text)
            ),
            default=0.0,
        )
        score += 0.6 * cue.weight * any(_matches(cue, text) for text in extra)
        if score > best:
            best, chosen = score, cue.kind
    return chosen


def _matches(cue: KindCue, text: str) -> bool:
    return any(pattern.search(text) for pattern in cue.patterns)


def _prominence(at: int, line: Line) -> float:
    """How much a line of the title block looks like the title."""
    words = line.words
    score = 1.0 / (1.0 + 0.2 * at)
    if len(words) > LONGEST_TITLE_LINE:
        return 0.4 * score
    if line.text.isupper():
        score *= 1.4
    if sum(word.style.bold for word in words) > len(words) / 2:
        score *= 1.3
    return score


def guess_title(block: Sequence[Line], metadata: str | None, stem: str) -> str:
    """The metadata where it reads like a title, else the first lines, else the file's name."""
    if metadata:
        return metadata
    parts: list[str] = []
    for line in block:
        text = line.text.strip(" _*-–—#")
        if _DATE_LINE.fullmatch(text):
            continue
        if _TITLE_ENDS.search(text) and parts:
            break
        if len(line.words) > LONGEST_TITLE_LINE or len(" ".join([*parts, text])) > LONGEST_TITLE:
            break
        if any(letter.isalpha() for letter in text) and text not in parts:
            parts.append(text)
        if len(parts) >= 4:
            break
    if parts and _BETWEEN.search(parts[0]):
        parts = []
    return " ".join(parts) or " ".join(re.split(r"[_\s]+", stem)) or "Untitled"


def _guess_status(
    kind: DocumentKind, pages: Pages, block: Sequence[Line], *, dated: bool
) -> Status:
    if kind in _STATUS:
        return _STATUS[kind]
    if kind not in _BINDING:
        return Status.UNKNOWN
    aside = (
        item.text
        for item in pages.set_aside
        if item.kind in (SetAsideKind.NOTICE, SetAsideKind.WATERMARK, SetAsideKind.RUNNING_HEAD)
        and item.page <= FRONT_PAGES
    )
    if any(_NOT_YET.search(text) for text in aside) or any(
        _NOT_YET.search(line.text) for line in block[:6]
    ):
        return Status.TENTATIVE
    return Status.RATIFIED if dated and kind is DocumentKind.AGREEMENT else Status.UNKNOWN


def _text(line: Line) -> str:
    return line.text


def _live_text(line: Line) -> str:
    """The line without its struck words."""
    return " ".join(word.text for word in line.words if word.mark is not MarkKind.DELETED)


def _front_lines(pages: Pages, count: int) -> list[Line]:
    """Lines of the first `count` pages that hold more than contents."""
    found: list[Line] = []
    seen = 0
    for page in pages.pages:
        lines = [line for line in page.lines if line.role is not LineRole.TOC]
        found += lines
        seen += bool(lines)
        if seen == count:
            break
    return found


def _words_in_use(pages: Pages) -> frozenset[str]:
    """Words of the first pages as they are printed, to give names in capitals their own case."""
    return frozenset(
        word.text.strip(".,;:()[]\"'“”‘’")
        for line in _front_lines(pages, WORD_PAGES)
        for word in line.words
    )
