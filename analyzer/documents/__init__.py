"""Files and what they are: bytes → Source; source, pages and hints → Document."""

from analyzer.documents.describing import describe
from analyzer.documents.sources import open_source, reader_name, source_from_bytes

__all__ = ["describe", "open_source", "reader_name", "source_from_bytes"]
