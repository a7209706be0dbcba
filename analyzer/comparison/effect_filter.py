"""A comparison → the same with only some of its changes, such as those of a certain effect.

What names a change by its number (definitions, exceptions, what comes back) is numbered anew, or
left out with its change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from analyzer.records import Change, Comparison, Favors, Severity


@dataclass(frozen=True, slots=True)
class EffectFilter:
    """What one effect of a change must be; None: any."""

    name: str | None = None
    severity: Severity | None = None
    favors: Favors | None = None

    def fits(self, change: Change) -> bool:
        """True when one effect of the change is all that is asked."""
        return any(
            self.name in (None, effect.name)
            and self.severity in (None, effect.severity)
            and self.favors in (None, effect.favors)
            for effect in change.effects
        )


def keep_effects(comparison: Comparison, wanted: EffectFilter) -> Comparison:
    """Only the changes of which one effect is all that is asked."""
    return keep_changes(comparison, wanted.fits)


def keep_changes(comparison: Comparison, fits: Callable[[Change], bool]) -> Comparison:
    """Only the changes that fit; the others count as left out."""
    kept = [at for at, change in enumerate(comparison.changes) if fits(change)]
    place = {at: number for number, at in enumerate(kept)}
    changes = tuple(comparison.changes[at] for at in kept)
    held = {key for change in changes for key in (*change.old, *change.new)}
    return replace(
        comparison,
        changes=changes,
        left_out=comparison.left_out + len(comparison.changes) - len(changes),
        not_restated=tuple(key for key in comparison.not_restated if key in held),
        definitions_changed=tuple(
            replace(item, change=place[item.change])
            for item in comparison.definitions_changed
            if item.change in place
        ),
        carve_outs=tuple(
            replace(item, change=place[item.change])
            for item in comparison.carve_outs
            if item.change in place
        ),
        context=tuple(item for item in comparison.context if not held.isdisjoint(item.used_in)),
        returned=tuple(
            replace(item, dropped=place[item.dropped], comes_back=place[item.comes_back])
            for item in comparison.returned
            if item.dropped in place and item.comes_back in place
        ),
    )
