"""Which two documents can be compared as they stand, and what to do with the others.

A memorandum is a patch and a summary is talk about a text: held clause by clause against a contract
they would report deletions that nobody proposed.
"""

from __future__ import annotations

from analyzer.errors import NotComparableError
from analyzer.records import Document, DocumentKind, NotCompared

#: kinds that compare with their own kind only: what each is, why that is no counterpart of a text
_APART = {
    DocumentKind.MEMORANDUM: (
        "it says what changes in an agreement and leaves out all that stays, so most of the "
        "agreement would look removed"
    ),
    DocumentKind.RIDER: (
        "it adds to one contract and leaves out all that stays, so most of the other text would "
        "look removed"
    ),
    DocumentKind.SUMMARY: "it tells of a text in other words, so every clause would look rewritten",
    DocumentKind.PRESS_CLAIM: "it is what somebody says of a text, never contract language",
}
_PATCHES = frozenset({DocumentKind.MEMORANDUM, DocumentKind.RIDER})
#: kinds that put only the articles at issue on the table, and leave out what is to stay
RESTATES_IN_PART = frozenset(
    {
        DocumentKind.PROPOSAL,
        DocumentKind.COUNTERPROPOSAL,
        DocumentKind.PACKAGE,
        DocumentKind.LAST_OFFER,
        DocumentKind.TENTATIVE_AGREEMENT,
    }
)


#: of so many clauses some have a counterpart in any other version of the text
_MANY_CLAUSES = 20
#: the share of clauses with a counterpart below which two texts are strangers
_KIN = 0.2
#: kinds that are talk about a text: nothing in them can be true or false to its words
_TALK = frozenset({DocumentKind.SUMMARY, DocumentKind.PRESS_CLAIM})


def check_comparable(old: Document, new: Document) -> None:
    """Raise NotComparableError, with what to do instead, for two kinds that do not go together."""
    if old.kind is new.kind:
        return
    apart = [one for one in (old, new) if one.kind in _APART]
    if not apart:
        return
    # what tells of a text before what changes one: the other has no counterpart of its words
    first = next((one for one in apart if one.kind in _TALK), apart[0])
    other = new if first is old else old
    why = _APART[first.kind]
    if {old.kind, new.kind} <= _PATCHES:
        why = "each says only what it changes, and leaves out all that stays"
    raise NotComparableError(
        f"{old.id} and {new.id} cannot be compared as they stand.",
        why=f"{first.id} is a {_name(first.kind)} and {other.id} is {_article(other.kind)}: {why}.",
        do=_advice(first),
    )


def tell_strangers(
    old: Document, new: Document, *, matched: int, of: int
) -> tuple[NotCompared, ...]:
    """A line for two texts, of so many clauses the shorter, that are hardly versions of each other;
    a text that restates only a part may be new as a whole."""
    in_part = old.kind in RESTATES_IN_PART or new.kind in RESTATES_IN_PART
    if in_part or of < _MANY_CLAUSES or matched >= _KIN * of:
        return ()
    why = (
        f"Only {matched} of {of} clauses have a counterpart, so {old.id} and {new.id} are hardly "
        "versions of one text. What stands here as added or removed is what one of them says and "
        "the other does not; for two guilds side by side see the terms."
    )
    return (NotCompared(new.id, "the texts as versions of each other", why),)


def check_auditable(base: Document, proposal: Document, *, marked: bool) -> None:
    """Raise NotComparableError, with what to do instead, where there is no redline to audit."""
    talk = next(
        (one for one in (base, proposal) if one.kind in _TALK),
        None,
    )
    if talk is not None:
        raise NotComparableError(
            f"{proposal.id} cannot be audited against {base.id}.",
            why=f"{talk.id} is a {_name(talk.kind)}: {_APART[talk.kind]}.",
            do=_advice(talk),
        )
    if not marked:
        raise NotComparableError(
            f"{proposal.id} cannot be audited against {base.id}.",
            why=(
                f"{proposal.id} strikes no words, so it prints no redline and marks nothing that "
                "could be held against its base."
            ),
            do=(
                f"Compare the two instead (analyzer compare {base.id} {proposal.id}); where the "
                "base is the one with the redline, name it last."
            ),
        )


def _advice(apart: Document) -> str:
    if apart.kind in _PATCHES:
        advice = (
            f"Read the {_name(apart.kind)}'s own marks, clauses and findings (analyzer redline "
            "FILE, analyzer clauses FILE, analyzer find FILE), or compare the codified agreements "
            "before and after it."
        )
    else:
        advice = "Compare the texts that it speaks of instead."
    if "kind" in apart.guessed:
        advice += (
            f" That it is a {_name(apart.kind)} was guessed from its first page: "
            "if that is wrong, give its kind in a manifest."
        )
    return advice


def _name(kind: DocumentKind) -> str:
    return kind.value.replace("_", " ")


def _article(kind: DocumentKind) -> str:
    name = _name(kind)
    return (
        "of no kind that was recognised"
        if kind is DocumentKind.OTHER
        else (f"an {name}" if name[0] in "aeiou" else f"a {name}")
    )
