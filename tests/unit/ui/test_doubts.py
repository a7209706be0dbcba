"""The app says of a change that is not certain why it is not, and nothing of one that is."""

from __future__ import annotations

from analyzer.records import Change, ChangeKind, ClauseId, DocumentId, Doubt, DoubtReason
from analyzer.ui.change_words import doubts_html

WHY = "page 5 of the old document was not read"


def test_a_change_in_doubt_names_the_page() -> None:
    change = Change(ChangeKind.ADDED, (), (ClauseId("new#1"),))
    assert doubts_html(change) == ""
    doubt = Doubt(DoubtReason.NOT_READ, DocumentId("old"), (5,), WHY, "and <b>rope</b>")
    said = doubts_html(Change(ChangeKind.ADDED, (), (ClauseId("new#1"),), doubts=(doubt,)))
    assert f"Perhaps part of it only seems so: {WHY}" in said
    assert "&lt;b&gt;rope" in said
