"""Drafts that are one thing on the page: lists of parties, blocks of signatures."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.clauses.drafts import Draft
from analyzer.clauses.kinds import find_party_lists, is_signature, names_a_side
from analyzer.records import ClauseKind, DocumentKind, LineRole

#: longest paragraph inside a block of signatures
_SHORT = 90
#: so many words of running text are small; of names and offices ('Director of Lamps') fewer are
_SMALL = 0.3
#: words of a clause of a signature block that is a sentence of its own
_WITNESS = "in witness whereof"


def group_drafts(drafts: Sequence[Draft], kind: DocumentKind) -> list[Draft]:
    """Joins them; the first draft of a group takes the words of the others."""
    texts = {draft.order: _text(draft) for draft in drafts}
    gone: set[int] = set()
    for run in find_party_lists(drafts, texts):
        gone |= _join(run, ClauseKind.PARTY_LIST)
    left = [draft for draft in drafts if draft.order not in gone]
    for run in _signature_blocks(left, texts):
        gone |= _join(run, ClauseKind.SIGNATURE)
    return [draft for draft in drafts if draft.order not in gone]


def _text(draft: Draft) -> str:
    return " ".join(piece.text for piece in draft.pieces[:30])


def _join(run: Sequence[Draft], kind: ClauseKind) -> set[int]:
    first = run[0]
    first.group = kind
    first.heading_length = 0
    for draft in run[1:]:
        first.pieces += draft.pieces
        first.lines += draft.lines
    return {draft.order for draft in run[1:]}


def _signature_blocks(drafts: Sequence[Draft], texts: dict[int, str]) -> list[list[Draft]]:
    """From a line for a signature on, and the short lines and rows of names around it."""
    blocks: list[list[Draft]] = []
    block: list[Draft] = []
    for draft in drafts:
        text = texts[draft.order]
        plain = draft.label is None and draft.role is LineRole.BODY and draft.group is None
        if draft.role is LineRole.FOOTNOTE:
            continue
        if block and draft.lines[0].page != block[-1].lines[-1].page:
            blocks.append(block)
            block = []
        witness = text.lower().startswith(_WITNESS) or names_a_side(text)
        short = len(text.replace("_", "")) < _SHORT
        if plain and (
            short
            or witness
            or (block and draft.is_heading)
            or (not _is_prose(text) and _is_signed(block, texts))
        ):
            block.append(draft)
        else:
            blocks.append(block)
            block = []
    blocks.append(block)
    return [_trim(found, texts) for found in blocks if _is_signed(found, texts)]


def _is_prose(text: str) -> bool:
    """True where many words are small: no row of names with what they are."""
    words = text.split()
    return sum(word[:1].islower() for word in words) >= _SMALL * len(words)


def _is_signed(block: Sequence[Draft], texts: dict[int, str]) -> bool:
    """A line for a signature, or lines that name two sides or a side and a date."""
    if any(is_signature(texts[draft.order]) for draft in block):
        return True
    named = [text for draft in block if names_a_side(text := texts[draft.order])]
    sides = [text for text in named if text[:3].lower() == "for"]
    return bool(sides) and (len(named) > len(sides) or sum(map(str.isupper, sides)) > 1)


def _trim(block: list[Draft], texts: dict[int, str]) -> list[Draft]:
    """Without the short paragraphs long before the first line for a signature."""
    first = next(
        index
        for index, draft in enumerate(block)
        if is_signature(texts[draft.order]) or names_a_side(texts[draft.order])
    )
    return block[max(0, first - 3) :]
