"""A comparison → a report: HTML, Markdown, JSON, tracked changes; tables → CSV or sheets."""

from analyzer.reports.opening import tell_not_restated
from analyzer.reports.phrases import NO_REDLINE, phrases_of
from analyzer.reports.tables import to_csv, to_sheets
from analyzer.reports.to_html import to_html
from analyzer.reports.to_json import to_json
from analyzer.reports.to_markdown import to_markdown
from analyzer.reports.to_tracked import to_tracked

__all__ = [
    "NO_REDLINE",
    "phrases_of",
    "tell_not_restated",
    "to_csv",
    "to_html",
    "to_json",
    "to_markdown",
    "to_sheets",
    "to_tracked",
]
