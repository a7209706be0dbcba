"""The encoder for bulk and queries: an exported ONNX file, run by onnxruntime and tokenizers.

Texts → vectors of the mean of their tokens, not normalised. At first use of an encoder it is
exported by a child process into the cache folder, under the sha256 of its weights; afterwards
nothing but that folder is read. Texts go in small batches of like length, on one thread: twice as
fast on a small machine as large mixed batches. The long ones go one by one: eight together take no
less time, and 170 MB that are not given back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from analyzer.engines.encoder_files import (
    EncoderFiles,
    find_encoder,
    forbid_network,
    known_sha256,
    sha256_of,
)
from analyzer.engines.export_onnx import FORMAT, NOTE
from analyzer.engines.windows import Places, split_windows
from analyzer.errors import EncoderError, MissingLibraryError

if TYPE_CHECKING:
    from analyzer.ports import Vectors

#: texts that go together at most, and tokens, those that fill the shorter ones up counted
BATCH, BATCH_TOKENS = 8, 256
EXPORT_SECONDS = 600
#: a child whose import failed says which module it missed
_MISSING = "ModuleNotFoundError: No module named "


@dataclass(frozen=True, slots=True)
class _Exported:
    """What an export noted."""

    onnx: Path
    tokenizer: Path
    inputs: tuple[str, ...]
    longest: int
    dimension: int


class OnnxEncoder:
    """An Encoder over an exported file."""

    def __init__(self, name: str, sha256: str, exported: _Exported) -> None:
        self._name = name
        self._fingerprint = f"{Path(name).name}:{sha256[:16]}:mean:{exported.longest}"
        self._exported = exported
        self._tokenizer, special = _load_tokenizer(exported.tokenizer)
        self._room = exported.longest - special
        self._session = _load_session(exported.onnx)

    @classmethod
    def open(cls, name: str, cache_folder: Path, *, files: EncoderFiles | None = None) -> Self:
        """The encoder of that name, exported into the cache folder if it is not there yet."""
        sha256 = files.sha256 if files else known_sha256(name)
        if sha256 is None:
            files = find_encoder(name)
            sha256 = files.sha256
        target = cache_folder / "encoders" / sha256
        exported = _read_export(target)
        if exported is None:
            _export((files or find_encoder(name)).folder, target, name)
            exported = _read_export(target)
        if exported is None:
            raise EncoderError(
                f"The encoder {name!r} was exported to {target} but cannot be read there.",
                do="See that the disk has space, delete that folder and try again.",
            )
        return cls(name, sha256, exported)

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
        return self._exported.dimension

    def windows(self, text: str) -> tuple[str, ...]:
        """The text in parts that the encoder reads whole; one part for most clauses."""
        if len(text.encode()) <= self._room:
            return (text,)
        return split_windows(text, self._places, self._room)

    def _places(self, text: str) -> Places:
        found: Places = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return found

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) float32, in the order of the texts. Raises EncoderError for a text that
        is too long: nothing is cut here."""
        import numpy as np

        tokens: list[list[int]] = [
            read.ids for read in self._tokenizer.encode_batch_fast(list(texts))
        ]
        if any(len(ids) > self._exported.longest for ids in tokens):
            raise EncoderError(
                f"A text is longer than the {self._exported.longest} tokens that "
                f"{self._name} reads.",
                do="Encode its windows and average them, as vectors.embed_texts does.",
            )
        found = np.zeros((len(tokens), self.dimension), dtype=np.float32)
        for rows in split_batches([len(ids) for ids in tokens]):
            found[rows] = self._run([tokens[row] for row in rows])
        return found

    def _run(self, batch: list[list[int]]) -> Vectors:
        import numpy as np

        shape = (len(batch), max(len(ids) for ids in batch))
        given = {name: np.zeros(shape, dtype=np.int64) for name in self._exported.inputs}
        for row, ids in enumerate(batch):
            given["input_ids"][row, : len(ids)] = ids
            given["attention_mask"][row, : len(ids)] = 1
        vectors: Vectors = self._session.run(None, given)[0]
        return vectors


def split_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The rows of texts of so many tokens, shortest first, in the parts that one run takes."""
    part: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if part and (len(part) == BATCH or (len(part) + 1) * lengths[row] > BATCH_TOKENS):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _read_export(target: Path) -> _Exported | None:
    """What is there, checked; None when it is missing, of another format, or damaged."""
    try:
        note = json.loads((target / NOTE).read_text(encoding="utf-8"))
        onnx, tokenizer = target / f"{note['onnx']}.onnx", target / "tokenizer.json"
        if note["format"] != FORMAT or sha256_of([tokenizer]) != note["tokenizer"]:
            return None
        if sha256_of([onnx]) != note["onnx"]:
            return None
        return _Exported(
            onnx, tokenizer, tuple(note["inputs"]), int(note["longest"]), int(note["dimension"])
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _export(weights: Path, target: Path, name: str) -> None:
    forbid_network()
    command = [sys.executable, "-m", "analyzer.engines.export_onnx", str(weights), str(target)]
    try:
        child = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=EXPORT_SECONDS,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EncoderError(
            f"The encoder {name!r} was not exported within {EXPORT_SECONDS} seconds.",
            do="Try again when the machine is less busy.",
        ) from error
    if child.returncode == 0:
        return
    last = (child.stderr.strip().splitlines() or [f"exit {child.returncode}"])[-1]
    if last.startswith(_MISSING):
        package = last.removeprefix(_MISSING).strip("'\"").split(".")[0].replace("_", "-")
        raise MissingLibraryError.of(package, feature=f"The first use of the encoder {name}")
    raise EncoderError(
        f"The encoder {name!r} could not be exported.",
        why=f"{last}.",
        do="See that its folder is complete, or use another encoder.",
    )


def _load_tokenizer(path: Path) -> tuple[Any, int]:
    """The tokenizer without cutting or padding, and how many special tokens it adds to a text."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from tokenizers import Tokenizer
    except ModuleNotFoundError as error:
        raise MissingLibraryError.of("transformers", feature="The encoder") from error
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, tokenizer.num_special_tokens_to_add(False)


def _load_session(path: Path) -> Any:  # noqa: ANN401
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise MissingLibraryError.of("onnxruntime", feature="The encoder") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
