"""Words that a change drops and that another clause, which had them too, has still.

Changes with both sides of their comparison → `Returned` records of what stood there before: nobody
lost it. What a clause leaves to another one that it names is such too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.comparison.consequences import SAME_WORDS, is_recital
from analyzer.comparison.effect_recitals import rules_nothing
from analyzer.comparison.effect_standing import Standing, list_named, says
from analyzer.comparison.standing_side import ENOUGH, fold, list_alone
from analyzer.records import Change, Clause, ClauseId, Returned, WordOperation


def find_stood(
    changes: Sequence[Change], standing: Standing, clauses: Mapping[ClauseId, Clause]
) -> Iterator[Returned]:
    """One record for each change and clause that still says what the change drops."""
    holders = {key: at for at, change in enumerate(changes) for key in change.new}
    for at, change in enumerate(changes):
        if change.kind in SAME_WORDS:
            continue
        struck = [piece.text for piece in change.words if piece.op is WordOperation.DELETE]
        if all(len(words.split()) < ENOUGH for words in struck):
            continue
        said: dict[int, list[str]] = {}
        for _, words in list_alone(change, WordOperation.DELETE):
            other, held = _find_said(words, at, standing, holders)
            if other is not None and _had(changes[other], held, clauses) and _binds(words):
                said.setdefault(other, []).append(words)
        named = list_named(change, clauses) if change.new else ()
        told = [(holders[key], fold(clauses[key].text)) for key in named if key in holders]
        for words in struck:
            for other, text in told:
                if says(text, words):
                    said.setdefault(other, [" ".join(words.split())])
        for other, parts in sorted(said.items()):
            yield Returned(at, other, " ".join(parts), stood=True)


def _binds(sentence: str) -> bool:
    """False of what opens a list, and of how every letter opens."""
    return not (rules_nothing(sentence) or is_recital(sentence))


def _find_said(
    words: str, at: int, standing: Standing, holders: Mapping[ClauseId, int]
) -> tuple[int | None, str]:
    """The change whose new clauses say the words, or nearly the same, and the words they say."""
    other = _find_holder(standing.places(words), at, holders)
    if other is None and (near := standing.still_said(words)):
        return _find_holder((near.clause,), at, holders), near.folded
    return other, words


def _find_holder(keys: Sequence[ClauseId], at: int, holders: Mapping[ClauseId, int]) -> int | None:
    """The first other change with one of these new clauses."""
    found = (holders[key] for key in keys if key in holders)
    return next((other for other in found if other != at), None)


def _had(change: Change, words: str, clauses: Mapping[ClauseId, Clause]) -> bool:
    """True where the old clauses of the other change had them too."""
    folded = fold(words)
    return any(folded in fold(clauses[key].text) for key in change.old if key in clauses)
