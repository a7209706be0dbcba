"""Any encoder that sentence-transformers can load, run by sentence-transformers itself.

The reference that the exported file is held against, and the way for encoders that are more than
the mean of a transformer's tokens. Slow to start: it imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from analyzer.engines.encoder_files import EncoderFiles, find_encoder, forbid_network
from analyzer.engines.windows import Places, split_windows
from analyzer.errors import EncoderError, MissingLibraryError

if TYPE_CHECKING:
    from analyzer.ports import Vectors

BATCH = 8
#: how much an encoder without a limit of its own is given at once
_LONGEST = 512


class SentenceTransformersEncoder:
    """An Encoder over a SentenceTransformer."""

    def __init__(self, files: EncoderFiles) -> None:
        forbid_network()
        try:
            from sentence_transformers import SentenceTransformer
        except ModuleNotFoundError as error:
            raise MissingLibraryError.of(
                "sentence-transformers", feature=f"The encoder {files.name}"
            ) from error
        try:
            self._engine: Any = SentenceTransformer(
                str(files.folder), device="cpu", local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(
                f"sentence-transformers cannot load the encoder {files.name!r}.",
                why=f"{type(error).__name__}: {str(error).splitlines()[0]}",
                do="Name a folder that SentenceTransformer(FOLDER) loads.",
            ) from error
        self._engine.eval()
        self._name = files.name
        longest = int(self._engine.max_seq_length or _LONGEST)
        self._room = longest - self._engine.tokenizer.num_special_tokens_to_add()
        self._fingerprint = f"{Path(files.name).name}:{files.sha256[:16]}:own:{longest}"

    @classmethod
    def open(cls, name: str, cache_folder: Path, *, files: EncoderFiles | None = None) -> Self:
        """The encoder of that name; the cache folder is not used."""
        return cls(files or find_encoder(name))

    @property
    def name(self) -> str:
        """As the setting names it."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """Name, weights, pooling and longest input."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return int(self._engine.get_embedding_dimension())

    def windows(self, text: str) -> tuple[str, ...]:
        """The text in parts that the encoder reads whole."""
        return split_windows(text, self._places, self._room)

    def _places(self, text: str) -> Places:
        read = self._engine.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, truncation=False
        )
        found: Places = read["offset_mapping"]
        return found

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) float32, in the order of the texts."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = self._engine.encode(
            list(texts), batch_size=BATCH, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32)
