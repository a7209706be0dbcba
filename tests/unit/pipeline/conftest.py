"""Two short invented texts, and settings under which nothing is embedded."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.settings import Settings

AGREEMENT = """LANTERN BASIC AGREEMENT OF 2023

ARTICLE 1. RECOGNITION

1. The Producer recognizes the Lantern Performers' Guild as the bargaining agent of all performers.

ARTICLE 2. DIGITAL REPLICAS

1. Consent. The Producer shall obtain the performer's written consent before it makes a digital
replica of the performer.

2. Use. A digital replica made with artificial intelligence may be used only in the motion picture
for which it was made.

ARTICLE 3. MEALS

1. A meal break of thirty minutes is given after each six hours of work.
"""
PROPOSAL = AGREEMENT.replace("2023", "2026").replace(
    "only in the motion picture\nfor which it was made", "in any motion picture for ever"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """No encoder is found under these settings, so that only words are worked with."""
    return Settings(
        library=tmp_path / "index", encoder=str(tmp_path / "none"), cache=tmp_path / "cache"
    )


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with two texts, a manifest of one of them, and a file that is no document."""
    return write_papers(tmp_path / "papers")


def write_papers(folder: Path) -> Path:
    """The folder of `papers`, for those who make a library once for several tests."""
    folder.mkdir()
    (folder / "agreement.txt").write_text(AGREEMENT, encoding="utf-8")
    (folder / "proposal.txt").write_text(PROPOSAL, encoding="utf-8")
    (folder / "page.pdf").write_text("<html><p>not a document</p></html>", encoding="utf-8")
    (folder / "manifest.toml").write_text(
        '[[document]]\npath = "agreement.txt"\nid = "agreement-2023"\nkind = "agreement"\n',
        encoding="utf-8",
    )
    return folder
