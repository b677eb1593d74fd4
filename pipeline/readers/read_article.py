"""What every reader gives."""

from dataclasses import dataclass

from pipeline.readers.tables import Table
from schemas import Edit, Metadata, Origin


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article's text and what is known about it.

    All offsets of the warehouse point into `raw_text`. Of a text file these are the characters
    as decoded, line ends and all; a byte order mark says how to decode and is no character of
    the text. Of any other form (a page, a PDF, a document) they are what its reader makes of
    it: paragraphs with an empty line between them, and tables as lines of cells.

    `origins` says what told each value of `metadata`. `tables` are places in `raw_text`.
    `edits` take from it what belongs to the form and is no prose, such as marks of markup.
    """

    raw_text: str
    metadata: Metadata
    origins: tuple[Origin, ...] = ()
    tables: tuple[Table, ...] = ()
    edits: tuple[Edit, ...] = ()
