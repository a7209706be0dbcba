"""What the steps of one open library are given: its catalog, and engines made on first use.

Settings and folder → catalog, encoder, taxonomy, index. Nothing is loaded before a method needs it,
and nothing twice; several threads may ask at once.
"""

from __future__ import annotations

from pathlib import Path
from subprocess import Popen
from threading import RLock
from typing import TYPE_CHECKING, Any

from analyzer.engines import load
from analyzer.errors import AnalyzerError, MissingLibraryError, ReadOnlyLibraryError
from analyzer.ports import Catalog, Encoder, Neighbours, VectorCache
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.engines.library_lock import LibraryLock
    from analyzer.results import Progress, ProgressCallback
    from analyzer.taxonomy import Taxonomy
    from analyzer.vectors import ClauseIndex


class Wiring:
    """The catalog and engines of one library; `folder` is None for one in memory."""

    def __init__(self, catalog: Catalog, *, folder: Path | None, settings: Settings) -> None:
        self.catalog = catalog
        self.folder = folder
        self.settings = settings
        self._lock = RLock()
        self._encoder: Encoder | None = None
        self._index: tuple[int, ClauseIndex] | None = None
        self._file_cache: Any = None
        #: who is told how far long work is
        self.tell: ProgressCallback = _nobody
        #: the worker that this process started last
        self.worker: Popen[bytes] | None = None
        #: when that was, and whether the last one that ended could not go on
        self.worker_began = 0.0
        self.stalled = False

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        settings: Settings,
        read_only: bool = False,
        lock: LibraryLock | None = None,
    ) -> Wiring:
        """The library of a folder, made if missing unless `read_only`; shared with others unless
        the caller holds its `lock` alone."""
        catalog = load("catalog", "sqlite")(folder, read_only=read_only, lock=lock)
        return cls(catalog, folder=folder, settings=settings)

    @classmethod
    def in_memory(cls, settings: Settings) -> Wiring:
        """An empty library that is gone when it is closed."""
        return cls(load("catalog", "sqlite").in_memory(), folder=None, settings=settings)

    @property
    def taxonomy(self) -> Taxonomy:
        """Topics and terms."""
        from analyzer.taxonomy import load_taxonomy

        return load_taxonomy()

    @property
    def encoder(self) -> Encoder:
        """The encoder of the settings. Raises EncoderError, MissingLibraryError."""
        return self.prepare_encoder()

    @property
    def has_encoder(self) -> bool:
        """True when the encoder is loaded already."""
        return self._encoder is not None

    def prepare_encoder(self) -> Encoder:
        """Load the encoder now; at its very first use it is exported, which takes a while."""
        with self._lock:
            if self._encoder is None:
                self._encoder = make_encoder(self.settings)
            return self._encoder

    def encoder_or_reason(self) -> tuple[Encoder | None, str | None]:
        """The encoder, or why there is none: what needs only words goes on without it."""
        try:
            return self.encoder, None
        except AnalyzerError as error:
            return None, str(error)

    def index(self) -> ClauseIndex:
        """Nearest clauses of the library, as it stands now. Raises as `encoder` does."""
        from analyzer.vectors import ClauseIndex

        with self._lock:
            generation = self.catalog.generation
            if self._index is None or self._index[0] != generation:
                store = load("store", "faiss")
                opened = ClauseIndex.open(self.catalog, self.encoder, self.folder, store=store)
                self._index = (generation, opened)
            return self._index[1]

    def neighbours(self) -> Neighbours:
        """What finds the nearest of many vectors: FAISS, or plain NumPy where it is missing."""
        try:
            found: Neighbours = load("neighbours", "faiss")()
        except MissingLibraryError:
            found = load("neighbours", "numpy")()
        return found

    def check_writable(self) -> None:
        """Raise ReadOnlyLibraryError before anything is read for a library that cannot keep it."""
        if self.catalog.read_only:
            raise ReadOnlyLibraryError(
                f"{self.folder}: this library is open for reading only.", do="Open it for writing."
            )

    def file_cache(self) -> VectorCache:
        """Vectors of files that enter no library, in the user's cache folder."""
        with self._lock:
            if self._file_cache is None:
                folder = self.settings.cache_folder / "vectors"
                self._file_cache = load("cache", "sqlite")(folder)
            cache: VectorCache = self._file_cache
            return cache

    def close(self) -> None:
        """Give the files back."""
        self.catalog.close()
        if self._file_cache is not None:
            self._file_cache.close()


def _nobody(progress: Progress) -> None:
    """Told, while nobody asks how far work is."""


def make_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name. Raises EncoderError, MissingLibraryError."""
    from analyzer.engines.encoder_choice import open_encoder

    return open_encoder(settings.encoder, settings.cache_folder)
