"""A comparison → the JSON of the public interface, with what a report names first.

`foremost` holds what is to be read first, the heaviest first, and what weighs as much as the last
of them and finds no room: a block each, its changes by their places in `changes`, from 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.records import Comparison, Refusal
from analyzer.reports.blocks import Block
from analyzer.reports.contents import rank_comparison
from analyzer.reports.ranking import Ranked
from analyzer.wire import comparison_to_json, envelope


def to_json(comparison: Comparison, *, refusals: Iterable[Refusal] = ()) -> str:
    """The document of `compare --json` as text."""
    return dump_json(list_json(comparison, refusals=refusals))


def list_json(comparison: Comparison, *, refusals: Iterable[Refusal] = ()) -> dict[str, Any]:
    """The document of `compare --json` and `redline --json`."""
    told = {**comparison_to_json(comparison), "foremost": _foremost(rank_comparison(comparison))}
    return envelope(told, refusals=refusals)


def _foremost(ranked: Ranked) -> dict[str, Any]:
    return {
        "first": [_block(block) for block in ranked.foremost],
        "severity": ranked.severity.value if ranked.severity else None,
        "further": [_block(block) for block in ranked.further],
    }


def _block(block: Block) -> dict[str, Any]:
    """Changes that came or went together, or all of one section."""
    return {
        "section": block.section.id if block.section else None,
        "changes": [entry.number - 1 for entry in block.entries],
    }


def dump_json(body: Mapping[str, Any]) -> str:
    """One JSON document as a report's text."""
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
