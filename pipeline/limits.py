"""What a process of ours may use at most, enforced by the system.

Called in a child alone: the one that reads other people's files, and the one that runs
analysts' SQL.
"""

import resource


def limit_resources(*, memory_bytes: int, open_files: int) -> None:
    """Let the system refuse memory beyond the limit, files of any size, and core dumps.

    Args:
        memory_bytes: Address space, libraries included.
        open_files: Files, pipes and sockets that are open at once.
    """
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, open_files),
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
