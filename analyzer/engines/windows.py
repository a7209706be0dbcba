"""A text that is too long for an encoder, in parts that it reads whole.

Text and its tokens' places → windows on the borders of sentences, else of words, else of tokens.
Windows are about equally long and overlap by the last sentence or words of the one before, so that
no sentence is read only in halves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

#: how many tokens of a window the next one reads again, at most
OVERLAP = 32
# … of the picture." It  →  the border stands before 'It'
_SENTENCE_END = re.compile(r"[.;:?!][\"'”’)\]]*\s+$")
_LOOK_BACK = 12

Places = Sequence[tuple[int, int]]


def split_windows(text: str, places: Callable[[str], Places], room: int) -> tuple[str, ...]:
    """Parts of the text of at most `room` tokens; `places` gives the (start, end) of each token."""
    tokens = places(text)
    if len(tokens) <= room:
        return (text,)
    found: list[str] = []
    start = 0
    while start < len(tokens):
        left = len(tokens) - start
        parts = -(-left // room)
        end = start + -(-left // parts)
        if end < len(tokens):
            end = _border(text, tokens, end - (end - start) // 3, min(end + OVERLAP, start + room))
        window = text[tokens[start][0] : tokens[end - 1][1]]
        found += _fitting(window, places, room)
        if end >= len(tokens):
            break
        start = max(_first_border(text, tokens, max(end - OVERLAP, start + 1), end), start + 1)
    return tuple(found)


def _fitting(window: str, places: Callable[[str], Places], room: int) -> tuple[str, ...]:
    """The window itself, or its parts where it takes more tokens alone than it took in the text."""
    if len(window) < 2 or len(places(window)) <= room:
        return (window,)
    middle = len(window) // 2
    halves = (window[:middle], window[middle:])
    return tuple(part for half in halves for part in _fitting(half, places, room))


def _border(text: str, tokens: Places, low: int, high: int) -> int:
    """The last token in low < token <= high that opens a sentence, else a word, else `high`."""
    candidates = range(high, low, -1)
    for opens in (_opens_sentence, _opens_word):
        for token in candidates:
            if opens(text, tokens[token][0]):
                return token
    return high


def _first_border(text: str, tokens: Places, low: int, high: int) -> int:
    """The first token in low <= token < high that opens a sentence, else a word, else `high`."""
    for opens in (_opens_sentence, _opens_word):
        for token in range(low, high):
            if opens(text, tokens[token][0]):
                return token
    return high


def _opens_word(text: str, place: int) -> bool:
    return place == 0 or text[place - 1].isspace()


def _opens_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - _LOOK_BACK) : place]
    return place == 0 or _SENTENCE_END.search(before) is not None
