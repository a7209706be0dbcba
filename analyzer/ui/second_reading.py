"""Quotes held against a second reading beside the screen: begun when the answer is drawn.

Found of a document → the same with its verdicts, as soon as they are there. The work goes on when
the screen is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from html import escape

import streamlit as st

from analyzer.pipeline import Analyzer
from analyzer.records import Confirmation, Finding
from analyzer.results import Found, ProgressCallback
from analyzer.ui.working import LOOK, Make, Work, Works

#: documents whose verdicts are kept
MOST_DOCUMENTS = 64
Wanted = tuple[Hashable, Found]


@st.cache_resource
def _works() -> Works:
    return Works(MOST_DOCUMENTS)


def forget(is_gone: Callable[[Hashable], bool]) -> None:
    """Drop the verdicts whose key is gone."""
    _works().drop(is_gone)


def with_verdicts(key: Hashable, found: Found) -> Found:
    """The same with the verdicts of a second reading, where it has ended well."""
    work = _works().ended(key)
    if work is None or work.failed:
        return found
    result = work.result
    return result if isinstance(result, Found) else found


def begin(library: Analyzer, wanted: Sequence[Wanted]) -> None:
    """Read the pages of these a second time, where nobody did, and draw the screen again then."""
    waiting = [_works().ask(key, _confirmer(library, found)) for key, found in wanted if len(found)]
    if not all(work.ended.is_set() for work in waiting):
        _watch(waiting)
        return
    results = [work.result for work in waiting if not work.failed]
    reasons = [why for found in results if isinstance(found, Found) for why in found.unread]
    for why in dict.fromkeys(reasons):
        st.html(f'<p role="note">Quotes were not held against a second reading. {escape(why)}</p>')


def _confirmer(library: Analyzer, found: Found) -> Make[object]:
    def make(_: ProgressCallback) -> Found:
        return library.confirm(found)

    return make


@st.fragment(run_every=LOOK)
def _watch(waiting: list[Work[object]]) -> None:
    left = sum(not work.ended.is_set() for work in waiting)
    if not left:
        st.rerun()
    documents = "document" if left == 1 else "documents"
    st.html(
        f'<p class="where" role="status">Quotes of {left} {documents} are being held against a '
        "second reading of their pages.</p>"
    )


def verdict_words(finding: Finding) -> str:
    """What a second reading says of a finding's quotes, in words; '' while nobody looked."""
    quotes = [(item.quote, item.confirmed, item.second) for item in finding.evidence]
    quotes += [(item.quote, item.confirmed, item.second) for item in finding.terms]
    differing = [(quote, second) for quote, said, second in quotes if said is Confirmation.DIFFERS]
    if differing:
        quote, second = differing[0]
        return f"a second reading differs: “{second}” in place of “{quote}”; look at the page"
    said = {confirmed for _, confirmed, _ in quotes}
    return "confirmed by a second reading" if said == {Confirmation.YES} else ""
