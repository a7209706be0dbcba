"""What stands where on the page: a source and a reader → Pages, each word in its line or set aside.

raw words → marks → rows → furniture set aside → columns, footnotes, tables, contents → lines
"""

from analyzer.pages.reading import read_pages

__all__ = ["read_pages"]
