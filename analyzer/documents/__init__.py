"""Files and what they are: bytes → Source; source, pages and hints → Document."""

from analyzer.documents.describing import describe, describe_as_said
from analyzer.documents.sources import open_source, reader_name, source_from_bytes

__all__ = ["describe", "describe_as_said", "open_source", "reader_name", "source_from_bytes"]
