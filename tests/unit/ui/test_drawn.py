"""Page images are drawn once, ahead of the click that shows them, and not kept for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

import pytest

from analyzer.errors import BadRequestError
from analyzer.ports import PageImage
from analyzer.ui.drawn import AHEAD, Drawn

#: seconds after which a test gives up; nothing waits so long
LONGEST = 30


def image(number: int) -> PageImage:
    return PageImage(bytes([number]), 10, 10, 1.0)


class Pencil:
    """Draws pages by number and notes which; each stroke may be held up."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.may = Event()
        self.may.set()
        self.busy = Event()

    def page(self, number: int) -> tuple[int, Callable[[], PageImage]]:
        def draw() -> PageImage:
            self.busy.set()
            assert self.may.wait(LONGEST)
            self.drawn.append(number)
            return image(number)

        return number, draw


def test_a_page_is_drawn_once_however_often_it_is_asked_for() -> None:
    drawn, pencil = Drawn(), Pencil()
    assert drawn.get(*pencil.page(3)) is drawn.get(*pencil.page(3))
    assert pencil.drawn == [3]


def test_who_asks_for_a_page_that_is_under_way_waits_for_it() -> None:
    drawn, pencil = Drawn(), Pencil()
    pencil.may.clear()
    given: list[PageImage] = []
    askers = [
        Thread(target=lambda: given.append(drawn.get(*pencil.page(3))), daemon=True)
        for _ in range(4)
    ]
    for asker in askers:
        asker.start()
    pencil.may.set()
    for asker in askers:
        asker.join(LONGEST)
    assert given == [image(3)] * 4
    assert pencil.drawn == [3]


def test_what_was_wished_is_there_when_it_is_asked_for() -> None:
    drawn, pencil = Drawn(), Pencil()
    drawn.wish([pencil.page(1), pencil.page(2)])
    last = Event()

    def draw_last() -> PageImage:
        last.set()
        return image(3)

    drawn.wish([pencil.page(1), pencil.page(2), (3, draw_last)])
    assert last.wait(LONGEST)
    drawn.get(*pencil.page(1))
    drawn.get(*pencil.page(2))
    assert sorted(pencil.drawn) == [1, 2]


def test_new_wishes_come_before_old_ones_and_the_oldest_are_forgotten() -> None:
    drawn, pencil = Drawn(), Pencil()
    pencil.may.clear()
    drawn.wish([pencil.page(0)])
    assert pencil.busy.wait(LONGEST)  # all others wait behind this one
    drawn.wish(pencil.page(number) for number in range(10, 10 + AHEAD + 3))
    drawn.wish(pencil.page(number) for number in range(20, 20 + AHEAD))
    drawn.wish(pencil.page(number) for number in range(30, 30 + AHEAD))
    ended = Event()

    def draw_last() -> PageImage:
        ended.set()
        return image(9)

    pencil.may.set()
    while not ended.wait(0.01):
        drawn.wish([(9, draw_last)] if len(pencil.drawn) > 2 * AHEAD else [])
    assert pencil.drawn[0] == 0
    assert pencil.drawn[1 : AHEAD + 1] == list(range(30, 30 + AHEAD))
    assert not set(pencil.drawn) & set(range(10, 10 + AHEAD + 3))


def test_a_page_that_could_not_be_drawn_is_tried_again() -> None:
    drawn, pencil = Drawn(), Pencil()

    def fail() -> PageImage:
        raise BadRequestError("There is no page 3.", do="Use another.")

    with pytest.raises(BadRequestError):
        drawn.get(3, fail)
    assert drawn.get(*pencil.page(3)) == image(3)


def test_only_so_many_images_are_kept() -> None:
    drawn, pencil = Drawn(most=2), Pencil()
    for number in (1, 2, 3, 1):
        drawn.get(*pencil.page(number))
    assert pencil.drawn == [1, 2, 3, 1]


def test_pages_of_what_is_gone_are_forgotten_and_drawn_anew() -> None:
    drawn, pencil = Drawn(), Pencil()
    for number in range(4):
        drawn.get(*pencil.page(number))
    drawn.drop(lambda key: key in (1, 2))
    assert set(drawn._held) == {0, 3}
    drawn.get(*pencil.page(1))
    assert pencil.drawn == [0, 1, 2, 3, 1]


def test_a_page_under_way_of_what_is_gone_is_not_kept() -> None:
    drawn, pencil = Drawn(), Pencil()
    pencil.may.clear()
    asker = Thread(target=lambda: drawn.get(*pencil.page(3)), daemon=True)
    asker.start()
    assert pencil.busy.wait(LONGEST)
    drawn.drop(lambda key: key == 3)
    pencil.may.set()
    asker.join(LONGEST)
    assert not drawn._held


def test_pages_are_drawn_ahead_again_after_no_thread_could_be_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn, pencil = Drawn(), Pencil()
    with monkeypatch.context() as patched:
        patched.setattr(Thread, "start", no_room)
        drawn.wish([pencil.page(1)])
    drawn.wish([pencil.page(2)])
    for _ in range(LONGEST * 100):
        if len(pencil.drawn) == 2:
            break
        time.sleep(0.01)
    assert sorted(pencil.drawn) == [1, 2]


def no_room(_: Thread) -> None:
    raise RuntimeError("can't start new thread")
