"""The trial of docs/decisions/0010: the topic head fine-tuned against the linear one, same folds.

`python -m benchmarks.fine_tuned_head` trains, fold by fold, the encoder's last layer and a linear
head over its mean vector, all lower layers frozen, and prints the F1 of both heads on passages that
neither saw, alone and joined with the cues, and the size of the weights that changed.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.engines.encoder_choice import open_encoder
from analyzer.engines.encoder_files import find_encoder, forbid_network
from analyzer.learning.passages import (
    NOT_ASKED,
    OF_IT,
    Lessons,
    cue_scores,
    gather_lessons,
    load_passages,
)
from analyzer.learning.training import (
    FOLDS,
    SEED,
    fold_of_groups,
    held_in_folds,
    strengths_in_folds,
    tally,
)
from analyzer.settings import read_settings
from analyzer.taxonomy import load_taxonomy
from analyzer.vectors import embed_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

EPOCHS = 8
BATCH = 32
LONGEST = 96
#: a normalised vector gives small values; so much larger they learn sooner
SCALE = 5.0
RATE_OF_LAYER, RATE_OF_HEAD = 2e-4, 1e-2


class Frozen:
    """What the lower layers make of every text, once; and fresh copies of the last layer."""

    def __init__(self, name: str, texts: tuple[str, ...]) -> None:
        import torch
        from transformers import AutoModel, AutoTokenizer

        forbid_network()
        folder = find_encoder(name).folder
        tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model: Any = AutoModel.from_pretrained(folder).eval()
        tokens = tokenizer(
            list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        )
        self.mask = tokens["attention_mask"]
        parts = []
        with torch.no_grad():
            for start in range(0, len(texts), BATCH):
                part = {key: value[start : start + BATCH] for key, value in tokens.items()}
                parts.append(self.model(**part, output_hidden_states=True).hidden_states[-2])
        self.hidden = torch.cat(parts)

    def last_layer(self) -> Any:  # noqa: ANN401 - torch is not typed here
        """A copy of the last layer, as it came."""
        import copy

        return copy.deepcopy(self.model.encoder.layer[-1])

    def vectors(self, layer: Any, rows: Any) -> Any:  # noqa: ANN401 - torch is not typed here
        """Normalised mean vectors of some texts through a last layer."""
        import torch

        mask = self.mask[rows]
        longest = int(mask.sum(dim=1).max())
        mask = mask[:, :longest]
        hidden = layer(
            self.hidden[rows, :longest], attention_mask=(1.0 - mask[:, None, None, :]) * -1e9
        )
        hidden = hidden[0] if isinstance(hidden, tuple) else hidden
        weights = mask[:, :, None].float()
        return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=1)


def tune(frozen: Frozen, topics: NDArray[np.int8], taught: NDArray[np.bool_]) -> Numbers:
    """Strengths of all texts by a layer and a head that were trained on some of them."""
    import torch

    torch.manual_seed(SEED)
    layer, head = frozen.last_layer().train(), torch.nn.Linear(384, topics.shape[1])
    asked = torch.tensor(topics != NOT_ASKED)
    wanted = torch.tensor(topics == OF_IT).float()
    of_it = (topics[taught] == OF_IT).sum(axis=0)
    heavier = torch.tensor((taught.sum() - of_it) / np.maximum(of_it, 1)).float()
    lost = torch.nn.BCEWithLogitsLoss(pos_weight=heavier.sqrt(), reduction="none")
    rates = [
        {"params": layer.parameters(), "lr": RATE_OF_LAYER},
        {"params": head.parameters(), "lr": RATE_OF_HEAD},
    ]
    steps = torch.optim.AdamW(rates, weight_decay=0.01)
    rows = torch.tensor(np.flatnonzero(taught))
    for _ in range(EPOCHS):
        for part in rows[torch.randperm(len(rows))].split(BATCH):
            loss = lost(SCALE * head(frozen.vectors(layer, part)), wanted[part])
            steps.zero_grad()
            (loss * asked[part]).mean().backward()
            steps.step()
    layer.eval()
    with torch.no_grad():
        every = torch.arange(len(topics)).split(BATCH)
        made = [SCALE * head(frozen.vectors(layer, part)) for part in every]
    strengths: Numbers = torch.cat(made).numpy().astype(np.float64)
    return strengths


def compare(lessons: Lessons, cues: Numbers, strengths: dict[str, Numbers]) -> dict[str, Any]:
    """F1 of each head on the passages, alone and joined with the cues."""
    passages = lessons.is_passage
    topics = lessons.topics[passages]
    folds = fold_of_groups(lessons.groups)[passages]
    silent = np.full(cues.shape, 0.25)
    figures = {}
    for name, of_all in strengths.items():
        for how, scores in (("alone", silent), ("joined", cues)):
            held = held_in_folds(scores, of_all[passages], topics, folds=folds)
            figures[f"{name}, {how}"] = round(tally(held, topics).f1, 3)
    return figures


def main() -> int:
    """Train both on the same folds and print the figures."""
    settings = read_settings()
    taxonomy = load_taxonomy()
    lessons = gather_lessons(taxonomy, load_passages(taxonomy))
    cues = cue_scores(lessons.passages, taxonomy)
    vectors = embed_texts(lessons.texts, open_encoder(settings.encoder, settings.cache_folder))
    linear = vectors.astype(np.float64)
    frozen = Frozen(settings.encoder, lessons.texts)
    folds = fold_of_groups(lessons.groups)
    began = time.process_time()
    tuned = np.zeros(lessons.topics.shape)
    for fold in range(FOLDS):
        tuned[folds == fold] = tune(frozen, lessons.topics, folds != fold)[folds == fold]
    seconds = time.process_time() - began
    by_words = strengths_in_folds(lessons, linear, with_vectors=False)
    both = strengths_in_folds(lessons, linear, with_vectors=True)
    figures = compare(
        lessons,
        cues,
        {
            "linear head on vectors and words": both,
            "fine-tuned layer": tuned,
            "fine-tuned layer and words": tuned + by_words,
        },
    )
    changed = sum(each.numel() for each in frozen.last_layer().parameters()) + 385 * len(cues[0])
    sizes = {"megabytes changed": round(changed * 4 / 1e6, 1), "cpu seconds": round(seconds)}
    sys.stdout.write(json.dumps(figures | sizes, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
