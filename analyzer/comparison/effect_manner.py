"""How a duty is to be met: in writing, promptly, by bargaining or telling, where practicable.

Input: a `SentencePair`. Output: `Sign`s of duties weaker or stronger.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Modality


def find_manner(pair: SentencePair) -> Iterator[Sign]:
    """Duties to be met in another way."""
    yield from _manner(pair)
    yield from _talks(pair)
    softer, plainer = pair.differ("softener")
    if bool(softer) != bool(plainer):
        bound = read_rule(pair.old).bound
        name = "duty_strengthened" if softer else "duty_weakened"
        favors = opposite(bound) if softer else bound
        yield Sign(name, " ".join(softer) or None, " ".join(plainer) or None, favors)


def _talks(pair: SentencePair) -> Iterator[Sign]:
    """A duty to bargain that became one to tell, or the other way."""
    strong_old, strong_new = pair.differ("bargains")
    weak_old, weak_new = pair.differ("tells")
    bound = read_rule(pair.new).bound
    if strong_old and weak_new and not strong_new:
        yield Sign("duty_weakened", strong_old[0], weak_new[0], bound)
    elif weak_old and strong_new and not weak_new:
        yield Sign("duty_strengthened", weak_old[0], strong_new[0], opposite(bound))


def _manner(pair: SentencePair) -> Iterator[Sign]:
    """'in writing', 'promptly': a duty to be met in a stricter way, or no more."""
    if not any(verb.modality is Modality.MUST for verb in verbs_of(pair.new)):
        return
    gone, come = pair.differ("manner")
    bound = read_rule(pair.new).bound
    only = any(words_of("manner").fullmatch(lone.words) for lone in pair.lone)
    if only and come and not gone:
        yield Sign("duty_strengthened", None, " ".join(come), opposite(bound))
    elif only and gone and not come:
        yield Sign("duty_weakened", " ".join(gone), None, bound)
