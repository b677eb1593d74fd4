"""DuckDB without pandas, which it imports at the first parameter wherever it is installed.

That takes over a second of processor time, half of what a command needs besides; no command
works with data frames. Those who do (`pipeline.open_warehouse`) call nothing here.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

FRAMES = "pandas"


class _NoFrames(MetaPathFinder):
    """Says of pandas that it is not installed."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - what the import system asks with
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Leave every other module to the finders behind."""
        if fullname == FRAMES:
            raise ModuleNotFoundError(f"{FRAMES} is left out of this command", name=fullname)
        return None


@contextmanager
def without_frames() -> Iterator[None]:
    """Let DuckDB find no pandas in this block; DuckDB can import it after it as ever.

    Does nothing where pandas is imported already. Arrow remembers for the rest of the process
    that there was none, so this is for commands, whose process ends with the block.
    """
    finder = _NoFrames()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
