"""Where a lake is: its catalog, and its files, which readers know alone."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import Settings
from schemas import SettingsError
from warehouse.lake.buckets import SCHEME
from warehouse.names import LAKE_SUFFIX

POSTGRES = "postgres:"
"""What the catalog begins with where it stands in PostgreSQL; else it is a file."""

_FOLDER = "warehouse/lake"

# "dbname=foretell password=secret", "postgres:postgresql://me:secret@host/foretell"
_PASSWORD = re.compile(r"\bpassword\s{0,9}=|://[^@/]{0,200}:[^@/]{1,200}@")


@dataclass(frozen=True, slots=True)
class LakeAddress:
    """A lake.

    Attributes:
        catalog: A file, or `postgres:` and what libpq connects by.
        storage: The folder of its files; of a lake in a bucket, of the copy that readers open.
        bucket: Where its files are instead, such as "s3://bucket/lake"; empty for a folder.
    """

    catalog: str
    storage: Path
    bucket: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether several processes can write at once: a file is open in one alone."""
        return self.catalog.startswith(POSTGRES)

    @property
    def dsn(self) -> str:
        """What libpq connects by."""
        return self.catalog.removeprefix(POSTGRES)

    @property
    def rows(self) -> str:
        """Where the Parquet files are."""
        return f"{self.bucket}/rows" if self.bucket else str(self.storage / "rows")

    @property
    def published(self) -> Path:
        """The copy of the catalog that readers open; replaced as a whole, never written to."""
        return self.storage / f"foretell{LAKE_SUFFIX}"


def address_of(settings: Settings) -> LakeAddress:
    """Return where the lake of a workspace is.

    Raises:
        SettingsError: The catalog has a password, or the storage is neither folder nor bucket.
    """
    wanted = settings.warehouse
    catalog = _catalog(wanted.catalog or "warehouse/work/catalog.ducklake", settings.home)
    storage = wanted.storage or _FOLDER
    if storage.startswith(SCHEME) and storage.strip("/") != SCHEME.strip("/"):
        return LakeAddress(catalog, (settings.home / _FOLDER).resolve(), storage.rstrip("/"))
    if "://" in storage:
        raise SettingsError(
            f"warehouse.storage: {storage} is no folder; name one that every host has mounted "
            "at the same path, or s3://BUCKET/FOLDER"
        )
    return LakeAddress(catalog, (settings.home / storage).resolve())


def _catalog(catalog: str, home: Path) -> str:
    """Return the catalog as it is found from any folder."""
    if not catalog.startswith(POSTGRES):
        return str((home / catalog).resolve())
    if _PASSWORD.search(catalog):
        raise SettingsError(
            "warehouse.catalog holds a password, which settings and logs would show; put it in "
            "~/.pgpass or in a file named as passfile=…"
        )
    return catalog
