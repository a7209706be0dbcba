"""A sign that is said to favour a side → the same, left open where a careful reader could not say.

So it is where a text only says how long it lasts itself, in an example with parties that are
letters, in a rule between a league and its clubs, and where a reach is said in many other words:
nobody can tell whether it grew.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_signs import BETWEEN, Sign
from analyzer.records import Favors

# "This letter will sunset ", "This Agreement expires "
_OWN_TERM = re.compile(
    r"\bthis (?:letter(?: of (?:agreement|understanding))?|agreement|memorandum|sideletter|loa) "
    r"(?:shall |will )?(?:\w+ly )?(?:sunset|expire|terminate|end|remain in)s?\b",
    re.IGNORECASE,
)
# "Team A", "Player B's"
_LETTERED = re.compile(r"\b(?:Team|Player|Employee|Company|Producer|Performer) [A-D]\b(?!\.)")
# "Teams", "a Club", "a Member Company": one of several under a league or an association
_CLUB = re.compile(
    r"\b(?:teams?|clubs?|franchises?|leagues?|member (?:compan(?:y|ies)|clubs?))\b", re.I
)
# "Salary Cap Year", "the Mid-Season Player Exception", "Club Salaries": sums and papers of a club
_SUM = re.compile(
    r"\b(?=[tcspw])(?:(?:team|club)(?:'s)? (?:\w+ )?salar(?:y|ies)\b|"
    r"(?:salary|salaries|payroll|player|wage) (?:\w+ )?"
    r"(?:caps?(?: years?)?|exceptions?|contracts?|levels?|tax(?:es)?|floors?)\b)",
    re.I,
)
# "players", "he", "his Contract": somebody who works
_OF_WORKERS = re.compile(
    r"\b(?:players?|employees?|performers?|members? of the (?:union|guild)|he|she|his|her|they|"
    r"athletes?|actors?|artists?|unions?|guilds?)\b",
    re.I,
)
#: so many pieces of words that changed on both sides, and it is another sentence
_PIECES = 3


def leave_open(sign: Sign) -> Sign:
    """The sign, for nobody where whom it favours cannot be said."""
    if sign.favors is Favors.UNCLEAR or not _is_doubtful(sign):
        return sign
    return replace(sign, favors=Favors.UNCLEAR)


def _is_doubtful(sign: Sign) -> bool:
    if _OWN_TERM.search(sign.about) or _LETTERED.search(sign.about):
        return True
    if _is_among_employers(sign.about):
        return True
    if sign.name.startswith("consent") and _trades(sign):
        return True
    if not sign.name.startswith("scope") or not sign.old or not sign.new:
        return False
    return min(_pieces(sign.old), _pieces(sign.new)) >= _PIECES


def _is_among_employers(about: str) -> bool:
    """True of a rule between a league and its clubs, or between clubs: it names no worker, no union
    and nothing that workers get."""
    about = _SUM.sub(" ", about)
    if _CLUB.search(about) is None or _OF_WORKERS.search(about):
        return False
    sides = {party.side for party in find_parties(about)}
    return sides == {Favors.EMPLOYER} and words_of("benefit_thing").search(about) is None


def _trades(sign: Sign) -> bool:
    """True where a limit took the place of an exception, or the other way: each binds another."""
    old, new = sign.old or "", sign.new or ""
    return any(
        words_of("exception").search(one)
        and words_of("narrow").search(other)
        and not words_of("exception").search(other)
        for one, other in ((old, new), (new, old))
    )


def _pieces(words: str) -> int:
    return words.count(BETWEEN) + 1
