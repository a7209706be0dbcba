"""What the tab Paste judges: made beside the screen and held by this session alone.

Pasted words with what they are held against → what is to be said of them, or None while it is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from analyzer.assessments import Pasted
from analyzer.results import ProgressCallback
from analyzer.ui import state, working
from analyzer.ui.working import Make, Works


@dataclass(frozen=True, slots=True)
class Asked:
    """Words to be judged, and the document and positions that they are held against."""

    text: str = field(repr=False)
    against: str | None = None
    positions: bytes | None = field(default=None, repr=False)


def judge(wanted: Asked) -> None:
    """Begin it, where it is not under way; what has been judged is judged anew."""
    if _works().ended(wanted):
        _works().drop(lambda key: key == wanted)
    _works().ask(wanted, _judger(wanted))
    st.session_state["pasted"] = wanted


def asked() -> Asked | None:
    """What was asked last; None before anything was, and after it was cleared."""
    return cast("Asked | None", st.session_state.get("pasted"))


def take(wanted: Asked) -> Pasted | None:
    """What is to be said of it; None while progress is shown instead. It is judged anew where a
    document that it names was removed. Raises BadRequestError, PositionsError."""
    work = _works().ask(wanted, _judger(wanted))
    if not working.has_ended(work, what="Judging it"):
        return None
    made = cast("Pasted", work.result)
    if _is_there(made):
        return made
    judge(wanted)
    return take(wanted)


def forget() -> None:
    """Keep nothing of what was pasted; what is under way ends, and nobody finds it."""
    for held in ("pasted", "pastes"):
        st.session_state.pop(held, None)


def _works() -> Works:
    """Not those of the server: pasted words are of no other session."""
    held: Works = st.session_state.setdefault("pastes", Works(most=1))
    return held


def _is_there(made: Pasted) -> bool:
    named = [hit.document for hit in made.nearest] + ([made.against] if made.against else [])
    there = {(document.sha256, document.id) for document in state.documents()}
    return there.issuperset((document.sha256, document.id) for document in named)


def _judger(wanted: Asked) -> Make[object]:
    library = state.open_library()

    def make(progress: ProgressCallback) -> Pasted:
        return library.paste(
            wanted.text, against=wanted.against, positions=wanted.positions, progress=progress
        )

    return make
