import pytest

from analyzer.labels import LabelForm, cite, clean_label, count_number, load_forms, read_label

EXAMPLES = [(form, text) for form in load_forms() for text in form.examples]
COUNTEREXAMPLES = [(form, text) for form in load_forms() for text in form.counterexamples]


def names(text: str) -> set[str]:
    label = read_label(text)
    return {reading.form.name for reading in label.readings} if label else set()


def name(value: object) -> str:
    return str(getattr(value, "name", value))


@pytest.mark.parametrize(("form", "text"), EXAMPLES, ids=name)
def test_every_example_is_read_whole(form: LabelForm, text: str) -> None:
    followed = "" if form.series == ("none",) else " Working time"
    label = read_label(text + followed)
    assert label is not None
    assert form.name in {reading.form.name for reading in label.readings}
    assert text.startswith(label.text) if form.titled else label.text == text


@pytest.mark.parametrize(("form", "text"), COUNTEREXAMPLES, ids=name)
def test_no_counterexample_is_read(form: LabelForm, text: str) -> None:
    assert form.name not in names(text)


@pytest.mark.parametrize(
    ("number", "series", "value"),
    [
        ("xiv", "roman", 14),
        ("XIIIA", "roman", 13.01),
        ("XXVIIIA", "roman", 28.01),
        ("iiii", "roman", None),
        ("aa", "alpha", 27),
        ("bbb", "alpha", 54),
        ("ab", "alpha", None),
        ("11A", "arabic", 11.01),
    ],
)
def test_numerals_count(number: str, series: str, value: float | None) -> None:
    assert count_number(number, series)[0] == pytest.approx(value)


def test_a_decimal_number_names_its_parents() -> None:
    assert count_number("3.01.2", "decimal") == (2, "3.1")
    assert count_number("7-202", "decimal") == (202, "7")


def test_an_ambiguous_label_bears_both_readings() -> None:
    label = read_label("(i) the guild")
    assert label is not None
    assert {(r.form.name, r.value) for r in label.readings} == {("(a)", 9.0), ("(i)", 1.0)}


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("ARTICLE II.", "Article II"),
        ("“ARTICLE [#].", "Article [#]"),
        ('EXHIBIT "A"', "Exhibit A"),
        ("“(4)", "(4)"),
        ("a.", "a"),
        ("[  ]", "[ ]"),
        ("“[XLIX].", "[XLIX]"),
        ("LETTER OF AGREEMENT", "Letter of Agreement"),
        ("SECTION 3.01", "Section 3.01"),
        ("XIIIA.", "XIIIA"),
        ("§ 4", "§ 4"),
    ],
)
def test_labels_are_cleaned(printed: str, cleaned: str) -> None:
    assert clean_label(printed) == cleaned


@pytest.mark.parametrize(
    ("labels", "citation"),
    [
        (("Article I", "Section 1", "(a)", "(2)"), "Article I, Section 1(a)(2)"),
        (("Item 29", "a", "[XX]", "A", "(2)", "(b)"), "Item 29.a.[XX].A(2)(b)"),
        (("Article XIX", "(c)"), "Article XIX(c)"),
    ],
)
def test_citations_read_as_a_lawyer_writes_them(labels: tuple[str, ...], citation: str) -> None:
    assert cite(labels) == citation
