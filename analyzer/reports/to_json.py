"""A comparison → the JSON of the public interface, as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from analyzer.records import Comparison
from analyzer.wire import comparison_to_json, envelope


def to_json(comparison: Comparison) -> str:
    """The document of `compare --json`; nothing was refused, or there would be no comparison."""
    return dump_json(envelope(comparison_to_json(comparison), refusals=()))


def dump_json(body: Mapping[str, Any]) -> str:
    """One JSON document as a report's text."""
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
