"""A sentence-transformers encoder as one ONNX file: folder of weights → file, tokenizer, note.

`python -m analyzer.engines.export_onnx WEIGHTS TARGET` runs in a child process of its own, so that
the program itself never loads torch to answer a question. The vectors of the file are held against
those of sentence-transformers before anything is kept; files are written beside and renamed, the
note that names them last.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.engines.encoder_files import forbid_network, sha256_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OPSET = 17
LEAST_COSINE = 0.9999
NOTE = "encoder.json"
FORMAT = 1
#: short, long, and longer than any encoder of this kind reads
PROBES = (
    "Consent",
    "The Producer shall give the Guild sixty days' notice before a new tool is put to use.",
    "A scan made for one picture stays with that picture. " * 12,
    "Each engagement is paid by the day, the week or the picture, as the schedule says. " * 60,
)


def main() -> None:
    """Export the folder of the first argument into that of the second."""
    export(Path(sys.argv[1]), Path(sys.argv[2]))


def export(weights: Path, target: Path) -> None:
    """Write the ONNX file, its tokenizer and the note. Raises ValueError when the vectors are not
    those of sentence-transformers."""
    forbid_network()
    import_module("onnx")  # torch's exporter needs it, but would name it too late
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(
        str(weights), device="cpu", local_files_only=True, trust_remote_code=False
    )
    reference.eval()
    target.mkdir(parents=True, exist_ok=True)
    beside = target / f"export.{os.getpid()}.tmp"
    try:
        inputs = _write_onnx(reference, beside)
        cosine = _least_cosine(reference, beside, inputs)
        if cosine < LEAST_COSINE:
            raise ValueError(f"cosine {cosine:.6f} to sentence-transformers")
        sha256 = sha256_of([beside])
        beside.replace(target / f"{sha256}.onnx")
    finally:
        beside.unlink(missing_ok=True)
    tokenizer = reference.tokenizer.backend_tokenizer.to_str()
    _write(target / "tokenizer.json", tokenizer)
    note = {
        "format": FORMAT,
        "onnx": sha256,
        "tokenizer": sha256_of([target / "tokenizer.json"]),
        "inputs": inputs,
        "longest": _longest(reference),
        "dimension": int(reference.get_embedding_dimension()),
        "cosine": round(cosine, 7),
        "opset": OPSET,
    }
    _write(target / NOTE, json.dumps(note, indent=1))


def _longest(reference: Any) -> int:  # noqa: ANN401
    return int(reference.max_seq_length or reference.tokenizer.model_max_length)


def _write_onnx(reference: Any, path: Path) -> list[str]:  # noqa: ANN401
    """Write the transformer with the mean of its token vectors; the names of its inputs."""
    import torch

    class MeanOfTokens(torch.nn.Module):  # type: ignore[misc]
        """Token vectors of a transformer, averaged where the attention mask is 1."""

        def __init__(self, transformer: Any, names: list[str]) -> None:  # noqa: ANN401
            super().__init__()
            self.transformer = transformer
            self.names = names

        def forward(self, *values: Any) -> Any:  # noqa: ANN401
            given = dict(zip(self.names, values, strict=True))
            hidden = self.transformer(**given, return_dict=True).last_hidden_state
            mask = given["attention_mask"].unsqueeze(-1).to(hidden.dtype)
            return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)

    example = reference.tokenizer(list(PROBES[:2]), padding=True, return_tensors="pt")
    names = [name for name in reference.tokenizer.model_input_names if name in example]
    with torch.no_grad():
        torch.onnx.export(
            MeanOfTokens(reference[0].auto_model, names).eval(),
            tuple(example[name] for name in names),
            str(path),
            input_names=names,
            output_names=["vector"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names}
            | {"vector": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )
    return names


def _least_cosine(reference: Any, path: Path, inputs: list[str]) -> float:  # noqa: ANN401
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    least = 1.0
    for probe in PROBES:
        read = reference.tokenizer(
            [probe], truncation=True, max_length=_longest(reference), return_tensors="np"
        )
        given = {name: read[name].astype(np.int64) for name in inputs}
        ours: NDArray[np.float32] = session.run(None, given)[0][0]
        theirs: NDArray[np.float32] = reference.encode(probe, convert_to_numpy=True)
        norms = float(np.linalg.norm(ours)) * float(np.linalg.norm(theirs))
        least = min(least, float(ours @ theirs) / norms)
    return least


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    main()
