"""What changes do elsewhere in the document: cross-references, what comes back.

A comparison's changes, with both documents' clauses → references that lead elsewhere now, and words
that one clause drops and another one brings. Definitions that changed: defining.py; exceptions that
came or went: carving.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from analyzer.comparison.tokens import STOP_WORDS
from analyzer.records import (
    BrokenReference,
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    CrossReference,
    Returned,
    WordOperation,
)
from analyzer.wording.setting import fold_setting

#: kinds under which the words are those of before
SAME_WORDS = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})
#: words that come back are at least so many in a row
_RUN = 18
_SHINGLE = 6
#: of words that say something so large a share joins the others
_JOINED = 0.12
# 'This Agreement is entered into between the Guild and the Producer': every letter opens so
_RECITAL = re.compile(
    r"\bthis (?:[\w/]+ ){1,3}is (?:made |entered into )*(?:by and )?(?:between|by|among)\b",
    re.IGNORECASE,
)
# 'rest', '$100', "Performer's"
_WORD = re.compile(r"[\w$%]+(?:['’]\w+)?")


def differs(change: Change) -> bool:
    """True where words came or went, not only the place or number of the clause."""
    if change.kind in SAME_WORDS:
        return False
    if change.kind is ChangeKind.MOVED:
        return ChangeKind.REWORDED in change.also
    return any(piece.op is not WordOperation.EQUAL for piece in change.words)


# ── cross-references ─────────────────────────────────────────────────────────────────────────────
def find_broken(
    changes: Sequence[Change],
    clauses: Mapping[ClauseId, Clause],
    *,
    silent: Collection[ClauseId] = (),
) -> Iterator[BrokenReference]:
    """References printed as before that do not lead to what became of their target. What one
    document only does not restate (`silent`) is no target that went away."""
    became: dict[ClauseId, tuple[ClauseId, ...]] = {
        clause: change.new for change in changes for clause in change.old
    }
    for change in changes:
        if not change.old or not change.new:
            continue
        before = [ref for clause in change.old for ref in clauses[clause].references]
        for clause in change.new:
            for now in clauses[clause].references:
                was = _same_reference(now, before)
                if was is None or was.target is None or was.target in silent:
                    continue
                if was.target not in became or now.target in became[was.target]:
                    continue
                stands = became[was.target]
                if not _is_kept(was.target, now.target, stands, clauses):
                    yield BrokenReference(clause, now.quote, was.target, now.target, stands)


def _is_kept(
    was: ClauseId,
    now: ClauseId | None,
    stands: tuple[ClauseId, ...],
    clauses: Mapping[ClauseId, Clause],
) -> bool:
    """True where the target was written anew under the number that it had, or stands under it
    still and only the reference could not be followed."""
    labels = clauses[was].labels
    if now is None:
        return bool(labels) and any(clauses[one].labels == labels for one in stands)
    return not stands and clauses[now].labels == labels


def _same_reference(now: CrossReference, before: list[CrossReference]) -> CrossReference | None:
    """The first reference of the old clause that is printed alike; each is taken once."""
    quote = fold_setting(now.quote)
    for at, was in enumerate(before):
        if fold_setting(was.quote) == quote:
            return before.pop(at)
    return None


# ── what comes back ──────────────────────────────────────────────────────────────────────────────
def find_returned(changes: Sequence[Change]) -> Iterator[Returned]:
    """Runs of words that one change drops and another brings, the longest of each pair."""
    brought: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    texts = [_WORD.findall(_only(change, WordOperation.INSERT)) for change in changes]
    folded = [[word.casefold() for word in words] for words in texts]
    for at, words in enumerate(folded):
        for start in range(len(words) - _SHINGLE + 1):
            brought[tuple(words[start : start + _SHINGLE])].append((at, start))
    for at, change in enumerate(changes):
        dropped = [w.casefold() for w in _WORD.findall(_only(change, WordOperation.DELETE))]
        best: dict[int, tuple[int, int]] = {}
        start = 0
        while start + _SHINGLE <= len(dropped):
            longest = 1
            for other, place in brought.get(tuple(dropped[start : start + _SHINGLE]), ())[:20]:
                if other == at:
                    continue
                size = _run(dropped, start, folded[other], place)
                longest = max(longest, size - _SHINGLE + 1)
                if size >= _RUN and size > best.get(other, (0, 0))[0]:
                    best[other] = (size, place)
            start += longest
        for other, (size, place) in sorted(best.items()):
            said = " ".join(texts[other][place : place + size])
            if _is_said(said) and not is_recital(said):
                yield Returned(at, other, said)


def _is_said(words: str) -> bool:
    """False of cells of a table or calendar in a row: nothing joins them."""
    run = words.casefold().split()
    return sum(word in STOP_WORDS for word in run) >= _JOINED * len(run)


def is_recital(words: str) -> bool:
    """True of how a document or letter opens: between whom it is."""
    return _RECITAL.search(words) is not None


def _only(change: Change, operation: WordOperation) -> str:
    """Words of that kind; pieces do not run into each other."""
    return " ¦ ".join(piece.text for piece in change.words if piece.op is operation)


def _run(one: Sequence[str], start: int, other: Sequence[str], place: int) -> int:
    size = 0
    while (
        start + size < len(one)
        and place + size < len(other)
        and one[start + size] == other[place + size]
    ):
        size += 1
    return size
