"""The steps in their order, behind one class: files and questions in, results out.

`Analyzer` is a library that is open; `read` reads one file without a library, `read_json` and
`clauses_json` give what is read as the interface shows it; `examine` is `analyzer doctor`. The
steps and engines that a method does not need stay unloaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.pipeline.analyzer import Analyzer
from analyzer.pipeline.reading import clauses_json, read, read_json, refused_json
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.results import Doctor

__all__ = ["Analyzer", "clauses_json", "examine", "read", "read_json", "refused_json"]


def examine(settings: Settings) -> Doctor:
    """What is there, what is missing, what stops without it; see `checkup`."""
    from analyzer.pipeline import checkup

    return checkup.examine(settings)
