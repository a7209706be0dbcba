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
