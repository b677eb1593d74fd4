"""What the process that runs analysts' SQL may use, enforced by the system.

DuckDB's own settings forbid files, settings and the network; this is the second wall, for what
they do not reach: functions that take memory beyond `memory_limit`, and work without end.
"""

import resource

MEMORY_BYTES = 1_500_000_000
"""Address space: 512 MB of DuckDB's own limit, about 250 MB of libraries, and the answer."""

OPEN_FILES = 32


def limit_resources() -> None:
    """Let the system refuse this process memory beyond the limit, files of any size, core dumps."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (most, most))


def limit_work(seconds: int) -> None:
    """Let the system end this process when its threads have worked so many seconds more.

    For the case that its parent, which looks at the clock, is gone.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
