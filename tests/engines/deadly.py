"""An extractor for worker processes: it finds by pattern, and some texts end its process."""

import logging
import os
import signal
from collections.abc import Iterable, Iterator

from pipeline.settings import Settings
from schemas import Extraction, ModelError, Rejection, Source
from tests.fakes import FakeProcessor

LOG = logging.getLogger("pipeline.deadly")


class Deadly(FakeProcessor):
    """Dies of "KILL" in a text, and tells the log of "TELL"."""

    def process_many(self, sources: Iterable[Source]) -> Iterator[Extraction | Rejection]:
        """Yield the outcome of each source, if it comes to that."""
        for source in sources:
            if b"KILL" in source.content:
                os.kill(os.getpid(), signal.SIGKILL)
            if b"TELL" in source.content:
                try:
                    int("so it goes")
                except ValueError:
                    LOG.exception("told: %s", source.source_uri)
            yield from super().process_many([source])


def make_deadly(_settings: Settings) -> Deadly:
    """Return the extractor of a worker."""
    return Deadly()


def make_nothing(_settings: Settings) -> Deadly:
    """Fail as where the model was changed."""
    raise ModelError("the model was changed")
