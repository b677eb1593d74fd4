"""What the child process does with a document: read it as an article, or open it as many."""

from collections.abc import Callable, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

from pipeline import media
from pipeline.readers.answers import article_answer
from pipeline.readers.members import Member, member_answer
from pipeline.readers.read_article import ReadArticle
from schemas import RejectionReason, SourceError

READ = "read"
OPEN = "open"

READERS = MappingProxyType(
    {
        media.HTML: "html:read_html",
        media.PDF: "pdf:read_pdf",
        media.DOCX: "docx:read_docx",
        media.EMAIL: "eml:read_email",
        media.RECORD: "records:read_record",
    }
)
"""Who reads which form as one article; each brings its library when it is first needed."""

CAREFUL_READERS = MappingProxyType({media.PDF: "pdf:read_pdf_by_pypdf"})
"""Who reads a document that killed the reader before."""

OPENERS = MappingProxyType(
    {
        media.EMAIL: "eml:open_email",
        media.JSON: "records:open_json",
        media.JSONL: "records:open_jsonl",
        media.FEED: "feed:open_feed",
        media.ZIP: "archive:open_zip",
    }
)
"""Who opens which form that may hold several articles."""

MOST_CHARACTERS = 20_000_000
"""No article is longer than this; a text that is was made by a bomb."""


def perform(
    task: str, media_type: str, content: bytes, attempt: int = 1
) -> tuple[dict[str, Any], bytes]:
    """Return the header and the body that answer one request.

    Raises:
        SourceError: The document is refused, with the reason.
        Exception: Whatever a parser throws.
    """
    if task == OPEN:
        opened: Sequence[Member] = _function(OPENERS[media_type])(content)
        return member_answer(opened)
    careful = CAREFUL_READERS.get(media_type) if attempt > 1 else None
    article: ReadArticle = _function(careful or READERS[media_type])(content)
    if len(article.raw_text) > MOST_CHARACTERS:
        raise SourceError(
            RejectionReason.TOO_COSTLY,
            f"{len(article.raw_text):,} characters came out of {len(content):,} bytes; "
            "no article is as long: divide it",
        )
    return article_answer(article), b""


def _function(name: str) -> Callable[[bytes], Any]:
    """Return the function "module:function" of this package."""
    module, function = name.split(":")
    found: Callable[[bytes], Any] = getattr(import_module(f"pipeline.readers.{module}"), function)
    return found
