"""`make learn`: train the topic head anew and write it, with the figures of the run, into data.

The taxonomy, passages.toml and the encoder of the settings → topic_head.npz and topic_head.json.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.engines.encoder_choice import open_encoder
from analyzer.findings.cues import ASSERTED
from analyzer.findings.learned import HEAD_FILE
from analyzer.learning.passages import OF_IT, Lessons, cue_scores, gather_lessons, load_passages
from analyzer.learning.training import FOLDS, SEED, Tally, Trained, tally, train
from analyzer.settings import read_settings
from analyzer.taxonomy import load_taxonomy
from analyzer.vectors import embed_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import Encoder

DATA = Path(__file__).resolve().parents[1] / "data"


def main() -> int:
    """Train and write; print the figures."""
    settings = read_settings()
    encoder = open_encoder(settings.encoder, settings.cache_folder)
    taxonomy = load_taxonomy()
    lessons = gather_lessons(taxonomy, load_passages(taxonomy))
    cues = cue_scores(lessons.passages, taxonomy)
    vectors = embed_texts(lessons.texts, encoder).astype(np.float64)
    trained = train(lessons, vectors, cues, fingerprint=encoder.fingerprint, slugs=taxonomy.slugs)
    figures = figures_of(trained, lessons, cues, encoder=encoder, slugs=taxonomy.slugs)
    kept = BytesIO()
    np.savez_compressed(kept, **trained.arrays)  # type: ignore[arg-type]
    (DATA / HEAD_FILE).write_bytes(kept.getvalue())
    text = json.dumps(figures, indent=1) + "\n"
    (DATA / HEAD_FILE).with_suffix(".json").write_text(text, encoding="utf-8")
    sys.stdout.write(json.dumps(figures["micro_f1"]) + "\n")
    return 0


def figures_of(
    trained: Trained,
    lessons: Lessons,
    cues: NDArray[np.float64],
    *,
    encoder: Encoder,
    slugs: tuple[str, ...],
) -> dict[str, Any]:
    """What the run was made of, and what its folds gave on passages that they did not see."""
    topics = lessons.topics[lessons.is_passage]
    return {
        "date": date.today().isoformat(),
        "encoder": encoder.name,
        "fingerprint": encoder.fingerprint,
        "texts": len(lessons.texts),
        "passages": int(lessons.is_passage.sum()),
        "features": len(trained.arrays["features"]),
        "folds": FOLDS,
        "seed": SEED,
        "groups": len(np.unique(lessons.groups)),
        "micro_f1": {
            "joined": _figure(tally(trained.held, topics)),
            "cues_alone": _figure(tally(cues >= ASSERTED, topics)),
            "learned_alone": _figure(tally(trained.learned_alone, topics)),
            "cues_and_words": _figure(tally(trained.held_by_words, topics)),
        },
        "topics": {
            slug: {
                "support": int((topics[:, at] == OF_IT).sum()),
                "f1": _figure(tally(trained.held[:, [at]], topics[:, [at]])),
            }
            for at, slug in enumerate(slugs)
        },
    }


def _figure(counted: Tally) -> float:
    return round(counted.f1, 3)


if __name__ == "__main__":
    sys.exit(main())
