"""Where a record stands in the text."""

from typing import Self

from pydantic import Field, model_validator

from schemas.base import Record


class Span(Record):
    """A half-open stretch of an article's raw text, in characters (code points)."""

    char_start: int = Field(
        ge=0, description="First character of the quote in the article's raw text (code points)."
    )
    char_end: int = Field(
        ge=0, description="One past the last character of the quote in the article's raw text."
    )
    quote: str = Field(
        min_length=1,
        description="The characters of the raw text between char_start and char_end, unchanged.",
    )

    @model_validator(mode="after")
    def check_length(self) -> Self:
        """Refuse a quote that is not as long as its span."""
        if self.char_end - self.char_start != len(self.quote):
            raise ValueError(
                f"quote of {len(self.quote)} characters under span "
                f"[{self.char_start}, {self.char_end})"
            )
        return self


class Edit(Record):
    """One repair that cleaning made: what stood there, what stands there now, and why."""

    char_start: int = Field(ge=0, description="First replaced character in the raw text.")
    char_end: int = Field(
        ge=0,
        description="One past the last replaced character; equal to char_start for an insertion.",
    )
    replacement: str = Field(description="What the cleaned text has there instead.")
    rule: str = Field(min_length=1, description="The cleaning rule that made the edit.")
