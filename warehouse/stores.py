"""Which kind of warehouse a workspace has, by its settings: one DuckDB file, or a lake."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.settings import Settings
from warehouse.names import PUBLISHED
from warehouse.store import Store

if TYPE_CHECKING:
    from warehouse.lake.address import LakeAddress


def store_of(settings: Settings) -> Store:
    """Return the warehouse of a workspace, of the kind that its settings name.

    Raises:
        SettingsError: The settings of the lake are wrong.
        WarehouseError: The lake is in a bucket that cannot be reached.
    """
    if settings.warehouse.kind == "duckdb":
        return Store(settings.home)
    # Imported when it is used: most workspaces have no lake.
    from warehouse.lake.store import LakeStore

    return LakeStore(settings.home, _lake_of(settings))


def published_of(settings: Settings) -> Path:
    """Return what readers open: the published file, or the copy of a lake's catalog.

    Raises:
        SettingsError: The settings of the lake are wrong.
        WarehouseError: The lake is in a bucket that cannot be reached.
    """
    if settings.warehouse.kind == "duckdb":
        return settings.home / PUBLISHED
    return _lake_of(settings).published


def _lake_of(settings: Settings) -> "LakeAddress":
    """Return where the lake is; from a bucket, its readers' copy is fetched if there is a newer."""
    from warehouse.lake.address import address_of
    from warehouse.lake.buckets import fetch_copy

    address = address_of(settings)
    if address.bucket:
        fetch_copy(address)
    return address
