"""'not' that came or went, and what is allowed now forbidden: words that deny the rule itself.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.comparison.effect_duties import must_grant, says_the_same
from analyzer.comparison.effect_guards import is_definition, is_waived
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign, lone_sign, phrase
from analyzer.comparison.effect_verbs import main_start, verbs_of
from analyzer.records import Favors, Modality

#: so many words say that something is not so, and no more
_FEW = 4
# "shall ", "is ", "was also ": what stands before a "not" of a verb
_DENIES_VERB = re.compile(
    r"\b(?:shall|will|must|may|can|could|would|should|is|are|was|were|be|been|do|does|did|has|have|"
    r"need|if|or|and|agrees?)(?: \w+)? $",
    re.IGNORECASE,
)
# "If the actor", "In the event that"
_CASE_FIRST = re.compile(
    r"(?:and |but )?(?:if|when|where|whenever|unless|in the event|once|should)\b", re.IGNORECASE
)
# "If, for any reason, ": the comma closes no case
_ASIDE_FIRST = re.compile(r"(?:and |but )?\w+,")
# "without further consent"
_WITHOUT_CONSENT = re.compile(
    r"without (?:\w+ ){0,3}?(?:consent|approval|permission)\b", re.IGNORECASE
)


def find_negations(pair: SentencePair) -> Iterator[Sign]:
    """'not' that came or went, and what is allowed now forbidden."""
    waived = next((lone for lone in pair.lone if is_waived(lone.words)), None)
    if waived is not None:
        yield lone_sign("negation", waived, Favors.EMPLOYER)
        return
    if is_definition(pair.new or pair.old) or _is_said_otherwise(pair):
        return
    old, new = _denials(pair)
    if old == new or must_grant(pair.new) != must_grant(pair.old):
        return
    name = "negation_added" if new > old else "negation_dropped"
    favors = read_rule(pair.new).serves
    if favors is Favors.UNCLEAR:
        favors = opposite(read_rule(pair.old).serves)
    yield Sign(name, phrase(pair, old=True), phrase(pair), favors)


def is_flip(pair: SentencePair) -> bool:
    """True where all that changed is that something is, or is not, so."""
    words = " ".join((*pair.struck, *pair.put)).split()
    return len(words) <= _FEW


def in_lead_in(sentence: str, at: int) -> bool:
    """True before the rule itself: 'If the actor is not told, the Producer shall'."""
    verbs = verbs_of(sentence)
    if _CASE_FIRST.match(sentence) is None or any(verb.start < at for verb in verbs):
        return False
    is_past = 0 < main_start(sentence) <= at and bool(verbs) and not _ASIDE_FIRST.match(sentence)
    return not (is_past and "," not in sentence[at : verbs[0].start])


def _is_said_otherwise(pair: SentencePair) -> bool:
    if not pair.gone("not_word") and not pair.come("not_word"):
        return False
    return any(
        says_the_same(pair, before, after)
        for before in verbs_of(pair.old)
        for after in verbs_of(pair.new)
        if (before.modality is Modality.MUST_NOT) != (after.modality is Modality.MUST_NOT)
    )


def _denials(pair: SentencePair) -> tuple[int, int]:
    """How many words of each side deny its rule: not those of a comparison, an exception, a case
    that goes before, or of words so many that they say more than that something is not so."""
    short = [
        h
        for h in pair.hunks
        if max(_words(pair.old[h.a0 : h.a1]), _words(pair.new[h.b0 : h.b1])) <= _FEW
    ]
    old = (*pair.gone("not_word"), *pair.gone("forbid"))
    new = (*pair.come("not_word"), *pair.come("forbid"))
    return (
        _count_denials(pair.old, old, [(hunk.a0, hunk.a1) for hunk in short]),
        _count_denials(pair.new, new, [(hunk.b0, hunk.b1) for hunk in short]),
    )


def _words(text: str) -> int:
    return len(text.split())


def _count_denials(
    sentence: str, matches: Iterable[re.Match[str]], within: Sequence[tuple[int, int]]
) -> int:
    other = [
        found.span()
        for row in ("negative_comparison", "exception")
        for found in words_of(row).finditer(sentence)
    ]
    return sum(
        any(a < match.end() and match.start() < b for a, b in within)
        and not any(a < match.end() and match.start() < b for a, b in other)
        and not in_lead_in(sentence, match.start())
        and (match.group().lower() != "not" or _denies_verb(sentence, match.start()))
        and not _WITHOUT_CONSENT.match(sentence, match.start())
        for match in matches
    )


def _denies_verb(sentence: str, at: int) -> bool:
    return _DENIES_VERB.search(sentence, 0, at) is not None
