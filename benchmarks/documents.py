"""Where the real documents are, by the keys that the gold uses."""

from __future__ import annotations

import os
from pathlib import Path

GUILD = {
    "iatse2015": "guild/IATSE_2015-2018_Basic_Agreement.pdf",
    "iatse2018": "guild/IATSE_2018-2021_Basic_Agreement.pdf",
    "iatse2024": "guild/IATSE_Basic_Agreement_2024_MOA.pdf",
    "tag2024": "guild/Local_839_Animation_Guild_MOA.pdf",
    "local52": "guild/Local_52_2024_Majors_MOA.pdf",
    "local705": "guild/Local_705_Costumers_MOA.pdf",
}
NBA = {
    "nba2017": "nba/2017-NBA-NBPA-Collective-Bargaining-Agreement.pdf",
    "nba2023": "nba/2023-NBA-NBPA-Collective-Bargaining-Agreement.pdf",
}
EIGHT = {**GUILD, **NBA}
#: those that regulate no AI: every finding in one is false
WITHOUT_AI = ("iatse2015", "iatse2018", "local705", "nba2017", "nba2023")


def real_data() -> Path | None:
    """The folder of real documents; None when ANALYZER_REAL_DATA names none."""
    named = os.environ.get("ANALYZER_REAL_DATA")
    folder = Path(named).resolve() if named else None
    return folder if folder and folder.is_dir() else None


def path_of(key: str) -> Path:
    """The file of a document. Raises FileNotFoundError without the real data."""
    folder = real_data()
    if folder is None:
        raise FileNotFoundError("ANALYZER_REAL_DATA names no folder of real documents")
    return folder / EIGHT[key]
