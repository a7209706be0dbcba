"""A comparison → the text of both documents as tracked changes, for a word processor.

Accepting all changes gives the new document's clauses, rejecting all the old one's, each a
paragraph, in their order. Clauses that keep their order are redlined word by word in their place; a
clause that went elsewhere is struck where it stood and set where it stands now. What the new
document does not restate stands on neither side. A table of contents, which is no clause, stands
behind all of them. Comments say what a change means and where a clause came from; they are no part
of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.order import longest_run
from analyzer.ports import TrackedDocument, TrackedParagraph, TrackedRun
from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    WordOperation,
    WordPiece,
)
from analyzer.reports.contents import rank_comparison
from analyzer.reports.naming import name_change
from analyzer.reports.phrases import phrases_of
from analyzer.reports.ranking import Ranked, list_places
from analyzer.reports.remarks import list_remarks_by_clause
from analyzer.reports.tracked_head import list_notices, name_briefly
from analyzer.wording.showing import showable

_EQUAL, _DELETE, _INSERT = WordOperation.EQUAL, WordOperation.DELETE, WordOperation.INSERT
#: between a label, a heading and the text
_GAP = " "
#: standing in deeper than this, a line has no room left
_DEEPEST = 8
#: of label, heading and text, the place of the text
_TEXT = 2
_HEADINGS = frozenset({ClauseKind.HEADING, ClauseKind.ARTICLE, ClauseKind.ATTACHMENT})

#: the place of an old clause and of a new one, and the change that pairs them
_Anchor = tuple[int, int, Change]
#: the comment on each clause that bears one
_Comments = Mapping[ClauseId, tuple[str, ...]]


def to_tracked(comparison: Comparison) -> TrackedDocument:
    """The document that a TrackedWriter writes."""
    phrases, ranked = phrases_of(comparison), rank_comparison(comparison)
    return TrackedDocument(
        title=phrases.title,
        notice=tuple(
            list_notices(comparison, ranked, has_contents=bool(_list_contents_tables(comparison)))
        ),
        author=f"{comparison.old.id} to {comparison.new.id}",
        paragraphs=tuple(_list_paragraphs(comparison, _comment(comparison, ranked))),
        commenter=_COMMENTER,
        running=name_briefly(comparison),
    )


_COMMENTER = "Clause analyzer"
_CONTENTS = "Table of contents: no clause; it stands behind them all."


# ── which clauses, in which order ────────────────────────────────────────────────────────────────
def _sides(comparison: Comparison) -> tuple[list[Clause], list[Clause]]:
    """The clauses of both documents that the changes speak of, in reading order."""
    told = _told(comparison)
    old = {clause for change in told for clause in change.old}
    new = {clause for change in told for clause in change.new}
    in_order = sorted(comparison.clauses.values(), key=_place)
    return (
        [clause for clause in in_order if clause.id in old],
        [clause for clause in in_order if clause.id in new],
    )


def _place(clause: Clause) -> tuple[bool, int]:
    """Where a clause stands: in reading order, a table of contents last."""
    return clause.kind is ClauseKind.TOC, clause.order


def _told(comparison: Comparison) -> tuple[Change, ...]:
    """What stands in the file: the changes, and with a topic the definitions and footnotes that its
    clauses use."""
    context = (item.change for item in comparison.context if item.restated)
    return (*comparison.restated, *context)


def _list_paragraphs(comparison: Comparison, comments: _Comments) -> Iterator[TrackedParagraph]:
    if comparison.own_marks is not None:
        marked = [(change, comparison.clauses[change.new[0]]) for change in _told(comparison)]
        for change, clause in sorted(marked, key=lambda pair: _place(pair[1])):
            yield _marked(change, clause, comments)
        return
    old, new = _sides(comparison)
    at_old = at_new = 0
    for old_end, new_end, change in _find_anchors(comparison, old, new):
        yield from _whole(old[at_old:old_end], _DELETE, comments)
        yield from _whole(new[at_new:new_end], _INSERT, comments)
        yield _in_place(change, old[old_end], new[new_end], comments)
        at_old, at_new = old_end + 1, new_end + 1
    yield from _whole(old[at_old:], _DELETE, comments)
    yield from _whole(new[at_new:], _INSERT, comments)


def _comment(comparison: Comparison, ranked: Ranked) -> _Comments:
    """What stands in the margin: the remarks, what is to be read first, and of a table of contents
    why it stands where."""
    comments = list_remarks_by_clause(comparison)
    for place, block in list_places(ranked.foremost, ranked.further):
        for entry in block.entries if block.section else block.entries[:1]:
            key = entry.clause.id
            kind, *means = comments.get(key) or (name_change(entry.change),)
            comments[key] = (kind, f"Read first: {place}", *means)
    for key in _list_contents_tables(comparison):
        comments[key] = (_CONTENTS, *comments.get(key, ()))
    return comments


def _list_contents_tables(comparison: Comparison) -> list[ClauseId]:
    told = (key for change in _told(comparison) for key in (*change.old, *change.new))
    return [key for key in told if comparison.clauses[key].kind is ClauseKind.TOC]


def _find_anchors(
    comparison: Comparison, old: Sequence[Clause], new: Sequence[Clause]
) -> list[_Anchor]:
    """Places of the matched clauses that stand in the same order on both sides: as many as can."""
    old_place = {clause.id: at for at, clause in enumerate(old)}
    new_place = {clause.id: at for at, clause in enumerate(new)}
    pairs = sorted(
        (
            (old_place[change.old[0]], new_place[change.new[0]], change)
            for change in _told(comparison)
            if len(change.old) == 1 and len(change.new) == 1
        ),
        key=lambda pair: pair[0],
    )
    kept = longest_run([new_at for _, new_at, _ in pairs])
    return [pair for at, pair in enumerate(pairs) if at in kept]


# ── one paragraph ────────────────────────────────────────────────────────────────────────────────
def _whole(
    clauses: Iterable[Clause], op: WordOperation, comments: _Comments
) -> Iterator[TrackedParagraph]:
    """Clauses that stand on one side only, their paragraphs with them."""
    for clause in clauses:
        told = (clause.label, clause.heading, clause.text)
        parts = [[WordPiece(op, text or "")] for text in told]
        yield replace(_set(clause, parts, end=op), comment=comments.get(clause.id, ()))


def _in_place(change: Change, old: Clause, new: Clause, comments: _Comments) -> TrackedParagraph:
    """A clause of both sides: its label, heading and words redlined."""
    heading = change.heading_words or _differing(old.heading, new.heading)
    words = change.words or _differing(old.text, new.text)
    told = _set(new, [_differing(old.label, new.label), heading, words])
    return replace(told, comment=comments.get(new.id, ()))


def _marked(change: Change, clause: Clause, comments: _Comments) -> TrackedParagraph:
    """A clause with its own marks; one wholly new or wholly struck goes with its paragraph."""
    op = {ChangeKind.ADDED: _INSERT, ChangeKind.REMOVED: _DELETE}.get(change.kind, _EQUAL)
    before = clause.label if clause.old_label is None else clause.old_label
    label = [WordPiece(op, clause.label or "")]
    if op is _EQUAL:
        label = _differing(before, clause.label)
    heading = change.heading_words or [WordPiece(op, clause.heading or "")]
    told = _set(clause, [label, heading, change.words], end=op)
    return replace(told, comment=comments.get(clause.id, ()))


def _set(
    clause: Clause, parts: Iterable[Sequence[WordPiece]], *, end: WordOperation = _EQUAL
) -> TrackedParagraph:
    runs: list[TrackedRun] = []
    for at, pieces in enumerate(parts):
        worded = [piece for piece in pieces if piece.text]
        sides = {op for op in (_DELETE, _INSERT) if any(p.op in (_EQUAL, op) for p in worded)}
        runs += [TrackedRun(p.op, showable(p.text), bold=at < _TEXT) for p in worded]
        if worded and at < _TEXT:
            runs.append(TrackedRun(_operation(sides), _GAP))
    level = min(max(len(clause.labels) - 1, 0), _DEEPEST)
    return TrackedParagraph(tuple(runs), end, level, clause.kind in _HEADINGS)


def _operation(sides: set[WordOperation]) -> WordOperation:
    """On which sides something stands: on both it is equal."""
    return _EQUAL if len(sides) > 1 else next(iter(sides))


def _differing(old: str | None, new: str | None) -> list[WordPiece]:
    """Struck and set, or equal."""
    if (old or "") == (new or ""):
        return [WordPiece(_EQUAL, new or "")]
    return [WordPiece(_DELETE, old or ""), WordPiece(_INSERT, new or "")]
