"""What a question asks about: the topics that were learned from examples, held against its words.

Input: a question and its normalised vector. Output: the chance that it is about each topic, as a
clause in its words would be. No cue is looked for: those are made for the language of contracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyzer.findings.learned import load_head
from analyzer.ports import Encoder

if TYPE_CHECKING:
    from analyzer.ports import Vectors


def topics_asked(question: str, vector: Vectors, *, encoder: Encoder) -> dict[str, float]:
    """The chance of each topic. The vector of an encoder that the head was not trained with is not
    read: words take its place."""
    head = load_head()
    layer = head.layer_for(encoder.fingerprint)
    strengths = head.strengths(layer, [question], vector.reshape(1, -1))[0]
    chances = 1.0 / (1.0 + np.exp(-strengths))
    return dict(zip(head.slugs, map(float, chances), strict=True))
