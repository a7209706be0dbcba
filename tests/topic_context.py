"""Two short agreements in which a clause about a topic uses a definition and bears a footnote."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.clauses import find_definitions
from analyzer.comparison import Given, describe_changes
from analyzer.records import ClauseKind, Comparison, DocumentKind, Findings
from tests.clause_trees import Twig, grow, make_document, make_finding

MEALS = Twig("m", "A hot meal is served no later than six hours after the first call.", "(c)")
SHADOW = "“Shadow Copy” means a moving likeness that a machine draws of a worker's {}."
RULE = "The Producer shall ask before it makes a Shadow Copy of anybody on the set."


def agreement(likeness: str, rule: str, note: str) -> tuple[Twig, ...]:
    foot = Twig("f", note, "1", kind=ClauseKind.FOOTNOTE)
    return (
        Twig("d", SHADOW.format(likeness), "(a)", kind=ClauseKind.DEFINITION),
        Twig("r", rule, "(b)", below=(foot,)),
        MEALS,
    )


OLD = agreement("face", RULE, "Of the main unit alone, unless a call sheet names another one.")
NEW = agreement("face or voice", RULE.replace("shall", "may"), "Of every unit that works that day.")


def compare_about(
    old: Sequence[Twig] = OLD,
    new: Sequence[Twig] = NEW,
    *,
    topic: str | None = "ai",
    kind: DocumentKind = DocumentKind.AGREEMENT,
) -> Comparison:
    sides = grow("old", old), grow("new", new)
    found = [
        Findings(tuple(make_finding(c, "consent", terms={}) for c in side if c.id[-2:] == "#r"), ())
        for side in sides
    ]
    return describe_changes(
        Given(make_document("old"), sides[0], found[0], definitions=find_definitions(sides[0])),
        Given(
            make_document("new", kind), sides[1], found[1], definitions=find_definitions(sides[1])
        ),
    ).about(topic)
