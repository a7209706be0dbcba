"""Page images, drawn once for all sessions: the one that is asked for at once, those that a next
click may show beside the screen.

What names a page and what draws it → its image. A page is the same for whoever looks at it, so it
is kept for all; so many are kept, the last asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from threading import Lock, Thread

from analyzer.ports import PageImage

Draw = Callable[[], PageImage]
Wish = tuple[Hashable, Draw]
#: images that are kept, 250 kB each at most as a rule
MOST = 120
#: pages drawn ahead of one click, and wishes that wait: older ones are forgotten
AHEAD, WAITING = 3, 6


class Drawn:
    """Images by what names them; see the module."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Future[PageImage]] = OrderedDict()
        self._wishes: OrderedDict[Hashable, Draw] = OrderedDict()
        self._working = False
        self._lock = Lock()

    def get(self, key: Hashable, draw: Draw) -> PageImage:
        """The image; drawn now unless it is there or under way. Raises what drawing it raises."""
        with self._lock:
            self._wishes.pop(key, None)
            image = self._held.get(key)
            mine = image is None
            if image is None:
                image = self._held[key] = Future()
            self._held.move_to_end(key)
            self._forget()
        if mine:
            self._fill(key, image, draw)
        return image.result()

    def wish(self, wishes: Iterable[Wish]) -> None:
        """Draw these beside the screen, the first of them first, before what was wished earlier."""
        with self._lock:
            new = [(key, draw) for key, draw in wishes if key not in self._held][:AHEAD]
            for key, draw in reversed(new):
                self._wishes[key] = draw
                self._wishes.move_to_end(key, last=False)
            while len(self._wishes) > WAITING:
                self._wishes.popitem()
            begin = bool(self._wishes) and not self._working
            self._working = self._working or begin
        if begin:
            try:
                Thread(target=self._work, daemon=True).start()
            except RuntimeError:  # no room for another thread: the next wish asks for one again
                with self._lock:
                    self._working = False

    def drop(self, is_gone: Callable[[Hashable], bool]) -> None:
        """Forget the images, and the wishes, whose key is gone; one under way is not kept."""
        with self._lock:
            for key in list(filter(is_gone, self._held)):
                del self._held[key]
            for key in list(filter(is_gone, self._wishes)):
                del self._wishes[key]

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wishes:
                    self._working = False
                    return
                key, draw = self._wishes.popitem(last=False)
                if key in self._held:
                    continue
                image = self._held[key] = Future()
                self._forget()
            self._fill(key, image, draw)

    def _fill(self, key: Hashable, image: Future[PageImage], draw: Draw) -> None:
        try:
            image.set_result(draw())
        except BaseException as error:  # raised again where the image is asked for
            image.set_exception(error)
            with self._lock:  # the next who asks gets another try
                if self._held.get(key) is image:
                    del self._held[key]

    def _forget(self) -> None:
        while len(self._held) > self._most:
            self._held.popitem(last=False)
