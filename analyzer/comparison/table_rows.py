"""Which row of one table is which of another: rows of both → pairs of places, by their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from analyzer.comparison.rate_tables import CODE, Row

#: names of rows and columns that agree so much are one (of 100)
_SAME_NAME = 88
#: names behind one code that agree so much are one
_SAME_CODE = 60
# '12' of 'grade 12', 'b' of 'class b', '13c': what tells names apart that are else alike
_MARK = re.compile(r"\b(?:[a-z]|\w*\d\w*)\b")
# 'porter', '(usher)'
_LETTERS = re.compile(r"\W*[^\W\d]{2}")

_Places = tuple[int | None, int | None]


def pair_rows(old: Sequence[Row], new: Sequence[Row]) -> list[_Places]:
    """Rows of one name in their order. Of those left, rows whose first column of names is the same
    and whose others one side leaves out, shortens or, behind a code, words a little otherwise; rows
    of another number and the same other names; then those whose names are nearly the same."""
    partner = _in_order([row.key for row in old], [row.key for row in new])
    for name_of, fits in ((_first_of, _is_shortened), (_first_of, _has_code), (_others_of, None)):
        free, left = _unpaired(old, new, partner)
        if not free or not left:
            break
        partner |= _by_name((old, free), (new, left), name_of=name_of, fits=fits)
    free, left = _unpaired(old, new, partner)
    for j in left:
        best = most_alike(new[j].key, (old[i].key for i in free))
        if best is not None:
            partner[j] = next(i for i in free if old[i].key == best)
            free.remove(partner[j])
    pairs: list[_Places] = [(partner.get(j), j) for j in range(len(new))]
    return [*pairs, *((i, None) for i in free)]


def _unpaired(
    old: Sequence[Row], new: Sequence[Row], partner: dict[int, int]
) -> tuple[list[int], list[int]]:
    taken = set(partner.values())
    return (
        [i for i in range(len(old)) if i not in taken],
        [j for j in range(len(new)) if j not in partner],
    )


def _in_order(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    partner: dict[int, int] = {}
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            news, olds = (
                range(step.dest_start, step.dest_end),
                range(step.src_start, step.src_end),
            )
            partner.update(zip(news, olds, strict=True))
    return partner


def _by_name(
    old: tuple[Sequence[Row], Sequence[int]],
    new: tuple[Sequence[Row], Sequence[int]],
    *,
    name_of: Callable[[Row], str],
    fits: Callable[[Row, Row], bool] | None,
) -> dict[int, int]:
    """Rows of one such name that fit, where no other row on either side could be meant."""
    (ours, free), (theirs, left) = old, new
    holders: dict[str, list[int]] = defaultdict(list)
    for i in free:
        holders[name_of(ours[i])].append(i)
    wanted = {
        j: [i for i in holders[name] if fits is None or fits(ours[i], theirs[j])]
        for j in left
        if (name := name_of(theirs[j]))
    }
    claims = Counter(i for found in wanted.values() for i in found)
    return {j: i[0] for j, i in wanted.items() if len(i) == 1 and claims[i[0]] == 1}


def _first_of(row: Row) -> str:
    return row.first


def _others_of(row: Row) -> str:
    return row.others if _LETTERS.match(row.others) and not CODE.match(row.first) else ""


def _is_shortened(old: Row, new: Row) -> bool:
    """'12 AP' is '12', or '12 A'."""
    return old.others.startswith(new.others) or new.others.startswith(old.others)


def _has_code(old: Row, new: Row) -> bool:
    """'4711 Lamp lighter' is '4711 Lamp keeper'."""
    return bool(CODE.match(old.first)) and fuzz.ratio(old.others, new.others) >= _SAME_CODE


def most_alike(name: str, others: Iterable[str]) -> str | None:
    """The name that is nearly the same; never one of another number or letter."""
    marks = _MARK.findall(name)
    scored = [(fuzz.ratio(name, other), other) for other in others if _MARK.findall(other) == marks]
    score, best = max(scored, key=lambda item: item[0], default=(0.0, None))
    return best if score >= _SAME_NAME else None
