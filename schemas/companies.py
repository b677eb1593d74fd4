"""A company named in the text."""

from pydantic import Field

from schemas.base import Confidence
from schemas.spans import Span


class CompanyMention(Span):
    """One place where the text names a company or another business organisation."""

    name: str = Field(
        min_length=1, description="Canonical name: one for all mentions of the company."
    )
    company_id: str | None = Field(
        description="Identity across articles; null where two candidates fit."
    )
    ticker: str | None = Field(description="Stock ticker; null if none or unknown.")
    confidence: Confidence = Field(description="How sure the extractor is, 0 to 1.")
    rule: str = Field(min_length=1, description="The rule that found and named the company.")
