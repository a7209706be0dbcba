"""On every screen the words that are shown are read once more after the answer, and it is told."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from threading import Event

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.pipeline.confirming import whole
from analyzer.records import Clause, Confirmation, Confirmed
from analyzer.ui import second_reading, verdicts
from tests.app.test_screens import open_screen, shown
from tests.clause_trees import Twig, grow

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
YES = "confirmed by a second reading"


def rest(app: AppTest) -> str:
    """What is shown once nothing is being read any more."""
    until = time.monotonic() + 60
    while not all(work.ended.is_set() for work in second_reading._works()._held.values()):
        assert time.monotonic() < until
        time.sleep(0.05)
    app.run()
    assert not app.exception, app.exception
    return shown(app)


def test_start_tells_of_the_words_of_its_values() -> None:
    assert rest(open_screen("start")).count(YES) >= 10


def test_terms_and_checks_tell_of_the_words_that_are_open() -> None:
    app = open_screen("ai_clauses", document="agreement-2023")
    for tab in ("Terms", "Checks"):
        app.session_state["ai_tab"] = tab
        app.run()
        assert YES in rest(app), tab


def count_asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many quotes are asked for at once, each time."""
    asked: list[int] = []
    ask = Analyzer.confirm_quotes

    def count(self: Analyzer, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        asked.append(len(quotes))
        return ask(self, quotes)

    monkeypatch.setattr(Analyzer, "confirm_quotes", count)
    return asked


def test_a_change_a_documents_own_marks_and_an_audited_edit_tell_it_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = count_asked(monkeypatch)
    app = open_screen("compare")
    for at in range(3):
        choice = app.segmented_control[0]
        choice.set_value(choice.options[at]).run()
        assert YES in rest(app), choice.options[at]
    before = len(asked)
    app.run()
    assert len(asked) == before, "what is known is not asked for again"


def test_every_hit_and_the_clause_of_an_address_tell_it() -> None:
    app = open_screen("search")
    app.text_input(key="query").set_value("who owns a scan of a performer?").run()
    assert rest(app).count(YES) == 10
    alone = open_screen("search", hit=app.query_params["hit"])
    assert "The clause that this address names" in shown(alone)
    assert YES in rest(alone)


def test_where_nothing_answers_only_the_nearest_that_are_shown_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = count_asked(monkeypatch)
    app = open_screen("search")
    app.text_input(key="query").set_value("zebra crossing tariffs of Jupiter").run()
    told = rest(app)
    assert "Nothing in this library answers this." in told
    assert told.count(YES) == sum(asked) == 3


def test_the_open_hit_is_read_first_then_the_others_document_by_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[str]] = []
    ask = Analyzer.confirm_quotes

    def note(self: Analyzer, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        asked.append([clause.id for clause, *_ in quotes])
        return ask(self, quotes)

    monkeypatch.setattr(Analyzer, "confirm_quotes", note)
    app = open_screen("search")
    app.text_input(key="query").set_value("how are holidays paid?").run()
    opened = app.query_params["hit"]
    rest(app)
    assert asked[0] == [opened]
    assert len(asked) > 2
    assert all(len({name.split("#")[0] for name in part}) == 1 for part in asked)
    assert sum(map(len, asked)) == 10


def test_every_quote_of_checks_and_positions_tells_it() -> None:
    app = open_screen("ai_clauses", document="agreement-2023", tab="checks", side="workers")
    told = rest(app)
    quotes = len(re.findall(r'<div class="quote">“[^”]', told))
    assert quotes > 20
    assert told.count("second reading") >= quotes


def test_pasted_words_say_why_they_are_not_checked_and_the_nearest_clause_is() -> None:
    app = open_screen("ai_clauses", tab="paste")
    app.text_area(key="pasted_text").set_value("The producer owns every scan of an actor.").run()
    next(button for button in app.button if button.label == "Judge it").click().run()
    told = rest(app)
    assert "not checked by a second reading: pasted words stand on no printed page" in told
    assert told.count(YES) == 1


def test_a_clause_that_is_overruled_tells_it_over_the_screen() -> None:
    app = open_screen("search")
    app.text_input(key="query").set_value("who owns a scan of a performer?").run()
    before = rest(app).count(YES)
    next(button for button in app.button if button.label == "✎ Overrule").click().run()
    assert rest(app).count(YES) == before + 1


def test_words_without_a_page_say_that_nothing_is_there_to_look_at() -> None:
    clause = grow("offer", (Twig("a", "The cook owns the kitchen."),))[0]
    twice = second_reading.Twice((), ())
    assert clause.boxes == ()
    assert "not checked by a second reading: nothing says where" in twice.html(whole(clause))
    assert twice.html((clause, 3, 3)) == ""


def test_of_several_quotes_nothing_is_told_before_all_are_known() -> None:
    with Analyzer.open() as library:
        document = next(each for each in library.documents() if each.id == "agreement-2023")
        clauses = library.clauses(document=document.id)
        first, second = [each for each in clauses if each.boxes and each.text][:2]
    twice = second_reading.Twice((document,), (whole(first), whole(second)))
    known = Confirmed(first.id, Confirmation.YES, None)
    second_reading._said().keep(document, (first.id, 0, len(first.text)), known)
    assert YES in twice.html(whole(first))
    assert twice.html(whole(first), whole(second)) == ""


def test_the_part_after_the_open_one_is_looked_at_from_the_middle_on() -> None:
    items = range(100)
    assert second_reading.part_around(items, 39) == range(40)
    assert not second_reading.part_ahead(items, 19)
    assert second_reading.part_ahead(items, 20) == range(40, 80)
    assert second_reading.part_ahead(items, 65) == range(80, 100)
    assert not second_reading.part_ahead(items, 99)


def test_every_row_of_both_texts_and_of_the_ai_terms_tells_it() -> None:
    app = open_screen("compare")
    app.button_group(key="changes_view").set_value("Both texts beside each other").run()
    told = rest(app)
    grid = next(body for body in told.split("\n") if 'class="beside"' in body)
    sides = re.findall(r"<div><span class=\"citation\">.*?(?=<div>|</div></div>)", grid)
    assert len(sides) > 20
    assert all("second reading" in side for side in sides if "</ins>" in side or "</del>" in side)
    assert grid.count(YES) > 20
    terms = re.findall(r"<td><b>.*?</td>", told)
    assert len(terms) > 5
    assert [term for term in terms if "“" in term and "second reading" not in term] == []


def read_not_before(monkeypatch: pytest.MonkeyPatch) -> Event:
    """No page is read a second time until this is set."""
    go = Event()
    ask = Analyzer.confirm_quotes

    def slowly(self: Analyzer, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        go.wait(60)
        return ask(self, quotes)

    monkeypatch.setattr(Analyzer, "confirm_quotes", slowly)
    return go


def test_rows_are_told_while_their_pages_are_read_and_alone_drawn_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = read_not_before(monkeypatch)
    app = open_screen("compare", view="both")
    told = shown(app)
    assert told.count("being held against a second reading") > 30
    assert "is being held" not in told, "nothing waits to draw the whole screen again"
    go.set()
    assert "being held against a second reading" not in rest(app)


def test_a_place_holds_what_comes_from_the_first_on(monkeypatch: pytest.MonkeyPatch) -> None:
    # a click while the screen is drawn may lose what makes a place of a line, not what fills it
    go = read_not_before(monkeypatch)
    app = open_screen("search")
    seen: dict[tuple[int, ...], list[str | None]] = {}

    def note(message: ForwardMsg) -> None:
        if message.HasField("delta"):
            told = seen.setdefault(tuple(message.metadata.delta_path), [])
            told.append(message.delta.WhichOneof("type"))

    monkeypatch.setattr(ForwardMsgQueue, "_before_enqueue_msg", note)
    app.text_input(key="query").set_value("how are holidays paid?").run()
    assert shown(app).count(verdicts.BEING_HELD) == 10
    assert not {path for path, told in seen.items() if {"new_element", "add_block"} <= {*told}}
    # and of ten hits each line is drawn once
    assert sum(len(told) > 1 for told in seen.values()) < 10
    go.set()
    assert rest(app).count(YES) == 10


def test_what_differs_is_told_with_both_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    def differ(_: Analyzer, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        return tuple(
            Confirmed(clause.id, Confirmation.DIFFERS, "<b>twelve") for clause, *_ in quotes
        )

    monkeypatch.setattr(Analyzer, "confirm_quotes", differ)
    told = rest(open_screen("compare"))
    assert "a second reading differs: “&lt;b&gt;twelve”, not “" in told
    assert YES not in told


def test_verdicts_are_told_in_one_sentence() -> None:
    yes, differs, unchecked = Confirmation
    one = ("ten days", yes, None, None)
    other = ("two days", differs, "too days", None)
    third = ("a day", unchecked, None, "its page was not read a second time")
    assert verdicts.tell([]) == ""
    assert verdicts.tell([one, one]) == YES
    assert verdicts.tell([third]) == (
        "not checked by a second reading: its page was not read a second time"
    )
    assert verdicts.tell([one, other, third]) == (
        "a second reading differs: “too days”, not “two days”; look at the page; "
        "1 of 3 quotes confirmed by a second reading; "
        "1 of 3 quotes not checked by a second reading: its page was not read a second time"
    )


@pytest.mark.parametrize(
    ("quote", "second", "told"),
    [
        (
            "A rigger is paid for 10½ hours, the meal within them.",
            "A rigger is paid for 10 hours, the meal with- in them.",
            "“10”, not “10½”",
        ),
        (
            "A rigger is paid for ten hours.",
            "A rigger is paid for ten hours, travel not among them.",
            "“travel not among…”, not “nothing”",
        ),
        (
            "A rigger who is paid by the day is told of it beforehand.",
            "A rigger who is unpaid by the day is told of it beforehand.",
            "“unpaid”, not “paid”",
        ),
        (
            "The lantern is lit by noon, and put out again before the last truck leaves.",
            "The lantern is put out again before the last truck leaves.",
            "“nothing”, not “lit by noon, and”",
        ),
    ],
)
def test_of_long_words_a_line_tells_where_they_differ(quote: str, second: str, told: str) -> None:
    said = verdicts.tell([(quote, Confirmation.DIFFERS, second, None)])
    assert said == f"a second reading differs: {told}; look at the page"


def test_of_several_that_differ_the_first_is_told() -> None:
    differs = Confirmation.DIFFERS
    said = verdicts.tell([("two", differs, "too", None), ("ten", differs, "tan", None)])
    assert said == "a second reading differs: “too”, not “two” and 1 more; look at the page"
