"""One frozen Settings, read once: defaults, then a TOML file, then the environment.

`analyzer.toml` in the working folder (or the file that ANALYZER_SETTINGS names) and variables such
as ANALYZER_ENCODER, ANALYZER_LIBRARY, ANALYZER_READER, ANALYZER_CACHE overrule the defaults, in
that order.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from analyzer.errors import BadRequestError

#: the encoder that comes in a PyPI package; any other name or folder is given to
#: sentence-transformers
DEFAULT_ENCODER = "all-MiniLM-L6-v2"
READERS = ("pdfium", "pdfplumber")
_REPAIR = "`analyzer library repair"
#: folders that stand on a command line without quotes
_PLAIN = re.compile(r"[\w./\\:~+-]+")


def default_cache() -> Path:
    """The user's cache folder: exported encoders, vectors of files that enter no library."""
    from platformdirs import user_cache_path

    return user_cache_path("guild-contract-clause-analyzer")


def usual_processes() -> int:
    """Two files at a time where there are two processors: reading more only fills memory."""
    return min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program works; `cache` None means the user's cache folder."""

    library: Path = Path("index")
    encoder: str = DEFAULT_ENCODER
    reader: str = "pdfium"
    #: files that are read at the same time
    processes: int = field(default_factory=usual_processes)
    cache: Path | None = None

    @property
    def cache_folder(self) -> Path:
        """Where derived files that belong to no library are kept."""
        return self.cache or default_cache()

    def name_library(self, line: str) -> str:
        """What to do, with this library's folder in the commands that would mend another one."""
        if self.library.resolve() == Settings().library.resolve():
            return line
        folder = str(self.library)
        named = folder if _PLAIN.fullmatch(folder) else f'"{folder}"'
        return line.replace(_REPAIR, f"{_REPAIR} --library {named}")


def read_settings(*, file: Path | None = None) -> Settings:
    """Settings from TOML and environment. Raises BadRequestError naming file and key."""
    settings = Settings()
    path = file or Path(os.environ.get("ANALYZER_SETTINGS", "analyzer.toml"))
    if path.is_file():
        settings = _lay_over(settings, _read_toml(path), where=str(path))
    elif file is not None or "ANALYZER_SETTINGS" in os.environ:
        raise BadRequestError(f"{path}: no such settings file.", do="Name a file that exists.")
    environment = {
        field.name: os.environ[key]
        for field in fields(Settings)
        if (key := f"ANALYZER_{field.name.upper()}") in os.environ
    }
    return _lay_over(settings, environment, where="environment")


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRequestError(
            f"{path}: not a readable settings file.", why=f"{error}.", do="Mend the line it names."
        ) from error


def _lay_over(settings: Settings, values: Mapping[str, object], *, where: str) -> Settings:
    changes: dict[str, object] = {}
    for key, value in values.items():
        match key:
            case "library" | "cache":
                changes[key] = Path(str(value))
            case "encoder":
                changes[key] = str(value)
            case "reader" if value in READERS:
                changes[key] = value
            case "processes" if str(value).isdigit() and int(str(value)) > 0:
                changes[key] = int(str(value))
            case "reader" | "processes":
                raise BadRequestError(
                    f"{where}: {key} = {value!r} makes no sense.",
                    do=f"Use one of {', '.join(READERS)}." if key == "reader" else "Use 1 or more.",
                )
            case _:
                known = ", ".join(field.name for field in fields(Settings))
                raise BadRequestError(f"{where}: unknown setting {key!r}.", do=f"Known: {known}.")
    return replace(settings, **changes)  # type: ignore[arg-type]
