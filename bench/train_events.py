"""Trains the model that judges the roots of acts on plv_train and writes plover_en.npz.

    python bench/train_events.py

The sentences are `plover_events/plv_train.jsonl` (github.com/snowood1/Zero-Shot-PLOVER); the same data and
versions give the same weights.
"""

from __future__ import annotations

import numpy as np

from _event_model import as_judge, fitted
from events import TRAIN, given_actors
from harness import ROOT, read_rows
from wiredesk.flow.annotations.parse import english
from wiredesk.flow.annotations.plover.judge import MODEL, features_of

PLACE = ROOT / "src" / "wiredesk" / "flow" / "annotations" / "plover" / MODEL


def main() -> None:
    """Reads, fits, writes."""
    rows = list(read_rows(TRAIN))
    docs = english().pipe((row["text"] for row in rows), batch_size=1)
    picked = [(given_actors(doc, row, judged=False)[0], row["gold_root"]) for doc, row in zip(docs, rows, strict=True)]
    known = [(act, root) for act, root in picked if act is not None]
    model = as_judge(*fitted([features_of(act) for act, _ in known], [root for _, root in known]))
    np.savez_compressed(
        PLACE,
        names=np.array(list(model.places), dtype=np.str_),
        roots=np.array(model.roots, dtype=np.str_),
        weights=model.weights.astype(np.float16),
        bias=model.bias,
    )
    print(f"{len(known)} acts, {len(model.places)} features, {PLACE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
