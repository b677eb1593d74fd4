"""A company named in the text, and what is known of companies beside the articles."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from schemas.base import Confidence, Record
from schemas.spans import Span


class Resolution(StrEnum):
    """How a name was tied to one company; a closed set."""

    REGISTER = "register"
    TICKER = "ticker"
    LEGAL_NAME = "legal_name"
    NAME = "name"
    DOUBTFUL = "doubtful"
    AMBIGUOUS = "ambiguous"


class CompanyMention(Span):
    """One place where the text names a company or another business organisation."""

    name: str = Field(
        min_length=1, description="Canonical name: one for all mentions of the company."
    )
    company_id: str | None = Field(
        description="Identity across articles; null where two candidates fit, and where it is "
        "not sure that a name which no known company has is a company's at all."
    )
    ticker: str | None = Field(description="Stock ticker; null if none or unknown.")
    resolution: Resolution = Field(
        default=Resolution.NAME,
        description=(
            "How company_id was told: register (one known company has the name), ticker or "
            "legal_name (which decided between several), name (no known company has it, the id "
            "is made of the name), doubtful (as name, but it may be no company: no id), "
            "ambiguous (several fit: no id)."
        ),
    )
    candidates: tuple[str, ...] = Field(
        default=(), description="Ids of the companies that it could be, where it has no id."
    )
    confidence: Confidence = Field(description="How sure the extractor is, 0 to 1.")
    rule: str = Field(min_length=1, description="The rule that found and named the company.")


class RegisteredCompany(Record):
    """A company of the register: what is known of it beside the articles."""

    company_id: str = Field(min_length=1, description="Identity of the company.")
    name: str = Field(min_length=1, description="Usual name.")
    legal_name: str | None = Field(description="Registered name; null where unknown or the same.")
    ticker: str | None = Field(description="Stock ticker, without exchange; null if none is known.")
    exchange: str | None = Field(description="Exchange of the ticker; null where unknown.")
    country: str | None = Field(
        description="ISO 3166 code of its listing or seat; null where unknown."
    )
    kind: str | None = Field(
        description=(
            "listed, private, bank (with funds and investors), analyst_house (with advisers and "
            "raters), exchange or media; null where unknown."
        )
    )
    parent_id: str | None = Field(description="company_id of its parent; null if none is known.")
    origin: str = Field(
        min_length=1, description="Where the row comes from: a data package, or own (reviewed)."
    )


class CompanyAlias(Record):
    """Another name of a company of the register."""

    alias: str = Field(min_length=1, description="The name.")
    company_id: str = Field(min_length=1, description="Identity of the company that has it.")
    origin: str = Field(
        min_length=1, description="Where the row comes from: a data package, or own (reviewed)."
    )


class DecisionKind(StrEnum):
    """What a researcher can decide about companies; a closed set."""

    MERGE = "merge"
    SPLIT = "split"
    ALIAS = "alias"


class CompanyDecision(Record):
    """A researcher's decision about which company is which."""

    decision: str = Field(
        pattern=r"^(merge|split|alias)_[0-9a-f]{16}$",
        description="Id of the decision, made of what it says.",
    )
    kind: DecisionKind = Field(
        description=(
            "merge (other_id is company_id), split (mentions of company_id are of other_id), or "
            "alias (name is of company_id)."
        )
    )
    company_id: str = Field(min_length=1, description="The company that it is about.")
    company: str = Field(min_length=1, description="Its name when it was decided.")
    name: str | None = Field(
        description="The spelling that it is about; null for every spelling, as in a merge."
    )
    article_id: str | None = Field(description="The one article it holds for; null for all.")
    other_id: str | None = Field(
        description="The company merged into it, or divided from it; null for an alias."
    )
    other: str | None = Field(description="Name of that company; null for an alias.")
    wordlike: bool = Field(
        description="Whether the alias is an everyday word too, which needs a second sign."
    )
    decided_by: str = Field(min_length=1, description="Who decided.")
    decided_on: date = Field(description="On which day.")
    why: str | None = Field(description="For what reason; null where none was given.")


class Register(Record):
    """All that is known of companies beside the articles, and what researchers decided."""

    companies: tuple[RegisteredCompany, ...] = Field(description="The known companies.")
    aliases: tuple[CompanyAlias, ...] = Field(description="Their other names.")
    decisions: tuple[CompanyDecision, ...] = Field(description="The decisions, in their order.")
