"""Positions: whose they are, and how a text stands to each, with the words that decide it.

Draws; gives the file of positions that was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from analyzer.assessments import Checked
from analyzer.pipeline import Analyzer
from analyzer.pipeline.confirming import Quote
from analyzer.records import Document, DocumentId, Passage, Standing, Verdict
from analyzer.ui import address, state, widgets
from analyzer.ui.second_reading import Tell, Twice

SIDES = {
    state.ALL: "nobody",
    "workers": "workers' side, to start from",
    "employers": "employers' side, to start from",
    "own": "a file of my own",
}
VERDICTS = {
    Verdict.MET: "met",
    Verdict.PARTLY: "partly met",
    Verdict.NOT_MET: "not met",
    Verdict.SILENT: "silent",
}


def take_up(key: str, asked: address.Query) -> None:
    """The side that the address names."""
    st.session_state[f"side_{key}"] = address.one_of(asked, "side", SIDES, state.ALL)


def ask_positions(key: str) -> bytes | None:
    """Whose positions a text is held against; None: nobody's."""
    side = st.selectbox(
        "Positions of",
        list(SIDES),
        format_func=lambda name: SIDES[name],
        key=f"side_{key}",
        persist_state="session",
    )
    address.note(side=side)
    if not side:
        return None
    if side == "own":
        file = st.file_uploader("File of positions (TOML)", type=["toml"], key=f"positions_{key}")
        return file.getvalue() if file else None
    data = Analyzer.starting_positions(side).encode("utf-8")
    st.download_button(
        "This file, to change",
        data=data,
        file_name=f"positions-{side}.toml",
        mime="application/toml",
        on_click="ignore",
        key=f"start_{key}",
    )
    return data


def show_standings(
    checked: Checked,
    asked: bool,
    texts: Mapping[DocumentId, Document] | None = None,
    *,
    twice: Twice | None = None,
) -> None:
    """How the text stands to each position, with the words that decide it, and what a second
    reading says of them."""
    if not asked:
        return
    st.subheader("Positions")
    counts = ", ".join(
        f"{sum(s.verdict is verdict for s in checked.standings)} {VERDICTS[verdict]}"
        for verdict in VERDICTS
    )
    st.html(f'<p class="where">{counts}</p>')

    def table_html(tell: Tell) -> str:
        rows = "".join(
            _standing_html(each, checked, texts or {}, tell) for each in checked.standings
        )
        return (
            '<table class="plain"><tr><th>wanted</th><th>stands</th><th>words</th></tr>'
            f"{rows}</table>"
        )

    if twice is None:
        st.html(table_html(lambda _: ""))
    else:
        twice.show_within(table_html)


def choose_words(checked: Checked, texts: Mapping[DocumentId, Document]) -> None:
    """The words of a position, to be opened on their page."""
    quoted = {
        f"{standing.position}: “{words.quote}” ({words.citation})": words
        for standing in checked.standings
        for words in standing.passages
        if words.document in texts
    }
    if quoted:
        st.selectbox(
            "Open on its page",
            list(quoted),
            index=None,
            placeholder="words of a position",
            key=f"standing_words_{checked.documents[0].id}",
            on_change=_open_chosen,
            args=(quoted, f"standing_words_{checked.documents[0].id}"),
        )


def _open_chosen(quoted: Mapping[str, Passage], key: str) -> None:
    if chosen := st.session_state[key]:
        open_words(quoted[chosen])


def _standing_html(
    standing: Standing,
    checked: Checked,
    texts: Mapping[DocumentId, Document],
    tell: Tell,
) -> str:
    quotes = "".join(
        f'<div class="quote">“{escape(words.quote)}”</div>'
        f'<div class="where">{_cited(words, checked, texts)}</div>'
        f"{tell(quotes_of([words], checked))}"
        for words in standing.passages
    )
    if standing.silence:
        count = len(standing.silence.looked_in)
        quotes += f'<div class="where">looked in {count} clauses, found nothing</div>'
    verdict = standing.verdict
    return (
        f"<tr><td>{_wanted_html(standing.position)}</td>"
        f'<td><span class="badge verdict-{verdict}">{VERDICTS[verdict]}</span></td>'
        f"<td>{quotes}</td></tr>"
    )


def _wanted_html(position: str) -> str:
    """What a side wants, in words, and as its file says it: 'notice.hours >= 48'."""
    name, _, rest = position.partition(" ")
    said = escape(f"{state.taxonomy().term_name(name)} {rest}")
    return f'{said}<br><span class="where">{escape(position)}</span>'


def quotes_of(passages: Iterable[Passage | None], checked: Checked) -> list[Quote]:
    """These words, to be read twice, where their clause is known."""
    return [
        (checked.clauses[words.clause], words.start, words.end)
        for words in passages
        if words is not None and words.clause in checked.clauses
    ]


def _cited(words: Passage, checked: Checked, texts: Mapping[DocumentId, Document]) -> str:
    clause, document = checked.clauses.get(words.clause), texts.get(words.document)
    if clause is not None and document is not None:
        return widgets.place_html(clause, document)
    return escape(words.citation)


def open_words(passage: Passage) -> None:
    """Show these words on their page, at the right of the tab Checks."""
    st.session_state["open_words"] = passage
