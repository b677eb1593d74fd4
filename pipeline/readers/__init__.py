"""From bytes to raw text and metadata, one module for each media type."""

from pipeline.readers.guard import Guard
from pipeline.readers.opening import open_source
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.reading import read_source
from pipeline.readers.tables import Table

__all__ = ["Guard", "ReadArticle", "Table", "open_source", "read_source"]
