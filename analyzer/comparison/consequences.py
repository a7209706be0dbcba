"""What changes do elsewhere in the document: terms, cross-references, what comes back.

A comparison's changes, with both documents' clauses and defined terms → definitions that changed
with the clauses that use their terms, references that lead elsewhere now, and words that one clause
drops and another one brings. Exceptions that came or went: carving.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from analyzer.records import (
    BrokenReference,
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    CrossReference,
    DefinedTerm,
    DefinitionChange,
    DefinitionFate,
    Returned,
    WordOperation,
)
from analyzer.wording.setting import fold_setting

#: kinds under which the words are those of before
_SAME = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})
#: words that come back are at least so many in a row
_RUN = 18
_SHINGLE = 6
#: words so close (in characters) to a term in quotation marks are part of its definition
_BESIDE = 100
# '2020', 'July 1, 2023'
_DATE = re.compile(r"\b(?:\d{1,4}|[A-Z][a-z]+ (?=\d))")
# 'made as of July 1, 2023 by the Guild', 'between the Guild and the Producer'
_BY_WHOM = re.compile(r"\b(?:by|between|among|with)\b")
# 'This Agreement is entered into between the Guild and the Producer': every letter opens so
_RECITAL = re.compile(
    r"\bthis (?:[\w/]+ ){1,3}is (?:made |entered into )*(?:by and )?(?:between|by|among)\b",
    re.IGNORECASE,
)
# 'rest', '$100', "Performer's"
_WORD = re.compile(r"[\w$%]+(?:['’]\w+)?")


def tell_definitions(
    changes: Sequence[Change],
    clauses: Mapping[ClauseId, Clause],
    old: Sequence[DefinedTerm],
    new: Sequence[DefinedTerm],
    *,
    renamed: Mapping[str, str] | None = None,
) -> Iterator[DefinitionChange]:
    """Each term whose defining clause differs, with the clauses in which it stands: those of the
    new document, or of the old one where the term is gone. `renamed`: old names by new ones."""
    renamed = renamed or {}
    gone = set(renamed.values())
    said = {now: was for now, was in renamed.items() if not _spells(now, was)}
    before, after = _by_clause(old), _by_clause(new)
    known, known_before = {item.term for item in new}, {item.term for item in old}
    for at, change in enumerate(changes):
        if not differs(change):
            continue
        told: dict[str, tuple[ClauseId, ...]] = {}
        for clause in change.old:
            told.update(
                (item.term, item.used_in)
                for item in before.get(clause, ())
                if item.term not in gone and (item.term not in known or change.new)
            )
        for clause in change.new:
            told.update((item.term, item.used_in) for item in after.get(clause, ()))
        own = {clauses[clause].defines for clause in (*change.old, *change.new)}
        alone = not change.old or not change.new
        for term, used_in in told.items():
            fate = _fate_of(term, renamed=said, before=known_before | renamed.keys(), after=known)
            other = fate is not DefinitionFate.CHANGED
            if other or alone or term in own or _is_near(change, term):
                yield DefinitionChange(term, at, used_in, fate, was=said.get(term))


def _fate_of(
    term: str, *, renamed: Mapping[str, str], before: AbstractSet[str], after: AbstractSet[str]
) -> DefinitionFate:
    if term in renamed:
        return DefinitionFate.RENAMED
    if term not in after:
        return DefinitionFate.DROPPED
    return DefinitionFate.CHANGED if term in before else DefinitionFate.ADDED


def _spells(one: str, other: str) -> bool:
    """True of a name that a blank or a hyphen parts otherwise: 'Agency', 'Agen cy'."""
    letters = ("".join(sign for sign in name if sign.isalnum()) for name in (one, other))
    return len({name.casefold() for name in letters}) == 1


def _is_near(change: Change, term: str) -> bool:
    """True where words came or went beside a term that is defined in passing ('(the “Guild”)'):
    before it, or behind it where no bracket closes; a date is not of a party named behind it."""
    text, changed = "", []
    for piece in change.words:
        if piece.op is not WordOperation.EQUAL and piece.text.strip():
            changed.append((len(text), piece.text))
        text += piece.text
    quoted = re.compile(rf"[“\"‘']{re.escape(term)}[”\"’',]+(?P<closed>\))?")
    return any(
        _speaks_of(words, text[start + len(words) : found.start()])
        if start < found.start()
        else not found["closed"] and start < found.end() + _BESIDE
        for found in quoted.finditer(text)
        for start, words in changed
    )


def _speaks_of(words: str, between: str) -> bool:
    """True where changed words stand close before a term and are no date of something else."""
    is_date = not _DATE.sub("", words).strip(" ,")
    return len(between) < _BESIDE and not (is_date and _BY_WHOM.search(between))


def _by_clause(terms: Sequence[DefinedTerm]) -> Mapping[ClauseId, Sequence[DefinedTerm]]:
    found: dict[ClauseId, list[DefinedTerm]] = defaultdict(list)
    for term in terms:
        found[term.defined_in].append(term)
    return found


def differs(change: Change) -> bool:
    """True where words came or went, not only the place or number of the clause."""
    if change.kind in _SAME:
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
            if not is_recital(said):
                yield Returned(at, other, said)


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
