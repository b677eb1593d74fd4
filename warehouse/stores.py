"""Which kind of warehouse a workspace has, by its settings: one DuckDB file, or a lake."""

from pathlib import Path

from pipeline.settings import Settings
from warehouse.names import PUBLISHED
from warehouse.store import Store


def store_of(settings: Settings) -> Store:
    """Return the warehouse of a workspace, of the kind that its settings name.

    Raises:
        SettingsError: The settings of the lake are wrong.
    """
    if settings.warehouse.kind == "duckdb":
        return Store(settings.home)
    # Imported when it is used: most workspaces have no lake.
    from warehouse.lake.address import address_of
    from warehouse.lake.store import LakeStore

    return LakeStore(settings.home, address_of(settings))


def published_of(settings: Settings) -> Path:
    """Return what readers open: the published file, or the copy of a lake's catalog.

    Raises:
        SettingsError: The settings of the lake are wrong.
    """
    if settings.warehouse.kind == "duckdb":
        return settings.home / PUBLISHED
    from warehouse.lake.address import address_of

    return address_of(settings).published
