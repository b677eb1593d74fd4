"""Markup without a page around it, as in an e-mail or a feed: all of it is text."""

from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from pipeline.readers.composer import Composer
from pipeline.readers.html_tables import read_table
from pipeline.readers.tables import Grid
from pipeline.readers.words import meaningful, one_line

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var".split()
)
"""Elements that do not begin a paragraph. Source: the phrasing content of the HTML standard."""

UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "iframe"})


def read_fragment(markup: str) -> Composer:
    """Return the text of some markup: a paragraph a block, and its tables of values."""
    composer = Composer()
    if not markup.strip():
        return composer
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    page = f"<html><body>{meaningful(markup)}</body></html>"
    tree = lxml_html.document_fromstring(page.encode("utf-8"), parser=parser)
    words: list[str] = []
    for piece in _walk(tree):
        if isinstance(piece, str):
            words.append(piece)
            continue
        composer.add_paragraph(one_line("".join(words)))
        words = []
        if piece is not None:
            composer.add_table(piece)
    composer.add_paragraph(one_line("".join(words)))
    return composer


def _walk(tree: HtmlElement) -> Iterator[str | Grid | None]:
    """Yield texts and tables in order, and None where a block begins or ends."""
    stack: list[HtmlElement | str | None] = [tree]
    while stack:
        one = stack.pop()
        if one is None or isinstance(one, str):
            yield one
        elif isinstance(one.tag, str) and one.tag not in UNSEEN:
            grid = read_table(one) if one.tag == "table" else None
            if grid is not None:
                yield grid
                continue
            is_block = one.tag not in INLINE
            if is_block:
                yield None
                stack.append(None)
            for child in reversed(one):
                stack += (child.tail or "", child)
            stack.append(one.text or "")
