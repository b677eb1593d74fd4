"""Pages as they were fetched, kept in the workspace under the hash of their bytes.

A page of the web changes and goes; what rows were made of stays. So a new version of the
extractor reads them again without asking any site.
"""

import gzip
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from schemas import WarehouseError

FOLDER = "warehouse/fetched"


@dataclass(frozen=True, slots=True)
class SavedPages:
    """The folder of fetched pages; each is written once and never changed."""

    folder: Path

    def save(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256.

        Raises:
            WarehouseError: They cannot be written.
        """
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        try:
            if not path.is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh = path.with_suffix(".next")
                # Without its time: the same bytes give the same file.
                fresh.write_bytes(gzip.compress(content, mtime=0))
                fresh.replace(path)
        except OSError as error:
            raise WarehouseError(
                f"{self.folder} cannot be written ({error.strerror}); make room or see to its "
                "permissions"
            ) from error
        return digest

    def load(self, digest: str) -> bytes | None:
        """Return the bytes of a SHA-256; None where they are gone or damaged."""
        try:
            content = gzip.decompress(self._path(digest).read_bytes())
        except (OSError, EOFError, zlib.error):
            return None
        return content if sha256(content).hexdigest() == digest else None

    def _path(self, digest: str) -> Path:
        """Return where the bytes of a SHA-256 lie."""
        return self.folder / digest[:2] / f"{digest}.gz"
