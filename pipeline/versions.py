"""Which extraction a row is of: the versions, known before the model is loaded, and the key."""

from dataclasses import dataclass
from hashlib import sha256

from pipeline.model_files import check_model
from pipeline.settings import Settings, extractor_version
from schemas import Source


@dataclass(frozen=True, slots=True)
class Versions:
    """What decides, beside the bytes of an article, what is found in it.

    `extractor_version` changes with code and lexicon, `model_version` with the model.
    """

    extractor_version: str
    model_version: str

    def content_key(self, source: Source) -> str:
        """Return the key under which equal input and equal extraction are known."""
        sidecar = sha256(source.sidecar or b"").hexdigest()
        parts = (source.content_sha256, sidecar, self.extractor_version, self.model_version)
        return sha256("\0".join(parts).encode()).hexdigest()


def find_versions(settings: Settings) -> Versions:
    """Return the versions of the settings' workspace; no model is loaded.

    Raises:
        ModelError: The model is missing or was changed.
    """
    return Versions(extractor_version(settings), check_model(settings))
