"""One printed redline against the words that it claims to change: what is marked and true, what
differs without a mark, what is marked as old and never was.

The base's text and the pieces of the print (struck, set, left as it was) → what is found, in print
order. The text without its new words ought to be the base's; where it is not, the words that differ
are either struck (a misquotation) or plain (an unmarked change).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Indel

from analyzer.comparison.tokens import Token, read_tokens
from analyzer.records import AuditVerdict, WordOperation, WordPiece

#: unmarked differences with so few words between them are one
_CLOSE = 2
#: a note's number has so many digits at most
_NOTE_DIGITS = 2
_SIGNS_OF_NOTES = frozenset("*†‡§")


@dataclass(frozen=True, slots=True)
class Found:
    """One edit; `start` and `end` are on the text as it now reads, and equal where it has none of
    its words."""

    verdict: AuditVerdict
    base_words: str
    printed_words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A token with its place in its text."""

    token: Token
    start: int
    end: int


@dataclass(slots=True)
class _Print:
    """The text before (plain and struck words), and what is set between its words."""

    text: str = ""
    struck: list[bool] = field(default_factory=list)
    #: for each character, and the end, where it stands in the text as it now reads
    now: list[int] = field(default_factory=lambda: [0])
    #: (place in the text before, words, start and end in the text as it now reads)
    put: list[tuple[int, str, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, pieces: Sequence[WordPiece]) -> _Print:
        """Lay out the pieces of one print."""
        made, at, text = cls(), 0, []
        for piece in pieces:
            size = len(piece.text)
            if piece.op is WordOperation.INSERT:
                if piece.text.strip():
                    made.put.append((len(made.struck), piece.text.strip(), at, at + size))
                at += size
                made.now[-1] = at
                continue
            kept = piece.op is WordOperation.EQUAL
            text.append(piece.text)
            made.struck += [not kept] * size
            made.now += [at + (n + 1) * kept for n in range(size)]
            at += size * kept
        made.text = "".join(text)
        return made


@dataclass(slots=True)
class _Run:
    """Words of the base and of the text before at one place, by the numbers of their tokens."""

    verdict: AuditVerdict
    b0: int
    b1: int
    o0: int
    o1: int
    #: numbers of the insertions that stand here
    put: tuple[int, ...] = ()
    quoted: str | None = None


def audit_words(base: str, pieces: Sequence[WordPiece], *, any_case: bool = False) -> list[Found]:
    """What the print makes of the base's text; `any_case`: capitals are setting (headings)."""
    return _Audit(base, _Print.of(pieces), any_case=any_case).tell()


class _Audit:
    """The two token rows, and what differs between them."""

    def __init__(self, base: str, printed: _Print, *, any_case: bool) -> None:
        self._base, self._print, self._any_case = base, printed, any_case
        self._b, self._o = _place_tokens(base), _place_tokens(printed.text)
        self._struck = [any(printed.struck[one.start : one.end]) for one in self._o]
        #: the token of the base that each token of the text before is; -1 for none
        self._same = [-1] * len(self._o)
        self._blocks = list(self._compare())

    def tell(self) -> list[Found]:
        """Every edit in print order."""
        marks = list(self._find_marks())
        loose = _join_close(self._find_unmarked(marks), marks)
        runs = sorted([*marks, *loose], key=lambda run: (run.o0, run.o1, run.b0))
        return [self._show(run) for run in runs]

    # ── differences ──────────────────────────────────────────────────────────────────────────────
    def _compare(self) -> Iterator[tuple[int, int, int, int]]:
        """Ranges of both token rows that differ in more than setting."""
        ours, theirs = self._folded(self._b), self._folded(self._o)
        for step in Indel.opcodes(ours, theirs):
            b0, b1, o0, o1 = step.src_start, step.src_end, step.dest_start, step.dest_end
            if step.tag == "equal":
                self._same[o0:o1] = range(b0, b1)
        at_b = at_o = 0
        for o, b in [*enumerate(self._same), (len(self._o), len(self._b))]:
            if b < 0:
                continue
            if (b > at_b or o > at_o) and not self._is_setting(at_b, b, at_o, o):
                yield at_b, b, at_o, o
            at_b, at_o = b + 1, o + 1

    def _folded(self, row: Sequence[_Place]) -> list[str]:
        return [one.token.folded.casefold() if self._any_case else one.token.folded for one in row]

    def _is_setting(self, b0: int, b1: int, o0: int, o1: int) -> bool:
        """True where only spaces, hyphens or the signs beside a mark differ."""
        ours, theirs = self._folded(self._b[b0:b1]), self._folded(self._o[o0:o1])
        same = _bare(ours) == _bare(theirs)
        if not same and not any(one.token.is_word for one in (*self._b[b0:b1], *self._o[o0:o1])):
            same = self._is_beside_mark(o0, o1)
        if same:
            for at in range(o0, o1):
                self._same[at] = max(b0, min(b0 + at - o0, b1 - 1)) if b1 > b0 else b0
        return same

    def _is_beside_mark(self, o0: int, o1: int) -> bool:
        if any(self._struck[max(0, o0 - 1) : o1 + 1]):
            return True
        start = self._o[o0 - 1].end if o0 else 0
        end = self._o[o1].start if o1 < len(self._o) else len(self._print.text)
        return any(start <= at <= end for at, *_ in self._print.put)

    # ── marks ────────────────────────────────────────────────────────────────────────────────────
    def _find_marks(self) -> Iterator[_Run]:
        """Runs of struck words with what is set beside them; each is true or misquoted."""
        places: dict[int, list[int]] = {}
        for number, (at, *_) in enumerate(self._print.put):
            place = next((t for t, one in enumerate(self._o) if one.end > at), len(self._o))
            if place < len(self._o) and self._o[place].start < at:
                place += 1
            places.setdefault(place, []).append(number)
        at = 0
        while at <= len(self._o):
            put = places.get(at, [])
            end = at
            while end < len(self._o) and self._struck[end]:
                end += 1
                put = [*put, *places.get(end, [])]
            if end > at or put:
                yield self._judge(at, end, tuple(put))
            at = max(end, at) + 1

    def _judge(self, o0: int, o1: int, put: tuple[int, ...]) -> _Run:
        known = [self._same[at] for at in range(o0, o1)]
        b0, b1 = self._span(o0, o1)
        run = _Run(AuditVerdict.MARKED, b0, b1, o0, o1, put)
        inner = any(o0 < at0 == at1 < o1 for _, _, at0, at1 in self._blocks)
        if any(at < 0 for at in known) or inner:
            return replace(run, verdict=AuditVerdict.MISQUOTED)
        if o0 == o1:
            here = next((block for block in self._blocks if block[2] == block[3] == o0), None)
            words = " ".join(self._print.put[number][1] for number in put)
            if here and self._is_said(here[0], here[1], words):
                return _Run(AuditVerdict.MISQUOTED, here[0], here[1], o0, o1, put, quoted=words)
        return run

    def _is_said(self, b0: int, b1: int, words: str) -> bool:
        """True where what is marked as new is what the base has there."""
        said = "".join(self._folded(self._b[b0:b1]))
        return said == "".join(self._folded(_place_tokens(words)))

    def _span(self, o0: int, o1: int) -> tuple[int, int]:
        """The base's words at that place, up to what is the same on either side."""
        before = next((b for b in reversed(self._same[:o0]) if b >= 0), -1) + 1
        known = [b for b in self._same[o0:o1] if b >= 0]
        after = next((b for b in self._same[o1:] if b >= 0), len(self._b))
        if not known:
            fits = o1 > o0 and not self._is_plain_near(o0, o1)
            return (before, after) if fits else (before, before)
        misses = [at for at in (o0, o1 - 1) if self._same[at] < 0]
        first = before if o0 in misses else known[0]
        last = after if o1 - 1 in misses else known[-1] + 1
        return first, last

    def _is_plain_near(self, o0: int, o1: int) -> bool:
        """True where plain words beside the struck ones differ too: the base's are theirs."""
        left = o0 > 0 and self._same[o0 - 1] < 0
        right = o1 < len(self._o) and self._same[o1] < 0
        return left or right

    # ── what is not marked ───────────────────────────────────────────────────────────────────────
    def _find_unmarked(self, marks: Sequence[_Run]) -> Iterator[_Run]:
        told = {
            b for run in marks for b in range(run.b0, run.b1) if run.verdict != AuditVerdict.MARKED
        }
        for b0, b1, o0, o1 in self._blocks:
            left = [b for b in range(b0, b1) if b not in told]
            first, last = (left[0], left[-1] + 1) if left else (b0, b0)
            plain = [at for at in range(o0, o1) if not self._struck[at]]
            for start, end in _runs_of(plain):
                yield _Run(AuditVerdict.UNMARKED, first, last, start, end)
                first = last
            if not plain and last > first:
                yield _Run(AuditVerdict.UNMARKED, first, last, o1, o1)

    # ── telling ──────────────────────────────────────────────────────────────────────────────────
    def _show(self, run: _Run) -> Found:
        before = _cut(self._print.text, self._o, run.o0, run.o1)
        base = _cut(self._base, self._b, run.b0, run.b1)
        puts = [self._print.put[number] for number in run.put]
        start, end = self._place(run)
        if run.verdict is AuditVerdict.MARKED:
            return Found(run.verdict, before, " ".join(put[1] for put in puts), start, end)
        return Found(run.verdict, base, run.quoted or before, start, end)

    def _place(self, run: _Run) -> tuple[int, int]:
        now, puts = self._print.now, [self._print.put[number] for number in run.put]
        if puts:
            return puts[0][2], puts[-1][3]
        if run.o1 > run.o0:
            return now[self._o[run.o0].start], now[self._o[run.o1 - 1].end]
        at = now[self._o[run.o0].start] if run.o0 < len(self._o) else now[-1]
        return at, at


def _bare(folded: Sequence[str]) -> str:
    """Without hyphens, and without the quotation marks that open and close a quoted paragraph."""
    return "".join(folded).replace("-", "").strip("\"'")


def _place_tokens(text: str) -> list[_Place]:
    """The tokens without the signs of notes, whose numbers are of their document."""
    found: list[_Place] = []
    at, before = 0, ""
    for token in read_tokens(text):
        start = at + len(token.space)
        at = start + len(token.form)
        if token.form and not _is_note(token, before):
            found.append(_Place(token, start, at))
        before = token.form
    return found


def _is_note(token: Token, before: str) -> bool:
    if token.space or not before:
        return False
    number = token.form.isdigit() and len(token.form) <= _NOTE_DIGITS
    after_word = before[-1].isalpha() or before[-1] in ".,;:)”\"’'"
    return (number or token.form in _SIGNS_OF_NOTES) and after_word


def _cut(text: str, row: Sequence[_Place], start: int, end: int) -> str:
    """The printed words, with the bracket that closes one of them."""
    if end <= start:
        return ""
    words = text[row[start].start : row[end - 1].end]
    if words.count("(") > words.count(")") and text[row[end - 1].end :].startswith(")"):
        words += ")"
    return words


def _runs_of(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ranges of numbers that follow each other."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start], numbers[at - 1] + 1
            start = at


def _join_close(runs: Iterator[_Run], marks: Sequence[_Run]) -> list[_Run]:
    """Unmarked differences with hardly a word and no mark between them, as one."""
    kept: list[_Run] = []
    for run in runs:
        last = kept[-1] if kept else None
        if (
            last
            and run.o0 - last.o1 <= _CLOSE
            and run.b0 - last.b1 <= _CLOSE
            and not any(last.o1 <= mark.o0 <= run.o0 for mark in marks)
        ):
            last.b1, last.o1 = run.b1, run.o1
        else:
            kept.append(run)
    return kept
