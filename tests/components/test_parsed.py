"""Where tokens stand in the text, though the parser saw other characters."""

import pytest
from spacy.tokens import Doc

from pipeline.components.parsed import ParsedSentence
from tests.components.handmade import BLANK

BORDERS = ((100, 105), (106, 110), (111, 119), (111, 119), (119, 120))
"""Of "Sales rose £9.3M." in which the parser saw "$1.54" in place of "£9.3M"."""


@pytest.fixture(scope="module")
def sentence() -> ParsedSentence:
    """Return a sentence whose amount is two tokens in one place."""
    words = ["Sales", "rose", "$", "1.54", "."]
    return ParsedSentence(100, 120, 0, False, Doc(BLANK.vocab, words), BORDERS)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (100, 105, ["Sales"]),
        (104, 107, ["Sales", "rose"]),
        (111, 119, ["$", "1.54"]),
        (113, 114, ["$", "1.54"]),
        (105, 106, []),
        (119, 400, ["."]),
        (0, 100, []),
        (120, 130, []),
        (0, 400, ["Sales", "rose", "$", "1.54", "."]),
    ],
)
def test_tokens_in(sentence: ParsedSentence, start: int, end: int, words: list[str]) -> None:
    """Every token that shares a character with the stretch is there, and no other."""
    assert [token.text for token in sentence.tokens_in(start, end)] == words
