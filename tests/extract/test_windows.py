"""Windows of an article, and where words stand in them."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.parsed import ParsedSentence
from pipeline.encoder import load_pieces
from pipeline.extract.windows import (
    LONGEST_PHRASE,
    WIDEST,
    Windows,
    cut_sentence,
    divide,
    windows_of,
)
from tests.components.handmade import parse_by_hand
from tests.model_fixtures import mark

BLANK = spacy.blank("en")
TABLE = load_pieces()
TEXT = (
    "Norlund Pumps sold 40 pumps in May. Its rival Vessby sold 60 pumps.\n\n"
    "Norlund Pumps wants to sell 80 in June."
)
WINDOWS = Windows(TEXT, divide(parse_by_hand(TEXT)), TABLE)
BORDER = TEXT.index("\n")


def sentences_of(widths: list[tuple[int, int]]) -> list[ParsedSentence]:
    """Return sentences of so many words, each with the number of its paragraph."""
    found = []
    at = 0
    for words, paragraph in widths:
        doc = BLANK.make_doc(" ".join(["pump"] * words))
        found.append(ParsedSentence.of_doc(doc, at, paragraph=paragraph))
        at = found[-1].end + 1
    return found


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        ([], []),
        ([(5, 0), (5, 0)], [2]),
        ([(5, 0), (5, 1)], [1, 1]),
        ([(5, 0), (WIDEST - 5, 0)], [2]),
        ([(5, 0), (WIDEST - 4, 0)], [1, 1]),
        ([(5 * WIDEST, 0), (1, 0), (1, 0)], [1, 2]),
    ],
    ids=["none", "together", "other paragraph", "just fits", "just too wide", "one too wide"],
)
def test_neighbours_share_a_window(widths: list[tuple[int, int]], expected: list[int]) -> None:
    """Sentences of a paragraph are put together as long as the window is not too wide."""
    assert [len(run) for run in divide(sentences_of(widths))] == expected


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 1)), max_size=20))
def test_windows_hold_every_sentence_once(widths: list[tuple[int, int]]) -> None:
    """Each sentence is in one window, in its order; no window is empty."""
    sentences = sentences_of(sorted(widths, key=lambda one: one[1]))
    runs = divide(sentences)
    assert [sentence for run in runs for sentence in run] == sentences
    assert all(runs)
    assert all(before[-1].end <= after[0].start for before, after in pairwise(runs))


@pytest.mark.parametrize(
    ("words", "position", "place", "found"),
    [
        ("pumps", 19, 0, "pumps in May"),
        ("pumps", 60, 0, "pumps.\n"),
        ("Norlund Pumps", 60, 0, "Norlund Pumps sold"),
        ("Norlund Pumps", 80, 1, "Norlund Pumps wants"),
        ("rival of Vessby", 19, 0, "rival Vessby"),
        ("80 in June", 19, 0, None),
        ("Vessby", 90, 1, None),
        ("", 19, 0, None),
    ],
    ids=["near", "other near", "only one", "of its window", "put together", "words of another",
         "other window", "no words"],
)  # fmt: skip
def test_the_nearest_place_of_words(
    words: str, position: int, place: int, found: str | None
) -> None:
    """A phrase stands where it is nearest, within the window alone."""
    span = WINDOWS.nearest(words, position, place)
    if found is None:
        assert span is None
    else:
        assert span is not None
        assert TEXT[span[0] :].startswith(found)
        assert (span[0] > BORDER) == (place == 1)


@pytest.mark.parametrize(
    ("position", "place"),
    [(0, 0), (BORDER - 1, 0), (BORDER, None), (BORDER + 2, 1), (len(TEXT), None), (-1, None)],
)
def test_the_window_of_a_position(position: int, place: int | None) -> None:
    """A position within a window's ends is in it; others are in none."""
    assert WINDOWS.place_of(position) == place


@pytest.mark.parametrize("place", [0, 1])
def test_pieces_stand_where_their_words_do(place: int) -> None:
    """A run of pieces that a span of the text touches is that span's own pieces."""
    sentences = WINDOWS.sentences[place]
    text = TEXT[sentences[0].start : sentences[-1].end]
    assert WINDOWS.pieces(place).ids == TABLE.ids_of(text)
    for word in ("sold", "sell", "pumps", "Norlund"):
        if word in text:
            start = TEXT.index(word, sentences[0].start)
            run = WINDOWS.pieces(place).touching(start, start + len(word))
            assert run is not None
            assert WINDOWS.pieces(place).ids[run[0] : run[1]] == TABLE.ids_of(word)


@pytest.mark.model
@pytest.mark.parametrize(
    "amount", ["$5bn", "$5 billion", "5 billion dollars", "US$5.0 billion", "five billion dollars"]
)
def test_amounts_are_read_alike(amount: str) -> None:
    """However an amount is written, its pieces are the same, and all of them are its own."""
    plain, other = (
        mark(f"Norlund Pumps Inc. said that sales were {one} in May.") for one in ("$5bn", amount)
    )
    found, expected = windows_of(other, TABLE), windows_of(plain, TABLE)
    assert found.pieces(0).ids == expected.pieces(0).ids
    start = other.text.index(amount)
    run = found.pieces(0).touching(start, start + len(amount))
    assert run == expected.pieces(0).touching(start, start + len("$5bn"))


def test_a_sentence_is_cut_at_its_place() -> None:
    """Positions are those of the whole text."""
    sentence = parse_by_hand(TEXT)[-1]
    pieces = cut_sentence(sentence, TABLE)
    assert pieces.starts[0] == BORDER + 2
    assert pieces.ends[-1] == len(TEXT)


def test_phrases_are_cut_short() -> None:
    """Of a phrase the first pieces count; of no words there are none."""
    pumps = WINDOWS.ids_of("pumps")
    assert WINDOWS.ids_of("pumps " * 40) == pumps * LONGEST_PHRASE
    assert WINDOWS.ids_of("pumps") == pumps
    assert WINDOWS.ids_of("") == []
