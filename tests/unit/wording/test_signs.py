"""Signs put for others: each of the table, whatever it means in a pattern, and nothing else."""

from __future__ import annotations

from analyzer.wording.signs import replace_signs


def test_each_sign_of_the_table_is_replaced_and_no_other() -> None:
    put = replace_signs({"]": ")", "^": "", "-": "–", "\\": "/"})
    assert put("[a] ^b-c\\d, 0–9") == "[a) b–c/d, 0–9"
    assert put("") == ""
