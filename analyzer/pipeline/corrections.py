"""What a user overruled, kept by the file it was said of: it holds when the file is read again.

Corrections stand in the catalog's meta under the file's sha256, so that neither another ingest nor
a manifest loses them: what a document is (`Hints`), and what was found in it (`Correction`s: a
topic, a term, a check). They are laid over what was read, never written into it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from analyzer import wire
from analyzer.pipeline.files import lay_over
from analyzer.ports import Catalog
from analyzer.records import Clause, Correction, Document, Hints
from analyzer.wording.setting import fold_setting

_PREFIX = "correction:"
_OVERRULED = "overruled:"


# ── what a document is ───────────────────────────────────────────────────────────────────────────
def correction_of(catalog: Catalog, data: bytes) -> Hints | None:
    """What somebody corrected of the document with these bytes; None: nothing."""
    kept = catalog.meta().get(_key(data))
    return wire.hints_from_json(json.loads(kept)) if kept else None


def keep_correction(catalog: Catalog, data: bytes, hints: Hints) -> Hints:
    """Add to what was corrected before; gives all of it."""
    joined = lay_over(correction_of(catalog, data), hints) or hints
    catalog.set_meta(_key(data), json.dumps(wire.hints_to_json(joined)))
    return joined


def _key(data: bytes) -> str:
    return _PREFIX + hashlib.sha256(data).hexdigest()


# ── what was found in it ─────────────────────────────────────────────────────────────────────────
def corrections_of(catalog: Catalog, document: Document) -> tuple[Correction, ...]:
    """What somebody overruled in this file, oldest first."""
    kept = catalog.meta().get(_OVERRULED + document.sha256)
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
    others = drop_from(corrections_of(catalog, document), correction)
    _write(catalog, document, (*others, correction))


def drop(catalog: Catalog, document: Document, correction: Correction) -> None:
    """Take one back: what was read holds again."""
    _write(catalog, document, drop_from(corrections_of(catalog, document), correction))


def drop_from(kept: Sequence[Correction], like: Correction) -> tuple[Correction, ...]:
    """Those that are not about the same thing."""
    return tuple(each for each in kept if _subject(each) != _subject(like))


def _subject(correction: Correction) -> tuple[object, ...]:
    return (correction.about, correction.clause, correction.name)


def _write(catalog: Catalog, document: Document, corrections: Sequence[Correction]) -> None:
    kept = [wire.correction_to_json(each, private=True) for each in corrections]
    catalog.set_meta(_OVERRULED + document.sha256, json.dumps(kept, ensure_ascii=False))


def words_key(clause: Clause) -> str:
    """What finds a clause again whose id has changed: its words, folded and hashed."""
    folded = fold_setting(clause.full_text).casefold()
    return hashlib.sha256(folded.encode()).hexdigest()[:16]
