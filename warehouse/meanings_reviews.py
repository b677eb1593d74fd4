"""What the columns of the views about corrections and checks mean."""

from collections.abc import Mapping
from types import MappingProxyType

REVIEWS: Mapping[str, str] = MappingProxyType(
    {
        "checks.check_name": "Name of the check; warehouse/checks has its query.",
        "checks.checked_at": "When it was run, UTC.",
        "checks.description": "What holds where it passes.",
        "checks.examples": "Up to three of the cases against it.",
        "checks.found": "How many cases are against it.",
        "checks.level": "error (the file is kept from its readers) or warning.",
        "checks.passed": "Whether nothing is against it.",
        "checks.run_id": "The last run in what was checked.",
        "corrections.changes": "Its fields in words: what they were, and what is right.",
        "corrections.detail": (
            "Why it is superseded, orphaned or agreed, in words; null where applied."
        ),
        "corrections.matched_article_id": "The article that it was laid over; null for none.",
        "corrections.matched_id": "The record that it was laid over; null for a mention, or none.",
        "corrections.ordinal": "Place among the corrections; the later one wins.",
        "corrections.state": (
            "applied; agreed (the extractor says so by now); superseded by a later one; or "
            "orphaned (its article, its words or its record are gone)."
        ),
        "reviewed": (
            "How people reviewed the record: corrected, confirmed, rejected or added; null "
            "for not at all."
        ),
        "reviews.char_start": "Where its quote begins in the raw text.",
        "reviews.extracted": "Whether the extractor finds the record.",
        "reviews.kind": "figure, forecast or company (a mention of one).",
        "reviews.record_id": "Its figure_id or forecast_id; of a mention ARTICLE:CHARACTER.",
        "reviews.wrong_fields": "The fields in which the extractor is wrong.",
    }
)
"""Columns that no record has, as VIEW.COLUMN, or COLUMN where they mean the same everywhere."""
