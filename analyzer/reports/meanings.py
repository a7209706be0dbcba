"""What a change means, in words: its effects and the terms that differ.

A change → one phrase each, 'period shortened (48 hours → 24 hours): favours the employer'.
"""

from __future__ import annotations

import re

from analyzer.records import Change, Effect, Favors, Severity, TermChange
from analyzer.reports.naming import name_term, name_value

COSMETIC = "cosmetic"
_FAVORS = {
    Favors.EMPLOYER: "favours the employer",
    Favors.WORKER: "favours the worker",
    Favors.BOTH: "favours both",
    Favors.UNCLEAR: "",
}
#: so many words of an effect are shown on each side
_WORDS = 12
_NUMBER = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half"
)
_WITHIN = rf"{_NUMBER}|and|\w+ths?|point|percent|per cent|dollars?|cents?"
# 'six and five tenths percent (6.5%)', 'four dollars ($4.00)', 'sixty-seven (67)'
_TWICE = re.compile(
    rf"\b(?:{_NUMBER})(?:[ -](?:{_WITHIN}))* \((?P<figure>[$£€]?\d[\d,.]*(?: ?%)?)\)",
    re.IGNORECASE,
)
#: effects and terms of a change that are told where there is little room
_FEW, _FEW_TERMS = 3, 2


def list_meanings(change: Change, *, every_weight: bool = False) -> tuple[str, ...]:
    """Effects, the heaviest first, then terms; () where nothing is plain. Low severity is named
    only with `every_weight`."""
    effects = (_effect(effect, every_weight=every_weight) for effect in change.effects)
    return tuple(dict.fromkeys((*effects, *map(_term, change.terms))))


def list_foremost_meanings(change: Change) -> tuple[str, ...]:
    """The heaviest effects and first terms, and how many there are more."""
    said = list_meanings(change)
    terms = tuple(map(_term, change.terms))
    effects = [one for one in said if one not in terms]
    told = (*effects[:_FEW], *[one for one in said if one in terms][:_FEW_TERMS])
    more = len(said) - len(told)
    return (*told, f"and {more} more") if more else told


def _effect(effect: Effect, *, every_weight: bool) -> str:
    name = effect.name.replace("_", " ")
    if effect.name == COSMETIC and effect.new:
        return f"{name}: a term under another name ({effect.old} → {effect.new})"
    if effect.name == COSMETIC:
        return f"{name}: no word of meaning changed"
    sides = [_shorten(words) for words in (effect.old, effect.new)]
    if sides[0] and sides[1]:
        more = f"; {effect.difference}" if effect.difference else ""
        name += f" ({sides[0]} → {sides[1]}{more})"
    elif sides[0] or sides[1]:
        name += f" ({sides[0] or sides[1]})"
    is_named = every_weight or effect.severity is not Severity.LOW
    weight = effect.severity.value if is_named else ""
    parts = (weight, _FAVORS[effect.favors], effect.doubt)
    said = ", ".join(part for part in parts if part)
    return f"{name}: {said}" if said else name


def _term(term: TermChange) -> str:
    return f"{name_term(term.name)}: {name_value(term.old)} → {name_value(term.new)}"


def _shorten(words: str | None) -> str:
    """The first words, a number by its figure alone where it stands in words and figures, without
    the sign that led on to what is not told."""
    parts = _TWICE.sub(r"\g<figure>", words or "").split()
    told = " ".join(parts[:_WORDS]).rstrip(",;:")
    return f"{told} …" if len(parts) > _WORDS else told
