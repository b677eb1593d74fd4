"""DuckDB without pandas, which it imports at the first parameter wherever it is installed.

That takes 1.2 s of processor time, half of what a command needs besides; no command works with
data frames. Those who do (`pipeline.open_warehouse`) call nothing here.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FRAMES = "pandas"


@contextmanager
def without_frames() -> Iterator[None]:
    """Let DuckDB find no pandas in this block; it can be imported after it as ever.

    Does nothing where pandas is imported already.
    """
    if FRAMES in sys.modules:
        yield
        return
    sys.modules[FRAMES] = None  # type: ignore[assignment]  # as the import system has it
    try:
        yield
    finally:
        del sys.modules[FRAMES]
