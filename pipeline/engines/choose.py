"""The engine that the settings name."""

from pathlib import Path

from pipeline.engines.inside import InsideEngine
from pipeline.engines.orders import Engine, Extractor
from pipeline.engines.pool import PoolEngine
from pipeline.settings import Settings
from pipeline.standby import Standby


def choose_engine(settings: Settings, extractor: Extractor, folder: Path) -> Engine:
    """Return the engine of a run.

    Args:
        settings: Which engine, and where it is.
        extractor: What it extracts with.
        folder: Where rows are staged that nobody else need see.
    """
    if settings.workers > 1 and isinstance(extractor, Standby):
        return PoolEngine(settings, extractor, folder, make=Standby)
    return InsideEngine(settings, extractor, folder)
