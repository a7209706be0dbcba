"""Below words that name many places: a choice of one of them, which is opened on its page.

Clauses, or changes, of a comparison → the page of the one that is chosen; none at first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from analyzer.pipeline.confirming import whole
from analyzer.records import Change, Clause, ClauseId, Comparison
from analyzer.ui import address, change_pages, page_view, state, widgets

LABEL = "Open on its page"
#: pixels of a page that is opened below
MOST_WIDTH = 640


@st.fragment
@address.in_one_step
def choose_clause(names: Sequence[ClauseId], comparison: Comparison, *, key: str) -> None:
    """Choose one of these clauses; only this part of the screen is drawn again."""
    by_document = {each.id: each for each in (comparison.old, comparison.new)}
    clauses = {name: comparison.clauses[name] for name in names if name in comparison.clauses}
    clauses = {name: each for name, each in clauses.items() if each.document in by_document}
    if not clauses:
        return
    place, asked = f"open_{key}", address.still_asked()
    if asked is not None:
        named = address.first(asked, place)
        st.session_state[place] = named if named in clauses else None
    with st.container(width=MOST_WIDTH):
        chosen = st.selectbox(
            LABEL,
            list(clauses),
            index=None,
            placeholder="a clause that is named above",
            format_func=lambda name: _name(
                clauses[name], by_document[clauses[name].document].title
            ),
            key=place,
        )
        address.note(**{place: chosen})
        if chosen is not None:
            clause = clauses[chosen]
            document = by_document[clause.document]
            twice = state.read_twice([document], [whole(clause)])
            st.html(f"<p>{widgets.place_html(clause, document)}</p>")
            twice.show(whole(clause))
            page_view.show_clause_page(document, clause, name=key)
            twice.begin(state.open_library())


@st.fragment
@address.in_one_step
def choose_change(changes: Sequence[Change], comparison: Comparison, *, key: str) -> None:
    """Choose one of these changes, to see both its pages."""
    place, asked = f"open_{key}", address.still_asked()
    if asked is not None:
        named = address.number(asked, place, most=len(changes)) - 1
        st.session_state[place] = named if place in asked else None
    at = st.selectbox(
        "Open on its pages",
        range(len(changes)),
        index=None,
        placeholder="a change that stands above",
        format_func=lambda at: _name_change(changes[at]),
        key=place,
        width=MOST_WIDTH,
    )
    address.note(**{place: None if at is None else at + 1})
    if at is not None:
        quotes = change_pages.quotes_of([changes[at]], comparison)
        twice = state.read_twice([comparison.old, comparison.new], quotes)
        twice.show(*quotes)
        change_pages.show(changes[at], comparison, name=key)
        twice.begin(state.open_library())


def clauses_elsewhere(comparison: Comparison) -> list[ClauseId]:
    """The clauses in which definitions, references, exceptions and words that come back stand."""
    return list(dict.fromkeys(_elsewhere(comparison)))


def clauses_of(changes: Iterable[Change]) -> list[ClauseId]:
    """The clauses of changes, each once."""
    return list(dict.fromkeys(name for each in changes for name in (*each.old, *each.new)))


def _elsewhere(comparison: Comparison) -> Iterator[ClauseId]:
    for definition in comparison.definitions_changed:
        yield from clauses_of([comparison.changes[definition.change]])
        yield from definition.used_in
    for reference in comparison.references_broken:
        yield reference.clause
        yield reference.was
        yield from (reference.now,) if reference.now else ()
    for exception in comparison.carve_outs:
        yield from clauses_of([comparison.changes[exception.change]])
    for words in comparison.returned:
        both = (comparison.changes[words.dropped], comparison.changes[words.comes_back])
        yield from clauses_of(both)


def _name(clause: Clause, title: str) -> str:
    return f"{clause.citation or 'unnumbered'}, {widgets.pages_words(clause)} · {title}"


def _name_change(change: Change) -> str:
    places = dict.fromkeys((change.old_citation, change.new_citation))
    cited = " → ".join(place for place in places if place) or "unnumbered"
    return f"{cited}, {widgets.words(change.counted)}"
