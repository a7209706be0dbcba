"""Words at the edge of a page that was not read are in doubt, and the change names the page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from analyzer.comparison import Given, describe_changes
from analyzer.comparison.doubting import DOUBTED_IN_PART
from analyzer.records import (
    Change,
    Clause,
    ClauseId,
    Comparison,
    Document,
    DocumentId,
    Doubt,
    DoubtReason,
    Findings,
    OffsetMap,
)
from analyzer.reports import (
    comparison_to_sheets,
    list_doubts,
    rank_comparison,
    to_html,
    to_markdown,
)
from analyzer.reports.contents import list_contents
from analyzer.reports.remarks import list_remarks_by_clause
from analyzer.wire import comparison_to_json
from tests import unread_pages
from tests.unread_pages import clauses

NOTHING = Findings((), ())
FERRY = "The ferry company gives two weeks of notice before a pier is closed for repairs."
WAIVED = "The crew gives up its rights under the harbor laws of Cape Anders and of Port Osk;"
MORE = "and of any other town that makes such a law, as both sides may write down in a letter."
RIDER = "A rider travels with the contract of the deck hand to whom it belongs."
document = partial(unread_pages.document, pages=9)


def compare(old: Document, olds: list[Clause], new: Document, news: list[Clause]) -> Comparison:
    return describe_changes(Given(old, olds, NOTHING), Given(new, news, NOTHING)).about(None)


OLD = clauses("old", (FERRY, (3,)), (WAIVED, (4,)), (RIDER, (6,)))
NEW = clauses("new", (FERRY, (3,)), (f"{WAIVED} {MORE}", (4, 5)), (RIDER, (6,)))
UNREAD = document("old", unread=(5,))
WHY = "page 5 of the old document was not read"


def reworded(comparison: Comparison) -> Change:
    (found,) = [change for change in comparison.changes if change.similarity < 1]
    return found


def test_words_behind_the_last_page_that_was_read_are_in_doubt() -> None:
    change = reworded(compare(UNREAD, OLD, document("new"), NEW))
    assert change.doubts == (Doubt(DoubtReason.NOT_READ, DocumentId("old"), (5,), WHY),)
    assert change.confidence <= DOUBTED_IN_PART
    assert change.effects == ()
    assert "".join(piece.text for piece in change.words) == f"{WAIVED} {MORE}"


def test_the_same_words_taken_out_are_in_doubt_where_the_new_page_was_not_read() -> None:
    swapped = [
        [
            replace(one, id=ClauseId(f"{name}#{one.order}"), document=DocumentId(name))
            for one in side
        ]
        for name, side in (("old", NEW), ("new", OLD))
    ]
    found = compare(document("old"), swapped[0], document("new", unread=(5,)), swapped[1])
    (doubt,) = reworded(found).doubts
    assert (doubt.document, doubt.why) == ("new", "page 5 of the new document was not read")


@pytest.mark.parametrize("old", [document("old"), document("old", unread=(2, 8))])
def test_words_put_in_where_all_was_read_are_certain(old: Document) -> None:
    change = reworded(compare(old, OLD, document("new"), NEW))
    assert change.doubts == ()
    assert change.effects != ()


def test_a_page_in_between_that_was_read_leaves_no_room() -> None:
    between = clauses("old", (FERRY, (3,)), (WAIVED, (3,)), (RIDER, (4,)))
    found = compare(document("old", unread=(5,)), between, document("new"), NEW)
    assert reworded(found).doubts == ()


def test_what_was_read_on_both_sides_stays_certain() -> None:
    """'must' stands on a page that was read; only what follows may stand on the picture."""
    text = f"{WAIVED} {MORE}".replace("gives up", "may not keep")
    news = clauses("new", (FERRY, (3,)), (text, (4, 5)), (RIDER, (6,)))
    change = reworded(compare(UNREAD, OLD, document("new"), news))
    (doubt,) = change.doubts
    assert doubt.words == MORE
    assert not any("town" in (effect.new or "") for effect in change.effects)
    assert MORE not in "".join(piece.text for piece in change.sure_words)


def test_words_before_the_first_page_that_was_read_again_are_in_doubt() -> None:
    old = clauses("old", (FERRY, (4,)), (MORE, (6,)), (RIDER, (6,)))
    change = reworded(compare(UNREAD, old, document("new"), NEW))
    assert [doubt.pages for doubt in change.doubts] == [(5,)]


def test_a_clause_with_a_label_begins_where_its_label_stands() -> None:
    labels = ("1.", "2.", "3.")
    old = clauses("old", (FERRY, (4,)), (MORE, (6,)), (RIDER, (6,)), labels=labels)
    new = clauses("new", *((one.text, one.pages) for one in NEW), labels=labels)
    assert reworded(compare(UNREAD, old, document("new"), new)).doubts == ()


def test_words_in_the_middle_of_a_clause_that_runs_over_the_page_are_in_doubt() -> None:
    end = "and of every lighthouse."
    olds = clauses("old", (FERRY, (3,)), (f"{WAIVED} {end}", (4, 6)), (RIDER, (6,)))
    here, there = len(WAIVED), len(WAIVED) + 1
    rows = [(0, here, 4, 0.0, 0.0, 9.0, 9.0), (there, there + len(end), 6, 0.0, 0.0, 9.0, 9.0)]
    olds[1] = replace(olds[1], offsets=OffsetMap.from_rows(rows))
    news = clauses("new", (FERRY, (3,)), (f"{WAIVED} {MORE} {end}", (4, 5)), (RIDER, (6,)))
    (doubt,) = reworded(compare(UNREAD, olds, document("new"), news)).doubts
    assert doubt.pages == (5,)


def test_a_clause_on_a_page_read_from_a_picture_says_so() -> None:
    found = compare(document("old"), OLD, document("new", ocr=(5,)), NEW)
    (doubt,) = reworded(found).doubts
    assert doubt.reason is DoubtReason.READ_FROM_PICTURE
    assert doubt.why == "page 5 of the new document was read from a picture"
    assert all(change.doubts == () for change in found.changes if change.similarity == 1)
    assert rank_comparison(found).foremost[0].terms[0].doubtful is False


# ── where it is told ─────────────────────────────────────────────────────────────────────────────
def test_every_report_names_the_page_on_the_change() -> None:
    found = compare(UNREAD, OLD, document("new"), NEW)
    said = f"perhaps it only seems so: {WHY}"
    assert list_doubts(reworded(found)) == (said,)
    assert said in to_html(found)
    assert said in to_markdown(found)
    assert any(said in str(cell) for sheet in comparison_to_sheets(found) for cell in sheet.cells)
    assert any(line.lower() == said for line in list_remarks_by_clause(found)[ClauseId("new#1")])
    (told,) = [one for one in comparison_to_json(found)["changes"] if one["doubts"]]
    assert told["doubts"][0]["why"] == WHY


def test_what_may_only_seem_so_ranks_behind_what_is_certain() -> None:
    certain = "A deck hand is paid four shillings for each night watch on a closed pier."
    olds = clauses("old", (FERRY, (3,)), (WAIVED, (4,)), (RIDER, (6,)), (certain, (7,)))
    lowered = certain.replace("four", "three")
    news = clauses(
        "new", (FERRY, (3,)), (f"{WAIVED} {MORE}", (4, 5)), (RIDER, (6,)), (lowered, (7,))
    )
    contents = list_contents(compare(UNREAD, olds, document("new"), news))
    assert [block.doubtful for block in contents.foremost] == [False, True]
