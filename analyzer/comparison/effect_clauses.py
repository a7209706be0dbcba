"""A clause of its own that came into a sentence, or went from it → read as a sentence is.

'…, and the Producer shall tell the Guild' is a rule more, wherever its full stop stands; a proviso
that denies, 'provided that this shall not apply at sea', is an exception. Input: a `SentencePair`.
Output: its `Sign`s, and the pair without the words that they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_alone import read_alone
from analyzer.comparison.effect_limits import leaves_out
from analyzer.comparison.effect_pairs import Hunk, Lone, SentencePair
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign, serves_either, shorten
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors

_ITEM = r"(?:\(?(?:[ivx]+|[a-zA-Z]|\d{1,2})\) )?"
# "and (ii) ", "provided, however, that ", "in addition, ", or nothing
_JOINT = re.compile(
    rf"{_ITEM}(?:(?:and|but)\b,? ?)?{_ITEM}"
    r"(?P<proviso>(?:further )?provided(?:,? (?:however|further))*,?(?: that)? )?"
    r"(?:(?:also|however|instead|in addition|thereafter|then)\b,? )?",
    re.IGNORECASE,
)
# "who shall", "that may", "if the", "except", "to": no clause of its own
_HANGS = re.compile(
    r"(?:who|whom|whose|which|that|if|when|where|unless|except|other|to|in|for|by|of|with|as|at|on|"
    r"upon|after|before|during|shall|will|may|must|not|or)\b",
    re.IGNORECASE,
)
# "; ", ", ", "(", ") ", or nothing: a clause begins behind it
_OPENS = re.compile(r"(?:\A|[;:,.(]|\b(?:and|but))\s*(?:\((?:[ivx]+|\w)\)\s*)?$", re.IGNORECASE)
# ".", "; ", ", ": and ends before it
_CLOSES = re.compile(r"[.;,:)]|$")
#: so many characters before a clause are looked at
_NEAR = 12
#: fewer words are no clause
_ENOUGH = 5


def find_clauses(pair: SentencePair) -> tuple[list[Sign], SentencePair]:
    """The signs of whole clauses, and what is left of the pair."""
    signs: list[Sign] = []
    told: list[Hunk] = []
    for hunk in pair.hunks:
        lone = pair.lone_of(hunk)
        found = list(_read(pair, lone)) if lone else []
        if found:
            signs += found
            told.append(hunk)
    return signs, pair.keep(lambda hunk: hunk not in told)


def _is_clause(lone: Lone, joint: str) -> bool:
    """True of words between two stops with a subject and a verb of duty of their own, behind what
    joins them."""
    clause = lone.words[len(joint) :]
    if len(clause.split()) < _ENOUGH or _HANGS.match(clause):
        return False
    if not _CLOSES.match(lone.sentence[lone.end :].lstrip()):
        return False
    if not joint.strip() and not _OPENS.search(
        lone.sentence, max(0, lone.start - _NEAR), lone.start
    ):
        return False
    return any(verb.start > 0 for verb in rule_verbs(clause))


def _read(pair: SentencePair, lone: Lone) -> Iterator[Sign]:
    joint = _JOINT.match(lone.words)
    if joint is None or not _is_clause(lone, joint.group()):
        return
    clause = lone.words[joint.end() :]
    about = serves_either(pair)
    if not joint["proviso"]:
        yield from read_alone(clause, clause, added=lone.came, within=True, about=about)
    elif leaves_out(clause):
        favors = read_rule(clause).serves if about is Favors.UNCLEAR else opposite(about)
        words = shorten(lone.words)
        if lone.came:
            yield Sign("exception_added", None, words, favors)
        else:
            yield Sign("exception_dropped", words, None, opposite(favors))
