"""An extractor that stands by: it knows its versions at once, and loads the model when needed.

A run in which nothing is new needs no model, nor does a process that only shares out the work.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from pipeline.quick_spacy import without_commands
from pipeline.readers import Guard, open_source
from pipeline.settings import Settings
from pipeline.versions import find_versions
from schemas import Extraction, Rejection, Source

if TYPE_CHECKING:
    from pipeline.process import Processor


class Standby:
    """Does what `pipeline.process.Processor` does, which it loads with the first article.

    Raises:
        ModelError: The model is missing or was changed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._versions = find_versions(settings)
        self._guard = Guard()
        self._processor: Processor | None = None
        self._loading: Future[Processor] | None = None

    @property
    def extractor_version(self) -> str:
        """Version of grammar, lexicon and code."""
        return self._versions.extractor_version

    @property
    def model_version(self) -> str:
        """Language model and its version."""
        return self._versions.model_version

    def content_key(self, source: Source) -> str:
        """Return the key under which equal input and equal extraction are known."""
        return self._versions.content_key(source)

    def open(self, source: Source) -> Iterator[Source | Rejection]:
        """Yield the articles that a source holds, unread: itself, or those of an archive."""
        return open_source(source, self._guard, self.content_key)

    def process_many(self, sources: Iterable[Source]) -> Iterator[Extraction | Rejection]:
        """Yield the outcome of each source, in order.

        Raises:
            ModelError: The model cannot be loaded.
            SettingsError: A lexicon table is wrong.
        """
        for source in sources:
            yield self._loaded().process(source)

    def begin(self) -> None:
        """Load beside whatever comes next; what goes wrong is raised when it is needed."""
        if self._processor is None and self._loading is None:
            self._loading = ThreadPoolExecutor(1).submit(self._load)

    def _loaded(self) -> "Processor":
        """Return the processor, loaded by now."""
        if self._processor is None:
            self._processor = self._loading.result() if self._loading else self._load()
        return self._processor

    def _load(self) -> "Processor":
        """Return the processor, loaded now."""
        with without_commands():  # spaCy is imported here: a second, and 100 MB
            from pipeline.process import load_processor

        return load_processor(self._settings)
