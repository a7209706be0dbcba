"""How a duty is to be met: in writing, promptly, by bargaining or telling, where practicable.

Input: a `SentencePair`. Output: `Sign`s of duties weaker or stronger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign, lone_sign, serves_either
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Modality

# "upon ", "with two days' ", "after ": a rule waits for what follows
_AWAITED = re.compile(
    r"\b(?:upon|on|with|after|following|without|subject to)(?: (?:the|an?|any|\w+ days?'?))? $",
    re.IGNORECASE,
)
# " notice", " request to the manager"
_NOTICE = re.compile(r"(?: \w+)? (?:notice|request|notification|application|approval)\b", re.I)
# " consent": its form is no manner of a duty
_CONSENT = re.compile(r",?(?: \w+)? consents?\b", re.IGNORECASE)


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
    """'in writing', 'promptly': a duty to be met in a stricter way, or no more; the form of a
    notice that a rule waits for is a condition of it, and the form of a consent is no duty."""
    told = [lone for lone in pair.lone if words_of("manner").fullmatch(lone.words)]
    awaited = next((lone for lone in told if _is_awaited(lone)), None)
    if awaited is not None:
        yield lone_sign("condition", awaited, opposite(serves_either(pair)))
        return
    if not any(verb.modality is Modality.MUST for verb in verbs_of(pair.new)):
        return
    gone, come = pair.differ("manner")
    bound = read_rule(pair.new).bound
    only = any(not _CONSENT.match(lone.sentence, lone.end) for lone in told)
    if only and come and not gone:
        yield Sign("duty_strengthened", None, " ".join(come), opposite(bound))
    elif only and gone and not come:
        yield Sign("duty_weakened", " ".join(gone), None, bound)


def _is_awaited(lone: Lone) -> bool:
    """True of the 'prior' of 'upon prior notice'."""
    before = _AWAITED.search(lone.sentence, 0, lone.start)
    return before is not None and _NOTICE.match(lone.sentence, lone.end) is not None
