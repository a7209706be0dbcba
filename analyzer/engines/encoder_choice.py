"""Which engine runs an encoder: name → Encoder.

An encoder that is the plain mean of a transformer's tokens, as the default is, is exported once
and run by onnxruntime; any other is run by sentence-transformers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.engines.encoder_files import find_encoder, is_default
from analyzer.engines.encoder_onnx import OnnxEncoder
from analyzer.engines.encoder_sentence_transformers import SentenceTransformersEncoder

if TYPE_CHECKING:
    from analyzer.ports import Encoder


def open_encoder(name: str, cache_folder: Path) -> Encoder:
    """The encoder that a setting names. Raises EncoderError, MissingLibraryError."""
    if is_default(name):
        return OnnxEncoder.open(name, cache_folder)
    files = find_encoder(name)
    if files.plain:
        return OnnxEncoder.open(name, cache_folder, files=files)
    return SentenceTransformersEncoder.open(name, cache_folder, files=files)
