"""What a user overruled, kept by the file it was said of: it holds when the file is read again.

A correction stands in the catalog's meta under the file's sha256, so that neither another ingest
nor a manifest loses it.
"""

from __future__ import annotations

import hashlib
import json

from analyzer import wire
from analyzer.pipeline.files import lay_over
from analyzer.ports import Catalog
from analyzer.records import Hints

_PREFIX = "correction:"


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
