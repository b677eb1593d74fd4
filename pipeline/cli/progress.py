"""Inputs as they pass: a bar on a terminal, a plain line each elsewhere."""

from types import TracebackType
from typing import Self

from pipeline.cli.output import console
from pipeline.cli.session import say


class Passing:
    """Tells each input that an ingestion is done with, and remembers their names.

    Attributes:
        source_uris: The inputs seen so far, in order.
    """

    def __init__(self, total: int) -> None:
        from rich.progress import Progress

        self.source_uris: list[str] = []
        terminal = console(stderr=True)
        self._bar = Progress(console=terminal, transient=True) if terminal.is_terminal else None
        self._task = self._bar.add_task("articles", total=total) if self._bar else None

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def __call__(self, source_uri: str, told: str) -> None:
        """Tell that an input is done, and what came of it."""
        self.source_uris.append(source_uri)
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1)
        else:
            say(f"{source_uri}: {told}")
