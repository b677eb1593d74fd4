"""A stand-in for the extractor, so that what is around it is tested fast.

Its articles hold what is written as "NN%", "Name Ltd" and "by YYYY"; nothing is parsed.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256

from pipeline.failpoints import failpoint
from pipeline.readers import Guard, open_source, read_source
from schemas import (
    Article,
    ArticleFacts,
    Certainty,
    CompanyMention,
    Direction,
    Extraction,
    Figure,
    Forecast,
    Kind,
    NumberReason,
    Polarity,
    Reason,
    RejectedNumber,
    Rejection,
    RejectionReason,
    Source,
    SourceError,
    Status,
    stable_id,
)

ARTICLE = (
    "Sales of pumps rose 12% in 2023. Fathom Ltd expects that they will grow by 30% by 2030.\n"
)
"""An article of two figures, a company, a forecast, and a number that is none."""


class FakeProcessor:
    """Finds by pattern what the real one finds by parsing."""

    model_version = "fake 1"

    def __init__(self, extractor_version: str = "0+test") -> None:
        self.extractor_version = extractor_version
        self.processed: list[str] = []
        self._guard = Guard()

    def begin(self) -> None:
        """Have nothing to load."""

    def content_key(self, source: Source) -> str:
        """Return the key of the bytes, the sidecar and the version."""
        parts = (source.content_sha256, repr(source.sidecar), self.extractor_version)
        return sha256("\0".join(parts).encode()).hexdigest()

    def open(self, source: Source) -> Iterator[Source | Rejection]:
        """Yield the articles that a source holds."""
        return open_source(source, self._guard, self.content_key)

    def process(self, source: Source) -> Extraction | Rejection:
        """Return what the patterns find; "CRASH" in a text makes the extraction fail."""
        self.processed.append(source.source_uri)
        try:
            read = read_source(source, self._guard)
        except SourceError as error:
            return self._reject(source, error)
        failpoint("read")
        if "CRASH" in read.raw_text:
            failed = SourceError(RejectionReason.EXTRACTION_FAILED, "it crashed; report it")
            return self._reject(source, failed)
        failpoint("clean")
        article_id = sha256(read.raw_text.encode()).hexdigest()[:16]
        header = {
            "source_uri": source.source_uri,
            "article_id": article_id,
            "title": read.metadata.title,
            "published_on": read.metadata.published_on,
            "language": read.metadata.language or "en",
        }
        article = Article(
            **header,
            publisher=read.metadata.publisher,
            origin_uri=read.metadata.source_uri,
            raw_text=read.raw_text,
            content_sha256=source.content_sha256,
            content_key=self.content_key(source),
            word_count=len(read.raw_text.split()),
            edits=(),
        )
        facts = facts_of(header, read.raw_text)
        failpoint("extract")
        return Extraction(article=article, facts=facts)

    def process_many(self, sources: Iterable[Source]) -> Iterator[Extraction | Rejection]:
        """Yield the outcome of each source."""
        return map(self.process, sources)

    def _reject(self, source: Source, error: SourceError) -> Rejection:
        return Rejection(
            source_uri=source.source_uri,
            content_sha256=source.content_sha256,
            content_key=self.content_key(source),
            reason=error.reason,
            detail=error.detail,
        )


def facts_of(header: dict[str, object], text: str) -> ArticleFacts:
    """Return what the patterns find in `text`."""
    article_id = str(header["article_id"])
    figures = tuple(figure(article_id, text, found) for found in re.finditer(r"(\d+)%", text))
    expected = tuple(each for each in figures if each.status is Status.FORECAST)
    return ArticleFacts(
        **header,
        figures=figures,
        companies=tuple(company(found) for found in re.finditer(r"[A-Z]\w+ Ltd", text)),
        forecasts=tuple(forecast(article_id, text, each) for each in expected),
        rejected=tuple(number(found) for found in re.finditer(r"\b\d{4}\b", text)),
    )


def where(found: re.Match[str]) -> dict[str, object]:
    """Return the span of a match."""
    return {"char_start": found.start(), "char_end": found.end(), "quote": found.group()}


def figure(article_id: str, text: str, found: re.Match[str]) -> Figure:
    """Return a percentage; it is a forecast where "expects" stands before it."""
    ahead = "expects" in text[: found.start()]
    return Figure(
        **where(found),
        figure_id=stable_id("fig", article_id, found.start(), found.end()),
        sentence=text.strip(),
        value=Decimal(found.group(1)),
        unit="percent",
        kind=Kind.CHANGE,
        direction=Direction.UP,
        basis=None,
        metric="sales",
        company=None,
        region=None,
        period=None,
        period_start=None,
        period_end=None,
        status=Status.FORECAST if ahead else Status.ACTUAL,
        attributed_to="Fathom" if ahead else None,
        confidence=0.9,
        rule="percent",
        reasons=(Reason(field="unit", rule="percent sign", words="%"),),
        metric_key="revenue",
        series_id=None,
    )


def company(found: re.Match[str]) -> CompanyMention:
    """Return a mention of a company."""
    name = found.group().removesuffix(" Ltd")
    company_id = stable_id("co", name.casefold())
    return CompanyMention(
        **where(found), name=name, company_id=company_id, ticker=None, confidence=0.9, rule="Ltd"
    )


def forecast(article_id: str, text: str, expected: Figure) -> Forecast:
    """Return the forecast around a figure: the whole text."""
    return Forecast(
        char_start=0,
        char_end=len(text),
        quote=text,
        forecast_id=stable_id("fcst", article_id, expected.char_start),
        sentence=text.strip(),
        forecaster=expected.attributed_to,
        target_period=None,
        target_start=None,
        target_end=None,
        figure_ids=(expected.figure_id,),
        statement=text.strip(),
        confidence=0.9,
        rule="expects",
        figure_id=expected.figure_id,
        metric="sales",
        metric_key="revenue",
        company=None,
        region=None,
        condition=None,
        certainty=Certainty.EXPECTED,
        polarity=Polarity.AFFIRMED,
        made_on=None,
    )


def number(found: re.Match[str]) -> RejectedNumber:
    """Return a year as the number that it is not."""
    return RejectedNumber(**where(found), reason=NumberReason.PERIOD)
