"""From bytes to facts: reading, cleaning, finding meaning. Importing this does nothing.

`open_warehouse` is the way in for programs that read what was found (docs/python.md).
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.access import Warehouse

__all__ = ["open_warehouse"]


def open_warehouse(home: Path | str | None = None, *, seconds: float = 60) -> "Warehouse":
    """Return the workspace's published warehouse, open for reading; a context manager.

    It keeps the state of its opening, whatever is published meanwhile.

    Args:
        home: The workspace; None for FORETELL_HOME, else the nearest one around here.
        seconds: How long a question may take.

    Raises:
        SettingsError: A setting of the workspace is wrong.
        WarehouseMissing: Nothing was published yet.
        WarehouseError: The published file cannot be opened.
    """
    from pipeline.settings import load_settings
    from warehouse.access import Warehouse
    from warehouse.stores import published_of

    settings = load_settings(home=None if home is None else Path(home))
    return Warehouse(published_of(settings), seconds=seconds)
