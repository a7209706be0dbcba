"""Longest increasing runs."""

from itertools import combinations, pairwise
from random import Random

from analyzer.order import longest_run


def test_one_out_of_order_is_left_out() -> None:
    assert longest_run([0, 3, 1, 2, 4]) == {0, 2, 3, 4}


def test_of_runs_equally_long_the_heavier_stays() -> None:
    assert longest_run([1, 0], [5, 9]) == {1}
    assert longest_run([1, 0], [9, 5]) == {0}


def test_nothing_in_nothing_out() -> None:
    assert longest_run([]) == set()


def test_equals_the_best_of_all_runs() -> None:
    random = Random(7)
    for _ in range(50):
        places = random.sample(range(20), 7)
        weights = [random.randint(1, 9) for _ in places]
        runs = [
            run
            for size in range(1, 8)
            for run in combinations(range(7), size)
            if all(places[a] < places[b] for a, b in pairwise(run))
        ]
        best = max((len(run), sum(weights[at] for at in run)) for run in runs)
        found = longest_run(places, weights)
        assert (len(found), sum(weights[at] for at in found)) == best
        assert tuple(sorted(found)) in runs
