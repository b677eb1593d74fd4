"""What is too much work for one article."""

import pytest

from pipeline.grammar.effort import check_effort
from pipeline.grammar.sentences import split_sentences
from schemas import RejectionReason, SourceError

PROSE = "Orders for pumps rose again in the spring, and the maker expects that they will go on. "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(PROSE * 2_000, id="a hundred pages"),
        pytest.param("Sales rose 5% to $3.4bn in 2024. " * 900, id="a long report"),
        pytest.param(PROSE * 8_000, id="a book"),
        pytest.param("x\n\n" * 5_000, id="a long list"),
        pytest.param(f"{PROSE * 4_000}{'1,234 ' * 3_500}", id="a book with a table"),
    ],
)
def test_articles_pass(text: str) -> None:
    """Even very long ones."""
    check_effort(text, split_sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x\n\n" * 20_000, id="a letter a line"),
        pytest.param("1 2 3 4 5 6 7 8 9 10\n" * 1_000, id="nothing but numbers"),
    ],
)
def test_what_would_take_a_minute_is_refused(text: str) -> None:
    """Before the work is begun, and the same on every machine."""
    with pytest.raises(SourceError, match="no article") as caught:
        check_effort(text, split_sentences(text))
    assert caught.value.reason is RejectionReason.TOO_COSTLY
