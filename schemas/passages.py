"""Parts of an article that are no news."""

from enum import StrEnum

from pydantic import Field

from schemas.base import Record


class PassageKind(StrEnum):
    """What a part of an article is that is no news; a closed set.

    `about` tells who a company or the publisher is ("About Acme"): its figures are kept, and
    marked. In the others numbers are rejected as boilerplate, and nothing is a forecast.
    """

    ABOUT = "about"
    LEGAL = "legal"
    CONTACT = "contact"
    PROMOTION = "promotion"
    FURNITURE = "furniture"


class Passage(Record):
    """A part of an article that is no news; it stays in the raw text."""

    char_start: int = Field(
        ge=0, description="First character of the passage in the article's raw text."
    )
    char_end: int = Field(
        ge=0, description="One past the last character of the passage in the article's raw text."
    )

    kind: PassageKind = Field(
        description="about, legal, contact, promotion, or furniture (the page's own words)."
    )
    rule: str = Field(min_length=1, description="The rule that it was known by.")
