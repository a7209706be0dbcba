"""Whether two documents were named the wrong way round: a comparison → one warning, or ''.

Only what the documents say of themselves counts: dates, kinds, and which one answers, amends or
follows the other. A comparison is told as it was asked for; the warning says how to turn it.
"""

from __future__ import annotations

from analyzer.records import Comparison, Document, DocumentKind
from analyzer.reports.naming import guessed, name_document_kind

#: of papers that are to be in force from one day, which comes after which
_STEPS = {
    DocumentKind.PROPOSAL: 0,
    DocumentKind.COUNTERPROPOSAL: 0,
    DocumentKind.PACKAGE: 0,
    DocumentKind.LAST_OFFER: 0,
    DocumentKind.TENTATIVE_AGREEMENT: 1,
    DocumentKind.AGREEMENT: 2,
}


def tell_reversed(comparison: Comparison) -> str:
    """A warning where the new document is earlier than the old one; '' otherwise, and for a
    document's own marks."""
    old, new = comparison.old, comparison.new
    why = "" if comparison.own_marks is not None else _why(old, new)
    if not why:
        return ""
    return (
        f"The order may be reversed: {why}. Then what is called added here was dropped, and what "
        "is called removed was put in. Name the earlier document first."
    )


def _why(old: Document, new: Document) -> str:
    for name, said in ((old.answers, "answers"), (old.amends, "amends"), (old.predecessor, "")):
        if name is not None and name in (new.id, new.name):
            return f"the old document {said or 'comes after and replaces'} the new one"
    if old.effective is None or new.effective is None:
        return ""
    if new.effective < old.effective:
        return f"the new document is {_since(new)}, before the old one, {_since(old)}"
    steps = _STEPS.get(old.kind), _STEPS.get(new.kind)
    if new.effective > old.effective or steps[0] is None or steps[1] is None:
        return ""
    if steps[1] < steps[0]:
        return f"the new document is {_a(new)} and the old one, of the same term, {_a(old)}"
    return ""


def _since(document: Document) -> str:
    return f"in force from {document.effective}{guessed(document, 'effective')}"


def _a(document: Document) -> str:
    kind = name_document_kind(document) + guessed(document, "kind")
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
