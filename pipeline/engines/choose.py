"""The engine that the settings name."""

from hashlib import sha256
from pathlib import Path

from pipeline.engines.inside import InsideEngine
from pipeline.engines.orders import Engine, Extractor
from pipeline.engines.pool import PoolEngine
from pipeline.settings import Settings
from pipeline.standby import Standby
from schemas import EngineError, SettingsError


def choose_engine(settings: Settings, extractor: Extractor, folder: Path) -> Engine:
    """Return the engine of a run.

    Args:
        settings: Which engine, and where it is.
        extractor: What it extracts with.
        folder: Where rows are staged that nobody else need see.

    Raises:
        SettingsError: The scheduler is not named.
        EngineError: What the engine needs is not installed.
    """
    if settings.engine == "dask":
        return _dask(settings, extractor, folder)
    if settings.workers > 1 and isinstance(extractor, Standby):
        return PoolEngine(settings, extractor, folder, make=Standby)
    return InsideEngine(settings, extractor, folder)


def _dask(settings: Settings, extractor: Extractor, folder: Path) -> Engine:
    """Return the engine that gives its orders to a Dask scheduler; nothing is asked of it yet."""
    if settings.scheduler is None:
        raise SettingsError(
            'engine = "dask" needs `scheduler`, such as "tcp://10.0.0.5:8786": set it in '
            "foretell.toml or FORETELL_SCHEDULER, or start one with `dask scheduler`"
        )
    try:
        from pipeline.engines.cluster_worker import Seat, Versions
    except ImportError as error:
        raise EngineError(
            f"Dask is not installed ({error}); install Foretell with its extra: foretell[scale]"
        ) from error
    from pipeline.engines.cluster import ClusterEngine
    from pipeline.engines.crew import DaskCrew
    from pipeline.engines.staging import choose_staging

    staging = choose_staging(settings.staging, folder, settings.home)
    versions = Versions.of(extractor)
    seat = Seat(seat_name(settings), settings, staging, Standby, versions)
    crew = DaskCrew(settings.scheduler, seat, settings.scheduler_wait_seconds)
    return ClusterEngine(settings, extractor, folder, crew, staging)


def seat_name(settings: Settings) -> str:
    """Return the name that workers know a workspace's seat by.

    The next run takes the place of the last one's, so that no worker holds two models for it.
    """
    return f"foretell-{sha256(str(settings.home).encode()).hexdigest()[:12]}"
