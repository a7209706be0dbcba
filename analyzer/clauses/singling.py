"""Citations that several clauses share → citations that single one out.

Where outermost clauses bear one label (a row of letters), each is cited with its title, or, without
one, by its number among them; all below it is cited the same way. Ids and label paths stay.
Clauses in reading order → the same clauses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analyzer.records import Clause, ClauseId

#: signs of a title in a citation
_LONGEST = 60


def single_out(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those below a label that stands more than once cited by its title too."""
    outermost = [clause for clause in clauses if clause.parent is None and clause.label]
    bearers = Counter(clause.citation for clause in outermost)
    #: of each clause below such a label, the citation of its outermost clause before and after
    told: dict[ClauseId, tuple[str, str]] = {}
    seen: Counter[str] = Counter()
    singled: list[Clause] = []
    for clause in clauses:
        above = told.get(clause.parent) if clause.parent is not None else None
        if clause.parent is None and clause.label and bearers[clause.citation] > 1:
            above = clause.citation, _name(clause, seen)
        if above is None or not clause.citation.startswith(above[0]):
            singled.append(clause)
            continue
        told[clause.id] = above
        singled.append(replace(clause, citation=_cite(clause.citation, *above)))
    return singled


def _name(clause: Clause, seen: Counter[str]) -> str:
    """'Letter of Agreement “Night Travel”'; the second of one title ends with '(no. 2)', and so
    does the second letter where it has none."""
    seen[clause.citation] += 1
    title = " ".join((clause.heading or "").split()).rstrip(" .:")
    if len(title) > _LONGEST:
        title = f"{title[:_LONGEST].rpartition(' ')[0].rstrip(' ,;:')} …"
    title = title.translate(_WITHIN)
    if not title:
        return f"{clause.citation} (no. {seen[clause.citation]})"
    name = f"{clause.citation} “{title}”"
    seen[name.casefold()] += 1
    number = seen[name.casefold()]
    return name if number == 1 else f"{name} (no. {number})"


#: quotation marks of a title that stands in others
_WITHIN = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def _cite(citation: str, outer: str, singled: str) -> str:
    """'Letter 1.a' behind the title: 'Letter “Night Travel” 1.a'."""
    rest = citation.removeprefix(outer)
    if rest.startswith("."):
        return f"{singled} {rest[1:]}"
    return f"{singled} {rest}" if rest.startswith("(") else singled + rest
