"""The real extractor, loaded once a session, and short ways to ask it about a sentence."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from pipeline.components.attributions import Attribution, find_attributions
from pipeline.components.cues import CueTable, load_cues
from pipeline.components.marked import MarkedArticle, MarkedSentence
from pipeline.extract.figures import FigureReader
from pipeline.extract.frames import Frame, build_frame
from pipeline.extract.meanings import Meaning
from pipeline.extract.tables_text import clean_around
from pipeline.lexicon import REPOSITORY
from pipeline.process import Processor, _divide, load_processor
from pipeline.readers import read_source
from pipeline.settings import load_settings
from schemas import ArticleFacts, Extraction, Figure, Source

PUBLISHED = b"published_on = 2029-06-15\n"
"""A sidecar: the articles of these tests are written on a Friday in June 2029."""


@cache
def load_extractor() -> Processor:
    """Return the repository's processor; the model is loaded at the first call only."""
    return load_processor(load_settings(home=REPOSITORY))


@cache
def cue_table() -> CueTable:
    """Return the repository's cues."""
    return load_cues()


def source_of(
    content: str | bytes, *, sidecar: bytes | None = PUBLISHED, uri: str = "news/article.txt"
) -> Source:
    """Return a plain text article of these characters or bytes."""
    raw = content.encode() if isinstance(content, str) else content
    return Source(
        source_uri=uri,
        media_type="text/plain",
        content=raw,
        content_sha256=sha256(raw).hexdigest(),
        sidecar=sidecar,
    )


def extract(text: str | bytes, *, sidecar: bytes | None = PUBLISHED) -> Extraction:
    """Return the article with its facts; a rejection fails the test."""
    outcome = load_extractor().process(source_of(text, sidecar=sidecar))
    assert isinstance(outcome, Extraction), outcome
    return outcome


def facts_of(text: str, *, sidecar: bytes | None = PUBLISHED) -> ArticleFacts:
    """Return what is found in a text."""
    return extract(text, sidecar=sidecar).facts


def figure_of(text: str, quote: str) -> Figure:
    """Return the last figure of `text` with these words."""
    found = {figure.quote: figure for figure in facts_of(text).figures}
    assert quote in found, sorted(found)
    return found[quote]


def mark(text: str, *, sidecar: bytes | None = PUBLISHED) -> MarkedArticle:
    """Return the article with its sentences parsed and marked, nothing decided."""
    extractor = load_extractor()
    source = source_of(text, sidecar=sidecar)
    read = read_source(source, extractor.guard)
    divided = _divide(clean_around(read.raw_text, read.tables, read.edits), read.tables)
    return extractor._mark(extractor._article(source, read, divided), divided).article


def mark_one(text: str) -> MarkedSentence:
    """Return the only sentence of `text`, marked."""
    (sentence,) = mark(text).sentences
    return sentence


def frame_of(text: str, quote: str) -> Frame:
    """Return the frame of the first quantity with these words, in whichever sentence."""
    marked = mark(text)
    for sentence in marked.sentences:
        for quantity in sentence.quantities:
            if marked.text[quantity.start : quantity.end] == quote:
                frame = build_frame(sentence, quantity)
                assert frame is not None
                return frame
    raise AssertionError(f"{quote!r} is no quantity of {text!r}")


def attributions_of(
    text: str, last_source: str | None = None, last_company: str | None = None
) -> Sequence[Attribution]:
    """Return the attributions of the only sentence of `text`."""
    return find_attributions(mark_one(text), cue_table(), last_source, last_company)


def meanings_of(text: str) -> list[Meaning]:
    """Return what the reader decided about each quantity, before it becomes a record."""
    reader: FigureReader = load_extractor().reader
    marked = mark(text)
    sentences = reader.read(marked, reader.bind(marked))
    return [meaning for sentence in sentences for meaning in sentence.meanings]
