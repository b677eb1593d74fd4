"""The engine that the settings name."""

from pathlib import Path

from pipeline.engines.inside import InsideEngine
from pipeline.engines.orders import Engine, Extractor
from pipeline.settings import Settings


def choose_engine(settings: Settings, extractor: Extractor, folder: Path) -> Engine:
    """Return the engine of a run.

    Args:
        settings: Which engine, and where it is.
        extractor: What it extracts with.
        folder: Where rows are staged that nobody else need see.
    """
    return InsideEngine(settings, extractor, folder)
