"""Which texts go through the encoder together."""

from __future__ import annotations

import pytest

from analyzer.engines.encoder_onnx import BATCH, BATCH_TOKENS, split_batches


@pytest.mark.parametrize(
    "lengths", [[], [5], [256] * 5, [3, 250, 7, 31, 32, 33, 64, 65] * 9, [2 * BATCH_TOKENS, 1]]
)
def test_each_text_goes_once_with_others_of_like_length_and_no_more_than_fit(
    lengths: list[int],
) -> None:
    batches = list(split_batches(lengths))
    taken = [row for rows in batches for row in rows]
    assert sorted(taken) == list(range(len(lengths)))
    assert [lengths[row] for row in taken] == sorted(lengths)
    for rows in batches:
        assert len(rows) <= BATCH
        assert len(rows) == 1 or len(rows) * max(lengths[row] for row in rows) <= BATCH_TOKENS


def test_short_texts_go_together_and_long_ones_alone() -> None:
    assert list(map(len, split_batches([10] * 20))) == [8, 8, 4]
    assert list(map(len, split_batches([BATCH_TOKENS] * 3))) == [1, 1, 1]
