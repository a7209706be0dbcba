"""Another party, office or body in the place of one.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.records import Favors

# "supervisor's", "the Deputy Director", "Sponsor"
_OFFICE = re.compile(
    r"(?:the |their |its |his |her )?(?:[A-Z][\w/-]* ){0,3}(?:supervisor|manager|director|"
    r"head|officer|"
    r"administrator|sponsor|coordinator|president|commissioner|superintendent|authority|specialist)"
    r"s?(?:'s?)?(?: or designee)?",
    re.IGNORECASE,
)
# "the ", "each "
_THE = re.compile(r"(?:(?:the|an?|any|each|such|its|their) )?", re.IGNORECASE)
# "the MPA", "LPB": a body of which the text here does not say whose it is
_BODY = re.compile(r"(?:the )?[A-Z]{2,6}")


def find_parties_changed(pair: SentencePair) -> Iterator[Sign]:
    """Another party in the place of one."""
    for struck, put in zip(pair.struck, pair.put, strict=True):
        if not struck or not put or max(len(struck.split()), len(put.split())) > 6:
            continue
        if _is_other_office(struck, put):
            yield Sign("party_changed", struck, put, Favors.UNCLEAR)
            continue
        ours, theirs = _roles(struck), _roles(put)
        if ours and not theirs and _BODY.fullmatch(put) and _is_party(struck):
            yield Sign("party_changed", struck, put, _loses(pair.old, struck))
            continue
        if ours and theirs and not ours & theirs:
            before, after = read_rule(pair.old), read_rule(pair.new)
            sides = {party.side for party in find_parties(put)}
            favors = next(iter(sides)) if len(sides) == 1 else Favors.UNCLEAR
            if len(sides) == 1 and _pays_by(pair.new, put):
                favors = opposite(favors)
            elif after.serves is not Favors.UNCLEAR and after.serves is not before.serves:
                favors = after.serves
            elif {p.side for p in find_parties(struck)} == sides:
                favors = Favors.UNCLEAR
            yield Sign("party_changed", struck, put, favors)


def _is_party(words: str) -> bool:
    """True of a word for a party and no more: no name that holds one."""
    parties = find_parties(words)
    if len(parties) != 1 or words[parties[0].end :]:
        return False
    return _THE.fullmatch(words[: parties[0].start]) is not None


def _is_other_office(struck: str, put: str) -> bool:
    """True of one office for another: 'the supervisor' and 'the Regional Officer'."""
    old, new = _OFFICE.fullmatch(struck), _OFFICE.fullmatch(put)
    return bool(old and new) and struck.lower() != put.lower()


def _loses(sentence: str, struck: str) -> Favors:
    """Whom it serves that a party is named no more: not known where it only had a duty."""
    sides = {party.side for party in find_parties(struck)}
    rule = read_rule(sentence)
    if len(sides) != 1 or (rule.bound in sides and rule.serves not in sides):
        return Favors.UNCLEAR
    return opposite(sides.pop())


def _pays_by(sentence: str, party: str) -> bool:
    head = sentence[: sentence.find(party)]
    return bool(re.search(r"\bby (?:the |each |an? )?$", head)) and bool(
        words_of("borne").search(head)
    )


def _roles(words: str) -> frozenset[str]:
    parties = find_parties(words)
    heads = [
        party.word
        for party, after in zip(parties, (*parties[1:], None), strict=False)
        if after is None or after.start > party.end + 1
    ]
    roles = {
        row for row in ("employer", "union") if any(words_of(row).fullmatch(word) for word in heads)
    }
    if not roles and heads:
        roles = {"worker"}
    if re.search(r"\bpart(?:y|ies)\b", words, re.I):
        roles = {"both"}
    if re.search(r"\b(?:arbitrator|mediator|committee|neutral|umpire|panel)\b", words, re.I):
        roles |= {"neutral"}
    return frozenset(roles)
