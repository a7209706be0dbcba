"""Names of files that are taken along."""

from __future__ import annotations

import re
from datetime import date

from analyzer.records import Document, DocumentId
from analyzer.ui.taking import file_name


def document(title: str, sha256: str = "0" * 64) -> Document:
    return Document(id=DocumentId(title), path="", sha256=sha256, title=title)


def test_a_name_holds_titles_date_and_a_short_hash() -> None:
    old, new = document("Basic Agreement of 2023"), document("Proposal No. 7", "1" * 64)
    name = file_name((old.title, new.title), (old, new), ".docx")
    day = date.today().isoformat()
    assert re.fullmatch(rf"basic-agreement-of-2023_proposal-no-7_{day}_[0-9a-f]{{6}}\.docx", name)


def test_other_files_of_the_same_titles_have_another_name() -> None:
    first, second = document("A"), document("A", "2" * 64)
    assert file_name(("A",), (first,), ".html") != file_name(("A",), (second,), ".html")


def test_no_title_leads_out_of_the_folder() -> None:
    name = file_name(("../../etc/passwd", "CON:\x00", ""), (), ".md")
    assert re.fullmatch(r"[a-z0-9_.-]+", name)
    assert "/" not in name
    assert ".." not in name
    assert "untitled" in name


def test_a_long_title_is_cut() -> None:
    assert len(file_name(("word " * 100,), (), ".json")) < 100
