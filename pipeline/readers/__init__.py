"""From bytes to raw text and metadata, one module for each media type."""

from collections.abc import Callable

from pipeline.readers.markdown import read_markdown
from pipeline.readers.metadata import merge, read_sidecar
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.text import read_text
from schemas import RejectionReason, Source, SourceError

__all__ = ["READERS", "ReadArticle", "read_source"]

READERS: dict[str, Callable[[bytes], ReadArticle]] = {
    "text/plain": read_text,
    "text/markdown": read_markdown,
}
"""Who reads which media type."""


def read_source(source: Source) -> ReadArticle:
    """Return the source's text and what is known about it; its sidecar's word comes first.

    Raises:
        SourceError: The bytes are no text that we read, or the sidecar is wrong.
    """
    reader = READERS.get(source.media_type)
    if reader is None:
        raise SourceError(
            RejectionReason.UNKNOWN_FORMAT,
            "the ending of its name is none that is read (plain text .txt, Markdown .md); "
            "save it as text",
        )
    told = read_sidecar(source.sidecar)
    article = reader(source.content)
    return ReadArticle(article.raw_text, merge(told, article.metadata))
