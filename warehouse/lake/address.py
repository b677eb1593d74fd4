"""Where a lake is: its catalog, and the folder of its files, which readers know alone."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import Settings
from schemas import SettingsError
from warehouse.names import LAKE_SUFFIX

POSTGRES = "postgres:"
"""What the catalog begins with where it stands in PostgreSQL; else it is a file."""

# "dbname=foretell password=secret", "postgres:postgresql://me:secret@host/foretell"
_PASSWORD = re.compile(r"\bpassword\s{0,9}=|://[^@/]{0,200}:[^@/]{1,200}@")


@dataclass(frozen=True, slots=True)
class LakeAddress:
    """A lake.

    Attributes:
        catalog: A file, or `postgres:` and what libpq connects by.
        storage: The folder of its files.
    """

    catalog: str
    storage: Path

    @property
    def is_shared(self) -> bool:
        """Whether several processes can write at once: a file is open in one alone."""
        return self.catalog.startswith(POSTGRES)

    @property
    def dsn(self) -> str:
        """What libpq connects by."""
        return self.catalog.removeprefix(POSTGRES)

    @property
    def rows(self) -> Path:
        """The folder of the Parquet files."""
        return self.storage / "rows"

    @property
    def published(self) -> Path:
        """The copy of the catalog that readers open; replaced as a whole, never written to."""
        return self.storage / f"foretell{LAKE_SUFFIX}"


def address_of(settings: Settings) -> LakeAddress:
    """Return where the lake of a workspace is.

    Raises:
        SettingsError: The catalog has a password, or the storage is no folder.
    """
    wanted = settings.warehouse
    storage = wanted.storage or "warehouse/lake"
    if "://" in storage:
        raise SettingsError(
            f"warehouse.storage: {storage} is no folder; name one that every host has mounted "
            "at the same path"
        )
    catalog = wanted.catalog or "warehouse/work/catalog.ducklake"
    return LakeAddress(_catalog(catalog, settings.home), (settings.home / storage).resolve())


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
