"""A pair → the same with only the changes that matter: those of which no sign found speaks yet,
and those that are no mere cut between two sentences.

Several things change in one sentence at once: where a duty and a date changed, an item of a list
may have gone too. A change of words is spoken of by a sign when it holds a word of the sign's kind.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_cases import RELATIVE, is_excepted_too, only_tells
from analyzer.comparison.effect_floors import sets_floor
from analyzer.comparison.effect_pairs import Hunk, SentencePair, stands_in
from analyzer.comparison.effect_party_changes import names_office
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_steps import STEPPED, series_of
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.effect_verbs import verbs_of

_ROWS = {
    "duty": ("soft", "softener", "manner", "bargains", "tells"),
    "negation": ("not_word", "forbid", "permit"),
    "consent": ("consent", "consent_strong", "consent_weak", "not_word"),
    "condition": ("condition", "consent", "manner"),
    "exception": ("exception",),
    "remedy": ("remedy", "remedy_strong", "remedy_weak"),
    "party": ("worker", "union", "employer"),
}
#: so many words are no chance
_ENOUGH = 5
#: kinds of signs that speak of verbs of duty
_OF_VERBS = frozenset({"duty", "negation"})
#: kinds of signs that speak of amounts
_OF_AMOUNTS = frozenset({"money", "percentage", "number", "date", "period", "deadline"})


def rest_of(pair: SentencePair, names: Iterable[str]) -> SentencePair:
    """The pair with the hunks of which none of these signs speaks."""
    kinds = {name.split("_")[0] for name in names}
    series = [_series_of(pair, kind) for kind in STEPPED if kind.value in kinds]

    def is_left(hunk: Hunk) -> bool:
        lone = pair.lone_of(hunk)
        return not (
            _is_told(pair, hunk, kinds)
            or ("party" in kinds and lone is not None and names_office(lone))
            or ("exception" in kinds and lone is not None and is_excepted_too(lone))
            or any(_lies_in(hunk, each) for each in series)
            or (lone is not None and only_tells(lone))
        )

    return pair.keep(is_left)


def _series_of(pair: SentencePair, kind: AmountKind) -> Hunk:
    """Where the series of rates stands on both sides; what becomes of a step its rate tells."""
    return Hunk(*series_of(pair.old, kind), *series_of(pair.new, kind))


def _lies_in(hunk: Hunk, other: Hunk) -> bool:
    return other.a0 <= hunk.a0 <= hunk.a1 <= other.a1 and other.b0 <= hunk.b0 <= hunk.b1 <= other.b1


def _is_told(pair: SentencePair, hunk: Hunk, kinds: set[str]) -> bool:
    sides = ((pair.old, hunk.a0, hunk.a1), (pair.new, hunk.b0, hunk.b1))
    for sentence, start, end in sides:
        if start == end:
            continue
        if "benefit" in kinds and sets_floor(sentence[start:end]):
            return True
        if "condition" in kinds and RELATIVE.match(sentence[start:end]):
            return True
        rows = (row for kind in kinds for row in _ROWS.get(kind, ()))
        if any(words_of(row).search(sentence, start, end) for row in rows):
            return True
        if kinds & _OF_VERBS and any(v.start < end and start < v.end for v in verbs_of(sentence)):
            return True
        if (
            kinds & _OF_AMOUNTS
            and may_count(sentence[start:end])
            and any(amount.touches(start, end) for amount in find_amounts(sentence))
        ):
            return True
    return False


def without_cuts(pair: SentencePair, old: str, new: str) -> SentencePair | None:
    """The pair without words that stand elsewhere in the text of the other side, as they do where
    one sentence became two; None where nothing is left."""
    if not pair.old or not pair.new:
        cut = stands_in(pair.new, old) if pair.new else stands_in(pair.old, new)
        return None if cut else pair
    return pair.keep(lambda hunk: not _is_cut(pair, hunk, old, new))


def _is_cut(pair: SentencePair, hunk: Hunk, old: str, new: str) -> bool:
    lone = pair.lone_of(hunk)
    if lone is None or len(lone.words.split()) < _ENOUGH:
        return False
    return stands_in(lone.words, old if lone.came else new)
