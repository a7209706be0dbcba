"""Small clause trees written by hand, and comparisons of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.comparison import compare_agreements
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
    return compare_agreements(
        make_document("old", kinds[0]),
        sides[0],
        make_document("new", kinds[1]),
        sides[1],
        old_findings=held[0],
        new_findings=held[1],
        topic=topic,
    )


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
