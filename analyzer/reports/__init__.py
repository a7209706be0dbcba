"""A comparison or an audit → a report (HTML, Markdown, JSON, sheets, tracked changes); tables →
CSV or sheets."""

from analyzer.reports.across import RATE_HEAD, list_remarks, rate_row
from analyzer.reports.audit_report import (
    AUDIT_VERDICTS,
    NO_WORDS,
    audit_to_html,
    audit_to_markdown,
    audit_to_sheets,
    name_place,
    tell_audit,
)
from analyzer.reports.blocks import Block, Entry
from analyzer.reports.checks_report import (
    DIRECTIONS,
    checks_to_html,
    checks_to_markdown,
    checks_to_sheets,
)
from analyzer.reports.comparison_sheets import comparison_to_sheets
from analyzer.reports.contents import group_reasons, rank_comparison
from analyzer.reports.context import TITLE as CONTEXT_TITLE
from analyzer.reports.context import list_context, tell_context
from analyzer.reports.leading import tell_further
from analyzer.reports.matrix_report import (
    matrix_to_html,
    matrix_to_markdown,
    matrix_to_sheets,
)
from analyzer.reports.meanings import COSMETIC, list_meanings
from analyzer.reports.naming import list_doubts, name_file
from analyzer.reports.opening import tell_confirmed, tell_not_restated
from analyzer.reports.phrases import NO_REDLINE, phrases_of
from analyzer.reports.ranking import Ranked
from analyzer.reports.sequence import tell_reversed
from analyzer.reports.tables import to_csv, to_sheets
from analyzer.reports.to_html import to_html
from analyzer.reports.to_json import dump_json, list_json, to_json
from analyzer.reports.to_markdown import to_markdown
from analyzer.reports.to_tracked import to_tracked

__all__ = [
    "AUDIT_VERDICTS",
    "CONTEXT_TITLE",
    "COSMETIC",
    "DIRECTIONS",
    "NO_REDLINE",
    "NO_WORDS",
    "RATE_HEAD",
    "Block",
    "Entry",
    "Ranked",
    "audit_to_html",
    "audit_to_markdown",
    "audit_to_sheets",
    "checks_to_html",
    "checks_to_markdown",
    "checks_to_sheets",
    "comparison_to_sheets",
    "dump_json",
    "group_reasons",
    "list_context",
    "list_doubts",
    "list_json",
    "list_meanings",
    "list_remarks",
    "matrix_to_html",
    "matrix_to_markdown",
    "matrix_to_sheets",
    "name_file",
    "name_place",
    "phrases_of",
    "rank_comparison",
    "rate_row",
    "tell_audit",
    "tell_confirmed",
    "tell_context",
    "tell_further",
    "tell_not_restated",
    "tell_reversed",
    "to_csv",
    "to_html",
    "to_json",
    "to_markdown",
    "to_sheets",
    "to_tracked",
]
