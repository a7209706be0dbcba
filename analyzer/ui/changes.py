"""What the Compare screen shows of changes: the list, one change with its pages, the downloads.

Whether two documents were compared or one is told by its own marks, the list and the downloads are
the same; own marks have one page image, a comparison two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from analyzer.records import Change, Comparison, Effect, Severity
from analyzer.reports import list_meanings
from analyzer.results import REPORT_FORMATS, Compared
from analyzer.ui import (
    address,
    beside,
    change_pages,
    change_words,
    filtering,
    state,
    taking,
    widgets,
)
from analyzer.ui.comparing import Made
from analyzer.ui.filtering import Wanted
from analyzer.ui.listing import choose_row, point_to
from analyzer.ui.second_reading import Twice, part_ahead, part_around

ONE, BESIDE = "One change with its pages", "Both texts beside each other"
#: pixels of the list, of the words and of the pages
_HEIGHT, _LARGE = 560, 760
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True)
class Listed:
    """A comparison with its filters: what is listed of it."""

    made: Made
    wanted: Wanted
    hide_quiet: bool

    @property
    def compared(self) -> Compared:
        """What the filters leave."""
        return filtering.apply(self.made, self.wanted)

    @property
    def changes(self) -> list[Change]:
        """The changes of the list."""
        restated = self.compared.comparison.restated
        return [c for c in restated if not (self.hide_quiet and filtering.is_quiet(c))]

    @property
    def name(self) -> str:
        """The name of the list: its place is kept for each pair and filter."""
        return f"changes_{self.made.key}_{hash(self.wanted)}_{self.hide_quiet}"


def open_change(listed: Listed, change: Change) -> None:
    """Make it the open one of the list, and show it over the screen when that is drawn next."""
    at = next((at for at, each in enumerate(listed.changes) if each is change), None)
    if at is not None:
        point_to(listed.name, at)
    st.session_state[change_words.APART] = _ends(change)


def show_apart(listed: Listed) -> None:
    """The change that is open over the screen, if one is; called last of all."""
    wanted = st.session_state.get(change_words.APART)
    comparison = listed.compared.comparison
    change = next((c for c in comparison.restated if wanted and _ends(c) == wanted), None)
    if change is None:  # another pair was chosen, or filters leave it out
        st.session_state[change_words.APART] = None
        return
    address.note(apart=wanted)
    change_words.show_apart(change, comparison)


def show_changes(listed: Listed) -> None:
    """The list of changes with one of them open, or both texts beside each other."""
    changes = listed.changes
    comparison = listed.compared.comparison
    _take_up(listed)
    if not changes:
        _show_none(listed)
        return
    hidden = len(comparison.restated) - len(changes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(f"{len(changes):,} change{'s' if len(changes) > 1 else ''}")
        if hidden:
            st.html(f'<span class="where">{hidden:,} hidden: same words, or only set anew</span>')
        view: str | None = ONE
        st.session_state.setdefault("changes_view", ONE)
        if comparison.own_marks is None:
            view = st.segmented_control(
                "View",
                (ONE, BESIDE),
                required=True,
                key="changes_view",
                persist_state="session",
                label_visibility="collapsed",
            )
        address.note(view="both" if view == BESIDE else None)
        large = view == ONE and st.toggle("Large pages", key="large", persist_state="session")
    if view == BESIDE:
        beside.show_beside(changes, comparison, name=listed.name)
    else:
        _show_one(changes, listed, large=large)


@st.fragment
@address.in_one_step
def _show_one(changes: Sequence[Change], listed: Listed, *, large: bool) -> None:
    """The list with the open change; a step draws only this part of the screen."""
    if not changes:
        return
    comparison = listed.compared.comparison
    listing, words, *pages = st.columns([3, 5] if large else [6, 8, 12], gap="small")
    with listing:
        at = choose_row(
            _rows(listed.name, changes),
            name=listed.name,
            alt="The list of changes; choose one to see it",
            height=_HEIGHT - 60,
        )
    change = changes[at]
    address.note(change=_ends(change), pages="large" if large else None)
    twice = _to_read_twice([change, *part_around(changes, at)], comparison)
    with words, st.container(height=_HEIGHT, border=False, key="change_words"):
        change_words.show(change, comparison, twice)
    height = _LARGE if large else _HEIGHT
    place = pages[0] if pages else st.container()
    with place, st.container(height=height, border=False, key="change_pages"):
        change_pages.show(change, comparison)
    change_pages.draw_ahead(changes, at, comparison)
    # the answer is on the screen: now its words are looked at once more
    twice.begin(state.open_library())
    # and those of the part that comes next, so that no step has to wait for its first look
    if following := part_ahead(changes, at):
        _to_read_twice(following, comparison).look_ahead(state.open_library())


def _to_read_twice(changes: Sequence[Change], comparison: Comparison) -> Twice:
    """The words of all clauses that change, on both sides, those of the first before the others."""
    quotes = change_pages.quotes_of(changes, comparison)
    first = change_pages.quotes_of(changes[:1], comparison)
    return state.read_twice([comparison.old, comparison.new], quotes, first=first)


def _ends(change: Change) -> tuple[str, ...]:
    """The first old and the first new clause: what an address calls a change."""
    return (*change.old[:1], *change.new[:1])


def _take_up(listed: Listed) -> None:
    """The change and the view that the address names."""
    asked = address.still_asked()
    if asked is None:
        return
    st.session_state["changes_view"] = BESIDE if "both" in asked.get("view", ()) else ONE
    st.session_state["large"] = "large" in asked.get("pages", ())
    st.session_state[change_words.APART] = asked.get("apart")
    change_words.take_up(asked)
    wanted = asked.get("change")
    at = next((at for at, each in enumerate(listed.changes) if _ends(each) == wanted), 0)
    point_to(listed.name, at)
    if wanted and not (listed.changes and _ends(listed.changes[at]) == wanted):
        address.miss("change", "Filters may hide it; the first of the list is shown instead.")


def _show_none(listed: Listed) -> None:
    """Why the list is empty, and what shows more."""
    comparison = listed.compared.comparison
    marked = comparison.own_marks
    filtered = listed.wanted != filtering.EVERYTHING
    if not filtered and comparison.topic is not None and marked is None:
        others = comparison.left_out
        clauses = "clause is" if others == 1 else "clauses are"
        said = f"No clause that differs is about AI. {others:,} other {clauses} left out."
    elif filtered or not marked or comparison.topic is None:
        said = "Nothing changed under these filters."
        if not filtered and comparison.topic is None and not listed.hide_quiet:
            said = "The two texts say the same, clause by clause."
            said += " Choose another pair above if you looked for a change."
            st.html(f"<p>{said}</p>")
            return
    else:
        clauses = "clause carries" if marked == 1 else "clauses carry"
        said = f"No marked clause is about AI. {marked} {clauses} marks."
    st.html(f"<p>{said} Show all takes off the filters and switches above.</p>")
    st.button(
        "Show all changes", type="primary", key="show_all", on_click=_show_all, args=(listed,)
    )


def _show_all(listed: Listed) -> None:
    filtering.take_off(listed.made)
    st.session_state["ai_only"] = st.session_state["hide_quiet"] = False


@st.cache_resource(scope="session", max_entries=16, show_spinner=False)
def _rows(name: str, _changes: Sequence[Change]) -> list[dict[str, str]]:
    return [
        {
            "place": change.new_citation or change.old_citation or "",
            "change": widgets.words(change.counted),
            "weight": _weight(change.effects),
            "means": next(iter(list_meanings(change)), ""),
            "topics": ", ".join(state.taxonomy().topic_name(t) for t in change.topics),
        }
        for change in _changes
    ]


def _weight(effects: Sequence[Effect]) -> str:
    """The heaviest severity; '' without effects."""
    if not effects:
        return ""
    return min((effect.severity for effect in effects), key=_SEVERITIES.index).value


# ── downloads ────────────────────────────────────────────────────────────────────────────────────
def show_downloads(listed: Listed) -> None:
    """The report in each format that there is, Word first."""
    compared = listed.compared
    st.subheader("Take the report along")
    if listed.wanted != filtering.EVERYTHING:
        st.html(
            '<p role="note">The report holds only what the filters leave; it says how many changes '
            "are left out.</p>"
        )
    old, new = compared.comparison.old, compared.comparison.new
    own = compared.comparison.own_marks is not None
    titles = (new.title, "own marks") if own else (old.title, new.title)
    offered = [kind for kind in taking.ENDINGS if kind in REPORT_FORMATS.values()]
    with st.container(horizontal=True):
        for kind in offered:
            taking.show_button(
                kind,
                partial(compared.report_bytes, kind),
                taking.file_name(titles, (old, new), taking.ENDINGS[kind]),
                key=f"download_{kind}",
            )
