"""Filters of changes: kind, topic, effect, severity, whom it favours.

A comparison → the same with only the changes asked for. A filter is there when there is something
to filter by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

from analyzer.records import Change, ChangeKind, Effect
from analyzer.reports import COSMETIC
from analyzer.results import Compared
from analyzer.ui import address, state, widgets
from analyzer.ui.comparing import Made

#: kinds that are hidden while 'hide setting and renumbering' is on
_QUIET = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a change must be; an empty set: anything. One effect must be all that is asked of
    effects."""

    kinds: Names = frozenset()
    topics: Names = frozenset()
    effects: Names = frozenset()
    severities: Names = frozenset()
    favors: Names = frozenset()

    def fits(self, change: Change) -> bool:
        """True when the change is all that is asked."""
        return (
            (not self.kinds or not self.kinds.isdisjoint((change.kind, *change.also)))
            and (not self.topics or not self.topics.isdisjoint(change.topics))
            and (not self._asks_effects or any(map(self._fits_effect, change.effects)))
        )

    @property
    def _asks_effects(self) -> bool:
        return bool(self.effects or self.severities or self.favors)

    def _fits_effect(self, effect: Effect) -> bool:
        return (
            (not self.effects or effect.name in self.effects)
            and (not self.severities or effect.severity in self.severities)
            and (not self.favors or effect.favors in self.favors)
        )


EVERYTHING = Wanted()
LABELS = ("Kind", "Topic", "Effect", "Severity", "Favours")


def is_quiet(change: Change) -> bool:
    """True for what only looks different: the same words, another number, other setting, a note
    printed once more."""
    if change.kind in _QUIET or change.repeated:
        return True
    return bool(change.effects) and all(effect.name == COSMETIC for effect in change.effects)


def choose(made: Made, *, hide_quiet: bool) -> Wanted:
    """Draw the filters of what is there, and beside them what is chosen."""
    changes = [c for c in made.compared.comparison.restated if not (hide_quiet and is_quiet(c))]
    effects = [effect for change in changes for effect in change.effects]
    taxonomy = state.taxonomy()
    drawn: tuple[tuple[str, Iterable[str], Callable[[str], str]], ...] = (
        ("Kind", (c.kind for c in changes), widgets.words),
        ("Topic", (t for c in changes for t in c.topics), taxonomy.topic_name),
        ("Effect", (effect.name for effect in effects), widgets.words),
        ("Severity", (effect.severity for effect in effects), widgets.words),
        ("Favours", (effect.favors for effect in effects), widgets.words),
    )
    with st.popover("Filters"), st.container(gap="xxsmall"):
        chosen = [
            _choose_names(label, list(dict.fromkeys(names)), shown, made=made)
            for label, names, shown in drawn
        ]
    said = [
        f"{label.lower()}: {' or '.join(sorted(map(shown, names)))}"
        for (label, _, shown), names in zip(drawn, chosen, strict=True)
        if names
    ]
    if said:
        st.html(f'<span class="where">{escape("; ".join(said))}</span>')
    for label, names in zip(LABELS, chosen, strict=True):
        address.note(**{label.lower(): sorted(names)})
    return Wanted(*chosen)


def take_off(made: Made) -> None:
    """No filter any more."""
    for label in LABELS:
        st.session_state[_key(label, made)] = []


def _key(label: str, made: Made) -> str:
    return f"filter_{label.lower()}_{made.key}"


def _choose_names(
    label: str, names: list[str], shown: Callable[[str], str], *, made: Made
) -> Names:
    if not names:
        return frozenset()
    options = sorted(map(str, names), key=shown)
    asked = address.still_asked()
    if asked is not None:
        named = asked.get(label.lower(), ())
        st.session_state[_key(label, made)] = [name for name in options if name in named]
    return frozenset(
        st.multiselect(
            label,
            options,
            format_func=shown,
            placeholder="any",
            key=_key(label, made),
            persist_state="session",
        )
    )


def apply(made: Made, wanted: Wanted) -> Compared:
    """The comparison with only what is wanted."""
    if wanted == EVERYTHING:
        return made.compared
    return _kept(made.key, wanted, made.compared)


@st.cache_resource(scope="session", max_entries=16, show_spinner=False)
def _kept(key: str, wanted: Wanted, _compared: Compared) -> Compared:
    return _compared.keep(wanted.fits)
