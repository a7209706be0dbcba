"""A definition that stood, in another clause, number or print, did not come or go."""

from __future__ import annotations

from dataclasses import replace

from analyzer.comparison.defining import tell_definitions
from analyzer.comparison.words import redline
from analyzer.records import Change, ChangeKind, Clause, ClauseId, DefinedTerm
from analyzer.reports import list_remarks
from tests.clause_trees import Twig, compare, grow

LAMPS = "Whoever keeps the lamps of the harbor is paid for each night at the rate that is agreed."
NETS = "A day on which more than one net is mended (a “Net Day”) begins before dawn."
OTHER = "What the harbor master after a hearing calls a day of nets (a “Net Day”) begins at noon."


def sides(old: dict[str, str], new: dict[str, str]) -> dict[ClauseId, Clause]:
    """The clauses of both documents, by texts under their keys."""
    return {
        clause.id: clause
        for name, texts in (("old", old), ("new", new))
        for clause in grow(name, [Twig(key, text) for key, text in texts.items()])
    }


def fates(
    clauses: dict[ClauseId, Clause], old: dict[str, str], new: dict[str, str], *changes: Change
) -> dict[str, str]:
    """The fate of each definition that is told; `old` and `new` give terms by the key that defines
    them."""
    terms = [
        [DefinedTerm(term, ClauseId(f"{name}#{key}"), ()) for key, term in places.items()]
        for name, places in (("old", old), ("new", new))
    ]
    told = tell_definitions(changes, clauses, *terms)
    return {item.term: item.fate.value for item in told}


def came(key: str, clauses: dict[ClauseId, Clause]) -> Change:
    text = clauses[ClauseId(f"new#{key}")].text
    return Change(ChangeKind.ADDED, (), (ClauseId(f"new#{key}"),), words=redline("", text))


def went(key: str, clauses: dict[ClauseId, Clause]) -> Change:
    text = clauses[ClauseId(f"old#{key}")].text
    return Change(ChangeKind.REMOVED, (ClauseId(f"old#{key}"),), (), words=redline(text, ""))


def test_a_definition_in_the_same_words_elsewhere_is_not_told() -> None:
    same = sides({"a": f"{LAMPS} {NETS}"}, {"a": LAMPS, "b": NETS})
    assert fates(same, {"a": "Net Day"}, {"b": "Net Day"}, came("b", same)) == {}
    other = sides({"a": f"{LAMPS} {NETS}"}, {"a": LAMPS, "b": OTHER})
    told = fates(other, {"a": "Net Day"}, {"b": "Net Day"}, came("b", other))
    assert told == {"Net Day": "changed"}


def test_a_term_in_the_plural_is_the_same_term() -> None:
    one = "“Lamp Rate” means what is paid for each of two nights."
    many = "“Lamp Rates” means what is paid for each of three nights."
    clauses = {
        key: replace(clause, defines=clause.text[1:].partition("”")[0])
        for key, clause in sides({"a": one}, {"a": many}).items()
    }
    change = Change(
        ChangeKind.REWORDED, (ClauseId("old#a"),), (ClauseId("new#a"),), words=redline(one, many)
    )
    assert fates(clauses, {"a": "Lamp Rate"}, {"a": "Lamp Rates"}, change) == {
        "Lamp Rates": "changed"
    }


def test_a_term_that_the_other_side_quotes_in_passing_neither_came_nor_went() -> None:
    clauses = sides({"a": NETS, "s": LAMPS}, {"b": OTHER, "s": LAMPS})
    lamps = {"s": "Lamp Day"}
    assert fates(clauses, {"a": "Net Day", **lamps}, lamps, went("a", clauses)) == {
        "Net Day": "changed"
    }
    assert fates(clauses, lamps, {"b": "Net Day", **lamps}, came("b", clauses)) == {
        "Net Day": "changed"
    }
    alone = sides({"a": NETS, "s": LAMPS}, {"s": LAMPS})
    assert fates(alone, {"a": "Net Day", **lamps}, lamps, went("a", alone)) == {
        "Net Day": "dropped"
    }


def test_a_definition_that_stood_is_not_called_added_in_a_report() -> None:
    old = [Twig("a", f"{LAMPS} {NETS}")]
    comparison = compare(old, [*old, Twig("b", OTHER)])
    at = next(n for n, change in enumerate(comparison.changes) if not change.old)
    clauses = dict(comparison.clauses)
    terms = [[DefinedTerm("Net Day", ClauseId(name), ())] for name in ("old#a", "new#b")]
    told = tuple(tell_definitions(comparison.changes, clauses, *terms))
    assert [item.change for item in told] == [at]
    (remark,) = list_remarks(replace(comparison, definitions_changed=told))
    assert remark.title.startswith("Definition changed: “Net Day”")
