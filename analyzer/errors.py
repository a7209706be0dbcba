"""Everything that can go wrong on purpose; a message says what, why, and what to do.

    AnalyzerError
    ├── RefusedFileError            a file was not read: carries a Refusal            (exit 3)
    ├── UnknownDocumentError        no document of that name, or an ambiguous one     (exit 2)
    ├── NotComparableError          two documents that cannot be compared as they are (exit 2)
    ├── BadRequestError             an option or argument that makes no sense         (exit 2)
    ├── ManifestError               a manifest that cannot be read                    (exit 2)
    ├── PositionsError              a file of positions that cannot be understood      (exit 2)
    ├── TaxonomyError               data/*.toml that breaks its schema                (exit 2)
    ├── MissingLibraryError         an optional package is not installed              (exit 2)
    ├── EncoderError                encoder weights missing, damaged or of a wrong kind (exit 4)
    ├── StaleIndexError             library and encoder, or library and program, do not fit (exit 4)
    ├── ReadOnlyLibraryError        written to a library that is open for reading     (exit 2)
    ├── LibraryDamagedError         the catalog cannot be read, or is none            (exit 2)
    ├── UnwrittenFileError          a file could not be written                       (exit 2)
    └── LibraryLockedError          another process writes to the library             (exit 5)

Exit 1 is no error's: it means a difference, or nothing found, where a flag asks to say so.
Messages never hold text of a document: they may reach a log.
"""

from __future__ import annotations

from analyzer.records import Refusal, RefusalCode


class AnalyzerError(Exception):
    """Base of all; `exit_code` is what the command line ends with."""

    exit_code = 2

    def __init__(self, what: str, *, why: str = "", do: str = "") -> None:
        self.what = what
        self.why = why
        self.do = do
        super().__init__(" ".join(part for part in (what, why, do) if part))


class RefusedFileError(AnalyzerError):
    """A file was not read."""

    exit_code = 3

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(f"{refusal.path}: {refusal.what}", why=refusal.why, do=refusal.do)

    @classmethod
    def because(
        cls, code: RefusalCode, path: str, *, what: str, why: str, do: str
    ) -> RefusedFileError:
        """Refuse `path`, in the three parts that every refusal has."""
        return cls(Refusal(path=path, code=code, what=what, why=why, do=do))


class UnknownDocumentError(AnalyzerError):
    """No document of that name, or several."""


class NotComparableError(AnalyzerError):
    """Two documents that cannot be compared as they stand."""


class BadRequestError(AnalyzerError):
    """An option or argument that makes no sense."""


class ManifestError(AnalyzerError):
    """A manifest that cannot be read."""


class PositionsError(AnalyzerError):
    """A file of positions that cannot be understood."""


class TaxonomyError(AnalyzerError):
    """A data file of the program breaks its schema."""


class MissingLibraryError(AnalyzerError):
    """An optional package is not installed."""

    @classmethod
    def of(cls, package: str, *, feature: str) -> MissingLibraryError:
        """Name the package, the feature that stops, and the line that installs it."""
        return cls(
            f"{feature} needs the package {package}, which is not installed.",
            do=f"Install it: pip install {package}",
        )


class EncoderError(AnalyzerError):
    """Encoder weights missing, damaged or of a wrong kind."""

    exit_code = 4


class StaleIndexError(AnalyzerError):
    """Library and encoder, or library and program, do not fit."""

    exit_code = 4


class ReadOnlyLibraryError(AnalyzerError):
    """Written to a library that is open for reading."""


class LibraryDamagedError(AnalyzerError):
    """The catalog cannot be read."""


class UnwrittenFileError(AnalyzerError):
    """A file could not be written; what was there before is as it was."""

    @classmethod
    def because(cls, error: OSError, path: object) -> UnwrittenFileError:
        """Name the file, what the system says, and what to do."""
        return cls(
            f"{path}: it was not written.",
            why=f"{error.strerror or error}; what was there before is unchanged.",
            do="Make room on the disk, see that the folder is there and may be written to and that"
            " no other program holds the file open, or name another place. Then try again.",
        )


class LibraryLockedError(AnalyzerError):
    """Another process writes to the library."""

    exit_code = 5
