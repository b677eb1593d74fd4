"""Company mentions made into records."""

from collections.abc import Iterable, Iterator

from pipeline.components.companies import FoundCompany
from pipeline.extract.records import RawText
from schemas import CompanyMention


def make_mentions(companies: Iterable[FoundCompany], raw: RawText) -> Iterator[CompanyMention]:
    """Yield a record for each mention of a company, in reading order; agencies are left out."""
    for company in companies:
        if company.is_agency:
            continue
        yield CompanyMention(
            **raw.span(company.start, company.end),
            name=company.name,
            company_id=company.company_id,
            ticker=company.ticker,
            resolution=company.identity.resolution,
            candidates=company.identity.candidates,
            confidence=company.confidence,
            rule=company.rule,
        )
