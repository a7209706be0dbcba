"""What a user overruled, kept by the file it was said of: it holds when the file is read again.

Corrections stand in the catalog's meta under the file's sha256, so that neither another ingest nor
a manifest loses them: what a document is (`Hints`), and what was found in it (`Correction`s: a
topic, a term, a check). They are laid over what was read, never written into it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analyzer import wire
from analyzer.assessments import Corrections
from analyzer.errors import BadRequestError
from analyzer.pipeline.files import lay_over
from analyzer.pipeline.naming import find_document
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import Catalog
from analyzer.records import (
    Clause,
    ClauseId,
    Correction,
    Document,
    Hints,
    Overruled,
    Scalar,
)
from analyzer.wording.setting import fold_setting

_PREFIX = "correction:"
_OVERRULED = "overruled:"


# ── what a document is ───────────────────────────────────────────────────────────────────────────
def correction_of(catalog: Catalog, data: bytes) -> Hints | None:
    """What somebody corrected of the document with these bytes; None: nothing."""
    return _read_hints(catalog.meta().get(_key(data)))


def keep_correction(catalog: Catalog, data: bytes, hints: Hints) -> None:
    """Add to what was corrected before."""
    catalog.change_meta(
        _key(data), lambda kept: _write_hints(lay_over(_read_hints(kept), hints) or hints)
    )


def put_back(catalog: Catalog, data: bytes, hints: Hints | None) -> None:
    """What was corrected is what it was before: the file could not be read with more."""
    if hints is None:
        catalog.drop_meta([_key(data)])
    else:
        catalog.set_meta(_key(data), _write_hints(hints))


def _read_hints(kept: str | None) -> Hints | None:
    return wire.hints_from_json(json.loads(kept)) if kept else None


def _write_hints(hints: Hints) -> str:
    return json.dumps(wire.hints_to_json(hints))


def _key(data: bytes) -> str:
    return _PREFIX + hashlib.sha256(data).hexdigest()


# ── what was found in it ─────────────────────────────────────────────────────────────────────────
def corrections_of(catalog: Catalog, document: Document) -> tuple[Correction, ...]:
    """What somebody overruled in this file, oldest first."""
    return _read(catalog.meta().get(_OVERRULED + document.sha256))


def _read(kept: str | None) -> tuple[Correction, ...]:
    return tuple(map(wire.correction_from_json, json.loads(kept))) if kept else ()


def all_corrections(
    catalog: Catalog, documents: Iterable[Document]
) -> dict[Document, tuple[Correction, ...]]:
    """By document, those of the documents in which anything was overruled."""
    meta = catalog.meta()
    return {
        document: tuple(map(wire.correction_from_json, json.loads(meta[key])))
        for document in documents
        if (key := _OVERRULED + document.sha256) in meta and meta[key] != "[]"
    }


def keep(catalog: Catalog, document: Document, correction: Correction) -> None:
    """Add one; it takes the place of an earlier one about the same thing."""
    _change(catalog, document, lambda kept: (*drop_from(kept, correction), correction))


def drop(catalog: Catalog, document: Document, correction: Correction) -> None:
    """Take one back: what was read holds again."""
    _change(catalog, document, lambda kept: drop_from(kept, correction))


def drop_from(kept: Sequence[Correction], like: Correction) -> tuple[Correction, ...]:
    """Those that are not about the same thing."""
    return tuple(each for each in kept if _subject(each) != _subject(like))


def _subject(correction: Correction) -> tuple[object, ...]:
    return (correction.about, correction.clause, correction.name)


def _change(
    catalog: Catalog,
    document: Document,
    change: Callable[[tuple[Correction, ...]], tuple[Correction, ...]],
) -> None:
    """Change what is kept while nobody else does: two may overrule at once."""

    def changed(kept: str | None) -> str:
        now = [wire.correction_to_json(each, private=True) for each in change(_read(kept))]
        return json.dumps(now, ensure_ascii=False)

    catalog.change_meta(_OVERRULED + document.sha256, changed)


def words_key(clause: Clause) -> str:
    """What finds a clause again whose id has changed: its words, folded and hashed."""
    folded = fold_setting(clause.full_text).casefold()
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


# ── what a user says ──────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Said:
    """What a user says: of a topic or check that it is so (True) or not (False), of a term its
    value ('silent': the clause does not say it)."""

    about: Overruled
    name: str
    value: Scalar
    note: str = ""


def overrule(
    wiring: Wiring, said: Said, *, clause: str | None = None, document: str | None = None
) -> Correction:
    """Keep what a user says of a clause, or of a document. Raises BadRequestError,
    ReadOnlyLibraryError."""
    wiring.check_writable()
    _check_said(wiring, said)
    found = _clause(wiring, clause) if clause else None
    if found is None and (said.about is not Overruled.CHECK or document is None):
        raise BadRequestError(
            "A correction is about a clause.", do="Name the clause by its id; see `find --json`."
        )
    held = wiring.catalog.documents()
    of = find_document(held, str(found.document) if found else str(document))
    correction = Correction(
        about=said.about,
        document=of.id,
        name=said.name,
        value=said.value,
        date=date.today().isoformat(),
        clause=found.id if found else None,
        note=said.note,
        words_key=words_key(found) if found else "",
    )
    keep(wiring.catalog, of, correction)
    return correction


def _check_said(wiring: Wiring, said: Said) -> None:
    from analyzer.checks import load_checks

    known = {
        Overruled.TOPIC: wiring.taxonomy.slugs,
        Overruled.TERM: tuple(term.name for term in wiring.taxonomy.terms),
        Overruled.CHECK: tuple(each.id for each in load_checks()),
    }[said.about]
    if said.name not in known:
        raise BadRequestError(
            f"There is no {said.about} {said.name!r}.", do=f"Use one of: {', '.join(known)}."
        )
    if said.about is not Overruled.TERM and not isinstance(said.value, bool):
        raise BadRequestError(f"A {said.about} is so or not.", do="Give True or False.")


def _clause(wiring: Wiring, name: str) -> Clause:
    try:
        return wiring.catalog.clause(ClauseId(name))
    except KeyError:
        raise BadRequestError(
            f"The library has no clause {name!r}.", do="Take the id from `find --json`."
        ) from None


def list_corrections(wiring: Wiring, document: str | None = None) -> Corrections:
    """What was overruled in the library, or in one of its documents."""
    held = wiring.catalog.documents()
    wanted = (find_document(held, document),) if document else held
    found = all_corrections(wiring.catalog, wanted)
    return Corrections(
        tuple(replace(each, document=of.id) for of, theirs in found.items() for each in theirs)
    )


def take_back(wiring: Wiring, correction: Correction) -> None:
    """Drop a correction: what was read holds again. Raises ReadOnlyLibraryError."""
    wiring.check_writable()
    document = find_document(wiring.catalog.documents(), str(correction.document))
    drop(wiring.catalog, document, correction)
