"""Numerals of the raw text that no one accounted for become rejected numbers."""

import pytest

from pipeline.clean import clean
from pipeline.extract.records import RawText
from pipeline.extract.rejects import make_rejects
from pipeline.grammar.quantities import RejectedSpan
from schemas import NumberReason
from tests.warehouse.factories import figure

# text, figures in it, numbers rejected before, what is left
ROWS = [
    ("Pumps 12 and 3.5 left.", [], [], ["12", "3.5"]),
    ("Pumps 12 and 3.5 left.", ["12"], ["3.5"], ["3.5"]),
    ("Version 4.0.7 came.", ["0.7"], [], ["4"]),
    ("Codes 15.4,83.1,99 came.", ["99"], [], ["15.4,83.1"]),
    ("Codes 15.4,83.1,99 came.", ["83.1"], [], ["15.4", "99"]),
    ("Turnover of 54,7 came.", ["54", "7"], [], []),
    ("No number here.", [], [], []),
]


@pytest.mark.parametrize(("text", "figures", "rejected", "expected"), ROWS)
def test_numerals_left_over(
    text: str, figures: list[str], rejected: list[str], expected: list[str]
) -> None:
    """Of a numeral that a figure covers in part, only the rest is rejected."""
    article_id = "0" * 16
    known = [figure(article_id, text, quote) for quote in figures]
    spans = [
        RejectedSpan(text.index(quote), text.index(quote) + len(quote), NumberReason.NAME)
        for quote in rejected
    ]
    cleaned = clean(text)
    raw = RawText(article_id, text, cleaned.offsets)
    left = list(make_rejects(spans, known, cleaned, raw))
    assert [number.quote for number in left] == expected
