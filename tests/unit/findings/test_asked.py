"""What a question asks about, in words that no contract uses."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.findings.asked import topics_asked
from analyzer.findings.learned import load_head
from tests.encoding import LetterEncoder, real_encoder


def test_every_topic_has_a_chance() -> None:
    encoder = LetterEncoder()
    chances = topics_asked("who owns my scan?", np.zeros(26, dtype=np.float32), encoder=encoder)
    assert set(chances) == set(load_head().slugs)
    assert all(0 < chance < 1 for chance in chances.values())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("can they sell my scan to somebody else?", "ownership_and_transfer"),
        ("must they warn me before they scan me?", "worker_notice"),
        ("can my songs be fed to a machine that learns?", "training"),
        ("is each day on which my copy appears paid?", "use_pay"),
        ("when are my scans wiped?", "data_security"),
    ],
)
def test_a_lay_question_has_its_topic_first(
    request: pytest.FixtureRequest, question: str, topic: str
) -> None:
    from analyzer.vectors import embed_texts

    encoder = real_encoder(request.config)
    chances = topics_asked(question, embed_texts([question], encoder)[0], encoder=encoder)
    assert max(chances, key=lambda slug: chances[slug]) == topic
