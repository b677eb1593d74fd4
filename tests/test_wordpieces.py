"""Words cut into pieces, and where each piece stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.encoder import load_pieces
from pipeline.wordpieces import LONGEST, PieceTable, read_pieces

TABLE = load_pieces()
SMALL = PieceTable(["[UNK]", "pump", "##s", "##ing", "p", "5", "%", "$", "é", "e", "中"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pumps", ["pump", "s"]),
        ("Pumping", ["Pump", "ing"]),
        ("5%", ["5", "%"]),
        ("$5", ["$", "5"]),
        ("pump pump", ["pump", "pump"]),
        ("é", ["é"]),
        ("pumpé", ["pumpé"]),
        ("中中", ["中", "中"]),
        ("zzz 5", ["zzz", "5"]),
        ("\u200b", []),
        ("", []),
    ],
    ids=["end", "capital", "sign", "sign before", "twice", "accent", "unknown inside", "ideographs",
         "unknown", "invisible", "nothing"],
)  # fmt: skip
def test_words_are_cut(text: str, expected: list[str]) -> None:
    """The longest known piece first; a word that does not come out even is unknown as a whole."""
    pieces = SMALL.cut(text, 0, len(text))
    assert [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)] == expected


def test_accents_and_capitals_do_not_count() -> None:
    """A word is the same piece however it is written."""
    assert SMALL.ids_of("É") == SMALL.ids_of("e") != SMALL.ids_of("p")


def test_quotation_marks_are_straightened() -> None:
    """Printers' marks are read as a typewriter's, each at its own place."""
    curly, straight = "“Don’t,” said ‘Vessby’.", "\"Don't,\" said 'Vessby'."
    assert TABLE.ids_of(curly) == TABLE.ids_of(straight)
    assert TABLE.cut(curly, 0, len(curly)).ends.tolist()[-1] == len(curly)


@given(st.text(max_size=60), st.text(max_size=10))
def test_pieces_stand_in_the_text(text: str, before: str) -> None:
    """Pieces follow one another inside the stretch; of one character there may be several."""
    whole = before + text
    pieces = TABLE.cut(whole, len(before), len(whole))
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(len(before) <= a < b <= len(whole) for a, b in zip(starts, ends, strict=True))


def test_what_is_too_long_is_cut_off() -> None:
    """A sentence without end is read up to a length; what is behind has no pieces."""
    text = "pumps " * (LONGEST + 50)
    pieces = TABLE.cut(text, 0, len(text))
    assert len(pieces.ids) == len(pieces.starts) == LONGEST
    assert pieces.touching(len(text) - 5, len(text)) is None


def test_a_word_without_end_is_one_piece() -> None:
    """A word longer than any is unknown, not divided for minutes."""
    pieces = TABLE.cut("a" * 5_000, 0, 5_000)
    assert len(pieces.ids) == 1


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    """The unknown piece must be in it."""
    path = tmp_path / "vocab.txt"
    path.write_text("pump\n##s\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no piece"):
        read_pieces(path)
