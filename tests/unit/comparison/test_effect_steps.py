"""New steps of a series of rates are held against the last old one, which was in force."""

from __future__ import annotations

from analyzer.comparison.effects import find_effects

STEPS = (
    "The share shall be ${} an hour on August 2, {}, ${} on August 1, {} and ${} on July 31, {}."
)
OLD = STEPS.format("0.26", 2020, "0.36", 2021, "0.46", 2022)


def money(old: str, new: str) -> list[tuple[str | None, str | None]]:
    return [(e.old, e.new) for e in find_effects(old, new) if e.name.startswith("money")]


def test_a_series_that_goes_on_starts_from_the_last_old_rate() -> None:
    new = STEPS.format("0.53", 2023, "0.60", 2024, "0.70", 2025)
    assert {before for before, _ in money(OLD, new)} == {"$0.46"}
    assert {after for _, after in money(OLD, new)} == {"$0.53", "$0.60", "$0.70"}


def test_a_series_of_the_same_dates_is_held_rate_by_rate() -> None:
    new = STEPS.format("0.28", 2020, "0.38", 2021, "0.48", 2022)
    assert sorted(money(OLD, new)) == [("$0.26", "$0.28"), ("$0.36", "$0.38"), ("$0.46", "$0.48")]


def test_a_first_step_at_the_last_old_rate_changes_nothing() -> None:
    new = STEPS.format("0.46", 2023, "0.60", 2024, "0.70", 2025)
    assert {after for _, after in money(OLD, new)} == {"$0.60", "$0.70"}


PAID = "The Producer shall pay to the Fund for each hour worked: {}."


def told(old: str, new: str) -> list[tuple[str | None, str | None, str | None]]:
    of_pay = ("money", "percentage")
    found = find_effects(PAID.format(old), PAID.format(new))
    return sorted(
        ((e.old, e.new, e.difference) for e in found if e.name.startswith(of_pay)), key=str
    )


def test_rates_of_fewer_steps_are_held_against_the_one_in_force() -> None:
    old = (
        "(i) twenty cents ($0.20) on May 1, 2020; (ii) thirty cents ($0.30) on or after May 2, "
        "2020 to and including May 1, 2021; and (iii) forty cents ($0.40) on or after May 2, 2021 "
        "to and including April 30, 2023"
    )
    new = (
        "(i) fifty cents ($0.50) on or after April 28, 2023 to and including May 1, 2025; and (ii) "
        "sixty cents ($0.60) on or after May 2, 2025 to and including April 30, 2026"
    )
    assert told(old, new) == [
        ("forty cents ($0.40)", "fifty cents ($0.50)", "+0.1 (+25.0%)"),
        ("forty cents ($0.40)", "sixty cents ($0.60)", "+0.2 (+50.0%)"),
    ]


def test_a_step_that_fell_away_narrows_nothing() -> None:
    step = "${} for each hour worked by or guaranteed any keeper on or after May 1, {}"
    old = f"{step.format('0.20', 2020)}; {step.format('0.30', 2021)}; {step.format('0.40', 2022)}"
    new = f"{step.format('0.50', 2023)}; {step.format('0.60', 2024)}"
    found = find_effects(PAID.format(old), PAID.format(new))
    assert {effect.name for effect in found} == {"money_raised", "date_changed"}


def test_a_day_before_its_rate_is_that_of_the_rate() -> None:
    old = "effective May 1, 2020, $4.00; effective May 1, 2021, $5.00, until April 30, 2022"
    new = "effective May 1, 2021, $5.50; effective May 1, 2022, $6.00, until April 30, 2023"
    assert told(old, new) == [
        ("$5.00", "$5.50", "+0.5 (+10.0%)"),
        ("$5.00", "$6.00", "+1 (+20.0%)"),
    ]


def test_a_rate_without_steps_is_that_of_all_steps_that_came() -> None:
    new = "$5.00 from May 1, 2023 and $6.00 from May 1, 2024"
    assert told("$4.00", new) == [
        ("$4.00", "$5.00", "+1 (+25.0%)"),
        ("$4.00", "$6.00", "+2 (+50.0%)"),
    ]


def test_increases_that_do_not_answer_each_other_are_told_without_a_difference() -> None:
    frame = "All pay rates shall be increased by {}."
    old = frame.format("2% on May 1, 2020, by 3% on May 1, 2021 and by 4% on May 1, 2022")
    new = frame.format("5% on May 1, 2023 and by 6% on May 1, 2024")
    (effect,) = [e for e in find_effects(old, new) if e.name.startswith("percentage")]
    assert (effect.name, effect.old, effect.new) == ("percentage_raised", "2%; 3%; 4%", "5%; 6%")
    assert effect.difference is None


def test_as_many_increases_answer_each_other_in_their_order() -> None:
    frame = "All pay rates shall be increased by {} on May 1, {} and by {} on May 1, {}."
    old, new = frame.format("6%", 2020, "7%", 2021), frame.format("2%", 2022, "4%", 2023)
    found = [e for e in find_effects(old, new) if e.name.startswith("percentage")]
    assert {(e.old, e.new, e.difference) for e in found} == {
        ("6%", "2%", "−4 points"),
        ("7%", "4%", "−3 points"),
    }


def test_more_rates_than_before_answer_those_counted_in_the_same() -> None:
    assert told("$40 per day", "$44 per day and $200 per week") == [("$40", "$44", "+4 (+10.0%)")]


def test_rates_that_nothing_pairs_are_told_together() -> None:
    assert told("$4.00 or $5.00", "$9.00") == [("$4.00; $5.00", "$9.00", None)]
