"""The screenshots of the docs are those that the browser tests make: none is missing, none is left
over from a screen that is gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def made() -> Iterator[str]:
    """What `picture` is told to write in the tests of the app, as patterns: where a name holds a
    value, any word stands for it."""
    for path in sorted((ROOT / "tests" / "app").glob("test_browser*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "picture":
                yield from names(call.args[1])


def names(target: ast.expr) -> Iterator[str]:
    # screenshots / "start.png", screenshots / ("first.png", "second.png")[round_]
    inside = {part for each in ast.walk(target) if isinstance(each, ast.JoinedStr)
              for part in ast.walk(each)}  # fmt: skip
    for each in ast.walk(target):
        if isinstance(each, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"
                for part in each.values
            )
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and each not in inside:
            yield re.escape(each.value)


def test_the_docs_hold_exactly_the_screenshots_that_the_browser_tests_make() -> None:
    held = {path.name for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    patterns = set(made())
    assert len(patterns) > 10
    assert [each for each in sorted(patterns) if not any(re.fullmatch(each, n) for n in held)] == []
    assert [name for name in sorted(held) if not any(re.fullmatch(p, name) for p in patterns)] == []
