"""The address of what is shown: a screen names its parts in it, and an address that is opened is
taken up by the screen.

Ids of documents and clauses, numbers and closed words (tabs, topics, terms, kinds) → the query of
the address; never a word of a document or of a question. An address that this session wrote itself
is what is shown already; any other (a link, a new tab, back and forward) is asked for, and what it
does not name is as at first. Each other state that is shown is one step of the browser's history: a
bare address stays as it is until something else is shown, since Streamlit can write no address but
as a step of its own. A click that was made while the browser had yet to be told of a newer address
still names the older one; only Back and Forward ask for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from functools import wraps
from time import monotonic
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analyzer.records import Document

P = ParamSpec("P")
Query = dict[str, tuple[str, ...]]
Named = str | int | Iterable[str] | None
#: seconds after which every browser was told of a newer address
_TOLD_BY = 10.0
LOST = {
    "document": "a document that is not in this library",
    "clause": "a clause that is not here",
    "change": "a change that is not in this list",
    "value": "something that is not on this screen",
}


@dataclass
class _Here:
    """Where a session is: its screen and the query of its address; what was asked for."""

    screen: str = ""
    query: Query = field(default_factory=dict)
    #: addresses that newer ones took the place of, and when
    replaced: deque[tuple[Query, float]] = field(default_factory=lambda: deque(maxlen=8))
    #: asked for and not yet taken up in full; `begins` until a run has `taken` the first of it
    asked: Query | None = None
    begins: bool = False
    taken: bool = False
    #: this run is the first at its address
    arrives: bool = False
    #: the whole screen is being drawn; work is under way that what was asked for waits for
    drawing: bool = False
    waits: bool = False
    noted: Query = field(default_factory=dict)
    #: screens whose bare address was opened: it stands in the history for what they show at first
    bare: set[str] = field(default_factory=set)
    #: the last query of each screen
    left: dict[str, Query] = field(default_factory=dict)
    #: what could not be found, told until something else is shown
    lost: tuple[str, ...] = ()
    lost_at: Query | None = None


def _here() -> _Here:
    here: _Here = st.session_state.setdefault("address", _Here())
    return here


# ── a screen is drawn ────────────────────────────────────────────────────────────────────────────
def begin(screen: str) -> None:
    """Before a screen is drawn: what does its address ask for?"""
    here, given = _here(), _given()
    if screen == here.screen and _is_behind(here, given):
        given = here.query
    is_other = (here.screen, here.query) != (screen, given)
    here.arrives = is_other
    if is_other:
        if not given and screen not in here.left:
            here.bare.add(screen)
        # any other bare address of a screen that was left keeps what was left there
        here.asked = given if given or screen in here.bare else None
        here.begins, here.taken = here.asked is not None, False
    elif here.taken and not here.drawing:  # else the run before was broken off
        here.begins = False
    if here.begins or given != here.lost_at:
        here.lost = ()
    here.screen, here.query = screen, given
    here.noted, here.drawing, here.waits = {}, True, False
    for told in here.lost:
        st.html(told)


def finish() -> None:
    """After a screen is drawn: its address names what it shows."""
    here = _here()
    here.drawing = False
    if here.waits:
        return
    asked, here.asked = here.asked, None
    if asked is None and not here.arrives:
        _write_step(here)
    elif asked is None or any(here.noted.get(key) != value for key, value in asked.items()):
        _write(here)
    else:  # what is shown is what it names, and the rest is as at first
        here.left[here.screen] = _named(here)
    if here.lost and here.lost_at is None:
        here.lost_at = here.query


def note(**named: Named) -> None:
    """Name parts of what is shown; None takes a part out. Where only a part of the screen is drawn
    the address is written at once, unless that part is drawn `in_one_step`."""
    here = _here()
    here.noted = here.noted | {key: _parts(value) for key, value in named.items()}
    if not here.drawing:
        _write_step(here)


def in_one_step(draw: Callable[P, None]) -> Callable[P, None]:
    """A part of a screen that is drawn alone: all that it names is written as one step."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> None:
        here = _here()
        if here.drawing:
            draw(*args, **kwargs)
            return
        here.drawing = True
        try:
            draw(*args, **kwargs)
        finally:
            here.drawing = False
        _write_step(here)

    return drawn


def _write_step(here: _Here) -> None:
    if _named(here) != here.left.get(here.screen):
        _write(here)


def _parts(value: Named) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return (str(value),) if isinstance(value, str | int) else tuple(map(str, value))


def _given() -> Query:
    return {key: tuple(st.query_params.get_all(key)) for key in st.query_params}


def _is_behind(here: _Here, given: Query) -> bool:
    """True for a click that was on its way while a newer address was."""
    context = get_script_run_ctx(suppress_warning=True)
    if given == here.query or (context is not None and context.is_history_navigation):
        return False
    now = monotonic()
    return any(given == query and now - since < _TOLD_BY for query, since in here.replaced)


def _write(here: _Here) -> None:
    """Told to the browser only where it is new: each telling is a step of its history."""
    named = _named(here)
    if named != here.query:
        st.query_params.from_dict({key: list(value) for key, value in named.items()})
        here.replaced.append((here.query, monotonic()))
        here.query = named
    here.left[here.screen] = named


def _named(here: _Here) -> Query:
    return {key: value for key, value in here.noted.items() if value}


def left(screen: str) -> dict[str, list[str]]:
    """The query of that screen as it was left; {} where it was never shown."""
    return {key: list(value) for key, value in _here().left.get(screen, {}).items()}


def forget() -> None:
    """Drop how the screens were left: a document that they name may be gone."""
    _here().left.clear()


# ── what is asked for ────────────────────────────────────────────────────────────────────────────
def asked() -> Query | None:
    """What is asked for, in the run that begins it; None where what was left stays."""
    here = _here()
    here.taken = True
    return here.asked if here.begins else None


def still_asked() -> Query | None:
    """What is asked for, in the first run that comes so far: work may have come before it."""
    here = _here()
    return here.asked if here.drawing else None


def wait() -> None:
    """Work is under way: what is asked for is taken up when it has ended."""
    _here().waits = True


def miss(what: str, do: str = "Go on with what is shown instead.") -> None:
    """Say that something which the address names is not here; `what` is a key of LOST."""
    here = _here()
    told = (
        f'<p role="alert"><b>This address names {LOST[what]}.</b> It was removed or read anew, or '
        f"the address comes from another library. {do}</p>"
    )
    if told not in here.lost:
        here.lost, here.lost_at = (*here.lost, told), None
        st.html(told)


def first(query: Query, key: str) -> str | None:
    """The one value of that key; None where it is not named."""
    return next(iter(query.get(key, ())), None)


def number(query: Query, key: str, *, most: int) -> int:
    """A number from 1 to `most`; 1 where none is named."""
    value = first(query, key) or ""
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1


def one_of(query: Query, key: str, known: Iterable[str], default: str) -> str:
    """A value that is known; what is not is told of, and the default taken."""
    value = first(query, key)
    if value is None:
        return default
    if value in set(map(str, known)):
        return value
    miss("value")
    return default


def known_document(query: Query, key: str, held: Container[str]) -> str | None:
    """A document of the library; what is not there is told of."""
    value = first(query, key)
    if value is None or value in held:
        return value
    miss("document", "Drop its file on the Library screen, or go on with what is shown instead.")
    return None


def of_guild(documents: Iterable[Document], guild: str | None) -> str | None:
    """A guild as an address names it: by the first document of it, since its name is a document's
    word."""
    return next((each.id for each in documents if guild and each.guild == guild), None)
