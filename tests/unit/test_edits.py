"""The generator of seeded edits: its truth is true of the trees that it makes."""

from __future__ import annotations

import random

import pytest

from benchmarks.edit_kinds import EACH, Listed, edit
from benchmarks.edit_trees import Node, adopt, copy_tree, number, roman, truth_of

ARTICLES, SECTIONS, ITEMS = 10, 5, 4


def grown(seed: int = 1) -> Node:
    """An agreement of two hundred clauses of words that mean nothing."""
    chance = random.Random(seed)
    numbers = iter(range(1, 10_000))
    root = Node(0, "", form="ARTICLE {I}")

    def sentence() -> str:
        letters = "abcdefghijklm"
        words = ["".join(chance.sample(letters, 5)) for _ in range(chance.randrange(9, 20))]
        return f"{words[0].title()} {' '.join(words[1:])}."

    for _ in range(ARTICLES):
        article = Node(next(numbers), "TITLE", form="Section {n}.")
        adopt(root, article)
        for _ in range(SECTIONS):
            section = Node(next(numbers), sentence(), form="({a})")
            adopt(article, section)
            for _ in range(ITEMS):
                adopt(section, Node(next(numbers), f"{sentence()} {sentence()}"))
    number(root)
    return root


@pytest.fixture(scope="module", params=[1, 2, 3])
def pair(request: pytest.FixtureRequest) -> tuple[Node, Node, list[Listed]]:
    old = grown(request.param)
    strange = [
        f"Strange {number} words from elsewhere stand in this clause number {number}."
        for number in range(2 * EACH)
    ]
    new, listed = edit(old, random.Random(request.param), strange)
    return old, new, listed


def test_there_are_enough_edits_of_every_kind(pair: tuple[Node, Node, list[Listed]]) -> None:
    kinds = [row[0] for row in pair[2]]
    for kind in ("merged", "split", "moved", "moved+reworded", "removed", "added", "renumbered"):
        assert kinds.count(kind) >= EACH, kind
    assert kinds.count("reworded") == 2 * EACH


def test_no_clause_is_edited_twice(pair: tuple[Node, Node, list[Listed]]) -> None:
    for side in (1, 2):
        nodes = [node for row in pair[2] for node in row[side]]
        assert len(nodes) == len(set(nodes))


def test_what_is_not_listed_reads_as_before(pair: tuple[Node, Node, list[Listed]]) -> None:
    old, new, listed = pair
    before, after = truth_of(old), truth_of(new)
    touched = {str(node) for row in listed for side in row[1:] for node in side}
    assert {key for key in before if key not in touched} == {k for k in after if k not in touched}
    for key in before.keys() - touched:
        assert before[key]["text"] == after[key]["text"]


def test_texts_of_each_kind_are_what_the_kind_says(pair: tuple[Node, Node, list[Listed]]) -> None:
    before, after = truth_of(pair[0]), truth_of(pair[1])
    for kind, old, new in pair[2]:
        texts = [" ".join(held[str(n)]["text"] for n in side) for held, side in
                 ((before, old), (after, new))]  # fmt: skip
        same = kind in ("merged", "split", "moved", "renumbered")
        assert (texts[0] == texts[1]) == same, kind
        if kind == "renumbered":
            assert before[str(old[0])]["label"] != after[str(new[0])]["label"]


def test_half_of_the_rewordings_change_three_words_or_fewer(
    pair: tuple[Node, Node, list[Listed]],
) -> None:
    before, after = truth_of(pair[0]), truth_of(pair[1])
    small = 0
    for kind, old, new in pair[2]:
        if kind == "reworded":
            sides = (before[str(old[0])]["text"].split(), after[str(new[0])]["text"].split())
            assert len(sides[0]) >= 6
            if len(sides[0]) == len(sides[1]):
                small += sum(a != b for a, b in zip(*sides, strict=True)) <= 3
    assert small >= EACH


def test_halves_of_a_split_stay_side_by_side(pair: tuple[Node, Node, list[Listed]]) -> None:
    order = [node.number for node in pair[1].walk()]
    for kind, _, new in pair[2]:
        if kind == "split":
            assert order.index(new[1]) == order.index(new[0]) + 1


def test_a_copy_shares_nothing_with_its_original() -> None:
    old = grown()
    twin = copy_tree(old)
    twin.children[0].children[0].text = "Other."
    assert truth_of(old) != truth_of(twin)
    assert truth_of(old) == truth_of(grown())


@pytest.mark.parametrize(
    ("value", "said"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl")]
)
def test_roman_numbers(value: int, said: str) -> None:
    assert roman(value) == said
