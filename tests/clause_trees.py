"""Small clause trees written by hand, and comparisons of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.comparison import Given, describe_changes
from analyzer.records import (
    Basis,
    Change,
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    Document,
    DocumentId,
    DocumentKind,
    Finding,
    Findings,
    ProvisionTerm,
    Scalar,
)

NOTHING = Findings((), ())


@dataclass(frozen=True)
class Twig:
    """A clause to be: `key` becomes its id."""

    key: str
    text: str = ""
    label: str | None = None
    heading: str | None = None
    below: tuple[Twig, ...] = ()
    kind: ClauseKind = ClauseKind.CLAUSE
    old_text: str | None = None
    pages: tuple[int, ...] = field(default=(1,))


def grow(document: str, twigs: Sequence[Twig]) -> tuple[Clause, ...]:
    """The clauses of a tree, in reading order."""
    clauses: list[Clause] = []

    def walk(twig: Twig, parent: ClauseId | None, path: tuple[str, ...]) -> None:
        labels = (*path, twig.label) if twig.label else path
        clause = Clause(
            id=ClauseId(f"{document}#{twig.key}"),
            document=DocumentId(document),
            parent=parent,
            order=len(clauses),
            kind=twig.kind,
            text=twig.text,
            label=twig.label,
            labels=labels,
            citation=" ".join(labels),
            heading=twig.heading,
            old_text=twig.old_text,
            pages=twig.pages,
            page_labels=tuple(f"-{page}-" for page in twig.pages),
        )
        clauses.append(clause)
        for child in twig.below:
            walk(child, clause.id, labels)

    for twig in twigs:
        walk(twig, None, ())
    return tuple(clauses)


def make_document(name: str, kind: DocumentKind = DocumentKind.AGREEMENT) -> Document:
    return Document(
        id=DocumentId(name),
        path=f"papers/{name}.pdf",
        sha256=name[0].encode().hex() * 32,
        title=f"Lantern Basic Agreement, {name}",
        kind=kind,
        pages=3,
    )


def make_finding(clause: Clause, topic: str, *, terms: dict[str, Scalar]) -> Finding:
    return Finding(
        clause,
        topic,
        score=0.9,
        asserted=True,
        basis=(Basis.CUE,),
        terms=tuple(
            ProvisionTerm(name, value, None, 0.9, 0, 5, clause.text[:5])
            for name, value in terms.items()
        ),
    )


def compare_clauses(old: Sequence[Clause], new: Sequence[Clause]) -> Comparison:
    """Compare two agreements in which nothing was found."""
    return describe_changes(
        Given(make_document("old"), old, NOTHING), Given(make_document("new"), new, NOTHING)
    ).about(None)


def compare(
    old: Sequence[Twig],
    new: Sequence[Twig],
    *,
    kinds: tuple[DocumentKind, DocumentKind] = (DocumentKind.AGREEMENT, DocumentKind.AGREEMENT),
    topic: str | None = None,
    findings: dict[str, tuple[str, dict[str, Scalar]]] | None = None,
) -> Comparison:
    """Compare two trees; `findings` gives topic and terms by clause id."""
    sides = grow("old", old), grow("new", new)
    held = [Findings(tuple(_findings_of(side, findings or {})), ()) for side in sides]
    return describe_changes(
        Given(make_document("old", kinds[0]), sides[0], held[0]),
        Given(make_document("new", kinds[1]), sides[1], held[1]),
    ).about(topic)


def _findings_of(
    clauses: Sequence[Clause], findings: dict[str, tuple[str, dict[str, Scalar]]]
) -> list[Finding]:
    found = [clause for clause in clauses if clause.id in findings]
    return [make_finding(c, findings[c.id][0], terms=findings[c.id][1]) for c in found]


def told(comparison: Comparison) -> dict[str, str]:
    """Each change in short, by the keys of its clauses: {'a → a': 'moved reworded'}."""
    return {_key(change): _kinds(change) for change in comparison.changes}


def _key(change: Change) -> str:
    sides = ("+".join(c.split("#")[1] for c in side) for side in (change.old, change.new))
    return " → ".join(sides).strip()


def _kinds(change: Change) -> str:
    return " ".join((change.kind.value, *(kind.value for kind in change.also)))


def make_comparison() -> Comparison:
    """Two short agreements: an AI clause reworded, an AI article added, a rate, dates, contents."""
    meals = Twig("m", "A hot meal is served no later than six hours after the first call.", "(a)")
    notice = "The Producer gives notice of a scan no less than forty-eight hours ahead."
    rate = "The day rate of a stand-in is $230 for each day of eight hours or less."
    term = "This agreement is in force from July 1, 2020 to June 30, 2023."
    later = term.replace("2023", "2026").replace("2020", "2023")
    sooner = notice.replace("forty-eight", "twenty-four")
    training = Twig("x", "No scan is used to train a system.", "(a)", pages=(3,))
    old = [
        Twig("A", "", "Article 1", "Term", (meals, Twig("t", term, "(b)"))),
        Twig("B", "", "Article 2", "Scans", (Twig("n", notice, "(a)"), Twig("r", rate, "(b)"))),
        Twig("c", "Article 1 Meals 1 Article 2 Scans 3", kind=ClauseKind.TOC),
    ]
    scans = (Twig("n", sooner, "(a)"), Twig("r", rate.replace("$230", "$250"), "(b)"))
    new = [
        Twig("A", "", "Article 1", "Term", (meals, Twig("t", later, "(b)"))),
        Twig("B", "", "Article 2", "Scans", scans),
        Twig("T", "", "Article 3", "Training", (training,), pages=(3,)),
        Twig("c", "Article 1 Meals 1 Article 2 Scans 4", kind=ClauseKind.TOC),
    ]
    return compare(
        old,
        new,
        findings={
            "old#n": ("worker_notice", {"notice.hours": 48}),
            "new#n": ("worker_notice", {"notice.hours": 24}),
            "new#x": ("training", {}),
        },
    )
