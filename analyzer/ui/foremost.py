"""What the Compare screen shows first: counts, what matters, and AI terms beside it (contrasts).

A comparison → at most ten changes with what they mean, each to be opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from analyzer.records import (
    NOT_RESTATED,
    REPEATED,
    SIGNATURES,
    Change,
    ChangeKind,
    Clause,
)
from analyzer.reports import (
    Block,
    Entry,
    Ranked,
    list_meanings,
    rank_comparison,
    tell_further,
)
from analyzer.results import Compared
from analyzer.ui import state, widgets
from analyzer.ui.contrasts import show_terms
from analyzer.ui.filtering import Wanted

COUNTED = (
    ChangeKind.REWORDED,
    ChangeKind.ADDED,
    ChangeKind.REMOVED,
    ChangeKind.MOVED,
    ChangeKind.RENUMBERED,
    ChangeKind.UNCHANGED,
)
#: counted only where there are any
SELDOM = (ChangeKind.SPLIT, ChangeKind.MERGED, SIGNATURES, REPEATED, NOT_RESTATED)
#: a document's own marks move nothing
MARKED = tuple(kind for kind in COUNTED if kind is not ChangeKind.MOVED)
#: other changes of a section that are named beside its heaviest
MOST_NAMED = 6
Open = Callable[[Change], None]


def show_counts(compared: Compared) -> None:
    """How many clauses of each kind."""
    counts = Counter(compared.comparison.summary)
    counted = COUNTED if compared.comparison.own_marks is None else MARKED
    shown = [*counted, *(kind for kind in SELDOM if counts[kind])]
    with st.container(key="counts"):
        for column, kind in zip(st.columns(len(shown)), shown, strict=True):
            column.metric(widgets.words(kind), f"{counts[kind]:,}")
    if compared.comparison.own_marks is None:
        for warning in compared.warnings:
            st.html(f'<p role="note">{escape(warning)}</p>')


def show_first(compared: Compared, stamp: tuple[str, Wanted], *, opened: Open) -> None:
    """What matters, and beside it the AI terms; `stamp` names the comparison and its filters."""
    ranked = _rank(*stamp, compared)
    blocks = ranked.foremost
    contrasts = compared.comparison.terms_changed
    if not blocks and not contrasts:
        return
    if blocks and contrasts:
        left, right = st.columns(2, gap="medium")
    else:
        left = right = st.container()
    if blocks:
        with left:
            _show_foremost(ranked, opened)
    if contrasts:
        with right:
            show_terms(compared.comparison)


@st.cache_resource(scope="session", max_entries=16, show_spinner=False)
def _rank(key: str, wanted: Wanted, _compared: Compared) -> Ranked:
    return rank_comparison(_compared.comparison)


# ── what matters ─────────────────────────────────────────────────────────────────────────────────
def _show_foremost(ranked: Ranked, opened: Open) -> None:
    st.subheader("What matters first")
    with st.container(gap="xxsmall", key="foremost"):
        _show_blocks(ranked.foremost, opened)
    if ranked.further:
        told = tell_further(len(ranked.further), ranked.severity)
        st.html(f'<p class="where">{told} in the list of changes; the report links to each.</p>')


def _show_blocks(blocks: Sequence[Block], opened: Open) -> None:
    for number, block in enumerate(blocks):
        heaviest = block.heaviest
        place = _place(heaviest.change, block.section)
        st.button(
            place,
            key=f"open_foremost_{number}",
            type="tertiary",
            on_click=opened,
            args=(heaviest.change,),
        )
        st.html(f'<p class="told">{_told_html(heaviest, block)}</p>')


def _place(change: Change, section: Clause | None) -> str:
    if section is not None:
        return widgets.plain_label(section.citation)
    return widgets.plain_label(change.new_citation or change.old_citation or "unnumbered")


def _told_html(heaviest: Entry, block: Block) -> str:
    change = heaviest.change
    said = list_meanings(change)
    topics = [state.taxonomy().topic_name(topic) for topic in change.topics]
    parts = [f"<b>{escape(widgets.words(change.kind))}</b>{escape(_name_more(heaviest, block))}"]
    parts += [f'<span class="badge topic">{escape(topic)}</span>' for topic in topics[:2]]
    parts += [escape(said[0])] if said else []
    return " ".join(parts)


def _name_more(heaviest: Entry, block: Block) -> str:
    """', with 4 more: Removed (a), Added (b), …': of a section, what else changes in it."""
    more = len(block.entries) - 1
    if not more:
        return ""
    if block.section is None:
        return f", with {more} more"
    others = [one for one in block.entries if one is not heaviest]
    named = [
        f"{widgets.words(one.change.kind)} {_label(one.clause)}" for one in others[:MOST_NAMED]
    ]
    return f", with {more} more: {', '.join(named)}{' …' if more > MOST_NAMED else ''}"


def _label(clause: Clause) -> str:
    return clause.label or clause.citation or "unnumbered"
