"""Encoders for tests: the real one, exported once into pytest's cache; and one that counts letters,
for tests of what is done with vectors."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from analyzer.engines import load
from analyzer.settings import DEFAULT_ENCODER

if TYPE_CHECKING:
    from analyzer.ports import Encoder, Vectors


def encoder_cache(config: pytest.Config) -> Path:
    """A folder that outlives the run, so that the encoder is exported once."""
    assert config.cache is not None
    return Path(config.cache.mkdir("analyzer-encoders"))


def real_encoder(config: pytest.Config) -> Encoder:
    """The encoder that comes with the program."""
    return cast("Encoder", load("encoder", "any")(DEFAULT_ENCODER, encoder_cache(config)))


class LetterEncoder:
    """How often each letter stands in a text, of at most `longest` words."""

    dimension = len(string.ascii_lowercase)

    def __init__(self, name: str = "letters", longest: int = 20) -> None:
        self.name = name
        self.fingerprint = f"{name}:{longest}"
        self.longest = longest
        #: every text that was encoded, in order
        self.encoded: list[str] = []

    def windows(self, text: str) -> tuple[str, ...]:
        words = text.split()
        starts = range(0, max(len(words), 1), self.longest)
        return tuple(" ".join(words[start : start + self.longest]) for start in starts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        assert all(len(text.split()) <= self.longest for text in texts)
        self.encoded += texts
        counts = [[text.lower().count(c) for c in string.ascii_lowercase] for text in texts]
        return np.array(counts, dtype=np.float32).reshape(len(texts), self.dimension)
