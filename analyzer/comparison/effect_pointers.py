"""Words that point to what is named already → whether other words for them say anything new.

'such provisions' and 'they', 'herein' and 'in this Agreement', 'each employee' and 'every employee'
name the same: no rule reaches more or less by them. Input: the words before and after. Output: yes
or no.
"""

from __future__ import annotations

import re

# "he", "his or her", "they are"
_PRONOUN = (
    r"(?:(?:he|she) or (?:he|she)|(?:his|her|him) or (?:his|her|him)|he/she|his/her|him/her|"
    r"he|she|they|it|him|her|hers|them|his|their|its|himself|herself|themselves|itself)"
)
#: with more characters words do more than point
_LONGEST = 50
_POINTER = r"(?:the (?:said|same|aforementioned)|the|such|said|that|this|these|those)"
_VERB = r"(?: (?:is|are|was|were|has|have|does|do))?"
# "they", "such provisions", "the player's"
_PRONOUNS = re.compile(rf"{_PRONOUN}{_VERB}", re.IGNORECASE)
_NAMED = re.compile(rf"{_POINTER} [\w-]+(?: [\w-]+)?(?:'s?)?{_VERB}", re.IGNORECASE)
_POINTERS = re.compile(_POINTER, re.IGNORECASE)
# "each", "every": of a thing that is one of many
_EVERY = re.compile(r"(?:any|each|every)", re.IGNORECASE)
_ONE_OR_EVERY = re.compile(r"(?:an?|any|each|every)", re.IGNORECASE)
# "any employee", "all employees", "Employees"
_KIND = re.compile(r"(?P<which>(?:an?|any|each|every|all) )?(?P<noun>[\w-]{3,})", re.IGNORECASE)
# "herein", "in this Agreement"
_HERE = re.compile(
    r"(?:herein|hereof|hereunder|hereto|hereby)|"
    r"(?:in|of|under|to|by) this \w+",
    re.IGNORECASE,
)
# "thereof", "of such leave"
_THERE = re.compile(
    r"(?:therein|thereof|thereunder|thereto|thereafter)|"
    rf"(?:in|of|under|to|after) {_POINTER} \w+",
    re.IGNORECASE,
)


def points_alike(old: str, new: str, *, first: bool) -> bool:
    """True of two ways to point to one thing; `first`: they open their sentence."""
    if not old or not new or max(len(old), len(new)) > _LONGEST:
        return False
    if _both(_POINTERS, old, new) or _both(_HERE, old, new) or _both(_THERE, old, new):
        return True
    if _both(_ONE_OR_EVERY if first else _EVERY, old, new):
        return True
    if _names_a_kind(old, new, first=first) or _is_short_for(old, new) or _is_short_for(new, old):
        return True
    pronouns = [_PRONOUNS.fullmatch(words) is not None for words in (old, new)]
    if not any(pronouns):
        return False
    return all(
        is_pronoun or _NAMED.fullmatch(words) is not None
        for is_pronoun, words in zip(pronouns, (old, new), strict=True)
    )


def _names_a_kind(old: str, new: str, *, first: bool) -> bool:
    """True of 'any employee' and 'all employees', and of 'an employee' where it opens."""
    one, other = _KIND.fullmatch(old), _KIND.fullmatch(new)
    if one is None or other is None or _singular(one["noun"]) != _singular(other["noun"]):
        return False
    some = [(found["which"] or "").lower().strip() in ("a", "an", "") for found in (one, other)]
    return first or not any(some)


def _singular(noun: str) -> str:
    plain = noun.lower()
    return plain[:-3] + "y" if plain.endswith("ies") else plain.removesuffix("s")


def _is_short_for(short: str, long: str) -> bool:
    """True of 'HR' and 'Human Resources'."""
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return short.isupper() and len(initials) > 1 and short == initials


def _both(pattern: re.Pattern[str], old: str, new: str) -> bool:
    return pattern.fullmatch(old) is not None and pattern.fullmatch(new) is not None
