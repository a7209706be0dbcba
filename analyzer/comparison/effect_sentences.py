"""Two texts → the sentences that differ, each with what became of it.

Sentences that stand on both sides are left out; of the others, those with most words in common are
a pair; one without a partner is a pair with an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from analyzer.comparison.effect_pairs import SentencePair, word_spans
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences
from analyzer.wording.setting import fold_setting

# "● ", "• "
_MARK = re.compile(r"[•●○▪■◦] ")
#: two sentences with a smaller share of words in common are no pair, but for the last two
_ALIKE = 0.4
#: … reckoned with a little less, so that none is lost by a digit
_NEARLY = 0.39
#: the last two with a smaller share are none either, where both have so many words
_UNLIKE, _ENOUGH = 0.35, 5
#: a rule of so many words says enough to be read alone where another took its place
_READ_ALONE = 12
#: more sentences on both sides than this are paired in order only
_MANY = 60
#: so many texts are kept split: the first sentence of one is asked for with each of its sentences
_KEPT = 4


def pair_sentences(old: str, new: str, setting: tuple[str, ...] = ()) -> tuple[SentencePair, ...]:
    """The sentences of two texts that are not on both sides, paired, in reading order."""
    left, right = _sentences(old), _sentences(new)
    ours, theirs = _without(left, right), _without(right, left)
    if len(ours) == len(theirs) == 1:
        alone = len(left) == 1 or len(right) == 1
        if not _are_others(ours[0], theirs[0]) or (alone and not _are_rules(ours[0], theirs[0])):
            return (SentencePair(ours[0], theirs[0], setting),)
    return tuple(_match(ours, theirs, setting))


def first_sentence(text: str) -> str:
    """The first sentence of a text with plain marks; '' where it has none."""
    return next((sentence for _, sentence in _sentences(text)), "")


def _are_others(old: str, new: str) -> bool:
    """True of two sentences, each long enough to stand alone, with next to nothing in common."""
    ours, theirs = ([word for word, _, _ in word_spans(text)] for text in (old, new))
    if min(len(ours), len(theirs)) < _ENOUGH:
        return False
    return Indel.normalized_similarity(ours, theirs) < _UNLIKE


def _are_rules(*sentences: str) -> bool:
    """True where each is a rule, long enough to be read without the other."""
    return all(
        len(sentence.split()) >= _READ_ALONE and bool(verbs_of(sentence)) for sentence in sentences
    )


def _without(ours: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]) -> list[str]:
    """Our sentences, without those that stand on the other side: said twice is said."""
    held = {key for key, _ in theirs}
    return [sentence for key, sentence in ours if key not in held]


def _match(ours: list[str], theirs: list[str], setting: tuple[str, ...]) -> Iterator[SentencePair]:
    if len(ours) * len(theirs) > _MANY * _MANY:
        ours, theirs = [" ".join(ours)], [" ".join(theirs)]
    taken = _closest(ours, theirs)
    for at, sentence in enumerate(ours):
        yield SentencePair(sentence, theirs[taken[at]] if at in taken else "", setting)
    answered = set(taken.values())
    for at, sentence in enumerate(theirs):
        if at not in answered:
            yield SentencePair("", sentence, setting)


def _closest(ours: list[str], theirs: list[str]) -> dict[int, int]:
    """Places of our sentences with those of the ones that answer them: the most alike first."""
    old, new = (
        [[word for word, _, _ in word_spans(text)] for text in side] for side in (ours, theirs)
    )
    alike = [
        (-score, at, place)
        for at, words in enumerate(old)
        for place, others in enumerate(new)
        if (score := Indel.normalized_similarity(words, others, score_cutoff=_NEARLY)) >= _ALIKE
    ]
    found: dict[int, int] = {}
    for _, at, place in sorted(alike):
        if at not in found and place not in found.values():
            found[at] = place
    return found


@lru_cache(maxsize=_KEPT)
def _sentences(text: str) -> tuple[tuple[str, str], ...]:
    plain = plain_text(text)
    spans = [part for a, b in split_sentences(plain) for part in _items(plain, a, b)]
    return tuple((fold_setting(plain[a:b]).casefold(), plain[a:b]) for a, b in spans)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where an item's mark begins another: '… at nine. ● If the coach'."""
    cuts = [found.start() for found in _MARK.finditer(text, start + 1, end)]
    for a, b in pairwise((start, *cuts, end)):
        a += len(text[a:b]) - len(text[a:b].lstrip())
        b = a + len(text[a:b].rstrip())
        if a < b:
            yield a, b
