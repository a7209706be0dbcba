"""A comparison → a report: HTML in one file, Markdown, or JSON."""

from analyzer.reports.to_html import to_html
from analyzer.reports.to_json import to_json
from analyzer.reports.to_markdown import to_markdown

__all__ = ["to_html", "to_json", "to_markdown"]
