"""What holds of the times of any text: order, place, white space."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.periods import find_periods

ANCHOR = date(2025, 6, 27)

WORDS = [
    "2024",
    "May",
    "4",
    ",",
    "the",
    "first",
    "quarter",
    "of",
    "last",
    "year",
    "to",
    "from",
    "-",
]


@given(
    st.lists(st.sampled_from([*WORDS, "ended", "ago", "three", "months", "Monday", "word", "."]))
)
def test_order(words: list[str]) -> None:
    """Times come in reading order, never overlap, and never hold white space at their ends."""
    text = " ".join(words)
    position = 0
    for found in find_periods(text, ANCHOR):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.rule
        position = found.end


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """No text makes the grammar fail, and every place lies inside it."""
    for found in find_periods(text, ANCHOR):
        assert 0 <= found.start < found.end <= len(text)
