"""What comes later than the answer: each has a place of its own on the screen, in which a line says
that it is on its way, and then what came. Nothing else is drawn again, and nothing moves.

Words that are there already, or will be when some work has ended → the words, or a place that is
looked after until then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analyzer.ui.working import Work

#: seconds between two looks at what is on its way: each costs some hundredths of computing
LOOK = 1.0
#: HTML; '' while there is nothing to tell
Words = Callable[[], str]
#: HTML that stands in their place; told whether the work has ended without them
Meanwhile = Callable[[bool], str]
Place = tuple[DeltaGenerator, Words, Meanwhile]


class Places:
    """The places of what is drawn at once: a screen, or a part of it that is drawn alone.

    A place is a container from the first on. Made one only when its words are looked for, it could
    be lost: whoever clicks while the screen is drawn has Streamlit drop what it has not sent yet of
    the part that is drawn again, but send what the looks wrote into it, at which the browser fails.

    `in_one_go`: they are followed as soon as all are shown, before anything is waited for. Then no
    line need stand in them until that, which spares the browser two messages a place.
    """

    def __init__(self, *, in_one_go: bool = False) -> None:
        self._in_one_go = in_one_go
        self._open: list[Place] = []
        #: what stands in them until they are looked after
        self._lines: list[DeltaGenerator] = []

    def show(self, words: Words, meanwhile: Meanwhile) -> None:
        """The words; a place for them where there are none yet."""
        place = st.container(gap=None)
        if told := words():
            place.html(told)
        else:
            if not self._in_one_go:
                self._lines.append(place.html(meanwhile(False)))  # the room is taken at once
            self._open.append((place, words, meanwhile))

    def follow(self, works: Sequence[Work[object]], *, last: Words | None = None) -> None:
        """Fill the places as their words come, until these have ended; `last` is told below then.
        To be called once, when all is drawn."""
        ended = all(work.ended.is_set() for work in works)
        if not (ended or self._open or last):
            return
        for line in self._lines:
            line.empty()
        if ended:
            _fill(self._open, last, ended=True)
        else:
            st.fragment(_look, run_every=LOOK)(self._open, works, last)


def _look(places: Sequence[Place], works: Sequence[Work[object]], last: Words | None) -> None:
    ended = all(work.ended.is_set() for work in works)
    _fill(places, last, ended=ended)
    if ended:
        _look_no_more()


def _fill(places: Sequence[Place], last: Words | None, *, ended: bool) -> None:
    for place, words, meanwhile in places:
        place.html(words() or meanwhile(ended))
    if ended and last is not None and (told := last()):
        st.html(told)


def _look_no_more() -> None:
    """End the looks of a part of the screen that looks again by itself, where it alone is drawn."""
    context = get_script_run_ctx(suppress_warning=True)
    drawn = context.fragment_ids_this_run if context is not None else None
    if context is not None and drawn is not None and len(drawn) == 1:
        message = ForwardMsg()
        message.stop_auto_rerun.fragment_ids.extend(drawn)
        context.enqueue(message)
