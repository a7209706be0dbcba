"""The effects of a pair of wordings in short: what each is, and whom it favours."""

from __future__ import annotations

from analyzer.comparison.effects import find_effects


def tell_effects(old: str, new: str, above: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Each effect's name and side, in the order of the effects; `above`: what the wording stands
    under."""
    return [(effect.name, effect.favors.value) for effect in find_effects(old, new, above)]


def name_effects(old: str, new: str, above: tuple[str, ...] = ()) -> set[str]:
    """The same in one word each: 'duty_weakened/employer'."""
    return {f"{name}/{favors}" for name, favors in tell_effects(old, new, above)}
