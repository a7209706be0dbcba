"""Two texts → the words struck and set: a redline on whole words.

Joining equal and deleted pieces gives the old text exactly, equal and inserted ones the new. Words
that differ in setting only are aligned with each other, then given as deleted and inserted, since
the pieces must rebuild both texts to the letter; a display passes over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from analyzer.comparison.tokens import Token, read_tokens
from analyzer.records import WordOperation, WordPiece

#: below this share of common tokens the text is shown as replaced, not as confetti
_REWRITTEN = 0.35
#: islands of this many content words are swallowed between larger changes
_SMALL_ISLAND = 2
#: a redline may strike and set at most twice the words that it need, and four
_COARSENESS, _SPARE_WORDS = 2, 4
#: beyond this product of lengths the middle is given as replaced: memory before beauty
_HUGE = 400_000_000


@dataclass(slots=True)
class _Run:
    """old[a0:a1] became new[b0:b1]; an equal run has the same tokens on both sides."""

    equal: bool
    a0: int
    a1: int
    b0: int
    b1: int


def redline(old: str, new: str) -> tuple[WordPiece, ...]:
    """The pieces in reading order, deletions before insertions; () when both texts are empty."""
    if old == new:
        return (WordPiece(WordOperation.EQUAL, old),) if old else ()
    if not old or not new:
        pairs = ((WordOperation.DELETE, old), (WordOperation.INSERT, new))
        return tuple(WordPiece(operation, text) for operation, text in pairs if text)
    pieces: tuple[WordPiece, ...] = ()
    for whole, tidy in ((True, True), (True, False), (False, True), (False, False)):
        if tidy:
            a, b = read_tokens(old, whole=whole), read_tokens(new, whole=whole)
        runs = _find_runs(a, b)
        if tidy:
            runs = _tidy(runs, a, b)
        pieces = _print_pieces(runs, a, b)
        if not is_too_coarse(pieces, old, new) or (tidy and not _swallows_much(runs, a, b)):
            break
    return pieces


def _swallows_much(runs: Sequence[_Run], a: Sequence[Token], b: Sequence[Token]) -> bool:
    """True when more tokens than `is_too_coarse` allows words are struck and set: a date or an
    amount is one token, which cannot be told more finely."""
    least: int = Indel.distance([token.folded for token in a], [token.folded for token in b])
    changed = sum(run.a1 - run.a0 + run.b1 - run.b0 for run in runs if not run.equal)
    return changed > _COARSENESS * least + _SPARE_WORDS


def text_without(pieces: Iterable[WordPiece], operation: WordOperation) -> str:
    """One side's text: the old one without what was inserted, the new one without what was
    deleted."""
    return "".join(piece.text for piece in pieces if piece.op is not operation)


def is_too_coarse(pieces: Sequence[WordPiece], old: str, new: str) -> bool:
    """True when more than twice the words that it needs, and four, are struck and set."""
    least: int = Indel.distance(old.split(), new.split())
    changed = sum(len(p.text.split()) for p in pieces if p.op is not WordOperation.EQUAL)
    return changed > _COARSENESS * least + _SPARE_WORDS


def text_similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """Share of words in common and in order, from 0 to 1; two empty texts are alike."""
    return float(Indel.normalized_similarity(old, new))


# ── runs ─────────────────────────────────────────────────────────────────────────────────────────
def _find_runs(a: Sequence[Token], b: Sequence[Token]) -> list[_Run]:
    """Equal and changed runs, alternating, from a minimal script over folded tokens."""
    old, new = [token.folded for token in a], [token.folded for token in b]
    if len(old) * len(new) > _HUGE:
        return _replace_middle(old, new)
    runs: list[_Run] = []
    for step in Indel.opcodes(old, new):
        equal = step.tag == "equal"
        if runs and not equal and not runs[-1].equal:
            runs[-1].a1, runs[-1].b1 = step.src_end, step.dest_end
        else:
            runs.append(_Run(equal, step.src_start, step.src_end, step.dest_start, step.dest_end))
    alike = sum(run.a1 - run.a0 for run in runs if run.equal)
    if 2 * alike < _REWRITTEN * (len(old) + len(new)):
        return _replace_middle(old, new)
    return _slide(runs, a, b)


def _replace_middle(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Common beginning and end are kept, all between them is replaced."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    runs = [
        _Run(True, 0, head, 0, head),
        _Run(False, head, len(old) - tail, head, len(new) - tail),
        _Run(True, len(old) - tail, len(old), len(new) - tail, len(new)),
    ]
    return [run for run in runs if run.a1 > run.a0 or run.b1 > run.b0]


def _slide(runs: list[_Run], a: Sequence[Token], b: Sequence[Token]) -> list[_Run]:
    """Move one-sided changes between equal runs to where a reader would cut: at a stop or comma."""
    for at in range(1, len(runs) - 1):
        run = runs[at]
        if run.equal or (run.a1 > run.a0 and run.b1 > run.b0):
            continue
        before, after = runs[at - 1], runs[at + 1]
        side, start, end = (a, run.a0, run.a1) if run.a1 > run.a0 else (b, run.b0, run.b1)
        left = right = 0
        while left < before.a1 - before.a0 and _same(side, start - left - 1, end - left - 1):
            left += 1
        while right < after.a1 - after.a0 and _same(side, start + right, end + right):
            right += 1
        if at > 1 and left == before.a1 - before.a0:
            left -= 1
        if at < len(runs) - 2 and right == after.a1 - after.a0:
            right -= 1
        cuts = {shift: _cut(side, start + shift, end + shift) for shift in range(-left, right + 1)}
        shift = max(cuts, key=lambda shift, cuts=cuts: (cuts[shift], -abs(shift)))  # type: ignore[misc]
        for piece, change in ((before, (0, 1)), (run, (1, 1)), (after, (1, 0))):
            piece.a0, piece.b0 = piece.a0 + shift * change[0], piece.b0 + shift * change[0]
            piece.a1, piece.b1 = piece.a1 + shift * change[1], piece.b1 + shift * change[1]
    return [run for run in runs if run.a1 > run.a0 or run.b1 > run.b0]


def _same(side: Sequence[Token], one: int, other: int) -> bool:
    return one >= 0 and other < len(side) and side[one].folded == side[other].folded


def _cut(side: Sequence[Token], start: int, end: int) -> int:
    """How natural it is to cut out side[start:end]: sentences, then phrases, then words."""
    value = 0
    before = side[start - 1].folded if start > 0 else "."
    last = side[end - 1].folded if end > start else ""
    if before in ".;:" and last in ".;:":
        value += 4
    elif before == "," == last or last in ".;:,":
        value += 2
    if start < len(side) and side[start].is_word:
        value += 1
    return value


def _tidy(runs: Sequence[_Run], a: Sequence[Token], b: Sequence[Token]) -> list[_Run]:
    """Swallow equal runs too small to be read between two changes."""
    kept: list[_Run] = []
    for at, run in enumerate(runs):
        if kept and not run.equal and not kept[-1].equal:
            kept[-1].a1, kept[-1].b1 = run.a1, run.b1
            continue
        inner = run.equal and kept and at + 1 < len(runs)
        if inner and _is_island(run, kept[-1], runs[at + 1], a):
            kept[-1].a1, kept[-1].b1 = run.a1, run.b1
            continue
        kept.append(_Run(run.equal, run.a0, run.a1, run.b0, run.b1))
    return kept


def _is_island(run: _Run, before: _Run, after: _Run, a: Sequence[Token]) -> bool:
    tokens = a[run.a0 : run.a1]
    words = sum(token.is_word for token in tokens)
    content = sum(token.is_content for token in tokens)
    smaller = min(max(side.a1 - side.a0, side.b1 - side.b0) for side in (before, after))
    if not words:
        return smaller > _SMALL_ISLAND
    return content == 0 or (content <= _SMALL_ISLAND and len(tokens) < smaller)


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────
def _print_pieces(
    runs: Sequence[_Run], a: Sequence[Token], b: Sequence[Token]
) -> tuple[WordPiece, ...]:
    parts: list[tuple[WordOperation, str]] = []
    for run in runs:
        if run.equal:
            same = _join(a[run.a0 : run.a1])
            if same == _join(b[run.b0 : run.b1]):
                parts.append((WordOperation.EQUAL, same))
                continue
            for old, new in zip(a[run.a0 : run.a1], b[run.b0 : run.b1], strict=True):
                parts += _print_pair(old.space, new.space) + _print_pair(old.form, new.form)
        else:
            struck, put = _join(a[run.a0 : run.a1]), _join(b[run.b0 : run.b1])
            if struck and put and a[run.a0].space == b[run.b0].space:
                shared = a[run.a0].space
                parts.append((WordOperation.EQUAL, shared))
                struck, put = struck[len(shared) :], put[len(shared) :]
            parts += [(WordOperation.DELETE, struck), (WordOperation.INSERT, put)]
    return merge_pieces(WordPiece(*part) for part in parts)


def _print_pair(old: str, new: str) -> list[tuple[WordOperation, str]]:
    if old == new:
        return [(WordOperation.EQUAL, old)]
    return [(WordOperation.DELETE, old), (WordOperation.INSERT, new)]


def _join(tokens: Sequence[Token]) -> str:
    return "".join(token.space + token.form for token in tokens)


def merge_pieces(parts: Iterable[WordPiece]) -> tuple[WordPiece, ...]:
    """Join neighbours of one kind; between two equal pieces, one deletion then one insertion."""
    pieces: list[WordPiece] = []
    struck = put = ""
    for part in (*parts, WordPiece(WordOperation.EQUAL, "\0")):
        if part.op is WordOperation.DELETE:
            struck += part.text
        elif part.op is WordOperation.INSERT:
            put += part.text
        elif part.text:
            if struck:
                pieces.append(WordPiece(WordOperation.DELETE, struck))
            if put:
                pieces.append(WordPiece(WordOperation.INSERT, put))
            before = ""
            if pieces and not struck and not put and pieces[-1].op is WordOperation.EQUAL:
                before = pieces.pop().text
            pieces.append(WordPiece(WordOperation.EQUAL, before + part.text))
            struck = put = ""
    last = pieces.pop().text[:-1]
    return (*pieces, WordPiece(WordOperation.EQUAL, last)) if last else tuple(pieces)
