"""One source read as one article: in this process where it is text, guarded where it is not."""

from collections.abc import Callable
from types import MappingProxyType

from pipeline import media
from pipeline.readers.answers import article_from
from pipeline.readers.findings import told_by
from pipeline.readers.guard import Guard
from pipeline.readers.markdown import read_markdown
from pipeline.readers.metadata import merge, read_sidecar
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.tasks import READ, READERS
from pipeline.readers.text import read_text
from schemas import Origin, RejectionReason, Source, SourceError

PLAIN_READERS: MappingProxyType[str, Callable[[bytes], ReadArticle]] = MappingProxyType(
    {media.TEXT: read_text, media.MARKDOWN: read_markdown}
)
"""Who reads which form without a parser that could be led astray."""

KNOWN_ENDINGS = ", ".join(media.BY_ENDING)


def read_source(source: Source, guard: Guard | None = None) -> ReadArticle:
    """Return the source's text and what is known about it; its sidecar's word comes first.

    Args:
        source: The bytes and their form.
        guard: Who reads what is no plain text; one of its own for this source where None.

    Raises:
        SourceError: The bytes are no text that we read, or the sidecar is wrong.
    """
    told = read_sidecar(source.sidecar)
    article = _read(source, guard)
    by_sidecar = told_by(told, source.sidecar_from)
    return ReadArticle(
        article.raw_text,
        merge(told, article.metadata),
        _origins(by_sidecar, article.origins),
        article.tables,
        article.edits,
    )


def _read(source: Source, guard: Guard | None) -> ReadArticle:
    """Return the article by the reader of its form.

    Raises:
        SourceError: Nobody reads the form, or the bytes are not of it.
    """
    plain = PLAIN_READERS.get(source.media_type)
    if plain is not None:
        return plain(source.content)
    if source.media_type not in READERS:
        raise SourceError(
            RejectionReason.UNKNOWN_FORMAT,
            f"the ending of its name is none that is read ({KNOWN_ENDINGS}); "
            "save it in one of these forms",
        )
    own = guard or Guard()
    try:
        return article_from(own.ask(READ, source.media_type, source.content)[0])
    finally:
        if guard is None:
            own.close()


def _origins(first: tuple[Origin, ...], second: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """Return what told each value, where the first's word counts."""
    fields = {origin.field for origin in first}
    return (*first, *(origin for origin in second if origin.field not in fields))
