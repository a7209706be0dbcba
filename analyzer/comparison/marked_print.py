"""The print of a marked clause, sign by sign: label, heading, own text, and their pieces.

A clause with marks → its signs, each with what is drawn through or under it; such signs and the
text before and after → pieces in print order that rebuild both texts exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.records import ChangeKind, Clause, MarkKind, WordOperation, WordPiece

_OPERATIONS = {
    None: WordOperation.EQUAL,
    MarkKind.DELETED: WordOperation.DELETE,
    MarkKind.INSERTED: WordOperation.INSERT,
}
#: the number of a note has so many digits at most
_NOTE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Sign:
    """One printed character with what is drawn through or under it; `spaced`: a space before."""

    form: str
    mark: MarkKind | None
    spaced: bool

    def stands(self, *, without: MarkKind) -> bool:
        """False where the mark takes it away."""
        return self.mark is not without


_Signs = tuple[_Sign, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The signs of a marked clause, in print order: its label, its heading, its own text."""

    clause: Clause
    label: _Signs
    heading: _Signs
    own: _Signs

    @classmethod
    def of(cls, clause: Clause) -> Printed:
        """Part the marked words of a clause; what stands between label and heading belongs to
        neither."""
        signs = tuple(_read_signs(clause))
        own = _find_own(signs, clause)
        head = signs[: len(signs) - len(own)]
        label = _find_label(head, clause.label)
        return cls(clause, label, _find_heading(head[len(label) :], clause.heading), own)

    def old_heading(self) -> str:
        """The heading before; an inserted one was none."""
        signs = [sign for sign in self.heading if sign.stands(without=MarkKind.INSERTED)]
        return "".join(f" {sign.form}" if sign.spaced else sign.form for sign in signs).strip()

    def kinds(self) -> tuple[ChangeKind, tuple[ChangeKind, ...]]:
        """The kind, and what else applies."""
        marks = _marks_of_words((*self.heading, *self.own) or self.label)
        if marks == {MarkKind.INSERTED}:
            return ChangeKind.ADDED, ()
        if marks == {MarkKind.DELETED}:
            return ChangeKind.REMOVED, ()
        renumbered = any(sign.mark for sign in self.label) or self.clause.old_label is not None
        if renumbered and not any(sign.mark for sign in (*self.heading, *self.own)):
            return ChangeKind.RENUMBERED, ()
        return ChangeKind.REWORDED, (ChangeKind.RENUMBERED,) if renumbered else ()


def _marks_of_words(signs: _Signs) -> set[MarkKind | None]:
    """The marks of the words, without signs and note digits that nobody marks: quotation marks,
    placeholders ('[ ]'), a raised '5'."""
    words: list[list[_Sign]] = []
    for sign in signs:
        if sign.spaced or not words:
            words.append([])
        words[-1].append(sign)
    telling = [word for word in words if not _is_aside(word)]
    found = {sign.mark for word in telling for sign in word if sign.form.isalnum()}
    return found or {sign.mark for sign in signs}


def _is_aside(word: Sequence[_Sign]) -> bool:
    digits = sum(sign.form.isdigit() for sign in word)
    bare = not any(sign.mark or sign.form.isalpha() for sign in word)
    return bare and digits <= _NOTE_DIGITS


def _read_signs(clause: Clause) -> Iterator[_Sign]:
    """Every character of the marked text but spaces."""
    text = clause.marked_text or ""
    marks: list[MarkKind | None] = [None] * len(text)
    for span in clause.marks:
        marks[span.start : span.end] = [span.kind] * (span.end - span.start)
    for at, form in enumerate(text):
        if not form.isspace():
            yield _Sign(form, marks[at], at > 0 and text[at - 1].isspace())


def _find_own(signs: _Signs, clause: Clause) -> _Signs:
    """The last signs, as many as the old and the new text have."""
    old, new = len(_bare(clause.old_text)), len(_bare(clause.text))
    start = len(signs)
    while start and (old > 0 or new > 0):
        start -= 1
        old -= signs[start].stands(without=MarkKind.INSERTED)
        new -= signs[start].stands(without=MarkKind.DELETED)
    return signs[start:]


def _find_label(head: _Signs, label: str | None) -> _Signs:
    """The first signs, with the label as it was before it; where all of it is struck, as it was.
    () where they are not those of the label."""
    wanted = _bare(label)
    for hidden in (MarkKind.DELETED, MarkKind.INSERTED):
        read = ""
        for at, sign in enumerate(head, 1):
            read += sign.form if sign.stands(without=hidden) else ""
            if wanted and read == wanted:
                return head[:at]
            if not wanted.startswith(read):
                break
    return ()


def _find_heading(between: _Signs, heading: str | None) -> _Signs:
    """The signs of the heading as it reads and, before it, what was struck of it."""
    left = len(_bare(heading))
    start = len(between)
    while start and (left or between[start - 1].mark is MarkKind.DELETED):
        start -= 1
        left -= between[start].stands(without=MarkKind.DELETED)
    return between[start:]


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────
def lay_pieces(signs: _Signs, old: str, new: str) -> tuple[WordPiece, ...]:
    """The marked signs laid over both texts, whose spaces they take; () where the signs are not
    those of the texts."""
    before = "".join(sign.form for sign in signs if sign.stands(without=MarkKind.INSERTED))
    after = "".join(sign.form for sign in signs if sign.stands(without=MarkKind.DELETED))
    if before != _bare(old) or after != _bare(new):
        return ()
    gaps = (_read_gaps(old), _read_gaps(new))
    tape = _Tape()
    for sign in signs:
        struck = next(gaps[0]) if sign.stands(without=MarkKind.INSERTED) else ""
        put = next(gaps[1]) if sign.stands(without=MarkKind.DELETED) else ""
        tape.add_space(struck, put)
        tape.add(_OPERATIONS[sign.mark], sign.form)
    tape.add_space(next(gaps[0]), next(gaps[1]))
    return tape.pieces()


def _read_gaps(text: str) -> Iterator[str]:
    """The white space before each sign of a text, then what stands at its end."""
    gap = ""
    for form in text:
        if form.isspace():
            gap += form
        else:
            yield gap
            gap = ""
    yield gap


class _Tape:
    """Pieces in print order. Spaces lead, but before the first words that stay they trail, so that
    what is struck and what is set there do not run into each other."""

    def __init__(self) -> None:
        self._parts: list[list[str]] = []
        self._operations: list[WordOperation] = []

    def add(self, operation: WordOperation, text: str) -> None:
        """Text after what was added last."""
        if self._operations and self._operations[-1] is operation:
            self._parts[-1].append(text)
        elif text:
            self._parts.append([text])
            self._operations.append(operation)

    def add_space(self, old: str, new: str) -> None:
        """The space before the next sign on each side; '' where a side has none."""
        if WordOperation.EQUAL in self._operations:
            if old == new:
                self.add(WordOperation.EQUAL, old)
                return
            self.add(WordOperation.DELETE, old)
            self.add(WordOperation.INSERT, new)
            return
        for operation, space in ((WordOperation.DELETE, old), (WordOperation.INSERT, new)):
            if space and operation in self._operations:
                at = len(self._operations) - 1 - self._operations[::-1].index(operation)
                self._parts[at].append(space)
            else:
                self.add(operation, space)

    def pieces(self) -> tuple[WordPiece, ...]:
        """What was added, neighbours of one kind joined."""
        return tuple(
            WordPiece(operation, "".join(parts))
            for operation, parts in zip(self._operations, self._parts, strict=True)
        )
