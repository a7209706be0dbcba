"""What a repair takes out of a library: named, its file put aside, told also after it was cut off.

A document that could not be read again → a LibraryFault that says where its file stands. Each is
noted in the catalog before anything of it goes, so that the next repair tells what this one could
not.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Self

from analyzer.pipeline.inbox import safe_name
from analyzer.ports import Catalog
from analyzer.records import LibraryFault, LibraryFaultKind, Refusal, Salvaged

#: the folder of a library for files that could not be read again
ASIDE = "not-read"
Kind = LibraryFaultKind


class LeftOut:
    """What could not be mended, in the order in which it was found."""

    def __init__(self, catalog: Catalog, folder: Path) -> None:
        self._catalog = catalog
        self._aside = folder / ASIDE
        self._was_cut_off = False
        self.left: list[LibraryFault] = []

    @classmethod
    def begin(cls, catalog: Catalog, folder: Path) -> Self:
        """From now on nothing is swept; what a repair that was cut off had to tell is told now."""
        noted = catalog.begin_mending()
        made = cls(catalog, folder)
        made._was_cut_off = noted is not None
        # whether a copy is there is looked at again
        made.left = [fault for fault in _faults_from(noted or "") if fault.kind is not Kind.COPY]
        return made

    def name(self, fault: LibraryFault) -> None:
        """Name what cannot be mended, once."""
        if all((each.kind, each.place) != (fault.kind, fault.place) for each in self.left):
            self.left.append(fault)
            said = [[each.kind, each.place, each.what, each.do] for each in self.left]
            self._catalog.note_mending(json.dumps(said))

    def take_back(self, of: Salvaged) -> None:
        """It could be read again, other than the last time."""
        self.left = [
            each for each in self.left if (each.kind, each.place) != (Kind.DOCUMENT, _name(of))
        ]

    def give_up(self, of: Salvaged, refusal: Refusal | None = None) -> None:
        """Name a document that is taken out, and put what is left of its file aside."""
        aside, is_there = self._place(of.sha256, of.path or of.id)
        if refusal:
            what = f"It could not be read again: {refusal.what} {refusal.why}"
            do = f"Its file stands in {aside}: ingest that. {refusal.do}"
        elif is_there and _is_whole(aside, of.sha256):
            what = "It could not be read again: its file was put aside before."
            do = f"Its file stands in {aside}: ingest that."
        else:
            what = "It could not be read again: its copy is missing or damaged too."
            do = "Ingest its file again from where you have it."
            if is_there:
                do += f" The damaged copy stands in {aside}."
        self.name(LibraryFault(Kind.DOCUMENT, _name(of), f"{what} It was taken out.", do))
        self._catalog.put_copy_aside(of.sha256, aside, of=of.row)

    def put_others_aside(self) -> None:
        """Where a document was given up whose copy is not there, by this repair or one that was cut
        off, a copy that nobody speaks of may be it: none is swept then."""
        if not (self.left or self._was_cut_off):
            return
        needed = self._catalog.files_needed(mending=True)
        for sha256 in self._catalog.copies_there():
            if needed is not None and sha256 not in needed:
                aside, _ = self._place(sha256, "")
                what = "No document needs this copy of a file."
                do = f"It stands in {aside}: ingest it where it is one that you miss."
                self.name(LibraryFault(Kind.LEFTOVER, f"files/{sha256}", what, do))
                self._catalog.put_copy_aside(sha256, aside)

    def _place(self, sha256: str, path: str) -> tuple[Path, bool]:
        """Where a copy is put aside, and whether there is one: in its place, or aside already."""
        start = f"{sha256[:16]}-"
        aside = self._aside / f"{start}{safe_name(path)}"
        if sha256 in self._catalog.copies_there():
            return aside, True
        there = [each for each in sorted(self._aside.glob("*")) if each.name.startswith(start)]
        return (there[0], True) if there else (aside, False)


def _name(of: Salvaged) -> str:
    return of.id or of.path or of.sha256[:16]


def _faults_from(said: str) -> tuple[LibraryFault, ...]:
    """What was noted of a repair that was cut off."""
    try:
        return tuple(LibraryFault(Kind(kind), *rest) for kind, *rest in json.loads(said or "[]"))
    except (ValueError, TypeError):
        return ()


def _is_whole(file: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
