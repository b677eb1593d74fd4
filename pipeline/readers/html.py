"""Web pages, saved or fetched: the article in them, its tables, and what they tell about it."""

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement

from pipeline.readers.charset import decode
from pipeline.readers.composer import Composer
from pipeline.readers.findings import Findings
from pipeline.readers.html_blocks import main_paragraphs
from pipeline.readers.html_metadata import page_findings
from pipeline.readers.html_tables import PageLetters, put_back, take_tables
from pipeline.readers.read_article import ReadArticle
from pipeline.readers.text import check_signature
from pipeline.readers.words import meaningful
from schemas import RejectionReason, SourceError

DECLARED_WITHIN = 4_000
"""Bytes from the start in which a page says how it is encoded."""

# <meta charset="utf-8"> | <?xml version="1.0" encoding="utf-8"?> | content="text/html; charset=…"
DECLARED = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})")

MARKUP = re.compile(r"<[A-Za-z!/?]")

EARLIEST, LATEST = "1995-01-01", "2100-01-01"
"""Days of publication that are believed; fixed, so that a page reads the same on every day."""


def read_html(content: bytes) -> ReadArticle:
    """Return the main text of a page, with its tables and what it tells about itself.

    Raises:
        SourceError: It is no text, no page, or holds no article.
    """
    check_signature(content)
    return read_page(meaningful(decode(content, declared=declared_encoding(content))))


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding that a page names; None where it names none."""
    found = DECLARED.search(content[:DECLARED_WITHIN])
    return found[1].decode("ascii") if found else None


def read_page(page: str) -> ReadArticle:
    """Return the article of a page whose characters are known.

    Raises:
        SourceError: It is no page, or holds no article.
    """
    tree = _parse(page)
    found = page_findings(tree)
    _find_day(tree, found)
    letters = take_tables(tree)
    composer = _compose(main_paragraphs(tree), letters)
    if not composer.raw_text:
        raise SourceError(
            RejectionReason.EMPTY,
            "the page holds no article that can be told from its furniture; save its text as .txt",
        )
    return ReadArticle(composer.raw_text, found.metadata(), found.origins(), composer.tables)


def _parse(page: str) -> HtmlElement:
    """Return the tree of a page.

    Raises:
        SourceError: There is no element in it.
    """
    if not page.strip():
        raise SourceError(RejectionReason.EMPTY, "there is nothing in it but white space")
    if not MARKUP.search(page):
        raise SourceError(
            RejectionReason.DAMAGED, "there is no markup in it, so it is no page; rename it to .txt"
        )
    # Bytes, because lxml takes a declared encoding at its word even where it was decoded.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    tree = lxml_html.document_fromstring(page.encode("utf-8"), parser=parser)
    if not isinstance(tree, HtmlElement):
        raise SourceError(RejectionReason.DAMAGED, "there is no page in it; save it anew")
    return tree


def _find_day(tree: HtmlElement, found: Findings) -> None:
    """Look for the day of publication in the page's other marks and address."""
    if found.knows("published_on"):
        return
    from htmldate import find_date  # takes 0.2 s

    day = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        min_date=EARLIEST,
        max_date=LATEST,
        url=found.metadata().source_uri,
    )
    found.add("published_on", day, "htmldate")


def _compose(paragraphs: list[str], letters: PageLetters) -> Composer:
    """Return the paragraphs with the tables that belong to them between."""
    belonging = put_back(letters, paragraphs)
    composer = Composer()
    for count, paragraph in enumerate(["", *paragraphs]):
        composer.add_paragraph(paragraph)
        for grid in belonging.get(count, ()):
            composer.add_table(grid)
    return composer
