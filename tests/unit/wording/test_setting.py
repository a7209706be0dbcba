"""What is setting, and what is not."""

import pytest

from analyzer.wording.setting import bare_label, fold_heading, fold_setting


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a “Scan” of ‘it’", "a \"Scan\" of 'it'"),
        ("the mini- mum rate", "the minimum rate"),
        ("co-operate", "cooperate"),
        ("pages 10–12", "pages 10-12"),
        ("two\n  words", "two words"),
        ("( a ) and", "(a) and"),
        ("so\u00adft", "soft"),
        ("eﬃcient", "efficient"),
        ("$ 100", "$100"),
        ("re-employ", "reemploy"),
    ],
)
def test_setting_only(one: str, other: str) -> None:
    assert fold_setting(one) == fold_setting(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shall", "may"),
        ("re-sign", "resign"),
        ("10-12", "1012"),
        ("Producer", "producer"),
        ("$100", "$1000"),
        ("may be", "maybe"),
    ],
)
def test_more_than_setting(one: str, other: str) -> None:
    assert fold_setting(one) != fold_setting(other)


def test_headings_and_labels() -> None:
    assert fold_heading("MEALS AND REST.") == fold_heading("Meals and Rest")
    assert fold_heading(None) == ""
    labels = ("“ARTICLE XXI.", "(b)", "Item 29", "*", None, "[XX]", "§ 12")
    assert [bare_label(label) for label in labels] == ["xxi", "b", "29", "*", "", "xx", "12"]
