"""What a screen says while something is made for it: words of ours or none, never those that
Streamlit makes of the name of a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import analyzer.ui

HERE = Path(analyzer.ui.__file__).parent
CACHES = ("cache_resource", "cache_data")


def caches(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each function that is cached, and whether it is said what is shown while it is made."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for each in function.decorator_list:
            called = each.func if isinstance(each, ast.Call) else each
            if isinstance(called, ast.Attribute) and called.attr in CACHES:
                keywords = each.keywords if isinstance(each, ast.Call) else []
                yield function.name, any(word.arg == "show_spinner" for word in keywords)


def test_no_name_of_a_function_is_shown_while_something_is_made() -> None:
    found = [
        (path.name, name, said)
        for path in sorted(HERE.rglob("*.py"))
        for name, said in caches(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(found) > 10
    assert [(file, name) for file, name, said in found if not said] == []


def test_a_cache_that_says_nothing_is_seen() -> None:
    source = (
        "@st.cache_resource\ndef make(): ...\n@st.cache_data(show_spinner=False)\ndef ask(): ..."
    )
    assert list(caches(ast.parse(source))) == [("make", False), ("ask", True)]
